"""What one import changed: records, publications, questions. For the reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pubman.store.chosen import choose
from pubman.store.file import Store
from pubman.store.imports.reading import Reading
from pubman.store.keys import LISTED


@dataclass(slots=True, kw_only=True)
class ImportResult:
    """What one import changed: the ids of its records, by result."""

    reading: Reading
    new: list[int] = field(default_factory=list)
    changed: dict[int, dict[str, tuple[Any, Any]]] = field(default_factory=dict)
    known: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    back: list[int] = field(default_factory=list)
    import_id: int | None = None
    new_publications: list[str] = field(default_factory=list)
    joined: list[int] = field(default_factory=list)
    questions: int = 0
    others: int = 0
    filled: int = 0
    twice: int = 0
    keys: dict[int, str] = field(default_factory=dict)
    person_name: str = ""

    @property
    def wrote(self) -> bool:
        """Whether the import changed anything."""
        return bool(self.new or self.changed or self.gone or self.back)


def fill_in(store: Store, arrival: ImportResult) -> None:
    """Add to ``arrival`` what its records became: publications, merges, questions."""
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
    """Return how many publications a list without conditions holds."""
    sql = f"SELECT count(*) FROM publications WHERE {LISTED}"
    return int(store.connection.execute(sql).fetchone()[0])
