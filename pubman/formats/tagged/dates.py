"""Dates of tagged formats, which say a year in one tag and the rest, or a season, in another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pubman.formats.bibtex.dates import month_of
from pubman.formats.bibtex.fields import STATUS_WORDS
from pubman.formats.dates import read_date
from pubman.record import Date

_DIGITS = re.compile(r"^([12]\d{3})([01]\d)([0-3]\d)?$")
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date, the status that stands in its place, and the text that says more than both."""

    date: Date | None = None
    status: str = ""
    more: str = ""


def find_when(texts: Mapping[str, str]) -> When:
    """What ``texts``, the dates of a record by their tags, the year's first, say together."""
    given = [" ".join(text.split()) for text in texts.values() if text.strip()]
    date = read_when(*given)
    status = next((found for text in "; ".join(given).split("; ") if (found := _status(text))), "")
    more = dict.fromkeys(text for text in given if date is None or _says_more(text, date))
    return When(date=date, status=status, more="; ".join(more))


def _status(text: str) -> str:
    return STATUS_WORDS.get(text.lower().strip(" .()[]"), "")


def read_when(*texts: str) -> Date | None:
    """The date that ``texts`` make together: ``2019`` and ``Mar 12``, ``20190312`` in one."""
    texts = tuple(_with_hyphens(text) for text in texts)
    date = read_date(*texts)
    if date is None or date.month:
        return date
    yearless = (each for each in texts if not re.search(r"\d{4}", each))
    months = (read_date(f"{date.year} {each}") for each in yearless if re.search("[A-Za-z]", each))
    return next((each for each in months if each), date)


def _with_hyphens(text: str) -> str:
    match = _DIGITS.match(text)
    return "-".join(filter(None, match.groups())) if match else text


def _says_more(text: str, date: Date) -> bool:
    """True for a season, a range, another year: anything that ``date`` does not hold."""
    known = {"t", "z", f"{date.year}{date.month:02d}{date.day:02d}", f"{date.year}{date.month:02d}"}
    for word in _WORD.findall(text.lower()):
        number = int(word) if word.isdecimal() and len(word) < 9 else -1
        is_known = number in (0, date.year, date.month, date.day) or word in known
        if not is_known and not (date.month and month_of(word)[0] == date.month):
            return True
    return False
