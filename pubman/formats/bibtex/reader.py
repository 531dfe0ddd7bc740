"""BibTeX and biblatex: the text of a .bib file -> records, problems, and the text between them.

There are three steps, each with its module: ``blocks`` splits the file into blocks, ``entry`` reads
the fields of one block (with bibtexparser, or with ``grammar`` if that fails), and ``record`` makes
a record of the fields with the tables in ``fields``.
Formats: btxdoc (https://ctan.org/pkg/bibtex), the biblatex manual (https://ctan.org/pkg/biblatex).

Every entry becomes exactly one ``Record``, or one ``Problem`` that is *left out*. ``@string``s,
``@preamble``s, ``@xdata``, comments and white space become ``Verbatim``. The ``raw`` of all these
items joined in order is the file, character for character. A *doubt* follows its record and has no
``raw``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from sys import intern
from typing import Final

from pubman.formats.bibtex.blocks import Block, split_blocks
from pubman.formats.bibtex.entry import read_entry
from pubman.formats.bibtex.fields import CONTAINERS, MACROS
from pubman.formats.bibtex.grammar import Entry, parse_preamble, parse_string
from pubman.formats.bibtex.groups import find_groups
from pubman.formats.bibtex.inheritance import Fields, inherit
from pubman.formats.bibtex.record import make_record
from pubman.formats.bibtex.values import TooLong, Unreadable, Value, expand
from pubman.formats.items import Item, Problem, Unread, Verbatim
from pubman.formats.pieces import Pieces, begin, find_all, holds, in_pieces
from pubman.record import Record
from pubman.text.latex import without_conditionals
from pubman.text.mojibake import repair

_ALL_EXPANSIONS: Final = 100_000_000
"""The most characters that all ``@string``s of a file may add: 600 for each of 160,000 entries."""
_HEAD: Final = 20_000
"""If this many characters look like Google Scholar's export, the whole file is examined."""
_REACH: Final = 3_000
"""The most characters that a pattern looks at if it is searched for in the whole file."""
_ENTRY = re.compile(r"^@(?!(?i:string|comment|preamble)\b)\w{1,99}\s{0,99}[{(]", re.MULTILINE)
_SCHOLAR_HEAD = re.compile(r"^@\w{1,99}\{[^\s,]{0,999},\r?\n  title=\{", re.MULTILINE)
_FIELD_NAME = re.compile(r"^\s{0,99}([\w-]{1,99}\s{0,99}=\s?)(?=[\w{\"])", re.MULTILINE)
_SCHOLAR_FIELDS: Final = frozenset(
    f"{name}="
    for name in "title author journal booktitle volume number pages year publisher organization "
    "school institution note month howpublished edition editor".split()
)
"""The only fields that Google Scholar writes, without a space around ``=``."""
_NAMES_ANOTHER = re.compile(r"(?i)\b(?:crossref|xdata)\s{0,99}=\s{0,99}[{\"]([^{}\"]{1,2000})[}\"]")


_NAMES_STRING = re.compile(
    r"(?:,\s{0,99}[\w-]{1,99}\s{0,99}=|[}\"]\s{0,99}#)\s{0,99}"
    rf"(?!(?:{'|'.join(MACROS)})\b)[A-Za-z_]",
    re.IGNORECASE,
)
"""A value with the name of an ``@string``, which the file may have lost. Months are known."""
_LOST_SIGN = re.compile(
    r"^[ \t]{0,9}\uff20?[A-Za-z]{2,30}\s{0,9}\{\s{0,9}[^\s,{}=]{1,99}\s{0,9},\s{0,99}"
    r"(?:title|author|editor|year|date|journal|booktitle)\s{0,9}=",
    re.MULTILINE | re.IGNORECASE,
)
"""The beginning of an entry that has lost its ``@``, or has a wide one."""


@dataclass(slots=True)
class File:
    """The state of one pass over a file: ``@string``s so far, keys used, entries named."""

    macros: dict[str, str] = field(default_factory=lambda: dict(MACROS))
    keys: Counter[str] = field(default_factory=Counter)
    parents: dict[str, tuple[str, Fields]] = field(default_factory=dict)
    scholar: bool = False
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    left: int = _ALL_EXPANSIONS

    def is_new(self, key: str) -> bool:
        """Return whether no entry so far has this key; if so, note it."""
        self.keys[key] += 1
        if self.keys[key] > 1:
            self.keys[key] -= 1
            return False
        return True

    def expand(self, value: Value, unknown: list[str] | None = None) -> str:
        """Return the text of ``value``. Raises ``TooLong`` if all ``@string``s added too much."""
        text = expand(value, self.macros, unknown)
        if value[0][0] or len(value) > 1:
            self.left -= len(text)
            if self.left < 0:
                raise TooLong("@string values that grow without end")
        return text


def read(text: Pieces, read_before: Container[str] = frozenset()) -> Iterator[Item]:
    """Yield the items of a .bib file in order. No content of ``text`` raises an exception.

    Only as much of ``text`` is held in memory as the longest entry needs; ``text`` is read more
    than once. An entry whose text is in ``read_before`` becomes ``Unread``, unless ``@string``s,
    parent entries, groups or a repeated key may give it another meaning in this file.
    """
    file = File(parents=_find_parents(text), scholar=_is_by_scholar(text), groups=find_groups(text))
    alone = bool(read_before) and not (file.scholar or file.groups or _depends(text))
    for block in split_blocks(text):
        known = alone and block.raw in read_before and not _NAMES_STRING.search(block.raw)
        if known and file.is_new(_key_of(block.raw)):
            yield Unread(raw=block.raw, line=block.line)
        else:
            yield from _read_block(block, file)


def _depends(text: Pieces) -> bool:
    """Return whether an entry may depend on other parts of the file."""
    return holds(map(str.lower, in_pieces(text)), "@string", "crossref", "xdata")


def _read_block(block: Block, file: File) -> Iterator[Item]:
    if block.kind == "text" and _LOST_SIGN.search(block.raw):
        message = 'text that looks like an entry, but has no "@"'
        yield Problem(level="left out", message=message, raw=block.raw, line=block.line)
        return
    try:
        if block.kind == "entry":
            yield from _read_entry(block, file)
            return
        if block.kind == "string":
            _define(block, file)
        elif block.kind == "preamble":
            parse_preamble(block.raw)
    except (Unreadable, TooLong) as error:
        message = str(error)
        yield Problem(level="left out", message=message, raw=block.raw, line=block.line)
    else:
        yield Verbatim(raw=intern(block.raw), line=block.line)  # most are the same blank line


def _define(block: Block, file: File) -> None:
    string = parse_string(block.raw)
    file.macros[string.name] = file.expand(string.value)


def _read_entry(block: Block, file: File) -> Iterator[Item]:
    key = ""
    try:
        entry = read_entry(block.raw)
        key = entry.key
        if entry.type in CONTAINERS:
            yield Verbatim(raw=block.raw, line=block.line)
            return
        fields, doubts = _fields(entry, file)
    except (Unreadable, TooLong) as error:
        message = str(error)
        key = key or _key_of(block.raw)
        yield Problem(
            level="left out", message=message, raw=block.raw, line=block.line, source_key=key
        )
        return
    if "crossref" in fields or "xdata" in fields:
        fields = inherit(entry.type, fields, file.parents)
        if missing := fields.pop("", ""):
            doubts.append(f"it refers to an entry that is not in the file: {missing}")
    record = make_record(entry, fields, doubts, block.raw, block.line)
    if file.scholar:
        from pubman.formats.scholar.completion import refine  # noqa: PLC0415 - only for its files

        record = refine(record)
    if groups := file.groups.get(record.source_key):
        record = replace(record, tags=tuple(dict.fromkeys((*record.tags, *groups))))
    yield from _with_own_key(record, doubts, file)


def _with_own_key(record: Record, doubts: list[str], file: File) -> Iterator[Item]:
    """Yield the record under a key that is unique in the file, then its doubts."""
    key = record.source_key
    file.keys[key] += 1
    if (count := file.keys[key]) > 1:
        own = f"{key}#{count}"
        record = replace(record, source_key=own)
        if "|" not in key:
            doubts.append(f"entry {count} with the key {key}")
        key = own
    yield record
    for doubt in doubts:
        yield Problem(level="doubt", message=doubt, line=record.line, source_key=key)


def _fields(entry: Entry, file: File) -> tuple[dict[str, str], list[str]]:
    """Return the values of an entry's fields with ``@string``s expanded, and the doubts.

    If a field is given twice, the first value counts and the second is kept beside it.
    """
    fields: dict[str, str] = {}
    doubts = list(dict.fromkeys(entry.doubts))
    unknown: list[str] = []
    for each in entry.fields:
        name, pieces = each.name, each.value
        value = file.expand(pieces, unknown) if pieces[0][0] or len(pieces) > 1 else pieces[0][1]
        if not value.isascii() or "\\ifmmode" in value:
            value = _repaired(name, value, doubts)
        if name in fields:
            if " ".join(value.split()) == " ".join(fields[name].split()) or not value.strip():
                continue
            count = 2
            while f"{name}#{count}" in fields:
                count += 1
            doubts.append(f"a second {name}, kept beside the first")
            name = f"{name}#{count}"
        fields[name] = value
    if unknown:
        doubts.append("no @string has this name: " + ", ".join(dict.fromkeys(unknown)))
    return fields, doubts


def _repaired(name: str, value: str, doubts: list[str]) -> str:
    r"""Return ``value`` with damaged UTF-8 repaired, and ``\ifmmode A\else B\fi`` replaced by B."""
    if "\\ifmmode" in value:
        value = without_conditionals(value)
    if value.isascii():
        return value
    repaired = repair(value)
    if repaired != value:
        doubts.append(f"{name}: text in UTF-8 that was read as Windows-1252, repaired")
    return repaired


def _key_of(raw: str) -> str:
    match = re.match(r"@\s*[^\s{(]+\s*[{(]\s*([^\s,{}=]*)\s*,", raw)
    return match[1] if match else ""


def _is_by_scholar(text: Pieces) -> bool:
    """Return whether the file is Google Scholar's own export, which needs corrections."""
    return _looks_like_scholar(begin(text, _HEAD)) and _looks_like_scholar(text)


def _looks_like_scholar(text: Pieces) -> bool:
    entries = sum(1 for _ in find_all(_ENTRY, text, _REACH))
    if not entries or sum(1 for _ in find_all(_SCHOLAR_HEAD, text, _REACH)) * 10 < entries * 9:
        return False
    return all(match[1] in _SCHOLAR_FIELDS for match in find_all(_FIELD_NAME, text, _REACH))


def _find_parents(text: Pieces) -> dict[str, tuple[str, Fields]]:
    """Return the entries that others refer to. They come later in the file, as BibTeX requires."""
    if not holds(text, "crossref", "Crossref", "CROSSREF", "xdata", "XDATA"):
        return {}
    matches = find_all(_NAMES_ANOTHER, text, _REACH)
    named = {key.lower() for match in matches for key in match[1].split(",")}
    named = {key.strip() for key in named}
    file = File()
    while True:
        found = dict(_matching(text, named, file))
        more = {
            key.strip().lower()
            for _, fields in found.values()
            for name in ("crossref", "xdata")
            for key in fields.get(name, "").split(",")
        }
        if more <= named | {""}:
            return found
        named |= more


def _matching(
    text: Pieces, named: set[str], file: File
) -> Iterator[tuple[str, tuple[str, Fields]]]:
    for block in split_blocks(text):
        try:
            if block.kind == "string":
                _define(block, file)
            elif block.kind == "entry" and _key_of(block.raw).lower() in named:
                entry = read_entry(block.raw)
                yield entry.key.lower(), (entry.type, _fields(entry, file)[0])
        except (Unreadable, TooLong):
            continue
