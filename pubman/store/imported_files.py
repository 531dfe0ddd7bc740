"""The files that were imported: when, in which format, and which entries each one lists."""

from __future__ import annotations

import sqlite3

from pubman.store.file import Store


def all_imports(store: Store) -> list[sqlite3.Row]:
    """Return every import, the oldest first: id, source, location, format, blocks."""
    return store.connection.execute(
        "SELECT id, source, location, format, blocks FROM imports ORDER BY id"
    ).fetchall()


def latest_imports(store: Store) -> list[sqlite3.Row]:
    """Return the last import of each file that still has records: location, format, at.

    Person pages of dblp are not files of the user, so they are left out.
    """
    return store.connection.execute(
        "SELECT location, format, max(imported_at) AS at FROM imports "
        "WHERE (source <> 'dblp' OR format <> 'dblp-xml') AND EXISTS (SELECT 1 FROM records r "
        "WHERE r.import_id = imports.id AND r.withdrawn = 0) GROUP BY location, format ORDER BY at"
    ).fetchall()


def left_out(store: Store, import_id: int) -> list[sqlite3.Row]:
    """Return the entries of an import that could not be read: raw, line."""
    return store.connection.execute(
        "SELECT raw, line FROM problems WHERE import_id = ? AND level = 'left out' ORDER BY id",
        (import_id,),
    ).fetchall()


def listed_records(store: Store, account: str) -> list[sqlite3.Row]:
    """Return the records that a list names: record_id, publication_id, key.

    ``key`` is the publication's key if the record is its lead, otherwise NULL.
    """
    return store.connection.execute(
        "SELECT l.record_id, p.publication_id, k.key FROM listings l "
        "LEFT JOIN publication_records p ON p.record_id = l.record_id "
        "LEFT JOIN publications k ON k.id = l.record_id "
        "WHERE l.account = ? AND l.gone_since IS NULL",
        (account,),
    ).fetchall()


def last_checked(store: Store) -> dict[str, str]:
    """Return when each account was last fetched, or else last read from a file."""
    rows = store.connection.execute(
        "SELECT l.account, max(coalesce(f.checked_at, l.last_changed)) FROM listings l "
        "LEFT JOIN fetches f ON f.account = l.account GROUP BY l.account"
    )
    return {row[0]: row[1] for row in rows}
