"""Import files and pages into the store. Report what is new, already known, and suspicious.

Everything is read before anything is written. Then one transaction writes records, listings and the
files themselves, and draws the conclusions. Importing the same file again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from pubman.derive.cite_keys import retire_keys
from pubman.formats import (
    HEAD,
    Item,
    detect,
    find_format,
    follow,
    nothing_read,
    origin,
    text_of,
)
from pubman.formats.items import Problem, Unread, Verbatim
from pubman.formats.ranks import FILE_RANK
from pubman.library.dblp_precedence import keep_known
from pubman.library.file_sources import location_of, source_of
from pubman.library.input_files import digest_of, open_file
from pubman.library.known_keys import keep_apart
from pubman.library.own_lists import (
    Met,
    Works,
    find_owner,
    likely_name,
    most_listed,
    owner_of_profile,
)
from pubman.library.session import Library, the_person
from pubman.record import Record
from pubman.store.accounts import works_among
from pubman.store.facts import Operation
from pubman.store.imports import result
from pubman.store.imports.listings import close_account, write_listings
from pubman.store.imports.reading import Reading
from pubman.store.imports.records import (
    citable_keys,
    declare_source,
    read_before,
    write_own_keys,
    write_problems,
    write_records,
)
from pubman.store.imports.result import ImportResult
from pubman.store.questions import count_questions

_ORCID_FORMATS = frozenset({"orcid", "orcid-xml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The result of an import or a sync. ``operation`` is 0 if nothing was written.

    ``people`` counts those of ``pubman.toml``, ``before`` and ``after`` the publications listed.
    ``questions`` counts those that are open.
    """

    arrivals: tuple[ImportResult, ...]
    operation: int = 0
    people: int = 1
    before: int = 0
    after: int = 0
    questions: int = 0


def read_file(
    library: Library,
    path: Path,
    *,
    format: str = "",  # noqa: A002 - its name on the command line
    source: str = "",
    mine: bool | None = None,
    person: str = "",
    encoding: str = "",
    beside: Sequence[Reading] = (),
) -> Reading:
    """Read the file at ``path`` and find the owner of its list.

    ``mine`` says whether the whole list is one person's own. If it is None, the names in the file
    decide. ``person`` names one of several people. ``beside`` are files that the same command has
    read before. Raises ``BadInput`` if the file is not a bibliography.
    """
    with open_file(path) as file:
        found = find_format(format).name if format else detect(file.read(HEAD), path.name)
        text = text_of(found, file, encoding)
        made_by = origin(found, text or "")
        name = source or made_by or path.stem.lower()
        known = read_before(library.store, name, found)
        items = follow(found, file, text, partial(library.watch, "Reading"), known)
        it, digest = _sort(items, known), digest_of(file)
    if not it.records and not it.unread:
        raise nothing_read(path.name, it.left_out)
    location = path.name
    if not (source or made_by or it.unread):
        name = source_of(library, path, name, it.records, beside)
        location = location_of(path, name)
    claim = _claim(library, it, location, found, mine=mine, person=person)
    reading = Reading(
        location=location,
        format=found,
        encoding=text.encoding if text else "",
        source=name,
        sha256=digest,
        records=_distinct(it.records),
        unread=tuple(it.unread),
        left_out=tuple(it.left_out),
        doubts=tuple(it.doubts),
        blocks=tuple(it.blocks),
        person=claim.person,
        said=claim.said,
        met=claim.met,
        met_count=claim.met_count,
        account=f"{name}:{path.name}",
        own_keys=found in {"bibtex", "biblatex"} and not made_by,
    )
    # A .bib of dblp has less about a record than the page, so fields known from the page stay.
    return keep_known(library, reading) if name == "dblp" and found != "dblp-xml" else reading


@dataclass(slots=True)
class _Items:
    """The content of a file by kind. ``unread`` are entries whose text is already in the store."""

    records: list[Record] = field(default_factory=list)
    unread: list[tuple[int, int]] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    blocks: list[Verbatim] = field(default_factory=list)


def _sort(items: Iterable[Item], read_before: Mapping[str, int]) -> _Items:
    found = _Items()
    for item in items:
        match item:
            case Record():
                found.records.append(item)
            case Unread():
                found.unread.append((read_before[item.raw], item.line))
            case Verbatim():
                found.blocks.append(item)
            case Problem(level="left out"):
                found.left_out.append(item)
            case Problem():
                found.doubts.append(item)
    return found


def _distinct(records: Iterable[Record]) -> tuple[Record, ...]:
    """Return ``records`` with each source key once. Readers number repeated keys."""
    return tuple({record.source_key: record for record in records}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """The owner of a file, whether a person named the owner, and the name that it lists most.

    A count without a name means that the name is known, but the file may not be an own list.
    """

    person: str = ""
    said: bool = False
    met: str = ""
    met_count: int = 0


def _claim(
    library: Library,
    items: _Items,
    location: str,
    format: str,  # noqa: A002 - its name on the command line
    *,
    mine: bool | None,
    person: str,
) -> _Claim:
    """Decide who owns the list in a file: by what a person said, or by the names in it."""
    if person or mine:
        return _Claim(person=the_person(library, person).id, said=True)
    if mine is False:
        return _Claim(said=True)
    known = works_among(library.store, {record_id for record_id, _ in items.unread})
    works = Works((*known, *((record, record.raw) for record in items.records)))
    people = library.config.people
    owner = find_owner(people, works, location=location, format=format)
    if not owner and format in _ORCID_FORMATS:
        owner = owner_of_profile(people, (record.source_key for record in items.records))
    met = _met(library, works, owner)
    if met is None:
        return _Claim(person=owner)
    return _Claim(person=owner, met="" if met.known else met.name.full, met_count=met.count)


def _met(library: Library, works: Works, owner: str) -> Met | None:
    """Return the name to ask about: a likely spelling of the owner, or the one listed most."""
    people = library.config.people
    if not owner:
        return most_listed(people, works)
    return next((likely_name(each, works) for each in people if each.id == owner), None)


# ----------------------------------------------------------------------------------------- writing


def take_in(
    library: Library,
    readings: Iterable[Reading],
    *,
    command: str = "import",
    dry_run: bool = False,
    keep_records: bool = True,
) -> Report:
    """Write ``readings`` as one operation and report the changes by each.

    ``dry_run`` rolls everything back at the end. Without ``keep_records``, the report has no
    records: those of a large file take as much memory as everything else.
    """
    with library.operation(command, rehearsal=dry_run) as operation:
        report = write_readings(library, operation, readings, keep_records=keep_records)
        if operation.id:
            operation.describe(_summary(report))
    return replace(report, operation=0) if dry_run else report


def write_readings(
    library: Library,
    operation: Operation,
    readings: Iterable[Reading],
    *,
    keep_records: bool = True,
) -> Report:
    """Write ``readings`` as a part of ``operation`` and draw the conclusions.

    The transaction is still open afterwards, so the caller can look at the report and refuse.
    """
    before = result.listed(library.store)
    written = [*_write(library, operation, readings, keep_records=keep_records)]
    library.conclude(operation)
    names = {person.id: person.name.full for person in library.config.people}
    for arrival in written:
        result.fill_in(library.store, arrival)
        arrival.person_name = names.get(arrival.reading.person, "")
    return Report(
        arrivals=tuple(written),
        operation=operation.id,
        before=before,
        after=result.listed(library.store),
        questions=count_questions(library.store),
        people=len(names),
    )


def _summary(report: Report) -> str:
    """Return the summary of an import for the log: ``own.bib: 3 new, 2 already known, 1 changed``.

    It counts publications, as the report of the import does. Several records can be one
    publication.
    """
    names = ", ".join(arrival.reading.location for arrival in report.arrivals)
    counts = {
        "new": sum(len(each.new_publications) for each in report.arrivals),
        "already known": sum(len(each.joined) + len(each.known) for each in report.arrivals),
        "changed": sum(len(each.changed) for each in report.arrivals),
    }
    said = [f"{count} {what}" for what, count in counts.items() if count or what == "new"]
    return f"{names}: {', '.join(said)}"


def _write(
    library: Library, operation: Operation, readings: Iterable[Reading], *, keep_records: bool
) -> Iterator[ImportResult]:
    store, ranks = library.store, {each.name: each.rank for each in library.config.sources}
    for each in readings:
        reading = keep_apart(store, each)
        name, own = reading.source, reading.own_keys
        rank = ranks.get(name, library.rank(name) if name else FILE_RANK)
        declare_source(store, name, rank, own_duplicates=library.own_duplicates(name))
        records, keys = list(reading.records), citable_keys(reading.records) if own else []
        if not keep_records:
            reading = each = reading.without_records()  # noqa: PLW2901 - no name holds them now
        arrival = ImportResult(reading=reading)
        write_records(store, operation, arrival, records)
        retire_keys(operation, arrival.changed)
        write_listings(store, operation, arrival)
        for account in reading.replaces:
            close_account(store, operation, arrival, account)
        if arrival.wrote or arrival.import_id:
            write_problems(store, arrival)
        if own:
            write_own_keys(store, operation, arrival, keys)
        if not keep_records:
            told = tuple(each for each in reading.blocks if not each.raw.isspace())
            arrival.reading = replace(reading, blocks=told)  # the store has the others now
        yield arrival
