"""The derived tables, as the stages of :mod:`pubman.derive` read and write them.

Functions take sets of record ids; ``None`` means every record that is not withdrawn. The ids travel
in a temporary table, so that a set of any size is one query.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pubman.frozen import quick
from pubman.record import Record
from pubman.store.file import Store
from pubman.store.readable import UNREADABLE, readable_rows
from pubman.store.rows import RECORD_COLUMNS, record_from_values

HELD: Final = 10_000
"""Records that are held at hand at most, once written or read: about 40 MB."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A record as it is stored: with its id, its source and the format it was read from."""

    id: int
    source: str
    format: str
    record: Record


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


_SIBLINGS = (
    "SELECT record_id FROM publication_records WHERE publication_id IN "
    "(SELECT publication_id FROM publication_records WHERE record_id IN reached)"
)


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


_READ: Final = ", ".join(f"r.{column}" for column in RECORD_COLUMNS)
_READ_BUT_RAW: Final = _READ.replace("r.raw", "'' AS raw")


def records(store: Store, ids: Collection[int] | None, *, raw: bool = True) -> list[Stored]:
    """Return the records of ``ids`` that are not withdrawn, by id.

    Without ``raw``, the text as read is left out: conclusions do not need it, and it is half of a
    record. A record that cannot be read is noted and left out.
    """
    if ids is not None:
        choose(store, ids)
    sql = (
        f"SELECT r.id, r.source, coalesce(i.format, ''), {_READ if raw else _READ_BUT_RAW} "
        "FROM records r "
        "LEFT JOIN imports i ON i.id = r.import_id WHERE r.withdrawn = 0"
        + (" AND r.id IN chosen" if ids is not None else "")
        + " ORDER BY r.id"
    )
    found = []
    for row in readable_rows(store, sql, lambda each: f"record r{each['id']}"):
        id_, source, format_, *values = row
        try:
            record = record_from_values(values)
        except UNREADABLE:
            store.note_unreadable(f"record r{id_}")
            continue
        found.append(Stored(id=id_, source=source, format=format_, record=record))
    return found


def ids(store: Store) -> list[int]:
    """Return the ids of all records that are not withdrawn, in order."""
    rows = store.connection.execute("SELECT id FROM records WHERE withdrawn = 0 ORDER BY id")
    return [row[0] for row in rows]


# ------------------------------------------------------------------------------- stage 1: matches


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
    connection.executemany("INSERT INTO new_blocks VALUES (?, ?)", keys)


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


# -------------------------------------------------------------------------------- stage 2: groups


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


_OWNED: Final = (
    "publication_records",
    "authorships",
    "publication_fields",
    "publication_tags",
    "publication_links",
    "person_publications",
    "era_publications",
)
"""The derived tables whose rows belong to one publication."""


def forget_publications(store: Store, ids: Collection[int] | None) -> None:
    """Delete every derived row of stages two and three about the records of ``ids``."""
    connection = store.connection
    if ids is None:
        for table in (*_OWNED, "ties", "questions", "publications_fts", "publications"):
            connection.execute(f"DELETE FROM {table}")
        return
    choose(store, ids)
    connection.execute("DELETE FROM ties WHERE record_a IN chosen OR record_b IN chosen")
    connection.execute("DELETE FROM questions WHERE record_a IN chosen OR record_b IN chosen")
    gone = connection.execute(
        "SELECT DISTINCT publication_id FROM publication_records WHERE record_id IN chosen"
    ).fetchall()
    forget_rows(store, [row[0] for row in gone])


def forget_rows(store: Store, publications: Collection[int]) -> None:
    """Delete the rows of some publications, but not how they are tied and what asks to merge."""
    connection = store.connection
    choose(store, publications, "gone")
    for table in _OWNED:
        connection.execute(f"DELETE FROM {table} WHERE publication_id IN gone")
    connection.execute("DELETE FROM questions WHERE kind <> 'same' AND record_a IN gone")
    connection.execute("DELETE FROM publications_fts WHERE rowid IN gone")
    connection.execute("DELETE FROM publications WHERE id IN gone")


def groups_of(store: Store, ids: Collection[int]) -> tuple[tuple[int, ...], ...]:
    """Return the records of each publication that has one of ``ids``, the lead first."""
    choose(store, ids)
    groups: dict[int, list[int]] = {}
    for row in store.connection.execute(
        "SELECT publication_id, record_id FROM publication_records WHERE publication_id IN "
        "(SELECT publication_id FROM publication_records WHERE record_id IN chosen) "
        "ORDER BY publication_id, position"
    ):
        groups.setdefault(row["publication_id"], []).append(row["record_id"])
    return tuple(map(tuple, groups.values()))


# -------------------------------------------------------------------------- stage 3: publications


def facts_about(store: Store, table: str, ids: Collection[int] | None) -> Iterator[sqlite3.Row]:
    """Return the rows of a fact table about the records of ``ids``."""
    if ids is not None:
        choose(store, ids)
        return facts_about_chosen(store, table)
    return _facts(store, table, f"SELECT * FROM {table}")


def facts_about_chosen(store: Store, table: str) -> Iterator[sqlite3.Row]:
    """Return the rows of a fact table about the records that :func:`choose` chose."""
    return _facts(store, table, f"SELECT * FROM {table} WHERE record_id IN chosen")


def _facts(store: Store, table: str, sql: str) -> Iterator[sqlite3.Row]:
    return readable_rows(store, sql, lambda row: f"{table} of record r{row['record_id']}")


def lists_naming_chosen(store: Store) -> list[sqlite3.Row]:
    """Return the lists that name each record that :func:`choose` chose, with their owners."""
    return store.connection.execute(
        "SELECT l.record_id, l.account, a.person, a.said, a.source, l.gone_since "
        "FROM listings l JOIN accounts a ON a.account = l.account WHERE l.record_id IN chosen"
    ).fetchall()


def insert(
    store: Store, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert derived rows: tuples in the order of ``columns``."""
    if rows:
        marks = ", ".join("?" * len(columns))
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
        store.connection.executemany(sql, rows)


def stored_rows(store: Store, table: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return the rows of a derived table about the publications :func:`choose` chose, as tuples."""
    owner = {"publications": "id", "publications_fts": "rowid"}.get(table, "publication_id")
    cursor = store.connection.cursor()
    cursor.row_factory = None
    sql = f"SELECT {', '.join(columns)} FROM {table} WHERE {owner} IN chosen"
    return cursor.execute(sql).fetchall()


def all_rows_of(store: Store, table: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return all rows of a derived table, as plain tuples."""
    cursor = store.connection.cursor()
    cursor.row_factory = None
    return cursor.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()


def count_rows(store: Store, table: str) -> int:
    """Return how many rows a table has."""
    return int(store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def records_in_pairs(store: Store) -> list[int]:
    """Return the ids of the records in matches and decisions, in order."""
    rows = store.connection.execute(
        "SELECT record_a FROM matches UNION SELECT record_b FROM matches "
        "UNION SELECT record_a FROM decisions UNION SELECT record_b FROM decisions ORDER BY 1"
    )
    return [row[0] for row in rows]


def give_keys(store: Store, keys: Iterable[tuple[str, int, str, str]]) -> None:
    """Write keys (key, record id, origin, given at). A key of a withdrawn record passes on."""
    store.connection.executemany(
        "INSERT INTO cite_keys VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET "
        "record_id = excluded.record_id, origin = excluded.origin, given_at = excluded.given_at "
        "WHERE record_id IN (SELECT id FROM records WHERE withdrawn = 1)",
        keys,
    )


def taken_keys(store: Store, beginnings: Collection[str]) -> set[str]:
    """Return the keys in use that start with one of ``beginnings``."""
    connection = store.connection
    found: set[str] = set()
    for beginning in beginnings:
        rows = connection.execute(
            "SELECT k.key FROM cite_keys k JOIN records r ON r.id = k.record_id "
            "WHERE r.withdrawn = 0 AND k.key >= ? AND k.key < ?",
            (beginning, beginning + "\U0010ffff"),
        )
        found.update(row[0] for row in rows)
    return found


def snapshot(store: Store) -> dict[int, tuple[str, frozenset[int]]]:
    """Return every publication with its key and the ids of its records, for a comparison."""
    groups: dict[int, set[int]] = {}
    for row in store.connection.execute(
        "SELECT record_id, publication_id FROM publication_records"
    ):
        groups.setdefault(row[1], set()).add(row[0])
    keys = dict(store.connection.execute("SELECT id, key FROM publications").fetchall())
    return {each: (keys[each], frozenset(ids)) for each, ids in groups.items()}
