"""The lists that name records: the owner of each, and the names in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

from pubman.record import Work
from pubman.store.chosen import choose
from pubman.store.file import Store
from pubman.store.rows import names_from_json

_NAMES = "SELECT r.kind, r.authors, r.editors, r.raw FROM records r"


def unowned_lists(store: Store) -> list[sqlite3.Row]:
    """Return account and source of the files that nobody has assigned an owner."""
    return store.connection.execute(
        "SELECT account, source FROM accounts WHERE person IS NULL AND said = 0 "
        "AND source <> 'added' AND account LIKE source || ':%' ORDER BY account"
    ).fetchall()


def lists_called(store: Store, name: str) -> list[sqlite3.Row]:
    """Return the accounts of the source or file ``name``: ``own`` or ``own.bib``."""
    return store.connection.execute(
        "SELECT * FROM accounts WHERE source = :name OR account = :name "
        "OR account = source || ':' || :name ORDER BY account",
        {"name": name},
    ).fetchall()


def list_names(store: Store) -> list[str]:
    """Return the names of the sources that are files, for a message that lists them."""
    rows = store.connection.execute("SELECT DISTINCT source FROM accounts ORDER BY source")
    return [row[0] for row in rows]


def works_listed(store: Store, account: str) -> list[tuple[Work, str]]:
    """Return kind and names of the works that a list names, each with the text of its entry."""
    rows = store.connection.execute(
        f"{_NAMES} JOIN listings l ON l.record_id = r.id "
        "WHERE l.account = ? AND l.gone_since IS NULL AND r.withdrawn = 0 ORDER BY r.id",
        (account,),
    )
    return _works(rows)


def works_among(store: Store, ids: Collection[int]) -> list[tuple[Work, str]]:
    """Return kind and names of the records with these ids, each with the text of its entry."""
    choose(store, ids)
    return _works(store.connection.execute(f"{_NAMES} WHERE r.id IN chosen"))


def not_mine(store: Store, account: str) -> int:
    """Return how many publications on a list are nobody's in ``pubman.toml``."""
    row = store.connection.execute(
        "SELECT count(DISTINCT p.id) FROM listings l "
        "JOIN publication_records pr ON pr.record_id = l.record_id "
        "JOIN publications p ON p.id = pr.publication_id "
        "WHERE l.account = ? AND l.gone_since IS NULL AND p.mine = 0 AND p.hidden = 0",
        (account,),
    ).fetchone()
    return int(row[0])


def _works(rows: Iterable[sqlite3.Row]) -> list[tuple[Work, str]]:
    return [
        (
            Work(
                kind=row["kind"],
                authors=names_from_json(row["authors"]),
                editors=names_from_json(row["editors"]),
            ),
            row["raw"],
        )
        for row in rows
    ]


def count_mine(store: Store) -> int:
    """Return how many publications belong to a person of ``pubman.toml`` and are not hidden."""
    sql = "SELECT count(*) FROM publications WHERE mine = 1 AND hidden = 0"
    return int(store.connection.execute(sql).fetchone()[0])
