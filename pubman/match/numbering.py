"""The numbers by which the titles of a series differ: "Circular 1742".

Thousands of titles share all but such a number, so it is a part of every block key that a title
makes. A number that one list may leave out is not among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from pubman.match.differences import SUBTITLED_LETTERS
from pubman.match.titles import Title

_NUMBER: Final = re.compile(r"(?<!\d)[1-9]\d+")
"""A single digit is often lost or misread, and hardly any series has only ten titles."""
_YEAR: Final = re.compile(r"[6-9]\d|(?:19|20)\d\d")
"""Years are added and left out, also in two digits."""


def find_numbers(title: Title) -> str:
    """Return the numbers of *title* that identify it in a series ("": none)."""
    return " ".join(sorted(set(_find_numbers(title)))) if title.numbers else ""


def _find_numbers(title: Title) -> Iterator[str]:
    """Yield the numbers before a subtitle, and those with which one of its clauses ends.

    A list may leave a subtitle out ("a guide in 14 steps"), but hardly ever the number of a part.
    """
    begin = _find_subtitle(title.tokens, title.breaks)
    for at, word in enumerate(title.tokens, start=1):
        if at == 1 and 1 in title.breaks:
            continue  # the number of an entry in a list: "13. Faster joins"
        if at <= begin or at in title.breaks or at == len(title.tokens):
            yield from (each for each in _NUMBER.findall(word) if not _YEAR.fullmatch(each))


def _find_subtitle(words: Sequence[str], breaks: frozenset[int]) -> int:
    """Return at which word a subtitle begins that may be left out; the end if there is none."""
    long_ = (at for at in breaks if len("".join(words[:at])) >= SUBTITLED_LETTERS)
    return min(long_, default=len(words))
