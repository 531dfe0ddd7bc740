"""Undo and redo. Both swap the noted columns with those of the table, the last row first.

What undo takes back is noted in the place of what it puts back, so redo is the same swap in the
other order. An operation that later ones rest on is taken back together with them or not at all.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from pubman.errors import Refused, Step, UsageError
from pubman.store.backup import BIG
from pubman.store.facts import PRIMARY_KEYS, now, records_of, where
from pubman.store.file import Store
from pubman.store.rows import dump


class Swap:
    """What an undo or redo swapped: the operation, and the records it touched."""

    def __init__(self, operation: sqlite3.Row) -> None:
        self.id = int(operation["id"])
        self.command = str(operation["command"])
        self.summary = str(operation["summary"])
        self.touched: set[int] = set()
        self.rewritten: set[int] = set()
        self.accounts: set[str] = set()


def undo(store: Store, number: int | None = None, *, with_later: bool = False) -> list[Swap]:
    """Take back the latest operation in force, or ``number``. The caller has a transaction.

    Refuses if later operations rest on it, and names them. With ``with_later`` they are taken back
    first.
    """
    operation = _find(store, number, undone=False)
    if operation["command"] in ("load", "restore"):
        raise Refused(
            f"Cannot undo {operation['id']}, because {operation['command']} replaced the whole "
            "store. The former store is among the backups.",
            Step("restore", "--list"),
        )
    later = resting_on(store, int(operation["id"]))
    if later and not with_later:
        numbers = ", ".join(str(row["id"]) for row in reversed(later))
        change = "a later change depends" if len(later) == 1 else "later changes depend"
        raise Refused(
            f"Cannot undo {operation['id']}, because {change} on it: {_listed(later)}.",
            Step(
                "undo",
                f"{operation['id']} --with-later",
                f"undoes {numbers} and {operation['id']}",
            ),
        )
    _back_up(store, "undo", [*later, operation])
    return [_swap(store, row, undone_at=now()) for row in (*reversed(later), operation)]


def redo(store: Store, number: int | None = None) -> Swap:
    """Redo the last undone operation, or ``number``. The caller has a transaction.

    Refuses if an operation made since then wrote the same rows.
    """
    operation = _find(store, number, undone=True)
    since = [
        row
        for row in _resting_directly_on(store, int(operation["id"]))
        if row["at"] > operation["undone_at"]
    ]
    if since:
        number = operation["id"]
        raise Refused(
            f"Cannot redo {number}, because later changes wrote the same: {_listed(since)}.",
            Step("log"),
        )
    if first := _undone_below(store, int(operation["id"])):
        raise Refused(
            f"Cannot redo {operation['id']}, because it depends on {_listed(first)}, which is also "
            "undone.",
            Step("redo", str(first[0]["id"]), "comes first"),
        )
    _back_up(store, "redo", [operation])
    return _swap(store, operation, undone_at=None)


def _back_up(store: Store, command: str, operations: Sequence[sqlite3.Row]) -> None:
    """Back up the store if ``operations`` wrote so many rows that undoing them needs a copy."""
    count = "SELECT count(*) FROM changes WHERE operation_id = ?"
    if sum(store.connection.execute(count, (row["id"],)).fetchone()[0] for row in operations) > BIG:
        store.back_up_before(command)


def _undone_below(store: Store, number: int) -> list[sqlite3.Row]:
    """Return the undone operations on which operation ``number`` rests directly, oldest first.

    An operation that was undone before ``number`` was made is not one of them.
    """
    earlier = store.connection.execute(
        "SELECT * FROM operations WHERE id < :number AND undone_at > "
        "(SELECT at FROM operations WHERE id = :number) ORDER BY id",
        {"number": number},
    )
    return [
        row
        for row in earlier.fetchall()
        if any(each["id"] == number for each in _resting_directly_on(store, row["id"], undone=True))
    ]


def _listed(operations: Sequence[sqlite3.Row]) -> str:
    """Return ``3 same, 4 set and 5 tag``, naming at most four operations."""
    named = [f"{row['id']} {row['command']}" for row in operations[:4]]
    if len(operations) > 4:
        named.append(f"{len(operations) - 4} more")
    *most, last = named
    return f"{', '.join(most)} and {last}" if most else last


def _find(store: Store, number: int | None, *, undone: bool) -> sqlite3.Row:
    """Return the operation asked for: the latest in force, or the one undone last."""
    connection = store.connection
    if number is not None:
        row = connection.execute("SELECT * FROM operations WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise UsageError(f"There is no change {number} in the log.", Step("log"))
        if (row["undone_at"] is not None) != undone:
            state = "not undone" if undone else "already undone"
            raise UsageError(f"Change {number} is {state}.", Step("log"))
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
        raise Refused(f"There is nothing to {'redo' if undone else 'undo'}.")
    return row  # type: ignore[no-any-return]


def resting_on(store: Store, number: int) -> list[sqlite3.Row]:
    """Return the later operations in force that rest on ``number``, the oldest first."""
    found: dict[int, sqlite3.Row] = {}
    reached = [number]
    while reached:
        for row in _resting_directly_on(store, reached.pop()):
            if row["id"] not in found:
                found[row["id"]] = row
                reached.append(row["id"])
    return [found[each] for each in sorted(found)]


def _resting_directly_on(store: Store, number: int, *, undone: bool = False) -> list[sqlite3.Row]:
    """Return the later operations that rest on ``number`` directly, the oldest first.

    They wrote the same rows, or rows about records or lists that operation ``number`` brought in.
    ``undone`` asks for those that were undone instead of those in force.
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
                               'accepted', 'placements', 'decisions')
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
        swap.touched |= records_of(connection, table, [key])
        swapped = _swap_row(connection, table, key, before)
        connection.execute(
            "UPDATE changes SET before = ? WHERE operation_id = ? AND seq = ?",
            (None if swapped is None else dump(swapped), swap.id, change["seq"]),
        )
        swap.touched |= records_of(connection, table, [key])
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
    """Put ``before`` in the place of a row and return what was there.

    A row that another program deleted is not brought back: there is nothing to take back.
    """
    found = where(table)
    row = connection.execute(f"SELECT * FROM {table} WHERE {found}", key).fetchone()
    if before is None and table == "cite_keys" and row is not None:
        # Somebody may have cited the key meanwhile, so it goes on to resolve.
        before = {"origin": "former"}
    if before is None:
        connection.execute(f"DELETE FROM {table} WHERE {found}", key)
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
    connection.execute(f"UPDATE {table} SET {assignments} WHERE {found}", (*before.values(), *key))
    return {column: row[column] for column in before}
