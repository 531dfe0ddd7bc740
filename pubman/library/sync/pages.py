"""Person pages: bytes from dblp, or from a file -> a Reading that is known to be whole.

Validated before anything is written: a person's page and not a web page, the person who was asked
for, as many records as it says it has, to its very end.
"""

from __future__ import annotations

import hashlib
from typing import Final

from pubman.errors import BadInput, Disambiguation, Malformed, Truncated
from pubman.formats import HEAD, detect
from pubman.formats.dblp import person as dblp_person
from pubman.formats.dblp import reader as dblp_xml
from pubman.formats.dblp.person import Owner
from pubman.record import Problem, Record
from pubman.store.imports.readings import Reading

_NOTHING: Final = "Nothing was changed."
_NAMED: Final = 8  # people of a name who are listed
_AGAIN: Final = "try again later; a page saved by hand: save it again, whole"


def read_page(data: bytes, *, location: str, filename: str = "") -> Reading:
    """The person's page ``data`` as a complete list of that person.

    ``location`` is where it came from, as messages name it; ``filename`` is set for a file. The
    reading's ``owner`` may name a ``successor``, and then there is nothing else in it. Raises
    ``Disambiguation``, ``Truncated``, ``Malformed``, and ``BadInput`` for a file of another format.
    """
    if not data.strip():
        raise Truncated(f"{location} is empty. {_NOTHING}", _AGAIN)
    _require_xml(data, location, filename)
    owner = dblp_person.owner(data)
    if owner is None or not owner.pid:
        if filename:
            raise BadInput(f"{location} is dblp XML, but no person page. {_NOTHING}",
                           f"pubman import {filename}")  # fmt: skip
        raise Malformed(f"{location} is no person page. {_NOTHING}", _AGAIN)
    if not owner.successor:
        _require_one_person(location, owner)
        _require_whole(location, owner)
    return _reading(data, location, owner)


def _require_xml(data: bytes, location: str, filename: str) -> None:
    try:
        found = detect(data[:HEAD], filename)
    except BadInput as error:
        if filename:
            raise
        raise Malformed(
            f"{location} is something else than the XML asked for. {_NOTHING}", _AGAIN
        ) from error
    if found == "dblp-xml":
        return
    if filename:
        raise BadInput(
            f"{location} is not a person page in XML. {_NOTHING}",
            "save   https://dblp.org/pid/PID.xml   as it is; other files: pubman import",
        )
    raise Malformed(f"{location} is something else than the XML asked for. {_NOTHING}", _AGAIN)


def _require_one_person(location: str, owner: Owner) -> None:
    if owner.disambiguation:
        raise Disambiguation(
            f"{location} is a page for everybody called {owner.name.full}, not of one person. "
            f"{_NOTHING}",
            *(
                f"pubman sync --dblp {name.pid}   # {name.full} {name.number}".rstrip()
                for name in owner.homonyms[:_NAMED]
                if name.pid != owner.pid
            ),
        )


def _require_whole(location: str, owner: Owner) -> None:
    of = f" ({owner.found} of {owner.count} records)" if owner.count else ""
    if not owner.complete or owner.found < owner.count:
        raise Truncated(f"{location} is cut off{of}. {_NOTHING}", _AGAIN)
    if owner.count and owner.found > owner.count:
        raise Malformed(f"{location} has more records than it says{of}. {_NOTHING}", _AGAIN)


def _reading(data: bytes, location: str, owner: Owner) -> Reading:
    records: dict[str, Record] = {}
    left_out: list[Problem] = []
    doubts: list[Problem] = []
    for item in () if owner.successor else dblp_xml.read(data):
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
        left_out=tuple(left_out),
        doubts=tuple(doubts),
        account=account_of(owner.pid),
        # Of a record that could not be read, not even its key, nothing can be said to be gone.
        complete=all(problem.source_key for problem in left_out),
        owner=owner,
    )


def account_of(pid: str) -> str:
    """The account under which a person's page is kept: ``dblp:94/4810-19``."""
    return f"dblp:{pid}"
