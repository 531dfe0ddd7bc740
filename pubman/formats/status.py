"""Find the status of a record in any of the fields into which its source may write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from operator import attrgetter
from typing import Any, Final, TypeVar

from pubman.record import Record
from pubman.text.status import find_status

Item = TypeVar("Item")

_FIELDS: Final = ("venue", "volume", "number", "pages", "note")
_texts: Final = attrgetter(*_FIELDS)
_EXTRA: Final = ("howpublished", "addendum")


def with_statuses(items: Iterable[Item]) -> Iterator[Item | Record]:
    """Yield ``items``. Records with a status in their fields get it; all others pass unchanged."""
    return (with_status(each) if isinstance(each, Record) else each for each in items)


def with_status(record: Record) -> Record:
    """Return ``record`` with the status from its fields, and remove it from these fields.

    A status that the source gives explicitly is kept. Its words are still removed from the field,
    so that no list prints them twice.
    """
    texts = dict(zip(_FIELDS, _texts(record), strict=True))
    if record.extra:
        texts |= {name: record.extra.get(name, "") for name in _EXTRA}
    found = find_status(texts, record.kind)
    if not found.status or not _is_named(record, found.changed):
        return record
    changed: dict[str, Any] = {n: text for n, text in found.changed.items() if n in _FIELDS}
    extra = {**record.extra, **_further(found.changed)}
    emptied = {name for name, text in _further(found.changed).items() if not text}
    kept = {name: text for name, text in extra.items() if name not in emptied}
    return replace(record, status=record.status or found.status, extra=kept, **changed)


def _further(changed: Mapping[str, str]) -> dict[str, str]:
    """Return the changed fields that have no column of their own."""
    return {name: text for name, text in changed.items() if name in _EXTRA}


def _is_named(record: Record, changed: Mapping[str, str]) -> bool:
    """Return whether the record still has a name without its status, so a lone venue must stay."""
    return bool(record.title or record.authors or changed.get("venue", record.venue))
