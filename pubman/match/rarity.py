"""The information of a word in a title, from the shipped table of frequencies.

Rarity never comes from the store, so unrelated records change no verdict. A word that is not in
the table counts as rare, but not as unique.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
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


class _Bits(dict[str, float]):
    """The information of the words of the table that were asked for.

    The words that the table lacks are not kept: a large file has more of them than of the others.
    """

    def __missing__(self, token: str) -> float:
        if len(token) < 2:
            return 2.0
        per_million = _table().get(token)
        if per_million is None:
            return _UNKNOWN_BITS
        bits = self[token] = _bits(float(per_million))
        return bits


information: Final[Callable[[str], float]] = _Bits().__getitem__
"""Return the information of a word in bits: 1.2 for ``for``, 15 for a word never seen.

A single letter or digit says little, however rare the table finds it.
"""


@lru_cache(maxsize=1)
def known_words() -> Mapping[str, str]:
    """Return each word of the table by itself, so that titles can share one text for each."""
    return {word: word for word in _table()}


def is_known(token: str) -> bool:
    """Return True for a word that titles use, as far as the table knows."""
    return token in _table()
