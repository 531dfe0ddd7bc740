"""The values of one map of a data file -> the fields of a record.

*values* are by our names for the fields (see :mod:`pubman.freelist.structured.field_names`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pubman.fields import STATUSES
from pubman.formats.dates import read_date
from pubman.freelist.structured.authors import clean
from pubman.freelist.structured.field_names import squash
from pubman.freelist.words import STATUS
from pubman.record import Date, Record
from pubman.text.identifiers import arxiv_id, doi, find_arxiv_id, find_doi

_EMPHASISED_VENUE = re.compile(r"^[_*]{1,3}(?:In:?\s+)?(.+?)[_*]{1,3}\s*(.*)$", re.DOTALL)
HOLDS_MORE = re.compile(r"\d\s?(?:\(\d+\))?[^:]{0,20}:\s?\d+[-–]\d+")
"""A venue with its volume and pages in one value: ``Genome Research 303: 297–303``."""
_YEAR = re.compile(r"\b(1[89]\d\d|20[0-4]\d)\b")
_KINDS: Final[Mapping[str, str]] = {
    "1": "conference", "2": "article", "3": "preprint", "4": "report", "5": "book", "6": "chapter",
    "7": "thesis", "8": "patent", "journal": "article", "article": "article",
    "articlejournal": "article", "journalarticle": "article", "conference": "conference",
    "paperconference": "conference", "conferencepaper": "conference", "inproceedings": "conference",
    "conferences": "conference", "journals": "article", "workshop": "workshop",
    "workshoppaper": "workshop", "preprint": "preprint", "manuscript": "preprint",
    "thesis": "thesis", "phdthesis": "thesis", "masterthesis": "thesis", "mastersthesis": "thesis",
    "dissertation": "thesis", "book": "book", "books": "book", "chapter": "chapter",
    "bookchapter": "chapter", "incollection": "chapter", "report": "report", "techreport": "report",
    "patent": "patent", "dataset": "dataset", "software": "software", "poster": "demo",
    "demo": "demo", "proceedings": "proceedings",
}  # fmt: skip


def read_title_text(value: Any) -> str:
    """The title in a text, in a map that describes it, or first in a list."""
    if isinstance(value, Mapping):
        value = value.get("value") or value.get("title") or value.get("text") or ""
    if isinstance(value, list):
        value = value[0] if value else ""
    return " ".join(str(value or "").split())


def without_emphasis(text: str) -> str:
    """*text* without the stars of Markdown around it."""
    return re.sub(r"(?<!\w)\*{1,2}(\S(?:[^*]*\S)?)\*{1,2}(?!\w)", r"\1", text).strip()


def text_of(values: Mapping[str, Any], name: str) -> str:
    """The text of one field, first in a list; empty for a map."""
    value = values.get(name)
    if isinstance(value, list) and value and not isinstance(value[0], Mapping | list):
        value = value[0]
    return clean(str(value)) if isinstance(value, str | int | float) else ""


def read_venue(values: Mapping[str, Any]) -> tuple[str, Date | None]:
    """The venue, and the date after it in the same value."""
    for name in ("venue", "short_venue", "parent", "publisher"):
        value = values.get(name)
        said = _venue_text(_parent_title(value) if name == "parent" else value)
        if said.strip():
            return _split_venue(said)
    return "", None


def _venue_text(value: Any) -> str:
    """The name of a venue in a text, in a map that describes it, or first in a list."""
    if isinstance(value, Mapping):
        value = value.get("title") or value.get("name") or value.get("short") or ""
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value or "")


def _split_venue(said: str) -> tuple[str, Date | None]:
    """The name of a venue, and the date behind a name that is set off: ``*Nature*, May 2020``."""
    raw = re.sub(r"<[^<>]{0,100}>", " ", said).strip()
    emphasised = _EMPHASISED_VENUE.match(raw)
    name, behind = emphasised.groups() if emphasised else (raw, "")
    venue = re.sub(r"^(?:In:?|Proc\. of:)\s+(?=\S)", "", clean(name)).strip(" .,")
    year = _YEAR.search(behind)
    if year is None:
        return venue, None
    return venue, read_date(behind.strip(" .,;")) or _year_date(year)


def _year_date(year: re.Match[str] | None) -> Date | None:
    return Date(year=int(year[1])) if year else None


def _parent_title(value: Any) -> str:
    """The title of the outermost parent that has one: Hayagriva's nested parents."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        if not isinstance(value, Mapping):
            return ""
        if value.get("title"):
            return read_title_text(value["title"])
        value = value.get("parent")
    return ""


def read_when(values: Mapping[str, Any]) -> Date | None:
    """The date: the first of date, year and section that holds one."""
    for name in ("date", "year", "section"):
        value = values.get(name)
        if isinstance(value, Mapping | list):
            value = _csl_date(value)
        text = str(value or "").strip()
        if name == "section" and not re.fullmatch(r"(?:19|20)\d\d", text):
            continue
        if re.fullmatch(r"\d{4}-01-01.*", text):  # January 1 means only the year
            return Date(year=int(text[:4]))
        text = re.sub(r"^((?:19|20)\d\d)(0[1-9]|1[0-2])$", r"\1-\2", text)  # 202206
        iso = re.match(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T.*|\b.*)$", text)
        try:
            found = Date.parse(iso[1]) if iso else read_date(text)
        except ValueError:
            found = None
        found = found or _year_date(_YEAR.search(text))
        if found and found.year:
            return found
    return None


def _csl_date(value: Any) -> str:
    """``{date-parts: [[2019, 5]]}``, ``{year: 2019}`` or a list with one of these, as ISO text."""
    if isinstance(value, list):
        return _csl_date(value[0]) if value and isinstance(value[0], Mapping) else ""
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return "-".join(f"{int(part):02d}" for part in parts[0][:3] if str(part).isdigit())
    year, month = str(value.get("year") or value.get("literal") or ""), value.get("month")
    return f"{year}-{int(month):02d}" if month and str(month).isdigit() else year


def read_pages(values: Mapping[str, Any]) -> str:
    """The pages, in one value or as the first and the last."""
    first, last = text_of(values, "first_page"), text_of(values, "last_page")
    if first:
        return f"{first}-{last}" if last and last != first else first
    return re.sub(r"^(?:pp?\.|pages?)\s*", "", text_of(values, "pages"))


def read_doi(values: Mapping[str, Any]) -> str:
    """The DOI in its own field, among the numbers, as the key, or in the citation."""
    serial = values.get("serial")
    said = [
        values.get("doi"),
        serial.get("doi") if isinstance(serial, Mapping) else "",
        values.get("key"),
    ]
    found = next((number for each in said if (number := doi(str(each or "")))), "")
    return found or find_doi(str(values.get("citation") or ""))


def read_arxiv(values: Mapping[str, Any]) -> str:
    """The number at arXiv in its own field or among the numbers."""
    said = str(values.get("arxiv") or "")
    serial = values.get("serial")
    if not said and isinstance(serial, Mapping):
        said = str(serial.get("arxiv") or "")
    return arxiv_id(said) or find_arxiv_id(said)


def read_kind(values: Mapping[str, Any], venue: str) -> str:
    """The kind by the type or the section, else by the venue."""
    value = values.get("kind")
    if isinstance(value, list):
        value = value[0] if value else ""
    kind = _KINDS.get(squash(value or ""), "") or _KINDS.get(
        squash(values.get("section") or ""), ""
    )
    if not kind and re.search(r"(?i)arxiv|biorxiv|medrxiv", venue):
        return "preprint"
    return kind or "other"


def read_status(values: Mapping[str, Any]) -> str:
    """The status in its own field, or where the volume or the pages will be."""
    said = text_of(values, "status") or text_of(values, "volume") or text_of(values, "pages")
    found = STATUS.search(said)
    word = found[0].lower() if found else ""
    if word in STATUSES:
        return word
    return {"in press": "to appear", "forthcoming": "to appear", "in review": "under review"}.get(
        word, ""
    )


def read_award(value: Any) -> str:
    """The awards on one line; nothing for a field that only says no."""
    if isinstance(value, list):
        return ", ".join(clean(str(each)) for each in value)
    text = clean(str(value or ""))
    return "" if text.lower() in {"", "false", "none"} else text


def read_note(values: Mapping[str, Any]) -> str:
    """The note on one line."""
    value = values.get("note")
    if isinstance(value, list):
        value = "; ".join(str(each) for each in value if isinstance(each, str))
    return clean(str(value or ""))


def read_words(value: Any) -> Iterator[str]:
    """The keywords, from a list or from a text with commas."""
    items = value if isinstance(value, list) else str(value or "").split(",")
    for each in items:
        if isinstance(each, str) and each.strip():
            yield each.strip()


def own_section(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The section that a flat list names in the entry itself: its category, else its type."""
    for name in ("section", "kind"):
        value = values.get(name)
        if isinstance(value, list):
            value = value[0] if value else ""
        text = str(value or "").strip()
        technical = name == "kind" and (text.islower() or " " not in text)
        if text and not text.isdigit() and not technical:
            return (text,)
    return ()


def as_written(record: Record) -> str:
    """A data file has no line that a person wrote; so its fields on one line replace it."""
    names = ", ".join(name.full for name in record.authors)
    year = str(record.year or "")
    return ". ".join(part for part in (names, record.title, record.venue, year) if part)
