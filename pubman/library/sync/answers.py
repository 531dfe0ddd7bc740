"""The sources whose answers are formats that ``import`` reads too: fetch, then the same reader."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pubman.formats.items import Problem
from pubman.formats.registry import READERS
from pubman.library.sync.source import Account, Fetched, Reach, Source
from pubman.people import Person
from pubman.record import Record

if TYPE_CHECKING:  # to name the sources takes neither their readers nor the network
    from pubman.store.imports.reading import Reading
    from pubman.web import Seen

DATA: Final = frozenset({"dataset", "software"})
"""Kinds that are added only if ``[sync] include`` names them: programs list them by hundreds."""


def answer_source(
    name: str,
    format: str,  # noqa: A002 - the name of the format, as everywhere
    ids_of: Callable[[Person], tuple[str, ...]],
    *,
    complete: bool,
    detailed: bool = False,
    proposes: bool = False,
    described: bool = False,
) -> Source:
    """Return a source that is asked by ``pubman.online.NAME`` and read by the reader of ``format``.

    ``complete`` says that its list is the whole list of a person. ``detailed`` says that a second
    request asks for details when the list has changed. ``described`` says that the source has a
    page about the person.
    """
    return Source(
        name=name,
        label=_LABELS.get(name, name),
        ids_of=ids_of,
        fetch=partial(_fetch, name),
        read=partial(read_answers, format, complete=complete),
        detail=partial(_detail, name) if detailed else None,
        about=partial(_about, name) if described else None,
        proposes=proposes,
    )


_LABELS: Final = {
    "orcid": "ORCID", "arxiv": "arXiv", "pubmed": "PubMed", "inspire": "INSPIRE", "hal": "HAL",
    "zbmath": "zbMATH", "ads": "ADS", "openalex": "OpenAlex",
    "semanticscholar": "Semantic Scholar",
}  # fmt: skip


def _fetch(name: str, reach: Reach, account: Account, seen: Seen | None) -> Fetched:
    online = importlib.import_module(f"pubman.online.{name}")
    responses = online.fetch_list(reach.session, account.id, seen)
    first = responses[0]
    answered = online.account_of(first) if hasattr(online, "account_of") else ""
    return Fetched(
        id=answered or account.id,
        url=first.url,
        validator=first.validator,
        bodies=tuple(each.body for each in responses),
        unchanged=first.status == 304,
    )


def _detail(name: str, reach: Reach, account: Account, fetched: Fetched) -> Fetched:
    online = importlib.import_module(f"pubman.online.{name}")
    del account  # its source may have merged it into another
    responses = online.fetch_details(reach.session, fetched.id, fetched.bodies[0])
    return replace(fetched, details=tuple(each.body for each in responses))


def _about(name: str, reach: Reach, account: Account) -> bytes:
    online = importlib.import_module(f"pubman.online.{name}")
    body: bytes = online.fetch_person(reach.session, account.id).body
    return body


# ----------------------------------------------------------------------------------------- reading


def read_answers(
    format: str,  # noqa: A002 - the name of the format, as everywhere
    fetched: Fetched,
    account: Account,
    known: Mapping[str, Record] = MappingProxyType({}),
    *,
    complete: bool,
) -> Reading:
    """Read the answers of a source as the list of one account. All of it is read again."""
    del known
    from pubman.store.imports.reading import Reading  # noqa: PLC0415 - only a sync reads

    records, left_out, doubts = _sort(format, fetched.bodies)
    details, more_left_out, more_doubts = _sort(format, fetched.details)
    for key, detail in details.items():
        if key in records:
            records[key] = _with_detail(records[key], detail)
    problems = (*left_out, *more_left_out)
    source = READERS[format].source or account.source
    return Reading(
        location=f"{account.source} {account.id}",
        format=format,
        encoding="",
        source=source,
        sha256=fetched.sha256,
        records=tuple(records.values()),
        left_out=problems,
        doubts=(*doubts, *more_doubts),
        account=account.key,
        person=account.person,
        # If not even the key of a record could be read, any known record may be the one.
        complete=complete and all(problem.source_key for problem in left_out),
    )


def _sort(
    format: str,  # noqa: A002
    bodies: Iterable[bytes],
) -> tuple[dict[str, Record], list[Problem], list[Problem]]:
    from pubman.formats import read  # noqa: PLC0415 - only a sync reads

    records: dict[str, Record] = {}
    left_out: list[Problem] = []
    doubts: list[Problem] = []
    for body in bodies:
        for item in read(format, body):
            if isinstance(item, Record):
                records[item.source_key] = item
            elif isinstance(item, Problem):
                (left_out if item.level == "left out" else doubts).append(item)
    return records, left_out, doubts


def _with_detail(record: Record, detail: Record) -> Record:
    """Return a record with what its full form says and the list does not."""
    missing = {
        name: value
        for name in _DETAILS
        if (value := getattr(detail, name)) and not getattr(record, name)
    }
    return replace(record, **missing)


_DETAILS: Final = (
    "authors", "authors_cut", "editors", "volume", "number", "pages", "publisher", "abstract",
    "language",
)  # fmt: skip


def without_data(reading: Reading, include: Iterable[str]) -> tuple[Reading, int]:
    """Return a reading without data sets and software, and how many there were.

    Those kinds that ``include`` names stay.
    """
    dropped = DATA - {*include}
    kept = tuple(each for each in reading.records if each.kind not in dropped)
    return replace(reading, records=kept), len(reading.records) - len(kept)
