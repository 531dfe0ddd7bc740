#!/usr/bin/env python3
"""Compare two stores table by table and row by row: the proof that faster code does the same.

    scripts/bench/same_rows.py OLD.db NEW.db

Times and the numbers of operations differ between two runs, so columns of times are left out. Exit
code 1 if a table differs; the first rows that do are printed.
"""

from __future__ import annotations

import sqlite3
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any, Final

_TIMES: Final = frozenset(
    "at given_at imported_at first_seen last_changed checked_at set_at decided_at undone_at".split()
)
_LEFT_OUT: Final = ("settings", "sqlite_%", "_sqlite_%", "publications_fts_%", "set_aside")


def tables(connection: sqlite3.Connection) -> list[str]:
    """Return the tables to compare."""
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    names = [row[0] for row in rows]
    left_out = tuple(each.rstrip("%") for each in _LEFT_OUT)
    return sorted(name for name in names if not name.startswith(left_out))


def rows_of(connection: sqlite3.Connection, table: str) -> Counter[tuple[Any, ...]]:
    """Return the rows of a table without its times."""
    info = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    columns = ", ".join(f'"{row[1]}"' for row in info if row[1] not in _TIMES)
    return Counter(connection.execute(f'SELECT {columns} FROM "{table}"'))  # noqa: S608


def main() -> int:
    """Return 0 if all tables that both stores have are equal, otherwise 1."""
    old_path, new_path = map(Path, sys.argv[1:3])
    different = 0
    with closing(sqlite3.connect(old_path)) as old, closing(sqlite3.connect(new_path)) as new:
        shared = sorted(set(tables(old)) & set(tables(new)))
        for table in shared:
            before, after = rows_of(old, table), rows_of(new, table)
            gone, come = before - after, after - before
            same = "same" if not gone and not come else f"{len(gone)} gone, {len(come)} come"
            print(f"{table:24} {sum(after.values()):9,} rows  {same}")
            different += bool(gone or come)
            for label, some in (("-", gone), ("+", come)):
                for row in list(some)[:2]:
                    print(f"    {label} {str(row)[:300]}")
    return int(different > 0)


if __name__ == "__main__":
    sys.exit(main())
