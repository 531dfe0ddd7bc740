"""A date -> the era it belongs to: "Before PhD", "Publications".

An era is a period of one person's life. Its bounds are dates of any precision, and both belong to
it: ``from = "2016-10"`` begins on the first of October, ``to = "2022"`` ends with that December.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as day
from itertools import groupby, pairwise

from pubman.errors import ConfigError
from pubman.record import Date

_BEGINNING, _END = 0, day.max.toordinal() + 1  # before and after every date


@dataclass(frozen=True, slots=True, kw_only=True)
class Era:
    """An era of ``person`` (an id of ``people``); None leaves that end open."""

    person: str = ""
    name: str
    start: Date | None = None
    end: Date | None = None


def span(date: Date) -> tuple[int, int]:
    """Return the first and the last day that a date may mean, as day numbers.

    >>> first, last = span(Date(year=2024))
    >>> last - first + 1
    366
    """
    year = min(max(date.year, day.min.year), day.max.year)
    first_month, last_month = (date.month, date.month) if date.month else (1, 12)
    month_length = monthrange(year, last_month)[1]
    first = day(year, first_month, min(date.day or 1, month_length))
    last = day(year, last_month, min(date.day or month_length, month_length))
    return first.toordinal(), last.toordinal()


def stretch(start: Date | None, end: Date | None) -> tuple[int, int]:
    """Return the first and the last day from ``start`` to ``end`` as day numbers; None is open."""
    return (span(start)[0] if start else _BEGINNING, span(end)[1] if end else _END)


def era_of(date: Date | None, eras: Sequence[Era]) -> str:
    """Return the name of the era that ``date`` belongs to; empty without a date or an era.

    ``eras`` are those of one person. A date known only to the year (or the month) may be any day of
    it. The era with most of those days wins, and the later one if two have equally many. Days
    outside all eras do not count. So a paper of 2016 belongs to an era that begins in October 2016
    if no era covers the months before.
    """
    if date is None or not eras:
        return ""
    first, last = span(date)
    best, best_key = "", (0, 0)
    for era in eras:
        start, end = stretch(era.start, era.end)
        shared = min(last, end) - max(first, start) + 1
        if shared > 0 and (shared, start) >= best_key:
            best, best_key = era.name, (shared, start)
    return best


def check_eras(eras: Sequence[Era]) -> None:
    """Raise ConfigError unless the eras of every person have names and do not overlap."""
    for _, group in groupby(sorted(eras, key=lambda era: era.person), key=lambda era: era.person):
        own = list(group)
        for era in own:
            _check_one(era)
        names = [era.name.casefold() for era in own]
        for era in own:
            if names.count(era.name.casefold()) > 1:
                raise ConfigError(f'two eras are called "{era.name}"', _HINT)
        in_order = sorted(own, key=lambda era: stretch(era.start, era.end))
        for earlier, later in pairwise(in_order):
            _check_apart(earlier, later)


_HINT = 'Both ends of an era count: to = "2016-09" is followed by from = "2016-10".'


def _check_one(era: Era) -> None:
    if not era.name.strip():
        raise ConfigError("an era has no name", 'Give it one: name = "Before PhD"')
    start, end = stretch(era.start, era.end)
    if end < start:
        raise ConfigError(f'the era "{era.name}" ends ({era.end}) before it starts ({era.start})')


def _check_apart(earlier: Era, later: Era) -> None:
    end, start = stretch(earlier.start, earlier.end)[1], stretch(later.start, later.end)[0]
    if start <= end:
        raise ConfigError(
            f'the eras "{earlier.name}" (to {earlier.end or "now"}) and "{later.name}"'
            f" (from {later.start or 'the beginning'}) overlap",
            _HINT,
        )
