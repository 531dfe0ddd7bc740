"""The text of a BibTeX entry beside its record: what a record has folded together stands there.

A field counts where it says what the record does: the record may have been changed since.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from pubman.formats.bibtex.fields import MACROS
from pubman.formats.bibtex.grammar import parse_entry
from pubman.formats.bibtex.values import TooLong, Unreadable, expand
from pubman.formats.csl.vocabulary import says_biblatex
from pubman.text.latex import decode


@dataclass(frozen=True, slots=True)
class Own:
    """The text of an entry: its type, its key and its fields as LaTeX, under lower-case names."""

    type: str = ""
    key: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    biblatex: bool = False

    def text(self, name: str) -> str:
        """The plain text of a field."""
        return decode(self.fields.get(name, ""))


_NONE: Final = Own()


def own(raw: str, *, biblatex: bool = False) -> Own:
    """The entry in ``raw``; an empty one where that is no entry of BibTeX's.

    It is biblatex's where the file is (``biblatex``), or where it says what BibTeX has no name for.
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
