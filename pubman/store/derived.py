"""The derived rows of publications, and their keys: read, written and forgotten.

The stages of :mod:`pubman.derive` use it. Functions take sets of record ids, or of publications.
``None`` means all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from pubman.store.chosen import choose
from pubman.store.file import Store
from pubman.store.narrow_rows import insert_rows
from pubman.store.plain_rows import tuples

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


def insert(
    store: Store, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert derived rows: tuples in the order of ``columns``."""
    if rows:
        insert_rows(store.connection, table, columns, rows)


def stored_rows(store: Store, table: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return the rows of a derived table about the publications :func:`choose` chose, as tuples."""
    if table == "publication_fields":
        return _stored_fields(store)
    owner = {"publications": "id", "publications_fts": "rowid"}.get(table, "publication_id")
    return [*tuples(store, f"SELECT {', '.join(columns)} FROM {table} WHERE {owner} IN chosen")]


def _stored_fields(store: Store) -> list[tuple[Any, ...]]:
    """Return the same of ``publication_fields``, which has ten rows for each publication.

    Those of a publication whose fields all come from its lead are read as one row, in a fifth of
    the time.
    """
    usual = (
        "min(record_id) = publication_id AND max(record_id) = publication_id "
        "AND count(record_id) = count(*) AND max(by_hand) = 0"
    )
    found: list[tuple[Any, ...]] = []
    others = []
    for lead, names, all_its_own in tuples(
        store,
        f"SELECT publication_id, group_concat(field, char(10)), {usual} FROM publication_fields "
        "WHERE publication_id IN chosen GROUP BY publication_id",
    ):
        if all_its_own:
            found += [(lead, name, lead, 0) for name in names.split("\n")]
        else:
            others.append(lead)
    choose(store, others, "edited")
    found += tuples(
        store,
        "SELECT publication_id, field, record_id, by_hand FROM publication_fields "
        "WHERE publication_id IN edited",
    )
    return found


def all_rows_of(store: Store, table: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return all rows of a derived table, as plain tuples."""
    return [*tuples(store, f"SELECT {', '.join(columns)} FROM {table}")]


def count_rows(store: Store, table: str) -> int:
    """Return how many rows a table has."""
    return int(store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def give_keys(store: Store, keys: Sequence[tuple[str, int, str, str]]) -> None:
    """Write keys (key, record id, origin, given at). A key of a withdrawn record passes on."""
    connection = store.connection
    new = connection.executemany("INSERT OR IGNORE INTO cite_keys VALUES (?, ?, ?, ?)", keys)
    if new.rowcount < len(keys):  # some are taken, so each is looked at: half as quick
        connection.executemany(
            "INSERT INTO cite_keys VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET "
            "record_id = excluded.record_id, origin = excluded.origin, "
            "given_at = excluded.given_at "
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
