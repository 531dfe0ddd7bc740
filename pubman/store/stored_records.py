"""Records as they are stored, and the facts about them.

Functions take sets of record ids; ``None`` means all of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final, NamedTuple

from pubman.record import Record
from pubman.store.chosen import choose
from pubman.store.file import Store
from pubman.store.plain_rows import tuples
from pubman.store.readable import UNREADABLE, readable_rows
from pubman.store.rows import RECORD_COLUMNS, record_from_values, record_values

HELD: Final = 10_000
"""Records that are held at hand at most, once written or read: about 40 MB."""
MANY: Final = 60_000
"""Of more records than this none is held: memory is worth more than to read some of them again."""


class Stored:
    """A record as it is stored: with its id, its source and the format it was read from.

    ``columns`` are its values of :data:`RECORD_COLUMNS`, and ``record`` is the record of them. Each
    is made of the other when it is first needed: most publications are made from the columns alone.
    """

    __slots__ = ("_columns", "_record", "format", "id", "source")

    def __init__(
        self,
        *,
        id: int,  # noqa: A002 - it is the record's id
        source: str,
        format: str,  # noqa: A002 - its name on the command line
        record: Record | None = None,
        columns: Sequence[Any] = (),
    ) -> None:
        self.id = id
        self.source = source
        self.format = format
        self._record = record
        self._columns = columns

    @property
    def record(self) -> Record:
        """The record. If it cannot be read, raises one of :data:`UNREADABLE`."""
        if self._record is None:
            self._record = record_from_values(self._columns)
        return self._record

    @property
    def columns(self) -> Sequence[Any]:
        """Its values of :data:`RECORD_COLUMNS`, in their order."""
        if not self._columns:
            self._columns = record_values(self.record)
        return self._columns


_READ: Final = ", ".join(f"r.{column}" for column in RECORD_COLUMNS)
_READ_BUT_RAW: Final = _READ.replace("r.raw", "'' AS raw")


def records(store: Store, ids: Collection[int] | None, *, raw: bool = True) -> list[Stored]:
    """Return the records of ``ids`` that are not withdrawn, by id.

    Without ``raw``, the text as read is left out: conclusions do not need it, and it is half of a
    record. A record that cannot be read is noted and left out.
    """
    found = []
    for stored in record_columns(store, ids, raw=raw):
        try:
            _ = stored.record
        except UNREADABLE:
            store.note_unreadable(f"record r{stored.id}")
            continue
        found.append(stored)
    return found


def record_columns(
    store: Store, ids: Collection[int] | None, *, raw: bool = False
) -> Iterator[Stored]:
    """Yield the same records, of which only the columns have been read.

    The caller knows that the records can be made of them.
    """
    if ids is not None:
        choose(store, ids)
    sql = (
        f"SELECT r.id, r.source, coalesce(i.format, ''), {_READ if raw else _READ_BUT_RAW} "
        "FROM records r "
        "LEFT JOIN imports i ON i.id = r.import_id WHERE r.withdrawn = 0"
        + (" AND r.id IN chosen" if ids is not None else "")
        + " ORDER BY r.id"
    )
    for row in readable_rows(store, sql, lambda each: f"record r{each['id']}"):
        yield Stored(id=row[0], source=row[1], format=row[2], columns=row[3:])


def ids(store: Store) -> list[int]:
    """Return the ids of all records that are not withdrawn, in order."""
    rows = store.connection.execute("SELECT id FROM records WHERE withdrawn = 0 ORDER BY id")
    return [row[0] for row in rows]


def facts_about(store: Store, table: str, ids: Collection[int] | None) -> Iterator[sqlite3.Row]:
    """Return the rows of a fact table about the records of ``ids``."""
    if ids is not None:
        choose(store, ids)
        return facts_about_chosen(store, table)
    return _facts(store, table, f"SELECT * FROM {table}")


def facts_about_chosen(store: Store, table: str) -> Iterator[sqlite3.Row]:
    """Return the rows of a fact table about the records that :func:`choose` chose."""
    return _facts(store, table, f"SELECT * FROM {table} WHERE record_id IN chosen")


def _facts(store: Store, table: str, sql: str) -> Iterator[sqlite3.Row]:
    return readable_rows(store, sql, lambda row: f"{table} of record r{row['record_id']}")


class Listing(NamedTuple):
    """A list that names a record: its owner (None: nobody in particular), and its source.

    ``gone_since`` says since when the list names it no longer (None: it still does).
    """

    account: str
    person: str | None
    source: str
    gone_since: str | None


def lists_naming_chosen(store: Store) -> Iterator[tuple[int, Listing]]:
    """Yield the lists that name each record that :func:`choose` chose."""
    sql = (
        "SELECT l.record_id, l.account, a.person, a.source, l.gone_since "
        "FROM listings l JOIN accounts a ON a.account = l.account WHERE l.record_id IN chosen"
    )
    for record_id, *values in tuples(store, sql):
        yield record_id, Listing(*values)
