"""Cite keys that outlive the store they were given in.

A person may have cited a key that the store does not know: `restore` brings back an older state,
and `load` takes another one. Such a key goes on to resolve if its record is there.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from pubman.store.backup import read_only
from pubman.store.facts import now
from pubman.store.file import Store

OutsideKey = tuple[str, str, str]
"""A cite key with the source and the source key of its record: valid in every store."""

_KEYS = (
    "SELECT k.key, r.source, r.source_key FROM cite_keys k "
    "JOIN records r ON r.id = k.record_id WHERE r.withdrawn = 0"
)


def keys_at(path: Path) -> list[OutsideKey]:
    """Return the keys of the store at ``path``; none if it cannot be read."""
    try:
        with read_only(path) as connection:
            return connection.execute(_KEYS).fetchall()
    except sqlite3.Error:
        return []


def keep_keys(store: Store, keys: list[OutsideKey]) -> None:
    """Write the keys that the store does not know as former keys of the same records."""
    at = now()
    store.connection.executemany(
        "INSERT OR IGNORE INTO cite_keys SELECT ?, id, 'former', ? FROM records "
        "WHERE source = ? AND source_key = ?",
        ((key, at, source, source_key) for key, source, source_key in keys),
    )
