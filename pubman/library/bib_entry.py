"""Entries as a person's own file has them, with the fields set by hand changed in their text.

An entry that came from a .bib is written as it was. If a field was set by hand, only the text of
that field changes. What BibTeX could not read is put right, see :mod:`.sound_entries`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from pubman.fields import EXTRA
from pubman.formats.bibtex.entry_text import edit_fields, field_name
from pubman.formats.bibtex.fields import FIELD_NAMES, MACROS, TYPES
from pubman.formats.bibtex.grammar import Entry, parse_entry
from pubman.formats.bibtex.values import Unreadable, expand
from pubman.formats.bibtex.writer import (
    address_value,
    entry_type,
    fields,
    is_of_dblp,
    own_value,
    text_value,
    title,
)
from pubman.library.session import Library
from pubman.library.sound_entries import sound_entry
from pubman.record import Publication, Record
from pubman.store import keys as reading
from pubman.store import provenance, stored_records
from pubman.store.stored_records import Stored
from pubman.text.latex import decode
from pubman.text.names import join_names
from pubman.text.status import says_only_status

BIBTEX: Final = frozenset({"bibtex", "biblatex"})
_MONTHS: Final = tuple(MACROS)
_ADDRESSES: Final = frozenset({"doi", "url", "arxiv_id"})
_HEAD = re.compile(r"(@\s*)([^\s{(]+)(\s*[{(]\s*)([^\s,})]*)")


def as_written(
    library: Library, pubs: Iterable[Publication], *, shown: bool = False
) -> list[Publication]:
    """Return ``pubs`` with the text of their own entries, changed where a person set a field.

    ``raw`` stays empty if the lead record did not come from a .bib. ``own_fields`` names the extra
    fields that a person set in either case. If the texts are only ``shown`` on a page, those from
    dblp are left as they are, because a page shows others that are made.
    """
    return list(OwnTexts(library, shown=shown).of(list(pubs)))


class OwnTexts:
    """What a person set by hand, read once for publications that come in portions."""

    def __init__(self, library: Library, *, shown: bool = False) -> None:
        self.library = library
        self.shown = shown
        self._by_hand = provenance.fields_by_hand(library.store)
        self._keys = keys_by_hand(library)

    def of(self, pubs: Sequence[Publication]) -> Iterator[Publication]:
        """Yield ``pubs`` as :func:`as_written` returns them."""
        made = [pub.id for pub in pubs if not pub.raw]
        by_hand = {each: self._by_hand[each] for each in made if each in self._by_hand}
        stored = {}
        if by_hand:
            stored = {
                each.id: each for each in stored_records.records(self.library.store, set(by_hand))
            }
        for pub in pubs:
            if self.shown and is_of_dblp(pub.raw):
                yield pub
            else:
                yield _written(pub, by_hand.get(pub.id, ()), stored.get(pub.id), self._keys)


def _written(
    pub: Publication, by_hand: Sequence[str], lead: Stored | None, keys: Collection[str]
) -> Publication:
    own = [name.removeprefix(EXTRA) for name in by_hand if EXTRA in name]
    if own:
        pub = replace(pub, own_fields=tuple(name for name in own if name in pub.extra))
    if lead is not None and lead.format in BIBTEX:
        pub = replace(pub, raw=with_fields(lead.record, pub, by_hand))
    return _readable(pub, keys) if pub.raw else pub


def _readable(pub: Publication, keys: Collection[str]) -> Publication:
    """Return ``pub`` with its entry as BibTeX can read it, under its key if a person set that."""
    raw = sound_entry(pub)
    raw = with_key(raw, pub.key) if pub.key in keys else raw
    return replace(pub, raw=raw) if raw != pub.raw else pub


def fields_by_hand(library: Library, ids: Collection[int]) -> dict[int, list[str]]:
    """Return the fields that a person set, for each publication in ``ids`` that has any."""
    wanted = set(ids)
    found = provenance.fields_by_hand(library.store)
    return {each: fields for each, fields in found.items() if each in wanted}


def keys_by_hand(library: Library) -> set[str]:
    """Return the citation keys that a person set."""
    return reading.keys_by_hand(library.store)


def with_key(raw: str, key: str) -> str:
    """Return the entry ``raw`` with another citation key."""
    return _HEAD.sub(lambda head: head[1] + head[2] + head[3] + key, raw, count=1)


def with_fields(record: Record, pub: Publication, names: Iterable[str]) -> str:
    """Return the entry of ``record`` with the fields ``names`` as ``pub`` has them.

    The text stays as it is if it cannot be read, and for fields that BibTeX does not have.
    """
    raw = record.raw
    for name in names:
        try:
            entry = parse_entry(raw)
            raw = edit_fields(raw, _changes(raw, entry, record, pub, name))
        except Unreadable:
            return record.raw
        if name == "kind" and TYPES.get(entry.type) != pub.kind:
            type_ = entry_type(pub)
            raw = _HEAD.sub(lambda head: head[1] + type_ + head[3] + head[4], raw, count=1)  # noqa: B023
    return raw


# ------------------------------------------------------------------------- a field, as BibTeX


def _changes(
    raw: str, entry: Entry, record: Record, pub: Publication, name: str
) -> Mapping[str, str]:
    """Return the fields of ``entry`` that express the field ``name``, with their new values."""
    there = {field.name for field in entry.fields}
    special = _SPECIAL.get(name)
    if special is not None:
        return special(there, entry, record, pub)
    if name.startswith(EXTRA):
        own = name.removeprefix(EXTRA)
        return {own: own_value(own, pub.extra.get(own, ""))[1:-1]}
    if name not in FIELD_NAMES:
        return {}
    written = field_name(raw, name)
    value = _value(pub, name)
    others = [other for other in FIELD_NAMES[name] if other in there and other != written]
    return {written: value} | ({} if value else dict.fromkeys(others, ""))


def _value(pub: Publication, name: str) -> str:
    value = getattr(pub, name)
    if name in ("authors", "editors"):
        return join_names(value, cut=name == "authors" and pub.authors_cut)
    if name == "pages":
        return fields(pub, "misc")["pages"][1:-1]
    text = ", ".join(value) if isinstance(value, tuple) else str(value or "")
    return (address_value if name in _ADDRESSES else text_value)(text)[1:-1]


_TITLE_PARTS: Final = ("title", "subtitle", "titleaddon")


def _of_title(there: set[str], entry: Entry, record: Record, pub: Publication) -> dict[str, str]:
    """Return the part of the title that differs; the whole title if more than one part does."""
    names = [name for name in _TITLE_PARTS if name in there]
    if len(names) > 1 and not (record.title_markup or pub.title_markup):
        at, old, new = 0, record.title, pub.title
        for name in names:
            part = decode(expand(next(f.value for f in entry.fields if f.name == name), MACROS))
            at = old.find(part, at)
            if at < 0:
                break
            before, behind = old[:at], old[at + len(part) :]
            rest = new.removeprefix(before)
            if new.startswith(before) and rest.endswith(behind) and rest != behind:
                text = rest[: len(rest) - len(behind)]
                return {name: title(replace(pub, title=text))[1:-1]}
    return {"title": title(pub)[1:-1], **dict.fromkeys(names[1:] if "title" in names else [], "")}


def _of_date(there: set[str], entry: Entry, record: Record, pub: Publication) -> dict[str, str]:  # noqa: ARG001
    """Return ``date`` if the entry has one, otherwise what differs of year, month and day."""
    new, old = pub.date, record.date
    if "date" in there:
        return {"date": str(new or "")} | dict.fromkeys(there & {"year", "month", "day"}, "")
    if new is None:
        return dict.fromkeys(("year", "month", "day"), "")
    changed: dict[str, str] = {}
    if old is None or old.year != new.year:
        changed["year"] = str(new.year)
    if (old.month if old else 0) != new.month or (old and old.day != new.day):
        changed["month"] = _MONTHS[new.month - 1] if new.month else ""
        changed["day"] = str(new.day or "")
    return changed


def _of_venue(there: set[str], entry: Entry, record: Record, pub: Publication) -> dict[str, str]:  # noqa: ARG001
    article = TYPES.get(entry.type) in ("article", "preprint")
    names = ["booktitle", "journal", "journaltitle"]
    names = names[1:] + names[:1] if article else names
    name = next((each for each in names if each in there), names[0])
    return {name: _value(pub, "venue")}


def _of_arxiv_id(
    there: set[str],
    entry: Entry,  # noqa: ARG001
    record: Record,  # noqa: ARG001
    pub: Publication,
) -> dict[str, str]:
    value = _value(pub, "arxiv_id")
    name = next((each for each in FIELD_NAMES["arxiv_id"] if each in there), "eprint")
    kind = next((each for each in ("eprinttype", "archiveprefix") if each in there), "")
    if name != "eprint" or (kind and value):
        return {name: value}
    return {name: value, kind or "archiveprefix": "arXiv" if value else ""}


def _of_status(there: set[str], entry: Entry, record: Record, pub: Publication) -> dict[str, str]:  # noqa: ARG001
    """Return ``pubstate`` if the entry has it or its note is something else; otherwise ``note``."""
    in_note = "pubstate" not in there and (not pub.note or says_only_status(record.note))
    return {"note" if in_note else "pubstate": text_value(pub.status)[1:-1]}


_Changes = Callable[[set[str], Entry, Record, Publication], dict[str, str]]
_SPECIAL: Final[Mapping[str, _Changes]] = {
    "title": _of_title, "title_markup": _of_title, "date": _of_date, "month": _of_date,
    "venue": _of_venue, "arxiv_id": _of_arxiv_id, "status": _of_status,
}  # fmt: skip
"""Fields that are more than one name and one value in BibTeX."""
