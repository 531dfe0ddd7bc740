"""Write a table as CSV: one row per publication, with the names of fields as the columns.

The first few columns are always written, and any other only if a row has a value for it. Values
without a field come last, each in a column under its own name. A cell that a spreadsheet would take
for a formula (``=cmd|...``, ``+``, ``-``, ``@``) gets an apostrophe in front, as OWASP's page on
CSV injection advises. :mod:`pubman.formats.table.reader` removes the apostrophe.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pubman.formats.plain_values import Writable, doi_of, entries, own_key, title, words
from pubman.formats.spool import Aside
from pubman.formats.table.record import is_column, is_kind
from pubman.listing import Options, Section
from pubman.text.markup import printable
from pubman.text.names import join_names

BOM: Final = "\ufeff"
"""Put before the table, because some spreadsheets need this mark to recognise UTF-8."""

_CALLED: Final = {"review": "book review"}
"""Kinds that are written under another name. In tables, a "review" is a review article."""
ALWAYS: Final = ("key", "kind", "title", "author", "venue", "year")
COLUMNS: Final = (
    *ALWAYS, "date", "volume", "number", "pages", "publisher", "school", "series", "edition",
    "editor", "place", "doi", "arxiv_id", "pmid", "pmcid", "isbn", "issn", "url", "venue_key",
    "title_translated", "status", "award", "note", "language", "keywords", "tags", "abstract",
)  # fmt: skip
"""The columns, in order. Each kind of link has its own column: ``link pdf``."""

_FORMULA = re.compile(r"'*[=+\-@]")


def render(sections: Sequence[Section], options: Options) -> str:  # noqa: ARG001 - as every format
    """Return the header and a row for every publication, in the list's order."""
    return "".join(pieces(entries(sections)))


def pieces(found: Iterable[Writable]) -> Iterator[str]:
    """Yield the text of the table, row by row."""
    rows, there, filled = Aside(), set[str](), set(ALWAYS)
    for each in found:
        row = _row(each)
        there |= row.keys()
        filled |= {column for column, cell in row.items() if cell}
        rows.put(json.dumps(row))
    others = sorted(there & filled - set(COLUMNS))
    columns = [*(each for each in COLUMNS if each in filled), *others]
    yield _line(columns)
    for text in rows.take():
        row = json.loads(text)
        yield _line([row.get(column, "") for column in columns])


def _line(cells: Sequence[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow([safe_cell(cell) for cell in cells])
    return written.getvalue()


def safe_cell(text: str) -> str:
    """Return ``text`` as a cell that no spreadsheet takes for a formula.

    >>> safe_cell("=1+1")
    "'=1+1"
    """
    return f"'{text}" if _FORMULA.match(text) else text


def _row(each: Writable) -> dict[str, str]:
    """Return the cells of one publication by the names of their columns."""
    row = {
        "key": own_key(each),
        "kind": _kind(each),
        "title": title(each, latex=False),
        "author": join_names(each.authors, cut=each.authors_cut, accents=False),
        "editor": join_names(each.editors, accents=False),
        "year": str(each.year or ""),
        "date": str(each.date) if each.date and each.date.month else "",
        "doi": doi_of(each),
        "keywords": "; ".join(words(each)),
        "tags": "; ".join(each.tags),
    }
    row |= {name: getattr(each, name) for name in COLUMNS if name not in row}
    row |= {f"link {link.label}": link.url for link in each.links}
    for name, value in each.extra.items():
        if not (name == "type" and _own_type(each)):
            row.setdefault(f"extra {name}" if is_column(name) else name, value)
    return {printable(column): printable(cell) for column, cell in row.items()}


def _own_type(each: Writable) -> str:
    """Return the entry type for the column of the kind, if no kind fits it."""
    type_ = each.extra.get("type", "") if each.kind == "other" else ""
    return "" if is_kind(type_) or each.arxiv_id else type_


def _kind(each: Writable) -> str:
    """Return the kind. For a work on arXiv write ``other``, or it would be read as a preprint."""
    if each.kind != "other":
        return _CALLED.get(each.kind, each.kind)
    return "other" if each.arxiv_id else _own_type(each)
