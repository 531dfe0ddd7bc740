"""Real words that look like slips for other words: "osteopetrosis", "Slovenia".

A slip makes a word that does not exist. The table of frequencies has the words that many titles
use, but few titles are about Slovenia. ``db/words.csv`` has the rarer words that would be mistaken
for a slip.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from pubman.data import read_pairs
from pubman.match.rarity import is_known

TABLE: Final = "words"


@lru_cache(maxsize=1)
def words() -> frozenset[str]:
    """Return the words of the table."""
    return frozenset(word for word, _ in read_pairs(TABLE))


def is_word(token: str) -> bool:
    """Return True for a word that titles use, or that a dictionary has."""
    return is_known(token) or token in words()
