"""Copy ``pubman.toml`` and the shipped venues into the store, for those who query it.

The files are the truth, so these rows are not operations and cannot be undone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence

from pubman.config import Config
from pubman.data import data_path
from pubman.eras import Era
from pubman.people import Person
from pubman.record import Venue
from pubman.store.file import Store
from pubman.text.fold import name_key
from pubman.venues import OwnVenue


def write_config(store: Store, config: Config) -> None:
    """Replace people, names, numbers and eras by those of ``config``, and keep its hash."""
    for table in ("eras", "person_pids", "person_names", "people"):
        store.connection.execute(f"DELETE FROM {table}")
    for position, person in enumerate(config.people, 1):
        _write_person(store, person, position)
    first = config.people[0].id if config.people else ""
    for position, era in enumerate(config.eras, 1):
        if owner := era.person or first:
            _write_era(store, era, owner, position)
    store.set_setting("config_sha256", config.sha256)


def _write_person(store: Store, person: Person, position: int) -> None:
    execute = store.connection.execute
    addresses = (person.orcid or None, person.scholar or None, person.url or None)
    row = (person.id, position, person.name.full, *addresses)
    execute("INSERT INTO people VALUES (?, ?, ?, ?, ?, ?)", row)
    for name in person.names:
        names = (person.id, name.full, name_key(name))
        execute("INSERT OR IGNORE INTO person_names VALUES (?, ?, ?)", names)
    for pid in person.pids:
        execute("INSERT OR IGNORE INTO person_pids VALUES (?, ?)", (person.id, pid))


def _write_era(store: Store, era: Era, owner: str, position: int) -> None:
    bounds = (era.start and str(era.start), era.end and str(era.end))
    row = (owner, era.name, position, *bounds)
    store.connection.execute("INSERT INTO eras VALUES (?, ?, ?, ?, ?)", row)


def write_venues(store: Store, venues: Iterable[Venue], own: Sequence[OwnVenue]) -> None:
    """Replace the canonical venues, and keep the hash of their tables."""
    store.connection.execute("DELETE FROM venues")
    store.connection.executemany(
        "INSERT INTO venues VALUES (?, ?, ?, ?, ?)",
        ((v.id, v.acronym, v.name, v.kind, v.rank) for v in venues),
    )
    store.set_setting("venues_sha256", venues_sha256(own))


def venues_sha256(own: Sequence[OwnVenue]) -> str:
    """Return a hash of everything that decides the canonical venue of a record."""
    digest = hashlib.sha256(repr(tuple(own)).encode())
    for name in ("venues.csv", "venue_aliases.csv"):
        digest.update(data_path(name).read_bytes())
    return digest.hexdigest()


def is_empty(store: Store) -> bool:
    """Return whether the store has no records."""
    return store.connection.execute("SELECT 1 FROM records LIMIT 1").fetchone() is None


def people_with_lists(store: Store) -> set[str]:
    """Return the ids of the people whose own list the store holds.

    An entry that a person added by hand or by identifier is not a list: it says nothing about
    their other papers.
    """
    rows = store.connection.execute(
        "SELECT DISTINCT person FROM accounts WHERE person IS NOT NULL "
        "AND account <> 'added' AND account NOT LIKE 'added:%'"
    )
    return {row[0] for row in rows}


def records_of_accounts(store: Store, accounts: Collection[str]) -> set[int]:
    """Return the records that depend on who owns the lists ``accounts``.

    These are the records that the lists name, and those of every publication that names a person
    of ``pubman.toml`` and is nobody's on better grounds than a spelling: whether the spelling is
    enough depends on whether that person's own list is known. A hidden one may name an editor.
    """
    by_name = (
        "SELECT record_id FROM publication_records WHERE publication_id IN "
        "(SELECT publication_id FROM authorships WHERE person IS NOT NULL "
        "UNION SELECT publication_id FROM person_publications "
        "UNION SELECT id FROM publications WHERE mine IS NULL OR hidden = 1) "
        "AND publication_id NOT IN "
        "(SELECT publication_id FROM person_publications WHERE by <> 'spelling')"
    )
    found = {row[0] for row in store.connection.execute(by_name)}
    for account in accounts:
        rows = store.connection.execute(
            "SELECT record_id FROM listings WHERE account = ?", (account,)
        )
        found.update(row[0] for row in rows)
    return found
