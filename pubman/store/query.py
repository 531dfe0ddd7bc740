"""SQL from a person or from a list's condition: read-only, guarded, limited in time.

It runs on a connection that cannot write, under an authorizer that allows reading only. A limit on
time is needed because a join without a condition can run forever.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from pubman.errors import Step, StoreError, UsageError
from pubman.store.open_checks import guard

SECONDS: Final = 10.0
"""How long a query may run."""
ROWS: Final = 500_000
"""How many rows an answer may have; three times the largest store measured."""
_STEPS: Final = 20_000  # virtual machine instructions between two looks at the clock
_READS: Final = frozenset(
    {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
)
_FORBIDDEN_FUNCTIONS: Final = frozenset(
    {"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryResult:
    """The columns and rows of a query."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def ask(
    path: Path, sql: str, parameters: Sequence[Any] = (), *, seconds: float | None = None
) -> QueryResult:
    """Return the answer to one SELECT over the store at ``path``.

    ``UsageError`` says why a statement cannot run, was refused or took too long.
    """
    seconds = SECONDS if seconds is None else seconds
    connection = guarded(path, seconds=seconds)
    try:
        cursor = connection.execute(sql, tuple(parameters))
        if cursor.description is None:
            raise UsageError(
                "The query is empty.", Step("query", '"select * from bibliography limit 5"')
            )
        columns = tuple(column[0] for column in cursor.description)
        rows = tuple(tuple(row) for row in islice(cursor, ROWS + 1))
        if len(rows) > ROWS:
            raise UsageError(f"That has more than {ROWS:,} rows.", "add   limit 1000")
        return QueryResult(columns=columns, rows=rows)
    except sqlite3.Warning as error:
        raise UsageError(f"One statement at a time: {error}.") from error
    except sqlite3.Error as error:
        raise _explain(error, seconds) from error
    finally:
        connection.close()


def guarded(path: Path, *, seconds: float = SECONDS) -> sqlite3.Connection:
    """Open a connection to the store at ``path`` that can only read, for at most ``seconds``."""
    try:
        connection = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)
        connection.execute("SELECT 1 FROM settings LIMIT 1")
    except sqlite3.Error:
        # A folder that cannot be written has no room for the files beside a WAL.
        connection = sqlite3.connect(
            f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1", uri=True
        )
    try:
        guard(connection)
        connection.execute("PRAGMA query_only = ON")
        # Connecting the search index counts as writing for the authorizer, so it comes before.
        connection.execute("SELECT 1 FROM publications_fts LIMIT 0")
    except sqlite3.Error as error:
        connection.close()
        raise StoreError(f"{path}: {error}.") from error
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.set_authorizer(_allow)
    end = time.monotonic() + seconds
    connection.set_progress_handler(lambda: int(time.monotonic() > end), _STEPS)
    return connection


def _allow(
    action: int, first: str | None, second: str | None, database: str | None, view: str | None
) -> int:
    del database, view
    if action == sqlite3.SQLITE_PRAGMA and first == "data_version" and second is None:
        return sqlite3.SQLITE_OK  # the search index asks for it by itself
    if action not in _READS:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _FORBIDDEN_FUNCTIONS:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def _explain(error: sqlite3.Error, seconds: float) -> UsageError:
    text = str(error)
    if "interrupted" in text:
        return UsageError(f"The query was stopped after {seconds:g} seconds.")
    if "not authorized" in text or "prohibited" in text or "denied" in text:
        return UsageError("Only reading is allowed here: that statement was refused.")
    if "one statement" in text:
        return UsageError("One statement at a time.")
    hints = (Step("schema", "", "names the tables and views"),) if "no such" in text else ()
    return UsageError(f"SQLite says: {text.rstrip('.')}.", *hints)


def matching_keys(path: Path, condition: str) -> list[str]:
    """Return the keys of ``bibliography`` that meet a condition from ``pubman.toml``."""
    answer = ask(path, f"SELECT key FROM bibliography WHERE ({condition}\n)")
    return [row[0] for row in answer.rows]
