"""Words of one kind, which stand for one another in titles of sister papers.

"In mice" and "in rats", "of boys" and "of girls", "in Norway" and "in Sweden" are two papers of one
team. The shipped table ``db/contrasts.csv`` names the kinds and their words. A word that is in no
kind may have been changed between submission and print: "an approach to", "a method for".
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pubman.data import data_path


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
