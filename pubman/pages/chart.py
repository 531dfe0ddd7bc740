"""Counts as a chart of their own: one SVG file with its numbers as text for who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pubman.listing import Options, Section
from pubman.pages.entries import build
from pubman.pages.html import chart, escape
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
    """The chart of the list page as a file: publications per year, at most 120 years."""
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
    """``rows`` of name and count as a chart with a line for each."""
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
    """An SVG file; what is drawn is hidden from readers, who get ``caption`` and ``said``."""
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {_ROLE}>',
        f'<title id="figure-title">{escape(caption)}</title>',
        f'<desc id="figure-numbers">{escape(said)}</desc>',
        f"<style>{_STYLE}</style>",
        '<g aria-hidden="true">',
    ]
    return "\n".join([*head, *shapes, "</g>", "</svg>", ""])
