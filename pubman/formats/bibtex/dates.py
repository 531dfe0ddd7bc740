"""The date of an entry: ``date``, ``year``, ``month`` and ``day``, and seasons."""

from __future__ import annotations

from typing import Any, Final

from pubman.formats.bibtex.identifiers import Fields
from pubman.formats.dates import read_fields
from pubman.record import Date
from pubman.text.latex import decode, decode_shared

_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
"""Seasons in ``month`` -> months of ISO 8601-2, which biblatex and CSL know."""
_YEAR_DIGITS: Final = 4


def take_date(left: Fields, work: dict[str, Any], doubts: list[str]) -> None:
    """Take the date, and a status that was written in its place ("to appear")."""
    dates = ("date", "year", "month", "day")
    texts: dict[str, str] = {name: decode_shared(left[name]) for name in dates if name in left}
    if "~" in left.get("date", ""):
        texts["date"] = left["date"].strip()  # here "~" means "about", not a space of TeX
    if not texts and "early-access-date" in left:  # Web of Science, before there is a volume
        texts = {"year": decode(left["early-access-date"])}
    if season := _season(texts):
        texts = {"date": season}
        left.pop("month")
        left["date"] = left.pop("year") and season
    if not texts:
        return
    dated = read_fields(*(texts.get(name, "") for name in ("date", "year", "month", "day")))
    if dated.date:
        work["date"] = dated.date
    if dated.status:
        work["status"] = dated.status
    if dated.doubt:
        doubts.append(dated.doubt)
    elif dated.exact:
        _drop_dates(left, tuple(texts), dated.date)


def _season(texts: Fields) -> str:
    """Return ``2019-21`` for the year 2019 and the month ``Spring``; ``""`` for other dates."""
    season = _SEASONS.get(texts.get("month", "").strip(" .").lower())
    year = texts.get("year", "").strip()
    alone = season and "date" not in texts and len(year) == _YEAR_DIGITS and year.isdecimal()
    return f"{year}-{season}" if alone else ""


def _drop_dates(left: Fields, names: tuple[str, ...], date: Date | None) -> None:
    """Remove the fields that say no more than ``date``."""
    for name in names:
        if name != "day" or (date and date.day):
            left.pop(name, None)
