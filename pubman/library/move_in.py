"""Move in with a list that a person wrote: match its entries to records, and keep their places.

The entries become records of the list's own source. The matcher compares them with the records of
other sources, as it does with any record. The order, the sections, links and notes are known only
from the list, so they are kept as placements. Reading the list again updates them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pubman.derive.context import FREE_LIST
from pubman.errors import BadInput, UsageError
from pubman.formats.items import Problem
from pubman.freelist.placement import ListEntry, PersonalList
from pubman.freelist.reader import read_folder, read_list
from pubman.library.imports import write_readings
from pubman.library.input_files import bytes_of
from pubman.library.session import Library, people_named
from pubman.people import names_in
from pubman.record import Publication, Record
from pubman.store import placements as places
from pubman.store.facts import Operation
from pubman.store.imports.reading import Reading
from pubman.store.keys import publications, records_of
from pubman.text.fold import fold, name_key

PASTED = "pasted text"
"""The name of a list that comes from standard input."""
_OWN_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A list that was read, with its name and the hash of its bytes."""

    name: str
    sha256: str
    list: PersonalList


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldConflict:
    """A field in which the list and the sources disagree. ``shown`` is the displayed value."""

    key: str
    line: int
    field: str
    yours: str
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnclearEntry:
    """An entry that a person should look at: its line, its text, and the reason."""

    line: int
    written: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedIn:
    """The result of moving in with one list.

    ``kept`` entries match no other source. ``absent`` are keys of the owner's publications that
    other sources have and the list does not. ``operation`` is 0 if nothing was written.
    """

    name: str
    list: PersonalList
    sections: int
    matched: int
    kept: int
    looks: tuple[UnclearEntry, ...]
    differences: tuple[FieldConflict, ...]
    absent: tuple[str, ...]
    changed: int
    removed: int
    person: str = ""
    operation: int = 0


def read_path(path: Path, owner: str = "") -> Named:
    """Read the list at *path*, a file or the folder of a site; ``BadInput`` if that fails."""
    if path.is_dir():
        found, digest = read_folder(path, owner=owner)
        return Named(name=path.resolve().name, sha256=digest, list=found)
    return read_bytes(bytes_of(path), path.name, owner)


def read_bytes(data: bytes, name: str, owner: str = "") -> Named:
    """Read the list in *data*, a file called *name* or pasted text."""
    return Named(
        name=name, sha256=hashlib.sha256(data).hexdigest(), list=read_list(data, name, owner=owner)
    )


def move_in(
    library: Library, named: Sequence[Named], *, person: str = "", dry_run: bool = False
) -> list[MovedIn]:
    """Write lists as one operation and report the result for each. *dry_run* rolls it back."""
    with library.operation("move-in", rehearsal=dry_run) as operation:
        readings = [_reading(library, each, person) for each in named]
        write_readings(library, operation, readings)
        wrote = [_place(library, operation, each) for each in named]
        library.conclude(operation)
        found = [
            _report(library, each, reading, changed, removed)
            for each, reading, (changed, removed) in zip(named, readings, wrote, strict=True)
        ]
        if operation.id:
            operation.describe(", ".join(each.name for each in named))
        number = 0 if dry_run else operation.id
    return [replace(each, operation=number) for each in found]


def owner_of(library: Library) -> str:
    """Return the one person of pubman.toml, whom a site calls ``admin``; empty if not just one."""
    people = library.config.people
    return people[0].name.full if len(people) == 1 else ""


def source_of(named: Named) -> str:
    """Return the source of a list's records. If its fields were guessed, the name says so."""
    return named.name if named.list.structured else f"{FREE_LIST}{named.name}"


def _reading(library: Library, named: Named, person: str) -> Reading:
    source = source_of(named)
    return Reading(
        location=named.name,
        format=named.list.kind,
        encoding="",
        source=source,
        sha256=named.sha256,
        records=tuple(entry.record for entry in named.list.entries),
        left_out=tuple(
            Problem(level="left out", message=message) for message in named.list.skipped
        ),
        person=_owner(library, named.list, person),
        said=bool(person),
        account=f"{source}:{named.name}",
        complete=True,
    )


def _owner(library: Library, found: PersonalList, person: str) -> str:
    """Return the owner of the list: the named person, else the one whom most entries list."""
    people = library.config.people
    if person:
        named = people_named(library.config, person)
        if not named:
            known = ", ".join(each.name.full for each in people) or "nobody"
            raise UsageError(f"pubman.toml names no {person!r}. It names: {known}.")
        return named[0].id
    authors = [entry.record.authors for entry in found.entries if not entry.coauthors_only]
    without = len(found.entries) - len(authors)
    shares = sorted(((names_in(authors, each), each.id) for each in people), reverse=True)
    if len(people) == 1 and without > len(authors):
        return people[0].id  # The list leaves out the name of its owner.
    return shares[0][1] if shares and shares[0][0] >= _OWN_SHARE else ""


def _place(library: Library, operation: Operation, named: Named) -> tuple[int, int]:
    """Write the placements of one list; return how many changed and how many are gone."""
    ids = places.records_by_key(library.store, source_of(named))
    found = {
        ids[entry.record.source_key]: entry.placement
        for entry in named.list.entries
        if entry.record.source_key in ids
    }
    return places.write(operation, named.name, found)


# --------------------------------------------------------------------------------------- the report


def _report(
    library: Library, named: Named, reading: Reading, changed: int, removed: int
) -> MovedIn:
    """The result for one list, whose placements are written."""
    placed = places.placed(library.store, named.name)
    shared = places.shared(library.store, [each.record for each in placed])
    pairs = list(_with_entries(library, named, placed))
    looks = _looks(library, named, [pair for pair in pairs if pair[0].record not in shared])
    matched = sum(1 for each in placed if each.record in shared)
    return MovedIn(
        name=named.name,
        list=named.list,
        sections=len({each.placement.section for each in placed if each.placement.section}),
        matched=matched,
        kept=len(placed) - len(looks) - matched,
        looks=looks,
        differences=_all_differences(library, [pair for pair in pairs if pair[0].record in shared]),
        absent=tuple(_absent(library, reading.person, {each.publication for each in placed})),
        changed=changed,
        removed=removed,
        person=_name_of(library, reading.person),
    )


def _with_entries(
    library: Library, named: Named, placed: Sequence[places.Placed]
) -> Iterator[tuple[places.Placed, ListEntry]]:
    """Each placement with the entry that it comes from, if the list still has it."""
    ids = places.records_by_key(library.store, source_of(named))
    entries = {ids.get(entry.record.source_key): entry for entry in named.list.entries}
    for each in placed:
        if entry := entries.get(each.record):
            yield each, entry


def _looks(
    library: Library, named: Named, unmatched: Sequence[tuple[places.Placed, ListEntry]]
) -> tuple[UnclearEntry, ...]:
    """The entries that match no other source and need a look."""
    asked = places.asked(library.store, [each.record for each, _ in unmatched])
    doubts = (
        (each, _doubt(each, asked, sure=entry.sure or named.list.structured))
        for each, entry in unmatched
    )
    return tuple(_look(each, why) for each, why in doubts if why)


def _all_differences(
    library: Library, matched: Sequence[tuple[places.Placed, ListEntry]]
) -> tuple[FieldConflict, ...]:
    """The differences of all entries from the publications they were matched with."""
    found = publications(library.store, {each.publication for each, _ in matched})
    pubs = {pub.id: pub for pub in found}
    return tuple(
        difference
        for each, entry in matched
        for difference in _differences(entry.record, pubs[each.publication], each.placement.line)
    )


def _name_of(library: Library, person: str) -> str:
    return next((each.name.full for each in library.config.people if each.id == person), "")


def _doubt(each: places.Placed, asked: set[int], *, sure: bool) -> str:
    """Return why an unmatched entry needs a look, or an empty text if it does not."""
    if each.record in asked:
        return "it may be a publication that you have already"
    return "" if sure else "I am not sure that I read it right"


def _look(each: places.Placed, why: str) -> UnclearEntry:
    return UnclearEntry(line=each.placement.line, written=each.placement.raw, why=why)


def _differences(yours: Record, pub: Publication, line: int) -> Iterator[FieldConflict]:
    """Return the fields in which an entry and its publication disagree."""
    if yours.year and pub.year and yours.year != pub.year:
        yield _difference(pub, line, "year", str(yours.year), str(pub.year))
    mine, shown = fold(yours.title), fold(pub.title)
    if not shown.startswith(mine) and not mine.startswith(shown):
        yield _difference(pub, line, "title", yours.title, pub.title)
    if _other_authors(yours, pub):
        own = " and ".join(name.full for name in yours.authors)
        others = " and ".join(name.full for name in pub.authors)
        yield _difference(pub, line, "authors", own, others)
    if yours.doi and pub.doi and yours.doi.lower() != pub.doi.lower():
        yield _difference(pub, line, "doi", yours.doi, pub.doi)


def _other_authors(yours: Record, pub: Publication) -> bool:
    """Return True if two complete lists of authors differ in a family name or in the order."""
    if not yours.authors or yours.authors_cut or pub.authors_cut:
        return False
    written = [name_key(name)[0] for name in yours.authors]
    return written != [name_key(name)[0] for name in pub.authors]


def _difference(pub: Publication, line: int, field: str, yours: str, shown: str) -> FieldConflict:
    return FieldConflict(key=pub.key, line=line, field=field, yours=yours, shown=shown)


def _absent(library: Library, person: str, on_list: set[int]) -> Iterator[str]:
    """Return the keys of the owner's publications that other sources have and the list does not."""
    if not person:
        return
    for pub in publications(library.store):
        told = any(not source.startswith(FREE_LIST) for source in pub.sources)
        if told and pub.id not in on_list and pub.mine is True and not pub.hidden:
            yield pub.key


def placements_of(library: Library, publication: int) -> list[places.Placed]:
    """Return the placements of a publication in every list."""
    return places.placements_of(library.store, records_of(library.store, publication))


def no_list(name: str) -> BadInput:
    """Return the error that no list of this name was moved in."""
    return BadInput(f"No list {name!r} was moved in.")
