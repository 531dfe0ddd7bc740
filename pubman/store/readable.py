"""Rows read although some of them are damaged: the damaged ones are noted and left out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from pubman.store.file import Store
from pubman.store.open_checks import LARGEST_VALUE

UNREADABLE: Final = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading a damaged value raises."""


def readable_rows(
    store: Store, sql: str, name: Callable[[sqlite3.Row], str], values: Sequence[Any] = ()
) -> Iterator[Any]:
    """Yield the rows of a query that can be read; note the others under the ``name`` of each."""
    for row in all_rows(store.connection, sql, values):
        if bytes in map(type, row):
            store.note_unreadable(name(row))
        else:
            yield row


def all_rows(
    connection: sqlite3.Connection, sql: str, values: Sequence[Any] = ()
) -> list[sqlite3.Row]:
    """Return the rows of a query, with bytes for each value that is not text or too large."""
    try:
        return connection.execute(sql, values).fetchall()
    except (sqlite3.OperationalError, sqlite3.DataError) as error:
        if "decode" not in str(error) and "too big" not in str(error):
            raise
    before, connection.text_factory = connection.text_factory, _text_that_fits
    try:
        with any_length(connection):
            return connection.execute(sql, values).fetchall()
    finally:
        connection.text_factory = before


@contextmanager
def any_length(connection: sqlite3.Connection) -> Iterator[None]:
    """Allow values of any length inside the block, to find and delete those that are too large."""
    with no_longer_than(connection, 2**31 - 1):
        yield


@contextmanager
def no_longer_than(connection: sqlite3.Connection, length: int) -> Iterator[None]:
    """Let a query fail inside the block if a value that it reads has more bytes than ``length``."""
    limit = connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, length)
    try:
        yield
    finally:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, limit)


def text_or_bytes(content: bytes) -> str | bytes:
    """Decode a text of SQLite; a text that is not UTF-8 stays bytes, which a fact must not be."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content


def _text_that_fits(content: bytes) -> str | bytes:
    return b"" if len(content) > LARGEST_VALUE else text_or_bytes(content)
