"""Facts without the numbers of one store: rows that name each other by natural keys.

A record is ``["dblp", "conf/sosp/WagenlanderLZMP24"]``; an import is its source, file, time and
hash. Conclusions and the log are left out. ``dump_text`` writes the rows as files.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pubman.errors import BadInput
from pubman.store.backup import read_only
from pubman.store.facts import now
from pubman.store.file import Store
from pubman.store.readable import all_rows, any_length
from pubman.store.rows import RECORD_COLUMNS
from pubman.store.unreadable import KEYS, damaged_values

_SHA_SHOWN: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """How a table is written: its columns in order, the key of a row, and which of two rows wins.

    ``records`` and ``imports`` are the columns that refer to rows of those tables. If two merged
    texts say different things under one key, the row with the later value in the column ``later``
    wins; without such a column they are refused.
    """

    table: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    records: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()
    later: str = ""


def _about(table: str, *columns: str, key: tuple[str, ...], later: str = "") -> Sheet:
    return Sheet(
        table=table,
        columns=("record_id", *columns),
        key=("record_id", *key),
        records=("record_id",),
        later=later,
    )


SHEETS: Final = (
    Sheet(table="sources", columns=("name", "rank", "own_duplicates"), key=("name",)),
    Sheet(
        table="imports",
        columns=("source", "location", "format", "encoding", "sha256", "entries", "left_out",
                 "imported_at", "blocks"),
        key=("source", "location", "imported_at", "sha256"),
    ),
    Sheet(
        table="records",
        columns=("source", *RECORD_COLUMNS, "import_id", "withdrawn"),
        key=("source", "source_key"),
        imports=("import_id",),
        later="import_id",
    ),
    Sheet(
        table="problems",
        columns=("import_id", "level", "line", "source_key", "message", "raw"),
        key=("import_id", "level", "line", "source_key", "message", "raw"),
        imports=("import_id",),
    ),
    Sheet(
        table="fetches",
        columns=("account", "url", "etag", "body_sha256", "checked_at"),
        key=("account",),
        later="checked_at",
    ),
    Sheet(
        table="accounts",
        columns=("account", "source", "person", "said", "complete"),
        key=("account",),
    ),
    Sheet(
        table="listings",
        columns=("account", "record_id", "first_seen", "last_changed", "gone_since"),
        key=("account", "record_id"),
        records=("record_id",),
        later="last_changed",
    ),
    Sheet(
        table="decisions",
        columns=("record_a", "record_b", "verdict", "extending_record", "note", "decided_at"),
        key=("record_a", "record_b"),
        records=("record_a", "record_b", "extending_record"),
        later="decided_at",
    ),
    _about("overrides", "field", "person", "value", "set_at", key=("field", "person"),
           later="set_at"),
    _about("tags", "tag", "present", key=("tag",)),
    _about("links", "label", "url", key=("label",)),
    _about("ownership", "state", key=("state",)),
    _about("author_marks", "name_key", "role", "present", key=("name_key", "role")),
    _about("accepted", "rule", "value", key=("rule", "value")),
    _about("placements", "list", "position", "section", "label", "links", "picture", "award",
           "note", "signs", "written", "line", "rule", key=("list",)),
    Sheet(
        table="cite_keys",
        columns=("key", "record_id", "origin", "given_at"),
        key=("key",),
        records=("record_id",),
        later="given_at",
    ),
)  # fmt: skip
"""Every fact table that is written, in the order in which its rows can be put back."""

EMPTY: Final[Mapping[str, object]] = {
    "withdrawn": 0, "authors_cut": 0, "line": 0, "raw": "", "note": "", "person": "",
    "editors": "[]", "keywords": "[]", "tags": "[]", "links": "[]", "related": "[]",
    "section": "[]", "label": "", "picture": "", "signs": "[]", "written": "", "rule": "",
    "extra": "{}", "blocks": "[]", "authors": "[]", "left_out": 0,
}  # fmt: skip
"""What is left out of a line, beside NULL, because the column has it by default."""

Row = dict[str, Any]
Facts = dict[str, list[Row]]
"""The rows of every sheet by table, their references as natural keys."""


def facts_of(path: Path) -> Facts:
    """Return the facts of the store at ``path`` at one moment, without what cannot be read."""
    damaged = damaged_values(path)
    with read_only(path) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("BEGIN")
        record_keys: dict[int, list[str]] = {
            row["id"]: [row["source"], row["source_key"]]
            for row in all_rows(connection, "SELECT id, source, source_key FROM records")
            if bytes not in map(type, row)
        }
        import_keys: dict[int, list[str]] = {
            row["id"]: [
                row["source"],
                row["location"],
                row["imported_at"],
                row["sha256"][:_SHA_SHOWN],
            ]
            for row in all_rows(
                connection, "SELECT id, source, location, imported_at, sha256 FROM imports"
            )
            if bytes not in map(type, row)
        }
        found: Facts = {}
        for sheet in SHEETS:
            rows = all_rows(connection, f"SELECT {_selected(sheet)} FROM {sheet.table}")
            found[sheet.table] = in_order(
                sheet,
                (
                    _natural(sheet, row, record_keys, import_keys)
                    for row in _mended(sheet, rows, damaged.get(sheet.table, {}))
                    if _can_be_written(sheet, row, record_keys, import_keys)
                ),
            )
        return found


def _mended(
    sheet: Sheet, rows: Iterable[sqlite3.Row], damaged: Mapping[tuple[Any, ...], Mapping[str, Any]]
) -> Iterable[Mapping[str, Any]]:
    """Yield the rows, with another value in the place of each that cannot be read."""
    for row in rows:
        values = {column: row[column] for column in row.keys()}  # noqa: SIM118 - no mapping
        key = tuple(values.get(column) for column in KEYS[sheet.table])
        yield {**values, **damaged.get(key, {})}


def _can_be_written(
    sheet: Sheet, row: Mapping[str, Any], records: Mapping[int, Any], imports: Mapping[int, Any]
) -> bool:
    """Return whether a row is text and numbers, and refers to rows that are written, too."""
    if bytes in map(type, row.values()):
        return False
    references = [(row[column], records) for column in sheet.records]
    references += [(row[column], imports) for column in sheet.imports]
    return all(value is None or value in known for value, known in references)


def _selected(sheet: Sheet) -> str:
    """Return the columns to read: those of the sheet, and the id by which damage is named."""
    numbered = "id" in KEYS[sheet.table] and "id" not in sheet.columns
    return _columns(sheet) + (", id" if numbered else "")


def _columns(sheet: Sheet) -> str:
    return ", ".join(f'"{column}"' for column in sheet.columns)


def _natural(
    sheet: Sheet,
    row: Mapping[str, Any],
    record_keys: Mapping[int, list[str]],
    import_keys: Mapping[int, list[str]],
) -> Row:
    found: Row = {}
    for column in sheet.columns:
        value = row[column]
        if value is None or (column in EMPTY and EMPTY[column] == value):
            continue
        if column in sheet.records:
            value = record_keys[value]
        elif column in sheet.imports:
            value = import_keys[value]
        found[column] = value
    if sheet.table == "decisions" and found["record_a"] > found["record_b"]:
        found["record_a"], found["record_b"] = found["record_b"], found["record_a"]
    return found


def in_order(sheet: Sheet, rows: Iterable[Row]) -> list[Row]:
    """Return ``rows`` sorted by their keys, in an order that is the same everywhere."""
    return sorted(rows, key=lambda row: key_of(sheet, row))


def key_of(sheet: Sheet, row: Row) -> tuple[str, ...]:
    """Return the key of a row, as text that sorts."""
    return tuple(
        json.dumps(row.get(column, EMPTY.get(column)), ensure_ascii=False) for column in sheet.key
    )


def import_key(row: Row) -> list[str]:
    """Return how other rows name an import."""
    return [row["source"], row["location"], row["imported_at"], row["sha256"][:_SHA_SHOWN]]


def replace(store: Store, facts: Facts, summary: str) -> None:
    """Replace all facts of the store by ``facts``. The caller has a transaction.

    The log starts again with this one entry, because earlier ones name rows that may be gone.
    """
    connection = store.connection
    for table in ("changes", "operations", *(sheet.table for sheet in reversed(SHEETS))):
        with any_length(connection):
            connection.execute(f"DELETE FROM {table}")
    records: dict[tuple[str, ...], int] = {}
    imports: dict[tuple[str, ...], int] = {}
    for sheet in SHEETS:
        for row in facts[sheet.table]:
            number = _insert(connection, sheet, _numbered(sheet, row, records, imports))
            if sheet.table == "records":
                records[row["source"], row["source_key"]] = number
            elif sheet.table == "imports":
                imports[tuple(import_key(row))] = number
    connection.execute(
        "INSERT INTO operations (at, command, summary) VALUES (?, 'load', ?)", (now(), summary)
    )


def _numbered(
    sheet: Sheet,
    row: Row,
    records: Mapping[tuple[str, ...], int],
    imports: Mapping[tuple[str, ...], int],
) -> Row:
    found = dict(row)
    for column in sheet.records:
        if column in row:
            found[column] = records[tuple(row[column])]
    for column in sheet.imports:
        if column in row:
            found[column] = imports[tuple(row[column])]
    if sheet.table == "decisions":
        pair: Sequence[int] = sorted((found["record_a"], found["record_b"]))
        found["record_a"], found["record_b"] = pair
    return found


def _insert(connection: sqlite3.Connection, sheet: Sheet, row: Row) -> int:
    columns = ", ".join(f'"{column}"' for column in row)
    marks = ", ".join("?" * len(row))
    try:
        cursor = connection.execute(
            f"INSERT INTO {sheet.table} ({columns}) VALUES ({marks})", tuple(row.values())
        )
    except (sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError) as error:
        shown = json.dumps(row, ensure_ascii=False)
        raise BadInput(
            f"A row of {sheet.table}.jsonl does not fit the store: {error}.", shown[:200]
        ) from error
    return int(cursor.lastrowid or 0)
