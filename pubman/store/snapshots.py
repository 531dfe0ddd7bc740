"""Publications in short, as a report compares them before and after an operation."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any, Final

from pubman.frozen import quick_dataclass
from pubman.store.chosen import choose
from pubman.store.file import Store
from pubman.store.plain_rows import tuples

NOTICES: Final = ("retraction", "correction")
"""What happened to a work after it was published, among the further fields."""
COMPARED: Final = (
    *"title authors venue year volume number pages doi arxiv_id publisher status".split(),
    *NOTICES,
)
"""The fields of which a report says how they changed, in the order in which it does."""


@quick_dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A publication in short: its records, and the values that a list shows.

    ``mine`` is False if it is known to be nobody's in ``pubman.toml``.
    """

    id: int
    key: str
    kind: str
    records: frozenset[int]
    values: Mapping[str, str]
    mine: bool = True

    @property
    def place(self) -> str:
        """Return the venue and the year of a publication: ``SC 2026``."""
        return f"{self.values['venue']} {self.values['year']}".strip()


_COLUMNS: Final = tuple(each for each in COMPARED if each not in ("authors", "venue", *NOTICES))
_SELECT: Final = (
    "SELECT p.id, p.key, p.kind, p.mine, coalesce(nullif(v.acronym, ''), p.venue, ''), p.extra, "
    + ", ".join(f"coalesce(CAST(p.{each} AS TEXT), '')" for each in _COLUMNS)
    + " FROM publications p LEFT JOIN venues v ON v.id = p.venue_id"
)


_OF_CHOSEN: Final = "SELECT publication_id FROM publication_records WHERE record_id IN chosen"


def lines(store: Store, of: Collection[int] | None = None) -> dict[int, Snapshot]:
    """Return every publication in short, by each of its records.

    If records are given in ``of``, return only their publications.
    """
    among = "IS NOT NULL"
    if of is not None:
        choose(store, of)
        among = f"IN ({_OF_CHOSEN})"
    names: dict[int, list[str]] = {}
    records: dict[int, list[int]] = {}
    for number, name in tuples(
        store,
        f"SELECT publication_id, name FROM authorships WHERE publication_id {among} "
        "ORDER BY publication_id, position",
    ):
        names.setdefault(number, []).append(name)
    for number, record in tuples(
        store,
        f"SELECT publication_id, record_id FROM publication_records WHERE publication_id {among}",
    ):
        records.setdefault(number, []).append(record)
    found: dict[int, Snapshot] = {}
    for row in tuples(store, f"{_SELECT} WHERE p.id {among}"):
        line = _line(row, names.get(row[0], []), frozenset(records.get(row[0], ())))
        found.update(dict.fromkeys(line.records, line))
    return found


def _line(row: tuple[Any, ...], names: list[str], records: frozenset[int]) -> Snapshot:
    number, key, kind, mine, venue, said, *texts = row
    values = dict(zip(_COLUMNS, texts, strict=True))
    extra = json.loads(said) if said and any(each in said for each in NOTICES) else {}
    values |= {name: str(extra.get(name, "")) for name in NOTICES}
    values |= {"authors": "; ".join(names), "venue": venue}
    return Snapshot(id=number, key=key, kind=kind, records=records, values=values, mine=mine != 0)


def said_by_hand(store: Store) -> dict[int, dict[str, str]]:
    """Return what a person set, by record: field and value."""
    found: dict[int, dict[str, str]] = {}
    for row in store.connection.execute("SELECT record_id, field, value FROM overrides"):
        found.setdefault(row["record_id"], {})[row["field"]] = row["value"]
    return found


def scores(store: Store, record: int) -> dict[int, float]:
    """Return how likely the record is the same work as each other record of its pairs."""
    rows = store.connection.execute(
        "SELECT record_a + record_b - :r AS other, score FROM matches "
        "WHERE (record_a = :r OR record_b = :r) AND verdict IN ('same', 'version')",
        {"r": record},
    )
    return {row["other"]: row["score"] for row in rows}


def evidence_on(store: Store, record: int, other: int) -> Mapping[str, Any]:
    """Return what the matcher found about two records; empty if it did not compare them."""
    row = store.connection.execute(
        "SELECT evidence FROM matches WHERE record_a = ? AND record_b = ?",
        (min(record, other), max(record, other)),
    ).fetchone()
    found: Mapping[str, Any] = json.loads(row["evidence"]) if row else {}
    return found


def sources_of(store: Store, records: frozenset[int]) -> dict[int, str]:
    """Return the source of each of ``records``."""
    marks = ", ".join("?" * len(records))
    rows = store.connection.execute(
        f"SELECT id, source FROM records WHERE id IN ({marks})", tuple(records)
    )
    return {row["id"]: row["source"] for row in rows}
