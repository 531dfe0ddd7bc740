"""The normal spelling of a word: American, with the names of Greek letters, and numbers in digits.

Two words with one normal spelling, or with one singular, are one word, and neither is a slip.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pubman.match.parts import COUNTING, ROMAN

BRITISH_LETTERS: Final = 5
"""Letters a word must have before its spelling may be British."""
PLURAL_LETTERS: Final = 4
"""Letters a word must have before its ending may be that of a plural."""

_GREEK: Final = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψως",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho"
        " sigma tau upsilon phi chi psi omega sigma".split(),
        strict=True,
    )
)
_AMERICAN: Final = tuple(
    (re.compile(pattern), american)
    for pattern, american in (
        ("[ao]e(?=..)", "e"),  # anaesthetic, oestrogen
        (r"is(?=(?:e[drs]?|es|ing|able)\Z|ation)", "iz"),  # organise, organisational
        (r"ys(?=(?:e[drs]?|es|ing)\Z)", "yz"),  # analyse
        ("(?<=..)our(?=.|\\Z)", "or"),  # colour, behavioural
        (r"(?<=[tb])re(?=s?\Z)", "er"),  # centre, fibre
        (r"ogue(?=s?\Z)", "og"),  # catalogue
        ("ll(?=ed|ing|er|or|s?\\Z)", "l"),  # modelling
        ("sulph", "sulf"),
        (r"mm?e(?=s?\Z)", "m"),  # programme
        ("grey", "gray"),
        (r"(?<=n)ce(?=s?\Z)", "se"),  # defence
        ("(?<=dg)e(?=m)", ""),  # judgement
        ("(?<=al)um?i?ni?um", "uminum"),
    )
)
"""British spellings and the American ones, tried on words of ``BRITISH_LETTERS`` and more."""
_LATIN_PLURAL: Final = re.compile(r"(?:[ei]x(?:es)?|ices?)\Z")
"""Index, indexes and indices."""


@lru_cache(maxsize=131072)
def normalise(word: str) -> str:
    """Return *word* in American spelling, with names of Greek letters, and numbers in digits."""
    word = _GREEK.get(word, word)
    if word in COUNTING:
        return str(COUNTING[word])
    if word in ROMAN and len(word) > 1:
        return str(ROMAN[word])
    if len(word) < BRITISH_LETTERS:
        return word
    if word.endswith("yses"):
        return word[:-2] + "is"
    for pattern, american in _AMERICAN:
        word = pattern.sub(american, word)
    return word


@lru_cache(maxsize=131072)
def find_singular(word: str) -> str:
    """Return the singular of *word*, judged by its ending."""
    if len(word) < PLURAL_LETTERS:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ex", "ix", "exes", "ixes", "ices", "ice")):
        return _LATIN_PLURAL.sub("ix", word)
    if word.endswith(("ses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if _is_plural(word) else word


def _is_plural(word: str) -> bool:
    return word[-1] == "s" and word[-2] not in "siu"
