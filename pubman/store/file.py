"""The file itself: made, opened, migrated and recognised.

``application_id`` says that a SQLite file is a pubman store, ``user_version`` which schema it has.
A store is written in WAL mode, but for folders that another program synchronises, where a second
file beside the store could travel alone: there it keeps a rollback journal.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Self
from urllib.parse import quote

from pubman.data import data_path
from pubman.errors import StoreError

APPLICATION_ID: Final = 0x7075626D
"""``pubm`` in ASCII, at byte 68 of the file."""
BUSY_SECONDS: Final = 30
"""How long a writer waits for another one before it gives up."""
_SYNCHRONISED: Final = ("dropbox", "onedrive", "icloud", "google drive", "nextcloud", "syncthing")
_NO_STORE: Final = "No publication store at {path}."


class Store:
    """One open ``pubs.db``. The rest of ``pubman.store`` are functions over it.

    ``connection`` is in autocommit mode: statements outside :meth:`transaction` stand alone.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, writable: bool) -> None:
        self.path = path
        self.connection = connection
        self.writable = writable

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connection; a second call does nothing."""
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """The connection inside one transaction that is written whole or not at all.

        ``BEGIN IMMEDIATE`` takes the write lock at once: deferred, concurrent writers fail late.
        """
        self._require_writable()
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise _explain(error, self.path) from error
        try:
            self.connection.execute("PRAGMA defer_foreign_keys = ON")
            yield self.connection
            self.connection.execute("COMMIT")
        except BaseException as error:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error) and not isinstance(error, sqlite3.IntegrityError):
                raise _explain(error, self.path) from error
            raise

    def _require_writable(self) -> None:
        if not self.writable:
            raise StoreError(
                f"{self.path} cannot be written: its folder is read-only. Nothing was changed.",
                "Copy the folder to a place of your own, or change its permissions.",
            )

    def setting(self, key: str) -> str:
        """The value of one setting, ``""`` where there is none."""
        row = self.connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def set_setting(self, key: str, value: str) -> None:
        """Writes one setting of the store itself; these are no facts and not undone."""
        self.connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (key, value))


def create_store(path: Path) -> Store:
    """A new, empty store at ``path``, open for writing; an existing file is refused."""
    if path.exists():
        raise StoreError(f"{path} is there already. Nothing was changed.")
    if not path.parent.is_dir():
        raise StoreError(f"There is no folder {path.parent}. Nothing was changed.")
    try:
        connection = _connect(path, "rwc")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    except sqlite3.Error as error:
        raise StoreError(f"{path} cannot be made: {error}. Nothing was changed.") from error
    _migrate(connection)
    _choose_journal(connection, path)
    return Store(path, connection, writable=True)


def open_store(path: Path) -> Store:
    """The store at ``path``, migrated to the present schema; ``StoreError`` says what is amiss.

    A store in a folder that cannot be written opens for reading only.
    """
    _recognise(path)
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    try:
        connection = _connect(path, "rw" if writable else "ro")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error as error:
        raise _explain(error, path) from error
    if version < len(migrations()):
        if not writable:
            raise StoreError(f"{path} is of an older pubman and its folder is read-only.")
        _migrate(connection)
    return Store(path, connection, writable=writable)


def migrations() -> list[Path]:
    """The migration files in the order in which they are applied."""
    return sorted(data_path("migrations").glob("*.sql"))


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    options = f"?mode={mode}" + ("&immutable=1" if mode == "ro" else "")
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}{options}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_SECONDS,
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _recognise(path: Path) -> None:
    """Refuses what is no store of ours, before SQLite is asked to write anything."""
    if path.is_dir():
        raise StoreError(f"{path} is a folder, not a store. Nothing was changed.")
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise StoreError(_NO_STORE.format(path=path), "pubman init") from None
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}.") from error
    if not head.startswith(b"SQLite format 3\0"):
        what = "empty" if not head else "not a SQLite file"
        raise StoreError(f"{path} is {what}, so no pubman store. Nothing was changed.")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise StoreError(f"{path} belongs to another program. Nothing was changed.")
    version, known = int.from_bytes(head[60:64], "big"), len(migrations())
    if version > known:
        raise StoreError(
            f"{path} was written by a newer pubman (schema {version}; this one knows {known}). "
            "Nothing was changed.",
            "pip install --upgrade pubman",
        )


def _migrate(connection: sqlite3.Connection) -> None:
    """Applies what is missing, each migration atomic and noted by sqlite-utils."""
    import sqlite_utils  # noqa: PLC0415 - slow to import, and needed once per schema

    steps = sqlite_utils.Migrations("pubman")
    for path in migrations():

        @steps(name=path.stem)
        def apply(db: sqlite_utils.Database, path: Path = path) -> None:
            for statement in statements(path.read_text("utf-8")):
                db.conn.execute(statement)

    steps.apply(sqlite_utils.Database(connection, execute_plugins=False))
    connection.row_factory = sqlite3.Row
    _replace_views(connection)
    connection.execute(f"PRAGMA user_version = {len(migrations())}")


def _replace_views(connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'").fetchall()
    for row in rows:
        connection.execute(f'DROP VIEW "{row[0]}"')
    for statement in statements(data_path("views.sql").read_text("utf-8")):
        connection.execute(statement)


def statements(script: str) -> Iterator[str]:
    """The statements of a SQL script, one at a time, comments kept."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if line.rstrip().endswith(";") and sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""


def _choose_journal(connection: sqlite3.Connection, path: Path) -> None:
    where = str(path.absolute()).casefold()
    mode = "DELETE" if any(word in where for word in _SYNCHRONISED) else "WAL"
    connection.execute(f"PRAGMA journal_mode = {mode}")


def _explain(error: sqlite3.Error, path: Path) -> StoreError:
    """The same trouble as one sentence a person can act on."""
    text = str(error)
    if "locked" in text or "busy" in text:
        return StoreError(
            f"{path} is being written by another program and was still so after "
            f"{BUSY_SECONDS} seconds. Nothing was changed.",
            "Close the other program, or try again.",
        )
    if "full" in text:
        return StoreError(f"The disk of {path} is full. Nothing was changed.")
    if "readonly" in text or "read-only" in text:
        return StoreError(f"{path} cannot be written. Nothing was changed.")
    if "malformed" in text or "not a database" in text or "corrupt" in text:
        return StoreError(
            f"{path} is damaged ({text}). Nothing was changed.",
            "Put a backup in its place; keep the damaged file.",
        )
    return StoreError(f"{path}: {text}. Nothing was changed.")
