"""Read CSV with a header of fields, and the tables of portals and reference managers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from pubman.formats.items import Problem
from pubman.formats.pieces import Pieces
from pubman.formats.row_keys import is_own_key, names_a_work, record_key
from pubman.formats.table.columns import COLUMNS, squash
from pubman.formats.table.dialects import find_dialect
from pubman.formats.table.record import ANY, Table, Values, is_column, make_record
from pubman.formats.table.rows import Row, count_columns, rows
from pubman.record import Record
from pubman.text.names import split_names

_GUARDED = re.compile(r"'+[=+\-@]")
"""A cell that :mod:`pubman.formats.table.writer` protected from being read as a formula."""
_MOST_NAMED: Final = 12


def read(text: Pieces) -> Iterator[Record | Problem]:
    """Yield one record for each row that has a title, authors or a venue."""
    lines = rows(text)
    header = next(lines, None)
    if header is None:
        return
    dialect = find_dialect(header.cells)
    known = COLUMNS | (dialect.columns if dialect else {})
    columns = [known.get(squash(cell), cell) or cell for cell in header.cells]
    table = Table(header=header.cells, columns=columns, dialect=dialect or ANY)
    seen: dict[str, int] = {}
    for row in lines:
        yield from _read_row(row, table, seen)
    if dialect is None:
        yield from _unknown_columns(table, header.line)


def _unknown_columns(table: Table, line: int) -> Iterator[Problem]:
    """Report the columns that pubman does not know. Their cells are kept with each record."""
    unknown = [
        name
        for name, column in zip(table.header, table.columns, strict=True)
        if name and column == name and not is_column(name) and not name.startswith("extra ")
    ]
    if unknown:
        more = f" and {len(unknown) - _MOST_NAMED} more" if len(unknown) > _MOST_NAMED else ""
        named = ", ".join(unknown[:_MOST_NAMED])
        message = f"columns that are kept but not used, as their names are unknown: {named}{more}"
        yield Problem(level="doubt", message=message, line=line)


def _read_row(row: Row, table: Table, seen: dict[str, int]) -> Iterator[Record | Problem]:
    cells = [cell[1:] if _GUARDED.match(cell) else cell for cell in row.cells]
    while len(cells) > len(table.columns) and not cells[-1]:
        cells.pop()
    values = _by_column(table, cells)
    record = make_record(values, table, cells)
    message, is_whole = "", len(cells) == len(table.columns)
    if len(cells) > len(table.columns):
        message = count_columns(row, list(table.columns))
    elif not (names_a_work(record) or _has_own_key(values, is_whole=is_whole)):
        message = "a row without title, authors and venue"
    if message:
        yield Problem(level="left out", message=message, raw=row.raw, line=row.line)
        return
    own = values.get("key", "")
    key = record_key(own.rpartition("/")[2] if "://" in own else own, record, seen)
    yield replace(record, source_key=key, raw=row.raw, line=row.line)
    if table.dialect is ANY and ";" not in values.get("authors", ""):
        for doubt in split_names(values.get("authors", "")).doubts:
            yield Problem(level="doubt", message=doubt, line=row.line, source_key=key)
    if len(cells) < len(table.columns):
        message = f"{count_columns(row, list(table.columns))}: the last ones are empty"
        yield Problem(level="doubt", message=message, line=row.line, source_key=key)


def _by_column(table: Table, cells: list[str]) -> dict[str, str]:
    """Return the cells by field. A second cell for one field is kept under its column's name."""
    values: dict[str, str] = {}
    for column, name, cell in zip(table.columns, table.header, cells, strict=False):
        if not values.get(column):
            values[column] = cell
        elif cell and cell != values[column]:
            values[name] = cell
    return values


def _has_own_key(values: Values, *, is_whole: bool) -> bool:
    """Return whether a row has its own key and any other cell, or all its cells."""
    more = any(cell for name, cell in values.items() if name not in ("key", "type"))
    return is_own_key(values.get("key", "")) and (more or is_whole)
