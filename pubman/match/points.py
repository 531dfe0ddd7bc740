"""The scorecard: points of evidence, in units of log-odds, and the two thresholds.

Set by hand on what each finding means, then checked on the data sets of ``scripts/bench``.
"""

from __future__ import annotations

import math
from typing import Final

from pubman.match.evidence import Evidence

SAME_FROM: Final = 0.90
"""From this score pubman decides alone."""
ASK_FROM: Final = 0.50
"""From this score it asks; below it two records are different."""

BASE: Final = -6.0
_TITLE: Final = (
    (1.0, 5.0), (0.97, 4.6), (0.93, 3.8), (0.88, 2.6), (0.84, 1.7), (0.80, 1.0), (0.75, 0.0),
    (0.65, -1.5), (0.50, -4.0), (0.0, -6.0),
)  # fmt: skip
CONTAINED: Final = 3.6
"""Points of a long title inside a longer one, whatever the ratio."""
TELLING_BITS: Final = 40.0
"""A title that shares less than this is one that other papers may bear."""


def score(e: Evidence) -> float:
    """The probability that the pair is one work, as far as the evidence goes."""
    total = BASE + sum(points(e).values())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def points(e: Evidence) -> dict[str, float]:
    """The points of each finding, by its name."""
    return {
        "title": _title_points(e),
        "authors": _author_points(e),
        "year": _year_points(e.gap),
        "venue": {"same": 1.5, "like": 0.8, "unknown": 0.0, "other": -2.5, "form": -1.0}[e.places],
        "pages": {"same": 2.5, "unknown": 0.0, "differ": -1.0}[e.pages],
        "volume": {"same": 0.7, "unknown": 0.0, "differ": -1.0}[e.volume],
        "numbers": {"same": 0.0, "more": -1.5, "differ": -4.0}[e.numbers],
        "part": {"same": 0.0, "one": -2.0, "differ": -6.0}[e.part],
        "notes": {"same": 0.0, "differ": -4.0}[e.notes],
    }


def _title_points(e: Evidence) -> float:
    found = _interpolate(e.likeness)
    if e.contained:
        found = max(found, CONTAINED)
    if e.bits < TELLING_BITS and e.likeness >= 0.75:
        found -= (TELLING_BITS - e.bits) / 12
    return found


def _interpolate(likeness: float) -> float:
    for (high, at_high), (low, at_low) in zip(_TITLE, _TITLE[1:], strict=False):
        if likeness >= low:
            return at_low + (at_high - at_low) * (likeness - low) / (high - low)
    return _TITLE[-1][1]


def _author_points(e: Evidence) -> float:
    found = e.authors
    if not found.known:
        return -0.5
    share = found.matched / found.fewer
    if share == 1.0:
        whole = found.matched == found.more
        return min(4.0, 1.6 + found.matched * 0.8) - (0.0 if whole else 0.6)
    if found.matched == 0:
        return -6.0
    return -3.0 + 5.0 * share


def _year_points(gap: int | None) -> float:
    if gap is None:
        return 0.0
    return (1.5, 0.2, -1.0, -2.0, -2.5)[gap] if gap < 5 else -3.5
