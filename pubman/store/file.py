"""The open file of a store: its transactions and its settings.

A store is written in WAL mode, except in a folder that another program synchronises: there a second
file could travel alone, so the store keeps a rollback journal.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Final, Self

from pubman.errors import StoreError
from pubman.store.backup import Backup, back_up, read_only
from pubman.store.folders import synchronised
from pubman.store.open_checks import (
    explain,
    identity,
)
from pubman.store.shipped_schema import Repair, make_search_again, search_is_sound

_WORTH_SAYING: Final = 1.0
"""Seconds of waiting that a person is told of."""
_NAMED: Final = 5
"""How many facts that cannot be read are named."""


class Store:
    """One open ``pubs.db``. The other modules of this package are functions over it.

    ``connection`` is in autocommit mode: a statement outside :meth:`transaction` is written at
    once. ``tell`` is called with what a person should know: a wait, a backup, a fact that was left
    out. ``conclude_again`` draws all conclusions again; the library sets it.
    """

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        *,
        writable: bool,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.path = path
        self.connection = connection
        self.writable = writable
        self.tell = tell
        self.repair = Repair()
        self.conclude_again: Callable[[], None] | None = None
        self._unreadable: set[str] = set()
        self._identity = identity(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection. A second call does nothing."""
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Open one transaction that is written as a whole or not at all.

        ``BEGIN IMMEDIATE`` takes the write lock at once. With a deferred one, concurrent writers
        fail late.
        """
        self.require_writable()
        self._begin()
        try:
            self.connection.execute("PRAGMA defer_foreign_keys = ON")
            yield self.connection
            self._require_in_place()
            self.connection.execute("COMMIT")
        except BaseException as error:
            if self.connection.in_transaction:
                with suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")
            if (trouble := explain(error, self.path)) is not None:
                raise trouble from error
            raise

    @contextmanager
    def rehearsal(self) -> Iterator[sqlite3.Connection]:
        """Open a transaction that is taken back at the end. Errors stay as they are."""
        self.require_writable()
        self._begin()
        try:
            yield self.connection
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

    def _begin(self) -> None:
        """Take the write lock, and say how long that took if another process held it."""
        start = time.monotonic()
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise explain(error, self.path) or error from error
        waited = time.monotonic() - start
        if waited >= _WORTH_SAYING:
            self.tell(f"Waited {waited:.1f} s for another pubman to finish writing.")

    def _require_in_place(self) -> None:
        """Refuse to write into a file that was moved away or replaced: the write would be lost."""
        if identity(self.path) != self._identity:
            raise StoreError(
                f"{self.path} was moved, deleted or replaced by another program while pubman wrote "
                "to it.",
                "Look where it went (a synchronised folder?), then run the command again.",
            )

    def back_up_before(self, what: str) -> Backup | None:
        """Copy the last committed state before something big. Return None for an empty store.

        This works inside a transaction too, as long as no page has spilled to the file.
        """
        with read_only(self.path) as committed:
            empty = committed.execute("SELECT 1 FROM records LIMIT 1").fetchone() is None
        made = None if empty else back_up(self.path, f"before-{what}")
        self.connection.execute("PRAGMA cache_spill = ON")
        return made

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self.connection.in_transaction

    def require_conclusions(self) -> bool:
        """Make the derived rows again, because they could not be read; False if that cannot be."""
        conclude, self.conclude_again = self.conclude_again, None
        if conclude is None:
            return False
        if self.in_transaction:
            conclude()
        else:
            with self.transaction() as connection:
                if not search_is_sound(connection):
                    make_search_again(connection)
                conclude()
        self.tell("The conclusions were damaged, so I made them again from the facts.")
        return True

    def note_unreadable(self, name: str) -> None:
        """Note a fact that cannot be read, and say so once."""
        if name in self._unreadable:
            return
        self._unreadable.add(name)
        if len(self._unreadable) <= _NAMED:
            self.tell(f"I left out {name}, which cannot be read. The doctor can put it aside.")

    def require_writable(self) -> None:
        """Refuse a store that can only be read, before anything is fetched or computed."""
        if not self.writable:
            raise StoreError(
                f"{self.path} cannot be written: its folder is read-only, or it is a backup.",
                "Copy the folder to a place of your own, or change its permissions.",
            )

    def data_version(self) -> int:
        """Return a number that changes if another process commits something."""
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def file_digest(self) -> str:
        """Return a digest of every byte of the store, with what its journal holds."""
        digest = sha256()
        for name in (self.path.name, f"{self.path.name}-wal"):
            with suppress(FileNotFoundError), self.path.with_name(name).open("rb") as file:
                while piece := file.read(1 << 20):
                    digest.update(piece)
        return digest.hexdigest()

    def settled_digest(self, version: int) -> str:
        """Return the digest of the file as this process leaves it.

        Return ``""`` if another process has written since :meth:`data_version` was ``version``.
        """
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        with self.rehearsal():  # meanwhile nobody else can write
            return self.file_digest() if self.data_version() == version else ""

    def choose_journal(self) -> None:
        """Set the kind of journal: a single file in a folder that is synchronised."""
        mode = "DELETE" if synchronised(self.path) else "WAL"
        self.connection.execute(f"PRAGMA journal_mode = {mode}")
        set_spill(self.connection)

    def setting(self, key: str) -> str:
        """Return the value of a setting, or ``""``."""
        row = self.connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def settings_under(self, beginning: str) -> dict[str, str]:
        """Return the settings whose names start with ``beginning``, by the rest of the name."""
        rows = self.connection.execute(
            "SELECT substr(key, ?1), value FROM settings WHERE substr(key, 1, ?1 - 1) = ?2",
            (len(beginning) + 1, beginning),
        )
        return {row[0]: row[1] for row in rows}

    def set_setting(self, key: str, value: str) -> None:
        """Write a setting of the store itself. Settings are not facts, and undo leaves them."""
        self.connection.execute(
            "INSERT INTO settings VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )

    def forget_setting(self, key: str) -> None:
        """Delete a setting, if it is there."""
        self.connection.execute("DELETE FROM settings WHERE key = ?", (key,))


def set_spill(connection: sqlite3.Connection) -> None:
    """Let pages spill to the file in WAL mode only.

    With a rollback journal, a spilled page would lock out the backup before a big operation.
    """
    wal = connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    connection.execute(f"PRAGMA cache_spill = {'ON' if wal else 'OFF'}")
