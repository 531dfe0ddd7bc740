"""The text of a BibTeX entry, read again for details that its record has combined.

A field of the entry only counts if it agrees with the record, which may have been changed since.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pubman.formats.bibtex.fields import MACROS
from pubman.formats.bibtex.grammar import parse_entry
from pubman.formats.bibtex.values import TooLong, Unreadable, expand
from pubman.formats.csl_vocabulary import says_biblatex
from pubman.text.latex import decode


@dataclass(frozen=True, slots=True)
class Own:
    """An entry: its type, its key, and its fields as LaTeX under lower-case names."""

    type: str = ""
    key: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    biblatex: bool = False

    def text(self, name: str) -> str:
        """Return the plain text of a field."""
        return decode(self.fields.get(name, ""))


_NONE: Final = Own()


def own(raw: str, *, biblatex: bool = False) -> Own:
    """Return the entry in ``raw``, or an empty one if ``raw`` is not a BibTeX entry.

    It counts as biblatex if the file does (``biblatex``), or if it uses names that BibTeX lacks.
    """
    if not raw.startswith("@"):
        return _NONE
    try:
        entry = parse_entry(raw)
    except Unreadable:
        return _NONE
    fields: dict[str, str] = {}
    for each in entry.fields:
        unknown: list[str] = []
        try:
            value = expand(each.value, MACROS, unknown)
        except TooLong:
            continue
        if not unknown:
            fields.setdefault(each.name, value)
    biblatex = biblatex or says_biblatex(entry.type, fields)
    return Own(entry.type, entry.key, fields, biblatex)
