"""Where the parts of a publication come from: its records, its files, its people, its fields."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from pubman.store.chosen import choose
from pubman.store.file import Store


def publications_of(store: Store, records: Collection[int]) -> dict[int, str]:
    """Return the key of the publication that each record of ``records`` belongs to."""
    choose(store, records)
    rows = store.connection.execute(
        "SELECT pr.record_id, p.key FROM publication_records pr "
        "JOIN publications p ON p.id = pr.publication_id WHERE pr.record_id IN chosen"
    )
    return {row[0]: row[1] for row in rows}


def records_by_publication(store: Store) -> dict[int, list[int]]:
    """Return the ids of the records of every publication, the lead first."""
    found: dict[int, list[int]] = {}
    rows = store.connection.execute(
        "SELECT publication_id, record_id FROM publication_records ORDER BY position"
    )
    for publication, record in rows:
        found.setdefault(publication, []).append(record)
    return found


def fields_by_hand(store: Store) -> dict[int, list[str]]:
    """Return the fields that a person set, by publication."""
    found: dict[int, list[str]] = {}
    rows = store.connection.execute(
        "SELECT publication_id, field FROM publication_fields WHERE by_hand = 1"
    )
    for publication, field in rows:
        found.setdefault(publication, []).append(field)
    return found


def fields_of(store: Store, publication: int) -> list[sqlite3.Row]:
    """Return which record gave each field of a publication: field, record_id, by_hand."""
    return store.connection.execute(
        "SELECT field, record_id, by_hand FROM publication_fields WHERE publication_id = ?",
        (publication,),
    ).fetchall()


def people_of(store: Store, publication: int) -> list[sqlite3.Row]:
    """Return the owners of a publication, and how pubman knows each: name, by."""
    return store.connection.execute(
        "SELECT p.name, pp.by FROM person_publications pp JOIN people p ON p.id = pp.person "
        "WHERE pp.publication_id = ? ORDER BY p.position",
        (publication,),
    ).fetchall()


def people_by_publication(store: Store) -> dict[int, set[str]]:
    """Return the ids of the people of every publication that is somebody's."""
    found: dict[int, set[str]] = {}
    rows = store.connection.execute("SELECT publication_id, person FROM person_publications")
    for publication, person in rows:
        found.setdefault(publication, set()).add(person)
    return found


def places_of(store: Store, records: Collection[int]) -> list[sqlite3.Row]:
    """Return the file and line that each record of ``records`` was read from."""
    choose(store, records)
    return store.connection.execute(
        "SELECT r.id, r.line, i.location FROM records r JOIN imports i ON i.id = r.import_id "
        "WHERE r.id IN chosen"
    ).fetchall()
