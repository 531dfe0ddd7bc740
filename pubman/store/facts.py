"""Facts: the one way they are written, and how they are taken back.

Every write goes through an :class:`Operation`, which notes in ``changes`` what undoing it puts
back. Undo and redo are one act: swap the noted columns with those in the table, last row first.
A record that an undone import brought is *withdrawn*, not deleted: its text stays, and the same
file revives it. Readings (``imports``, ``problems``) and the keys pubman itself gives
(``cite_keys`` of origin ``own`` and ``generated``) only ever grow, so they are not noted: a key
once given stays.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Any, Final

from pubman.errors import Refused, UsageError
from pubman.store.backup import BIG
from pubman.store.derived import Stored
from pubman.store.file import Store
from pubman.store.rows import dump

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
    "cite_keys": ("key",),
}
"""The fact tables that operations write, with their primary keys."""

_HELD: Final = 10_000
"""Records that an operation holds at hand: they are in memory anyway while they are written."""
_RECORD_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "records": ("id",),
    "accounts": (),
    "decisions": ("record_a", "record_b"),
}
_KEY_INDEX: Final = {
    table: [key.index(c) for c in _RECORD_COLUMNS.get(table, ("record_id",)) if c in key]
    for table, key in PRIMARY_KEYS.items()
}


def now() -> str:
    """The present moment in UTC, ISO 8601 with microseconds: as text it sorts by time."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Operation:
    """One command's writes to the fact tables; it takes a number only when it writes something.

    ``touched`` are the ids of the records whose facts it wrote: what has to be concluded anew;
    ``added`` are new, and ``fresh`` those of them that need not be read again.
    """

    def __init__(self, store: Store, command: str, summary: str = "") -> None:
        self.store = store
        self.command = command
        self.summary = summary
        self.id = 0
        self.at = now()
        self.touched: set[int] = set()
        self.rewritten: set[int] = set()
        self.accounts: set[str] = set()
        self.added: set[int] = set()
        self.fresh: dict[int, Stored] = {}
        self.afterwards: list[Callable[[], None]] = []
        self.backs_up = True
        self._seq = 0

    def describe(self, summary: str) -> None:
        """Sets the words under which ``pubman log`` shows the operation."""
        self.summary = summary
        if self.id:
            self._execute("UPDATE operations SET summary = ? WHERE id = ?", (summary, self.id))

    def put(self, table: str, row: Mapping[str, Any]) -> bool:
        """Writes ``row`` (inserting or updating by primary key); False where nothing changes."""
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
            f"UPDATE {table} SET {assignments} WHERE {_where(table)}",
            (*(row[column] for column in changed), *key),
        )
        self._note(table, [key], changed)
        return True

    def add_records(self, rows: Sequence[Mapping[str, Any]]) -> Sequence[int]:
        """Inserts records, all with the same columns, and returns their ids; undoing withdraws."""
        newest = self._execute("SELECT coalesce(max(id), 0) FROM records").fetchone()[0]
        ids = range(newest + 1, newest + 1 + len(rows))
        self._insert("records", ({"id": i} | dict(row) for i, row in zip(ids, rows, strict=True)))
        self._note("records", [(i,) for i in ids], {"withdrawn": 1})
        self.added.update(ids)
        return ids

    def hold(self, records: Iterable[Stored]) -> None:
        """Keeps the first records added at hand, so that nobody need read them from the store."""
        self.fresh.update((each.id, each) for each in islice(records, _HELD - len(self.fresh)))

    def add(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Inserts rows, all with the same columns, none of which is there yet."""
        self._insert(table, rows)
        columns = PRIMARY_KEYS[table]
        self._note(table, [tuple(row[column] for column in columns) for row in rows], None)

    def remove(self, table: str, *key: Any) -> bool:
        """Deletes the row of that primary key; False where there is none."""
        old = self._row(table, key)
        if old is None:
            return False
        self._execute(f"DELETE FROM {table} WHERE {_where(table)}", key)
        self._note(table, [key], dict(old))
        return True

    def find(self, table: str, *key: Any) -> sqlite3.Row | None:
        """The row of that primary key, or None."""
        return self._row(table, key)

    def _insert(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        rows = iter(rows)
        first = next(rows, None)
        if first is None:
            return
        columns = ", ".join(f'"{column}"' for column in first)
        marks = ", ".join("?" * len(first))
        self.store.connection.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})",
            (tuple(row.values()) for row in chain((first,), rows)),
        )

    def _row(self, table: str, key: tuple[Any, ...]) -> sqlite3.Row | None:
        found = self._execute(f"SELECT * FROM {table} WHERE {_where(table)}", key).fetchone()
        return found if isinstance(found, sqlite3.Row) else None

    def _note(
        self, table: str, keys: Sequence[tuple[Any, ...]], before: Mapping[str, Any] | None
    ) -> None:
        """Notes what stood ``before`` in the columns written, in every row of ``keys``."""
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
        if first <= BIG <= self._seq and self.backs_up:
            self.store.back_up_before(self.command)
        text = None if before is None else dump(before)
        self.store.connection.executemany(
            "INSERT INTO changes VALUES (?, ?, ?, ?, ?)",
            ((self.id, seq, table, dump(list(key)), text) for seq, key in enumerate(keys, first)),
        )
        self.touched |= _records_of(self.store.connection, table, keys)
        if table == "records":
            self.rewritten.update(key[0] for key in keys)
            for key in keys if self.fresh else ():
                self.fresh.pop(key[0], None)
        elif table == "accounts":
            self.accounts.update(key[0] for key in keys)

    def _execute(self, sql: str, values: Iterable[Any] = ()) -> sqlite3.Cursor:
        return self.store.connection.execute(sql, tuple(values))


def _records_of(
    connection: sqlite3.Connection, table: str, keys: Iterable[tuple[Any, ...]]
) -> set[int]:
    """The ids of the records that the rows of ``keys`` are about."""
    if table != "cite_keys":
        return {key[index] for key in keys for index in _KEY_INDEX[table]}
    find = "SELECT record_id FROM cite_keys WHERE key = ?"
    return {row[0] for key in keys for row in connection.execute(find, key)}


def _where(table: str) -> str:
    return " AND ".join(f'"{column}" = ?' for column in PRIMARY_KEYS[table])


# ---------------------------------------------------------------------------------- undo and redo


class Swap:
    """What an undo or redo swapped: which operation, and which records it touched."""

    def __init__(self, operation: sqlite3.Row) -> None:
        self.id = int(operation["id"])
        self.command = str(operation["command"])
        self.summary = str(operation["summary"])
        self.touched: set[int] = set()
        self.rewritten: set[int] = set()
        self.accounts: set[str] = set()


def undo(store: Store, number: int | None = None, *, with_later: bool = False) -> list[Swap]:
    """Takes back the latest operation that holds, or ``number``; the caller has a transaction.

    Refuses, naming them, where later operations rest on it; ``with_later`` takes those back first.
    """
    operation = _find(store, number, undone=False)
    if operation["command"] in ("load", "restore"):
        raise Refused(
            f"Not undone. {operation['id']} {operation['command']} put a whole store in the place "
            "of another; the one before is among the backups. Nothing was changed.",
            "pubman restore --list",
        )
    later = resting_on(store, int(operation["id"]))
    if later and not with_later:
        listed = _listed(later)
        verb = "rests" if len(later) == 1 else "rest"
        numbers = ", ".join(str(row["id"]) for row in reversed(later))
        raise Refused(
            f"Not undone. {listed} {verb} on it. Nothing was changed.",
            f"pubman undo {operation['id']} --with-later     takes back {numbers} "
            f"and {operation['id']}",
        )
    return [_swap(store, row, undone_at=now()) for row in (*reversed(later), operation)]


def redo(store: Store, number: int | None = None) -> Swap:
    """Does again what was undone last, or ``number``; the caller has a transaction.

    Refuses where an operation made since then wrote the same rows.
    """
    operation = _find(store, number, undone=True)
    since = [
        row
        for row in _resting_directly_on(store, int(operation["id"]))
        if row["at"] > operation["undone_at"]
    ]
    if since:
        raise Refused(
            f"Not redone. {_listed(since)} wrote the same since. Nothing was changed.", "pubman log"
        )
    if first := _undone_below(store, int(operation["id"])):
        raise Refused(
            f"Not redone. It rests on {_listed(first)}, undone too. Nothing was changed.",
            f"pubman redo {first[0]['id']}",
        )
    return _swap(store, operation, undone_at=None)


def _undone_below(store: Store, number: int) -> list[sqlite3.Row]:
    """The undone operations before ``number`` on which it rests directly, the oldest first."""
    earlier = store.connection.execute(
        "SELECT * FROM operations WHERE id < ? AND undone_at IS NOT NULL ORDER BY id", (number,)
    )
    return [
        row
        for row in earlier.fetchall()
        if any(each["id"] == number for each in _resting_directly_on(store, row["id"], undone=True))
    ]


def _listed(operations: Sequence[sqlite3.Row]) -> str:
    """``3 same, 4 set and 5 tag``, at most four by name."""
    named = [f"{row['id']} {row['command']}" for row in operations[:4]]
    if len(operations) > 4:
        named.append(f"{len(operations) - 4} more")
    *most, last = named
    return f"{', '.join(most)} and {last}" if most else last


def _find(store: Store, number: int | None, *, undone: bool) -> sqlite3.Row:
    """The operation asked for: the latest that holds, or the one undone last."""
    connection = store.connection
    if number is not None:
        row = connection.execute("SELECT * FROM operations WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise UsageError(f"There is no operation {number}. Nothing was changed.", "pubman log")
        if (row["undone_at"] is not None) != undone:
            word = "not undone" if undone else "undone already"
            raise UsageError(f"Operation {number} is {word}. Nothing was changed.", "pubman log")
    elif undone:
        row = connection.execute(
            "SELECT * FROM operations WHERE undone_at IS NOT NULL "
            "ORDER BY undone_at DESC, id LIMIT 1"
        ).fetchone()
    else:
        row = connection.execute(
            "SELECT * FROM operations WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1"
        ).fetchone()
    if row is None:
        raise Refused(f"There is nothing to {'redo' if undone else 'undo'}. Nothing was changed.")
    return row  # type: ignore[no-any-return]


def resting_on(store: Store, number: int) -> list[sqlite3.Row]:
    """The later operations that hold and rest on ``number``, directly or through one another; the
    oldest first.
    """
    found: dict[int, sqlite3.Row] = {}
    reached = [number]
    while reached:
        for row in _resting_directly_on(store, reached.pop()):
            if row["id"] not in found:
                found[row["id"]] = row
                reached.append(row["id"])
    return [found[each] for each in sorted(found)]


def _resting_directly_on(store: Store, number: int, *, undone: bool = False) -> list[sqlite3.Row]:
    """The operations after ``number`` that hold (or are undone) and wrote the same rows, or rows
    about records or lists that ``number`` brought in; the oldest first.
    """
    return store.connection.execute(
        """
        WITH mine AS (SELECT table_name, row_key, before FROM changes WHERE operation_id = :n),
        brought AS (SELECT CAST(json_extract(row_key, '$[0]') AS INTEGER) AS record_id FROM mine
                    WHERE table_name = 'records' -- undoing swapped what stands in before
                    AND before = iif(:undone, '{"withdrawn":0}', '{"withdrawn":1}'))
        SELECT DISTINCT o.id, o.command, o.summary, o.at, o.undone_at
        FROM operations o JOIN changes c ON c.operation_id = o.id
        WHERE o.id > :n AND (o.undone_at IS NOT NULL) = :undone AND (
          EXISTS (SELECT 1 FROM mine WHERE mine.table_name = c.table_name
                  AND mine.row_key = c.row_key)
          OR (c.table_name IN ('overrides', 'tags', 'links', 'ownership', 'author_marks',
                               'accepted', 'decisions')
              AND json_extract(c.row_key, '$[0]') IN (SELECT record_id FROM brought))
          OR (c.table_name IN ('decisions', 'listings')
              AND json_extract(c.row_key, '$[1]') IN (SELECT record_id FROM brought))
          OR (c.table_name = 'listings' AND EXISTS (SELECT 1 FROM mine
              WHERE mine.table_name = 'accounts' AND (mine.before IS NOT NULL) = :undone
              AND json_extract(mine.row_key, '$[0]') = json_extract(c.row_key, '$[0]')))
          OR (c.table_name = 'cite_keys' AND EXISTS (SELECT 1 FROM cite_keys k
              WHERE k.key = json_extract(c.row_key, '$[0]')
              AND k.record_id IN (SELECT record_id FROM brought))))
        ORDER BY o.id
        """,
        {"n": number, "undone": undone},
    ).fetchall()


def _swap(store: Store, operation: sqlite3.Row, *, undone_at: str | None) -> Swap:
    connection, swap = store.connection, Swap(operation)
    direction = "DESC" if undone_at else "ASC"
    changes = connection.execute(
        f"SELECT * FROM changes WHERE operation_id = ? ORDER BY seq {direction}", (swap.id,)
    ).fetchall()
    for change in changes:
        table, key = change["table_name"], tuple(json.loads(change["row_key"]))
        before = None if change["before"] is None else json.loads(change["before"])
        swap.touched |= _records_of(connection, table, [key])
        swapped = _swap_row(connection, table, key, before)
        connection.execute(
            "UPDATE changes SET before = ? WHERE operation_id = ? AND seq = ?",
            (None if swapped is None else dump(swapped), swap.id, change["seq"]),
        )
        swap.touched |= _records_of(connection, table, [key])
        if table == "records":
            swap.rewritten.add(key[0])
        elif table == "accounts":
            swap.accounts.add(key[0])
    connection.execute("UPDATE operations SET undone_at = ? WHERE id = ?", (undone_at, swap.id))
    return swap


def _swap_row(
    connection: sqlite3.Connection,
    table: str,
    key: tuple[Any, ...],
    before: Mapping[str, Any] | None,
) -> dict[str, Any] | None:
    """Puts ``before`` in the place of the row and returns what stood there.

    A row that another program deleted stays away: of it there is nothing to take back.
    """
    where = _where(table)
    row = connection.execute(f"SELECT * FROM {table} WHERE {where}", key).fetchone()
    if before is None:
        connection.execute(f"DELETE FROM {table} WHERE {where}", key)
        return None if row is None else dict(row)
    if row is None and not before.keys() >= {*PRIMARY_KEYS[table]}:
        return dict(before)
    if row is None:
        columns = ", ".join(f'"{column}"' for column in before)
        marks = ", ".join("?" * len(before))
        connection.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(before.values())
        )
        return None
    assignments = ", ".join(f'"{column}" = ?' for column in before)
    connection.execute(f"UPDATE {table} SET {assignments} WHERE {where}", (*before.values(), *key))
    return {column: row[column] for column in before}
