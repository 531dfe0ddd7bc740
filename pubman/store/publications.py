"""Publications read from the store, complete or with only some fields.

Reading is half of what a list costs. So rows come as plain tuples, names and authorships that occur
again are made once, and columns that nobody asked for are not read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, Final

from pubman.record import RECORD_FIELDS, Authorship, Date, Link, Name, Publication, Venue
from pubman.store.derived import choose
from pubman.store.file import Store
from pubman.store.readable import UNREADABLE
from pubman.store.rows import name_from_text, names_from_json, words_from_json
from pubman.text.scripts import script_of
from pubman.venues.journals import JournalNames

_Read = Callable[[Store, str], dict[int, Any]]
_NameVenue = Callable[[dict[str, Any]], None]


def publications(
    store: Store, ids: Collection[int] | None = None, *, only: Collection[str] | None = None
) -> list[Publication]:
    """Return the publications of ``ids`` (None: all), by id.

    ``only`` names the fields to read; a field that is not read is empty. ``id`` and ``key`` are
    always there. Rows that cannot be read are made again from the facts first.
    """
    try:
        return _publications(store, ids, only)
    except (*UNREADABLE, sqlite3.OperationalError, sqlite3.DataError) as error:
        if store.conclude_again is None:
            raise
        del error  # its frames hold statements that are not finished, and these hold locks
    store.require_conclusions()
    return _publications(store, ids, only)


class ReadAgain(Exception):
    """The publications changed while they were read in portions, so all are to be read again."""


def in_portions(
    store: Store, ids: Sequence[int], *, at_once: int = 500
) -> Iterator[list[Publication]]:
    """Yield the publications of ``ids``, complete and in that order, some at a time.

    Raise :class:`ReadAgain` if one is gone, or if rows had to be made again from the facts.
    """
    name_venue = _venue_namer(store, None)
    for start in range(0, len(ids), at_once):
        portion = ids[start : start + at_once]
        try:
            found = {pub.id: pub for pub in _publications(store, set(portion), None, name_venue)}
        except (*UNREADABLE, sqlite3.OperationalError, sqlite3.DataError) as error:
            if store.conclude_again is None:
                raise
            del error
            store.require_conclusions()
            raise ReadAgain from None
        if not found.keys() >= set(portion):
            raise ReadAgain
        yield [found[each] for each in portion]


def _publications(
    store: Store,
    ids: Collection[int] | None,
    only: Collection[str] | None,
    name_venue: _NameVenue | None = None,
) -> list[Publication]:
    if ids is not None:
        choose(store, ids)
    among = "IN chosen" if ids is not None else "IS NOT NULL"
    wanted = {"id", "key", *(only if only is not None else (*_COLUMNS, *_ALL_BESIDE))}
    names = [name for name in _COLUMNS if name in wanted]
    finish = _finisher(store, wanted, among, name_venue or _venue_namer(store, among))
    sql = _SELECT.format(", ".join(map(_COLUMNS.__getitem__, names)), among)
    found = []
    for row in _tuples(store, sql):
        if bytes in map(type, row):
            raise ValueError("a value is not text")
        found.append(finish(dict(zip(names, row, strict=True))))
    return found


def _finisher(
    store: Store, wanted: Collection[str], among: str, name_venue: _NameVenue
) -> Callable[[dict[str, Any]], Publication]:
    """Return a function that makes a publication of the columns of its row."""
    made = [(name, make) for name, make in _MADE.items() if name in wanted]
    beside = [
        (name.partition(" ")[0], rows)
        for name, read in _BESIDE.items()
        if name in wanted and (rows := read(store, among))
    ]

    with_names = "authorships" in wanted

    def finish(values: dict[str, Any]) -> Publication:
        for name, make in made:
            values[name] = make(values[name])
        for name, rows in beside:
            if values["id"] in rows:
                values[name] = rows[values["id"]]
        name_venue(values)
        if with_names and "authorships" in values:
            values["authors"] = tuple([author.name for author in values["authorships"]])
        return Publication(**values)

    return finish


def _venue_namer(store: Store, among: str | None) -> _NameVenue:
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


def _tuples(store: Store, sql: str) -> Iterable[tuple[Any, ...]]:
    """Return the rows of a query as plain tuples: looking up 50 columns by name is slow."""
    cursor = store.connection.cursor()
    cursor.row_factory = None
    return cursor.execute(sql)


# ------------------------------------------------------------------------- columns of the table


@lru_cache(maxsize=4096)
def _date(text: str | None) -> Date | None:
    return Date.parse(text) if text else None


def _mine(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _extra(text: str) -> Mapping[str, str]:
    return {} if text == "{}" else json.loads(text)


_names: Final = lru_cache(maxsize=4096)(names_from_json)
_SELECT: Final = "SELECT {} FROM publications p WHERE p.id {} ORDER BY p.id"
_MADE: Final[Mapping[str, Callable[[Any], Any]]] = {
    "date": _date,
    "authors_cut": bool,
    "editors": _names,
    "keywords": words_from_json,
    "mine": _mine,
    "hidden": bool,
    "extra": _extra,
}
_TEXTS: Final = [
    name for name in RECORD_FIELDS if name not in {"authors", "date", "editors", "keywords"}
]
_COLUMNS: Final[Mapping[str, str]] = {
    "id": "p.id",
    "key": "p.key",
    **{name: f"coalesce(p.{name}, '')" for name in (*_TEXTS, "ordinal", "era")},
    "position": "p.position",
    "canonical": "p.venue_id",
    **{name: f"p.{name}" for name in _MADE},
}
"""Fields that are a column, with how it is asked for."""


_IN_JOURNALS: Final = frozenset({"article", "review"})


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
    written = _tuples(
        store,
        "SELECT DISTINCT venue FROM publications WHERE venue_id IS NULL AND venue IS NOT NULL "
        "AND kind IN ('article', 'review')",
    )
    rows = [(venue, names.name(venue)) for (venue,) in written if names.name(venue) != venue]
    store.connection.execute("DELETE FROM journal_names")
    store.connection.executemany("INSERT INTO journal_names VALUES (?, ?)", sorted(rows))


def _journals(store: Store) -> JournalNames:
    """Return the spelling that the store uses for each journal without a canonical venue."""
    counts = _tuples(
        store,
        "SELECT venue, count(*) FROM publications WHERE venue_id IS NULL AND venue IS NOT NULL "
        "AND kind IN ('article', 'review') GROUP BY venue",
    )
    by_hand = _tuples(
        store,
        "SELECT DISTINCT p.venue FROM publications p JOIN publication_fields f "
        "ON f.publication_id = p.id WHERE f.field = 'venue' AND f.by_hand = 1 "
        "AND p.venue IS NOT NULL",
    )
    return JournalNames(counts, (row[0] for row in by_hand))


def _venues(store: Store, among: str | None) -> dict[str, Venue]:
    chosen = f" WHERE id IN (SELECT p.venue_id FROM publications p WHERE p.id {among})"
    rows = _tuples(
        store,
        f"SELECT id, acronym, name, kind, rank FROM venues{chosen if among else ''}",
    )
    return {
        id_: Venue(id=id_, acronym=acronym, name=name, kind=kind, rank=rank)
        for id_, acronym, name, kind, rank in rows
    }


# ------------------------------------------------------------------------------ the rows beside


def _gathered(rows: Iterable[tuple[Any, ...]], make: Callable[..., Any]) -> dict[int, Any]:
    """Return what ``make`` makes of the rows of each publication, as a tuple by its id."""
    found: dict[int, list[Any]] = {}
    for number, *values in rows:
        found.setdefault(number, []).append(make(*values))
    return {number: tuple(values) for number, values in found.items()}


@lru_cache(maxsize=50_000)
def _authorship(parts: str, person: str | None, roles: str) -> Authorship:
    """Return one author. The same co-authors occur on many papers, so results are cached."""
    name = name_from_text(parts)
    return Authorship(name=name, person=person or "", roles=words_from_json(roles))


def _authorships(store: Store, among: str) -> dict[int, Any]:
    sql = (
        "SELECT publication_id, parts, person, roles FROM authorships "
        f"WHERE publication_id {among} ORDER BY publication_id, position"
    )
    found: dict[int, list[Authorship]] = {}
    for number, parts, person, roles in _tuples(store, sql):
        found.setdefault(number, []).append(_authorship(parts, person, roles))
    return {number: tuple(authors) for number, authors in found.items()}


def _roles(store: Store, among: str) -> dict[int, Any]:
    """Return only the roles of authors, without names and people, for an outline of a list."""
    sql = (
        "SELECT publication_id, roles FROM authorships "
        f"WHERE publication_id {among} AND roles <> '[]' ORDER BY publication_id, position"
    )
    return _gathered(
        _tuples(store, sql), lambda roles: Authorship(name=Name(), roles=words_from_json(roles))
    )


def _tags(store: Store, among: str) -> dict[int, Any]:
    sql = f"SELECT publication_id, tag FROM publication_tags WHERE publication_id {among}"
    return _gathered(_tuples(store, sql), str)


def _links(store: Store, among: str) -> dict[int, Any]:
    sql = (
        "SELECT publication_id, label, url FROM publication_links "
        f"WHERE publication_id {among} ORDER BY position"
    )
    return _gathered(_tuples(store, sql), lambda label, url: Link(label=label, url=url))


def _sources(store: Store, among: str) -> dict[int, Any]:
    sql = (
        "SELECT DISTINCT pr.publication_id, r.source FROM publication_records pr "
        f"JOIN records r ON r.id = pr.record_id WHERE pr.publication_id {among} ORDER BY r.source"
    )
    return _gathered(_tuples(store, sql), str)


def _eras(store: Store, among: str) -> dict[int, Any]:
    sql = f"SELECT publication_id, person, era FROM era_publications WHERE publication_id {among}"
    pairs = _gathered(_tuples(store, sql), lambda person, era: (person, era))
    return {number: dict(each) for number, each in pairs.items()}


def _display(store: Store, among: str) -> dict[int, Any]:
    names = ("authors", "title", "venue")
    columns = ", ".join(f"p.display_{name}" for name in names)
    sql = (
        f"SELECT p.id, {columns} FROM publications p WHERE p.id {among} AND "
        f"coalesce({columns}) IS NOT NULL"
    )
    return {
        number: {name: line for name, line in zip(names, lines, strict=True) if line}
        for number, *lines in _tuples(store, sql)
    }


def _raw(store: Store, among: str) -> dict[int, Any]:
    sql = (
        "SELECT p.id, r.raw FROM publications p JOIN records r ON r.id = p.raw_record "
        f"WHERE p.id {among}"
    )
    return {number: raw for number, raw in _tuples(store, sql) if raw}


def _tied(own: str, other: str) -> _Read:
    """Return a reader of the keys of linked publications, from one side or the other."""
    sql = (
        f"SELECT DISTINCT {own}.publication_id, p.key FROM ties t "
        "JOIN publication_records a ON a.record_id = t.record_a "
        "JOIN publication_records b ON b.record_id = t.record_b "
        f"JOIN publications p ON p.id = {other}.publication_id "
        "WHERE t.kind = 'extends' AND a.publication_id <> b.publication_id "
        f"AND {own}.publication_id {{}} ORDER BY p.key"
    )
    return lambda store, among: _gathered(_tuples(store, sql.format(among)), str)


def _former_keys(store: Store, among: str) -> dict[int, Any]:
    rows = _tuples(
        store,
        "SELECT p.id, k.key FROM publications p "
        "JOIN publication_records pr ON pr.publication_id = p.id "
        "JOIN cite_keys k ON k.record_id = pr.record_id AND k.key <> p.key "
        f"WHERE p.id {among} ORDER BY p.id, k.given_at, k.key",
    )
    return _gathered(rows, str)


ROLES: Final = "authorships with roles"
"""A word for ``only``: the field ``authorships`` without names, of authors with a role."""
_BESIDE: Final[Mapping[str, _Read]] = {
    "authorships": _authorships,
    ROLES: _roles,
    "tags": _tags,
    "links": _links,
    "eras": _eras,
    "sources": _sources,
    "display": _display,
    "extends": _tied("a", "b"),
    "extended_by": _tied("b", "a"),
    "former_keys": _former_keys,
    "raw": _raw,
}
"""Fields in rows of other tables, which have no rows for publications without a value."""
_ALL_BESIDE: Final = tuple(name for name in _BESIDE if name != ROLES)
