"""Add one paper by its identifier: a DOI, an arXiv id, a dblp key, a PMID and others."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from pubman.errors import Malformed, NotFound, Step, UsageError
from pubman.formats import HEAD, read
from pubman.library.dblp_precedence import keep_known
from pubman.library.identifier_sources import fetch_record, service_of
from pubman.library.imports import write_readings
from pubman.library.session import Library
from pubman.online import dblp as dblp_fetch
from pubman.online import doi as doi_fetch
from pubman.online.dblp import Host
from pubman.people import identify
from pubman.record import Record
from pubman.store import keys
from pubman.store.imports.reading import Reading
from pubman.store.imports.result import ImportResult
from pubman.text import identifiers
from pubman.web import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """One added paper: its key, its line, and whether it joined a paper that was known.

    ``mine`` is None if nobody is in ``pubman.toml``, or if the paper was typed in.
    """

    key: str
    title: str
    place: str
    joined: bool
    mine: bool | None = None
    status: str = ""


def fetch_one(library: Library, session: Session, host: Host, text: str) -> Reading:
    """Fetch and check the one record that ``text`` names.

    Raises ``UsageError`` if ``text`` is not an identifier, and otherwise a ``SourceError``.
    """
    if key := identifiers.record_key(text):
        return _reading(library, _of_dblp(session, host, key), "dblp", "dblp-xml")
    base = doi_fetch.resolver(library.config.dblp.doi_url)
    if number := identifiers.arxiv_id(text):
        name = doi_fetch.arxiv_doi(number)
        body = doi_fetch.fetch_doi(session, base, name).body
        return _reading(library, doi_fetch.read_doi(body, name, arxiv_id=number), "doi", "csl-json")
    if name := identifiers.doi(text):
        body = doi_fetch.fetch_doi(session, base, name).body
        return _reading(library, doi_fetch.read_doi(body, name), "doi", "csl-json")
    if known := service_of(text):
        record, source = fetch_record(session, *known)
        return _reading(library, record, source, known[0].format)
    raise UsageError(
        f"{text!r} is not an identifier that I know.",
        "known: DOI, arXiv id, dblp key, PMID, PMCID, ISBN, bibcode, HAL, INSPIRE, zbMATH, ORCID",
        Step("add", "10.1145/3694715.3695975", "for example"),
        Step("add", "2312.05181 conf/sosp/WagenlanderLZMP24"),
        Step("add", "--title ... --author ...", "for a paper without an identifier"),
    )


def _of_dblp(session: Session, host: Host, key: str) -> Record:
    try:
        body = dblp_fetch.fetch_record(session, host, key).body
    except NotFound as error:
        raise NotFound(f"dblp has no record {key}.", "is there a typing error?") from error
    whole = b"</dblp>" in body[-200:] and b"<dblp" in body[:HEAD]
    found = [each for each in read("dblp-xml", body) if isinstance(each, Record)] if whole else []
    if len(found) != 1 or not found[0].title:
        raise Malformed(f"dblp's answer for {key} is not a whole record.", "try again later")
    if found[0].source_key != key:
        raise Malformed(
            f"dblp sent {found[0].source_key}, but {key} was asked for.",
            Step("add", found[0].source_key),
        )
    return found[0]


def _reading(library: Library, record: Record, source: str, form: str) -> Reading:
    people = library.config.people
    owners = (found[0].id for name in record.authors if (found := identify(name, people)))
    owner = next(owners, "")
    reading = Reading(
        location=f"{source} {record.source_key}",
        format=form,
        encoding="",
        source=source,
        sha256=hashlib.sha256(record.raw.encode()).hexdigest(),
        records=(record,),
        person=owner,
        said=bool(owner),
        account=f"added:{source}" + (f":{owner}" if owner else ""),
    )
    return keep_known(library, reading)


def add_fetched(
    library: Library, readings: Sequence[Reading], *, dry_run: bool = False
) -> list[Added]:
    """Add what was fetched as one operation. Return the result for each paper."""
    with library.operation("add", rehearsal=dry_run) as operation:
        report = write_readings(library, operation, readings)
        if operation.id:
            operation.describe(", ".join(reading.location for reading in readings))
        return [_added(library, arrival) for arrival in report.arrivals]


def _added(library: Library, arrival: ImportResult) -> Added:
    reading = arrival.reading
    target = keys.resolve(library.store, f"{reading.source}:{reading.records[0].source_key}")
    pub = keys.publications(library.store, [target.publication])[0]
    venue = pub.canonical.acronym if pub.canonical else pub.venue
    return Added(
        key=pub.key,
        title=pub.title,
        place=f"{venue} {pub.year or ''}".strip(),
        joined=not arrival.new_publications,
        mine=pub.mine,
        status=pub.status,
    )
