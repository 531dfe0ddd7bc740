"""CSV and TSV with a header that names BibTeX fields; also the tables of Zotero and Scopus."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from pubman.formats.author_lists import read_name, split_at_commas, whole_name
from pubman.formats.dates import read_date
from pubman.formats.languages import read_language
from pubman.formats.pieces import Pieces
from pubman.formats.scholar.completion import row_key, tidy_pages
from pubman.formats.scholar.kinds import infer_kind
from pubman.formats.table.columns import COLUMNS, JOURNALS, NUMBERED, TYPES, squash
from pubman.formats.table.rows import Row, count_columns, rows
from pubman.formats.tagged.blocks import find_first, read_numbers, split_words
from pubman.record import KINDS, Link, Name, Problem, Record
from pubman.text.html_text import read_title
from pubman.text.identifiers import arxiv_id, doi, find_arxiv_id, find_doi
from pubman.text.names import split_names

_FIELDS: Final = (
    "volume number publisher school series edition url abstract note language place award status"
    " title_translated venue_key"
).split()
_LINK: Final = "link "
"""Before the label in the header of a column of addresses: ``link code``."""
_GUARDED = re.compile(r"'+[=+\-@]")
"""A cell that :mod:`pubman.formats.table.writer` kept from being taken for a formula."""
_ZOTEROS: Final = "Item Type"
"""A column of Zotero's, which has the university of a thesis as its publisher."""
_KNOWN: Final = frozenset(COLUMNS.values())


def read(text: Pieces) -> Iterator[Record | Problem]:
    """One record for each row that has a title, authors or a venue."""
    table = rows(text)
    header = next(table, None)
    if header is None:
        return
    columns = [COLUMNS.get(squash(cell), cell) for cell in header.cells]
    seen: dict[str, int] = {}
    for row in table:
        yield from _read_row(row, columns, header.cells, seen)


def is_column(name: str) -> bool:
    """True for a header that is read as a field of a work, however it is spelt."""
    return squash(name) in COLUMNS or name in _KNOWN or name.startswith(_LINK)


def is_kind(text: str) -> bool:
    """True for a word that is read as a kind of its own."""
    return _kind(text) != "other"


def _by_column(columns: list[str], header: Sequence[str], cells: list[str]) -> dict[str, str]:
    """The cells by the field they hold; a second one for a field by the name of its column."""
    values: dict[str, str] = {}
    for column, name, cell in zip(columns, header, cells, strict=False):
        if not values.get(column):
            values[column] = cell
        elif cell and cell != values[column]:
            values[name] = cell
    return values


def _read_row(
    row: Row, columns: list[str], header: Sequence[str], seen: dict[str, int]
) -> Iterator[Record | Problem]:
    cells = [cell[1:] if _GUARDED.match(cell) else cell for cell in row.cells]
    while len(cells) > len(columns) and not cells[-1]:
        cells.pop()
    values = _by_column(columns, header, cells)
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
    if "type" not in columns and record.kind == "other" and record.venue:
        filled = (squash(name) for name, cell in zip(header, cells, strict=False) if cell)
        named = any(name in JOURNALS for name in filled)
        record = replace(record, kind="article" if named else infer_kind(record))
    if record.kind == "thesis" and _ZOTEROS in header and not record.school:
        record = replace(record, school=record.publisher, publisher="")
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
    found_isbn, found_issn, _ = read_numbers([text("isbn"), text("issn"), text("eissn")])
    start, end = text("start"), text("end")
    span = f"{start}-{end}" if start and end else start or text("article")
    year = " ".join(part for part in (text("month"), text("year")) if part)
    extra = {
        name: value
        for name, value in values.items()
        if (name not in _KNOWN or name == "eissn") and value and not name.startswith(_LINK)
    }
    fields: dict[str, Any] = {name: text(name) for name in _FIELDS}
    fields["language"] = read_language(fields["language"])
    said_other = text("type") == "other"
    if kind == "other" and text("type") and not said_other:
        extra["type"] = text("type")
    return Record(
        kind="preprint" if kind == "other" and arxiv and not said_other else kind,
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
    if type_.isdecimal() and int(type_) < len(NUMBERED):
        return NUMBERED[int(type_)]
    squashed = squash(type_)
    return squashed if squashed in KINDS else TYPES.get(squashed, "other")


def _names(text: str) -> tuple[tuple[Name, ...], bool]:
    """Names parted by ``and``, or by semicolons as Zotero and Scopus do."""
    if ";" in text and " and " not in text:
        names = (whole_name(part.strip()) for part in text.split(";") if part.strip())
        return tuple(names), False
    bare = text.rstrip(".") if text.count(".") == 1 else text  # PubMed ends a list with one
    listed = split_at_commas(bare) if " and " not in text and "{" not in text else []
    if len(listed) > 1:  # PubMed's and Scopus's "Zhao B, Li Z"
        return tuple(map(read_name, listed)), False
    found = split_names(text)
    return found.names, found.cut
