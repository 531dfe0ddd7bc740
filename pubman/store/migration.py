"""Migrations: bring a file to the present schema, as a whole or not at all.

The steps are in ``db/migrations``, the views in ``db/views.sql``. Views are made again whenever
their text changes, so a corrected view needs no new schema.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from pubman.data import data_path


def migrations() -> list[Path]:
    """Return the migration files in the order in which they are applied."""
    return sorted(data_path("migrations").glob("*.sql"))


def migrate(connection: sqlite3.Connection) -> None:
    """Apply the missing migrations and the views: all of it or nothing.

    sqlite-utils notes what was applied. A second process waits, and then finds nothing missing.
    """
    import sqlite_utils  # noqa: PLC0415 - slow to import, and needed once per schema

    steps = sqlite_utils.Migrations("pubman")
    for path in migrations():

        @steps(name=path.stem)
        def apply(db: sqlite_utils.Database, path: Path = path) -> None:
            for statement in statements(path.read_text("utf-8")):
                db.conn.execute(statement)

    # A migration may have to recreate a table, which references to it would not survive.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        steps.apply(sqlite_utils.Database(connection, execute_plugins=False))
        connection.row_factory = sqlite3.Row
        _replace_views(connection)
        connection.execute(f"PRAGMA user_version = {len(migrations())}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _replace_views(connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall()
    for row in rows:
        connection.execute(f'DROP VIEW "{row[0]}"')
    for statement in statements(views_script()):
        connection.execute(statement)
    connection.execute(
        "INSERT OR REPLACE INTO settings VALUES ('views_sha256', ?)", (_views_sha256(),)
    )


def views_script() -> str:
    """Return the SQL text of the views."""
    return data_path("views.sql").read_text("utf-8")


def _views_sha256() -> str:
    return hashlib.sha256(views_script().encode()).hexdigest()


def has_these_views(connection: sqlite3.Connection) -> bool:
    """Return whether the views of a store are those of ``db/views.sql``."""
    row = connection.execute("SELECT value FROM settings WHERE key = 'views_sha256'").fetchone()
    return row is not None and row[0] == _views_sha256()


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a SQL script one at a time, with their comments."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
