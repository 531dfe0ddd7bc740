"""The years of a page, each with its count, as a bar that leads to the first entry of the year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pubman.pages.entries import Page, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year of the rail: ``width`` is its share of the fullest year in per cent."""

    year: int
    count: int
    width: int
    anchor: str


def years_of(page: Page) -> list[Year]:
    """Return the years of ``page``, the newest first; none if there is only one."""
    if len(page.years) < 2:
        return []
    most = max(count for _, count in page.years)
    anchors = dict(_anchors(page))
    return [
        Year(year=year, count=count, width=round(100 * count / most), anchor=anchors[year])
        for year, count in reversed(page.years)
        if year in anchors
    ]


def is_year(part: Part) -> bool:
    """Return True for a section that holds one year."""
    return re.fullmatch(r"\d{4}", part.heading) is not None


def _anchors(page: Page) -> Iterator[tuple[int, str]]:
    """Yield year and anchor of the places that show a year; the best place of a year comes last.

    The section of a year is better than an entry, and the first entry better than a later one.
    """
    parts = [part for top in page.parts for part in top.walk()]
    for part in reversed(parts):
        for entry in reversed(part.entries):
            if entry.pub.year and not part.selected:
                yield entry.pub.year, entry.anchor
    for part in reversed(parts):
        if is_year(part):
            yield int(part.heading), part.anchor
