"""Read dates as people and programs write them. All readers share this module.

BibTeX has ``year`` and ``month``, and biblatex has ISO 8601-2 (manual, section 2.3.8). Exporters
write ``2019/08/12/``, ``2021 Nov 5``, ``26.09.2020`` or ``5 May 2021``. Impossible parts are left
out: there is no 13th month and no 32nd day. If two conventions read a date differently
(``3/4/2019``), only its year is kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from pubman.record import Date
from pubman.text.status import understand

_MONTH_WORDS: Final = (
    "january jan januar januari janvier enero gennaio janeiro stycznia января 一月",
    "february feb februar februari février fevrier febrero febbraio fevereiro lutego февраля",
    "march mar märz maerz mars maart marts marzo março mrz marca марта",
    "april apr avril abril aprile avr kwietnia апреля",
    "may mai mayo maggio maio mei maj maja мая",
    "june jun juni juin junio giugno junho czerwca июня",
    "july jul juli juillet julio luglio julho lipca июля",
    "august aug août aout agosto ago augustus augusti sierpnia августа",
    "september sep sept septembre septiembre settembre setembro września сентября",
    "october oct oktober okt octobre octubre ottobre outubro października октября",
    "november nov novembre noviembre novembro listopada ноября",
    "december dec dezember dez desember décembre diciembre dicembre dezembro grudnia декабря",
)
"""The names of the months in European languages, in the form that dates use."""
_MONTHS: Final = {
    word: month for month, words in enumerate(_MONTH_WORDS, 1) for word in words.split()
}

_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)([12]\d{3})(?!\d)")
_ISO = re.compile(r"(-?\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T[\d:.Z+-]*)?[?~%]?\Z")
_YEAR_FIRST = re.compile(
    r"\s*([12]\d{3})(?!\d)(?:\s*[-/.年]\s*(\d{1,2})(?!\d)(?:\s*[-/.月]\s*(\d{1,2})(?!\d))?)?"
)
_SLASHES = re.compile(r"([12]\d{3})\s*[/.年]\s*(\d{1,2})\s*[/.月]\s*(\d{1,2})[日/]?\Z")
"""``2020/09/26`` is a day, while ``2004/2005`` is a span of years."""
_YEAR_LAST = re.compile(r"\s*(\d{1,2})([-/.])\s?(\d{1,2})\2\s?([12]\d{3})(?!\d)")
_DIGITS = re.compile(r"^(?P<year>[12]\d{3})(?P<month>[01]\d)(?P<day>[0-3]\d)?$")
_MONTH_AND_YEAR = re.compile(r"\s*(?P<month>0?[1-9]|1[0-2])\s?[-/.]\s?(?P<year>[12]\d{3})\s*\Z")
"""``05/2020``: month and year, as forms ask for them."""


def make_date(year: int, month: int = 0, day: int = 0) -> Date | None:
    """Return the possible parts of the date, or None if the year is not possible."""
    if not 1000 <= year <= 2999:
        return None
    if not 1 <= month <= 12:
        return Date(year=year)
    return Date(year=year, month=month, day=day if 1 <= day <= 31 else 0)


def month_of(text: str) -> tuple[int, int]:
    """Return month and day of ``nov``, ``11``, ``November 3-7`` or ``10~January``.

    A part that the text does not say is 0. Two months, or two days, make no day.
    """
    text = text.strip().lower()
    if text.isdecimal():
        return (int(text), 0) if 1 <= int(text) <= 12 else (0, 0)
    months = _months_in(text)
    days = [int(each) for each in _DAY.findall(text)]
    one_day = len(months) == 1 and len(days) == 1 and days[0] <= 31
    return months[0] if months else 0, days[0] if one_day else 0


def _months_in(text: str) -> list[int]:
    return [_MONTHS[word] for word in _LETTERS.findall(text.lower()) if word in _MONTHS]


# ----------------------------------------------------------------------------------- any text


def read_date(*texts: str) -> Date | None:
    """Return the date of the first of ``texts`` that contains a year.

    Other texts with the same year complete it: ``2019`` and ``2019 Mar 12`` give the latter.
    """
    dates = [date for text in texts if (date := _read_text(text))]
    same_year = [date for date in dates if date.year == dates[0].year]
    return max(same_year, key=lambda date: (bool(date.month), bool(date.day)), default=None)


def _read_text(text: str) -> Date | None:
    if compact := _read_compact(text):
        return compact
    numbers = _YEAR_FIRST.match(text)
    if numbers and (numbers[2] or not _LETTERS.search(text)):
        return make_date(int(numbers[1]), int(numbers[2] or 0), int(numbers[3] or 0))
    if date := _read_year_last(text):
        return date
    year = _YEAR.search(text)
    if year is None:
        return None
    month, day = month_of(f"{text[: year.start()]} {text[year.end() :]}".strip(" ,/-"))
    return make_date(int(year[1]), month, day)


def _read_compact(text: str) -> Date | None:
    """Return the date of ``20200507``, ``202005`` or ``05/2020``; None for any other text."""
    found = _DIGITS.match(text.strip()) or _MONTH_AND_YEAR.match(text)
    if found is None:
        return None
    date = make_date(
        int(found["year"]), int(found["month"]), int(found.groupdict().get("day") or 0)
    )
    return date if date and date.month else None


def _read_year_last(text: str) -> Date | None:
    """Return the date of ``12.3.2019``, ``25-03-2019`` or ``3/25/2019``.

    With dots, the day comes first. With slashes or hyphens, a number above 12 is the day. If both
    numbers can be a month and they differ, only the year is certain.
    """
    match = _YEAR_LAST.match(text)
    if match is None:
        return None
    year, first, second = int(match[4]), int(match[1]), int(match[3])
    if first != second and first <= 12 and second <= 12 and match[2] != ".":
        return make_date(year)
    return make_date(year, second, first) if second <= 12 else make_date(year, first, second)


# ----------------------------------------------------------------- the fields of a .bib entry


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, the status that a date field holds instead of one, and the problems with it.

    ``exact`` is False if the field says more than the date does (a range, a season, ``~``). The
    text of the field is then kept.
    """

    date: Date | None = None
    status: str = ""
    doubt: str = ""
    exact: bool = True


def read_fields(date: str, year: str, month: str, day: str) -> Dated:
    """Return the date of a .bib entry with these fields. ``date`` precedes the others."""
    if not (date or month or day) and len(year) == 4 and year.isdecimal():
        return Dated(made) if (made := make_date(int(year))) else _read_year_field(year, "", "")
    if date:
        dated = _read_date_field(date)
        if dated.date or not year:
            return dated
    return _read_year_field(year, month, day) if year else Dated()


def _read_date_field(text: str) -> Dated:
    text = text.strip()
    if said := understand(text):
        return replace(_read_date_field(said.rest) if said.rest else Dated(), status=said.status)
    if match := _SLASHES.match(text):
        return Dated(make_date(*map(int, match.groups())))
    start = text.split("/")[0].strip()
    if match := _ISO.match(start):
        return _read_iso(match, whole=start == text)
    if date := _read_compact(text):
        return Dated(date)
    if date := _read_year_last(text):
        return Dated(date, exact=_YEAR_LAST.fullmatch(text) is not None and date.month > 0)
    if found := _YEAR.search(text):
        month, day = month_of(text.replace(found[0], " "))
        return Dated(make_date(int(found[1]), month, day), exact=bool(month) or text == found[0])
    return Dated(doubt=f"a date that cannot be read: {text}", exact=False)


def _read_iso(match: re.Match[str], *, whole: bool) -> Dated:
    """Return the date of ``2015-04~``. A month above 12 is a season, which ``Date`` cannot hold."""
    year, month, day = (int(part or 0) for part in match.groups())
    date = make_date(year, month, day)
    certain = not match[0].endswith(("?", "~", "%"))
    return Dated(date, exact=whole and certain and month <= 12 and date is not None)


def _read_year_field(year: str, month: str, day: str) -> Dated:
    text = year.strip()
    if len(text) > 5 and _ISO.match(text):
        return _read_date_field(text)
    if said := understand(text):
        dated = _read_year_field(said.rest, month, day) if said.rest else Dated()
        return replace(dated, status=said.status)
    if (date := _read_text(text)) and date.month and not month:
        return Dated(date)  # The year field holds the whole date: 26 September 2020.
    return _read_bare_year(text, month, day)


def _read_bare_year(text: str, month: str, day: str) -> Dated:
    found = re.fullmatch(r"(\d{4})", text) or _YEAR.search(text)
    if found is None:
        return Dated(doubt=f"a year that cannot be read: {text}", exact=False)
    made = make_date(int(found[1]), *_month_and_day(month, day))
    if made is None:
        return Dated(doubt=f"a year that cannot be: {text}", exact=False)
    month_is_said = len(_months_in(month)) < 2 and (made.month > 0 or not month)
    return Dated(made, exact=text.isdecimal() and month_is_said)


def _month_and_day(month: str, day: str) -> tuple[int, int]:
    """Return month and day of a .bib entry; the day may be in either field."""
    number, month_day = month_of(month) if month else (0, 0)
    return number, int(day) if number and day.strip().isdecimal() else month_day


# --------------------------------------------------------------------- the tags of a record


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date, the status in its place, and the text that says more than both."""

    date: Date | None = None
    status: str = ""
    more: str = ""


def find_when(texts: Mapping[str, str]) -> When:
    """Return the date that the date fields of a record give together.

    ``texts`` are the dates by their tags, with the year's first. RIS has the year in one tag and
    the rest, or a season, in another.
    """
    given = [" ".join(text.split()) for text in texts.values() if text.strip()]
    date = read_when(*given)
    parts = "; ".join(given).split("; ")
    status = next((found for text in parts if (found := _status(text))), "")
    more = dict.fromkeys(text for text in given if date is None or _says_more(text, date))
    return When(date=date, status=status, more="; ".join(more))


def _status(text: str) -> str:
    found = understand(text)
    return found.status if found else ""


def read_when(*texts: str) -> Date | None:
    """Return the date that ``texts`` make together: ``2019`` and ``Mar 12``, or ``20190312``."""
    texts = tuple(_with_hyphens(text) for text in texts)
    date = read_date(*texts)
    if date is None or date.month:
        return date
    yearless = (text for text in texts if not re.search(r"\d{4}", text))
    months = (read_date(f"{date.year} {each}") for each in yearless if re.search("[A-Za-z]", each))
    return next((each for each in months if each), date)


def _with_hyphens(text: str) -> str:
    match = _DIGITS.match(text)
    return "-".join(filter(None, match.groups())) if match else text


def _says_more(text: str, date: Date) -> bool:
    """Return whether ``text`` says anything that ``date`` does not hold: a season, another year."""
    known = {"t", "z", f"{date.year}{date.month:02d}{date.day:02d}", f"{date.year}{date.month:02d}"}
    for word in _WORD.findall(text.lower()):
        number = int(word) if word.isdecimal() and len(word) < 9 else -1
        is_known = number in (0, date.year, date.month, date.day) or word in known
        if not is_known and not (date.month and month_of(word)[0] == date.month):
            return True
    return False
