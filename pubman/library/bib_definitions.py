"""What entries of .bib files need in a file of their own: ``@string``s, ``@preamble``s, volumes."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pubman.formats.bibtex.entry_text import edit_fields
from pubman.formats.bibtex.fields import MACROS
from pubman.formats.bibtex.grammar import Entry, Field, parse_entry, parse_string
from pubman.formats.bibtex.values import TooLong, Unreadable, expand
from pubman.library.bib_file import bib_imports
from pubman.library.session import Library
from pubman.record import Publication
from pubman.store import stored_records
from pubman.store.imports.records import records_by_key
from pubman.store.stored_records import Stored

_BARE = re.compile(r"=\s*[A-Za-z]|#\s*[A-Za-z]")
"""What an entry contains if it uses an ``@string``."""
_CROSSREF = re.compile(r"""\bcrossref\s*=\s*[{"]([^{}"]+)""", re.IGNORECASE)
_OWN_KEY = re.compile(r"\s*@\s*\w+\s*[{(]\s*([^\s,]+)")
_PREAMBLE = re.compile(r"\s*@\s*preamble\b", re.IGNORECASE)
_DEFINES = re.compile(
    r"\\(?:(?:provide|new|renew)command\*?|DeclareRobustCommand|def)\s*\{?\s*(\\\w+)"
)


@dataclass(slots=True)
class _Definitions:
    """The ``@string``s and ``@preamble``s of one source."""

    strings: dict[str, tuple[str, Field]] = field(default_factory=dict)
    preambles: list[str] = field(default_factory=list)


def compilable(
    library: Library, pubs: Sequence[Publication], *, macros: bool
) -> tuple[list[Publication], str]:
    """Return ``pubs`` and the text that must come before their entries so that a file compiles.

    That text has the ``@string``s that the entries use and the ``@preamble``s that define their
    commands. Without ``macros``, the entries get the texts in place of the names. The same is done
    for a name that two files define differently. A name that no file defines is not changed.
    """
    compiling = Compiling(library, macros=macros)
    return list(compiling.of(pubs)), compiling.head()


class Compiling:
    """What :func:`compilable` does, for entries that come in portions."""

    def __init__(self, library: Library, *, macros: bool) -> None:
        self.library = library
        self.macros = macros
        self._sources = {row["source"] for row in bib_imports(library) if "@" in row["blocks"]}
        self._known: dict[str, _Definitions] = {}
        self._chosen: dict[str, tuple[str, str]] = {}
        self._preambles: dict[str, None] = {}

    def of(self, pubs: Sequence[Publication]) -> Iterator[Publication]:
        """Yield ``pubs`` as they can be compiled."""
        if not self._sources:
            yield from pubs
            return
        for pub, source in _with_sources(self.library, pubs, self._sources):
            if not source:
                yield pub
                continue
            if source not in self._known:
                self._known[source] = _definitions(self.library, source)
            defined = self._known[source]
            self._preambles |= dict.fromkeys(_needed(defined.preambles, pub.raw))
            yield _settled(pub, defined, self._chosen, macros=self.macros)

    def head(self) -> str:
        """Return the text that must come before the entries so far."""
        chosen = (raw for raw, _ in self._chosen.values())
        head = [*self._preambles, *chosen] if self.macros else []
        return "\n".join(head) + "\n\n" if head else ""


def _with_sources(
    library: Library, pubs: Sequence[Publication], sources: Collection[str]
) -> Iterator[tuple[Publication, str]]:
    """Yield each publication with the source of its own text, if that may need a definition."""
    wanted = {pub.id for pub in pubs if pub.raw}
    of = {each.id: each for each in stored_records.records(library.store, wanted, raw=False)}
    for pub in pubs:
        stored: Stored | None = of.get(pub.id)
        yield pub, stored.source if stored and stored.source in sources else ""


def volumes(library: Library, pubs: Sequence[Publication]) -> str:
    """Return the entries that ``pubs`` name in ``crossref`` and that are not in ``pubs``."""
    named: dict[int, str] = {}
    for pub in pubs:
        # Most entries do not contain the word. Looking for it first takes a tenth of the pattern's
        # time.
        if "crossref" in pub.raw.lower() and (match := _CROSSREF.search(pub.raw)):
            named[pub.id] = match[1].strip()
    if not named:
        return ""
    there = {match[1] for pub in pubs if (match := _OWN_KEY.match(pub.raw))}
    found: dict[str, str] = {}
    for each in stored_records.records(library.store, set(named), raw=False):
        key = named[each.id]
        if key not in there and key not in found:
            of_source = records_by_key(library.store, each.source, [key])
            found |= {key: record.raw.strip("\r\n") for key, record in of_source.items()}
            found |= _set_aside(library, each.source, key)
    return "".join(f"\n{raw}\n" for raw in found.values())


def _set_aside(library: Library, source: str, key: str) -> dict[str, str]:
    """Return the volume ``key`` if the import of a .bib of dblp kept it as text."""
    found: dict[str, str] = {}
    for row in bib_imports(library, source):
        for block in json.loads(row["blocks"]) if key in row["blocks"] else ():
            match = _OWN_KEY.match(block["raw"])
            if match and match[1] == key:
                found[key] = block["raw"].strip("\r\n")
    return found


def _definitions(library: Library, source: str) -> _Definitions:
    found = _Definitions()
    for row in bib_imports(library, source):
        for block in json.loads(row["blocks"]):
            raw = block["raw"]
            if _PREAMBLE.match(raw):
                found.preambles.append(raw.strip())
                continue
            try:
                string = parse_string(raw)
            except Unreadable:
                continue
            found.strings[string.name] = (raw.strip(), string)
    return found


def _needed(preambles: Iterable[str], raw: str) -> Iterator[str]:
    for preamble in preambles:
        if any(
            re.search(re.escape(name) + r"(?![A-Za-z])", raw) for name in _DEFINES.findall(preamble)
        ):
            yield preamble


def _settled(
    pub: Publication, defined: _Definitions, chosen: dict[str, tuple[str, str]], *, macros: bool
) -> Publication:
    """Return ``pub`` with its macros noted in ``chosen``, or replaced by their text."""
    if not _BARE.search(pub.raw):
        return pub
    try:
        entry = parse_entry(pub.raw)
    except Unreadable:
        return pub
    used = list(_with_inner(_names(entry), defined))
    texts = {name: _text(name, defined) for name in used}
    if macros and all(chosen.get(name, ("", texts[name]))[1] == texts[name] for name in used):
        chosen |= {name: (defined.strings[name][0], texts[name]) for name in used}
        return pub
    return replace(pub, raw=_expanded(pub.raw, entry, defined)) if used else pub


def _names(entry: Entry) -> list[str]:
    return [text.lower() for each in entry.fields for is_name, text in each.value if is_name]


def _with_inner(names: Iterable[str], defined: _Definitions) -> Iterator[str]:
    """Yield the defined names, each after those that its own definition uses."""
    seen: set[str] = set()

    def visit(name: str) -> Iterator[str]:
        if name in seen or name not in defined.strings:
            return
        seen.add(name)
        for is_name, text in defined.strings[name][1].value:
            if is_name:
                yield from visit(text.lower())
        yield name

    for name in names:
        yield from visit(name)


def _text(name: str, defined: _Definitions) -> str:
    values = dict(MACROS)
    try:
        for each in _with_inner([name], defined):
            values[each] = expand(defined.strings[each][1].value, values)
    except TooLong:
        return name
    return values[name]


def _expanded(raw: str, entry: Entry, defined: _Definitions) -> str:
    """Return the entry with each macro replaced by its text."""
    values = {name: _text(name, defined) for name in _names(entry) if name in defined.strings}
    changes = {
        each.name: expand(each.value, {**MACROS, **values})
        for each in entry.fields
        if any(is_name and text.lower() in values for is_name, text in each.value)
    }
    return edit_fields(raw, changes)
