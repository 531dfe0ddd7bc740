"""The venue of a publication as lists show it: the canonical one, and one spelling of a journal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any, Final

from pubman.record import Venue
from pubman.store.file import Store
from pubman.store.plain_rows import tuples
from pubman.text.scripts import script_of
from pubman.venues.journals import JournalNames

NameVenue = Callable[[dict[str, Any]], None]
_IN_JOURNALS: Final = frozenset({"article", "review"})


def venue_namer(store: Store, among: str | None) -> NameVenue:
    """Return a function that puts the canonical venue, and one spelling of a journal, in place.

    It knows the venues of the publications ``among``, or all venues.
    """

    @cache
    def venues() -> dict[str, Venue]:
        return _venues(store, among)

    @cache  # counting takes time, and no journal may be among a few publications
    def journals() -> JournalNames:
        return _journals(store)

    def name_venue(values: dict[str, Any]) -> None:
        if "canonical" in values:
            canonical = venues().get(values["canonical"])
            values["canonical"] = _in_language(canonical, values.get("venue", ""))
        if "venue" in values and values.get("kind", "article") in _IN_JOURNALS:
            values["venue"] = journals().name(values["venue"])
        elif "venue" in values and _is_shouted(values["venue"]):
            values["venue"] = journals().lowered(values["venue"])

    return name_venue


def _is_shouted(venue: str | None) -> bool:
    """Return whether a book or proceedings may be in capitals, as in Web of Science."""
    return venue is not None and venue.isupper() and " " in venue


def _in_language(venue: Venue | None, written: str) -> Venue | None:
    """Return the canonical venue with its name as written, if that is in another script.

    A Chinese paper is in 软件学报, not in "Journal of Software".
    """
    if venue is None or written.isascii() or script_of(written) in ("", script_of(venue.name)):
        return venue
    return replace(venue, name=written, acronym=written)


def write_journal_names(store: Store) -> None:
    """Write the spelling of each journal again, if it differs, for those who ask in SQL."""
    names = _journals(store)
    written = tuples(
        store,
        "SELECT DISTINCT venue FROM publications WHERE venue_id IS NULL AND venue IS NOT NULL "
        "AND kind IN ('article', 'review')",
    )
    rows = [(venue, names.name(venue)) for (venue,) in written if names.name(venue) != venue]
    store.connection.execute("DELETE FROM journal_names")
    store.connection.executemany("INSERT INTO journal_names VALUES (?, ?)", sorted(rows))


def _journals(store: Store) -> JournalNames:
    """Return the spelling that the store uses for each journal without a canonical venue."""
    counts = tuples(
        store,
        "SELECT venue, count(*) FROM publications WHERE venue_id IS NULL AND venue IS NOT NULL "
        "AND kind IN ('article', 'review') GROUP BY venue",
    )
    by_hand = tuples(
        store,
        "SELECT DISTINCT p.venue FROM publications p JOIN publication_fields f "
        "ON f.publication_id = p.id WHERE f.field = 'venue' AND f.by_hand = 1 "
        "AND p.venue IS NOT NULL",
    )
    return JournalNames(counts, (row[0] for row in by_hand))


def _venues(store: Store, among: str | None) -> dict[str, Venue]:
    chosen = f" WHERE id IN (SELECT p.venue_id FROM publications p WHERE p.id {among})"
    rows = tuples(
        store,
        f"SELECT id, acronym, name, kind, rank FROM venues{chosen if among else ''}",
    )
    return {
        id_: Venue(id=id_, acronym=acronym, name=name, kind=kind, rank=rank)
        for id_, acronym, name, kind, rank in rows
    }
