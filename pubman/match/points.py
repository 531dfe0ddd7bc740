"""The scorecard: points of evidence, in units of log-odds, and the two thresholds.

Set by hand on what each finding means, then checked on the data sets of ``scripts/bench``. Weights
fitted by logistic regression on three of the four sets and tried on the fourth did worse than these
on every one (pairs at the best threshold, F1: DBLP-ACM .9966 against .9975, DBLP-Scholar .9682
against .9715, digital_work .9719 against .9918, cytology .9907 against .9995; November 2026).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from pubman.match.evidence import Evidence

SAME_FROM: Final = 0.90
"""From this score pubman decides alone."""
ASK_FROM: Final = 0.40
"""From this score it asks; below it two records are different."""

BASE: Final = -1.3
_TITLE: Final = (
    (1.0, 5.0), (0.97, 4.6), (0.93, 3.8), (0.88, 2.6), (0.84, 1.7), (0.80, 1.0), (0.75, 0.0),
    (0.65, -1.5), (0.50, -4.0), (0.0, -6.0),
)  # fmt: skip
CONTAINED: Final = 3.6
"""Points of a long title inside a longer one, whatever the ratio."""
TELLING_BITS: Final = 40.0
"""A title that shares less than this is one that other papers may bear."""
RECURRING_BITS: Final = 30.0
"""A title that says less than this may recur every year ("President's report")."""


def score(e: Evidence) -> float:
    """The probability that the pair is one work, as far as the evidence goes."""
    total = BASE + sum(points(e).values())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


_VENUE: Final = {
    "same": 1.5, "like": 0.8, "unknown": 0.0, "unlike": -0.7, "other": -2.5, "form": -1.0,
}  # fmt: skip


def points(e: Evidence) -> dict[str, float]:
    """The points of each finding, by its name."""
    return {
        "title": _title_points(e),
        "swapped words": -min(4.0, 0.15 * max(0.0, e.swapped - 4.0)),
        "authors": _author_points(e),
        "year": _year_points(e.gap, informal=e.informal),
        "venue": _VENUE[e.places],
        "imprint": _imprint_points(e),
        "edition": -2.0 if e.edition else 0.0,
        "numbers": _number_points(e),
        "part": {"same": 0.0, "one": -2.0, "differ": -6.0}[e.part],
        "notes": {"same": 0.0, "weak": -0.3, "differ": -4.0}[e.notes],
    }


def _imprint_points(e: Evidence) -> float:
    """Volume, issue, first page: near proof where they agree, a strong doubt where they do not."""
    issue = {"same": 0.5, "unknown": 0.0, "differ": -1.0}[e.number]
    if e.pages == "same":
        return issue + {"same": 4.5, "unknown": 2.5, "differ": 1.0}[e.volume]
    if e.pages == "page":
        return issue + {"same": 1.5, "unknown": 0.5, "differ": -2.0}[e.volume]
    if e.pages == "differ":
        return issue + {"same": -2.0, "unknown": -2.0, "differ": -6.0}[e.volume]
    return issue + {"same": 0.7, "unknown": 0.0, "differ": -2.0}[e.volume]


def _number_points(e: Evidence) -> float:
    if e.numbers == "more":
        return -0.3 if e.contained else -1.0
    return -4.0 if e.numbers == "differ" else 0.0


def _title_points(e: Evidence) -> float:
    found = _interpolate(e.likeness)
    if e.contained:
        found = max(found, CONTAINED)
    if e.bits < TELLING_BITS and e.likeness >= 0.75:
        found -= (TELLING_BITS - e.bits) / 15
    return found


def _interpolate(likeness: float) -> float:
    for (high, at_high), (low, at_low) in pairwise(_TITLE):
        if likeness >= low:
            return at_low + (at_high - at_low) * (likeness - low) / (high - low)
    return _TITLE[-1][1]


def _author_points(e: Evidence) -> float:
    found = e.authors
    if not found.known:
        return -0.8
    # One family name under two initials may be a slip or a relative: it counts for less than half.
    share = (found.matched + 0.4 * found.conflicting) / found.fewer
    if share == 0.0:
        return -6.0
    if found.matched == found.fewer:
        whole = found.matched == found.more
        return min(3.5, 1.2 + found.matched * 0.7) - (0.0 if whole else 0.4)
    return -2.0 + 3.5 * share


def _year_points(gap: int | None, *, informal: bool) -> float:
    if gap is None:
        return 0.0
    if informal:
        return (1.2, 0.6, 0.0, -0.7, -2.0)[gap] if gap < 5 else -3.5
    return (1.2, -0.8, -2.5, -3.0, -3.5)[gap] if gap < 5 else -4.5


def find_cap(e: Evidence) -> tuple[float, str]:
    """The most a score may reach, and the named doubt that holds it back ("": none).

    One such doubt outweighs any likeness: two works of the same people on the same matter look just
    so. Nothing is doubted where volume and page agree.
    """
    if e.pages == "same" and e.volume != "differ" and e.authors.matched:
        return 1.0, ""
    return next(((cap, doubt) for cap, doubt, holds in _DOUBTS if holds(e)), (1.0, ""))


def _stands_alone(e: Evidence) -> bool:
    """True for a title that is enough without authors: telling, or placed and dated alike."""
    placed = e.gap == 0 or e.places == "same"
    return e.likeness >= 0.93 and (e.bits >= TELLING_BITS or (placed and e.bits >= RECURRING_BITS))


def _is_years_apart(e: Evidence) -> bool:
    """True for more than a year between; a preprint may precede its paper by three."""
    return (e.gap or 0) > (3 if e.informal else 1)


def _is_recurring(e: Evidence) -> bool:
    """True for a short title in two years: "President's report"."""
    return bool(e.gap) and not e.informal and e.bits < RECURRING_BITS and e.likeness >= 0.97


def _says_otherwise(e: Evidence) -> bool:
    """True where telling words of one title stand in place of telling words of the other."""
    if e.contained or e.likeness >= 0.95:
        return False
    if e.likeness < 0.75 or (e.likeness < 0.85 and e.swapped > 5.0):
        return True
    return e.swapped > 5.0 and e.authors.matched < 2 and e.places != "same"


def _says_more(e: Evidence) -> bool:
    """True for a title inside a longer one where the rest leaves room for two works: the authors
    are not all the same, or more words stand in front and neither year nor venue is known.
    """
    if not e.contained or e.contained == "whole" or e.likeness >= 0.93:
        return False
    placed = e.gap == 0 or e.places in ("same", "like")
    if e.authors.known and e.authors.matched < e.authors.fewer:
        return not placed
    return e.contained != "begins" and not placed


def _has_other_initials(e: Evidence) -> bool:
    return e.authors.known and not e.authors.matched and e.places not in ("same", "like")


def _misses_authors(e: Evidence) -> bool:
    """True for incomplete lists in two years: another version, perhaps."""
    early = bool(e.gap) and not e.informal and e.places != "same"
    return early and e.authors.matched < e.authors.more


_DOUBTS: Final[tuple[tuple[float, str, Callable[[Evidence], bool]], ...]] = (
    (0.70, "another number or part", lambda e: e.part == "one" or e.numbers == "differ"),
    (0.85, "a number in one title alone", lambda e: e.numbers == "more"),
    (0.35, "another year of the conference", lambda e: e.edition and e.likeness < 0.93),
    (0.80, "another year of the conference", lambda e: e.edition),
    (0.80, "another venue", lambda e: e.places == "other"),
    (0.35, "another volume and page", lambda e: e.volume == "differ" and e.pages == "differ"),
    (0.80, "another place and page", lambda e: e.pages == "differ" and e.places == "unlike"),
    (0.85, "a short title, and another year", _is_recurring),
    (0.80, "years apart", _is_years_apart),
    (0.85, "other words in the title", _says_otherwise),
    (0.85, "one title speaks of another paper", lambda e: e.sister),
    (0.85, "a word in another's place", lambda e: e.replaced),
    (0.85, "more words in one title", _says_more),
    (0.80, "other initials", _has_other_initials),
    (0.85, "no authors to compare", lambda e: not e.authors.known and not _stands_alone(e)),
    (0.85, "not all authors, and another year", _misses_authors),
)
"""The most a score may reach under each doubt: below ``SAME_FROM``, so that a person is asked, or
below ``ASK_FROM``, so that nobody is. The first that holds counts."""
