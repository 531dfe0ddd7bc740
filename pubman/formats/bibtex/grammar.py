"""The grammar of one BibTeX entry, ``@string`` or ``@preamble``: text in, fields with places out.

It follows ``bibtex.web`` (from section 183) and "Tame the BeaST" (section 4), and forgives common
mistakes: a missing comma, key, ``=`` or last brace, a brace too many, or a ``%`` before a field is
corrected with a warning. ``values`` does the same for values. A value that never ends cannot be
corrected without guessing, so it is ``Unreadable``.

``entry`` calls this grammar for the entries that bibtexparser reads wrongly or not at all.
``entry_text`` calls it to find the position of a field. Of 19 syntax cases that BibTeX itself
answered, bibtexparser's splitter gets 11 right and this grammar all of them. For entries that are
written regularly both give the same fields (a test checks this property).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from pubman.formats.bibtex.fields import FIELD_ALIASES
from pubman.formats.bibtex.values import (
    BRACED,
    ENTRY_TYPE,
    IDENTIFIER,
    NoValue,
    Unreadable,
    Value,
    complete_value,
    parse_loose,
    parse_piece,
    parse_value,
)

_HEAD = re.compile(rf"@\s*({ENTRY_TYPE})\s*([{{(])\s*")
_KEYLESS = re.compile(rf"({IDENTIFIER}+)\s*=\s*(?=[\"{{\w])")
_SKIP = re.compile(r"(?:[\s,]+|%[^\n]*(?:\n|\Z))*")
_SPACED_NAME = re.compile(r"([A-Za-z]+(?: [A-Za-z]+){1,3})\s*=\s*(?=[{\"])")
"""A field name with blanks, as in the Web of Science: ``Early Access Date``."""
_NO_EQUALS = re.compile(r"([A-Za-z]{2,20})\s*:?\s*(?=[{\"])")
_BEFORE_VALUE = re.compile(r"(?:[=#\s]|%[^\n]*\n)*")
_SWALLOWED = re.compile(rf"[}}\"\w]\s*,\s*{IDENTIFIER}+\s*=\s*[{{\"\w]")
"""Fields inside a value: the value was never closed and took the closing brace of the entry."""
_NAME = re.compile(rf"({IDENTIFIER}+)\s*=\s*")
_FIELD = re.compile(rf"[\s,]*+({IDENTIFIER}++)\s*+=\s*+({BRACED.pattern})(?=\s*+[,}}])")
"""The way nearly every field is written. Any other field takes the slower path."""


class Field(NamedTuple):
    """A field as written: its name in lower case, its value, and the span of ``name = value``."""

    name: str
    value: Value
    start: int
    end: int


@dataclass(slots=True)
class Entry:
    """An entry as written. ``type`` is lower case; ``doubts`` say what was corrected."""

    type: str
    key: str
    fields: list[Field] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def closed(self) -> bool:
        """Whether the entry had its closing brace."""
        return UNCLOSED not in self.doubts


UNCLOSED: Final = "no closing brace"
_NO_KEY: Final = "an entry without a key"


def parse_entry(raw: str) -> Entry:
    """Return the entry in ``raw``, which begins with its ``@``. Raises ``Unreadable``."""
    head = _HEAD.match(raw)
    if head is None:
        raise Unreadable("no brace after the entry type")
    close = "}" if head[2] == "{" else ")"
    end = raw.rstrip()
    if not end.endswith(close):
        return _parse_body(raw, head, len(end), end)
    try:
        return _parse_body(raw, head, len(end) - 1, end)
    except Unreadable:
        # The last brace may belong to the last value; then the brace of the entry is missing.
        entry = _parse_body(raw, head, len(end), end) if close == "}" else None
        if entry is None or not entry.fields or _SWALLOWED.search(entry.fields[-1].value[-1][1]):
            raise
        return entry


def _parse_body(raw: str, head: re.Match[str], end_at: int, end: str) -> Entry:
    """Return the entry with the key and fields between ``head`` and ``end_at``."""
    entry = Entry(_entry_type(head[1]), "")
    if head[1][:1] != "[" and not re.fullmatch(rf"{IDENTIFIER}+", head[1]):
        entry.doubts.append(f"not a valid entry type: {head[1]}" if head[1] else "no entry type")
    position = _parse_key(raw, head.end(), "}" if head[2] == "{" else ")", entry)
    if position > end_at:  # the key reached the end
        entry.doubts.append(UNCLOSED)
        return entry
    position = _parse_plain_fields(raw, position, end_at, entry.fields)
    while (position := _skip(raw, position, end_at)) < end_at:
        position = _parse_field(raw, position, end_at, entry)
        position = _parse_plain_fields(raw, position, end_at, entry.fields)
    if end_at == len(end) or position > end_at:
        entry.doubts.append(UNCLOSED)
    return entry


_SCHOLAR_TYPES: Final = {
    "conference": "inproceedings", "booksection": "incollection", "book": "book",
    "conferencepaper": "inproceedings", "article": "article", "dataset": "dataset",
    "journalarticle": "article", "review": "article", "casereport": "article",
    "letterandcomment": "article", "lettersandcomments": "article", "editorial": "article",
    "news": "article", "study": "article", "clinicaltrial": "article", "metaanalysis": "article",
}  # fmt: skip
"""Semantic Scholar's types -> BibTeX's, those that decide first."""


def _entry_type(text: str) -> str:
    """Return the entry type in lower case; of a list in brackets the one that decides."""
    if re.fullmatch(rf"{IDENTIFIER}+", text):
        return text.lower()
    words = re.findall(r"\w+", text.lower())
    if not words:
        return ""
    said = {*words, "".join(words)}
    return next((known for word, known in _SCHOLAR_TYPES.items() if word in said), "misc")


def parse_string(raw: str) -> Field:
    """Return the name and value of an ``@string``. Raises ``Unreadable``."""
    head = _HEAD.match(raw)
    if head is None:
        raise Unreadable("no brace after @string")
    name = _NAME.match(raw, head.end())
    if name is None:
        raise Unreadable("no = in an @string")
    value, end = parse_value(raw, name.end(), len(raw))
    if not re.fullmatch(r"[\s,]*[})]\s*", raw[end:]):
        raise Unreadable("an @string without a closing brace")
    return Field(name[1].lower(), value, name.start(), end)


def parse_preamble(raw: str) -> Value:
    """Return the value of a ``@preamble``. Raises ``Unreadable``."""
    head = _HEAD.match(raw)
    if head is None:
        raise Unreadable("no brace after @preamble")
    value, end = parse_value(raw, head.end(), len(raw))
    if not re.match(r"\s*[})]", raw[end:]):
        raise Unreadable("a @preamble without a closing brace")
    return value


# ----------------------------------------------------------------------------------------- parts


def _parse_key(raw: str, position: int, close: str, entry: Entry) -> int:
    """Read the key into ``entry``; return where the fields begin."""
    keyless = _KEYLESS.match(raw, position)
    if raw.startswith(",", position) or (keyless and keyless[1].lower() in FIELD_ALIASES):
        entry.doubts.append(_NO_KEY)
        return position
    match = re.compile(r"[^\s,}]*" if close == "}" else r"[^\s,]*").match(raw, position)
    assert match is not None  # the pattern also matches an empty key
    entry.key, after_key = match[0], match.end()
    if close == ")" and entry.key.endswith(")") and not raw[after_key:].strip():
        entry.key, after_key = entry.key[:-1], after_key - 1
    return _after_key(raw, position, after_key, entry)


_KEY_REST = re.compile(r"([^\n\r,=}]*+)(,|\n|\r|(?=\}))")


def _after_key(raw: str, start: int, position: int, entry: Entry) -> int:
    """Return where the fields begin; extend a key with white space in it."""
    rest = _KEY_REST.match(raw, position)
    if rest is None:
        return position
    if rest[2] == ",":
        if not rest[1].strip():
            return position
        entry.key = raw[start : rest.end(1)].strip()
        entry.doubts.append("a key with white space in it")
        return rest.end()
    after = _SKIP.match(raw, position)
    if after and "," not in after[0] and _NAME.match(raw, after.end()):
        entry.doubts.append("no comma after the key")
    return position


def _parse_plain_fields(raw: str, position: int, end: int, fields: list[Field]) -> int:
    """Read fields as long as they are written plainly; return where that ends."""
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
    if name is None and (spaced := _SPACED_NAME.match(raw, position, end)):
        value, after = parse_value(raw, spaced.end(), end)
        called = spaced[1].lower().replace(" ", "-")
        entry.fields.append(Field(called, value, position, after))
        return after
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
            value, after = parse_value(raw, start, end)
        except NoValue:
            value, after = parse_loose(raw, start, end, entry.doubts)
        else:
            value, after = complete_value(raw, start, value, after, end, entry.doubts)
    else:
        value, after = parse_loose(raw, start, end, entry.doubts)
    entry.fields.append(Field(name[1].lower(), value, position, after))
    return after


def _skip_junk(raw: str, position: int, end: int, entry: Entry) -> int:
    """Skip text that is not a field, up to the next comma or field."""
    if raw[position] == "}":
        entry.doubts.append("a closing brace too many")
        return position + 1
    if raw[position] == ";":
        entry.doubts.append("; between two fields")
        return position + 1
    entry.doubts.append("text that is not a field")
    if raw[position] in '{"':
        _, after = parse_piece(raw, position, end)
        return after
    match = re.compile(r"[^,\n{\"}]*").match(raw, position + 1, end)
    return match.end() if match else end
