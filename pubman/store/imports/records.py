"""What an import writes about its entries: records, problems, keys, and the import itself.

The rows go through the operation, and the result notes what became of each entry.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from pubman import READER_VERSION, __version__
from pubman.formats.row_keys import is_made
from pubman.record import Record
from pubman.store.derived import give_keys, taken_keys
from pubman.store.facts import Operation
from pubman.store.file import Store
from pubman.store.imports.reading import Reading
from pubman.store.imports.result import ImportResult
from pubman.store.rows import (
    RECORD_COLUMNS,
    dump,
    record_from_row,
    record_to_row,
    record_values,
)
from pubman.store.stored_records import Stored, records

_PLACE = frozenset({"line", "import_id"})  # the position of an entry is not news about the work

_READER: Final = f"{__version__}/{READER_VERSION}"
_COLUMNS: Final = (*RECORD_COLUMNS, "source", "import_id")
_AT_ONCE: Final = 500
"""Rows that are made before they are inserted."""


def declare_source(store: Store, name: str, rank: int, *, own_duplicates: bool) -> None:
    """Write a source. What ``pubman.toml`` says about it replaces what was there."""
    store.connection.execute(
        "INSERT INTO sources VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET "
        "rank = excluded.rank, own_duplicates = excluded.own_duplicates",
        (name, rank, int(own_duplicates)),
    )


def source_keys(store: Store, source: str) -> set[str]:
    """Return the source keys that a source has used, also those of withdrawn records."""
    rows = store.connection.execute("SELECT source_key FROM records WHERE source = ?", (source,))
    return {row[0] for row in rows}


def sources_named(store: Store, name: str) -> list[str]:
    """Return the sources with records whose name is ``name``, or a folder's name and ``name``."""
    rows = store.connection.execute(
        "SELECT DISTINCT source FROM records WHERE withdrawn = 0 "
        "AND (source = :name OR substr(source, -length(:name) - 1) = '-' || :name) ORDER BY 1",
        {"name": name},
    )
    return [row[0] for row in rows]


def titles_of(store: Store, source: str) -> dict[str, str]:
    """Return the titles of a source's records by their keys, without withdrawn ones."""
    rows = store.connection.execute(
        "SELECT source_key, coalesce(title, '') FROM records WHERE source = ? AND withdrawn = 0",
        (source,),
    )
    return {row[0]: row[1] for row in rows}


def records_by_key(
    store: Store, source: str, keys: Collection[str], *, beginning: str = ""
) -> dict[str, Record]:
    """Return the records that a source has under ``keys``, without withdrawn ones.

    Only records whose text as read starts with ``beginning`` are returned.
    """
    rows = store.connection.execute(
        "SELECT * FROM records WHERE source = ? AND withdrawn = 0 "
        "AND source_key IN (SELECT value FROM json_each(?)) AND substr(raw, 1, ?) = ?",
        (source, dump(list(keys)), len(beginning), beginning),
    )
    return {row["source_key"]: record_from_row(row) for row in rows}


def read_before(store: Store, source: str, format: str) -> dict[str, int]:  # noqa: A002
    """Return the ids of the records of ``source`` whose text need not be read again, by text.

    That is the case if the same version of the readers read the text in the same format, without a
    warning, and as the only entry of its key.
    """
    if store.setting("reader_version") != _READER:
        return {}
    rows = store.connection.execute(
        "SELECT r.raw, r.id FROM records r JOIN imports i ON i.id = r.import_id "
        "WHERE r.source = ? AND r.withdrawn = 0 AND r.raw <> '' AND i.format = ? "
        "AND i.imported_at >= ? AND NOT r.source_key GLOB '*[|#]*' "
        "AND NOT EXISTS (SELECT 1 FROM problems p WHERE p.import_id = i.id "
        "AND p.source_key IN (r.source_key, 'DBLP:' || r.source_key))",
        (source, format, store.setting("reader_since")),
    )
    found: dict[str, int] = {}
    twice = {row[0] for row in rows if found.setdefault(row[0], row[1]) != row[1]}
    return {raw: each for raw, each in found.items() if raw not in twice} if twice else found


def records_by_text(store: Store, source: str, format: str) -> dict[str, Record]:  # noqa: A002
    """Return the records of ``source`` whose text need not be read again, by text."""
    ids = read_before(store, source, format) if format else {}
    return {each.record.raw: each.record for each in records(store, ids.values())} if ids else {}


def write_records(
    store: Store, operation: Operation, arrival: ImportResult, read: list[Record]
) -> None:
    """Insert new records of ``read``, update changed ones, and bring back withdrawn ones.

    The list is empty afterwards, so that each record can be freed as soon as it is written.
    """
    reading = arrival.reading
    arrival.known += [record_id for record_id, _ in reading.unread]
    if reading.own_keys:
        _move(store, reading.unread)
    operation.expected = len(read)
    while read:
        some, read[:_AT_ONCE] = read[:_AT_ONCE], []
        _add_new(store, operation, arrival, _write_known(store, operation, arrival, some))
    if arrival.import_id is None and _rearranged(store, reading):
        _import_id(store, operation, arrival)


def _write_known(
    store: Store, operation: Operation, arrival: ImportResult, some: Sequence[Record]
) -> list[Record]:
    """Write the changed and withdrawn ones among ``some`` records; return the new ones."""
    unchanged = _unchanged(store, arrival.reading, some)
    others = [record.source_key for record in some if record.source_key not in unchanged]
    known = {
        row["source_key"]: row
        for row in store.connection.execute(
            "SELECT * FROM records WHERE source = ? "
            "AND source_key IN (SELECT value FROM json_each(?))",
            (arrival.reading.source, dump(others)),
        )
    }
    new: list[Record] = []
    for record in some:
        if record.source_key in unchanged:
            arrival.known.append(unchanged[record.source_key])
        elif record.source_key in known:
            _write_again(store, operation, arrival, record, known[record.source_key])
        else:
            new.append(record)
    return new


def _unchanged(store: Store, reading: Reading, some: Sequence[Record]) -> dict[str, int]:
    """Return the ids of records that a reading took from the store and that are still the same."""
    texts = {each.source_key: each.raw for each in some if each.source_key in reading.as_stored}
    if not texts:
        return {}
    rows = store.connection.execute(
        "SELECT source_key, id, raw FROM records WHERE source = ? AND withdrawn = 0 "
        "AND source_key IN (SELECT value FROM json_each(?))",
        (reading.source, dump(list(texts))),
    )
    return {key: number for key, number, raw in rows if texts[key] == raw}


def _write_again(
    store: Store, operation: Operation, arrival: ImportResult, record: Record, old: Any
) -> None:
    """Write a record that the source has had before, if it has changed or was withdrawn."""
    row = record_to_row(record)
    changed = {
        column: (old[column], value)
        for column, value in row.items()
        if column not in _PLACE and old[column] != value
    }
    if old["withdrawn"]:
        arrival.new.append(old["id"])
    elif changed:
        arrival.changed[old["id"]] = changed
    else:
        arrival.known.append(old["id"])
        if arrival.reading.own_keys:
            _move(store, [(old["id"], record.line)])
        return
    row |= {"id": old["id"], "withdrawn": 0, "import_id": _import_id(store, operation, arrival)}
    operation.put("records", row)


def _add_new(
    store: Store, operation: Operation, arrival: ImportResult, new: Sequence[Record]
) -> None:
    """Insert the records that the source did not have so far."""
    if not new:
        return
    reading = arrival.reading
    beside = (reading.source, _import_id(store, operation, arrival))
    values = [record_values(each) for each in new]
    ids = operation.add_records(_COLUMNS, [each + beside for each in values])
    arrival.new += ids
    operation.hold(
        Stored(id=i, source=reading.source, format=reading.format, record=each, columns=columns)
        for i, each, columns in zip(ids, new, values, strict=True)
    )


def _move(store: Store, places: Iterable[tuple[int, int]]) -> None:
    """Note the lines that entries are on now. This says nothing about the work: nothing to undo."""
    store.connection.executemany(
        "UPDATE records SET line = ?2 WHERE id = ?1 AND line <> ?2 AND ?2 <> 0", places
    )


def _rearranged(store: Store, reading: Reading) -> bool:
    """Return whether a person's own .bib has the same records as before, but other text."""
    if not reading.own_keys:
        return False
    last = store.connection.execute(
        "SELECT blocks FROM imports WHERE source = ? AND location = ? ORDER BY id DESC LIMIT 1",
        (reading.source, reading.location),
    ).fetchone()
    return last is not None and last["blocks"] != _blocks(reading)


def _blocks(reading: Reading) -> str:
    texts = (f'{{"line":{each.line},"raw":{dump(each.raw)}}}' for each in reading.blocks)
    return f"[{','.join(texts)}]"


def _import_id(store: Store, operation: Operation, arrival: ImportResult) -> int:
    """Return the id of this import's row, which is written when it is first needed."""
    if arrival.import_id is None:
        reading = arrival.reading
        cursor = store.connection.execute(
            "INSERT INTO imports (source, location, format, encoding, sha256, entries, left_out, "
            "imported_at, blocks) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                reading.source,
                reading.location,
                reading.format,
                reading.encoding,
                reading.sha256,
                reading.entries,
                len(reading.left_out),
                operation.at,
                _blocks(reading),
            ),
        )
        arrival.import_id = int(cursor.lastrowid or 0)
        if store.setting("reader_version") != _READER:
            store.set_setting("reader_version", _READER)
            store.set_setting("reader_since", operation.at)
    return arrival.import_id


def write_problems(store: Store, arrival: ImportResult) -> None:
    """Keep the entries that were left out, and the warnings, with their text."""
    reading = arrival.reading
    store.connection.executemany(
        "INSERT INTO problems (import_id, level, line, source_key, message, raw) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [
            (arrival.import_id, each.level, each.line, each.source_key, each.message, each.raw)
            for each in (*reading.left_out, *reading.doubts)
            if arrival.import_id
        ],
    )


def citable_keys(records: Iterable[Record]) -> list[str]:
    """Return the keys that entries have in a person's own .bib, without those not to be cited.

    A key that occurs twice in the file is numbered (a#2). Others are made by the reader, because
    the entry has none.
    """
    keyed = ((each.source_key, each) for each in records)
    return [key for key, each in keyed if "#" not in key and not is_made(key, each)]


def write_own_keys(
    store: Store, operation: Operation, arrival: ImportResult, citable: Iterable[str]
) -> None:
    """Give every new record of a person's own .bib the key it has there, if it is free."""
    new = set(arrival.new)
    if not new:
        return
    taken = taken_keys(store, [""])
    ids = {
        row["source_key"]: row["id"]
        for row in store.connection.execute(
            "SELECT id, source_key FROM records WHERE source = ?", (arrival.reading.source,)
        )
    }
    free = (key for key in citable if ids[key] in new and key not in taken)
    give_keys(store, [(key, ids[key], "own", operation.at) for key in free])
