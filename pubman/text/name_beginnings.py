"""With which letters a family name may begin: a quick look that settles most names.

Nearly every author of another person's paper has no word that begins like the person's family name.
That is much quicker to find out than all readings of the name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pubman.record import Name
from pubman.text.fold import fold
from pubman.text.name_readings import readings, shortened
from pubman.text.name_sounds import SOUNDS
from pubman.text.scripts import script_of


def _kinds_of_beginning() -> dict[str, str]:
    """Return a representative for each letter, the same for letters that may begin one sound."""
    kinds: dict[str, str] = {}
    for written, sound in SOUNDS:
        one, other = (kinds.get(text[0], text[0]) for text in (written, sound))
        kinds |= dict.fromkeys((written[0], sound[0], one), other)
        kinds |= {letter: other for letter, kind in kinds.items() if kind == one}
    return kinds


_BEGINNINGS: Final = _kinds_of_beginning()
_CAPITALS = re.compile("[A-Z]{2}")


def has_capitals(text: str) -> bool:
    """Return whether two capitals follow each other, which may be initials without dots."""
    return _CAPITALS.search(text) is not None


def begins_like(written: Name, beginnings: frozenset[str]) -> bool:
    """Return whether a word of ``written`` begins with one of :func:`family_beginnings`.

    If not, the two are not one name. This is much quicker to find out than all readings of
    ``written``, and nearly every author of another person's paper fails here.
    """
    full = written.full
    if not beginnings or script_of(full) != "latin":
        return True
    letters = [word[0] for word in fold(full).split()]
    if not letters_of(beginnings).isdisjoint(letters):
        return True
    if full.isascii() and not has_capitals(full):
        return False
    # Capitals without dots may be initials: each is a word of its own.
    return any(
        _BEGINNINGS.get(letter, letter) in beginnings
        for word in re.split(r"[\s.]+", full)
        if len(word) > 1 and word.isupper()
        for letter in fold(word)
    )


@lru_cache(maxsize=1024)
def letters_of(beginnings: frozenset[str]) -> frozenset[str]:
    """Return all letters that may begin the same sound as one of ``beginnings``."""
    return beginnings - _BEGINNINGS.keys() | {
        letter for letter, kind in _BEGINNINGS.items() if kind in beginnings
    }


@lru_cache(maxsize=1024)
def family_beginnings(own: Name) -> frozenset[str]:
    """Return how the family name of ``own`` may begin; empty if that is not clear."""
    families = [each.family for each in (*readings(own), *shortened(own))]
    if not families or script_of(own.full) != "latin":
        return frozenset()
    words = [*families, *fold(own.family or own.literal).split()]
    return frozenset(_BEGINNINGS.get(word[0], word[0]) for word in words if word)
