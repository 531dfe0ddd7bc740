"""Read the works in answers of online services in JSON, one by one, and the values at a path.

Each reader states the path of its works (``message.items``) and makes a record of each. Answers
have a few megabytes at most, so they are read as a whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from pubman.formats.items import Problem
from pubman.formats.json_objects import Found, as_list, as_text, objects
from pubman.formats.json_shape import find_value
from pubman.formats.pieces import Pieces, in_pieces
from pubman.formats.row_keys import numbered_key
from pubman.record import Record

Item = Mapping[str, Any]
Make = Callable[[Item], Record | str]
"""Makes the record of one work, or returns the reason for having none as a clause."""
_DECODER: Final = json.JSONDecoder()


def read_answer(text: Pieces, places: Sequence[str], make: Make) -> Iterator[Record | Problem]:
    """Yield the records of the works at the first of ``places`` that the text has.

    If the text has none of them, it is a work itself, an array of works, or one work per line. If
    two works have the same key, the second gets ``#2``.
    """
    seen: dict[str, int] = {}
    for found in _works("".join(in_pieces(text)), places):
        made = found if isinstance(found, Problem) else make(found.value)
        if isinstance(made, Problem):
            yield made
        elif isinstance(made, str):
            yield Problem(level="left out", message=made, raw=found.raw, line=found.line)
        else:
            yield _with_place(made, found.raw, found.line, seen)


def _with_place(record: Record, raw: str, line: int, seen: dict[str, int]) -> Record:
    key = numbered_key(record.source_key, seen)
    return replace(record, source_key=key, raw=raw, line=line)


def _works(text: str, places: Sequence[str]) -> Iterator[Found | Problem]:
    starts = ((place, find_value(text, place)) for place in places)
    place, start = next(((place, at) for place, at in starts if at >= 0), ("", 0))
    if place and text[start] == "{":
        yield from _one(text, start)
        return
    before = text.count("\n", 0, start)
    for found in objects(text[start:] if place else text):
        yield replace(found, line=found.line + before)


def _one(text: str, start: int) -> Iterator[Found | Problem]:
    line = 1 + text.count("\n", 0, start)
    try:
        value, end = _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        yield Problem(level="left out", message="JSON cut off", raw=text[start:], line=line)
    else:
        yield Found(value=value, raw=text[start:end], line=line)


# ------------------------------------------------------------------------------------- paths


def value_at(item: object, path: str) -> Any:
    """Return the value of ``item`` at ``a.b.c``, or None. Arrays on the way give their first."""
    for name in path.split("."):
        if isinstance(item, list):
            item = next(iter(item), None)
        if not isinstance(item, dict):
            return None
        item = item.get(name)
    return item


def unwrapped(item: Item, name: str) -> Item:
    """Return the object under ``name`` in which a list wraps a work, or the work itself."""
    value = item.get(name)
    return value if isinstance(value, dict) and value else item


def text_at(item: object, *paths: str) -> str:
    """Return the text at the first of ``paths`` that has one. Use the first text of an array."""
    for path in paths:
        value = value_at(item, path)
        if isinstance(value, list):
            value = next((each for each in value if as_text(each)), "")
        if text := as_text(value):
            return text
    return ""


def items_at(item: object, path: str) -> list[dict[str, Any]]:
    """Return the objects in the array at ``path``."""
    return [each for each in as_list(value_at(item, path)) if isinstance(each, dict)]


def texts_at(item: object, path: str) -> list[str]:
    """Return the texts in the array at ``path``."""
    return [text for each in as_list(value_at(item, path)) if (text := as_text(each))]


def filled(values: Mapping[str, str | Iterable[str]]) -> dict[str, str]:
    """Return the non-empty values, each as one text, for the ``extra`` of a record."""
    texts = {
        name: value if isinstance(value, str) else "; ".join(filter(None, dict.fromkeys(value)))
        for name, value in values.items()
    }
    return {name: text for name, text in texts.items() if text}
