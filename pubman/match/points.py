"""The scorecard: points of evidence, in units of log-odds, and the two thresholds.

Set by hand for what each finding means, then checked on the data sets of ``scripts/bench``. Weights
fitted by logistic regression on three of four sets and tried on the fourth did worse than these on
every one (pairs at the best threshold, F1: DBLP-ACM .9966 against .9975, DBLP-Scholar .9682 against
.9715, digital_work .9719 against .9918, cytology .9907 against .9995; November 2026).
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Final

from pubman.match.evidence import Evidence

SAME_FROM: Final = 0.90
"""From this score, pubman decides without asking."""
ASK_FROM: Final = 0.40
"""From this score, it asks; below, two records are different."""

BASE: Final = -1.3
_TITLE: Final = (
    (1.0, 5.0), (0.97, 4.6), (0.93, 3.8), (0.88, 2.6), (0.84, 1.7), (0.80, 1.0), (0.75, 0.0),
    (0.65, -1.5), (0.50, -4.0), (0.0, -6.0),
)  # fmt: skip
CONTAINED: Final = 3.6
"""Points of a long title inside a longer one, at any ratio."""
SLIGHT: Final = 3.8
"""Points of titles that differ by slips and small words only, at any ratio."""
TELLING_BITS: Final = 40.0
"""If two titles share less than this, other papers may have the same title."""
RECURRING_BITS: Final = 30.0
"""A title with less information than this may recur every year ("President's report")."""

_VENUE: Final = {
    "same": 1.5, "like": 0.8, "unknown": 0.0, "unlike": -0.7, "other": -2.5, "form": -1.0,
}  # fmt: skip
_ISSUE: Final = {"same": 0.5, "unknown": 0.0, "differ": -1.0}
_IMPRINT: Final = {
    "range": {"same": 4.5, "unknown": 3.5, "differ": 1.0},
    "first": {"same": 4.0, "unknown": 2.5, "differ": 0.5},
    "page": {"same": 3.0, "unknown": 1.5, "differ": -2.0},
    "differ": {"same": -2.0, "unknown": -2.0, "differ": -6.0},
    "unknown": {"same": 0.7, "unknown": 0.0, "differ": -2.0},
}
"""Points of pages and volume together: near proof if they agree, a strong doubt if they do not."""
_PART: Final = {"same": 0.0, "one": -2.0, "differ": -6.0}
_NOTES: Final = {"same": 0.0, "weak": -0.3, "version": -0.3, "differ": -4.0}


def score(e: Evidence) -> float:
    """Return the probability that the pair is one work, as far as the evidence goes."""
    total = BASE + sum(points(e).values())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def points(e: Evidence) -> dict[str, float]:
    """Return the points of each finding, by its name."""
    return {
        "title": _title_points(e),
        "swapped words": -min(4.0, 0.15 * max(0.0, e.swapped - 4.0)),
        "authors": _author_points(e),
        "year": _year_points(e.gap, informal=e.informal),
        "venue": _VENUE[e.places],
        "imprint": _ISSUE[e.number] + _IMPRINT[e.pages][e.volume],
        "edition": -2.0 if e.edition else 0.0,
        "numbers": _number_points(e),
        "part": _PART[e.part],
        "notes": _NOTES[e.notes],
    }


def _number_points(e: Evidence) -> float:
    if e.numbers == "more":
        return -0.3 if e.contained else -1.0
    return -4.0 if e.numbers == "differ" else 0.0


def _title_points(e: Evidence) -> float:
    found = _interpolate(e.likeness)
    if e.contained:
        found = max(found, CONTAINED)
    if e.difference.slight:
        found = max(found, SLIGHT)
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
        return 0.0 if e.bodies == "same" else -0.8
    # One family name under two initials may be a slip or a relative: it counts for less than half.
    share = (found.matched + 0.4 * found.conflicting) / found.fewer
    if share == 0.0:
        return -6.0
    if not found.whole:
        return -2.0 + 3.5 * share
    if e.weak:
        return 0.3
    return min(3.5, 1.2 + found.matched * 0.7) - (0.0 if found.matched == found.more else 0.4)


def _year_points(gap: int | None, *, informal: bool) -> float:
    if gap is None:
        return 0.0
    if informal:
        return (1.2, 0.6, 0.0, -0.7, -2.0)[gap] if gap < 5 else -3.5
    return (1.2, -0.8, -2.5, -3.0, -3.5)[gap] if gap < 5 else -4.5
