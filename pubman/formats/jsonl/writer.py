"""Write pubman's own JSON Lines: one object per line, with every field of a record by name.

No other format holds everything that a record says. So use it to move records from one store to
another. :mod:`pubman.formats.jsonl.reader` gives the same records back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any, Final

from pubman.formats.plain_values import Writable, entries
from pubman.listing import Options, Section
from pubman.record import Date, Link, Name, Record, Work

_FIELDS: Final = tuple(each.name for each in fields(Work))
_NAME_PARTS: Final = tuple(each.name for each in fields(Name))
# Characters that would reverse the text around them in the line, and halves of characters.
_ESCAPED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def render(sections: Sequence[Section], options: Options) -> str:  # noqa: ARG001 - as every format
    """Return every publication once, in the list's order, one per line."""
    return "".join(pieces(entries(sections))) or "\n"


def pieces(found: Iterable[Writable]) -> Iterator[str]:
    """Yield the text of the file, line by line."""
    for each in found:
        yield as_json(as_object(each)) + "\n"


def as_object(each: Writable) -> dict[str, Any]:
    """Return the fields of ``each`` that have a value, by name, with the key first."""
    key = each.source_key if isinstance(each, Record) else each.key
    found: dict[str, Any] = {"source_key": key}
    found |= {name: _plain(getattr(each, name)) for name in _FIELDS}
    if isinstance(each, Record):
        found["related"] = list(each.related)
    found["extra"] = dict(each.extra)
    return {name: value for name, value in found.items() if value}


def as_json(value: object, *, indent: int | None = None) -> str:
    """Return ``value`` as JSON in readable Unicode, with text-reversing characters escaped."""
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
