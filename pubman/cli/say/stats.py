"""The report of stats: counts as bars of ASCII signs, as data, or as a chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from pubman.cli.say.terminal import cut, plural, talk_width, width
from pubman.library.stats import Figures

_NAMES: Final = 32
"""The most columns of a name."""
WORDS: Final = {
    "year": "year",
    "kind": "kind",
    "venue": "venue",
    "coauthor": "co-author",
    "person": "person",
}
"""What can be counted by, and its word in a sentence."""
Rows = Sequence[tuple[str, int]]


def as_json(found: Figures, rows: Rows) -> dict[str, Any]:
    """Return the counts as plain data."""
    return {
        "by": found.by,
        "publications": found.total,
        "without": found.without,
        "counts": [{found.by: label, "publications": count} for label, count in rows],
    }


def chart(found: Figures, rows: Rows) -> str:
    """Return the counts as an SVG chart."""
    from pubman.pages import chart as charts

    if found.by == "year":
        years = {label for label, _ in rows}
        return charts.per_year([pub for pub in found.publications if str(pub.year) in years])
    return charts.lines(f"Publications by {WORDS[found.by]}", rows)


def bars(rows: Rows) -> str:
    """Return a line for each count: the name, the number, and a bar of signs."""
    names = min(max((width(label) for label, _ in rows), default=0), _NAMES)
    digits = max((len(str(count)) for _, count in rows), default=1)
    highest = max((count for _, count in rows), default=1) or 1
    # One sign for each publication if that fits.
    scale = min(1.0, (talk_width() - names - digits - 4) / highest)
    lines = []
    for label, count in rows:
        shown = cut(label, names)
        bar = "#" * max(round(count * scale), int(count > 0))
        gap = " " * (names - width(shown))
        lines.append(f"{shown}{gap}  {count:{digits}}  {bar}".rstrip() + "\n")
    return "".join(lines)


def summary(found: Figures, rows: Rows) -> str:
    """Return how many publications were counted, and what is not shown."""
    left = len(found.rows) - len(rows)
    more = f"; {left} more not shown" if left else ""
    word = WORDS[found.by]
    without = f"; {found.without} without a {word}" if found.without else ""
    return f"{plural(found.total, 'publication')} by {word}{more}{without}."


def written(name: str, found: Figures) -> str:
    """Return what was written to a file."""
    return f"{name}: {plural(found.total, 'publication')} by {WORDS[found.by]}"
