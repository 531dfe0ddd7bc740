"""Words that keep their capital in sentence case: names of places, peoples, times and persons.

The list is short on purpose. What it lacks is learnt from the other titles of the list, and advice
about case is only ever a proposal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pubman.text.fold import fold

_PLACES: Final = """
afghanistan africa alaska albania alberta algeria alps amazon america americas andes andorra
angola antarctic antarctica arabia arctic argentina arizona arkansas armenia asia atlantic
auckland australasia australia austria azerbaijan bahamas bahrain balkans baltic bangladesh
barbados barcelona bavaria beijing belarus belgium belize benin berlin bhutan bolivia borneo
bosnia boston botswana brazil britain brunei brussels budapest bulgaria burkina burundi cairo
california cambodia cameroon canada caribbean caucasus chad chicago chile china colombia colorado
congo connecticut copenhagen crete crimea croatia cuba cyprus czechia danube delhi denmark
djibouti dominica dublin ecuador egypt england eritrea estonia eswatini ethiopia eurasia europe
everest fiji finland flanders florida france gabon galapagos gambia gaza geneva georgia germany
ghana greece greenland grenada guatemala guinea guyana haiti hamburg hawaii herzegovina himalaya
himalayas honduras hungary iberia iceland idaho illinois india indiana indonesia iowa iran iraq
ireland israel istanbul italy jakarta jamaica japan java jerusalem jordan kansas kazakhstan
kentucky kenya kiribati korea kosovo kuwait kyoto kyrgyzstan lanka laos lapland latvia lebanon
leone lesotho liberia libya liechtenstein lisbon lithuania london louisiana luxembourg macedonia
madagascar madrid maine malawi malaysia maldives mali malta manchester manhattan mars maryland
massachusetts mauritania mauritius mediterranean melbourne mexico michigan micronesia milan
minnesota mississippi missouri moldova monaco mongolia montana montenegro montreal morocco moscow
mozambique mumbai munich myanmar namibia naples nebraska nepal netherlands nevada nicaragua niger
nigeria nile normandy norway oceania ohio oklahoma oman ontario oregon oslo oxford pacific
pakistan palestine panama paraguay paris pennsylvania persia peru philippines poland polynesia
portugal prague pyrenees qatar quebec queensland rhine romania rome russia rwanda sahara sahel
samoa saudi saxony scandinavia scotland senegal seoul serbia seychelles shanghai siberia sicily
sierra singapore slovakia slovenia somalia spain stockholm sudan suriname sweden switzerland
sydney syria taipei taiwan tajikistan tanzania tasmania tennessee texas thailand thames tibet
tobago togo tokyo tonga toronto toulouse trinidad tunisia turkey turkmenistan tuscany uganda
ukraine uruguay utah uzbekistan vanuatu vatican venezuela venice vermont vienna vietnam virginia
wales warsaw wisconsin wyoming yemen york yukon zambia zealand zimbabwe zurich
"""
_PEOPLES: Final = """
african afrikaans albanian american anglo arab arabic argentine armenian asian australian austrian
aztec basque belgian bengali bolivian brazilian breton british buddhist bulgarian byzantine
canadian cantonese castilian catalan celtic chilean chinese christian colombian croatian cuban
czech danish dutch egyptian english estonian ethiopian etruscan european filipino finnish flemish
french german greek hebrew hindi hindu hungarian icelandic inca indian indonesian inuit iranian
iraqi irish islamic israeli italian japanese jewish kenyan khmer korean kurdish latin latino
latvian lithuanian malay mandarin maori maya mexican mongolian moroccan muslim nepali nigerian
nordic norwegian ottoman pakistani palestinian persian peruvian polish portuguese prussian quechua
roman romanian russian sanskrit scandinavian scottish serbian slavic slavonic slovak slovene
somali spanish sumerian swahili swedish swiss syrian tamil thai tibetan turkish ukrainian urdu
vietnamese welsh yiddish
"""
_TIMES: Final = """
april august cambrian carboniferous cenozoic christmas cretaceous december devonian easter eocene
february friday holocene january july june jurassic mesozoic miocene monday neolithic november
october oligocene ordovician palaeolithic paleocene paleolithic permian pleistocene pliocene
proterozoic quaternary ramadan renaissance saturday september silurian sunday thursday triassic
tuesday victorian wednesday
"""
_PERSONS: Final = """
abelian alzheimer banach bayes bayesian bernoulli bessel bluetooth boltzmann boolean bose bourdieu
brexit brownian cartesian cauchy chebyshev chomsky coulomb darwin darwinian dijkstra dirac
dirichlet einstein euclidean euler facebook fermi fibonacci foucault fourier freud galois gauss
gaussian google hamiltonian hegel hermitian hilbert hopf ising jacobian kalman kant lagrangian
laplace laplacian lebesgue linux lipschitz lorentz lyapunov mandelbrot markov markovian marx
marxist maxwell mendel mendelian minkowski monte nash newton newtonian nietzsche pareto parkinson
pavlov petri planck plato poincare poisson python raman rayleigh reddit reynolds riemann
riemannian schrodinger shakespeare shannon sobolev stokes turing twitter wasserstein weibull
wiener wikipedia windows youtube
"""
_NAMES: Final = frozenset(f"{_PLACES} {_PEOPLES} {_TIMES} {_PERSONS}".split())
_BEFORE: Final = frozenset(
    "north south east west northern southern eastern western central new great greater united "
    "upper lower saint st san santa los las el costa puerto rio sierra lake mount cape isle "
    "republic monte".split()
)
"""Words that are part of the name that follows them: North Macedonia, New Zealand."""
_BEHIND: Final = frozenset(
    "sea ocean river valley republic states kingdom islands island peninsula bay gulf strait "
    "desert basin union carlo war".split()
)
"""Words that are part of the name that they follow: Baltic Sea, Dominican Republic."""
_PAIRS: Final = frozenset(
    {"united kingdom", "united states", "united nations", "united arab", "middle east", "far east",
     "near east", "global south", "global north", "soviet union", "cold war", "silk road",
     "gulf stream", "world war", "middle ages", "iron age", "bronze age", "stone age"}
)  # fmt: skip
"""Two words that are a name together."""
_WORD: Final = re.compile(r"[^\W\d_][\w'’]*")


def names_in(titles: Iterable[str]) -> frozenset[str]:
    """Return the words that titles in sentence case write with a capital inside a clause."""
    found: set[str] = set()
    for title in titles:
        for clause in re.split(r"[:?!.]\s+|\s[-–—]\s|[\"“„«]", title):
            words = _WORD.findall(clause)[1:]
            found |= {_bare(word) for word in words if word[0].isupper() and len(word) > 1}
    return frozenset(found)


def keeps_capital(words: list[str], at: int, known: frozenset[str]) -> bool:
    """Return whether the word at ``at`` of a title is a name, or a part of one."""
    if _is_name(words[at], known):
        return True
    word = _bare(words[at])
    if not words[at][:1].isupper():
        return False
    following = words[at + 1] if at + 1 < len(words) else ""
    before = words[at - 1] if at else ""
    if {f"{word} {_bare(following)}", f"{_bare(before)} {word}"} & _PAIRS:
        return True
    if word in _BEFORE and following[:1].isupper():
        return _is_name(following, known)
    return word in _BEHIND and before[:1].isupper() and _is_name(before, known)


def _is_name(word: str, known: frozenset[str]) -> bool:
    parts = [_bare(part) for part in _WORD.findall(word)]
    return any(part in _NAMES or part in known for part in parts)


def _bare(word: str) -> str:
    """Return a word folded, without the ending of a genitive."""
    return fold(re.sub(r"['’]s?\Z", "", word))
