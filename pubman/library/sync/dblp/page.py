"""Read the bytes of a person's page, and check that the page is complete.

Everything is checked before anything is written. The data must be a person's page, not a web page.
It must belong to the person who was asked for. It must have as many records as it announces, and
its end must be there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pubman.errors import BadInput, Disambiguation, Malformed, Step, Truncated
from pubman.formats import HEAD, detect
from pubman.formats.dblp import person as dblp_person
from pubman.formats.dblp import reader as dblp_xml
from pubman.formats.dblp.person import Owner
from pubman.formats.items import Problem
from pubman.record import Record
from pubman.store.imports.reading import Reading

_NAMED: Final = 8
"""The most people of one name that a message lists."""
_AGAIN: Final = "try again later; if you saved the page by hand, save all of it again"


def read_page(
    data: bytes,
    *,
    location: str,
    filename: str = "",
    known: Mapping[str, Record] = MappingProxyType({}),
) -> Reading:
    """Read the page of a person as the complete list of that person.

    ``location`` names the page in messages. ``filename`` is set for a saved file. ``known`` holds
    records by their text, which is not read again. If the ``owner`` of the reading has a
    ``successor``, the reading contains nothing else. Raises
    ``Disambiguation``, ``Truncated``, ``Malformed``, and ``BadInput`` for a file of another format.
    """
    if not data.strip():
        raise Truncated(f"{location} is empty.", _AGAIN)
    _require_xml(data, location, filename)
    owner = dblp_person.owner(data)
    if owner is None or not owner.pid:
        if filename:
            raise BadInput(
                f"{location} is dblp XML, but not a person's page.", Step("import", filename)
            )
        raise Malformed(f"{location} is not a person's page.", _AGAIN)
    if not owner.successor:
        _require_one_person(location, owner)
        _require_whole(location, owner)
    return _reading(data, location, owner, known)


def _require_xml(data: bytes, location: str, filename: str) -> None:
    try:
        found = detect(data[:HEAD], filename)
    except BadInput as error:
        if filename:
            raise
        raise _not_xml(location) from error
    if found == "dblp-xml":
        return
    if filename:
        raise BadInput(
            f"{location} is not a person's page in XML.",
            "save   https://dblp.org/pid/PID.xml   as it is",
            Step("import", filename, "for any other file"),
        )
    raise _not_xml(location)


def _not_xml(location: str) -> Malformed:
    return Malformed(f"{location} is not the XML that was asked for.", _AGAIN)


def _require_one_person(location: str, owner: Owner) -> None:
    if owner.disambiguation:
        raise Disambiguation(
            f"{location} is a page for everybody called {owner.name.full}, not of one person.",
            *(
                Step("sync", f"--dblp {name.pid}", f"# {name.full} {name.number}".rstrip())
                for name in owner.homonyms[:_NAMED]
                if name.pid != owner.pid
            ),
        )


def _require_whole(location: str, owner: Owner) -> None:
    of = f" ({owner.found} of {owner.count} records)" if owner.count else ""
    if not owner.complete or owner.found < owner.count:
        raise Truncated(f"{location} is cut off{of}.", _AGAIN)
    if owner.count and owner.found > owner.count:
        raise Malformed(f"{location} has more records than it announces{of}.", _AGAIN)


def _reading(data: bytes, location: str, owner: Owner, known: Mapping[str, Record]) -> Reading:
    """Read the records of a page."""
    records: dict[str, Record] = {}
    left_out: list[Problem] = []
    doubts: list[Problem] = []
    for item in () if owner.successor else dblp_xml.read(data, known):
        if isinstance(item, Record):
            records[item.source_key] = item
        elif isinstance(item, Problem):
            (left_out if item.level == "left out" else doubts).append(item)
    return Reading(
        location=location,
        format="dblp-xml",
        encoding="",
        source="dblp",
        sha256=hashlib.sha256(data).hexdigest(),
        records=tuple(records.values()),
        as_stored=frozenset(
            key for key, record in records.items() if known.get(record.raw) is record
        ),
        left_out=tuple(left_out),
        doubts=tuple(doubts),
        account=account_of(owner.pid),
        # If not even the key of a record could be read, any known record may be the one.
        # Then none of them is marked as gone.
        complete=all(problem.source_key for problem in left_out),
        owner=owner,
    )


def account_of(pid: str) -> str:
    """Return the account that a page belongs to: ``dblp:94/4810-19``."""
    return f"dblp:{pid}"
