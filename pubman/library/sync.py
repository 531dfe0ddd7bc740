"""Person pages of dblp -> the store: whose page it is, whether it is whole, and what vanished.

A page is the complete list of one person: what it names no longer is marked as gone (never
deleted). A page that would take away much of what was known is refused, unless forced.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pubman.errors import BadInput, Refused, UsageError
from pubman.library.ingest import Report, bytes_of, take_in
from pubman.library.opened import Library
from pubman.people import Person, same_spelling
from pubman.record import Problem, Record
from pubman.sources import HEAD, dblp_person, dblp_xml, detect
from pubman.sources.dblp_person import Owner
from pubman.store.intake import Reading

_VANISHED_SHARE: Final = 0.2
_VANISHED_AT_LEAST: Final = 3
"""A sync in which more than a fifth and at least three of the known records vanish is refused."""


def sync_files(
    library: Library, paths: Sequence[Path], *, dry_run: bool = False, force: bool = False
) -> Report:
    """Takes in person pages saved from dblp, as one operation."""
    readings = [read_page(library, path) for path in paths]
    return take_in(
        library,
        readings,
        command="sync",
        dry_run=dry_run,
        check=None if force else _refuse_vanishing,
    )


def read_page(library: Library, path: Path) -> Reading:
    """The person page at ``path``, checked: a whole page of somebody in ``pubman.toml``."""
    data = bytes_of(path)
    found = detect(data[:HEAD], path.name)
    if found != "dblp-xml":
        raise BadInput(
            f"{path.name} is not a person page in XML. Nothing was changed.",
            "save   https://dblp.org/pid/PID.xml   as it is; other files: pubman import",
        )
    owner = dblp_person.owner(data)
    if owner is None:
        raise BadInput(f"{path.name} is dblp XML, but no person page. Nothing was changed.",
                       f"pubman import {path.name}")  # fmt: skip
    _check_whole(path, owner)
    records: list[Record] = []
    left_out: list[Problem] = []
    doubts: list[Problem] = []
    for item in dblp_xml.read(data):
        if isinstance(item, Record):
            records.append(item)
        elif isinstance(item, Problem):
            (left_out if item.level == "left out" else doubts).append(item)
    person = _person_of(library, owner)
    return Reading(
        location=path.name,
        format="dblp-xml",
        encoding="",
        source="dblp",
        sha256=hashlib.sha256(data).hexdigest(),
        records=tuple({record.source_key: record for record in records}.values()),
        left_out=tuple(left_out),
        doubts=tuple(doubts),
        person=person,
        account=f"dblp:{owner.pid}",
        complete=True,
        owner=owner,
    )


def _check_whole(path: Path, owner: Owner) -> None:
    if owner.disambiguation:
        names = [f"{name.full} {name.number}".strip() for name in owner.homonyms[:8]]
        raise BadInput(
            f"{path.name} is a page for everybody called {owner.name.full}, not of one person. "
            "Nothing was changed.",
            *names,
        )
    if owner.successor:
        raise BadInput(
            f"dblp has merged {owner.pid} into {owner.successor}. Nothing was changed.",
            f"save   https://dblp.org/pid/{owner.successor}.xml   instead",
        )
    if not owner.complete or (owner.count and owner.found < owner.count):
        of = f" ({owner.found} of {owner.count} records)" if owner.count else ""
        raise BadInput(
            f"{path.name} is cut off{of}. Nothing was changed.", "save the page again, whole"
        )


def _person_of(library: Library, owner: Owner) -> str:
    """The id of the person whose page it is; a first page is recognised by its name."""
    people = library.config.people
    for person in people:
        if owner.pid in person.pids:
            return person.id
    called = f"{owner.name.full} {owner.name.number}".strip()
    named = [person for person in people if not person.pids and _is_named(person, owner)]
    if len(named) != 1:
        raise UsageError(
            f"{owner.pid} is the page of {called}, and pubman.toml names nobody with that number. "
            "Nothing was changed.",
            f'add   dblp = "{owner.pid}"   to the [[people]] it belongs to',
        )
    return named[0].id


def _is_named(person: Person, owner: Owner) -> bool:
    return any(
        same_spelling(own, theirs)
        for own in person.names
        for theirs in (owner.name, *owner.aliases)
    )


def _refuse_vanishing(report: Report) -> None:
    for arrival in report.arrivals:
        known = len(arrival.known) + len(arrival.changed) + len(arrival.gone)
        gone = len(arrival.gone)
        if gone >= _VANISHED_AT_LEAST and gone > known * _VANISHED_SHARE:
            raise Refused(
                f"{arrival.reading.location} lacks {gone} of the {known} records that dblp had for "
                "this person. Often dblp took a mix-up of two people apart. Nothing was changed.",
                "--force accepts it; the records stay and you are asked about each",
            )
