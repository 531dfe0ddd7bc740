"""Rows of a few columns, written many at once.

A statement that inserts one row costs more than the row, if the row is a few numbers.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Any, Final

NARROW: Final = 4
"""Columns up to which a row is narrow. Rows of seven columns are not written faster together."""
TOGETHER: Final = 100
"""Rows that one statement inserts."""


def insert_rows(
    connection: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Insert rows whose values are in the order of ``columns``."""
    head = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "
    one = f"({', '.join('?' * len(columns))})"
    if len(columns) > NARROW:
        connection.executemany(head + one, rows)
        return
    rows = iter(rows)
    many = head + ", ".join([one] * TOGETHER)
    while len(some := list(islice(rows, TOGETHER))) == TOGETHER:
        connection.execute(many, list(chain.from_iterable(some)))
    connection.executemany(head + one, some)
