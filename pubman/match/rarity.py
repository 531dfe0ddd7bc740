"""The information of a word in a title, from the shipped table of frequencies.

Rarity never comes from the store, so unrelated records change no verdict. A word that is not in
the table counts as rare, but not as unique.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from pubman.data import read_pairs

UNKNOWN_PER_MILLION: Final = 30.0
"""Titles per million assumed for a word that is not in the table: as many as for its rarest."""


@lru_cache(maxsize=1)
def frequencies() -> Mapping[str, float]:
    """Return the titles per million of every word in ``db/token_frequencies.csv``."""
    return {token: float(per_million) for token, per_million in _table().items()}


@lru_cache(maxsize=1)
def _table() -> Mapping[str, str]:
    """Return the rows of the table. A number stays text until somebody asks for its word."""
    return dict(read_pairs("token_frequencies"))


def _bits(per_million: float) -> float:
    return max(0.5, math.log2(1_000_000 / per_million))


_UNKNOWN_BITS: Final = _bits(UNKNOWN_PER_MILLION)


@lru_cache(maxsize=65536)
def information(token: str) -> float:
    """Return the information of a word in bits: 1.2 for ``for``, 15 for a word never seen.

    A single letter or digit says little, however rare the table finds it.
    """
    if len(token) < 2:
        return 2.0
    per_million = _table().get(token)
    return _UNKNOWN_BITS if per_million is None else _bits(float(per_million))


def is_known(token: str) -> bool:
    """Return True for a word that titles use, as far as the table knows."""
    return token in _table()
