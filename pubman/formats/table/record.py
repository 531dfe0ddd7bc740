"""The cells of one row of a table -> a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from pubman.fields import KINDS, STATUSES
from pubman.formats.author_lists import read_name, split_at_commas, whole_name
from pubman.formats.bibtex.fields import STATUS_WORDS
from pubman.formats.dates import read_date
from pubman.formats.languages import read_language
from pubman.formats.scholar.completion import refine
from pubman.formats.scholar.kinds import infer_kind
from pubman.formats.table.citation import read_citation
from pubman.formats.table.columns import COLUMNS, JOURNALS, NUMBERED, TYPES, squash
from pubman.formats.table.dialects import Dialect, Names
from pubman.formats.value_lists import find_first, read_numbers, split_words
from pubman.record import Date, Link, Record
from pubman.text.html_text import read_title
from pubman.text.identifiers import arxiv_id, doi, find_arxiv_id, find_doi
from pubman.text.names import split_names
from pubman.text.plain import tidy_pages

_FIELDS: Final = (
    "volume number publisher school series edition url abstract note place award"
    " title_translated venue_key"
).split()
"""Fields that a column of the same name gives unchanged."""
_LINK: Final = "link "
"""The header of a column of addresses begins with this, then its label: ``link code``."""
_NOBODY = re.compile(r"(?i)\[?(?:no author (?:name|id)s? (?:available|found)|anonymous)\]?")
"""The texts of Scopus and Web of Science for a work without authors."""
_ZOTEROS: Final = "Item Type"
"""A column of Zotero. In its tables the university of a thesis is the publisher."""
_KNOWN: Final = frozenset(COLUMNS.values())

Values = Mapping[str, str]
"""The cells of a row by their field, or by the name of their column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The meaning of the header: the field of each column, and the portal that wrote the table."""

    header: Sequence[str]
    columns: Sequence[str]
    dialect: Dialect


ANY: Final = Dialect(proof=())

_OF_DIALECTS: Final = frozenset({"book", "citation"})
"""Fields of single dialects from which other fields are read."""


def is_column(name: str) -> bool:
    """Return whether a header, in any spelling, is read as a field of a work."""
    known = name in _KNOWN or name in _OF_DIALECTS
    return known or squash(name) in COLUMNS or name.startswith(_LINK)


def is_kind(text: str) -> bool:
    """Return whether a word is read as a separate kind."""
    return _kind(text, ANY) != "other"


def make_record(values: Values, table: Table, cells: Sequence[str]) -> Record:
    """Return the record of one row of ``table``, before its key."""
    record = _record(values, table.dialect)
    if table.dialect.guess:
        return refine(_without_host(record))
    record = _with_citation(record, values.get("citation", ""))
    if "type" not in table.columns and record.kind == "other" and record.venue:
        pairs = zip(table.header, cells, strict=False)
        in_journal = any(cell and squash(name) in JOURNALS for name, cell in pairs)
        record = replace(record, kind="article" if in_journal else infer_kind(record))
    if record.kind == "thesis" and _ZOTEROS in table.header and not record.school:
        record = replace(record, school=record.publisher, publisher="")
    # This is the title of a collection. Its series is in the venue.
    if book := values.get("book", ""):
        record = replace(record, venue=book, series=record.series or record.venue)
    return record


def _with_citation(record: Record, text: str) -> Record:
    """Return the record with the fields that only its whole citation has."""
    if not text:
        return record
    said = read_citation(text, record.title)
    return replace(record, **{name: v for name, v in said.items() if not getattr(record, name)})


def _without_host(record: Record) -> Record:
    """Return the record without the web host that Publish or Perish names as the publisher."""
    is_host = " " not in record.publisher and "." in record.publisher.strip(".")
    if not is_host:
        return record
    extra = {**record.extra, "host": record.publisher}
    return replace(record, publisher="", extra=extra)


def _record(values: Values, dialect: Dialect) -> Record:
    """Return the record of one row, before what follows from the table as a whole."""
    kind = _kind(values.get("type", ""), dialect)
    title, markup = read_title(values.get("title", ""))
    authors, cut = _authors(values, dialect)
    identifiers = _identifiers(values)
    said_other = values.get("type") == "other"
    if kind == "other" and identifiers["arxiv_id"] and not said_other:
        kind = "preprint"
    return Record(
        **_plain(values),
        **identifiers,
        kind=kind,
        title=title,
        title_markup=markup,
        authors=authors,
        authors_cut=cut,
        editors=_names(values.get("editors", ""))[0],
        date=_date(values, dialect),
        venue=values.get("venue", ""),
        pages=_pages(values),
        language=read_language(values.get("language", "")),
        status=_status(values.get("status", "")),
        keywords=split_words([values.get("keywords", "").replace(",", ";")]),
        tags=split_words([values.get("tags", "")]),
        links=tuple(_links(values)),
        extra=_extra(values, kind),
    )


def _plain(values: Values) -> dict[str, Any]:
    return {name: values.get(name, "") for name in _FIELDS}


def _kind(type_: str, dialect: Dialect) -> str:
    if type_.isdecimal() and int(type_) < len(NUMBERED):
        return NUMBERED[int(type_)]
    squashed = squash(type_)
    if squashed in dialect.kinds:
        return dialect.kinds[squashed]
    return squashed if squashed in KINDS else TYPES.get(squashed, "other")


def _authors(values: Values, dialect: Dialect) -> Names:
    """Return the authors. Scopus has their full names, with its numbers, in a separate column."""
    full = re.sub(r"\s*\(\d+\)", "", values.get("full_names", ""))
    text = full or values.get("authors", "")
    if _NOBODY.match(text):
        return (), False
    return dialect.names(text) if dialect.names else _names(text)


def _names(text: str) -> Names:
    """Return names separated by ``and``, or by semicolons as in Zotero and Scopus."""
    if ";" in text and " and " not in text:
        parts = (part.strip() for part in text.split(";") if part.strip())
        return tuple(map(whole_name, parts)), False
    # PubMed ends a list with a full stop.
    bare = text.rstrip(".") if text.count(".") == 1 else text
    listed = split_at_commas(bare) if " and " not in text and "{" not in text else []
    if len(listed) > 1:  # PubMed's and Scopus's "Zhao B, Li Z"
        return tuple(map(read_name, listed)), False
    found = split_names(text)
    return found.names, found.cut


def _identifiers(values: Values) -> dict[str, Any]:
    url, number = values.get("url", ""), values.get("doi", "")
    book, serial, _ = read_numbers([values.get(name, "") for name in ("isbn", "issn", "eissn")])
    return {
        "doi": doi(number) or find_doi(number) or find_doi(url),
        "arxiv_id": find_first(arxiv_id, [values.get("arxiv_id", ""), url])
        or find_arxiv_id(values.get("venue", "")),
        "isbn": book,
        "issn": serial,
    }


def _date(values: Values, dialect: Dialect) -> Date | None:
    year, date = values.get("year", ""), values.get("date", "")
    if dialect.january_is_unknown and date.endswith("-01-01"):
        date = ""
    month = " ".join(filter(None, (values.get("month", ""), year)))
    return read_date(date, month, year)


def _pages(values: Values) -> str:
    start, end = values.get("start", ""), values.get("end", "")
    same = end == start or not end
    span = start if same else f"{start}-{end}"
    return tidy_pages(values.get("pages", "") or (span if start else values.get("article", "")))


def _status(text: str) -> str:
    """Return the status. Other words, like Scopus's "Final", mean that the work is published."""
    if "in press" in text.lower():
        return "to appear"
    return STATUS_WORDS.get(text.lower(), text if text in STATUSES else "")


def _links(values: Values) -> Iterator[Link]:
    for name, value in values.items():
        label = name if name == "pdf" else name.removeprefix(_LINK)
        if value and (name == "pdf" or name != label):
            yield Link(label=label, url=value)


_TAKEN_LATER: Final = frozenset({"eissn", "pmid", "pmcid"})
"""Columns that stay in ``extra``: a second ISSN, and numbers that a later step reads."""


def _extra(values: Values, kind: str) -> dict[str, Any]:
    """Return the cells without a field by the names of their columns."""
    found = {
        name: value
        for name, value in values.items()
        if value and (name not in _KNOWN or name in _TAKEN_LATER) and not name.startswith(_LINK)
    }
    if kind == "other" and values.get("type", "") not in ("", "other"):
        found["type"] = values["type"]
    return found
