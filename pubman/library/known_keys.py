"""An entry whose key is known, and whose text is another work: it is kept beside the known one.

A citation key belongs to a file, and two files may use one key. A key may also be given to another
paper, or a paper to another title. None of this may overwrite what is known. So such an entry
becomes a record of its own, and pubman asks whether the two are one paper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Final

from pubman.record import Record
from pubman.store.file import Store
from pubman.store.imports.reading import Reading
from pubman.store.imports.records import records_by_key
from pubman.text.fold import fold

KEPT: Final = 9
"""How many works may have one key in a source. The last of them is overwritten."""


def keep_apart(store: Store, reading: Reading) -> Reading:
    """Return *reading* with new keys for the entries that are other works than those known."""
    if not reading.own_keys:
        return reading
    known = records_by_key(store, reading.source, [each.source_key for each in reading.records])
    clashing = {
        each.source_key: each
        for each in reading.records
        if each.source_key in known and _is_another_work(known[each.source_key], each)
    }
    if not clashing:
        return reading
    numbered = [key for each in clashing for key in _keys(each)]
    known |= records_by_key(store, reading.source, numbered)
    given = {key: _free_key(known, each) for key, each in clashing.items()}
    records = (
        replace(each, source_key=given.get(each.source_key, each.source_key))
        for each in reading.records
    )
    return replace(reading, records=tuple(records))


def _keys(key: str) -> Iterator[str]:
    numbers = count(1)
    from pubman.match import OTHER_ENTRY  # noqa: PLC0415 - only for a key that is known

    return (f"{key}{OTHER_ENTRY}{next(numbers)}" for _ in range(KEPT))


def _free_key(known: dict[str, Record], record: Record) -> str:
    """Return the first key that is free, or under which this very work is known."""
    keys = list(_keys(record.source_key))
    free = (key for key in keys if key not in known or not _is_another_work(known[key], record))
    return next(free, keys[-1])


def _is_another_work(old: Record, new: Record) -> bool:
    """Return True if an entry is another work than the one its key is known for."""
    if not old.title or not new.title or fold(old.title) == fold(new.title):
        return False
    from pubman.match import compare, profile  # noqa: PLC0415 - only for a key that is known

    one, other = (
        profile(each, venue=None, source=name, own_duplicates=True)
        for each, name in ((old, "old"), (new, "new"))
    )
    return compare(one, other).verdict == "different"
