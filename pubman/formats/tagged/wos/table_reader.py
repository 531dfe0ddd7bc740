"""Web of Science's tab-delimited table: the same tags as columns, one record per row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pubman.formats.items import Problem
from pubman.formats.pieces import Pieces
from pubman.formats.table.rows import Row, count_columns, rows
from pubman.formats.tagged.blocks import Block, finish
from pubman.formats.tagged.wos.reader import record_of
from pubman.formats.tagged.wos.tags import TABLE_LISTS
from pubman.record import Record


def read(text: Pieces) -> Iterator[Record | Problem]:
    """Yield one record for each row."""
    lines = rows(text)
    header = next(lines, None)
    if header is None:
        return
    tags = [cell.lstrip("\ufeff") for cell in header.cells]
    seen: dict[str, int] = {}
    for row in lines:
        yield _read_row(row, tags, seen)


def _read_row(row: Row, tags: Sequence[str], seen: dict[str, int]) -> Record | Problem:
    cells = list(row.cells)
    while len(cells) > len(tags) and not cells[-1]:
        cells.pop()
    if len(cells) > len(tags):
        message = count_columns(row, list(tags))
        return Problem(level="left out", message=message, raw=row.raw, line=row.line)
    block = _block(row, tags, cells)
    return finish(record_of(block), block, block.first("UT"), seen)


def _block(row: Row, tags: Sequence[str], cells: Sequence[str]) -> Block:
    """Return the row as a block of tags, with its text in the first line."""
    block = Block(line=row.line)
    text = row.raw
    for tag, cell in zip(tags, cells, strict=False):
        values = cell.split(";") if tag in TABLE_LISTS else [cell]
        for value in values:
            block.add(tag, value, text)
            text = ""
    return block
