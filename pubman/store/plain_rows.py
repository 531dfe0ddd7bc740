"""Rows as plain tuples, for queries of many rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pubman.store.file import Store


def tuples(store: Store, sql: str) -> Iterable[tuple[Any, ...]]:
    """Return the rows of a query as plain tuples: looking up 50 columns by name is slow."""
    cursor = store.connection.cursor()
    cursor.row_factory = None
    return cursor.execute(sql)
