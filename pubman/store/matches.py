"""Pairs of records: those that share a block key, their matches, and what people decided.

Functions take sets of record ids; ``None`` means every record that is not withdrawn.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pubman.store.chosen import choose
from pubman.store.file import Store
from pubman.store.narrow_rows import insert_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One row of ``matches``. Always ``a < b``."""

    a: int
    b: int
    verdict: str
    rule: str
    score: float
    evidence: Mapping[str, Any]
    extending: int | None


def forget_matches(store: Store, ids: Collection[int] | None) -> None:
    """Delete the block keys and matches of the records of ``ids``.

    This takes a while even for few records: ``blocks`` has no index by record.
    """
    connection = store.connection
    if ids is None:
        connection.execute("DELETE FROM blocks")
        connection.execute("DELETE FROM matches")
        return
    if not ids:
        return
    choose(store, ids)
    connection.execute("DELETE FROM blocks WHERE record_id IN chosen")
    connection.execute("DELETE FROM matches WHERE record_a IN chosen")
    connection.execute("DELETE FROM matches WHERE record_b IN chosen")


def write_blocks(store: Store, keys: Iterable[tuple[int, int]]) -> None:
    """Keep rows (block, record id) for :func:`candidate_pairs` to write."""
    connection = store.connection
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS new_blocks (block, record_id)")
    insert_rows(connection, "new_blocks", ("block", "record_id"), keys)


def candidate_pairs(store: Store) -> array[int]:
    """Write the kept block keys and return the pairs to compare: a, b, a, b ...

    The two records of a pair share a block key, and one of them is new. ``a < b``; pairs are
    sorted.
    """
    connection = store.connection
    all_new = connection.execute("SELECT 1 FROM blocks LIMIT 1").fetchone() is None
    connection.execute("INSERT INTO blocks SELECT * FROM new_blocks ORDER BY block, record_id")
    # If all records are new, each pair is met once, in the order of the index.
    table, apart = ("blocks", ">") if all_new else ("new_blocks", "<>")
    found = (
        "SELECT min(x.record_id, y.record_id) AS a, max(x.record_id, y.record_id) AS b "
        f"FROM {table} x JOIN blocks y ON y.block = x.block AND y.record_id {apart} x.record_id"
    )
    pairs = array("q")
    for row in connection.execute(f"SELECT DISTINCT a, b FROM ({found}) ORDER BY a, b"):
        pairs.extend(row)
    connection.execute("DELETE FROM new_blocks")
    return pairs


def write_matches(store: Store, rows: Iterable[Sequence[Any]]) -> None:
    """Write rows of ``matches``, in the order of its columns."""
    store.connection.executemany("INSERT INTO matches VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


_SIBLINGS = (
    "SELECT record_id FROM publication_records WHERE publication_id IN "
    "(SELECT publication_id FROM publication_records WHERE record_id IN reached)"
)


def component(store: Store, ids: Collection[int]) -> set[int]:
    """Return ``ids`` and every record connected with them by a match, a decision or a publication.

    A pair that is different is not a connection. Its verdict counts only if the two are connected.
    """
    choose(store, ids, "reached")
    connection = store.connection
    size = -1
    while size != (size := connection.execute("SELECT count(*) FROM reached").fetchone()[0]):
        for neighbours in (
            "SELECT record_b FROM matches WHERE record_a IN reached AND verdict <> 'different'",
            "SELECT record_a FROM matches WHERE record_b IN reached AND verdict <> 'different'",
            "SELECT record_b FROM decisions WHERE record_a IN reached",
            "SELECT record_a FROM decisions WHERE record_b IN reached",
            _SIBLINGS,
        ):
            connection.execute(f"INSERT OR IGNORE INTO reached {neighbours}")
    return {row[0] for row in connection.execute("SELECT id FROM reached")}


def matches_among(store: Store, ids: Collection[int] | None) -> list[Match]:
    """Return the matches between two records of ``ids``."""
    rows = store.connection.execute("SELECT * FROM matches" + _both_chosen(store, ids))
    return [
        Match(
            a=r["record_a"],
            b=r["record_b"],
            verdict=r["verdict"],
            rule=r["rule"],
            score=r["score"],
            evidence=json.loads(r["evidence"]),
            extending=r["extending_record"],
        )
        for r in rows
    ]


def verdicts_among(store: Store, ids: Collection[int] | None) -> sqlite3.Cursor:
    """Return the same matches as rows, without the evidence."""
    return store.connection.execute(
        "SELECT record_a, record_b, verdict, rule, score, extending_record FROM matches"
        + _both_chosen(store, ids)
    )


def count_shared(
    store: Store, rules: Collection[str], variant: str
) -> dict[tuple[frozenset[str], str, str], int]:
    """Return how many records of a source are the same as one of another source, or a variant.

    Counted are the pairs of sources between which a question of *rules* is open, and each of these
    sources with itself. The keys are the sources, the verdict, and the source that is counted.
    """
    pairs = "FROM matches m JOIN records x ON x.id = m.record_a JOIN records y ON y.id = m.record_b"
    one, other = "min(x.source, y.source)", "max(x.source, y.source)"
    rows = store.connection.execute(
        f"WITH asked AS (SELECT DISTINCT {one} AS one, {other} AS other {pairs} "
        "WHERE m.verdict = 'ask' AND m.rule IN (SELECT value FROM json_each(?))), "
        "wanted AS (SELECT one, other FROM asked UNION SELECT one, one FROM asked "
        "UNION SELECT other, other FROM asked), "
        f"counted AS (SELECT w.one, w.other, m.verdict, m.record_a, m.record_b, x.source AS a, "
        f"y.source AS b {pairs} JOIN wanted w ON w.one = {one} AND w.other = {other} "
        "WHERE m.verdict = 'same' OR (m.verdict = 'ask' AND m.rule = ?)) "
        "SELECT one, other, verdict, source, count(DISTINCT record) FROM ("
        "SELECT one, other, verdict, a AS source, record_a AS record FROM counted "
        "UNION ALL SELECT one, other, verdict, b, record_b FROM counted) "
        "GROUP BY one, other, verdict, source",
        (json.dumps(sorted(rules)), variant),
    )
    return {
        (frozenset((one, other)), verdict, source): count
        for one, other, verdict, source, count in rows
    }


def asked_by(store: Store, rules: Collection[str]) -> set[int]:
    """Return the records about which a question of *rules* may be open."""
    wanted = json.dumps(sorted(rules))
    rows = store.connection.execute(
        "SELECT record_a, record_b FROM matches "
        "WHERE verdict = 'ask' AND rule IN (SELECT value FROM json_each(?))",
        (wanted,),
    )
    return {record for row in rows for record in row}


def decisions_among(store: Store, ids: Collection[int] | None) -> list[sqlite3.Row]:
    """Return the decisions between two records of ``ids`` that are not withdrawn."""
    return store.connection.execute(
        "SELECT d.* FROM decisions d JOIN records a ON a.id = d.record_a AND a.withdrawn = 0 "
        "JOIN records b ON b.id = d.record_b AND b.withdrawn = 0" + _both_chosen(store, ids)
    ).fetchall()


def _both_chosen(store: Store, ids: Collection[int] | None) -> str:
    """Return the end of a query for pairs of the records of ``ids``, which become ``chosen``."""
    # The plus keeps SQLite from trying every pair of the chosen.
    among = ""
    if ids is not None:
        choose(store, ids)
        among = " WHERE record_a IN chosen AND +record_b IN chosen"
    return f"{among} ORDER BY record_a, record_b"


def records_in_pairs(store: Store) -> list[int]:
    """Return the ids of the records in matches and decisions, in order."""
    rows = store.connection.execute(
        "SELECT record_a FROM matches UNION SELECT record_b FROM matches "
        "UNION SELECT record_a FROM decisions UNION SELECT record_b FROM decisions ORDER BY 1"
    )
    return [row[0] for row in rows]
