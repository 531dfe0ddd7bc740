"""One paper by its identifier: a dblp key, an arXiv id or a DOI, fetched and taken in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pubman.errors import Malformed, NotFound, UsageError
from pubman.formats import HEAD, read
from pubman.library.dblp_precedence import keep_known
from pubman.library.imports import Report, take_in
from pubman.library.session import Library
from pubman.online import dblp as dblp_fetch
from pubman.online import doi as doi_fetch
from pubman.online.dblp import Host
from pubman.people import identify
from pubman.record import Record
from pubman.store import keys as stored
from pubman.store.imports.readings import Reading
from pubman.text import identifiers
from pubman.web import Session

_NOTHING: Final = "Nothing was changed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """One paper: its key, its line, and whether it joined one that was there (or was known)."""

    key: str
    title: str
    place: str
    joined: bool
    mine: bool | None


def fetch_one(library: Library, session: Session, host: Host, text: str) -> Reading:
    """The one record that ``text`` names, fetched and checked.

    ``UsageError`` for what is no identifier, the errors below ``SourceError`` for all else.
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
    raise UsageError(
        f"{text!r} is no dblp key, arXiv id or DOI. {_NOTHING}",
        "such as   pubman add 10.1145/3694715.3695975",
        "          pubman add 2312.05181 conf/sosp/WagenlanderLZMP24",
        "a paper without one:   pubman add --title ... --author ...",
    )


def _of_dblp(session: Session, host: Host, key: str) -> Record:
    try:
        body = dblp_fetch.fetch_record(session, host, key).body
    except NotFound as error:
        raise NotFound(f"dblp has no record {key}. {_NOTHING}", "a typing error?") from error
    whole = b"</dblp>" in body[-200:] and b"<dblp" in body[:HEAD]
    found = [each for each in read("dblp-xml", body) if isinstance(each, Record)] if whole else []
    if len(found) != 1 or not found[0].title:
        raise Malformed(f"dblp's answer for {key} is no record, or is cut off. {_NOTHING}",
                        "try again later")  # fmt: skip
    if found[0].source_key != key:
        raise Malformed(f"dblp sent {found[0].source_key} where {key} was asked for. {_NOTHING}",
                        f"pubman add {found[0].source_key}")  # fmt: skip
    return found[0]


def _reading(library: Library, record: Record, source: str, form: str) -> Reading:
    owner = next(
        (found[0].id for name in record.authors
         if (found := identify(name, library.config.people))), "",
    )  # fmt: skip
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
    """Takes in what was fetched, as one operation, and says what became of each."""
    added: list[Added] = []

    def look(report: Report) -> None:
        for arrival in report.arrivals:
            record = arrival.reading.records[0]
            key = f"{arrival.reading.source}:{record.source_key}"
            target = stored.resolve(library.store, key)
            pub = stored.publications(library.store, [target.publication])[0]
            venue = pub.canonical.acronym if pub.canonical else pub.venue
            added.append(
                Added(
                    key=pub.key,
                    title=pub.title,
                    place=f"{venue} {pub.year or ''}".strip(),
                    joined=not arrival.new_publications,
                    mine=pub.mine,
                )
            )

    take_in(library, readings, command="add", dry_run=dry_run, check=look)
    return added
