"""pubman's own JSON Lines: one object a line, every field of a record by its name.

The one format that holds all a record says, so it is the one to hand records from one store to
another; :mod:`pubman.formats.jsonl.reader` gives the same records back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any, Final

from pubman.formats.plain_values import Entry, entries
from pubman.listing import Options, Section
from pubman.record import Date, Link, Name, Record, Work

_FIELDS: Final = tuple(each.name for each in fields(Work))
_NAME_PARTS: Final = tuple(each.name for each in fields(Name))
# Signs that would turn the text of the line around them, and halves of characters.
_ESCAPED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def render(sections: Sequence[Section], options: Options) -> str:  # noqa: ARG001 - as every format
    """Every publication once, in the list's order, one a line."""
    return "".join(pieces(entries(sections))) or "\n"


def pieces(found: Iterable[Entry]) -> Iterator[str]:
    """The text of the file, line by line."""
    for each in found:
        yield as_json(as_object(each)) + "\n"


def as_object(each: Entry) -> dict[str, Any]:
    """The fields of ``each`` that have a value, by their names, the key first."""
    key = each.source_key if isinstance(each, Record) else each.key
    found: dict[str, Any] = {"source_key": key}
    found |= {name: _plain(getattr(each, name)) for name in _FIELDS}
    if isinstance(each, Record):
        found["related"] = list(each.related)
    found["extra"] = dict(each.extra)
    return {name: value for name, value in found.items() if value}


def as_json(value: object, *, indent: int | None = None) -> str:
    """``value`` as JSON in readable Unicode, but for signs that turn the text around them."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _plain(value: object) -> Any:
    match value:
        case Name():
            parts = ((part, getattr(value, part)) for part in _NAME_PARTS)
            return {part: each for part, each in parts if each}
        case Link():
            return {"label": value.label, "url": value.url}
        case Date():
            return str(value)
        case tuple():
            return [_plain(each) for each in value]
    return value
