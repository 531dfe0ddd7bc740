"""One entry read with bibtexparser, and by ``bibtex_grammar`` what that gets wrong or hides.

bibtexparser 2.1 reads an entry as nearly all are written. Values in braces are put aside before: an
``@`` at the start of a line in one would end the entry for it, a ``%`` or a quotation mark mislead
it, and without them it has a third of the marks to look at. Its result counts only where nothing
of the text is unaccounted for: one entry and no other block, every field's name a BibTeX name that
stands there once, every value one braced group, one quoted string or a number. Anything else
(``#``, macros, a missing comma or brace, a ``%`` before a field, a field twice, a key left out,
what it puts among its ``failed_blocks``) goes to the grammar, which mends it with a doubt or says
why it cannot.
"""

from __future__ import annotations

import logging
import re
from typing import Final

from bibtexparser.splitter import Splitter

from pubman.formats.bibtex.fields import FIELD_ALIASES
from pubman.formats.bibtex.grammar import Entry, Field, parse_entry
from pubman.formats.bibtex.values import BALANCED, IDENTIFIER

logging.getLogger("bibtexparser.splitter").setLevel(logging.CRITICAL)  # it warns of what we mend

_NAME: Final = re.compile(rf"{IDENTIFIER}+")
_ASIDE: Final = "\0"
"""Stands for a value; an entry that holds this sign itself goes to the grammar."""
_VALUE: Final = re.compile(rf"(?<==)\s*+\{{({BALANCED})\}}(?=\s*+[,}}])")
_QUOTED: Final = re.compile(r'"[^"{}]*+"')
_NUMBER: Final = re.compile(r"\d+")


def read_entry(raw: str) -> Entry:
    """The entry that ``raw`` (from its ``@`` on) holds. Raises ``Unreadable``."""
    return _by_bibtexparser(raw) or parse_entry(raw)


def _by_bibtexparser(raw: str) -> Entry | None:
    """The entry as bibtexparser reads it; None where anything about it is out of the ordinary."""
    between, groups = _put_aside(raw.strip())
    library = Splitter(between).split()
    if len(library.blocks) != 1 or len(library.entries) != 1:
        for block in library.failed_blocks:  # or each error keeps its frames, and they the library
            block.error.__traceback__ = None
        return None
    found = library.entries[0]
    if not _NAME.fullmatch(found.key):
        return None
    fields: list[Field] = []
    names: set[str] = set()
    values = iter(groups)
    for each in found.fields:
        name, value = each.key.lower(), each.value
        text = next(values, None) if value == _ASIDE else _plain(value)
        if text is None or name in names or not (name in FIELD_ALIASES or _NAME.fullmatch(name)):
            return None
        names.add(name)
        fields.append(Field(name, ((False, text),), 0, 0))
    if next(values, None) is not None:
        return None
    return Entry(found.entry_type.lower(), found.key, fields)


def _put_aside(raw: str) -> tuple[str, list[str]]:
    """``raw`` with a sign in place of every value that is one group in braces, and those values."""
    if _ASIDE in raw:
        return raw, []
    pieces = _VALUE.split(raw)
    return _ASIDE.join(pieces[::2]), pieces[1::2]


def _plain(value: str) -> str | None:
    """What the quotes of ``value`` hold, or a number; None for anything else."""
    if _QUOTED.fullmatch(value) and _ASIDE not in value:
        return value[1:-1]
    return value if _NUMBER.fullmatch(value) else None
