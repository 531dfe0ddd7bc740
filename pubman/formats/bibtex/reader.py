"""BibTeX and biblatex: the text of a .bib file -> records, problems, and the text between them.

Three steps, each a module: ``bibtex_blocks`` cuts the file into blocks, ``bibtex_entry`` reads the
fields of one (with bibtexparser; ``bibtex_grammar`` what that gets wrong), and this one makes a
record of them with the tables of ``bibtex_fields``.
Formats: btxdoc (https://ctan.org/pkg/bibtex), the biblatex manual (https://ctan.org/pkg/biblatex).

Every entry becomes exactly one ``Record`` or one ``Problem`` that is *left out*; ``@string``s,
``@preamble``s, ``@xdata``, comments and white space are ``Verbatim``. The ``raw`` of all of these
joined in order is the file, character for character; a *doubt* follows its record and has none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from pubman.formats.bibtex.blocks import Block, split_blocks
from pubman.formats.bibtex.entry import read_entry
from pubman.formats.bibtex.fields import CONTAINERS, MACROS
from pubman.formats.bibtex.grammar import Entry, parse_preamble, parse_string
from pubman.formats.bibtex.inheritance import Fields, inherit
from pubman.formats.bibtex.record import make_record
from pubman.formats.bibtex.values import TooLong, Unreadable, Value, expand
from pubman.formats.pieces import Pieces, begin, find_all, holds, in_pieces
from pubman.formats.scholar.completion import refine
from pubman.record import Problem, Record, Unread, Verbatim

Item = Record | Problem | Verbatim | Unread

_ALL_EXPANSIONS: Final = 100_000_000
"""So many characters at most come of a file's ``@string``s: 600 for each of 160,000 entries."""
_HEAD: Final = 20_000
"""Where the first so many characters look like Scholar's, the whole file is asked."""
_REACH: Final = 3_000
"""Characters that the patterns which are looked for in the whole file look at, at most."""
_ENTRY = re.compile(r"^@(?!(?i:string|comment|preamble)\b)\w{1,99}\s{0,99}[{(]", re.MULTILINE)
_SCHOLAR_HEAD = re.compile(r"^@\w{1,99}\{[^\s,]{0,999},\r?\n  title=\{", re.MULTILINE)
_FIELD_NAME = re.compile(r"^\s{0,99}([\w-]{1,99}\s{0,99}=\s?)(?=[\w{\"])", re.MULTILINE)
_SCHOLAR_FIELDS: Final = frozenset(
    f"{name}="
    for name in "title author journal booktitle volume number pages year publisher organization "
    "school institution note month howpublished edition editor".split()
)
"""The only fields that Google Scholar writes, and how: no space around ``=``."""
_NAMES_ANOTHER = re.compile(r"(?i)\b(?:crossref|xdata)\s{0,99}=\s{0,99}[{\"]([^{}\"]{1,2000})[}\"]")


@dataclass(slots=True)
class File:
    """What one pass over a file knows: the ``@string``s so far, keys given, entries named."""

    macros: dict[str, str] = field(default_factory=lambda: dict(MACROS))
    keys: Counter[str] = field(default_factory=Counter)
    parents: dict[str, tuple[str, Fields]] = field(default_factory=dict)
    scholar: bool = False
    left: int = _ALL_EXPANSIONS

    def is_new(self, key: str) -> bool:
        """True, and ``key`` is noted, where no entry so far has it."""
        self.keys[key] += 1
        if self.keys[key] > 1:
            self.keys[key] -= 1
            return False
        return True

    def expand(self, value: Value, unknown: list[str] | None = None) -> str:
        """The text of ``value``; raises ``TooLong`` once a file's ``@string``s gave too much."""
        text = expand(value, self.macros, unknown)
        if value[0][0] or len(value) > 1:
            self.left -= len(text)
            if self.left < 0:
                raise TooLong("@string values that grow without end")
        return text


def read(text: Pieces, read_before: Container[str] = frozenset()) -> Iterator[Item]:
    """The items of a .bib file in order; never an exception, whatever ``text`` holds.

    Of ``text`` as much is held as the longest entry takes; it is gone through more than once.
    An entry whose text is in ``read_before`` becomes ``Unread``, unless it may mean something else
    in this file than where it was read: beside ``@string``s, parents or another of its key.
    """
    file = File(parents=_find_parents(text), scholar=_is_by_scholar(text))
    alone = bool(read_before) and not file.scholar and not _depends(text)
    for block in split_blocks(text):
        if alone and block.raw in read_before and file.is_new(_key_of(block.raw)):
            yield Unread(raw=block.raw, line=block.line)
        else:
            yield from _read_block(block, file)


def _depends(text: Pieces) -> bool:
    """True where entries may take something from elsewhere in the file."""
    return holds(map(str.lower, in_pieces(text)), "@string", "crossref", "xdata")


def _read_block(block: Block, file: File) -> Iterator[Item]:
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
        yield Verbatim(raw=block.raw, line=block.line)


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
        yield Problem(
            level="left out", message=message, raw=block.raw, line=block.line,
            source_key=key or _key_of(block.raw),
        )  # fmt: skip
        return
    if "crossref" in fields or "xdata" in fields:
        fields = inherit(entry.type, fields, file.parents)
        if missing := fields.pop("", ""):
            doubts.append(f"it names an entry that the file lacks: {missing}")
    record = make_record(entry, fields, doubts, block.raw, block.line)
    if file.scholar:
        record = refine(record)
    yield from _with_own_key(record, doubts, file)


def _with_own_key(record: Record, doubts: list[str], file: File) -> Iterator[Item]:
    """The record under a key that no other of the file has, then its doubts."""
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
    """The values of an entry's fields, ``@string``s expanded; of one given twice the first."""
    fields: dict[str, str] = {}
    doubts = list(dict.fromkeys(entry.doubts))
    unknown: list[str] = []
    for each in entry.fields:
        value = file.expand(each.value, unknown)
        name = each.name
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
        doubts.append("no @string of this name: " + ", ".join(dict.fromkeys(unknown)))
    return fields, doubts


def _key_of(raw: str) -> str:
    match = re.match(r"@\s*[^\s{(]+\s*[{(]\s*([^\s,{}=]*)\s*,", raw)
    return match[1] if match else ""


def _is_by_scholar(text: Pieces) -> bool:
    """True for Google Scholar's own export, which needs its quirks smoothed."""
    return _looks_like_scholar(begin(text, _HEAD)) and _looks_like_scholar(text)


def _looks_like_scholar(text: Pieces) -> bool:
    entries = sum(1 for _ in find_all(_ENTRY, text, _REACH))
    if not entries or sum(1 for _ in find_all(_SCHOLAR_HEAD, text, _REACH)) * 10 < entries * 9:
        return False
    return all(match[1] in _SCHOLAR_FIELDS for match in find_all(_FIELD_NAME, text, _REACH))


def _find_parents(text: Pieces) -> dict[str, tuple[str, Fields]]:
    """The entries that others name, found beforehand: BibTeX wants them behind those."""
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
