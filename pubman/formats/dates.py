"""Dates as exports write them: ``2019/08/12/``, ``2021 Nov 5``, ``2021///``, ``5 May 2021``."""

from __future__ import annotations

import re

from pubman.formats.bibtex.dates import month_of
from pubman.record import Date

_NUMBERS = re.compile(
    r"\s*([12]\d{3})(?!\d)(?:\s*[-/.年]\s*(\d{1,2})(?!\d)(?:\s*[-/.月]\s*(\d{1,2})(?!\d))?)?"
)
_DAY_FIRST = re.compile(r"\s*(\d{1,2})([/.])(\d{1,2})\2([12]\d{3})(?!\d)")
_YEAR = re.compile(r"(?<!\d)([12]\d{3})(?!\d)")


def read_date(*texts: str) -> Date | None:
    """The date of the first of ``texts`` that holds a year, completed by others of that year."""
    dates = [date for text in texts if (date := _read_one(text))]
    same_year = [date for date in dates if date.year == dates[0].year]
    return max(same_year, key=lambda date: (bool(date.month), bool(date.day)), default=None)


def _read_one(text: str) -> Date | None:
    numbers = _NUMBERS.match(text)
    if numbers and (numbers[2] or not re.search(r"[^\W\d_]", text)):
        return _date(int(numbers[1]), int(numbers[2] or 0), int(numbers[3] or 0))
    if behind := _DAY_FIRST.match(text):
        return _year_last(int(behind[4]), int(behind[1]), int(behind[3]), dots=behind[2] == ".")
    year = _YEAR.search(text)
    if year is None:
        return None
    month, day = month_of(f"{text[: year.start()]} {text[year.end() :]}".strip(" ,/-"))
    return _date(int(year[1]), month, day)


def _year_last(year: int, first: int, second: int, *, dots: bool) -> Date:
    """The date of ``12.3.2019`` and ``3/25/2019``; with slashes 3/4 is one day or the other."""
    if first != second and first <= 12 and second <= 12 and not dots:
        return Date(year=year)
    return _date(year, second, first) if second <= 12 else _date(year, first, second)


def _date(year: int, month: int, day: int) -> Date:
    """The date as far as it exists: no 13th month, no 32nd day."""
    if not 1 <= month <= 12:
        return Date(year=year)
    return Date(year=year, month=month, day=day if 1 <= day <= 31 else 0)
