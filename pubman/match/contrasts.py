"""Words of one kind, which stand for one another in titles of sister papers.

"In mice" and "in rats", "of boys" and "of girls", "in Norway" and "in Sweden" are two papers of one
team. The shipped table ``db/contrasts.csv`` names the kinds and their words. A word that is in no
kind may have been changed between submission and print: "an approach to", "a method for".
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from pubman.data import data_path
from pubman.match.differences import FILLERS, Difference
from pubman.match.rarity import information, is_known

PLAIN_BITS: Final = 14.0
"""A word that says more than this is hardly a plain word: a name, a species, a substance."""
PLAIN_LETTERS: Final = 3
"""A shorter word is an abbreviation or a symbol."""
LOOSE_KINDS: Final = frozenset({"state", "shape", "counterpart", "medium", "amount", "subject"})
"""Kinds of words that tell two papers apart if they stand for one another, but not if one title
just has such a word more."""


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, frozenset[str]]:
    """Return the kinds of every word in ``db/contrasts.csv``."""
    found: dict[str, set[str]] = {}
    with data_path("contrasts.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            for word in row["words"].split():
                found.setdefault(word, set()).add(row["kind"])
    return {word: frozenset(names) for word, names in found.items()}


def contrast(one: Iterable[str], other: Iterable[str]) -> str:
    """Return the kind that a word of *one* and a word of *other* share ("": none)."""
    table = kinds()
    theirs = {kind for word in other for kind in table.get(word, ())}
    ours = {kind for word in one for kind in table.get(word, ())}
    return min(ours & theirs, default="")


def is_plain(word: str) -> bool:
    """Return True for a word that may change without another work: no letter, number, name."""
    if len(word) < PLAIN_LETTERS or any(map(str.isdigit, word)):
        return False
    return is_known(word) and information(word) < PLAIN_BITS


def limits(word: str) -> bool:
    """Return True for a word that limits what a work is about, if one title has it more."""
    return bool(kinds().get(word, frozenset()) - LOOSE_KINDS)


def differs_in_plain_words(difference: Difference) -> bool:
    """Return True if two titles differ in plain words only, none of which makes another work."""
    words = (*difference.one, *difference.other)
    if not all(is_plain(word) for word in words if word not in FILLERS):
        return False
    if difference.kind == "replaced":
        return not contrast(difference.one, difference.other)
    return difference.kind in ("added", "longer") and not any(map(limits, words))
