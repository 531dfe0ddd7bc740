"""Read Google Scholar's CSV: ``Authors,Title,Publication,Volume,Number,Pages,Year,Publisher``.

Tables scraped from profiles (``Title,Cited by,Year,Authors,Venue,Scholar ID``) are read too. Both
may have further columns. Columns are found by their header, in any order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from pubman.formats.items import Problem
from pubman.formats.pieces import Pieces
from pubman.formats.row_keys import row_key
from pubman.formats.scholar.completion import CUT_AT, LONGEST, refine, split_authors
from pubman.formats.scholar.kinds import is_patent
from pubman.formats.table.rows import Row, count_columns, rows
from pubman.record import Date, Record

_COLUMNS: Final = {
    "authors": "authors", "title": "title", "publication": "venue", "venue": "venue",
    "volume": "volume", "number": "number", "pages": "pages", "year": "year",
    "publisher": "publisher", "type": "type", "scholarid": "scholar_id", "doi": "doi",
    "url": "url", "link": "url", "abstract": "abstract", "citedby": "cited_by",
}  # fmt: skip
"""Header cells, reduced to letters, and the fields that they name."""

_TYPES: Final = {
    "conference": "conference", "journal": "article", "patent": "patent", "book": "book",
    "thesis": "thesis", "chapter": "chapter", "report": "report", "preprint": "preprint",
}  # fmt: skip
"""Values of a ``Type`` column."""

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
# "Applied Energy 326, 119767", "IEEE Transactions on Computers 74 (3), 851-864, 2024".
_SCRAPED = re.compile(
    r"(?P<venue>.*?)(?:\s+(?P<volume>(?!(?:19|20)\d\d\b)\d{1,4})(?:\s*\((?P<number>[^()]+)\))?)?"
    r"(?:,\s*(?P<pages>(?!(?:19|20)\d\d\Z)\d[\w.:]*(?:\s*[-–]\s*[\w.:]+)?))?(?:,\s*(?:19|20)\d\d)?"
)


def read(text: Pieces) -> Iterator[Record | Problem]:
    """Yield one record per row. If a row has too many or too few cells, warn about what is lost."""
    table = rows(text)
    header = next(table, None)
    if header is None:
        return
    columns = [_COLUMNS.get(_letters(cell), cell.lower()) for cell in header.cells]
    seen: dict[str, int] = {}
    for row in table:
        yield from _read_row(row, columns, seen)


def _letters(cell: str) -> str:
    return re.sub(r"[^a-z]", "", cell.lower())


def _read_row(row: Row, columns: list[str], seen: dict[str, int]) -> Iterator[Record | Problem]:
    """Return the record of one row and the warnings about it, or why it is left out."""
    cells, doubt = _fit(row, columns)
    if cells is None:
        message = count_columns(row, columns)
        yield Problem(level="left out", message=message, raw=row.raw, line=row.line)
        return
    values = dict(zip(columns, cells, strict=True))
    if not any(values.get(name) for name in ("title", "venue", "authors")):
        message = "a row without title, authors and venue"
        yield Problem(level="left out", message=message, raw=row.raw, line=row.line)
        return
    record = _record(values, row)
    pages = _undo_excel(record.pages)
    if pages != record.pages:
        doubt = f"pages {record.pages} look like {pages}, turned into a date by a spreadsheet"
        record = replace(record, pages=pages)
    title = record.title or record.venue
    key = values.get("scholar_id") or row_key(title, values.get("year", ""), seen)
    yield replace(record, source_key=key)
    if doubt:
        yield Problem(level="doubt", message=doubt, raw=row.raw, line=row.line, source_key=key)


def _fit(row: Row, columns: list[str]) -> tuple[list[str] | None, str]:
    """Fit the cells to the columns. Return them and what was changed, or None if they cannot fit.

    Missing cells at the end are treated as empty. If there are too many cells, those after the year
    are a publisher with unquoted commas. Other surplus cells cannot be assigned.
    """
    cells = [" ".join(cell.split()) for cell in row.cells]
    while len(cells) > len(columns) and not cells[-1]:
        cells.pop()
    if len(cells) == len(columns):
        return cells, ""
    said = count_columns(row, columns)
    if len(cells) < len(columns):
        missing = [""] * (len(columns) - len(cells))
        doubt = f"{said}: the last ones are empty"
        return (cells + missing, doubt) if len(cells) > 1 else (None, "")
    last = len(columns) - 1
    if columns[-2:] == ["year", "publisher"] and re.fullmatch(r"(?:\d{4})?", cells[last - 1]):
        return [*cells[:last], ", ".join(cells[last:])], f"{said}: the publisher was put together"
    return None, ""


def _record(values: dict[str, str], row: Row) -> Record:
    """Return the record of one row, without its key."""
    authors, says_cut = split_authors(values.get("authors", ""))
    scraped = "cited_by" in values and "publisher" not in values
    found = _take_apart(values.get("venue", "")) if scraped else {}
    known = {*_COLUMNS.values(), "cited_by"}
    extra = {name: text for name, text in values.items() if name not in known and text}
    if cited := values.get("cited_by"):
        extra["cited_by"] = cited
    return refine(
        Record(
            kind=_TYPES.get(values.get("type", "").lower(), "other"),
            title=values.get("title", ""),
            authors=authors,
            authors_cut=says_cut or (not scraped and len(authors) == CUT_AT),
            date=_date(values.get("year", "")),
            venue=found.get("venue", values.get("venue", "")).strip(" ,"),
            volume=values.get("volume", "") or found.get("volume", ""),
            number=values.get("number", "") or found.get("number", ""),
            pages=values.get("pages", "") or found.get("pages", ""),
            publisher=values.get("publisher", ""),
            doi=values.get("doi", ""),
            url=values.get("url", ""),
            abstract=values.get("abstract", ""),
            extra=extra,
            raw=row.raw,
            line=row.line,
        )
    )


def _take_apart(venue: str) -> dict[str, str]:
    """Return venue, volume, number and pages of a venue line from a profile page."""
    match = None if is_patent(venue) else _SCRAPED.fullmatch(venue[:LONGEST])
    return {name: text or "" for name, text in match.groupdict().items()} if match else {}


def _date(year: str) -> Date | None:
    return Date(year=int(year)) if re.fullmatch(r"[12]\d{3}", year, re.ASCII) else None


def _undo_excel(pages: str) -> str:
    """Return pages that a spreadsheet made a date (``08-Jan`` for 1-8), and others unchanged."""
    match = re.fullmatch(r"(\d{1,2})-([A-Z][a-z]{2})", pages)
    if match is None or match[2].lower() not in _MONTHS:
        return pages
    numbers = sorted((int(match[1]), _MONTHS.index(match[2].lower()) + 1))
    return f"{numbers[0]}-{numbers[1]}"
