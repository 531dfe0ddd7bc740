"""Complete entries by their DOI: authors, venue, pages, dates and retractions.

A service that is asked for DOIs has no list of anybody, so none of its records is ever marked as
gone. Every field keeps its source. Fields set by hand do not change.
"""

from __future__ import annotations

import importlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from pubman.errors import PubmanError
from pubman.library.session import Library
from pubman.library.sync.answers import read_answers
from pubman.library.sync.apply import apply
from pubman.library.sync.outcome import Outcome
from pubman.library.sync.source import Account, Fetched, Wish
from pubman.store import lookups
from pubman.store.imports.reading import Reading
from pubman.web import Session

ASK_AGAIN: Final = timedelta(days=30)
"""The time after which a service may be asked for the same DOI again."""

_ARXIV: Final = "10.48550/"
"""The prefix of arXiv's DOIs. arXiv itself says more about them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionScope:
    """What to complete: the publications with the ids ``keys``, or all on the lists.

    ``everything`` also asks for papers that dblp has, and for DOIs that were asked for lately.
    """

    keys: Collection[int] = ()
    everything: bool = False
    abstracts: bool = False


def complete(
    library: Library, session: Session, wish: Wish, scope: CompletionScope | None = None
) -> Iterator[Outcome]:
    """Ask each service of ``[sync] enrich`` for the DOIs on the lists. Yield the result of each.

    DataCite is only asked for DOIs that Crossref does not know.
    """
    scope = scope or CompletionScope()
    for service in library.config.sync.enrich:
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
    """Ask one service. Return None if there are no DOIs to ask for."""
    service = account.source
    dois = _wanted(library, service, scope)
    if not dois:
        return None
    fetched = _fetch(session, service, dois)
    reading = read_answers(service, fetched, account, complete=False)
    reading = replace(reading, account=service, location=f"{service}, {len(dois)} DOIs")
    if not scope.abstracts:
        reading = _without_abstracts(reading)
    applied = apply(library, reading, wish, note=False)
    if not wish.dry_run:
        with library.store.transaction():
            lookups.note_lookups(library.store, service, dois, fetched.url)
    wrote = any(arrival.wrote for arrival in applied.report.arrivals)
    return Outcome(
        account=account,
        name=service,
        state="changed" if wrote else "unchanged",
        report=applied.report,
        changes=applied.changes,
        asked=len(dois),
    )


def _wanted(library: Library, service: str, scope: CompletionScope) -> list[str]:
    since = datetime.now(UTC) - (timedelta(0) if scope.everything else ASK_AGAIN)
    dois = lookups.dois_to_look_up(
        library.store,
        service,
        since.isoformat(timespec="microseconds"),
        keys=scope.keys,
        beside_dblp=scope.everything,
    )
    wanted = [doi for doi in dois if not doi.startswith(_ARXIV)]
    if service != "datacite":
        return wanted
    known = lookups.known_dois(library.store, "crossref", wanted)
    return [doi for doi in wanted if doi not in known]


def _fetch(session: Session, service: str, dois: Sequence[str]) -> Fetched:
    online = importlib.import_module(f"pubman.online.{service}")
    portions = [dois[at : at + online.AT_ONCE] for at in range(0, len(dois), online.AT_ONCE)]
    responses = [online.fetch_dois(session, portion) for portion in portions]
    return Fetched(id="", url=responses[0].url, bodies=tuple(each.body for each in responses))


def _without_abstracts(reading: Reading) -> Reading:
    """Return a reading without abstracts, because publishers may not allow printing them."""
    return replace(reading, records=tuple(replace(each, abstract="") for each in reading.records))
