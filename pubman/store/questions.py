"""The open questions: what waits for a person's answer."""

from __future__ import annotations

import sqlite3

from pubman.store.file import Store


def open_questions(store: Store) -> list[sqlite3.Row]:
    """Return the rows of the view ``review`` with ``publication_id``, the likeliest first."""
    return store.connection.execute(
        "SELECT v.*, pr.publication_id FROM review v "
        "JOIN publication_records pr ON pr.record_id = v.record_a "
        "ORDER BY v.kind DESC, v.score DESC, v.key_a, v.key_b"
    ).fetchall()


def count_questions(store: Store) -> int:
    """Return how many questions are open."""
    return int(store.connection.execute("SELECT count(*) FROM review").fetchone()[0])


def gone_keys(store: Store) -> list[str]:
    """Return the keys of the publications that no list names any longer, in order."""
    sql = "SELECT key_a FROM review WHERE kind = 'gone' ORDER BY key_a"
    return [row[0] for row in store.connection.execute(sql)]
