"""Placements: the place of each record in the lists that people wrote themselves."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pubman.freelist.placement import Placement
from pubman.record import Link, Name
from pubman.store.facts import Operation
from pubman.store.file import Store
from pubman.store.rows import dump, names_from_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A placement with the record it belongs to, that record's publication, and the list."""

    list: str
    record: int
    publication: int
    placement: Placement


def lists(store: Store) -> list[str]:
    """The names of the lists that have placements, the one read last first."""
    rows = store.connection.execute(
        "SELECT p.list FROM placements p JOIN records r ON r.id = p.record_id "
        "WHERE r.withdrawn = 0 GROUP BY p.list ORDER BY max(r.import_id) DESC, p.list"
    )
    return [row[0] for row in rows]


def placed(store: Store, name: str) -> list[Placed]:
    """The entries of a list in their order, each with its publication."""
    rows = store.connection.execute(
        "SELECT p.*, r.publication_id FROM placements p "
        "JOIN publication_records r ON r.record_id = p.record_id "
        "WHERE p.list = ? ORDER BY p.position, p.record_id",
        (name,),
    )
    return [_placed(row) for row in rows]


def placements_of(store: Store, records: Iterable[int]) -> list[Placed]:
    """The placements of some records, in every list."""
    rows = store.connection.execute(
        "SELECT p.*, r.publication_id FROM placements p "
        "JOIN publication_records r ON r.record_id = p.record_id "
        "WHERE p.record_id IN (SELECT value FROM json_each(?)) ORDER BY p.list, p.position",
        (dump(sorted(records)),),
    )
    return [_placed(row) for row in rows]


def records_by_key(store: Store, source: str) -> dict[str, int]:
    """The ids of the records of a source, by source key, without withdrawn ones."""
    rows = store.connection.execute(
        "SELECT source_key, id FROM records WHERE source = ? AND withdrawn = 0", (source,)
    )
    return dict(rows.fetchall())


def asked(store: Store, records: Iterable[int]) -> set[int]:
    """Those of *records* about which a question to merge is open."""
    wanted = set(records)
    rows = store.connection.execute(
        "SELECT record_a, record_b FROM questions WHERE kind = 'same'"
    ).fetchall()
    return wanted & {each for row in rows for each in row}


def shared(store: Store, records: Iterable[int]) -> set[int]:
    """Those of *records* whose publication also rests on a record of another source."""
    rows = store.connection.execute(
        "SELECT DISTINCT own.record_id FROM publication_records own "
        "JOIN publication_records other ON other.publication_id = own.publication_id "
        "JOIN records a ON a.id = own.record_id JOIN records b ON b.id = other.record_id "
        "WHERE a.source <> b.source AND own.record_id IN (SELECT value FROM json_each(?))",
        (dump(sorted(set(records))),),
    )
    return {row[0] for row in rows}


def signed_names(store: Store, name: str) -> dict[int, tuple[Name, ...]]:
    """The authors of each record of a list that have a sign behind their names there."""
    rows = store.connection.execute(
        "SELECT r.id, r.authors FROM placements p JOIN records r ON r.id = p.record_id "
        "WHERE p.list = ? AND r.authors LIKE '%marks%'",
        (name,),
    )
    return {row[0]: tuple(each for each in names_from_json(row[1]) if each.marks) for row in rows}


def newest_record(store: Store, name: str) -> int:
    """The id of the newest record that a list has brought; 0 if there is none.

    Publications that rest on newer records alone came after the list.
    """
    row = store.connection.execute(
        "SELECT coalesce(max(record_id), 0) FROM placements WHERE list = ?", (name,)
    ).fetchone()
    return int(row[0])


def first_records(store: Store) -> dict[int, int]:
    """The oldest record of each publication."""
    rows = store.connection.execute(
        "SELECT publication_id, min(record_id) FROM publication_records GROUP BY publication_id"
    )
    return dict(rows.fetchall())


def write(operation: Operation, name: str, placements: Mapping[int, Placement]) -> tuple[int, int]:
    """Write the placements of a list by record; return how many are new or changed, and gone."""
    connection = operation.store.connection
    known = {
        row[0]
        for row in connection.execute("SELECT record_id FROM placements WHERE list = ?", (name,))
    }
    changed = sum(
        operation.put("placements", _row(name, record, placement))
        for record, placement in sorted(placements.items())
    )
    gone = sorted(known - placements.keys())
    for record in gone:
        operation.remove("placements", record, name)
    return changed, len(gone)


def _row(name: str, record: int, placement: Placement) -> dict[str, object]:
    return {
        "record_id": record,
        "list": name,
        "position": placement.position,
        "section": dump(list(placement.section)),
        "label": placement.number,
        "links": dump([{"label": link.label, "url": link.url} for link in placement.links]),
        "picture": placement.picture,
        "award": placement.award,
        "note": placement.note,
        "signs": dump([{"sign": sign, "meaning": text} for sign, text in placement.signs]),
        "written": placement.raw,
        "line": placement.line,
        "rule": placement.rule,
    }


def _placed(row: sqlite3.Row) -> Placed:
    return Placed(
        list=row["list"],
        record=row["record_id"],
        publication=row["publication_id"],
        placement=Placement(
            position=row["position"],
            section=tuple(json.loads(row["section"])),
            number=row["label"],
            links=tuple(Link(label=x["label"], url=x["url"]) for x in json.loads(row["links"])),
            picture=row["picture"],
            award=row["award"],
            note=row["note"],
            signs=tuple((x["sign"], x["meaning"]) for x in json.loads(row["signs"])),
            raw=row["written"],
            line=row["line"],
            rule=row["rule"],
        ),
    )
