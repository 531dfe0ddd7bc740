"""Read the objects of a JSON array one by one, so that a damaged file gives the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from pubman.formats.items import Problem
from pubman.formats.pieces import Pieces, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One object: its value, its text, and the line on which it begins."""

    value: dict[str, Any]
    raw: str
    line: int


# Where the next object begins after a damaged one. The objects of a bibliography begin like this,
# and those inside them (names, dates) do not.
# which those inside them (names, dates) do not.
_NEXT = re.compile(r'\}\s*,\s*(?=\{\s*"(?:id|type|title|DOI|@score|key|citation-key)")')
_MOST_DAMAGED: Final = 500
"""After this many damaged objects, the rest of the file is reported as one problem."""
_SKIP = re.compile(r"[\s,]*")
_DECODER: Final = json.JSONDecoder()
_NO_OBJECT: Final = "not an object with fields"
_NAME_AT_MOST: Final = 2_100
"""The most characters of the name of an array, including the bracket after it."""
_TOKEN: Final = 16
"""The most characters at the end of a window that may be half a word, escape or number."""
_IN_NUMBERS: Final = frozenset("+-.eE0123456789")


def objects(text: Pieces, array: str = "") -> Iterator[Found | Problem]:
    """Yield the objects of the array in ``text``, or of the one with the name ``array``.

    A single object counts as an array of one. A part that cannot be read becomes a ``Problem``.
    """
    window, at, line = _open(text, array)
    damaged, counted = 0, at
    while True:
        at = _end(_SKIP, window.text, at)
        if window.text[at : at + 1] == "]" or (window.last and at == len(window.text)):
            return
        line += window.text.count("\n", counted, at)
        counted = at
        read = _read(window, at, line, to_the_end=damaged + 1 >= _MOST_DAMAGED)
        if read is None:
            window.move(at)
            at = counted = 0
            continue
        found, end = read
        damaged += isinstance(found, Problem) and found.message != _NO_OBJECT
        yield found
        if end == at:
            return
        at = end


def _open(text: Pieces, array: str) -> tuple[Window, int, int]:
    """Return a window at the first object, the position of the object in it, and its line."""
    if array and (found := _open_named(text, array)):
        return found
    window, start = Window(text), 0
    while not window.last and start == len(window.text):
        window.move(0)
        start = _end(_SKIP, window.text, 0)
    line = 1 + window.text.count("\n", 0, start)
    return window, start + (window.text[start : start + 1] == "["), line


def _open_named(text: Pieces, array: str) -> tuple[Window, int, int] | None:
    """Return the same after the name of the array, or None if it does not occur."""
    name = re.compile(rf'"{array}"\s{{0,999}}:\s{{0,999}}\[?')
    window, line = Window(text), 1
    while True:
        gone = max(0, len(window.text) - _NAME_AT_MOST)
        line += window.text.count("\n", 0, gone)
        window.move(gone)
        match = name.search(window.text)
        if match and (window.last or match.end() < len(window.text)):
            return window, match.end(), line + window.text.count("\n", 0, match.end())
        if window.last:
            return None


def _read(
    window: Window, at: int, line: int, *, to_the_end: bool
) -> tuple[Found | Problem, int] | None:
    """Return the value at ``at`` and its end, or None if the window must move first.

    A damaged object includes everything up to the next object, or ``to_the_end``.
    """
    text = window.text
    try:
        value, end = _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError) as error:
        if not window.last and (to_the_end or not _is_sure(error, text)):
            return None
        resumed = None if to_the_end else _resume(text, at, error)
        if resumed is None and not window.last:
            return None
        end = len(text) if resumed is None else resumed
        return Problem(level="left out", message=_say(error), raw=text[at:end], line=line), end
    if not window.last and end + _TOKEN > len(text):
        return None
    return _found(value, text[at:end], line), end


def _is_sure(error: Exception, text: str) -> bool:
    """Return whether the error is in ``text`` itself, regardless of what follows."""
    if isinstance(error, json.JSONDecodeError):
        cut = "unterminated" in error.msg.lower()
        return not cut and error.pos + _TOKEN <= len(text.rstrip())
    return isinstance(error, RecursionError) or text[-1] not in _IN_NUMBERS


def _found(value: object, raw: str, line: int) -> Found | Problem:
    if isinstance(value, dict):
        return Found(value=value, raw=raw, line=line)
    return Problem(level="left out", message=_NO_OBJECT, raw=raw, line=line)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _resume(text: str, start: int, error: Exception) -> int | None:
    """Return the beginning of the object after the damaged one at ``start``, or None."""
    behind = max(error.pos, start + 1) if isinstance(error, json.JSONDecodeError) else start + 1
    following = _NEXT.search(text, behind - 1)
    return following.end() if following else None


def _say(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "JSON nested too deep"
    if isinstance(error, json.JSONDecodeError):
        what = error.msg.split(" starting")[0].lower()
        cut = error.pos >= len(error.doc.rstrip()) or "unterminated" in what
        return "JSON cut off" if cut else f"damaged JSON: {what}"
    return "a number too large to read"


def as_text(value: object) -> str:
    """Return a JSON value as text: lists are joined, objects and null are empty."""
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
    """Return ``value`` as a list. A single value becomes a list of one, and None an empty list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
