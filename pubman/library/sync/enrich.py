"""Complete entries by their DOI or PubMed number: authors, venue, pages, dates and retractions.

A service that is asked for numbers has no list of anybody, so none of its records is ever marked as
gone. Every field keeps its source. Fields set by hand do not change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from pubman.errors import PubmanError
from pubman.library.session import Library
from pubman.library.sync.abstracts import without_abstracts
from pubman.library.sync.answers import read_answers
from pubman.library.sync.outcome import Outcome
from pubman.library.sync.source import Account, Fetched, Wish
from pubman.online import crossref, datacite, openalex, pubmed
from pubman.record import Record
from pubman.store import lookups
from pubman.web import Response, Session

ASK_AGAIN: Final = timedelta(days=30)
"""The time after which a service may be asked for the same number again."""

_ARXIV: Final = "10.48550/"
"""The prefix of arXiv's DOIs. arXiv itself says more about them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionScope:
    """What to complete: the publications with the ids ``keys``, or all on the lists.

    ``everything`` also asks for papers that dblp has, for numbers that were asked for lately, and
    for open copies.
    """

    keys: Collection[int] = ()
    everything: bool = False
    abstracts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Service:
    """A service: how to ask it for some numbers at once, and what to keep of its records.

    ``format`` is that of its answers, ``by`` the numbers that it knows. One that is only asked ``on
    demand`` is not asked by a sync.
    """

    fetch: Callable[[Session, Sequence[str]], Response]
    at_once: int
    format: str
    by: str = "doi"
    keep: Callable[[Record], Record] = lambda record: record
    on_demand: bool = False


def _open_copy(record: Record) -> Record:
    """Return what OpenAlex adds to a paper that is known: an open copy, numbers, a retraction.

    The key is the DOI, because the record of the work itself may be a proposal.
    """
    extra = {name: text for name, text in record.extra.items() if name in _OPEN}
    return Record(
        source_key=record.doi,
        kind=record.kind,
        doi=record.doi,
        pmid=record.pmid,
        pmcid=record.pmcid,
        links=record.links,
        extra=extra,
        raw=record.raw,
    )


_OPEN: Final = frozenset({"retraction", "open_access", "open_access_url"})

_SERVICES: Final[Mapping[str, _Service]] = {
    "crossref": _Service(fetch=crossref.fetch_dois, at_once=crossref.AT_ONCE, format="crossref"),
    "datacite": _Service(fetch=datacite.fetch_dois, at_once=datacite.AT_ONCE, format="datacite"),
    "pubmed": _Service(
        fetch=pubmed.fetch_known, at_once=pubmed.AT_ONCE, format="pubmed-xml", by="pmid"
    ),
    "openalex": _Service(
        fetch=openalex.fetch_dois, at_once=openalex.DOIS_AT_ONCE, format="openalex",
        keep=_open_copy, on_demand=True,
    ),
}  # fmt: skip
"""The services that complete entries. ``[sync] enrich`` chooses among them."""


def complete(
    library: Library, session: Session, wish: Wish, scope: CompletionScope | None = None
) -> Iterator[Outcome]:
    """Ask each service of ``[sync] enrich`` for the numbers on the lists. Yield the results.

    DataCite is only asked for DOIs that Crossref does not know, PubMed for papers without a DOI.
    """
    scope = scope or CompletionScope()
    for service in library.config.sync.enrich:
        if _SERVICES[service].on_demand and not scope.everything:
            continue
        account = Account(source=service, id="")
        try:
            outcome = _complete_at(library, session, account, wish, scope)
        except PubmanError as error:
            outcome = Outcome(
                account=account, name=service, location=service, state="failed", error=error
            )
        if outcome is not None:
            yield outcome


def _complete_at(
    library: Library, session: Session, account: Account, wish: Wish, scope: CompletionScope
) -> Outcome | None:
    """Ask one service. Return None if there are no numbers to ask for."""
    name, service = account.source, _SERVICES[account.source]
    numbers = _wanted(library, name, scope)
    if not numbers:
        return None
    fetched = _fetch(session, service, numbers)
    reading = read_answers(service.format, fetched, account, complete=False)
    kept = tuple(service.keep(each) for each in reading.records if _is_asked(each, numbers))
    reading = replace(reading, records=kept, account=name, location=_location(service, numbers))
    if not scope.abstracts:
        reading = without_abstracts(library.store, reading)
    from pubman.library.sync.apply import apply  # noqa: PLC0415 - it loads the matcher

    applied = apply(library, reading, wish, note=False)
    if not wish.dry_run:
        with library.store.transaction():
            lookups.note_lookups(library.store, name, numbers, fetched.url)
    wrote = any(arrival.wrote for arrival in applied.report.arrivals)
    return Outcome(
        account=account,
        name=name,
        state="changed" if wrote else "unchanged",
        report=applied.report,
        changes=applied.changes,
        asked=len(numbers),
        by=service.by,
        found=applied.found,
    )


def _location(service: _Service, numbers: Sequence[str]) -> str:
    what = "DOI" if service.by == "doi" else "number"
    plural = "" if len(numbers) == 1 else "s"
    return f"{service.format}, {len(numbers)} {what}{plural}"


def _is_asked(record: Record, numbers: Collection[str]) -> bool:
    """Return whether a record is one of those that were asked for, under any of its numbers."""
    others = record.extra.get("aliases", "").lower().split("; ")
    own = record.source_key.lower().removeprefix("pmid:")
    return bool({record.doi.lower(), own, *others} & set(numbers))


def _wanted(library: Library, service: str, scope: CompletionScope) -> list[str]:
    since = datetime.now(UTC) - (timedelta(0) if scope.everything else ASK_AGAIN)
    find = lookups.pmids_to_look_up if service == "pubmed" else lookups.dois_to_look_up
    found = find(
        library.store,
        service,
        since.isoformat(timespec="microseconds"),
        keys=scope.keys,
        beside_dblp=scope.everything,
    )
    wanted = [each for each in found if not each.startswith(_ARXIV)]
    if service != "datacite":
        return wanted
    known = lookups.known_dois(library.store, "crossref", wanted)
    return [doi for doi in wanted if doi not in known]


def _fetch(session: Session, service: _Service, numbers: Sequence[str]) -> Fetched:
    size = service.at_once
    portions = [numbers[at : at + size] for at in range(0, len(numbers), size)]
    responses = [service.fetch(session, portion) for portion in portions]
    return Fetched(id="", url=responses[0].url, bodies=tuple(each.body for each in responses))
