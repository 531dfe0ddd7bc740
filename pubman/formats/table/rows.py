"""The rows of a CSV text with the line and the text of each, even if its quotes are wrong."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from pubman.formats.pieces import Pieces, split_lines
from pubman.formats.table.columns import COLUMNS, SEPARATOR, squash

_SPAN: Final = 50
"""The most lines of a quoted cell. If a quote is open for longer, it was not meant as one."""


_BEFORE: Final = 6
"""The header is within this many lines at the beginning of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its cells, the text it was read from, and the line that begins on (1-based)."""

    cells: tuple[str, ...]
    raw: str
    line: int


def rows(text: Pieces) -> Iterator[Row]:
    """Yield the rows of ``text`` that are not blank, from the header on.

    The delimiter is the header's (``, ; tab``), or the one that a line for Excel names.
    """
    further = split_lines(text)
    lines = deque(islice(further, _SPAN))
    at, delimiter = find_header(lines)
    for _ in range(at):
        lines.popleft()
    columns = 0
    while lines:
        count = _extent(lines)
        cells = _cells("".join(islice(lines, count)), delimiter)
        if count > 1 and columns and len(cells) != columns:
            alone = _cells(lines[0], delimiter)
            if len(alone) == columns or len(cells) > columns:
                count, cells = 1, alone  # This is a stray quote, so the line is a row of its own.
        raw = "".join(lines.popleft() for _ in range(count))
        if any(cells):
            columns = columns or len(cells)
            yield Row(cells=cells, raw=raw, line=at + 1)
        at += count
        lines.extend(islice(further, count))


def find_header(lines: Iterable[str]) -> tuple[int, str]:
    """Return the number of lines before the header, and the delimiter of the table.

    Excel uses a line ``sep=;`` there, and Dimensions writes a sentence about the export. The header
    is the first line with known columns: at least two on the first line, otherwise three. If there
    is none, the header is the first line.
    """
    told, first = "", -1
    for number, line in enumerate(islice(lines, _BEFORE)):
        if match := SEPARATOR.match(line):
            told = match[1]
            continue
        if not line.strip():
            continue
        first = number if first < 0 else first
        delimiter = told or find_delimiter(line)
        known = sum(squash(cell) in COLUMNS for cell in _cells(line, delimiter))
        if known > (1 if number == first else 2):
            return number, delimiter
    line = next(islice(lines, max(first, 0), None), "")
    return max(first, 0), told or find_delimiter(line)


def find_delimiter(header: str) -> str:
    """Return the delimiter that splits ``header`` into most cells, or a comma."""
    return max(",;\t", key=header.count) if header else ","


def count_columns(row: Row, columns: list[str]) -> str:
    """Return what is wrong with a row of more or fewer cells than its table has columns."""
    if row.raw.count('"') % 2:
        return "a quote that is never closed"
    cells = len(row.cells)
    return f"{cells} column{'s'[: cells != 1]}, but the header names {len(columns)}"


def _extent(lines: Iterable[str]) -> int:
    """Return how many of ``lines`` the first row takes, which is until its quotes are closed."""
    quotes = 0
    for count, line in enumerate(lines, 1):
        quotes += line.count('"')
        if quotes % 2 == 0:
            return count
    return 1


def _cells(raw: str, delimiter: str) -> tuple[str, ...]:
    try:
        found = next(csv.reader(io.StringIO(raw, newline=""), delimiter=delimiter), [])
    except csv.Error:  # The cell exceeds the csv module's size limit.
        found = raw.rstrip("\r\n").split(delimiter)
    return tuple(cell.strip() for cell in found)
