"""How a store is opened: made, recognised, brought to the present schema.

``application_id`` says that a SQLite file is a pubman store, and ``user_version`` which schema it
has.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import quote

from pubman.errors import StoreError
from pubman.store.backup import back_up, is_backup, make_private
from pubman.store.file import Store, set_spill
from pubman.store.migration import has_these_views, migrate, migrations
from pubman.store.open_checks import (
    APPLICATION_ID,
    BUSY_SECONDS,
    explain,
    guard,
    recognise,
)
from pubman.store.shipped_schema import Repair, repair

_PAGE: Final = 8192
"""Bytes of a page: three records of dblp fit in; of SQLite's own 4,096 half would be empty."""
_CACHE_KIB: Final = 32_768
"""Memory that pages of the file may take. With SQLite's own 2 MB, a hundred thousand new records
are written many times over."""


def create_store(path: Path) -> Store:
    """Create an empty store at ``path`` and open it for writing. Refuse an existing file."""
    if path.exists():
        raise StoreError(f"{path} already exists.")
    if not path.parent.is_dir():
        raise StoreError(f"There is no folder {path.parent}.")
    _make(path)
    connection = _connect(path, "rw")
    store = Store(path, connection, writable=True)
    store.choose_journal()
    return store


def _make(path: Path) -> None:
    """Write the empty store under another name first, so that ``path`` appears as a whole."""
    unfinished = path.with_name(f".{path.name}.new-{os.getpid()}")
    try:
        make_private(unfinished, like=path)
        connection = _connect(unfinished, "rwc")
        try:
            connection.execute(f"PRAGMA page_size = {_PAGE}")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrate(connection)
        finally:
            connection.close()
        _take_name(unfinished, path)
    except (sqlite3.Error, OSError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise StoreError(f"{path} cannot be made: {why}.") from error
    finally:
        for leftover in (unfinished, unfinished.with_name(f"{unfinished.name}-journal")):
            leftover.unlink(missing_ok=True)


def _take_name(unfinished: Path, path: Path) -> None:
    """Give a finished file its name, unless another process took the name meanwhile."""
    try:
        path.hardlink_to(unfinished)
    except FileExistsError:
        raise StoreError(f"{path} already exists.") from None
    except OSError:  # a file system without hard links
        unfinished.rename(path)


def open_store(path: Path, *, tell: Callable[[str], None] = lambda _: None) -> Store:
    """Open the store at ``path`` and bring it to the present schema.

    A store in a folder that cannot be written opens for reading only. ``tell`` is told of a backup,
    a migration and a repair. ``StoreError`` says what is wrong.
    """
    recognise(path)
    writable = all(os.access(each, os.W_OK) for each in (path, path.parent)) and not is_backup(path)
    try:
        connection = _connect(path, "rw" if writable else "ro")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version < len(migrations()):
            _upgrade(connection, path, version, writable=writable, tell=tell)
        elif writable and not has_these_views(connection):
            migrate(connection)
        repaired = repair(connection, path) if writable else Repair()
    except sqlite3.Error as error:
        raise explain(error, path) or error from error
    store = Store(path, connection, writable=writable, tell=tell)
    store.repair = repaired
    for sentence in repaired.said:
        tell(sentence)
    return store


def open_again(path: Path, *, writable: bool) -> Store:
    """Open a store that another process of the same command has open, to read it there too."""
    return Store(path, _connect(path, "rw" if writable else "ro"), writable=False)


def _upgrade(
    connection: sqlite3.Connection,
    path: Path,
    version: int,
    *,
    writable: bool,
    tell: Callable[[str], None],
) -> None:
    if not writable:
        raise StoreError(
            f"{path} is of an older pubman and its folder is read-only.",
            "Copy the folder to a place of your own, or change its permissions.",
        )
    made = back_up(path, "before-migration")
    migrate(connection)
    tell(f"{path.name} now has schema {len(migrations())} (was {version}). Backup: {made.shown}")


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    options = f"?mode={mode}" + ("&immutable=1" if mode == "ro" else "")
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}{options}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_SECONDS,
    )
    connection.row_factory = sqlite3.Row
    guard(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    set_spill(connection)
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    return connection
