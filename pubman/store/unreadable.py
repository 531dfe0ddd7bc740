"""Facts that cannot be read, because another program wrote them: found, named, and put aside.

A value may be no text, no JSON, no date, or too large. The row is left out by every reader here, so
the rest works. ``pubman doctor --fix`` moves the value to the table ``set_aside``, as text.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pubman.errors import PubmanError, Step, StoreError
from pubman.store.backup import read_only
from pubman.store.facts import PRIMARY_KEYS, now
from pubman.store.file import Store
from pubman.store.open_checks import LARGEST_VALUE
from pubman.store.readable import UNREADABLE, any_length, no_longer_than, text_or_bytes
from pubman.store.value_checks import (
    CHECKS,
    is_usual,
    override_reason,
    reason,
)

_NAMED: Final = 5
"""How many facts a sentence names."""
KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "settings": ("key",), "sources": ("name",), "imports": ("id",), "problems": ("id",),
    "fetches": ("account",), "operations": ("id",), "changes": ("operation_id", "seq"),
    **PRIMARY_KEYS,
}  # fmt: skip
"""The tables that are checked, with their primary keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """One value of a fact table that cannot be read, and why; ``column`` is "" for a whole row."""

    table: str
    key: tuple[Any, ...]
    column: str
    reason: str

    @property
    def name(self) -> str:
        """Its place as a person names it: ``records r18``, ``overrides 18 title``."""
        if self.table == "records":
            return f"record r{self.key[0]}"
        return f"{self.table} {' '.join(map(_shown, self.key))}"

    @property
    def sentence(self) -> str:
        """What is wrong, as one clause: ``record r18: authors is not JSON``."""
        return (
            f"{self.name}: {self.column} {self.reason}"
            if self.column
            else (f"{self.name} {self.reason}")
        )


def _shown(value: Any) -> str:
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else str(value)


def may_be_damage(error: BaseException) -> bool:
    """Return whether a failure may come from a value that is not what it should be."""
    cause = error.__cause__ if isinstance(error, StoreError) else error
    if isinstance(cause, sqlite3.Error):
        return not isinstance(cause, sqlite3.IntegrityError | sqlite3.ProgrammingError)
    return isinstance(cause, UNREADABLE) and not isinstance(cause, PubmanError)


def facts_behind(path: Path) -> StoreError | None:
    """Return that facts of the store at ``path`` cannot be read; None if all can."""
    try:
        found = find_unreadable(path)
    except sqlite3.Error:
        return None  # the file itself is damaged, which has a sentence of its own
    if not found:
        return None
    listed = "; ".join(each.sentence for each in found[:_NAMED])
    more = f"; and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return StoreError(
        f"{path.name} holds facts that cannot be read: {listed}{more}.",
        Step("doctor", "--fix", "puts them aside as text, so that the rest works"),
    )


# ------------------------------------------------------------------------------------ all of a file


def find_unreadable(path: Path) -> list[Unreadable]:
    """Return every value of a fact table of the store at ``path`` that cannot be read."""
    with read_only(path) as connection:
        connection.row_factory = sqlite3.Row
        there = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
        return [
            found
            for table in KEYS
            if table in there
            for row in suspicious_rows(connection, table)
            for found in _unreadable_in(table, row)
        ]


def suspicious_rows(connection: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row]:
    """Yield the rows that hold something unreadable, and all overrides.

    If any text of the table is not UTF-8, or too large, every row is yielded.
    """
    checked = [
        (place, column, is_usual(table, column))
        for place, column in enumerate(_columns(connection, table))
        if (table, column) in CHECKS
    ]

    def is_suspicious(row: sqlite3.Row) -> bool:
        if bytes in map(type, row):
            return True
        for place, column, usual in checked:
            value = row[place]
            if not (value is None or value == "[]" or usual(value)) and reason(
                table, column, value
            ):
                return True
        return False

    rows = f"SELECT * FROM {table}"
    try:
        with no_longer_than(connection, LARGEST_VALUE):
            every = connection.execute(rows)
            found = every.fetchall() if table == "overrides" else [*filter(is_suspicious, every)]
    except sqlite3.Error:
        connection.text_factory = text_or_bytes
        yield from connection.execute(rows)
        connection.text_factory = str
    else:
        yield from found


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def _unreadable_in(table: str, row: sqlite3.Row) -> Iterator[Unreadable]:
    key = tuple(row[column] for column in KEYS[table])
    for column in row.keys():  # noqa: SIM118 - a Row is not a mapping
        if why := reason(table, column, row[column]):
            yield Unreadable(table=table, key=key, column=column, reason=why)
    if table == "overrides" and bytes not in map(type, row) and (why := override_reason(row)):
        yield Unreadable(table=table, key=key, column="value", reason=why)


# ---------------------------------------------------------------------------------------- put aside

_EMPTY: Final[Mapping[tuple[str, str], Any]] = {
    ("records", "kind"): "other",
    **{("records", column): "[]" for column in ("authors", "editors", "keywords", "tags",
                                                "links", "related")},
    ("records", "extra"): "{}",
    ("records", "raw"): "",
    ("imports", "blocks"): "[]",
    **{("imports", column): "" for column in ("location", "encoding", "sha256")},
    ("operations", "summary"): "",
    ("accounts", "person"): None,
}  # fmt: skip
"""What takes the place of a value that is put aside. Other rows are taken out whole."""
_KEPT_COLUMNS: Final = frozenset({"id", "source", "source_key", "import_id", "withdrawn"})


def set_aside(store: Store, found: Iterable[Unreadable]) -> int:
    """Move the unreadable values to the table ``set_aside``; return how many.

    The caller has a transaction, and draws the conclusions again.
    """
    count = 0
    gone: set[tuple[str, tuple[Any, ...]]] = set()
    for each in found:
        if (each.table, each.key) in gone:
            continue
        if _can_be_emptied(each):
            _empty_value(store, each)
        else:
            _take_out(store, each)
            gone.add((each.table, each.key))
        count += 1
    return count


def damaged_values(path: Path) -> dict[str, dict[tuple[Any, ...], dict[str, Any]]]:
    """Return what takes the place of every value that cannot be read: by table, key and column.

    A row that has to be left out gets bytes, which no fact may be.
    """
    found: dict[str, dict[tuple[Any, ...], dict[str, Any]]] = {}
    for each in find_unreadable(path):
        empty = _EMPTY.get((each.table, each.column)) if _can_be_emptied(each) else b""
        columns = found.setdefault(each.table, {}).setdefault(each.key, {})
        columns[each.column] = empty
    return found


def _can_be_emptied(each: Unreadable) -> bool:
    if (each.table, each.column) in _EMPTY:
        return True
    return each.table == "records" and each.column not in _KEPT_COLUMNS


def _empty_value(store: Store, each: Unreadable) -> None:
    condition = _condition(each.table)
    column = f'"{each.column}"'
    _keep_text(store, each, f"SELECT CAST({column} AS BLOB) FROM {each.table} WHERE {condition}")
    store.connection.execute(
        f"UPDATE {each.table} SET {column} = ? WHERE {condition}",
        (_EMPTY.get((each.table, each.column)), *each.key),
    )


def _take_out(store: Store, each: Unreadable) -> None:
    condition = _condition(each.table)
    columns = _columns(store.connection, each.table)
    pairs = ", ".join(f"'{name}', quote(\"{name}\")" for name in columns)
    sql = f"SELECT CAST(json_object({pairs}) AS BLOB) FROM {each.table} WHERE {condition}"
    _keep_text(store, each, sql)
    store.connection.execute(f"DELETE FROM {each.table} WHERE {condition}", each.key)


def _keep_text(store: Store, each: Unreadable, sql: str) -> None:
    connection = store.connection
    with any_length(connection):
        row = connection.execute(sql, each.key).fetchone()
    content = bytes(row[0] or b"") if row else b""
    text = text_or_bytes(content[: LARGEST_VALUE // 4])
    connection.execute(
        "INSERT INTO set_aside (table_name, row_key, column_name, reason, content, set_aside_at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (
            each.table,
            json.dumps(list(map(_shown, each.key))),
            each.column,
            each.reason,
            text if isinstance(text, str) else text.hex(),
            now(),
        ),
    )


def _condition(table: str) -> str:
    return " AND ".join(f'"{column}" = ?' for column in KEYS[table])
