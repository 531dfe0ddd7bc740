"""Two works of which one extends the other: a talk, its paper, and the article that follows."""

from __future__ import annotations

from typing import Final

from pubman.match.deposits import Side
from pubman.match.evidence import Evidence
from pubman.match.points import RECURRING_BITS
from pubman.match.profile import Profile
from pubman.match.verdict import Verdict, describe

_RANK_OF_FORM: Final = {
    "talk": 0, "demo": 0, "workshop": 1, "conference": 2, "chapter": 2, "journal": 3, "thesis": 4,
    "book": 5,
}  # fmt: skip
"""Which of two forms extends the other: the higher one."""
EXTENDED_YEARS: Final = 8
"""Years within which an extended version appears."""


def two_works(a: Profile, b: Profile, e: Evidence, leans: float, rule: str) -> Verdict:
    """Return ``extends`` if title and authors agree and the forms differ, else ``different``."""
    one, other = (_RANK_OF_FORM.get(each.place.form) for each in (a, b))
    tied = (e.likeness >= 0.9 or e.contained) and _share_authors(e)
    ranked = one is not None and other is not None and one != other
    if tied and ranked and (e.gap is None or e.gap <= EXTENDED_YEARS):
        extending: Side = "a" if (one or 0) > (other or 0) else "b"
        return Verdict("extends", rule, leans, describe(e), extending)
    return Verdict("different", rule, min(leans, 0.4), describe(e))


def _share_authors(e: Evidence) -> bool:
    """Return True if enough authors agree to link two works: half, or all for a short title."""
    needed = 1.0 if e.bits < RECURRING_BITS else 0.5
    return e.authors.known and 0 < e.authors.matched >= needed * e.authors.fewer
