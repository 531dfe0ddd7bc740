"""Write pubman's own JSON Lines: one object per line, with every field of a record by name.

No other format holds everything that a record says. So use it to move records from one store to
another. :mod:`pubman.formats.jsonl.reader` gives the same records back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final

from pubman.formats.plain_values import Writable, entries
from pubman.listing import Options, Section
from pubman.record import Date, Link, Name, Record, Work

_FIELDS: Final = tuple(each.name for each in fields(Work))
_values: Final = attrgetter(*_FIELDS)
_NAME_PARTS: Final = tuple(each.name for each in fields(Name))
_parts: Final = attrgetter(*_NAME_PARTS)
_encode: Final = json.JSONEncoder(ensure_ascii=False).encode
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
    found: dict[str, Any] = {"source_key": key} if key else {}
    for name, value in zip(_FIELDS, _values(each), strict=True):
        if value:
            found[name] = _plain(value)
    if isinstance(each, Record) and each.related:
        found["related"] = list(each.related)
    if each.extra:
        found["extra"] = dict(each.extra)
    return found


def as_json(value: object, *, indent: int | None = None) -> str:
    """Return ``value`` as JSON in readable Unicode, with text-reversing characters escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent) if indent else _encode(value)
    if text.isascii() and "\x7f" not in text:
        return text
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _plain(value: object) -> Any:
    match value:
        case str():
            return value
        case Name():
            parts = zip(_NAME_PARTS, _parts(value), strict=True)
            return {
                part: each if isinstance(each, str) else [*each] for part, each in parts if each
            }
        case Link():
            return {"label": value.label, "url": value.url}
        case Date():
            return str(value)
        case tuple():
            return [_plain(each) for each in value]
    return value
