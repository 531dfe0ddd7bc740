"""The one way in which facts are written.

Every write goes through an :class:`Operation`, which notes in ``changes`` what undoing it puts back
(:mod:`pubman.store.undo`). A record of an undone import is *withdrawn*, not deleted: its text
stays, and the same file brings it back. Imports, problems and the keys that pubman gives are not
noted, because they only ever grow: a key stays once it is given.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Final

from pubman.store.backup import BIG
from pubman.store.file import Store
from pubman.store.rows import dump, key_to_json
from pubman.store.stored_records import MANY, Stored

PRIMARY_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "records": ("id",),
    "accounts": ("account",),
    "listings": ("account", "record_id"),
    "decisions": ("record_a", "record_b"),
    "overrides": ("record_id", "field", "person"),
    "tags": ("record_id", "tag"),
    "links": ("record_id", "label"),
    "ownership": ("record_id", "state"),
    "author_marks": ("record_id", "name_key", "role"),
    "accepted": ("record_id", "rule", "value"),
    "placements": ("record_id", "list"),
    "cite_keys": ("key",),
}
"""The fact tables that operations write, with their primary keys."""
_WITHIN_GROUPS: Final = frozenset(
    {"overrides", "tags", "links", "author_marks", "accepted", "placements", "cite_keys"}
)
"""The fact tables that say something about a publication but never which records it has."""

_RECORD_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "records": ("id",),
    "accounts": (),
    "decisions": ("record_a", "record_b"),
}
_KEY_INDEX: Final = {
    table: [key.index(c) for c in _RECORD_COLUMNS.get(table, ("record_id",)) if c in key]
    for table, key in PRIMARY_KEYS.items()
}


_FRESH: Final = 15_000
"""New records that are kept in memory at most, with their columns: about 50 MB. To read one again
takes a tenth of the time that it takes to import it."""


def now() -> str:
    """Return the present moment in UTC, ISO 8601 with microseconds, so that text sorts by time."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Operation:
    """The writes of one command to the fact tables. It gets a number with its first write.

    ``touched`` are the records whose facts it wrote: conclusions about them must be drawn again.
    ``regrouped`` are those of them that may now belong to other groups, or to other questions.
    ``rewritten`` are those whose own text changed, and ``added`` the new ones. ``fresh`` holds some
    new records, so that they need not be read again, unless very many are ``expected``.
    """

    def __init__(self, store: Store, command: str, summary: str = "") -> None:
        self.store = store
        self.command = command
        self.summary = summary
        self.id = 0
        self.at = now()
        self.touched: set[int] = set()
        self.regrouped: set[int] = set()
        self.rewritten: set[int] = set()
        self.accounts: set[str] = set()
        self.added: set[int] = set()
        self.fresh: dict[int, Stored] = {}
        self.expected = 0
        self.backs_up = True
        self._seq = 0

    def forget_touched(self) -> None:
        """Forget what was written so far, once the conclusions from it have been drawn."""
        self.touched, self.regrouped = set(), set()
        self.rewritten, self.accounts = set(), set()
        self.added, self.fresh = set(), {}

    def describe(self, summary: str) -> None:
        """Set the text with which the log shows the operation."""
        self.summary = summary
        if self.id:
            self._execute("UPDATE operations SET summary = ? WHERE id = ?", (summary, self.id))

    def put(self, table: str, row: Mapping[str, Any]) -> bool:
        """Insert or update ``row`` by its primary key; return False if nothing changes."""
        key = tuple(row[column] for column in PRIMARY_KEYS[table])
        old = self._row(table, key)
        if old is None:
            self.add(table, [row])
            return True
        changed = {c: old[c] for c, value in row.items() if old[c] != value}
        if not changed:
            return False
        assignments = ", ".join(f'"{column}" = ?' for column in changed)
        self._execute(
            f"UPDATE {table} SET {assignments} WHERE {where(table)}",
            (*(row[column] for column in changed), *key),
        )
        self._note(table, [key], changed)
        return True

    def add_records(self, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Sequence[int]:
        """Insert records with the values of ``columns``; return their ids. Undo withdraws them."""
        newest = self._execute("SELECT coalesce(max(id), 0) FROM records").fetchone()[0]
        ids = range(newest + 1, newest + 1 + len(rows))
        self._insert(
            "records", ("id", *columns), ((i, *row) for i, row in zip(ids, rows, strict=True))
        )
        self._note("records", [(i,) for i in ids], {"withdrawn": 1})
        self.added.update(ids)
        return ids

    def hold(self, records: Iterable[Stored]) -> None:
        """Keep new records, so that nobody has to read them again, as long as there is room."""
        room = _FRESH - len(self.fresh) if self.expected <= MANY else 0
        self.fresh.update((each.id, each) for each in islice(records, max(room, 0)))

    def add(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert new rows, all with the same columns."""
        if rows:
            self._insert(table, tuple(rows[0]), (tuple(row.values()) for row in rows))
        columns = PRIMARY_KEYS[table]
        self._note(table, [tuple(row[column] for column in columns) for row in rows], None)

    def remove(self, table: str, *key: Any) -> bool:
        """Delete the row with that primary key; return False if there is none."""
        old = self._row(table, key)
        if old is None:
            return False
        self._execute(f"DELETE FROM {table} WHERE {where(table)}", key)
        self._note(table, [key], dict(old))
        return True

    def find(self, table: str, *key: Any) -> sqlite3.Row | None:
        """Return the row with that primary key, or None."""
        return self._row(table, key)

    def _insert(self, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
        named = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join("?" * len(columns))
        self.store.connection.executemany(f"INSERT INTO {table} ({named}) VALUES ({marks})", rows)

    def _row(self, table: str, key: tuple[Any, ...]) -> sqlite3.Row | None:
        found = self._execute(f"SELECT * FROM {table} WHERE {where(table)}", key).fetchone()
        return found if isinstance(found, sqlite3.Row) else None

    def _note(
        self, table: str, keys: Sequence[tuple[Any, ...]], before: Mapping[str, Any] | None
    ) -> None:
        """Note what the written columns held ``before``, for every row of ``keys``."""
        if not keys:
            return
        if not self.id:
            self.id = int(
                self._execute(
                    "INSERT INTO operations (at, command, summary) VALUES (?, ?, ?)",
                    (self.at, self.command, self.summary),
                ).lastrowid
                or 0
            )
        first, self._seq = self._seq + 1, self._seq + len(keys)
        if first <= BIG + 1 <= self._seq and self.backs_up:  # it becomes a big one
            self.store.back_up_before(self.command)
        text = None if before is None else dump(before)
        self.store.connection.executemany(
            "INSERT INTO changes VALUES (?, ?, ?, ?, ?)",
            ((self.id, seq, table, key_to_json(key), text) for seq, key in enumerate(keys, first)),
        )
        self._touch(table, keys)

    def _touch(self, table: str, keys: Sequence[tuple[Any, ...]]) -> None:
        """Note about which records conclusions must be drawn again."""
        touched = records_of(self.store.connection, table, keys)
        self.touched |= touched
        if table not in _WITHIN_GROUPS:
            self.regrouped |= touched
        if table == "records":
            self.rewritten.update(key[0] for key in keys)
            for key in keys if self.fresh else ():
                self.fresh.pop(key[0], None)
        elif table == "accounts":
            self.accounts.update(key[0] for key in keys)

    def _execute(self, sql: str, values: Iterable[Any] = ()) -> sqlite3.Cursor:
        return self.store.connection.execute(sql, tuple(values))


def records_of(
    connection: sqlite3.Connection, table: str, keys: Iterable[tuple[Any, ...]]
) -> set[int]:
    """Return the ids of the records that the rows of ``keys`` are about."""
    if table != "cite_keys":
        return {key[index] for key in keys for index in _KEY_INDEX[table]}
    find = "SELECT record_id FROM cite_keys WHERE key = ?"
    return {row[0] for key in keys for row in connection.execute(find, key)}


def where(table: str) -> str:
    """Return the condition that finds a row of ``table`` by its primary key."""
    return " AND ".join(f'"{column}" = ?' for column in PRIMARY_KEYS[table])
