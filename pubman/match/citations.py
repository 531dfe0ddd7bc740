"""What a citation may get wrong: words of the title, and names.

Lists of references are typed, and read by programs. A citation loses, gains and changes words of
the title, and has garbled names.
"""

from __future__ import annotations

from typing import Final

from pubman.match.evidence import Evidence
from pubman.match.profile import Profile
from pubman.match.renaming import REVISIONS, is_known_by_title

MISCITED_LEAST: Final = 0.75
MISCITED: Final = 0.85
MISCITED_SURELY: Final = 0.93
MISCITED_LIKELY: Final = 0.95
"""How alike a title must be to its garbled citation: more, if little else agrees."""
SWAPPED_BITS: Final = 5.0
"""The information that words in place of others may have: one common word."""
CITED_LIKENESS: Final = 0.82
"""How alike the titles of a citation and a work must be, unless one only has more words and they
share two authors."""


def is_citation(a: Profile, b: Profile, e: Evidence) -> bool:
    """Return True for a citation whose title has more or fewer words than the work, or garbled
    ones, if nothing else suggests two works.
    """
    if not e.cited or e.places in ("other", "unlike", "form") or e.difference.telling:
        return False
    more = e.difference.kind in ("added", "longer", "cut", "subtitle")
    if e.likeness < CITED_LIKENESS and not (more and e.authors.matched > 1):
        return False
    # Names are garbled, so one in common is enough.
    if not (e.authors.matched or (not e.authors.known and is_known_by_title(e))):
        return False
    if "differ" in (e.pages, e.volume, e.number, e.numbers, e.notes) or e.part != "same":
        return False
    return not REVISIONS & (set(a.title.tokens) ^ set(b.title.tokens))


def is_miscited(e: Evidence) -> bool:
    """Return True for a citation that may be garbled, but agrees in everything else.

    The titles of citations lose, gain and change words. Two lists that say when a work
    appeared are less likely to have a wrong title.
    """
    if not e.cited or e.listed or e.weak or not e.authors.matched:
        return False
    if e.difference.exchanged:
        surely = e.placed or e.likeness >= MISCITED_LIKELY
        if not (surely and e.difference.plain):
            return False
    return not (_says_much_else(e) or _leaves_room(e))


def _says_much_else(e: Evidence) -> bool:
    """Return True if a citation has significant words in place of those of the title."""
    if e.contained or e.likeness >= MISCITED_LIKELY:
        return False
    if e.likeness < MISCITED_LEAST or (e.likeness < MISCITED and e.swapped > SWAPPED_BITS):
        return True
    return e.swapped > SWAPPED_BITS and e.authors.matched < 2 and e.places != "same"


def _leaves_room(e: Evidence) -> bool:
    """Return True if a title is part of a longer one, and the rest allows for two works.

    The authors are not all the same, or more words are in front and neither year nor venue is
    known.
    """
    if not e.contained or e.contained == "whole" or e.likeness >= MISCITED_SURELY:
        return False
    placed = e.gap == 0 or e.placed
    if e.authors.known and not e.authors.whole:
        return not placed
    return e.contained != "begins" and not placed
