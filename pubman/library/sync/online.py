"""People over the network: one request each, one transaction each, none lost to another's trouble.

A robot check ends the asking (host and mirrors have sent one): the rest wait.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from pubman.config.model import DblpConfig
from pubman.errors import (
    BotCheck,
    Gone,
    Malformed,
    NotFound,
    PubmanError,
    RateLimited,
    SourceError,
    UsageError,
)
from pubman.library.session import Library
from pubman.library.sync.apply import Outcome, Wish, take_page
from pubman.library.sync.owner import called
from pubman.library.sync.pages import account_of, read_page
from pubman.library.sync.targets import Target
from pubman.online import dblp as dblp_fetch
from pubman.online.dblp import Host
from pubman.store import fetches
from pubman.store.imports.readings import Reading
from pubman.web import Clock, Limits, Response, Seen, Session

_NOTHING: Final = "Nothing was changed."


def session_for(
    config: DblpConfig,
    *,
    clock: Clock | None = None,
    notify: Callable[[str], None] = lambda _: None,
) -> Session:
    """A session with the spacing and the contact of ``pubman.toml``."""
    limits = replace(Limits(), spacing=max(0.0, float(config.spacing)))
    return Session(contact=config.contact, limits=limits, clock=clock, notify=notify)


def host_for(config: DblpConfig) -> Host:
    """dblp's host and mirrors; another host than the default (PUBMAN_DBLP_URL) has no mirrors."""
    if named := os.environ.get("PUBMAN_DBLP_URL"):
        return Host(url=named)
    default = DblpConfig()
    own = config.url != default.url and config.mirrors == default.mirrors
    return Host(url=config.url, mirrors=() if own else tuple(config.mirrors))


# ------------------------------------------------------------------------------------- fetching


def fetch_page(
    session: Session, host: Host, pid: str, *, seen: Seen | None = None
) -> tuple[Response, Reading | None]:
    """The response and the page of a person, merged numbers followed; no page where it is 304.

    Raises the errors below ``SourceError``, each with the way out.
    """
    asked = pid
    for _ in range(dblp_fetch.MOST_MOVES):
        try:
            asked, response = dblp_fetch.fetch_person(session, host, asked, seen=seen)
        except (NotFound, Gone) as error:
            raise _not_there(error, pid) from error
        if response.status == 304:
            return response, None
        page = read_page(response.body, location=f"dblp's page of {asked}")
        assert page.owner is not None
        if not page.owner.successor:
            if page.owner.pid != asked:
                raise Malformed(
                    f"dblp sent the page of {page.owner.pid} ({called(page.owner)}) where "
                    f"{asked} was asked for. {_NOTHING}",
                    "try again later",
                )
            return response, replace(page, location=f"dblp {asked}")
        asked, seen = page.owner.successor, None
    raise Malformed(f"dblp has merged {pid} more often than can be. {_NOTHING}")


def _not_there(error: NotFound, pid: str) -> NotFound:
    hints = (
        f"look at   https://dblp.org/pid/{pid}.html   in a browser; a typing error?",
        'or by name:   pubman sync --dblp "Your Name"',
    )
    if isinstance(error, Gone):
        return Gone(f"dblp has {pid} no longer. {_NOTHING}", *hints)
    return NotFound(f"dblp has nobody with the number {pid}. {_NOTHING}", *hints)


# ------------------------------------------------------------------------------------- the people


def sync_people(
    library: Library,
    session: Session,
    host: Host,
    people: Sequence[Target],
    wish: Wish,
    *,
    max_age: timedelta | None = None,
) -> Iterator[Outcome]:
    """What came of each of ``people``, one after the other.

    Whoever was asked for less than ``max_age`` ago is not asked again. Nothing raises but what
    concerns the store itself; where there is one person only, their error does.
    """
    library.store.require_writable()
    stopped = False
    names = {pid: person.name.full for person in library.config.people for pid in person.pids}
    for each in people:
        target = each if each.name else Target(pid=each.pid, name=names.get(each.pid, ""))
        if stopped:
            yield Outcome(pid=target.pid, name=target.name or target.pid, state="waiting")
            continue
        try:
            outcome = _sync_one(library, session, host, target, wish, max_age)
        except (SourceError, UsageError, PubmanError) as error:
            stopped = isinstance(error, BotCheck | RateLimited)
            outcome = Outcome(
                pid=target.pid, name=target.name or target.pid, state="failed", error=error,
                synced=fetches.last_synced(library.store, account_of(target.pid)),
            )  # fmt: skip
        yield outcome


def _sync_one(
    library: Library,
    session: Session,
    host: Host,
    target: Target,
    wish: Wish,
    max_age: timedelta | None,
) -> Outcome:
    account = account_of(target.pid)
    last = fetches.last_fetch(library.store, account)
    if last is not None and max_age is not None and _age(last.checked_at) < max_age:
        return _quiet(target, "fresh", last.checked_at)
    holds = last is not None and not wish.person and fetches.still_holds(library.store, last)
    seen = Seen(url=last.url, validator=last.validator) if last is not None and holds else None
    response, page = fetch_page(session, host, target.pid, seen=seen)
    if last is not None and (page is None or (holds and page.sha256 == last.body_sha256)):
        if not wish.dry_run:
            _note_unchanged(library, last, response)
        return _quiet(target, "unchanged", last.checked_at)
    if page is None:
        raise Malformed(f"dblp answered 304 where nothing was known. {_NOTHING}")
    return take_page(library, page, wish, asked=target.pid, response=response)


def _quiet(target: Target, state: str, synced: str) -> Outcome:
    known = "fresh" if state == "fresh" else "unchanged"
    return Outcome(pid=target.pid, name=target.name or target.pid, synced=synced, state=known)  # type: ignore[arg-type]


def _note_unchanged(library: Library, last: fetches.Fetch, response: Response) -> None:
    with library.store.transaction():
        fetches.note_fetch(
            library.store,
            account=last.account,
            url=response.url,
            validator=response.validator or last.validator,
            body_sha256=last.body_sha256,
        )


def _age(at: str) -> timedelta:
    return datetime.now(UTC) - datetime.fromisoformat(at)
