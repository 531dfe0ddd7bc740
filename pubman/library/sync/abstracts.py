"""Abstracts: added only if somebody asks for them, because publishers may own them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from pubman.store import lookups
from pubman.store.file import Store
from pubman.store.imports.reading import Reading

_FREE: Final = frozenset({"arxiv"})
"""Sources that give their abstracts away."""


def permitted(store: Store, reading: Reading, include: Collection[str]) -> Reading:
    """Return a reading with the abstracts that ``[sync] include`` or the source permits."""
    if "abstract" in include or reading.source in _FREE:
        return reading
    return without_abstracts(store, reading)


def without_abstracts(store: Store, reading: Reading) -> Reading:
    """Return a reading without abstracts, except for records whose abstract is in the store."""
    asked_for = lookups.keys_with_abstract(store, reading.source)
    kept = (
        each if each.source_key in asked_for else replace(each, abstract="")
        for each in reading.records
    )
    return replace(reading, records=tuple(kept))
