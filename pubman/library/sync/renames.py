"""Follow records that a source lists under another key than before.

If a record vanished from a list and a new one has exactly the same content, they are one record
under a new key. It stays the same record in the store and keeps every decision about it. If two
records have the same content, nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from pubman.record import Record
from pubman.store import listings, stored_records
from pubman.store.facts import Operation
from pubman.store.file import Store
from pubman.store.imports.reading import Reading
from pubman.store.rows import dump, record_to_row

_ABOUT_THE_KEY = frozenset({"mdate", "dblp_page"})
"""Extra fields that change with the key."""


def follow_renames(operation: Operation, reading: Reading) -> int:
    """Give the records of a complete list the keys that it uses now; return how many changed."""
    if not reading.complete:
        return 0
    listed = listings.listed_records(operation.store, reading.account)
    named = {record.source_key for record in reading.records}
    named |= {problem.source_key for problem in reading.left_out}
    vanished = {id_ for key, id_ in listed.items() if key not in named}
    arrived = [record for record in reading.records if record.source_key not in listed]
    if not vanished or not arrived:
        return 0
    renamed = matching_records(
        _records(operation.store, vanished), _unused(operation.store, reading.source, arrived)
    )
    for record_id, key in renamed.items():
        listings.give_source_key(operation, record_id, key)
    return len(renamed)


def _records(store: Store, ids: Collection[int]) -> dict[int, Record]:
    return {each.id: each.record for each in stored_records.records(store, ids, raw=False)}


def _unused(store: Store, source: str, records: Sequence[Record]) -> list[Record]:
    """Return the records whose keys the source has not used before."""
    keys = [record.source_key for record in records]
    used = listings.taken_source_keys(store, source, keys)
    return [record for record in records if record.source_key not in used]


def matching_records(before: Mapping[int, Record], arrived: Iterable[Record]) -> dict[int, str]:
    """Return the new key of each record in ``before`` that exactly one of ``arrived`` equals."""
    old: dict[str, list[int]] = {}
    for record_id, record in before.items():
        old.setdefault(_content(record), []).append(record_id)
    new: dict[str, list[str]] = {}
    for record in arrived:
        new.setdefault(_content(record), []).append(record.source_key)
    return {
        old[content][0]: keys[0]
        for content, keys in new.items()
        if len(keys) == 1 and len(old.get(content, ())) == 1
    }


def _content(record: Record) -> str:
    """Return everything that a record says, without its key and what depends on the key."""
    extra = {name: value for name, value in record.extra.items() if name not in _ABOUT_THE_KEY}
    bare = replace(record, source_key="", venue_key="", related=(), raw="", line=0, extra=extra)
    if record.kind == "preprint":  # dblp writes the arXiv number as the volume, as its key says
        bare = replace(bare, volume="")
    return dump(record_to_row(bare))
