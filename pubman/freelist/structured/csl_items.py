"""Lists that are CSL: pandoc's YAML (``references:``), Zotero's and pandoc's JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pubman.formats.csl_vocabulary import ALL_TYPES
from pubman.freelist.structured.authors import clean

_SHARE: Final = 0.8
"""Items of CSL among the maps of a list, at least."""
_OWN: Final = frozenset({"issued", "container-title", "event-title", "publisher-place", "DOI"})
"""Names that only CSL gives to a field."""
_NAMES: Final = frozenset({"publisher", "publisher-place", "event-place"})
"""Fields in which pandoc keeps small capitals as HTML."""


def csl_items(found: Any) -> str:
    """The items of a list of CSL as JSON; empty if *found* is another kind of list."""
    items = found.get("references") if isinstance(found, Mapping) else found
    if not isinstance(items, Sequence) or isinstance(items, str) or not items:
        return ""
    maps = [each for each in items if isinstance(each, Mapping)]
    if sum(1 for each in maps if _is_item(each)) < _SHARE * len(items):
        return ""
    return json.dumps([_tidy(each) for each in maps], ensure_ascii=False)


def _is_item(item: Mapping[str, Any]) -> bool:
    return item.get("type") in ALL_TYPES and not _OWN.isdisjoint(item)


def _tidy(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """*item* with the dates of YAML (``- year: 2021``) in the form of JSON, and plain names."""
    return {
        name: clean(value) if name in _NAMES and isinstance(value, str) else _date_parts(value)
        for name, value in item.items()
    }


def _date_parts(value: Any) -> Any:
    several = value if isinstance(value, list) else [value]
    if not several or not all(isinstance(each, Mapping) and "year" in each for each in several):
        return value
    parts = [
        [int(each[name]) for name in ("year", "month", "day") if str(each.get(name, "")).isdigit()]
        for each in several
    ]
    return {"date-parts": parts} if all(parts) else value
