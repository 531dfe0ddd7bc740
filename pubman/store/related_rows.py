"""The fields of publications that are rows of other tables: authors, tags, links and more.

Each reader returns the values by the id of the publication. Authors that occur again are made once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from pubman.record import Authorship, Link, Name
from pubman.store.file import Store
from pubman.store.plain_rows import tuples
from pubman.store.rows import name_from_text, words_from_json

_Read = Callable[[Store, str], dict[int, Any]]


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
    return {
        number: tuple([_authorship(*each) for _, *each in rows])
        for number, rows in groupby(tuples(store, sql), itemgetter(0))
    }


def _roles(store: Store, among: str) -> dict[int, Any]:
    """Return only the roles of authors, without names and people, for an outline of a list."""
    sql = (
        "SELECT publication_id, roles FROM authorships "
        f"WHERE publication_id {among} AND roles <> '[]' ORDER BY publication_id, position"
    )
    return _gathered(
        tuples(store, sql), lambda roles: Authorship(name=Name(), roles=words_from_json(roles))
    )


def _tags(store: Store, among: str) -> dict[int, Any]:
    sql = f"SELECT publication_id, tag FROM publication_tags WHERE publication_id {among}"
    return _gathered(tuples(store, sql), str)


def _links(store: Store, among: str) -> dict[int, Any]:
    sql = (
        "SELECT publication_id, label, url FROM publication_links "
        f"WHERE publication_id {among} ORDER BY position"
    )
    return _gathered(tuples(store, sql), lambda label, url: Link(label=label, url=url))


def _sources(store: Store, among: str) -> dict[int, Any]:
    sql = (
        "SELECT DISTINCT pr.publication_id, r.source FROM publication_records pr "
        f"JOIN records r ON r.id = pr.record_id WHERE pr.publication_id {among} ORDER BY r.source"
    )
    return _gathered(tuples(store, sql), str)


def _eras(store: Store, among: str) -> dict[int, Any]:
    sql = f"SELECT publication_id, person, era FROM era_publications WHERE publication_id {among}"
    pairs = _gathered(tuples(store, sql), lambda person, era: (person, era))
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
        for number, *lines in tuples(store, sql)
    }


def _raw(store: Store, among: str) -> dict[int, Any]:
    sql = (
        "SELECT p.id, r.raw FROM publications p JOIN records r ON r.id = p.raw_record "
        f"WHERE p.id {among}"
    )
    return {number: raw for number, raw in tuples(store, sql) if raw}


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
    return lambda store, among: _gathered(tuples(store, sql.format(among)), str)


def _former_keys(store: Store, among: str) -> dict[int, Any]:
    rows = tuples(
        store,
        "SELECT p.id, k.key FROM publications p "
        "JOIN publication_records pr ON pr.publication_id = p.id "
        "JOIN cite_keys k ON k.record_id = pr.record_id AND k.key <> p.key "
        f"WHERE p.id {among} ORDER BY p.id, k.given_at, k.key",
    )
    return _gathered(rows, str)


ROLES: Final = "authorships with roles"
"""A word for ``only``: the field ``authorships`` without names, of authors with a role."""
RELATED: Final[Mapping[str, _Read]] = {
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
ALL_RELATED: Final = tuple(name for name in RELATED if name != ROLES)
