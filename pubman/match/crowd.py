"""Block keys of collaborations, which publish hundreds of papers under one list of names.

"Measurement of the ... production cross-section in pp collisions at ... TeV" by "Aaij, R. and
others": name and words are the same on most papers of such a list. Pairs would grow with the square
of its length. So the keys are the whole title without one word, which may be a slip, and the long
words of the title with the year, because the symbols between are written in many ways.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pubman.match.fillers import FILLERS
from pubman.match.profile import Profile

CROWD: Final = 30
"""A list with at least this many authors is that of a collaboration."""
TEAM: Final = 8
"""A team of at least this many may be a collaboration that another list breaks off."""
FEW_NAMES: Final = 2
"""If a list breaks off after this many names, it may be that of a collaboration."""
SLIP_LETTERS: Final = 5
"""Letters of a word that may be a slip."""
LONG_LETTERS: Final = 4
"""A word with at least this many letters is not a symbol."""
ENDS: Final = 28
"""Characters of the title that make a key with the year, from its head and from its tail."""


def is_crowd(p: Profile) -> bool:
    """Return True if the author list is, or may be, that of a collaboration."""
    if not p.people:
        return bool(p.bodies)
    if len(p.people) >= CROWD:
        return True
    return p.cut and (len(p.people) <= FEW_NAMES or bool(p.bodies))


def is_team(p: Profile) -> bool:
    """Return True for a large team, which another record may name as a collaboration."""
    return len(p.people) > TEAM or p.cut or bool(p.bodies)


def crowd_keys(p: Profile) -> Iterator[str]:
    """Yield the keys of a title that separate the papers of a collaboration."""
    words = sorted({word for word in p.title.tokens if word not in FILLERS})
    for word in words:
        if len(word) >= SLIP_LETTERS:
            yield f"but {' '.join(w for w in words if w != word)}"
    long_ = " ".join(word for word in words if len(word) >= LONG_LETTERS)
    for year in (p.year, p.year + 1) if p.year else ("",):
        yield f"long {year} {long_}"
        yield from _end_keys(p, year)


def whole_keys(p: Profile) -> Iterator[str]:
    """Yield the keys by which a small team meets a record that names only its first author.

    "Okafor and others" may be a collaboration as well, so such a record has no other keys.
    """
    if len(p.people) > 1 and p.year:
        yield from _end_keys(p, p.year)


def _end_keys(p: Profile, year: int | str) -> Iterator[str]:
    bare = p.title.bare
    yield f"head {year} {bare[:ENDS]}"
    yield f"tail {year} {bare[-ENDS:]}"
