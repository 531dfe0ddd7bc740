"""Listings: which records an account named when it was last read."""

from __future__ import annotations

from collections.abc import Collection

from pubman.store.facts import Operation
from pubman.store.file import Store
from pubman.store.rows import dump


def listed_records(store: Store, account: str) -> dict[str, int]:
    """Return the ids of the records that an account lists, by source key, without gone ones."""
    rows = store.connection.execute(
        "SELECT r.source_key, r.id FROM listings l JOIN records r ON r.id = l.record_id "
        "WHERE l.account = ? AND l.gone_since IS NULL AND r.withdrawn = 0",
        (account,),
    )
    return {row["source_key"]: row["id"] for row in rows}


def taken_source_keys(store: Store, source: str, keys: Collection[str]) -> set[str]:
    """Return those of ``keys`` that the source has used before, also for withdrawn records."""
    rows = store.connection.execute(
        "SELECT source_key FROM records WHERE source = ? "
        "AND source_key IN (SELECT value FROM json_each(?))",
        (source, dump(list(keys))),
    )
    return {row["source_key"] for row in rows}


def give_source_key(operation: Operation, record_id: int, key: str) -> None:
    """Give a record the key that its source uses for it now."""
    operation.put("records", {"id": record_id, "source_key": key})
