"""Read one entry with bibtexparser, and with ``grammar`` if bibtexparser may get it wrong.

A pattern reads an entry of ``name = {value}`` and nothing else: programs write most entries so, and
it takes a tenth of the time. bibtexparser 2.1 reads what is less regular. Values in braces are
replaced by
a placeholder first. Otherwise an ``@`` at the start of a line in a value would end the entry, and a
``%`` or a quotation mark would confuse the parser. Without them it also has a third of the signs to
look at.

The result of bibtexparser only counts if it accounts for the whole text: one entry and no other
block, every field name once, and every value one braced group, one quoted string or a number. All
else goes to the grammar: ``#``, macros, a missing comma, brace or key, a ``%`` before a field, a
field given twice, and whatever bibtexparser lists in ``failed_blocks``. The grammar corrects it
with a warning or says why it cannot.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from typing import Final

from bibtexparser.model import Field as ParsedField
from bibtexparser.splitter import Splitter

from pubman.formats.bibtex.fields import FIELD_ALIASES
from pubman.formats.bibtex.grammar import Entry, Field, parse_entry
from pubman.formats.bibtex.values import BALANCED, IDENTIFIER

# bibtexparser logs a warning for every entry that the grammar then reads.
logging.getLogger("bibtexparser.splitter").setLevel(logging.CRITICAL)

_NAME: Final = re.compile(rf"{IDENTIFIER}+")
_ASIDE: Final = "\0"
"""The placeholder for a value. An entry that contains this sign itself goes to the grammar."""
_VALUE: Final = re.compile(rf"(?<==)\s*+\{{({BALANCED})\}}(?=\s*+[,}}])")
_QUOTED: Final = re.compile(r'"[^"{}]*+"')
_NUMBER: Final = re.compile(r"\d+")
_FIELD: Final = re.compile(rf"({IDENTIFIER}++)\s*+=\s*+(?:{_ASIDE}|(\d++))")
_REGULAR: Final = re.compile(
    rf"@([A-Za-z]++)\s*+\{{\s*+({IDENTIFIER}++)\s*+"
    rf"((?:,\s*+{IDENTIFIER}++\s*+=\s*+(?:{_ASIDE}|\d++)\s*+)*+),?\s*+\}}"
)
"""An entry with its braced values put aside: a type, a key, and fields with commas between."""


def read_entry(raw: str) -> Entry:
    """Return the entry in ``raw``, which begins with its ``@``. Raises ``Unreadable``."""
    between, groups = _put_aside(raw.strip())
    return _by_pattern(between, groups) or _by_bibtexparser(between, groups) or parse_entry(raw)


def _by_pattern(between: str, groups: Sequence[str]) -> Entry | None:
    """Return an entry whose values are all braced or numbers; None for every other."""
    match = _REGULAR.fullmatch(between)
    if match is None:
        return None
    kind, key, body = match.groups()
    fields: list[Field] = []
    names: set[str] = set()
    values = iter(groups)
    for name, number in _FIELD.findall(body):
        name = name.lower()  # noqa: PLW2901
        names.add(name)
        fields.append(Field(name, ((False, number or next(values)),), 0, 0))
    if len(names) != len(fields) or next(values, None) is not None:
        return None
    return Entry(kind.lower(), key, fields)


def _by_bibtexparser(between: str, groups: Sequence[str]) -> Entry | None:
    """Return the entry as bibtexparser reads it; None if anything about it is unusual."""
    library = Splitter(between).split()
    if len(library.blocks) != 1 or len(library.entries) != 1:
        # A kept traceback would keep its frames, and those the whole library.
        for block in library.failed_blocks:
            block.error.__traceback__ = None
        return None
    found = library.entries[0]
    if not _NAME.fullmatch(found.key) or not _NAME.fullmatch(found.entry_type):
        return None
    fields = _usual_fields(found.fields, groups)
    return Entry(found.entry_type.lower(), found.key, fields) if fields is not None else None


def _usual_fields(found: Iterable[ParsedField], groups: Sequence[str]) -> list[Field] | None:
    """Return the fields with their values put back; None if one is unusual or a value is left."""
    fields: list[Field] = []
    names: set[str] = set()
    values = iter(groups)
    for each in found:
        name, value = each.key.lower(), each.value
        text = next(values, None) if value == _ASIDE else _plain(value)
        if text is None or name in names or not (name in FIELD_ALIASES or _NAME.fullmatch(name)):
            return None
        names.add(name)
        fields.append(Field(name, ((False, text),), 0, 0))
    return None if next(values, None) is not None else fields


def _put_aside(raw: str) -> tuple[str, list[str]]:
    """Return ``raw`` with a placeholder for every braced value, and those values."""
    if _ASIDE in raw:
        return raw, []
    pieces = _VALUE.split(raw)
    return _ASIDE.join(pieces[::2]), pieces[1::2]


def _plain(value: str) -> str | None:
    """Return the text between quotation marks, or a number; None for anything else."""
    if _QUOTED.fullmatch(value) and _ASIDE not in value:
        return value[1:-1]
    return value if _NUMBER.fullmatch(value) else None
