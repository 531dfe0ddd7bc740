"""Publications typed by hand. They have a low rank, so a real source replaces their fields."""

from __future__ import annotations

from pubman.derive.context import ADDED
from pubman.errors import UsageError
from pubman.fields import KINDS
from pubman.formats.ranks import ADDED_RANK
from pubman.library.fields import Edited, invalid
from pubman.library.session import Library
from pubman.library.typed_fields import TypedFields
from pubman.merge.values import parse_value
from pubman.record import Date, Record
from pubman.store.imports.records import declare_source, source_keys
from pubman.store.keys import records_of, resolve
from pubman.store.rows import record_to_row
from pubman.text.fold import fold
from pubman.text.names import parse_name


def add(library: Library, record: Record, *, dry_run: bool = False) -> tuple[Edited, bool]:
    """Add a publication typed by hand. Return True if it was merged with a known one."""
    store = library.store
    with library.operation("add", record.title, rehearsal=dry_run) as operation:
        declare_source(store, ADDED, ADDED_RANK, own_duplicates=True)
        key = _free_source_key(library, record)
        account = {
            "account": ADDED,
            "source": ADDED,
            "person": library.config.people[0].id if library.config.people else None,
            "said": 1,
            "complete": 0,
        }
        operation.put("accounts", account)
        row = record_to_row(record) | {"source_key": key, "source": ADDED}
        record_id = operation.add_records(tuple(row), [tuple(row.values())])[0]
        operation.put(
            "listings",
            {
                "account": ADDED,
                "record_id": record_id,
                "first_seen": operation.at,
                "last_changed": operation.at,
                "gone_since": None,
            },
        )
        library.conclude(operation)
        target = resolve(store, f"r{record_id}")
        joined = len(records_of(store, target.publication)) > 1
    return Edited(key=target.key, operation=operation.id), joined


def _free_source_key(library: Library, record: Record) -> str:
    base = f"{fold(record.title)}|{record.year or ''}"
    taken = source_keys(library.store, ADDED)
    number, key = 1, base
    while key in taken:
        number += 1
        key = f"{base}#{number}"
    return key


def typed_record(typed: TypedFields) -> Record:
    """Return the record of what a person typed. ``UsageError`` for an invalid year or DOI."""
    if not typed.title.strip():
        raise UsageError("A publication needs a title.")
    if typed.kind and typed.kind not in KINDS:
        raise UsageError(f"{typed.kind!r} is not a valid kind.", "kinds: " + ", ".join(KINDS))
    try:
        return Record(
            kind=typed.kind or ("article" if typed.venue else "other"),
            title=typed.title.strip(),
            authors=tuple(parse_name(author) for author in typed.authors),
            date=Date.parse(typed.year) if typed.year else None,
            venue=typed.venue,
            status=parse_value("status", typed.status),
            doi=parse_value("doi", typed.doi),
            url=typed.url,
        )
    except ValueError as error:
        raise invalid(error) from None
