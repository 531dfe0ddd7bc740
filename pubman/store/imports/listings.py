"""Which records each list names: what an import writes into ``accounts`` and ``listings``."""

from __future__ import annotations

from typing import Any, Final

from pubman.store.facts import Operation
from pubman.store.file import Store
from pubman.store.imports.reading import Reading
from pubman.store.imports.result import ImportResult

_AT_ONCE: Final = 5_000
"""Rows that are made before they are inserted. Those of a large file would take 80 MB."""


def write_listings(store: Store, operation: Operation, arrival: ImportResult) -> None:
    """Write which records the list names. A complete list marks the others as gone."""
    reading = arrival.reading
    connection = store.connection
    account = connection.execute(
        "SELECT * FROM accounts WHERE account = ?", (reading.account,)
    ).fetchone()
    person, said = reading.person or None, int(reading.said)
    if account is not None and not reading.said and account["said"]:
        person, said = account["person"], account["said"]
    operation.put(
        "accounts",
        {
            "account": reading.account,
            "source": reading.source,
            "person": person,
            "said": said,
            "complete": int(reading.complete),
        },
    )
    listed = {
        row["record_id"]: row["gone_since"]
        for row in connection.execute(
            "SELECT record_id, gone_since FROM listings WHERE account = ?", (reading.account,)
        )
    }
    named = {*arrival.new, *arrival.changed, *arrival.known}
    unlisted = sorted(named - listed.keys())
    _add_listings(operation, arrival, unlisted)
    for record_id in sorted(named & listed.keys()):
        if listed[record_id] is not None:
            operation.put(
                "listings",
                {"account": reading.account, "record_id": record_id, "gone_since": None},
            )
            arrival.back.append(record_id)
    if reading.complete:
        named |= _unread(store, reading)
        for record_id in sorted(r for r, gone in listed.items() if gone is None and r not in named):
            _mark_gone(operation, reading.account, record_id)
            arrival.gone.append(record_id)


def _add_listings(operation: Operation, arrival: ImportResult, ids: list[int]) -> None:
    """Add that the list names these records."""
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        operation.add("listings", [_listing(arrival, each, operation.at) for each in some])


def close_account(store: Store, operation: Operation, arrival: ImportResult, account: str) -> None:
    """Mark everything as gone from an account that its source has merged into another.

    What the other account's list does not name either counts as gone for the report.
    """
    named = {*arrival.new, *arrival.changed, *arrival.known, *_unread(store, arrival.reading)}
    rows = store.connection.execute(
        "SELECT record_id FROM listings WHERE account = ? AND gone_since IS NULL", (account,)
    ).fetchall()
    for row in rows:
        _mark_gone(operation, account, row[0])
        if row[0] not in named and row[0] not in arrival.gone:
            arrival.gone.append(row[0])


def _unread(store: Store, reading: Reading) -> set[int]:
    """Return the records that the list names but whose entry could not be read: not gone."""
    keys = [problem.source_key for problem in reading.left_out if problem.source_key]
    found: set[int] = set()
    for key in keys:
        row = store.connection.execute(
            "SELECT id FROM records WHERE source = ? AND source_key = ?", (reading.source, key)
        ).fetchone()
        if row:
            found.add(row[0])
    return found


def _mark_gone(operation: Operation, account: str, record_id: int) -> None:
    row = {"account": account, "record_id": record_id, "gone_since": operation.at}
    operation.put("listings", row)


def _listing(arrival: ImportResult, record_id: int, at: str) -> dict[str, Any]:
    return {
        "account": arrival.reading.account,
        "record_id": record_id,
        "first_seen": at,
        "last_changed": at,
        "gone_since": None,
    }
