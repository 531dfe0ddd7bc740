"""Convert dates of biblatex and BibTeX to CSL's ``date-parts`` and back.

biblatex's dates are those of ISO 8601-2 (manual, section 2.3.8): ``1988/1992``, ``1988/`` and
``1988/..`` open, ``1723~`` about, ``1723?`` uncertain, ``199X`` any of ten years, ``2003-22`` a
summer. ``-0033`` is the year 34 before Christ, because there is a year 0. CSL has one or two lists
of numbers, the list ``[0]`` for an open end, ``circa``, and years without a 0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pubman.formats.dates import month_of, read_date

_DATE = re.compile(r"(-?\d{4}|\d{3}X|\d\dXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?(?:T[\d:.Z+-]*)?([?~%]?)")
_YEARS = re.compile(
    r"(?i)(?P<about>(?:c\.?|ca\.?|circa|about|around|um)\s*)?\[?(?P<from>\d{3,4})"
    r"(?:\s*[-–—/]+\s*(?P<to>\d{2,4}))?\]?\s*(?P<doubt>[?~%]?)\s*"
)
_MONTHS = re.compile(r"\s*(?:--?|/|–|\band\b)\s*")
_SEASONS: Final = {
    "1": 21, "2": 22, "3": 23, "4": 24, "spring": 21, "summer": 22, "autumn": 23, "fall": 23,
    "winter": 24,
}  # fmt: skip
"""CSL's seasons -> months of ISO 8601-2."""
_OPEN: Final = frozenset({"", ".."})


def date_of(text: str) -> dict[str, Any]:
    """Return ``2015-04/2020`` as CSL writes dates: one or two, ``circa`` if uncertain."""
    ends = [part.strip() for part in text.split("/")]
    found = [_DATE.fullmatch(end) for end in ends]
    if len(ends) > 2 or not any(found) or _is_odd(ends, found):
        return {}
    if len(ends) == 1 and found[0] and "X" in found[0][1]:
        return _decade(found[0][1])
    parts = [_parts(match) if match else [0] for match in found]
    circa = {"circa": True} if any(match and match[4] for match in found) else {}
    return {"date-parts": parts} | circa


def _decade(text: str) -> dict[str, Any]:
    """Return the first and the last year of ``199X``."""
    return {"date-parts": [[int(text.replace("X", digit))] for digit in "09"]}


def _is_odd(ends: Sequence[str], found: Sequence[re.Match[str] | None]) -> bool:
    """Return whether one end of a span is neither a date nor open."""
    pairs = zip(ends, found, strict=True)
    return any(match is None and end not in _OPEN for end, match in pairs)


def _parts(match: re.Match[str]) -> list[int]:
    year = int(match[1].replace("X", "0"))
    found = [year if year > 0 else year - 1]
    for part in (match[2], match[3]):
        if not part or not part.isdecimal():
            break
        found.append(int(part))
    return found


def year_of(fields: Mapping[str, str]) -> dict[str, Any]:
    """Convert BibTeX's ``year`` and ``month`` if they hold a span or an uncertain year."""
    match = _YEARS.fullmatch(fields.get("year", "").strip())
    if match is None:
        return {}
    first, last = match["from"], match["to"] or ""
    years = [int(first)]
    if last:
        years.append(int(first[: -len(last)] + last if len(last) < len(first) else last))
    parts = [[year] for year in years]
    months = [month_of(part)[0] for part in _MONTHS.split(fields.get("month", "")) if part]
    if len(years) == 1 and len(months) in (1, 2) and all(months):
        parts = [[years[0], month] for month in months]
    circa = {"circa": True} if match["about"] or match["doubt"] else {}
    return {"date-parts": parts} | circa


def in_words(text: str) -> dict[str, Any]:
    """Return the date of words, ``5 May 2010``, or the words as a literal."""
    found = read_date(text)
    if found is None:
        return {"literal": " ".join(text.split())}
    return {"date-parts": [[part for part in (found.year, found.month, found.day) if part]]}


def as_biblatex(date: Mapping[str, Any]) -> str:
    """Return a date of CSL as biblatex writes it, or ``""`` if biblatex cannot express it."""
    lists = date.get("date-parts")
    if not isinstance(lists, list) or not 1 <= len(lists) <= 2:
        return ""
    ends = [_written(each) for each in lists]
    if not any(ends):
        return ""
    season = _SEASONS.get(str(date.get("season", "")).lower(), 0)
    if season and len(lists) == 1 and re.fullmatch(r"-?\d{4}", ends[0]):
        ends = [f"{ends[0]}-{season}"]
    sign = "~" if date.get("circa") else ""
    return "/".join(end + sign if end else "" for end in ends)


def _written(parts: object) -> str:
    try:
        numbers = [int(part) for part in parts] if isinstance(parts, list) else []
    except (TypeError, ValueError):
        return ""
    if not numbers or not numbers[0]:
        return ""
    year = numbers[0] if numbers[0] > 0 else numbers[0] + 1
    sign = "-" if year < 0 else ""
    rest = [f"{number:02d}" for number in numbers[1:3] if number > 0]
    return "-".join([f"{sign}{abs(year):04d}", *rest])
