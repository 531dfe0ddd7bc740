"""Edit one entry as BibTeX text: each difference becomes an override, a tag or a link.

The text before and the text after are read by the same reader and compared field by field. So a
detail that BibTeX cannot express is never mistaken for a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from pubman.errors import UsageError
from pubman.fields import EXTRA, RECORD_FIELDS
from pubman.formats.bibtex.complete_writer import entry as made_entry
from pubman.formats.bibtex.fields import FIELD_ALIASES, LINK_FIELDS
from pubman.formats.bibtex.grammar import parse_entry
from pubman.formats.bibtex.reader import read
from pubman.formats.bibtex.writer import cite_key
from pubman.formats.items import Problem
from pubman.library import attributes, fields
from pubman.library.bib_entry import as_written
from pubman.library.session import Library
from pubman.merge.values import parse_value, write_value
from pubman.record import Publication, Record
from pubman.store.keys import publications, resolve

NOTE: Final = "% pubman:"
"""The beginning of a line that pubman puts above the text and removes again."""
_NOTES = re.compile(rf"^{re.escape(NOTE)}.*\n?", re.MULTILINE)
_UNNAMED: Final = frozenset({"venue_key", "title_markup"})
"""Fields that a BibTeX entry does not have: dblp's key of the venue, the markup of the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry that is being edited: its publication and its text."""

    id: int
    key: str
    text: str
    before: Record

    @property
    def file_name(self) -> str:
        """The key as a valid file name."""
        return re.sub(r"[^\w.+-]", "_", self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field that changed, with its value as text before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditResult:
    """What an edit changed. ``ignored`` are changed fields that repeat what another field says."""

    key: str
    changes: tuple[FieldChange, ...] = ()
    ignored: tuple[str, ...] = ()
    operation: int = 0


def open_entry(library: Library, key: str) -> Draft:
    """Return the entry of a publication as text: its own, or one made from all its fields."""
    target = resolve(library.store, key)
    pub = as_written(library, publications(library.store, [target.publication]))[0]
    text = pub.raw.strip("\r\n") if pub.raw else made_entry(_as_said(pub), cite_key(pub))
    return Draft(id=pub.id, key=pub.key, text=f"{text}\n", before=_read_one(text))


def _as_said(pub: Publication) -> Publication:
    """Return ``pub`` with only those extra fields that the person has added."""
    return replace(pub, extra={name: pub.extra[name] for name in pub.own_fields})


def without_notes(text: str) -> str:
    """Return ``text`` without the lines that pubman put above it."""
    return _NOTES.sub("", text)


def save(library: Library, draft: Draft, text: str) -> EditResult:
    """Write the differences between ``draft`` and ``text`` as one operation.

    Raise ``UsageError`` and write nothing if ``text`` is not one entry, or if a value is not valid.
    """
    after = _read_one(without_notes(text))
    repaired = set(parse_entry(after.raw).doubts) - set(parse_entry(draft.before.raw).doubts)
    if repaired:
        raise UsageError(f"There is {', '.join(sorted(repaired))}.")
    changes = list(_changes(draft.before, after))
    ignored = _ignored(draft.before, after)
    for change in changes:
        if change.field in RECORD_FIELDS:
            try:
                parse_value(change.field, change.after)
            except ValueError as error:
                raise fields.invalid(error) from None
    named = f"r{draft.id}"
    with library.operation("edit", f"{draft.key}  {', '.join(c.field for c in changes)}") as done:
        for change in changes:
            _apply(library, named, change)
    key = resolve(library.store, named).key
    return EditResult(key=key, changes=tuple(changes), ignored=ignored, operation=done.id)


def _read_one(text: str) -> Record:
    """Return the one record in ``text``. ``UsageError`` says what is wrong, and on which line."""
    items = list(read(text))
    records = [item for item in items if isinstance(item, Record)]
    problems = [item for item in items if isinstance(item, Problem)]
    fatal = [p for p in problems if p.level == "left out"]
    if fatal:
        raise UsageError(f"Line {fatal[0].line}: {fatal[0].message}.")
    if len(records) != 1:
        count = "no entry" if not records else f"{len(records)} entries"
        raise UsageError(f"The text must hold one entry, but there is {count}.")
    return records[0]


def _changes(before: Record, after: Record) -> Iterator[FieldChange]:
    """Yield the differences: fields of the table, the key, tags, links and other fields."""
    yield from _field_changes(before, after)
    if before.title_markup != after.title_markup and after.title_markup:
        yield _change("title_markup", before.title_markup, after.title_markup)
    if before.source_key != after.source_key:
        yield _change("key", before.source_key, after.source_key)
    for tag in sorted(set(before.tags) ^ set(after.tags)):
        added = tag in after.tags
        yield _change(f"tag {tag}", "" if added else tag, tag if added else "")
    yield from _link_changes(before, after)
    for name in _differing(before, after):
        if name not in FIELD_ALIASES:
            yield _change(EXTRA + name, before.extra.get(name, ""), after.extra.get(name, ""))


def _change(field: str, before: str, after: str) -> FieldChange:
    return FieldChange(field=field, before=before, after=after)


def _field_changes(before: Record, after: Record) -> Iterator[FieldChange]:
    for name in RECORD_FIELDS:
        old, new = getattr(before, name), getattr(after, name)
        if name == "kind" and _type(before) == _type(after):
            continue  # the entry type is the same: only the venue's name made the difference
        if name not in _UNNAMED and old != new:
            yield _change(name, write_value(name, old), write_value(name, new))


def _link_changes(before: Record, after: Record) -> Iterator[FieldChange]:
    old, new = ({link.label: link.url for link in each.links} for each in (before, after))
    for label in sorted(old.keys() | new.keys()):
        if old.get(label, "") != new.get(label, ""):
            yield _change(f"link {label}", old.get(label, ""), new.get(label, ""))


def _type(record: Record) -> str:
    return parse_entry(record.raw).type


def _differing(before: Record, after: Record) -> Iterator[str]:
    """Yield the differing fields that are not in pubman's table of fields."""
    names = dict.fromkeys([*before.extra, *after.extra])
    return (name for name in names if before.extra.get(name, "") != after.extra.get(name, ""))


def _ignored(before: Record, after: Record) -> tuple[str, ...]:
    """Return the differing fields that repeat another field, such as a second DOI."""
    known = FIELD_ALIASES - set(LINK_FIELDS)
    return tuple(name for name in _differing(before, after) if name in known)


def _apply(library: Library, named: str, change: FieldChange) -> None:
    what, _, name = change.field.partition(" ")
    if what == "tag":
        attributes.tag(library, name, [named], present=bool(change.after))
    elif what == "link":
        attributes.link(library, named, name, change.after)
    else:
        fields.set_field(library, named, change.field, change.after)
