"""The open questions: what waits for a person's answer."""

from __future__ import annotations

import sqlite3

from pubman.store.file import Store


def open_questions(store: Store) -> list[sqlite3.Row]:
    """Return the rows of the view ``review``, the likeliest first.

    Each has the ``publication_id`` and, if it is about two records, the ``evidence`` on them.
    """
    return store.connection.execute(
        "SELECT v.*, pr.publication_id, m.evidence FROM review v "
        "JOIN publication_records pr ON pr.record_id = v.record_a "
        "LEFT JOIN matches m ON m.record_a = min(v.record_a, v.record_b) "
        "AND m.record_b = max(v.record_a, v.record_b) "
        "ORDER BY v.kind DESC, v.score DESC, v.key_a, v.key_b"
    ).fetchall()


def count_questions(store: Store) -> int:
    """Return how many questions are open."""
    return int(store.connection.execute("SELECT count(*) FROM review").fetchone()[0])


def gone_keys(store: Store) -> list[str]:
    """Return the keys of the publications that no list names any longer, in order."""
    sql = "SELECT key_a FROM review WHERE kind = 'gone' ORDER BY key_a"
    return [row[0] for row in store.connection.execute(sql)]
