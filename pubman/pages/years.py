"""The years of a page, each with its count, as a bar that leads to the first entry of the year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pubman.pages.page import Page, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year of the rail: ``width`` is its share of the fullest year in per cent."""

    year: int
    count: int
    width: int
    anchor: str


def years_of(page: Page, first: Mapping[int, str]) -> list[Year]:
    """Return the years of ``page``, the newest first; none if there is only one.

    ``first`` is the anchor of the first entry of each year that is not among selected ones.
    """
    if len(page.years) < 2:
        return []
    most = max(count for _, count in page.years)
    anchors = _anchors(page, first)
    return [
        Year(year=year, count=count, width=round(100 * count / most), anchor=anchors[year])
        for year, count in reversed(page.years)
        if year in anchors
    ]


def is_year(part: Part) -> bool:
    """Return True for a section that holds one year."""
    return re.fullmatch(r"\d{4}", part.heading) is not None


def _anchors(page: Page, first: Mapping[int, str]) -> dict[int, str]:
    """Return where each year leads to: to its section, else to its ``first`` entry."""
    parts = [part for top in page.parts for part in top.walk() if is_year(part)]
    return {**first, **{int(part.heading): part.anchor for part in reversed(parts)}}
