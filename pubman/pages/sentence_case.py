"""English titles in sentence case, as the manuals of APA, AMA and NLM ask for them.

Only a title in headline case is changed, and only if it is English: German writes nouns with a
capital. A word keeps its capital if it begins the title or what follows a colon, if it has capitals
or digits inside (``BERT``, ``McGill``, ``H2O``), if the author protected it in braces, or if it is
a name that this module knows.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from pubman.match.rarity import is_known
from pubman.text.fold import fold


def sentence_case(title: str, *, protected: Collection[str] = ()) -> str:
    """Return ``title``, which may have elements as HTML has them, in sentence case.

    >>> sentence_case("Deep Learning for Bayesian Networks: A Survey")
    'Deep learning for Bayesian networks: A survey'
    """
    parts = _TAG.split(title)
    plain = "".join(parts[::2])
    words = [match[0] for match in _WORD.finditer(plain)]
    if not _in_headline_case(words) or not _is_english(words):
        return title
    lowered = _lowered(plain, _kept_places(plain, protected))
    place = 0
    for at, part in enumerate(parts[::2]):
        parts[2 * at] = lowered[place : place + len(part)]
        place += len(part)
    return "".join(parts)


_TAG: Final = re.compile(r"(<[^<>]*>)")
_WORD: Final = re.compile(r"[^\W\d_][\w'’]*")
_SMALL: Final = frozenset(
    "a an and as at but by for from in into is it its nor of off on onto or over per so than that "
    "the their to toward towards under up using via vs with within without yet between through "
    "during against across after before among".split()
)
"""Words that headline case leaves small."""
_ENGLISH: Final = frozenset(
    "the of and to with by from using a are is through between without under towards their its "
    "how what why when".split()
)
_FOREIGN: Final = frozenset(
    "der die das und von fur mit zur zum im ein eine einer des dem den bei uber aus auf le la les "
    "et du pour dans sur une el los las y del para en con por il di e della dei per nel o da dos "
    "das em um uma de het een van voor och av til og".split()
)
_STARTS: Final = re.compile(r"(?:^|[:?!.–—]\s+|[“\"(\[]\s*(?=[^\W\d_]+\s*[:?!]))\W*\Z")


def _in_headline_case(words: list[str]) -> bool:
    """Return True if nearly all words that headline case makes large are large."""
    telling = [word for word in words[1:] if word.lower() not in _SMALL and len(word) > 1]
    large = sum(word[0].isupper() for word in telling)
    return bool(telling) and large / len(telling) >= _MOST


_MOST: Final = 0.75


def _is_english(words: list[str]) -> bool:
    """Return True if the small words, or else most of the others, are English."""
    folded = {fold(word) for word in words}
    if folded & _FOREIGN:
        return False
    known = sum(map(is_known, folded))
    return bool(folded & _ENGLISH) or known >= 0.7 * len(folded)


def _kept_places(plain: str, protected: Collection[str]) -> set[int]:
    """Return the places of the words of ``plain`` that keep their capital."""
    names = NAMES | set(protected)
    kept = {match.start() for match in _WORD.finditer(plain) if _is_name(match[0], names)}
    for phrase in _PHRASES.finditer(plain):
        kept |= {phrase.start() + match.start() for match in _WORD.finditer(phrase[0])}
    return kept | {m.start() for m in _WORD.finditer(plain) if _STARTS.search(plain[: m.start()])}


def _is_name(word: str, names: Collection[str]) -> bool:
    bare = re.sub(r"['’]s?\Z", "", word)
    if len(bare) == 1:
        return bare != "A"  # X-ray, B-tree, vitamin C
    return not bare[1:].islower() or bare in names or bare.removesuffix("s") in names


def _lowered(plain: str, kept: set[int]) -> str:
    def lower(match: re.Match[str]) -> str:
        small = match[0].lower()
        # The lower case of a Turkish I has two characters, and the text must keep its length.
        return match[0] if match.start() in kept or len(small) != len(match[0]) else small

    return _WORD.sub(lower, plain)


_PHRASES: Final = re.compile(
    r"\b(?:Monte Carlo|New (?:York|Zealand|England|Delhi|Jersey|Mexico)|Hong Kong|Los Angeles|"
    r"San (?:Francisco|Diego)|(?:North|South|Latin|Central) (?:America|Africa|Korea|Sudan)|"
    r"(?:United|Member) (?:States|Kingdom|Nations)|Middle East|Second World War|"
    r"(?:First|Cold) World War|World War|Black Sea|Red Sea|Milky Way|Large Hadron Collider|"
    r"World Wide Web|Internet of Things|Great Britain|Saudi Arabia|Sri Lanka|Costa Rica|"
    r"Silicon Valley|Supreme Court|European Union|Standard Model|Big Bang)\b"
)
NAMES: Final = frozenset(
    """
    Abel Abelian Aboriginal Adam Adelaide Afghan Afghanistan Africa African Akaike Alaska Alps
    Alzheimer Amazon Amdahl Amsterdam Android Antarctic Antarctica Apache Arab Arabic Archimedean
    Arctic Argentina Argentine Aristotle Asia Asian Athens Atlantic Auger Australia Australian
    Austria Austrian Avogadro Azure Babylonian Baltic Banach Bangladesh Bayes Bayesian Beijing
    Belgian Belgium Bengali Berlin Bernoulli Bessel Bitcoin Boltzmann Boolean Borel Bose
    Boston Boyle Brazil Brazilian Britain British Broca Brownian Brussels Buddhist Bulgaria
    Bulgarian Byzantine California Cambridge Canada Canadian Cantor Caribbean Cartesian Catholic
    Cauchy Chebyshev Chicago Chile Chilean China Chinese Cholesky Chomsky Christian Cohen Colombia
    Colombian Compton Copenhagen Coulomb Croatian Crohn Cuba Cuban Czech Danish Dante Danube
    Darwin Darwinian Davos Delaunay Denmark Descartes Dirac Dirichlet Docker Doppler Drosophila
    Dublin Dutch Egypt Egyptian Eiffel Einstein England English Erlang Estonia Estonian
    Ethiopia Ethiopian Ethereum Euclid Euclidean Euler Eulerian Europe European Facebook Fermat
    Fermi Feynman Fibonacci Finland Finnish Fisher Flickr Florence Florida Foucault Fourier France
    French Freud Freudian Galilean Galois Galton Gauss Gaussian Geneva German Germany Ghana Gibbs
    GitHub Google Greece Greek Greenland Guatemala Haar Hadoop Hamburg Hamilton Hamiltonian Hamming
    Hausdorff Hawaii Hebrew Hegel Hegelian Heisenberg Hermitian Hessian Hilbert Hindi Hindu
    Hispanic Hodgkin Holocene Hopfield Hubble Hungarian Hungary Iceland Icelandic India Indian
    Indigenous Indonesia Indonesian Internet Iran Iranian Iraq Iraqi Ireland Irish Islam Islamic
    Israel Israeli Istanbul Italian Italy Jacobian Jakarta Japan Japanese Java Jerusalem Jewish
    Jordan Julia Jupiter Kalman Kant Kantian Kenya Kenyan Keynesian Kolmogorov Korea Korean
    Kubernetes Kuwait Lagrange Lagrangian Lamarck Laplace Laplacian Latin Latino Latvia Latvian
    Lebanese Lebanon Lebesgue Leibniz Levenshtein Libya Linux Lipschitz Lisbon Lithuania
    Lithuanian London Lorentz Lorenz Lyapunov Madrid Mahalanobis Malaysia Malaysian Mandarin
    Manhattan Markov Markovian Mars Marx Marxist Maxwell Medicare Mediterranean Melbourne Mendel
    Mendelian Mercator Mersenne Mexican Mexico Milan Minkowski Mongolia Mongolian Montreal Moore
    Moroccan Morocco Moscow Mumbai Munich Muslim Myanmar Nash Neanderthal Nepal Nepali Neptune
    Netflix Netherlands Newton Newtonian Nigeria Nigerian Nobel Nordic Norway Norwegian Noether
    Ohm Ontario Oslo Ottoman Oxford Pacific Pakistan Pakistani Palestinian Pareto Paris Parisian
    Parkinson Parseval Pascal Pavlov Pavlovian Pearson Perl Persian Peru Peruvian Petri Philippine
    Philippines Plato Platonic Pleistocene Poincare Poincaré Poisson Poland Polish Portugal
    Portuguese Postgres Prague Prolog Protestant Prussian Pyrenees Pythagorean Python Qatar Quebec
    Rabin Raman Ramanujan Ramsey Rashomon Rayleigh Reddit Reynolds Riemann Riemannian Roman Romania
    Romanian Rome Rorschach Russia Russian Rust Rwanda Sahara Saharan Saturn Saudi Scala
    Scandinavia Scandinavian Schrodinger Schrödinger Scotland Scottish Seoul Serbia Serbian
    Shakespeare Shanghai Shannon Shapley Siberia Siberian Singapore Slovak Slovakia Slovene
    Slovenia Slovenian Sobolev Somali Somalia Spain Spanish Spearman Stanford Stockholm Sudan
    Sudanese Swahili Sweden Swedish Swiss Switzerland Sydney Syria Syrian Taiwan Taiwanese Tamil
    Tanzania Taylor Tehran Telugu Thai Thailand Tibet Tibetan Tokyo Toronto Tukey Tunisia Tunisian
    Turing Turkey Turkish Twitter Uganda Ugandan Ukraine Ukrainian Unix Uranus Urdu Uruguay
    Vancouver Vandermonde Vatican Venice Venn Venus Victorian Vienna Viennese Vietnam Vietnamese
    Viterbi Voronoi Wales Wasserstein Weber Weibull Welsh Wernicke Wiener Wikidata Wikipedia
    Wilcoxon Windows Wittgenstein Yemen YouTube Zambia Zealand Zeeman Zipf Zimbabwe Zurich Zürich
    January February April June July September October November December
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    """.split()
)
"""Names that titles use, in the singular, without those that are common words too (March)."""
