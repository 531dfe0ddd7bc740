"""Read one entry: by a pattern, with bibtexparser, or with ``grammar``, the first that can.

A pattern reads an entry of ``name = {value}`` and nothing else: programs write most entries so, and
it takes a tenth of the time. bibtexparser 2.1 reads what is less regular. Values in braces are
replaced by a placeholder first. Otherwise an ``@`` at the start of a line in a value would end the
entry, and a ``%`` or a quotation mark would confuse the parser. Without them it also has a third of
the signs to look at.

The result of bibtexparser only counts if it accounts for the whole text: one entry and no other
block, every field name once, and every value one braced group, one quoted string or a number. All
else goes to the grammar: ``#``, macros, a missing comma, brace or key, a ``%`` before a field, a
field given twice, and all that bibtexparser lists in ``failed_blocks``. The grammar corrects it
with a warning or says why it cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Final

from pubman.formats.bibtex.fields import FIELD_ALIASES
from pubman.formats.bibtex.grammar import Entry, Field, parse_entry
from pubman.formats.bibtex.values import BALANCED, IDENTIFIER

if TYPE_CHECKING:
    from bibtexparser.model import Field as ParsedField
    from bibtexparser.splitter import Splitter

_NAME: Final = re.compile(rf"{IDENTIFIER}+")
_ASIDE: Final = "\0"
"""The placeholder for a value. An entry that contains this sign itself goes to the grammar."""
_VALUE: Final = re.compile(rf"(?<==)\s*+\{{({BALANCED})\}}(?=\s*+[,}}])")
_QUOTED: Final = re.compile(r'"[^"{}]*+"')
_NUMBER: Final = re.compile(r"\d+")
_REGULAR_HEAD: Final = re.compile(rf"@([A-Za-z]++)\s*+\{{\s*+({IDENTIFIER}++)\s*+")
_REGULAR_FIELD: Final = re.compile(
    rf",\s*+({IDENTIFIER}++)\s*+=\s*+(?:\{{({BALANCED})\}}|(\d++))\s*+(?=[,}}])"
)
_REGULAR_END: Final = re.compile(r",?\s*+\}\s*+")
"""The parts of an entry whose fields all have a braced value or a number, with commas between."""


def read_entry(raw: str) -> Entry:
    """Return the entry in ``raw``, which begins with its ``@``. Raises ``Unreadable``."""
    return _by_pattern(raw) or _by_bibtexparser(*_put_aside(raw.strip())) or parse_entry(raw)


def _by_pattern(raw: str) -> Entry | None:
    """Return an entry whose values are all braced or numbers; None for every other."""
    head = _REGULAR_HEAD.match(raw)
    if head is None or _ASIDE in raw:
        return None
    fields: dict[str, str] = {}
    position, count = head.end(), 0
    while found := _REGULAR_FIELD.match(raw, position):
        name, braced, number = found.groups()
        fields[name.lower()] = number if braced is None else braced
        position = found.end()
        count += 1
    if len(fields) != count or _REGULAR_END.fullmatch(raw, position) is None:
        return None
    values = [Field(name, ((False, value),), 0, 0) for name, value in fields.items()]
    return Entry(head[1].lower(), head[2], values)


def _by_bibtexparser(between: str, groups: Sequence[str]) -> Entry | None:
    """Return the entry as bibtexparser reads it; None if anything about it is unusual."""
    library = _splitter()(between).split()
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


@cache
def _splitter() -> type[Splitter]:
    """Return the parser of bibtexparser. Many files need none, and loading it takes 5 ms."""
    import logging  # noqa: PLC0415

    from bibtexparser.splitter import Splitter  # noqa: PLC0415

    # It logs a warning for every entry that the grammar then reads.
    logging.getLogger("bibtexparser.splitter").setLevel(logging.CRITICAL)
    return Splitter


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
