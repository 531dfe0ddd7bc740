"""The log of operations, as rows for ``pubman log``, ``status`` and the outputs."""

from __future__ import annotations

import sqlite3

from pubman.store.file import Store


def operations(store: Store, limit: int | None = None) -> list[sqlite3.Row]:
    """Return the operations, the latest first, at most ``limit`` of them."""
    sql = "SELECT * FROM operations ORDER BY id DESC LIMIT ?"
    return store.connection.execute(sql, (-1 if limit is None else limit,)).fetchall()


def last_operation(store: Store) -> sqlite3.Row | None:
    """Return the latest operation that was not undone, or None."""
    found = store.connection.execute(
        "SELECT * FROM operations WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return found if isinstance(found, sqlite3.Row) else None


def log_state(store: Store) -> tuple[int | None, str | None]:
    """Return the number of the latest operation and the time of the latest undo.

    Together they change with every operation, undo and redo.
    """
    row = store.connection.execute("SELECT max(id), max(undone_at) FROM operations").fetchone()
    return row[0], row[1]
