"""Publications read from the store, complete or with only some fields.

Reading is half of what a list costs. So rows come as plain tuples, values that occur again are made
once, and columns that nobody asked for are not read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from pubman.fields import RECORD_FIELDS
from pubman.record import Date, Publication
from pubman.store.chosen import choose
from pubman.store.file import Store
from pubman.store.plain_rows import tuples
from pubman.store.readable import UNREADABLE
from pubman.store.related_rows import ALL_RELATED, RELATED
from pubman.store.rows import names_from_json, words_from_json
from pubman.store.venue_names import NameVenue, venue_namer


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
    name_venue = venue_namer(store, None)
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
    name_venue: NameVenue | None = None,
) -> list[Publication]:
    if ids is not None:
        choose(store, ids)
    among = "IN chosen" if ids is not None else "IS NOT NULL"
    wanted = {"id", "key", *(only if only is not None else (*_COLUMNS, *ALL_RELATED))}
    names = [name for name in _COLUMNS if name in wanted]
    finish = _finisher(store, wanted, among, name_venue or venue_namer(store, among))
    sql = _SELECT.format(", ".join(map(_COLUMNS.__getitem__, names)), among)
    found = []
    for row in tuples(store, sql):
        if bytes in map(type, row):
            raise ValueError("a value is not text")
        found.append(finish(dict(zip(names, row, strict=True))))
    return found


def _finisher(
    store: Store, wanted: Collection[str], among: str, name_venue: NameVenue
) -> Callable[[dict[str, Any]], Publication]:
    """Return a function that makes a publication of the columns of its row."""
    made = [(name, make) for name, make in _MADE.items() if name in wanted]
    beside = [
        (name.partition(" ")[0], rows)
        for name, read in RELATED.items()
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
