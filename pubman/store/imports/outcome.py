"""What became of the records that arrived: publications, joins, questions. For the reports."""

from __future__ import annotations

from pubman.store.derived import choose
from pubman.store.file import Store
from pubman.store.imports.readings import Arrival
from pubman.store.keys import LISTED


def fill_in(store: Store, arrival: Arrival) -> None:
    """Adds to ``arrival`` what its records became: publications, joins, questions."""
    leads: set[int] = set()
    seen: set[int] = set()
    new = set(arrival.new)
    choose(store, arrival.new)
    for row in store.connection.execute(
        "SELECT r.record_id, p.id, p.key, p.mine, "
        "(SELECT min(record_id) FROM publication_records x "
        "WHERE x.publication_id = p.id) AS first FROM publication_records r "
        "JOIN publications p ON p.id = r.publication_id WHERE r.record_id IN chosen "
        "ORDER BY r.record_id"
    ):
        arrival.twice += row["id"] in seen
        seen.add(row["id"])
        if row["first"] in new and row["id"] not in leads:
            leads.add(row["id"])
            arrival.new_publications.append(row["key"])
            arrival.others += row["mine"] == 0
        else:
            arrival.joined.append(row["record_id"])
    choose(store, arrival.joined)
    arrival.filled = store.connection.execute(
        "SELECT count(*) FROM chosen c JOIN publication_records r ON r.record_id = c.id "
        "JOIN publication_fields f ON f.publication_id = r.publication_id "
        "WHERE f.record_id = c.id AND f.by_hand = 0"
    ).fetchone()[0]
    for record_id in (*arrival.changed, *arrival.gone, *arrival.back):
        row = store.connection.execute(
            "SELECT p.key FROM publication_records pr JOIN publications p "
            "ON p.id = pr.publication_id WHERE pr.record_id = ?",
            (record_id,),
        ).fetchone()
        if row:
            arrival.keys[record_id] = row[0]
    ids = {*arrival.new, *arrival.changed}
    arrival.questions = sum(
        1
        for row in store.connection.execute("SELECT record_a, record_b FROM review")
        if ids & {row["record_a"], row["record_b"]}
    )


def listed(store: Store) -> int:
    """How many publications a list without conditions holds."""
    sql = f"SELECT count(*) FROM publications WHERE {LISTED}"
    return int(store.connection.execute(sql).fetchone()[0])


def waiting(store: Store) -> int:
    """How many questions wait."""
    return int(store.connection.execute("SELECT count(*) FROM review").fetchone()[0])
