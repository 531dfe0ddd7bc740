"""Tables: the rows of a CSV text with the line and the text of each, whatever its quotes do."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pubman.formats.pieces import Pieces, split_lines
from pubman.formats.table.columns import SEPARATOR

_SPAN: Final = 50
"""A quoted cell may run over this many lines; a quote open for longer was never meant as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its cells, the text it was read from, and the line that begins on (1-based)."""

    cells: tuple[str, ...]
    raw: str
    line: int


def rows(text: Pieces) -> Iterator[Row]:
    """The rows of ``text`` that are not blank; the delimiter is the header's (``, ; tab``)."""
    first = next((line for line in split_lines(text) if line.strip()), "")
    told = SEPARATOR.match(first)
    delimiter = told[1] if told else find_delimiter(first)
    further = split_lines(text)
    lines = deque(islice(further, _SPAN))
    columns, at = 0, 1
    if told:
        at += 1 + _skip(lines, first)
    while lines:
        count = _extent(lines)
        cells = _cells("".join(islice(lines, count)), delimiter)
        if count > 1 and columns and len(cells) != columns:
            alone = _cells(lines[0], delimiter)
            if len(alone) == columns or len(cells) > columns:
                count, cells = 1, alone  # a stray quote: the line is a row of its own
        raw = "".join(lines.popleft() for _ in range(count))
        if any(cells):
            columns = columns or len(cells)
            yield Row(cells=cells, raw=raw, line=at)
        at += count
        lines.extend(islice(further, count))


def _skip(lines: deque[str], first: str) -> int:
    """How many lines stood before ``first``, which goes with them."""
    before = 0
    while lines.popleft() != first:
        before += 1
    return before


def find_delimiter(header: str) -> str:
    """The delimiter that parts ``header`` into most cells; a comma where none does."""
    return max(",;\t", key=header.count) if header else ","


def count_columns(row: Row, columns: list[str]) -> str:
    """What is wrong with a row of more or fewer cells than its table has columns."""
    if row.raw.count('"') % 2:
        return "a quote that is never closed"
    cells = len(row.cells)
    return f"{cells} column{'s'[: cells != 1]} where the header names {len(columns)}"


def _extent(lines: Iterable[str]) -> int:
    """How many of ``lines`` the row that begins with them takes: until its quotes are closed."""
    quotes = 0
    for count, line in enumerate(lines, 1):
        quotes += line.count('"')
        if quotes % 2 == 0:
            return count
    return 1


def _cells(raw: str, delimiter: str) -> tuple[str, ...]:
    try:
        found = next(csv.reader(io.StringIO(raw, newline=""), delimiter=delimiter), [])
    except csv.Error:  # a cell past the csv module's size limit
        found = raw.rstrip("\r\n").split(delimiter)
    return tuple(cell.strip() for cell in found)
