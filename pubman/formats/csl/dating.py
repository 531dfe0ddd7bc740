"""The date of an item of CSL, and the status that may be written in its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pubman.formats.bibtex.fields import STATUS_WORDS
from pubman.formats.csl_dates import as_biblatex, date_of
from pubman.formats.dates import read_date
from pubman.formats.json_objects import as_list, as_text
from pubman.record import Date

_ISSUED: Final = ("issued", "published-print", "published-online", "published", "created")
"""The variables that may have the date; all except the first are Crossref's."""


def dated(item: Mapping[str, Any]) -> tuple[Date | None, str, dict[str, str]]:
    """Return the date, the status in place of a date, and other date texts by their fields."""
    issued = next((item[name] for name in _ISSUED if _has_date(item.get(name))), item.get("issued"))
    date = _date(issued)
    if not isinstance(issued, dict):
        return date, "", {}
    words = as_text(issued.get("raw")) or as_text(issued.get("literal"))
    span = _span(issued, words)
    if span and span != str(date or ""):
        return date, "", {"date": span}
    status = "" if date else STATUS_WORDS.get(words.lower(), "")
    is_said = date or span or status
    return date, status, {"year": words} if words and not is_said else {}


def _span(issued: Mapping[str, Any], words: str) -> str:
    """Return the date as biblatex writes it. Words only count if they are a span."""
    text = as_biblatex(issued)
    if not text and len(date_of(words).get("date-parts", ())) == 2:
        return words
    return text


def _has_date(value: object) -> bool:
    """Return whether a date has a year. Crossref writes ``[[null]]`` if it knows none."""
    if not isinstance(value, dict):
        return bool(as_text(value))
    first: object = next(iter(as_list(value.get("date-parts"))), [])
    has_year = bool(as_list(first) and as_text(as_list(first)[0]))
    return has_year or any(as_text(value.get(name)) for name in ("raw", "literal"))


def _date(value: object) -> Date | None:
    """Return the first date of ``date-parts``, or that of ``raw``, of ``literal`` or of a text."""
    if not isinstance(value, dict):
        return read_date(as_text(value))
    first: object = next(iter(as_list(value.get("date-parts"))), [])
    parts = [as_text(part) for part in as_list(first)][:3]
    if parts and parts[0].isdecimal():
        return read_date("-".join(parts))
    return read_date(as_text(value.get("raw")), as_text(value.get("literal")))
