r"""Put right what BibTeX could not read in a person's own entry, and leave the rest as written.

An entry is exported byte for byte. But if pubman read it only with a warning, every other program
would misread it: authors between commas are one author to BibTeX, ``@Journal Article`` is not a
type, and ``JosÃ©`` is nobody's name. Only these parts change. A macro around a name stays, because
the person's own documents define it.
"""

from __future__ import annotations

import re
from typing import Final

from pubman.formats.bibtex.entry_text import edit_fields, field_name
from pubman.formats.bibtex.grammar import parse_entry
from pubman.formats.bibtex.values import IDENTIFIER, Unreadable, expand
from pubman.formats.bibtex.writer import entry_type
from pubman.record import Publication
from pubman.text.mojibake import repair
from pubman.text.name_marks import emphasised
from pubman.text.names import Names, join_names, split_names

_HEAD: Final = re.compile(r"@+\s*([^{(]*?)\s*[{(]")
_TYPE: Final = re.compile(rf"(?!\d){IDENTIFIER}+")
_AUTHORS: Final = re.compile(r"(?is)\bauthors?\s*=\s*[{\"](.{0,9999}?)[}\"]\s*(?:,|\}\s*\Z)")
_AND: Final = re.compile(r"\sand\s")
_OTHER_SIGN: Final = re.compile("[;；，、]")
_INITIALS_LAST: Final = re.compile(r"[^\W\d_]{2,} [A-Z]{1,3}(?:\s+and\s|\s*,|\s*\Z)")


def sound_entry(pub: Publication) -> str:
    """Return the entry of ``pub`` as BibTeX can read it; its own text if there is no need."""
    raw = repair(pub.raw)
    head = _HEAD.match(raw)
    if head and (head[0].startswith("@@") or not _TYPE.fullmatch(head[1])):
        raw = f"@{entry_type(pub)}{raw[head.end() - 1 :]}"
    return _with_names(raw) if _may_misread(raw) else raw


def _joined(found: Names) -> str:
    """Return names as BibTeX takes them; Han and Hangul names stay in one piece."""
    names = [each.full if each.family_first else join_names((each,)) for each in found.names]
    return " and ".join([*names, "others"] if found.cut else names)


def _may_misread(raw: str) -> bool:
    """Return whether BibTeX may find other authors than pubman does. This is a quick guess."""
    found = _AUTHORS.search(raw)
    if found is None:
        return False
    text = found[1]
    names = len(_AND.findall(text)) + 1
    return (
        text.count(",") > names
        or _OTHER_SIGN.search(text) is not None
        or _INITIALS_LAST.search(text) is not None
    )


def _with_names(raw: str) -> str:
    """Return ``raw`` with the authors that pubman reads, if BibTeX would read others."""
    try:
        name = field_name(raw, "authors")
        value = next((f.value for f in parse_entry(raw).fields if f.name == name), None)
        written = expand(value, {}) if value is not None else ""
        found = split_names(written) if written else None
        if found is None or not found.names:
            return raw
        more = len(found.names) > len(_AND.findall(written)) + 1
        if emphasised(written) or not (more or found.doubts):
            return raw
        return edit_fields(raw, {name: _joined(found)})
    except Unreadable:
        return raw
