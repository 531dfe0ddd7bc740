"""Reading: publications as the rest of pubman sees them, keys resolved, conditions."""

from __future__ import annotations

import json
import re
import shlex
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pubman.errors import AmbiguousKey, UnknownKey
from pubman.record import RECORD_FIELDS, Authorship, Date, Link, Name, Publication, Venue
from pubman.store.derived import choose
from pubman.store.file import Store
from pubman.store.rows import name_from_json, names_from_json, words_from_json
from pubman.text import identifiers

_TEXT = tuple(
    name for name in RECORD_FIELDS if name not in {"kind", "date", "authors", "editors", "keywords"}
)
_CANDIDATES = 8  # shown of an ambiguous beginning


@dataclass(frozen=True, slots=True, kw_only=True)
class CiteKey:
    """A row of ``cite_keys``."""

    key: str
    record_id: int
    origin: str
    given_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a KEY names: a publication, and the record where the KEY names one record of it (r18).

    ``via`` is the record that bears the key or identifier by which the publication was found.
    """

    publication: int
    key: str
    record: int | None = None
    via: int | None = None


def keys_of(store: Store, ids: Collection[int] | None) -> dict[int, list[CiteKey]]:
    """The cite keys of the records of ``ids`` (None: of all that are not withdrawn)."""
    if ids is not None:
        choose(store, ids)
    rows = store.connection.execute(
        "SELECT k.* FROM cite_keys k "
        + (
            "WHERE k.record_id IN chosen"
            if ids is not None
            else "JOIN records r ON r.id = k.record_id WHERE r.withdrawn = 0"
        )
    )
    found: dict[int, list[CiteKey]] = {}
    for row in rows:
        found.setdefault(row["record_id"], []).append(CiteKey(**dict(row)))
    return found


# ----------------------------------------------------------------------------------- keys resolved


def resolve(store: Store, key: str) -> Target:
    """What ``key`` names: a cite key (present or former), DOI, arXiv id, source key, record id, or
    an unambiguous beginning of a cite key. ``UnknownKey`` and ``AmbiguousKey`` say so.
    """
    key = key.strip()
    for found in (
        _by_record(store, key),
        _by_cite_key(store, key),
        _by_identifier(store, key),
        _by_source_key(store, key),
        _by_beginning(store, key),
    ):
        if len(found) == 1:
            return found[0]
        if found:
            listed = [target.key for target in found[:_CANDIDATES]]
            more = [f"and {len(found) - _CANDIDATES} more"] if len(found) > _CANDIDATES else []
            raise AmbiguousKey(f"{key!r} may be any of {len(found)}. Nothing was changed.", *listed,
                               *more)  # fmt: skip
    hints = ["pubman list"] + ([f"pubman search {shlex.quote(key)}"] if key else [])
    raise UnknownKey(f"No publication {key!r}. Nothing was changed.", *hints)


_JOINED = (
    "SELECT p.id AS publication, p.key AS key, min(r.id) AS via FROM publications p "
    "JOIN publication_records pr ON pr.publication_id = p.id JOIN records r ON r.id = pr.record_id "
)


_GROUPED = " GROUP BY p.id ORDER BY p.key"


def _targets(store: Store, condition: str, *values: Any, record: int | None = None) -> list[Target]:
    rows = store.connection.execute(_JOINED + condition + _GROUPED, values)
    return [
        Target(publication=row["publication"], key=row["key"], record=record, via=row["via"])
        for row in rows
    ]


def _by_record(store: Store, key: str) -> list[Target]:
    if not (match := re.fullmatch(r"r(\d{1,15})", key)):
        return []
    record = int(match[1])
    return _targets(store, "WHERE r.id = ?", record, record=record)


def _by_cite_key(store: Store, key: str) -> list[Target]:
    condition = "JOIN cite_keys k ON k.record_id = r.id WHERE k.key = ?"
    return _targets(store, condition, key) or _targets(store, condition + " COLLATE NOCASE", key)


def _by_identifier(store: Store, key: str) -> list[Target]:
    if arxiv_id := identifiers.arxiv_id(key):
        return _targets(store, "WHERE r.arxiv_id = ?", arxiv_id)
    if doi := identifiers.doi(key):
        return _targets(store, "WHERE r.doi = ?", doi)
    return []


def _by_source_key(store: Store, key: str) -> list[Target]:
    source, colon, rest = key.partition(":")
    if colon:
        condition = "WHERE r.source = ? AND r.source_key = ?"
        if found := _targets(store, condition, source.lower(), rest):
            return found
    return _targets(store, "WHERE r.source_key = ?", key)


def _by_beginning(store: Store, key: str) -> list[Target]:
    if not key:
        return []
    return _targets(store, "WHERE p.key >= ? AND p.key < ?", key, key + "\U0010ffff")


def records_of(store: Store, publication: int) -> list[int]:
    """The ids of a publication's records, the lead first."""
    rows = store.connection.execute(
        "SELECT record_id FROM publication_records WHERE publication_id = ? ORDER BY position",
        (publication,),
    )
    return [row[0] for row in rows]


# ------------------------------------------------------------------------------------ publications


def publications(store: Store, ids: Collection[int] | None = None) -> list[Publication]:
    """The publications of ``ids`` (None: all), by id, complete."""
    if ids is not None:
        choose(store, ids)
    among = "IN chosen" if ids is not None else "IS NOT NULL"
    side = _Beside(store, among)
    rows = store.connection.execute(
        "SELECT p.*, v.acronym, v.name AS venue_name, v.kind AS venue_kind, v.rank, r.raw "
        "FROM publications p LEFT JOIN venues v ON v.id = p.venue_id "
        f"LEFT JOIN records r ON r.id = p.raw_record WHERE p.id {among} ORDER BY p.id"
    )
    return [_publication(row, side) for row in rows]


class _Beside:
    """The rows beside ``publications``, by publication id."""

    def __init__(self, store: Store, among: str) -> None:
        self._connection = store.connection
        self._among = among
        self.authorships = self._by_id(
            "SELECT * FROM authorships WHERE publication_id {} ORDER BY position"
        )
        self.tags = self._by_id("SELECT * FROM publication_tags WHERE publication_id {}")
        self.links = self._by_id(
            "SELECT * FROM publication_links WHERE publication_id {} ORDER BY position"
        )
        self.eras = self._by_id("SELECT * FROM era_publications WHERE publication_id {}")
        self.sources = self._by_id(
            "SELECT DISTINCT pr.publication_id, r.source FROM publication_records pr "
            "JOIN records r ON r.id = pr.record_id WHERE pr.publication_id {} ORDER BY r.source"
        )
        tie = (
            "SELECT {0}.publication_id AS publication_id, p.key FROM ties t "
            "JOIN publication_records a ON a.record_id = t.record_a "
            "JOIN publication_records b ON b.record_id = t.record_b "
            "JOIN publications p ON p.id = {1}.publication_id "
            "WHERE t.kind = 'extends' AND a.publication_id <> b.publication_id "
            "AND {0}.publication_id {{}} ORDER BY p.key"
        )
        self.extends = self._by_id(tie.format("a", "b"))
        self.extended_by = self._by_id(tie.format("b", "a"))

    def _by_id(self, sql: str) -> dict[int, list[sqlite3.Row]]:
        found: dict[int, list[sqlite3.Row]] = {}
        for row in self._connection.execute(sql.format(self._among)):
            found.setdefault(row["publication_id"], []).append(row)
        return found


def _publication(row: sqlite3.Row, side: _Beside) -> Publication:
    number = row["id"]
    values: dict[str, Any] = {column: row[column] or "" for column in _TEXT}
    authorships = tuple(_authorship(each) for each in side.authorships.get(number, ()))
    display = {
        name: row[f"display_{name}"]
        for name in ("authors", "title", "venue")
        if row[f"display_{name}"]
    }
    return Publication(
        **values,
        id=number,
        key=row["key"],
        kind=row["kind"],
        date=Date.parse(row["date"]) if row["date"] else None,
        authors=tuple(each.name for each in authorships),
        authorships=authorships,
        authors_cut=bool(row["authors_cut"]),
        editors=names_from_json(row["editors"]),
        keywords=words_from_json(row["keywords"]),
        canonical=_venue(row),
        ordinal=row["ordinal"] or "",
        position=row["position"],
        era=row["era"] or "",
        eras={each["person"]: each["era"] for each in side.eras.get(number, ())},
        mine=None if row["mine"] is None else bool(row["mine"]),
        hidden=bool(row["hidden"]),
        tags=tuple(each["tag"] for each in side.tags.get(number, ())),
        links=tuple(Link(label=x["label"], url=x["url"]) for x in side.links.get(number, ())),
        sources=tuple(each["source"] for each in side.sources.get(number, ())),
        display=display,
        extra={} if row["extra"] == "{}" else json.loads(row["extra"]),
        extends=tuple(dict.fromkeys(each["key"] for each in side.extends.get(number, ()))),
        extended_by=tuple(dict.fromkeys(each["key"] for each in side.extended_by.get(number, ()))),
        raw=row["raw"] or "",
    )


@lru_cache(maxsize=20_000)
def _name(parts: str) -> Name:
    """The name of a JSON column; the people one writes with come again and again."""
    return name_from_json(json.loads(parts))


def _authorship(row: sqlite3.Row) -> Authorship:
    return Authorship(
        name=_name(row["parts"]),
        person=row["person"] or "",
        roles=words_from_json(row["roles"]),
    )


def _venue(row: sqlite3.Row) -> Venue | None:
    if row["venue_id"] is None or row["acronym"] is None:
        return None
    return Venue(
        id=row["venue_id"],
        acronym=row["acronym"],
        name=row["venue_name"],
        kind=row["venue_kind"],
        rank=row["rank"],
    )


# ---------------------------------------------------------------------------------- selected rows

LISTED = (
    "mine IS 1 AND hidden = 0 AND coalesce(status, '') NOT IN "
    "('in preparation', 'submitted', 'under review')"
)
"""The condition of a list that has none: mine, not hidden, not merely submitted."""


def selected(store: Store, condition: str, parameters: Sequence[Any] = ()) -> list[int]:
    """The ids of the publications for which a SQL condition over ``bibliography`` holds."""
    rows = store.connection.execute(
        f"SELECT p.id FROM publications p JOIN bibliography b ON b.key = p.key WHERE ({condition})",
        tuple(parameters),
    )
    return [row[0] for row in rows]


def count(store: Store, condition: str = "1") -> int:
    """How many publications a condition over the table holds for."""
    sql = f"SELECT count(*) FROM publications WHERE {condition}"
    return int(store.connection.execute(sql).fetchone()[0])


def rows(
    store: Store, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()
) -> list[sqlite3.Row]:
    """The rows of a query of pubman's own."""
    return store.connection.execute(sql, parameters).fetchall()
