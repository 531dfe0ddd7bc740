"""The phases of a sync, for one account after another: fetch, read, apply, compare, report.

Each account is a transaction of its own, so a failure of one leaves the others done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from pubman.config import Config
from pubman.errors import BotCheck, Malformed, PubmanError, RateLimited, SourceError
from pubman.library.session import Library, people_named
from pubman.library.sync import found_accounts
from pubman.library.sync.accounts import SOURCES
from pubman.library.sync.outcome import Outcome, State
from pubman.library.sync.proposals import only_new
from pubman.library.sync.source import Account, Fetched, Reach, Source, Wish
from pubman.store import fetches
from pubman.store.fetches import Fetch
from pubman.store.imports.reading import Reading
from pubman.store.imports.records import records_by_text
from pubman.web import Clock, Limits, Seen, Session


def session_for(
    config: Config,
    *,
    clock: Clock | None = None,
    notify: Callable[[str], None] = lambda _: None,
) -> Session:
    """Return a session with the spacing and the contact of ``pubman.toml``."""
    limits = replace(Limits(), spacing=max(0.0, float(config.dblp.spacing)))
    contact = config.sync.contact or config.dblp.contact
    return Session(contact=contact, limits=limits, clock=clock, notify=notify)


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """The first list of all, fetched and read before there is a store."""

    account: Account
    reading: Reading
    fetched: Fetched


def fetch_first(session: Session, config: Config, account: Account) -> First:
    """Fetch and read the list for which a store is to be made: a page of dblp."""
    source = SOURCES[account.source]
    reach = Reach(session=session, config=config)
    fetched = source.fetch(reach, account, None)
    return First(account=account, reading=source.read(fetched, account, {}), fetched=fetched)


def sync_accounts(
    library: Library,
    session: Session,
    accounts: Sequence[Account],
    wish: Wish,
    *,
    first: First | None = None,
) -> Iterator[Outcome]:
    """Sync ``accounts`` one after the other. Yield the outcome of each.

    A source that wants a human, or tells us to wait, is not asked again; its other accounts wait.
    ``first`` is the list of the first account if it has already been fetched. An error in it is
    raised, because the store that was made for it must not stay.
    """
    library.store.require_writable()
    if first is not None:
        from pubman.library.sync.apply import take_list  # noqa: PLC0415 - most syncs bring nothing

        yield take_list(library, first.reading, wish, first.account, first.fetched)
        accounts = accounts[1:]
    stopped: set[str] = set()
    for account in accounts:
        if account.source in stopped:
            yield Outcome(account=account, state="waiting")
            continue
        try:
            outcome = sync_account(library, session, account, wish)
        except PubmanError as error:
            if isinstance(error, BotCheck | RateLimited):
                stopped.add(account.source)
            outcome = _failed(library, account, error)
        yield outcome


def sync_account(library: Library, session: Session, account: Account, wish: Wish) -> Outcome:
    """Sync one account. Raises an error if the answer or the store is not valid."""
    source = SOURCES[account.source]
    last = fetches.last_fetch(library.store, account.key)
    if last is not None and _is_fresh(last, wish.max_age):
        return _quiet(account, "fresh", last)
    usable = _still_usable(library, last, wish)
    seen = Seen(url=usable.url, validator=usable.validator) if usable else None
    reach = Reach(session=session, config=library.config)
    fetched = source.fetch(reach, account, seen)
    if last is not None and _says_nothing_new(fetched, last, usable):
        if not wish.dry_run:
            _note_unchanged(library, last, fetched)
        return _told(_quiet(account, "unchanged", last), fetched)
    if fetched.unchanged:
        raise Malformed(
            f"{source.label} says that nothing has changed, but it was never asked before.",
            "try again later",
        )
    if source.detail is not None:
        fetched = source.detail(reach, account, fetched)
    known = records_by_text(library.store, source.name, source.keeps_text)
    reading = source.read(fetched, account, known)
    if source.proposes:
        reading = only_new(library, reading)
    from pubman.library.sync.apply import take_list  # noqa: PLC0415 - most syncs bring nothing new

    outcome = _told(take_list(library, reading, wish, account, fetched), fetched)
    return outcome if last is not None else _with_accounts(library, source, reach, outcome, wish)


def _with_accounts(
    library: Library, source: Source, reach: Reach, outcome: Outcome, wish: Wish
) -> Outcome:
    """Return the outcome of a first sync with the accounts that the source names for the person.

    The list is in the store already, so it does not matter if the source gives no answer.
    """
    people = people_named(library.config, outcome.account.person)
    if source.about is None or not people:
        return outcome
    try:
        body = source.about(reach, replace(outcome.account, id=outcome.moved or outcome.account.id))
        found = list(found_accounts.from_record(people[0], body))
    except SourceError:
        return outcome
    offered = found_accounts.offer(library, found, keep=not wish.dry_run)
    return replace(outcome, found=(*outcome.found, *offered))


def _told(outcome: Outcome, fetched: Fetched) -> Outcome:
    """Return the outcome with the account that answered, if ``pubman.toml`` still has another."""
    return replace(outcome, moved=fetched.id) if fetched.id != outcome.account.id else outcome


def _is_fresh(last: Fetch, max_age: timedelta | None) -> bool:
    age = datetime.now(UTC) - datetime.fromisoformat(last.checked_at)
    return max_age is not None and age < max_age


def _still_usable(library: Library, last: Fetch | None, wish: Wish) -> Fetch | None:
    """Return the previous fetch if the store still holds its records, else None."""
    if last is None or wish.person or not fetches.still_holds(library.store, last):
        return None
    return last


def _says_nothing_new(fetched: Fetched, last: Fetch, usable: Fetch | None) -> bool:
    if fetched.unchanged:
        return True
    return usable is not None and fetched.sha256 == last.body_sha256


def _note_unchanged(library: Library, last: Fetch, fetched: Fetched) -> None:
    with library.store.transaction():
        fetches.note_fetch(
            library.store,
            account=last.account,
            url=fetched.url,
            validator=fetched.validator or last.validator,
            body_sha256=last.body_sha256,
        )


def _quiet(account: Account, state: State, last: Fetch) -> Outcome:
    return Outcome(account=account, name=account.name, synced=last.checked_at, state=state)


def _failed(library: Library, account: Account, error: PubmanError) -> Outcome:
    return Outcome(
        account=account,
        name=account.name,
        state="failed",
        error=error,
        synced=fetches.last_synced(library.store, account.key),
    )
