"""Counts as a chart of its own: an SVG file that also says its numbers as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from pubman.listing import Options, Section
from pubman.pages.entries import build
from pubman.pages.html import escape
from pubman.pages.page import Page
from pubman.record import Publication

_LINE: Final = 20  # the height of one line of a chart with lines, in pixels
_NAMES: Final = 230  # the width of its names
_LONGEST: Final = 340  # the width of its longest bar
_SHOWN: Final = 34  # characters of a name
_ROLE: Final = 'role="img" aria-labelledby="figure-title figure-numbers"'
_STYLE: Final = (
    "text{font:11px system-ui,sans-serif;fill:#5c5c62}.bar{fill:#9db4cf}"
    "@media (prefers-color-scheme:dark){text{fill:#a6a7ae}.bar{fill:#48607d}}"
)


def per_year(publications: Sequence[Publication], *, language: str = "en") -> str:
    """Return the publications per year as an SVG file, at most 120 years."""
    options = Options(language=language)
    page = build([Section(publications=tuple(publications))], options, legend="none", labelled=True)
    if not page.years:
        return lines("", ())
    drawn = chart(page)
    shapes = []
    for bar in drawn["bars"]:
        if bar["height"]:
            shapes.append(
                f'<rect class="bar" x="{bar["x"]}" y="{bar["y"]}" width="{drawn["bar"]}" '
                f'height="{bar["height"]}"/>'
            )
        if bar["label"]:
            shapes.append(
                f'<text x="{bar["middle"]}" y="{drawn["height"] - 2}" text-anchor="middle">'
                f"{bar['label']}</text>"
            )
    said = ", ".join(bar["said"] for bar in drawn["bars"] if bar["count"])
    return _svg(drawn["caption"], said, drawn["width"], drawn["height"], shapes)


def lines(caption: str, rows: Sequence[tuple[str, int]]) -> str:
    """Return ``rows`` of name and count as an SVG file with a bar for each."""
    highest = max((count for _, count in rows), default=0) or 1
    shapes = []
    for place, (name, count) in enumerate(rows):
        base = place * _LINE + 14
        width = round(_LONGEST * count / highest, 1)
        shown = name if len(name) <= _SHOWN else name[: _SHOWN - 1] + "…"
        shapes += [
            f'<text x="{_NAMES - 8}" y="{base}" text-anchor="end">{escape(shown)}</text>',
            f'<rect class="bar" x="{_NAMES}" y="{base - 11}" width="{width}" height="14"/>',
            f'<text x="{round(_NAMES + width + 6, 1)}" y="{base}">{count}</text>',
        ]
    said = ", ".join(f"{name}: {count}" for name, count in rows)
    return _svg(caption, said, _NAMES + _LONGEST + 40, max(len(rows), 1) * _LINE, shapes)


def _svg(caption: str, said: str, width: int, height: int, shapes: Sequence[str]) -> str:
    """Return an SVG file. Screen readers get ``caption`` and ``said`` instead of the drawing."""
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {_ROLE}>',
        f'<title id="figure-title">{escape(caption)}</title>',
        f'<desc id="figure-numbers">{escape(said)}</desc>',
        f"<style>{_STYLE}</style>",
        '<g aria-hidden="true">',
    ]
    return "\n".join([*head, *shapes, "</g>", "</svg>", ""])


_PITCHES: Final = (26, 18, 13, 9)  # pixels of a bar and its gap; the widest that fits is used
_WIDTH: Final = 640
_BARS: Final = 44  # the height of the tallest bar; with the labels, three lines of text


def chart(page: Page) -> dict[str, Any]:
    """Return the chart of publications per year: its size, and a bar for every year."""
    counts = dict(page.years)
    first, last = min(counts), max(counts)
    years = range(max(first, last - 119), last + 1)
    pitch = next((p for p in _PITCHES if p * len(years) <= _WIDTH), _WIDTH / len(years))
    every = next((n for n in (1, 2, 5, 10) if n * pitch >= 24), 20)
    highest, words = max(counts.values()), page.labels.words
    bars = []
    for at, year in enumerate(years):
        count = counts.get(year, 0)
        height = round(_BARS * count / highest, 1)
        bars.append(
            {
                "year": year,
                "count": count,
                "said": words["bar"].format(year=year, count=count),
                "left": round(at * pitch, 1),
                "x": round(at * pitch + pitch * 0.12, 1),
                "middle": round((at + 0.5) * pitch, 1),
                "y": round(_BARS + 2 - height, 1),
                "height": height,
                "label": _year_label(year, last, every),
            }
        )
    return {
        "caption": words["chart_span"].format(first=years[0], last=last),
        "width": round(pitch * len(years)),
        "height": _BARS + 18,
        "pitch": pitch,
        "bar": round(pitch * 0.76, 1),
        "bars": bars,
    }


def _year_label(year: int, last: int, every: int) -> str:
    return f"{year % 100:02d}" if (last - year) % every == 0 else ""
