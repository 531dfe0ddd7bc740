"""The grammar of one BibTeX entry, ``@string`` or ``@preamble``: text in, fields with places out.

After ``bibtex.web`` (sections 183 on) and "Tame the BeaST" (section 4), and forgiving where people
err: a missing comma, key or ``#``, a brace too many, ``%`` before a field, a bare value of several
words are mended with a *doubt*. What cannot be mended without guessing is ``Unreadable``: a value
that never ends.

``bibtex_entry`` calls it for the entries that bibtexparser gets wrong or hides, and the editing of
single fields for the places where they stand. Of the 19 syntax cases whose truth BibTeX itself made
bibtexparser's splitter has 12 right and this grammar all; on entries written regularly both give
the same fields (a property in the tests).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from pubman.sources.bibtex_fields import FIELD_ALIASES

IDENTIFIER: Final = r"""[^\s"#%'(),={}]"""
"""A character of a BibTeX name: anything but white space and nine signs."""

_HEAD = re.compile(rf"@\s*({IDENTIFIER}+)\s*([{{(])\s*")
_KEYLESS = re.compile(rf"({IDENTIFIER}+)\s*=\s*(?=[\"{{\w])")
_SKIP = re.compile(r"(?:[\s,]+|%[^\n]*(?:\n|\Z))*")
_NAME = re.compile(rf"({IDENTIFIER}+)\s*=\s*")
_BARE = re.compile(rf"{IDENTIFIER}+")
_HASH = re.compile(r"\s*#\s*")
BALANCED: Final = r"[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+\}[^{}]*+)*+"
"""Text whose braces balance and nest three deep at most: nearly every value."""
BRACED: Final = re.compile(rf"\{{{BALANCED}\}}")
"""A group of such text."""
_QUOTED = re.compile(r'"[^"{}]*+"')
_FIELD = re.compile(rf"[\s,]*+({IDENTIFIER}++)\s*+=\s*+({BRACED.pattern})(?=\s*+[,}}])")
"""A field as nearly all are written; any other goes the long way."""

MAX_EXPANSION: Final = 1_000_000
"""A value made of ``@string``s grows to so many characters at most (no real one has 1,000)."""


class Unreadable(ValueError):
    """A block that cannot be read without guessing; the message says why in one clause."""


class TooLong(ValueError):
    """A value that its ``@string``s blow up beyond ``MAX_EXPANSION``."""


Value = tuple[tuple[bool, str], ...]
"""The pieces of a value in order: ``(False, text)``, or ``(True, name)`` of an ``@string``."""


def expand(value: Value, macros: Mapping[str, str], unknown: list[str] | None = None) -> str:
    """The text of ``value``; a name that ``macros`` lacks stands for itself.

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


class Field(NamedTuple):
    """A field as written: its name in lower case, its value, and where ``name = value`` stands."""

    name: str
    value: Value
    start: int
    end: int


@dataclass(slots=True)
class Entry:
    """An entry as written. ``type`` is lower case; ``doubts`` say what was mended."""

    type: str
    key: str
    fields: list[Field] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def closed(self) -> bool:
        """False where the closing brace was missing."""
        return UNCLOSED not in self.doubts


UNCLOSED: Final = "no closing brace"
_NO_KEY: Final = "an entry without a key"


class _NoValue(Unreadable):
    """Neither a group nor quotation marks nor a word where a value should begin."""


def parse_entry(raw: str) -> Entry:
    """The entry that ``raw`` (from its ``@`` on) holds. Raises ``Unreadable``."""
    head = _HEAD.match(raw)
    if head is None:
        raise Unreadable("no brace behind the entry type")
    close = "}" if head[2] == "{" else ")"
    end = raw.rstrip()
    if not end.endswith(close):
        return _parse_body(raw, head, len(end), end)
    try:
        return _parse_body(raw, head, len(end) - 1, end)
    except Unreadable:
        # The brace at the end may be that of the last value, and the entry's own be missing.
        entry = _parse_body(raw, head, len(end), end) if close == "}" else None
        if entry is None or not entry.fields or _SWALLOWED.search(entry.fields[-1].value[-1][1]):
            raise
        return entry


def _parse_body(raw: str, head: re.Match[str], end_at: int, end: str) -> Entry:
    """The entry whose key and fields stand between ``head`` and ``end_at``."""
    entry = Entry(head[1].lower(), "")
    position = _parse_key(raw, head.end(), "}" if head[2] == "{" else ")", entry)
    if position > end_at:  # the key itself ran to the end
        entry.doubts.append(UNCLOSED)
        return entry
    position = _parse_plain_fields(raw, position, end_at, entry.fields)
    while (position := _skip(raw, position, end_at)) < end_at:
        position = _parse_field(raw, position, end_at, entry)
        position = _parse_plain_fields(raw, position, end_at, entry.fields)
    if end_at == len(end) or position > end_at:
        entry.doubts.append(UNCLOSED)
    return entry


def parse_string(raw: str) -> Field:
    """The name and value of an ``@string``. Raises ``Unreadable``."""
    head = _HEAD.match(raw)
    if head is None:
        raise Unreadable("no brace behind @string")
    name = _NAME.match(raw, head.end())
    if name is None:
        raise Unreadable("no = in an @string")
    value, end = _parse_value(raw, name.end(), len(raw))
    if not re.fullmatch(r"[\s,]*[})]\s*", raw[end:]):
        raise Unreadable("no closing brace of an @string")
    return Field(name[1].lower(), value, name.start(), end)


def parse_preamble(raw: str) -> Value:
    """The value of a ``@preamble``. Raises ``Unreadable``."""
    head = _HEAD.match(raw)
    if head is None:
        raise Unreadable("no brace behind @preamble")
    value, end = _parse_value(raw, head.end(), len(raw))
    if not re.match(r"\s*[})]", raw[end:]):
        raise Unreadable("no closing brace of a @preamble")
    return value


# ----------------------------------------------------------------------------------------- parts


def _parse_key(raw: str, position: int, close: str, entry: Entry) -> int:
    """Reads the key into ``entry``; returns where the fields begin."""
    keyless = _KEYLESS.match(raw, position)
    if raw.startswith(",", position) or (keyless and keyless[1].lower() in FIELD_ALIASES):
        entry.doubts.append(_NO_KEY)
        return position
    match = re.compile(r"[^\s,}]*" if close == "}" else r"[^\s,]*").match(raw, position)
    assert match is not None  # it matches nothing at all, too
    entry.key, position = match[0], match.end()
    if close == ")" and entry.key.endswith(")") and not raw[position:].strip():
        entry.key, position = entry.key[:-1], position - 1
    rest = re.compile(r"([^\n\r,=}]*+)(,|\n|\r|(?=\}))").match(raw, position)
    if rest is None or (rest[2] == "," and not rest[1].strip()):
        return position
    if rest[2] == ",":
        entry.key = raw[match.start() : rest.end(1)].strip()
        entry.doubts.append("a key with white space in it")
        return rest.end()
    after = _SKIP.match(raw, position)
    if after and "," not in after[0] and _NAME.match(raw, after.end()):
        entry.doubts.append("no comma behind the key")
    return position


def _parse_plain_fields(raw: str, position: int, end: int, fields: list[Field]) -> int:
    """Reads fields as long as they are written plainly; returns where that ends."""
    while match := _FIELD.match(raw, position, end + 1):
        name, value = match.groups()
        position = match.end()
        fields.append(Field(name.lower(), ((False, value[1:-1]),), match.start(1), position))
    return position


def _skip(raw: str, position: int, end: int) -> int:
    match = _SKIP.match(raw, position, end)
    return match.end() if match else position


def _parse_field(raw: str, position: int, end: int, entry: Entry) -> int:
    name = _NAME.match(raw, position, end) or _NO_EQUALS.match(raw, position, end)
    if name is None:
        return _skip_junk(raw, position, end, entry)
    start = name.end()
    if name.re is _NO_EQUALS:
        if name[1].lower() not in FIELD_ALIASES:
            return _skip_junk(raw, position, end, entry)
        entry.doubts.append("no = between a field and its value")
    if raw[start : start + 1] in ("=", "#", "%"):
        start = _BEFORE_VALUE.match(raw, start, end).end()  # type: ignore[union-attr]
        entry.doubts.append("a sign too many before a value")
    if start >= end or raw[start] in ",}":
        entry.fields.append(Field(name[1].lower(), ((False, ""),), position, start))
        return start
    if raw[start] != "\\":
        try:
            value, after = _parse_value(raw, start, end)
        except _NoValue:
            value, after = _parse_loose(raw, start, end, entry)
        else:
            value, after = _mend_value(raw, start, value, after, end, entry)
    else:
        value, after = _parse_loose(raw, start, end, entry)
    entry.fields.append(Field(name[1].lower(), value, position, after))
    return after


def _parse_loose(raw: str, start: int, end: int, entry: Entry) -> tuple[Value, int]:
    """A value without braces around it: all up to the next comma or the end of the line."""
    match = _LOOSE.match(raw, start, end)
    entry.doubts.append("a value without braces")
    after = match.end() if match else start + 1
    return ((False, raw[start:after].strip()),), after


def _skip_junk(raw: str, position: int, end: int, entry: Entry) -> int:
    """Passes over what is no field, to the next comma or field."""
    if raw[position] == "}":
        entry.doubts.append("a closing brace too many")
        return position + 1
    if raw[position] == ";":
        entry.doubts.append("; between two fields")
        return position + 1
    entry.doubts.append("text that is no field")
    if raw[position] in '{"':
        _, after = _parse_piece(raw, position, end)
        return after
    match = re.compile(r"[^,\n{\"}]*").match(raw, position + 1, end)
    return match.end() if match else end


def _parse_value(raw: str, position: int, end: int) -> tuple[Value, int]:
    pieces: list[tuple[bool, str]] = []
    while True:
        piece, position = _parse_piece(raw, position, end)
        pieces.append(piece)
        following = _HASH.match(raw, position, end)
        if following is None:
            return tuple(pieces), position
        position = following.end()
        if position >= end or raw[position] in ",}":  # nothing behind the #
            return tuple(pieces), position


def _parse_piece(raw: str, position: int, end: int) -> tuple[tuple[bool, str], int]:
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
        raise _NoValue("a field without a value")
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


_NO_EQUALS = re.compile(r"([A-Za-z]{2,20})\s*:?\s*(?=[{\"])")
_BEFORE_VALUE = re.compile(r"(?:[=#\s]|%[^\n]*\n)*")
_LOOSE = re.compile(rf"(?:[^,{{}}\n\r]++|{BRACED.pattern})++")
_SWALLOWED = re.compile(rf"[}}\"\w]\s*,\s*{IDENTIFIER}+\s*=\s*[{{\"\w]")
"""Fields inside a value: it was never closed, and took the closing brace of the entry."""
_QUOTES_WITHIN = re.compile(rf'"([^{{}}\n]{{0,999}}?)"(?=\s*(?:,\s*(?:{IDENTIFIER}+\s*=|\Z)|\Z))')
_ESCAPED_WITHIN = re.compile(
    rf'"((?:[^"\\{{}}]++|\\.|{BRACED.pattern})*+)"(?=\s*(?:,\s*{IDENTIFIER}+\s*=|,?\s*\Z))',
    re.DOTALL,
)
_TO_COMMA = re.compile(r"[^,\n\r{}\"]*")
_TO_PIECE = re.compile(r"\s*(?=[{\"])")
_VALUE_END = re.compile(rf"\s*(?:,|\Z|%|\}}|{IDENTIFIER}+\s*=)")
_NEXT_OR_PIECE = re.compile(rf"{_VALUE_END.pattern}|\s+[{{\"]")


def _mend_value(
    raw: str, start: int, value: Value, after: int, end: int, entry: Entry
) -> tuple[Value, int]:
    """``value`` with what stands between it and the next comma or field, where anything does."""
    if raw[start] == '"' and not _NEXT_OR_PIECE.match(raw, after, end):
        escaped = raw[after - 2] == "\\" and _ESCAPED_WITHIN.match(raw, start, end)
        if escaped:
            entry.doubts.append('\\" within a value between quotation marks, not in braces')
            return ((False, escaped[1]),), escaped.end()
        whole = _QUOTES_WITHIN.match(raw, start, end)
        if whole:
            entry.doubts.append("quotation marks within a value between quotation marks")
            return ((False, whole[1].replace('""', '"')),), whole.end()
    pieces = list(value)
    while not (following := _VALUE_END.match(raw, after, end)):
        bare = _TO_COMMA.match(raw, after, end)
        if raw[start] not in '{"' and bare and bare[0].strip():
            entry.doubts.append("a value without braces")
            return ((False, raw[start : bare.end()].strip()),), bare.end()
        piece = _TO_PIECE.match(raw, after, end)
        if piece is None:
            return tuple(pieces), after
        entry.doubts.append("no # between two parts of a value")
        more, after = _parse_value(raw, piece.end(), end)
        pieces.extend(more)
    if following[0][-1:] == "=":
        entry.doubts.append("no comma between two fields")
    return tuple(pieces), after
