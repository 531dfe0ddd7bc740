"""What a file is before it is opened, and what the errors of SQLite mean, as sentences."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final
from urllib.parse import quote

from pubman.errors import Hint, Install, Step, StoreError
from pubman.store.backup import backups_of, recovery_hint
from pubman.store.migration import migrations

APPLICATION_ID: Final = 0x7075626D
"""``pubm`` in ASCII, at byte 68 of the file."""
BUSY_SECONDS: Final = 30
"""How long a writer waits for another one before it gives up."""
_ELSEWHERE: Final = (
    Step("init", "", "starts a store, once the file is moved away"),
    Step("--db FILE", "", "names another store"),
)


LARGEST_VALUE: Final = 50_000_000
"""Bytes of the largest value that is read or written."""


def guard(connection: sqlite3.Connection) -> None:
    """Open a file without trusting it: another program may have made it to do harm.

    Functions in its views and constraints do not run unless they are harmless, damaged pages are
    noticed when they are read, and no value can fill the memory.
    """
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)


def recognise(path: Path) -> None:
    """Refuse a file that is not a store, before SQLite is asked to write anything."""
    if path.is_dir():
        raise StoreError(f"{path} is a folder, not a store.", *_ELSEWHERE)
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        other = Step(f"--db {quote(str(path))} init")
        hint = Step("init") if path.name == "pubs.db" else other
        hints: list[Hint] = [recovery_hint(path)] if backups_of(path) else [hint]
        raise StoreError(f"No publication store at {path}.", *hints) from None
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}.") from error
    if not head.startswith(b"SQLite format 3\0"):
        what = "empty" if not head else "not a SQLite file"
        hints = [recovery_hint(path)] if backups_of(path) else [*_ELSEWHERE]
        raise StoreError(f"{path} is {what}, so it is not a pubman store.", *hints)
    if len(head) < 100:
        raise StoreError(f"{path} is cut off.", recovery_hint(path))
    if (trouble := _not_for_us(path, head)) is not None:
        raise trouble


def not_for_us(path: Path) -> StoreError | None:
    """Return that a file is a whole database of another program or of a newer pubman, or None.

    A damaged file may be replaced by a backup without a question. These may not.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError:
        return None
    whole = head.startswith(b"SQLite format 3\0") and len(head) == 100
    return _not_for_us(path, head) if whole else None


def _not_for_us(path: Path, head: bytes) -> StoreError | None:
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        return StoreError(f"{path} belongs to another program.", *_ELSEWHERE)
    version, known = int.from_bytes(head[60:64], "big"), len(migrations())
    if version > known:
        return StoreError(
            f"{path} was written by a newer pubman (schema {version}; this one knows {known}).",
            Install(),
        )
    return None


def identity(path: Path) -> tuple[int, int] | None:
    """Return a value that differs between two files of one name; None if there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def explain(error: BaseException, path: Path) -> StoreError | None:
    """Return an error of SQLite as one sentence to act on; None if it means something else.

    A wrong statement or a broken constraint is a mistake of this program, not of the file.
    """
    if not isinstance(error, sqlite3.DatabaseError) or isinstance(
        error, sqlite3.IntegrityError | sqlite3.ProgrammingError
    ):
        return None
    text = str(error)
    if "locked" in text or "busy" in text:
        return StoreError(
            f"{path} is being written by another program and was still so after "
            f"{BUSY_SECONDS} seconds.",
            "Close the other program, or try again.",
        )
    if "full" in text or "disk I/O error" in text:
        return StoreError(f"The disk of {path} is full or failing.")
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return StoreError(f"{path} cannot be written or opened.")
    if any(word in text for word in ("malformed", "not a database", "corrupt", "no such table")):
        return StoreError(f"{path} is damaged ({text}).", recovery_hint(path))
    if isinstance(error, sqlite3.OperationalError):
        return StoreError(f"{path}: {text}.")
    return StoreError(f"{path} cannot be used ({text}).", recovery_hint(path))
