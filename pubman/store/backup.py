"""Backups: whole copies of the store in a folder beside it, ``pubs.backups`` beside ``pubs.db``.

SQLite makes the copy, so it is one state of the file even if others write then. The copy gets
its name only when it is whole and on the disk. Automatic backups (before a migration, a big import
or undo, ``load``, ``restore``) rotate; a backup that a person asked for stays.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote

from pubman.errors import Hint, Step, StoreError

KEPT: Final = 5
"""How many of the automatic backups stay; a full one of 5,000 publications takes 30 MB."""
BIG: Final = 100
"""An operation that writes more rows than this, or an undo, is preceded by a backup."""
BY_HAND: Final = "by-hand"
_NAME: Final = re.compile(r"(\d{4}-\d\d-\d\dT\d{6}\.\d{6}Z)-([a-z-]+)\.db")
_STAMP: Final = "%Y-%m-%dT%H%M%S.%fZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One copy: its path, when it was made (ISO 8601, UTC), and before what."""

    path: Path
    at: str
    reason: str

    @property
    def shown(self) -> str:
        """The path as a sentence shows it: the folder beside the store, and the name."""
        return f"{self.path.parent.name}/{self.path.name}"


def folder_of(store: Path) -> Path:
    """Return the folder of the backups of ``store``."""
    return store.with_name(f"{store.stem}.backups")


def backups_of(store: Path) -> list[Backup]:
    """Return the backups of ``store``, the newest first."""
    found = []
    with suppress(OSError):
        for path in folder_of(store).iterdir():
            if match := _NAME.fullmatch(path.name):
                at = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
                found.append(Backup(path=path, at=at.isoformat(), reason=match[2]))
    return sorted(found, key=lambda each: each.path.name, reverse=True)


def is_backup(path: Path) -> bool:
    """Return whether a file is in a folder of backups. Such a file is read, never written."""
    return path.absolute().parent.suffix == ".backups" and bool(_NAME.fullmatch(path.name))


def recovery_hint(store: Path) -> Hint:
    """Return how to get back the newest backup of ``store``, or that there is none."""
    newest = next(iter(backups_of(store)), None)
    if newest is None:
        return "There is no backup of it. Keep the file, and load a dump if you have one."
    made = newest.at[:16].replace("T", " ")
    return Step("restore", "", f"brings back the backup of {made} UTC")


def back_up(store: Path, reason: str = BY_HAND) -> Backup:
    """Copy ``store`` into its folder of backups and delete the oldest automatic ones.

    Raises ``StoreError`` if the copy cannot be made whole; then nothing is left of it.
    """
    folder = folder_of(store)
    at = datetime.now(UTC)
    made = folder / f"{at.strftime(_STAMP)}-{reason}.db"
    try:
        folder.mkdir(mode=0o700 if is_private(store) else 0o777, exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", "utf-8")
    except OSError as error:
        raise StoreError(f"No backup could be made in {folder}: {error.strerror}.") from error
    copy(store, made)
    if reason != BY_HAND:
        _rotate(store)
    return Backup(path=made, at=at.isoformat(), reason=reason)


def copy(store: Path, target: Path) -> None:
    """Copy ``store`` to ``target``. The target is replaced as a whole or not at all.

    Raises ``StoreError``, which says why it failed.
    """
    partial = target.with_name(f".{target.name}.partial-{os.getpid()}")
    try:
        make_private(partial, like=store)
        with read_only(store) as source, _open_new(partial) as destination:
            source.backup(destination)
            # A copy is one file: without the files that a WAL has beside it.
            destination.execute("PRAGMA journal_mode = DELETE")
        with partial.open("rb+") as file:
            os.fsync(file.fileno())
        partial.replace(target)
    except (sqlite3.Error, OSError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        if "full" in why or "disk I/O" in why:
            why = "the disk is full or failing"
        elif "unable to open" in why:
            why = "its folder cannot be written"
        raise StoreError(f"No backup could be made at {target}: {why}.") from error
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            partial.with_name(partial.name + ending).unlink(missing_ok=True)


def is_private(path: Path) -> bool:
    """Return whether only its owner can read the folder or the file at ``path``."""
    if os.name == "nt":
        return False  # rights there are no bits of a mode
    for each in (path.parent, path):
        with suppress(OSError):
            if not each.stat().st_mode & 0o077:
                return True
    return False


def make_private(path: Path, *, like: Path) -> None:
    """Make an empty file at ``path``, for its owner alone if ``like`` is private.

    SQLite gives the files beside a database the same mode. An older file is replaced.
    """
    path.unlink(missing_ok=True)
    mode = 0o600 if is_private(like) else 0o666
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))


@contextmanager
def read_only(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a connection that only reads, even if the folder cannot be written."""
    name = f"file:{quote(str(path.absolute()))}?mode=ro"
    connection = sqlite3.connect(name, uri=True, isolation_level=None, timeout=30)
    try:
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema")
        except sqlite3.OperationalError:
            connection.close()
            connection = sqlite3.connect(f"{name}&immutable=1", uri=True, isolation_level=None)
        yield connection
    finally:
        connection.close()


@contextmanager
def _open_new(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        yield connection
    finally:
        connection.close()


def put_back(source: Path, store: Path) -> None:
    """Make the content of ``store`` that of ``source``, in one transaction of SQLite.

    Any other program sees the old state or the new one, even after a crash.
    """
    with read_only(source) as old:
        connection = sqlite3.connect(store, isolation_level=None, timeout=30)
        try:
            mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
            if _page_size(old) != _page_size(connection):
                # A store with a WAL keeps the size of its pages.
                connection.execute("PRAGMA journal_mode = DELETE")
            old.backup(connection)
            connection.execute(f"PRAGMA journal_mode = {mode}")
        finally:
            connection.close()


def _page_size(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA page_size").fetchone()[0])


def replace_damaged(source: Path, store: Path) -> Path:
    """Replace a damaged ``store`` by a copy of ``source``; return the damaged one's path."""
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    away = store.with_name(f"{store.stem}.damaged-{stamp}{store.suffix}")
    for ending in ("-wal", "-shm", "-journal"):
        beside = store.with_name(store.name + ending)
        if beside.exists():
            beside.replace(away.with_name(away.name + ending))
    if store.exists():
        store.replace(away)
    copy(source, store)
    return away


def _rotate(store: Path) -> None:
    automatic = [each for each in backups_of(store) if each.reason != BY_HAND]
    for each in automatic[KEPT:]:
        each.path.unlink(missing_ok=True)
