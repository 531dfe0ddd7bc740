"""The schema explained: tables, views and columns with their comments from the file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pubman.errors import UsageError
from pubman.store.file import Store

_HIDDEN = re.compile(r"sqlite_|_sqlite|publications_fts_")
_LEADING = re.compile(r"\A[^(\n]*?(?:\(|AS)?\s*\n((?:\s*--[^\n]*\n)+)")
_COLUMN = re.compile(
    r'^\s*(?:SELECT )?(?:[a-z]+\.)?"?([a-z_0-9]+)"?[^\n]*?(?:\n {4}\'[^\n]*?)*,?\s*--\s*(.*)$',
    re.MULTILINE,
)
_SEARCH: Final[Mapping[str, str]] = {
    "": "The search index: one row per publication, by its id, of folded words (rowid).",
    "title": "the title and its translation",
    "authors": "the authors' names",
    "venue": "acronym, name, and the venue as written",
    "abstract": "the abstract",
    "notes": "note, award and keywords",
}
"""A virtual table keeps no comments, so those of the search index are here."""
_ALIASED = re.compile(r"\bAS\s+([a-z_]+),?\s*--\s*(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name, its declared type, and what it means."""

    name: str
    type: str
    doc: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table or view: what one of its rows is, and its columns."""

    name: str
    kind: str
    doc: str
    columns: tuple[Column, ...]


def describe(store: Store, names: Sequence[str] = ()) -> list[Table]:
    """Return the views, then the tables; or those called ``names``."""
    rows = store.connection.execute(
        "SELECT name, type, sql FROM sqlite_schema WHERE type IN ('table', 'view') "
        "ORDER BY type DESC, rowid"
    ).fetchall()
    known = {row["name"]: row for row in rows if not _HIDDEN.match(row["name"])}
    for name in names:
        if name not in known:
            raise UsageError(f"There is no table or view {name!r}.", ", ".join(known))
    return [_table(store, known[name]) for name in (names or known)]


def references(store: Store) -> list[tuple[str, str, str]]:
    """Return which table refers to which, and by which column."""
    tables = store.connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid"
    ).fetchall()
    return [
        (name, row["table"], row["from"])
        for (name,) in tables
        for row in sorted(
            store.connection.execute(f'PRAGMA foreign_key_list("{name}")'),
            key=lambda row: (row["table"], row["from"]),
        )
    ]


def _table(store: Store, row: object) -> Table:
    name, kind, sql = row["name"], row["type"], row["sql"]  # type: ignore[index]
    found = _LEADING.match(sql)
    doc = " ".join(line.strip().lstrip("- ") for line in found[1].splitlines()) if found else ""
    docs = dict(_COLUMN.findall(sql)) | dict(_ALIASED.findall(sql))
    if name == "publications_fts":
        doc, docs = _SEARCH[""], dict(_SEARCH)
    columns = store.connection.execute(f'PRAGMA table_info("{name}")').fetchall()
    return Table(
        name=name,
        kind=kind,
        doc=doc,
        columns=tuple(
            Column(name=c["name"], type=c["type"], doc=docs.get(c["name"], "")) for c in columns
        ),
    )
