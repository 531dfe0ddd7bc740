"""Publications by the page, sorted and counted in SQL, so that a long list opens quickly.

The browser interface asks for fifty publications at a time and for the counts of its facets.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from pubman.store.chosen import choose
from pubman.store.file import Store

ORDERS: Final[Mapping[str, str]] = {
    "newest": "year IS NULL, year DESC, position IS NULL, position, coalesce(month, 0) DESC, key",
    "oldest": "year IS NULL, year, position IS NULL, position, coalesce(month, 13), key",
    "title": "title COLLATE NOCASE, key",
    "venue": "coalesce(venue_id, venue) COLLATE NOCASE, year DESC, key",
}
"""How a page can be sorted, by the word that an address says."""

_FACETS: Final[Mapping[str, str]] = {
    "year": "SELECT year, count(*) FROM publications WHERE id IN chosen AND year IS NOT NULL "
    "GROUP BY 1 ORDER BY 1 DESC",
    "kind": "SELECT kind, count(*) FROM publications WHERE id IN chosen "
    "GROUP BY 1 ORDER BY 2 DESC, 1",
    "venue": "SELECT coalesce(v.acronym, p.venue), count(*) FROM publications p "
    "LEFT JOIN venues v ON v.id = p.venue_id WHERE p.id IN chosen AND p.venue IS NOT NULL "
    "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20",
    "tag": "SELECT tag, count(*) FROM publication_tags WHERE publication_id IN chosen "
    "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20",
    "author": "SELECT name, count(*) FROM authorships WHERE publication_id IN chosen "
    "AND person IS NULL GROUP BY name_key ORDER BY 2 DESC, 1 LIMIT 20",
}


MOST_WITH_AUTHORS: Final = 20_000
"""Co-authors are counted for up to this many publications. For 100,000 it takes 0.3 s."""


def page_of(
    store: Store, ids: Collection[int], *, order: str = "newest", start: int = 0, size: int = 50
) -> list[int]:
    """Return the ids of one page of the publications *ids*, in one of the ``ORDERS``."""
    choose(store, ids)
    rows = store.connection.execute(
        f"SELECT id FROM publications WHERE id IN chosen ORDER BY {ORDERS[order]} LIMIT ? OFFSET ?",
        (size, start),
    )
    return [row[0] for row in rows]


def facets(store: Store, ids: Collection[int]) -> dict[str, list[tuple[str, int]]]:
    """Return how many of the publications *ids* have each year, kind, venue, tag and co-author."""
    choose(store, ids)
    names = [name for name in _FACETS if name != "author" or len(ids) <= MOST_WITH_AUTHORS]
    found = {name: store.connection.execute(_FACETS[name]).fetchall() for name in names}
    return {name: [(str(row[0]), row[1]) for row in rows] for name, rows in found.items()}


def state(store: Store) -> str:
    """Return a short text that changes with every command that writes, undo and redo included."""
    row = store.connection.execute(
        "SELECT coalesce(max(id), 0), count(undone_at) FROM operations"
    ).fetchone()
    return f"{row[0]}.{row[1]}"


def waiting(store: Store) -> dict[str, int]:
    """Return how many questions of each kind wait for an answer."""
    return dict(store.connection.execute("SELECT kind, count(*) FROM questions GROUP BY kind"))
