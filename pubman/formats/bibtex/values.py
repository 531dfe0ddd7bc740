"""Values of BibTeX: groups, quoted strings, names of ``@string``s, and ``#`` between them.

Common mistakes are corrected with a warning: a missing ``#``, a bare value of several words,
quotation marks and accents inside a quoted string. A value that never ends is ``Unreadable``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

IDENTIFIER: Final = r"""[^\s"#%'(),={}]"""
"""A character of a BibTeX name: any character except white space and nine signs."""

ENTRY_TYPE: Final = (
    rf"(?:{IDENTIFIER}{{1,99}}(?=\s{{0,99}}[{{(])|\[['\"][^\]\n{{}}]{{0,99}}\]"
    rf"|(?:\"[^\"\n{{}}]{{0,99}}\"|[A-Za-z]{{1,30}}(?: [A-Za-z]{{1,30}}){{1,3}}|)"
    r"(?=\s{0,9}\{\s{0,9}[^\s,{}=]{0,99}\s{0,9},\s{0,99}[A-Za-z][\w-]{0,30}\s{0,9}=))"
)
"""The type of an entry. Programs also write a list in brackets (Semantic Scholar), two words,
quotation marks or nothing; this counts only before a key and a field."""

_BARE = re.compile(rf"{IDENTIFIER}+")
_HASH = re.compile(r"\s*#\s*")
BALANCED: Final = r"[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+\}[^{}]*+)*+"
"""Text whose braces balance and nest at most three deep, as in nearly every value."""
BRACED: Final = re.compile(rf"\{{{BALANCED}\}}")
"""A group of such text."""
_QUOTED = re.compile(r'"[^"{}]*+"')

MAX_EXPANSION: Final = 1_000_000
"""The most characters that a value made of ``@string``s may have (no real one has 1,000)."""


class Unreadable(ValueError):
    """A block that cannot be read without guessing; the message says why in a few words."""


class NoValue(Unreadable):
    """There is no group, quoted string or word where a value should begin."""


class TooLong(ValueError):
    """A value that grows beyond ``MAX_EXPANSION`` through its ``@string``s."""


Value = tuple[tuple[bool, str], ...]
"""The pieces of a value in order: ``(False, text)``, or ``(True, name)`` of an ``@string``."""


def expand(value: Value, macros: Mapping[str, str], unknown: list[str] | None = None) -> str:
    """Return the text of ``value``. A name that is not in ``macros`` is kept as it is.

    Such names are appended to ``unknown``. Raises ``TooLong``.
    """
    if len(value) == 1 and not value[0][0]:
        return value[0][1]
    parts: list[str] = []
    size = 0
    for is_name, text in value:
        if is_name:
            expanded = macros.get(text.lower())
            if expanded is None and unknown is not None:
                unknown.append(text)
            parts.append(text if expanded is None else expanded)
            size += len(parts[-1])
        else:
            parts.append(text)
        if size > MAX_EXPANSION:
            raise TooLong("@string values that grow without end")
    return "".join(parts)


# --------------------------------------------------------------------------------------- parsing


def parse_value(raw: str, position: int, end: int) -> tuple[Value, int]:
    """Return the value that begins at ``position``, and its end. Raises ``Unreadable``."""
    pieces: list[tuple[bool, str]] = []
    while True:
        piece, position = parse_piece(raw, position, end)
        pieces.append(piece)
        following = _HASH.match(raw, position, end)
        if following is None:
            return tuple(pieces), position
        position = following.end()
        if position >= end or raw[position] in ",}":  # nothing follows the #
            return tuple(pieces), position


def parse_piece(raw: str, position: int, end: int) -> tuple[tuple[bool, str], int]:
    """Return one piece of a value (a group, quoted string, number or name), and its end."""
    sign = raw[position : position + 1]
    if sign == "{":
        match = BRACED.match(raw, position, end)
        after = match.end() if match else _end_of_group(raw, position, end)
        return (False, raw[position + 1 : after - 1]), after
    if sign == '"':
        match = _QUOTED.match(raw, position, end)
        after = match.end() if match else _end_of_quoted(raw, position, end)
        return (False, raw[position + 1 : after - 1]), after
    match = _BARE.match(raw, position, end)
    if match is None:
        raise NoValue("a field without a value")
    return (not match[0].isdigit(), match[0]), match.end()


def _end_of_group(raw: str, position: int, end: int) -> int:
    depth = 0
    for match in re.compile("[{}]").finditer(raw, position, end):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end()
    raise Unreadable("a value whose braces are never closed")


def _end_of_quoted(raw: str, position: int, end: int) -> int:
    depth = 0
    for match in re.compile('[{}"]').finditer(raw, position + 1, end):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
        elif depth <= 0:
            return match.end()
    raise Unreadable("a value whose quotation marks are never closed")


# ------------------------------------------------------------------------------------ correcting

_LOOSE = re.compile(rf"(?:[^,{{}}\n\r]++|{BRACED.pattern})++")
_QUOTES_WITHIN = re.compile(rf'"([^{{}}\n]{{0,999}}?)"(?=\s*(?:,\s*(?:{IDENTIFIER}+\s*=|\Z)|\Z))')
_ESCAPED_WITHIN = re.compile(
    rf'"((?:[^"\\{{}}]++|\\.|{BRACED.pattern})*+)"(?=\s*(?:,\s*{IDENTIFIER}+\s*=|,?\s*\Z))',
    re.DOTALL,
)
_TO_COMMA = re.compile(r"[^,\n\r{}\"]*")
_TO_PIECE = re.compile(r"\s*(?=[{\"])")
_VALUE_END = re.compile(rf"\s*(?:,|\Z|%|\}}|{IDENTIFIER}+\s*=)")
_NEXT_OR_PIECE = re.compile(rf"{_VALUE_END.pattern}|\s+[{{\"]")


def complete_value(
    raw: str, start: int, value: Value, after: int, end: int, doubts: list[str]
) -> tuple[Value, int]:
    """Return ``value`` with any text between it and the next comma or field, and its end."""
    if raw[start] == '"' and not _NEXT_OR_PIECE.match(raw, after, end):
        quoted = _requote(raw, start, after, end, doubts)
        if quoted is not None:
            return quoted
    pieces = list(value)
    while not (following := _VALUE_END.match(raw, after, end)):
        bare = _TO_COMMA.match(raw, after, end)
        if raw[start] not in '{"' and bare and bare[0].strip():
            doubts.append("a value without braces")
            return ((False, raw[start : bare.end()].strip()),), bare.end()
        piece = _TO_PIECE.match(raw, after, end)
        if piece is None:
            return tuple(pieces), after
        doubts.append("no # between two parts of a value")
        more, after = parse_value(raw, piece.end(), end)
        pieces.extend(more)
    if following[0][-1:] == "=":
        doubts.append("no comma between two fields")
    return tuple(pieces), after


def _requote(
    raw: str, start: int, after: int, end: int, doubts: list[str]
) -> tuple[Value, int] | None:
    """Return a quoted value that holds quotation marks itself, and its end; else None."""
    escaped = raw[after - 2] == "\\" and _ESCAPED_WITHIN.match(raw, start, end)
    if escaped:
        doubts.append('\\" inside a quoted value, without braces')
        return ((False, escaped[1]),), escaped.end()
    whole = _QUOTES_WITHIN.match(raw, start, end)
    if whole:
        doubts.append("quotation marks inside a quoted value")
        return ((False, whole[1].replace('""', '"')),), whole.end()
    return None


def parse_loose(raw: str, start: int, end: int, doubts: list[str]) -> tuple[Value, int]:
    """Return a value without braces: everything up to the next comma or the end of the line."""
    match = _LOOSE.match(raw, start, end)
    doubts.append("a value without braces")
    after = match.end() if match else start + 1
    return ((False, raw[start:after].strip()),), after
