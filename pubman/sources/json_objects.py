"""JSON: the objects of an array one by one, so that a damaged file gives what is whole in it."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pubman.record import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One object: its value, its text, and the line that begins on."""

    value: dict[str, Any]
    raw: str
    line: int


# Where the next object begins after a damaged one: what a bibliography's objects begin with,
# which those inside them (names, dates) do not.
_NEXT = re.compile(r'\}\s*,\s*(?=\{\s*"(?:id|type|title|DOI|@score|key|citation-key)")')
_MOST_DAMAGED = (
    500  # then the rest of the file is one problem: each costs a look at the text before
)
_SKIP = re.compile(r"[\s,]*")


def objects(text: str, array: str = "") -> Iterator[Found | Problem]:
    """The objects of the array that ``text`` is, or that stands in it under the name ``array``.

    A single object counts as an array of one. What cannot be read is a ``Problem`` with its text.
    """
    decoder = json.JSONDecoder()
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    at = _begin(text, array)
    damaged = 0
    while at < len(text):
        at = _end(_SKIP, text, at)
        if at >= len(text) or text[at] == "]":
            return
        line = bisect_right(starts, at)
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            damaged += 1
            end = _resume(text, at, error) if damaged < _MOST_DAMAGED else len(text)
            yield Problem(level="left out", message=_say(error), raw=text[at:end], line=line)
        else:
            yield _found(value, text[at:end], line)
        if end == at:
            return
        at = end


def _found(value: object, raw: str, line: int) -> Found | Problem:
    if isinstance(value, dict):
        return Found(value=value, raw=raw, line=line)
    return Problem(level="left out", message="no object of fields", raw=raw, line=line)


def _begin(text: str, array: str) -> int:
    """Where the first object begins: behind the bracket of the array."""
    if array and (match := re.search(rf'"{array}"\s*:\s*\[?', text)):
        return match.end()
    start = _end(_SKIP, text, 0)
    return start + 1 if text[start : start + 1] == "[" else start


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _resume(text: str, start: int, error: Exception) -> int:
    """Where reading goes on behind the object damaged at ``start``: at the next one, or the end."""
    behind = max(error.pos, start + 1) if isinstance(error, json.JSONDecodeError) else start + 1
    following = _NEXT.search(text, behind - 1)
    return following.end() if following else len(text)


def _say(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "JSON nested too deep"
    if isinstance(error, json.JSONDecodeError):
        what = error.msg.split(" starting")[0].lower()
        cut = error.pos >= len(error.doc.rstrip()) or "unterminated" in what
        return "JSON cut off" if cut else f"damaged JSON: {what}"
    return "a number too large to read"


def as_text(value: object) -> str:
    """A JSON value as text: numbers as they are, lists joined, objects and null empty."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return "; ".join(text for each in value if (text := as_text(each)))
    return ""


def as_list(value: object) -> list[Any]:
    """``value`` as a list: a lone value is a list of one, nothing an empty one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
