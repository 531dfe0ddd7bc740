"""CSV and TSV with a header that names BibTeX fields; also the tables of Zotero and Scopus."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from pubman.record import KINDS, Link, Name, Problem, Record
from pubman.sources.dates import read_date
from pubman.sources.html_titles import read_title
from pubman.sources.pieces import Pieces
from pubman.sources.scholar import row_key, tidy_pages
from pubman.sources.table import Row, count_columns, rows
from pubman.sources.tagged import find_first, read_numbers, split_words
from pubman.sources.tagged_names import whole_name
from pubman.text.identifiers import arxiv_id, doi, find_arxiv_id, find_doi
from pubman.text.names import split_names

_COLUMNS: Final = {
    "entrytype": "type", "type": "type", "itemtype": "type", "documenttype": "type",
    "kind": "type", "key": "key", "citekey": "key", "citationkey": "key", "bibtexkey": "key",
    "id": "key", "identifier": "key", "author": "authors", "authors": "authors",
    "authorfullnames": "full_names",
    "editor": "editors", "editors": "editors", "title": "title", "journal": "venue",
    "journaltitle": "venue", "booktitle": "venue", "venue": "venue", "publicationtitle": "venue",
    "sourcetitle": "venue", "containertitle": "venue", "year": "year", "publicationyear": "year",
    "date": "date", "month": "month", "volume": "volume", "number": "number", "issue": "number",
    "pages": "pages", "page": "pages", "pagestart": "start", "pageend": "end", "artno": "article",
    "publisher": "publisher", "school": "school", "institution": "school", "series": "series",
    "edition": "edition", "doi": "doi", "isbn": "isbn", "issn": "issn", "url": "url",
    "link": "url", "abstract": "abstract", "abstractnote": "abstract", "keywords": "keywords",
    "authorkeywords": "keywords", "note": "note", "language": "language", "place": "place",
    "address": "place", "location": "place", "eprint": "arxiv_id", "arxiv": "arxiv_id",
    "arxivid": "arxiv_id", "pdf": "pdf", "award": "award", "status": "status",
    "titletranslated": "title_translated", "tags": "tags", "venuekey": "venue_key",
}  # fmt: skip
"""Header cells, squashed to letters, and the field they hold."""

_KINDS: Final = {
    "article": "article", "journalarticle": "article", "inproceedings": "conference",
    "conference": "conference", "conferencepaper": "conference", "incollection": "chapter",
    "inbook": "chapter", "booksection": "chapter", "bookchapter": "chapter", "book": "book",
    "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis", "techreport": "report",
    "report": "report", "proceedings": "proceedings", "patent": "patent", "dataset": "dataset",
    "software": "software", "unpublished": "preprint", "preprint": "preprint",
}  # fmt: skip
_FIELDS: Final = (
    "volume number publisher school series edition url abstract note language place award status"
    " title_translated venue_key"
).split()
_LINK: Final = "link "
"""Before the label in the header of a column of addresses: ``link code``."""
_GUARDED = re.compile(r"'+[=+\-@]")
"""A cell that :mod:`pubman.exports.csv_table` kept from being taken for a formula."""
_KNOWN: Final = frozenset(_COLUMNS.values())


def read(text: Pieces) -> Iterator[Record | Problem]:
    """One record for each row that has a title, authors or a venue."""
    table = rows(text)
    header = next(table, None)
    if header is None:
        return
    columns = [_COLUMNS.get(_squash(cell), cell) for cell in header.cells]
    seen: dict[str, int] = {}
    for row in table:
        yield from _read_row(row, columns, seen)


def is_column(name: str) -> bool:
    """True for a header that is read as a field of a work, however it is spelt."""
    return _squash(name) in _COLUMNS or name in _KNOWN or name.startswith(_LINK)


def is_kind(text: str) -> bool:
    """True for a word that is read as a kind of its own."""
    return _kind(text) != "other"


def _squash(cell: str) -> str:
    return re.sub(r"[^a-z]", "", cell.lower())


def _read_row(row: Row, columns: list[str], seen: dict[str, int]) -> Iterator[Record | Problem]:
    cells = [cell[1:] if _GUARDED.match(cell) else cell for cell in row.cells]
    while len(cells) > len(columns) and not cells[-1]:
        cells.pop()
    values: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        values[column] = values.get(column) or cell  # journal and booktitle are one field
    named = any(map(values.get, ("title", "venue", "authors")))
    if not named and _is_own(values.get("key", "")):  # with a key of its own a whole row will do
        more = any(cell for name, cell in values.items() if name not in ("key", "type"))
        named = more or len(cells) == len(columns)
    if len(cells) > len(columns) or not named:
        wrong = len(cells) > len(columns)
        message = count_columns(row, columns) if wrong else "a row without title, authors and venue"
        yield Problem(level="left out", message=message, raw=row.raw, line=row.line)
        return
    record = _record(values)
    key = _key(values.get("key", ""), record, seen)
    yield replace(record, source_key=key, raw=row.raw, line=row.line)
    if len(cells) < len(columns):
        message = f"{count_columns(row, columns)}: the last ones are empty"
        yield Problem(level="doubt", message=message, line=row.line, source_key=key)


def _key(key: str, record: Record, seen: dict[str, int]) -> str:
    if not _is_own(key):
        return row_key(record.title or record.venue, str(record.year or ""), seen)
    seen[key] = seen.get(key, 0) + 1
    return key if seen[key] == 1 else f"{key}#{seen[key]}"


def _is_own(key: str) -> bool:
    """True for a key somebody gave; a mere number is the row's."""
    return bool(key) and not key.isdecimal()


def _record(values: dict[str, str]) -> Record:
    """The record of one row, before its key."""

    def text(name: str) -> str:
        return values.get(name, "")

    kind = _kind(text("type"))
    title, markup = read_title(text("title"))
    authors, cut = _names(re.sub(r"\s*\(\d+\)", "", text("full_names")) or text("authors"))
    arxiv = find_first(arxiv_id, [text("arxiv_id"), text("url")]) or find_arxiv_id(text("venue"))
    found_isbn, found_issn, _ = read_numbers([text("isbn"), text("issn")])
    start, end = text("start"), text("end")
    span = f"{start}-{end}" if start and end else start or text("article")
    year = " ".join(part for part in (text("month"), text("year")) if part)
    extra = {
        name: value
        for name, value in values.items()
        if name not in _KNOWN and value and not name.startswith(_LINK)
    }
    fields: dict[str, Any] = {name: text(name) for name in _FIELDS}
    if kind == "other" and text("type"):
        extra["type"] = text("type")
    return Record(
        kind="preprint" if kind == "other" and arxiv else kind,
        title=title,
        title_markup=markup,
        authors=authors,
        authors_cut=cut,
        editors=_names(text("editors"))[0],
        date=read_date(text("date"), year, text("year")),
        venue=text("venue"),
        pages=tidy_pages(text("pages") or span),
        doi=doi(text("doi")) or find_doi(text("doi")) or find_doi(text("url")),
        arxiv_id=arxiv,
        isbn=found_isbn,
        issn=found_issn,
        keywords=split_words([text("keywords").replace(",", ";")]),
        tags=split_words([text("tags")]),
        links=tuple(_links(values)),
        extra=extra,
        **fields,
    )


def _links(values: dict[str, str]) -> Iterator[Link]:
    for name, value in values.items():
        label = name if name == "pdf" else name.removeprefix(_LINK)
        if value and (name == "pdf" or name != label):
            yield Link(label=label, url=value)


def _kind(type_: str) -> str:
    squashed = _squash(type_)
    return squashed if squashed in KINDS else _KINDS.get(squashed, "other")


def _names(text: str) -> tuple[tuple[Name, ...], bool]:
    """Names parted by ``and``, or by semicolons as Zotero and Scopus do."""
    if ";" in text and " and " not in text:
        names = (whole_name(part.strip()) for part in text.split(";") if part.strip())
        return tuple(names), False
    found = split_names(text)
    return found.names, found.cut
