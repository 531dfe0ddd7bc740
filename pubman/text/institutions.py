"""Whether a name in braces is that of a person or of an institution."""

from __future__ import annotations

import re
from typing import Final

from pubman.text.fold import fold

_INSTITUTION_WORDS: Final = frozenset(
    "academy agency association authority bank board bureau center centre co collaboration college "
    "commission committee company consortium corp corporation council department dept faculty "
    "federation force foundation gmbh group hospital inc initiative institut institute "
    "international lab laboratory labs limited llc ltd ministry nations national network office "
    "organisation organization party press project projekt research school service services "
    "society states survey team trust und union united universidad universita universitat "
    "universite university working ag plc sa the of for and".split()
)
"""Folded words that show that a name in braces is an institution."""
_MOST_WORDS: Final = 7
"""The most words of a person's name in braces."""
_NAME_WORD = re.compile(r"(?:[^\W\d_]\.?-?){1,4}|[^\W\d_](?:[^\W\d_]|['’-])+\.?")


def is_person(last: str, first: str) -> bool:
    """Return whether two parts look like the family name and given names of a person."""
    first_words, words = first.split(), [*last.split(), *first.split()]
    if not first_words or len(words) == len(first_words) or len(words) > _MOST_WORDS:
        return False
    if not all(map(_NAME_WORD.fullmatch, words)):
        return False
    if _INSTITUTION_WORDS.intersection(fold(" ".join(words)).split()):
        return False
    return first[:1].isupper() and not any(map(_is_acronym, first_words))


def _is_acronym(word: str) -> bool:
    """Return whether a word is an acronym or a brand (NASA, DeepMind), not a given name."""
    if "-" in word or "." in word:
        return False
    if word.isupper():
        return len(word) > 3 and word.isascii()
    return word[1:] != word[1:].lower()
