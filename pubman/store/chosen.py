"""Chosen ids: a temporary table, so that a query about a set of any size is one query."""

from __future__ import annotations

import json
from collections.abc import Collection

from pubman.store.file import Store


def choose(store: Store, ids: Collection[int], table: str = "chosen") -> None:
    """Replace the content of the temporary table ``table`` with ``ids``.

    One statement inserts all of them. Outside a transaction, each statement is a transaction of its
    own, and 90,000 of them take 1.4 seconds instead of 0.05.
    """
    connection = store.connection
    connection.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} (id INTEGER PRIMARY KEY)")
    connection.execute(f"DELETE FROM {table}")
    numbers = json.dumps(list(ids))
    connection.execute(f"INSERT INTO {table} SELECT value FROM json_each(?)", (numbers,))
