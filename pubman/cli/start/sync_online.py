"""sync over the network: everybody in pubman.toml, or the people that were named."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pubman.cli.arguments import library
from pubman.cli.say.progress import Progress
from pubman.cli.say.terminal import say
from pubman.cli.settings import settings
from pubman.cli.start.sync_report import report_outcomes, require_one, tell_made
from pubman.errors import BotCheck, Step, UsageError

if TYPE_CHECKING:
    from pubman.library.session import Library
    from pubman.library.sync.dblp.lookup import Several
    from pubman.library.sync.outcome import Outcome
    from pubman.library.sync.run import First
    from pubman.library.sync.source import Account, Wish
    from pubman.web import Session


def sync_everybody(sources: Collection[str], wish: Wish, *, as_json: bool) -> list[Outcome]:
    """Ask ``sources``, or all, for everybody in pubman.toml."""
    from pubman.library.sync.accounts import accounts_of

    with library() as shelf:
        accounts = accounts_of(shelf.config, sources)
        require_one(wish, accounts)
        return _sync(shelf, accounts, wish, as_json=as_json, everything=not sources)


def sync_accounts_of(
    who: Sequence[str], sources: Collection[str], wish: Wish, *, as_json: bool
) -> list[Outcome]:
    """Ask sources other than dblp for the people of pubman.toml that were named."""
    from pubman.library.sync.accounts import accounts_named

    with library() as shelf:
        accounts = accounts_named(shelf.config, who, sources)
        return _sync(shelf, accounts, wish, as_json=as_json)


def _sync(
    shelf: Library,
    accounts: Sequence[Account],
    wish: Wish,
    *,
    as_json: bool,
    everything: bool = False,
) -> list[Outcome]:
    from pubman.library.sync import run

    with run.session_for(shelf.config, notify=say) as session:
        outcomes = _with_completion(shelf, session, accounts, wish, everything=everything)
        return report_outcomes(shelf, outcomes, accounts, wish, as_json=as_json)


def _with_completion(
    shelf: Library,
    session: Session,
    accounts: Sequence[Account],
    wish: Wish,
    *,
    everything: bool,
) -> Iterator[Outcome]:
    """Sync the accounts, and then complete what other sources than dblp brought.

    A sync of ``everything`` ends with a request for news about preprints.
    """
    from pubman.library.sync import run

    if wish.dry_run or all(account.source == "dblp" for account in accounts):
        yield from run.sync_accounts(shelf, session, accounts, wish)
        return
    from pubman.library.sync import enrich, preprints

    versions = preprints.known_versions(shelf)
    yield from run.sync_accounts(shelf, session, accounts, wish)
    yield from enrich.complete(shelf, session, wish)
    if everything:
        yield from preprints.watch_again(shelf, session, wish, versions)


# -------------------------------------------------------------------------------------------- dblp


def sync_dblp_people(who: Sequence[str], wish: Wish, *, as_json: bool) -> list[Outcome]:
    """Ask dblp for the people that were named; make a store if there is none."""
    from pubman.library.sync import run
    from pubman.library.sync.accounts import account_at
    from pubman.library.sync.opening import config_here, has_store, opened

    db = settings().db
    config = config_here(db)
    wanted = _split(who)
    require_one(wish, wanted)
    with run.session_for(config, notify=say) as session:
        pids = [_pid(session, text) for text in wanted]
        accounts = [account_at(config, "dblp", pid) for pid in pids]
        first = None if has_store(db) else _first(session, accounts[0])
        page = first.reading if first else None
        keep = not wish.dry_run
        with opened(
            db, page, name=wish.person, keep=keep, tell=say, watch=Progress().watch
        ) as begun:
            tell_made(begun, as_json=as_json)
            outcomes = run.sync_accounts(begun.library, session, accounts, wish, first=first)
            return report_outcomes(begun.library, outcomes, accounts, wish, as_json=as_json)


def refuse_files(who: Sequence[str]) -> None:
    """Refuse a saved page that is given as WHO: it would be searched for as a name."""
    for text in who:
        if Path(text).is_file():
            raise UsageError(
                f"{text} is a file, not a person.", Step("sync", f"--dblp --from-file {text}")
            )


def _first(session: Session, account: Account) -> First:
    """Fetch the page for which a store will be made."""
    from pubman.cli.say.sync_stops import bot_check_of_one
    from pubman.library.sync.opening import config_here
    from pubman.library.sync.run import fetch_first

    try:
        return fetch_first(session, config_here(settings().db), account)
    except BotCheck as error:
        raise bot_check_of_one(account.id, "", error) from error


def _split(who: Sequence[str]) -> list[str]:
    """Return WHO as typed: several numbers or addresses, or one name with blanks in it."""
    from pubman.text.identifiers import orcid, pid

    if all(pid(each) or orcid(each) or "/" in each or " " in each for each in who):
        return list(who)
    return [" ".join(who)]


def _pid(session: Session, text: str) -> str:
    from pubman.library.sync.dblp.lookup import Several, who_is
    from pubman.library.sync.dblp.source import host_for
    from pubman.library.sync.opening import config_here

    host = host_for(config_here(settings().db).dblp)
    found = who_is(session, host, text, tell=say)
    return _choose(found) if isinstance(found, Several) else found


def _choose(several: Several) -> str:
    """Return the number of the one who was chosen; without a terminal, exit 2 with them all."""
    from pubman.cli.say.sync_people import about, listed

    count = len(several.people) + several.more
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(f"dblp has {count} people called {several.typed}.", *listed(several))
    say(f"dblp has {count} people called {several.typed}:")
    for number, each in enumerate(several.people, 1):
        head, *titles = about(each)
        say(f"{number:3}  {head}")
        for title in titles:
            say(title, indent=5)
    number = click.prompt("Which one", type=click.IntRange(1, len(several.people)), err=True)
    return several.people[number - 1].pid
