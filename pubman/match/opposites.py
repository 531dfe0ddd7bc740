"""Words of one stem with two meanings: "hypertension" and "hypotension", "nitrate" and "nitrite".

A prefix changes the meaning (un-, hypo-, intra-), or the ending names another substance (-ate,
-ite, -ide). Such words are often one letter apart, but neither is a slip for the other.
"""

from __future__ import annotations

from typing import Final

from rapidfuzz.distance import OSA

from pubman.match.vocabulary import is_word

PREFIXED_LETTERS: Final = 3
"""Letters two words must share behind their prefixes."""
PREFIX_LETTERS: Final = 2
"""Letters a prefix must have in words that titles hardly use."""
SUBSTANCE_LETTERS: Final = 3
"""Letters two substances must share before their endings: "eth-ane", "eth-ene"."""
_PREFIXES: Final = frozenset(
    "a an ab ad ana ante anti apo bi cis co com con contra counter crypto de deca decentr di dia"
    " dis down dys e eco ecto em en endo epi eu ex exo extra for fore hemi hepta hetero hexa holo"
    " homo hydro hyper hypo il im immuno in infra inter intra intro ir iso kilo macro mal mega"
    " meso meta micro mid milli mini mis mono multi nano neo neuro non octa ob oligo omni ortho"
    " out over pan para penta per peri photo poly post pre pro proto pseudo quadri quasi radio re"
    " retro semi sub super supra sur syn tele tetra thermo trans tri ultra un under uni up upper"
    " lower".split()
)
"""Prefixes that make another word. "" beside one of them is the word without it."""
CONTRARIES: Final = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "ab/ad af/ef ana/cata ante/anti ante/post anti/pro as/des bi/mono brady/tachy cis/trans"
        " con/di di/mono dys/eu e/im ecto/endo endo/epi endo/exo eso/exo ex/im ex/in extra/intra"
        " hetero/homo hyper/hypo hyper/normo hypo/normo infra/supra inter/intra iso/aniso"
        " lepto/pachy macro/micro mega/micro meso/meta meta/ortho meta/para mono/multi mono/poly"
        " multi/uni oligo/poly ortho/para over/under peri/ap post/pre pre/pro pro/re sub/super"
        " sub/supra super/infra up/down"
    ).split()
)
"""Prefixes that make two contrary words of one stem, even if they differ in one letter only and no
table has the words: abduction and adduction."""
_SUBSTANCES: Final = frozenset(
    "ane ene yne ine in one ol al ate ite ide ic ous yl oic ase ose an en on id um a".split()
)
"""Endings that name another substance or species: ethane, ethene; nitrate, nitrite, nitride."""


def are_opposed(a: str, b: str) -> bool:
    """Return True if a prefix or an ending changes the meaning of a word: hypo-, hyper-."""
    return _differ_by_prefix(a, b) or _differ_by_substance(a, b)


def _differ_by_prefix(a: str, b: str) -> bool:
    """Return True if only the prefixes of the words differ: "anaesthetised", "unanaesthetised"."""
    shared = 0
    while shared < min(len(a), len(b)) and a[-1 - shared] == b[-1 - shared]:
        shared += 1
    # Letters that look shared may belong to the prefix: hyper|tension and hypo|tension.
    for length in range(shared, PREFIXED_LETTERS - 1, -1):
        one, other = a[: len(a) - length], b[: len(b) - length]
        if one != other and _are_prefixes(one, other) and _is_meant(a, b, one, other):
            return True
    return False


def _are_prefixes(one: str, other: str) -> bool:
    if frozenset((one, other)) in CONTRARIES:
        return True
    return (not one or one in _PREFIXES) and (not other or other in _PREFIXES)


def _is_meant(a: str, b: str, one: str, other: str) -> bool:
    """Return True if two prefixes are no slip: both words are known, the prefixes are contrary, or
    they are long.
    """
    if (is_word(a) and is_word(b)) or frozenset((one, other)) in CONTRARIES:
        return True
    if not one or not other:
        return len(one or other) >= PREFIX_LETTERS
    return OSA.distance(a, b, score_cutoff=1) > 1


def _differ_by_substance(a: str, b: str) -> bool:
    """Return True if the endings name two substances: "sulfate", "sulfite"."""
    shared = 0
    while shared < min(len(a), len(b)) and a[shared] == b[shared]:
        shared += 1
    return any(
        a[length:] in _SUBSTANCES and b[length:] in _SUBSTANCES
        for length in range(SUBSTANCE_LETTERS, shared + 1)
        if a[length:] != b[length:]
    )
