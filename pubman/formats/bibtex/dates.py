"""Dates out of BibTeX's ``year`` and ``month`` and biblatex's ``date`` (manual, section 2.3.8)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from pubman.formats.bibtex.fields import STATUS_WORDS
from pubman.record import Date

_MONTH_WORDS: Final = (
    ("january", "jan", "januar", "janvier", "enero", "gennaio", "janeiro", "一月"),
    ("february", "feb", "februar", "février", "fevrier", "febrero", "febbraio", "fevereiro"),
    ("march", "mar", "märz", "maerz", "mars", "marzo", "março", "mrz"),
    ("april", "apr", "avril", "abril", "aprile", "avr"),
    ("may", "mai", "mayo", "maggio", "maio"),
    ("june", "jun", "juni", "juin", "junio", "giugno", "junho"),
    ("july", "jul", "juli", "juillet", "julio", "luglio", "julho"),
    ("august", "aug", "août", "aout", "agosto", "ago"),
    ("september", "sep", "sept", "septembre", "septiembre", "settembre", "setembro"),
    ("october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "outubro"),
    ("november", "nov", "novembre", "noviembre", "novembro"),
    ("december", "dec", "dezember", "dez", "décembre", "diciembre", "dicembre", "dezembro"),
)
_MONTHS: Final = {word: month for month, words in enumerate(_MONTH_WORDS, 1) for word in words}
_ISO = re.compile(r"(-?\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T[\d:.Z+-]*)?[?~%]?\Z")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, the status a date field holds instead of one, and what was odd about it.

    ``exact`` is False where the field says more than the date does (a range, a season, ``~``): its
    text is then worth keeping.
    """

    date: Date | None = None
    status: str = ""
    doubt: str = ""
    exact: bool = True


def read_date(date: str, year: str, month: str, day: str) -> Dated:
    """The date of an entry with these fields, each plain text or empty; ``date`` goes first."""
    if date:
        dated = _read_iso(date)
        if dated.date or not year:
            return dated
    if not year:
        return Dated()
    return _read_year(year, month, day)


def month_of(text: str) -> tuple[int, int]:
    """Month and day of ``nov``, ``11``, ``November 3-7``, ``10~January``; 0 for what it lacks."""
    text = text.strip().lower()
    if text.isdecimal():
        return (int(text), 0) if 1 <= int(text) <= 12 else (0, 0)
    words = re.findall(r"[^\W\d_]+", text)
    month = next((_MONTHS[word] for word in words if word in _MONTHS), 0)
    numbers = [int(each) for each in _DAY.findall(text)]
    one_month = sum(word in _MONTHS for word in words) == 1
    day = numbers[0] if month and one_month and len(numbers) == 1 and numbers[0] <= 31 else 0
    return month, day


def _read_iso(text: str) -> Dated:
    text = text.strip()
    if status := STATUS_WORDS.get(text.lower().rstrip(".")):
        return Dated(status=status)
    start = text.split("/")[0].strip()
    match = _ISO.match(start)
    if match:
        year, month, day = (int(part or 0) for part in match.groups())
        exact = start == text and not start.endswith(("?", "~", "%")) and month <= 12
        made = _date(year, month if month <= 12 else 0, day)
        return Dated(made, exact=exact and made is not None)
    if found := _YEAR.search(text):
        month, day = month_of(text.replace(found[0], " "))
        exact = bool(month) or text == found[0]
        return Dated(_date(int(found[1]), month, day), exact=exact)
    return Dated(doubt=f"a date that cannot be read: {text}", exact=False)


def _read_year(year: str, month: str, day: str) -> Dated:
    text = year.strip()
    if re.fullmatch(r"\d{4}", text):
        number, exact = int(text), True
    elif _ISO.match(text) and len(text) > 5:
        return _read_iso(text)
    elif status := STATUS_WORDS.get(text.lower().strip(" .()")):
        return Dated(status=status)
    elif found := _YEAR.search(text):
        number, exact = int(found[1]), False
    else:
        return Dated(doubt=f"a year that cannot be read: {text}", exact=False)
    month_number, month_day = month_of(month) if month else (0, 0)
    if month_number and day.strip().isdecimal():
        month_day = int(day)
    made = _date(number, month_number, month_day)
    if made is None:
        return Dated(doubt=f"a year that cannot be: {text}", exact=False)
    months = re.findall(r"[^\W\d_]+", month.lower())
    several = sum(word in _MONTHS for word in months) > 1
    return Dated(made, exact=exact and not several and (bool(month_number) or not month))


def _date(year: int, month: int, day: int) -> Date | None:
    """The date with the precision that holds: a day or month that cannot be is left off."""
    if not 1000 <= year <= 2999:
        return None
    if not 1 <= month <= 12:
        month = 0
    if not month or not 1 <= day <= 31:
        day = 0
    return Date(year=year, month=month, day=day)
