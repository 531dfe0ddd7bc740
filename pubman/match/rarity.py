"""How much a word of a title says: its information, from the shipped table of frequencies.

Rarity never comes from the store, so that unrelated records change no verdict. Words the table does
not hold count as rare, not as unique: the table knows computer science only.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from pubman.data import data_path

UNKNOWN_PER_MILLION: Final = 30.0
"""Titles per million that are assumed to hold a word the table lacks (its rarest stands at 49)."""


@lru_cache(maxsize=1)
def frequencies() -> Mapping[str, float]:
    """Titles per million that hold a word, for every word of ``db/token_frequencies.csv``."""
    with data_path("token_frequencies.csv").open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        next(rows)
        return {token: float(per_million) for token, per_million in rows}


@lru_cache(maxsize=1)
def _informations() -> Mapping[str, float]:
    return {token: _bits(per_million) for token, per_million in frequencies().items()}


def _bits(per_million: float) -> float:
    return max(0.5, math.log2(1_000_000 / per_million))


_UNKNOWN_BITS: Final = _bits(UNKNOWN_PER_MILLION)


@lru_cache(maxsize=65536)
def information(token: str) -> float:
    """The information of a word in bits: about 1.4 for ``for``, 15 for a word never seen.

    Short words without a letter (single digits) say little however rare the table finds them.
    """
    if len(token) < 2:
        return 2.0
    return _informations().get(token, _UNKNOWN_BITS)
