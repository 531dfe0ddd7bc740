"""sync: bring in what is new, over the network, from saved files, or from dblp's dump."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pubman.cli.arguments import library
from pubman.cli.say.progress import Progress
from pubman.cli.say.terminal import print_json, say
from pubman.cli.settings import settings
from pubman.errors import BotCheck, PubmanError, Step, UsageError

if TYPE_CHECKING:
    from pubman.library.session import Library
    from pubman.library.sync.dblp.lookup import Several
    from pubman.library.sync.opening import Opened
    from pubman.library.sync.outcome import Outcome
    from pubman.library.sync.run import First
    from pubman.library.sync.source import Account, Wish
    from pubman.web import Session


@click.command("sync")
@click.argument("who", nargs=-1, metavar="[WHO]...")
@click.option("--dblp", is_flag=True, help="From dblp (the one online source so far).")
@click.option("--from-file", "files", multiple=True, type=click.Path(path_type=Path),
              metavar="FILE", help="Pages saved from dblp: .xml, .bib or search .json; "
              "further files may follow.")  # fmt: skip
@click.option("--dump", type=click.Path(path_type=Path), metavar="FILE",
              help="dblp's whole dump, dblp.xml.gz, saved in a browser.")  # fmt: skip
@click.option("--person", default="", metavar="NAME",
              help="Whose page it is, if its name does not say so.")  # fmt: skip
@click.option("--max-age", default="", metavar="AGE",
              help="Skip people synced more recently than this (12h, 7d).")  # fmt: skip
@click.option("-n", "--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@click.option("-f", "--force", is_flag=True, help="Accept a page that lacks much of what it had.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON on stdout.")
def sync(
    who: Sequence[str],
    dblp: bool,
    files: Sequence[Path],
    dump: Path | None,
    person: str,
    max_age: str,
    dry_run: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Bring in what is new in dblp, for everybody in pubman.toml or for WHO.

    WHO is a dblp number (94/4810-19), any dblp address of a person, an ORCID or a name. If there is
    no store here, one is made. What dblp no longer lists is marked, and you are asked about it;
    nothing is deleted. What you set by hand stays.
    """
    from pubman.library.sync.source import Wish

    del dblp  # the only source; the flag is there for what comes
    wish = Wish(dry_run=dry_run, force=force, person=person, max_age=_age(max_age))
    if dump is not None:
        _refuse_who(dump, [*who, *files])
        outcomes = _from_dump(dump, wish, as_json=as_json)
    elif files:
        outcomes = _from_files([*files, *map(Path, who)], wish, as_json=as_json)
    elif who:
        _refuse_files(who)
        outcomes = _people(who, wish, as_json=as_json)
    else:
        outcomes = _everybody(wish, as_json=as_json)
    if as_json:
        from pubman.cli.say.sync_json import outcomes_as_json

        print_json(outcomes_as_json(outcomes, dry_run=dry_run))
    _exit(outcomes, as_json=as_json)


def _refuse_who(dump: Path, more: Sequence[object]) -> None:
    if more:
        raise UsageError(
            "--dump is for everybody in pubman.toml, so it takes no WHO.",
            Step("sync", f"--dblp --dump {dump}"),
        )


def _refuse_files(who: Sequence[str]) -> None:
    """Refuse a saved page that is given as WHO: it would be searched for as a name."""
    for text in who:
        if Path(text).is_file():
            raise UsageError(
                f"{text} is a file, not a person.", Step("sync", f"--dblp --from-file {text}")
            )


def _age(text: str) -> timedelta | None:
    """Return ``12h`` or ``7d`` as a stretch of time."""
    if not text:
        return None
    match = re.fullmatch(r"(\d{1,6})\s*([smhdw])", text, re.ASCII)
    if match is None:
        raise UsageError(f"{text!r} is not a valid age.", "--max-age 12h, 7d, 30m")
    seconds = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}[match[2]]
    return timedelta(seconds=int(match[1]) * seconds)


def _require_one(wish: Wish, asked: Sequence[object]) -> None:
    """Refuse ``--person`` for several pages: it says whose page one page is."""
    if wish.person and len(asked) > 1:
        raise UsageError(
            "--person says whose page it is, so it works with one page only.",
            Step("sync", f'--dblp NUMBER --person "{wish.person}"'),
        )


# ------------------------------------------------------------------------------------- the network


def _everybody(wish: Wish, *, as_json: bool) -> list[Outcome]:
    from pubman.library.sync import run
    from pubman.library.sync.accounts import accounts_of

    with library() as shelf:
        accounts = accounts_of(shelf.config)
        _require_one(wish, accounts)
        with run.session_for(shelf.config, notify=say) as session:
            outcomes = run.sync_accounts(shelf, session, accounts, wish)
            return _tell(shelf, outcomes, accounts, wish, as_json=as_json)


def _people(who: Sequence[str], wish: Wish, *, as_json: bool) -> list[Outcome]:
    from pubman.library.sync import run
    from pubman.library.sync.accounts import account_at
    from pubman.library.sync.opening import config_here, has_store, opened

    db = settings().db
    config = config_here(db)
    wanted = _split(who)
    _require_one(wish, wanted)
    with run.session_for(config, notify=say) as session:
        pids = [_pid(session, text) for text in wanted]
        accounts = [account_at(config, "dblp", pid) for pid in pids]
        first = None if has_store(db) else _first(session, accounts[0])
        page = first.reading if first else None
        keep = not wish.dry_run
        with opened(
            db, page, name=wish.person, keep=keep, tell=say, watch=Progress().watch
        ) as begun:
            _tell_made(begun, as_json=as_json)
            outcomes = run.sync_accounts(begun.library, session, accounts, wish, first=first)
            return _tell(begun.library, outcomes, accounts, wish, as_json=as_json)


def _first(session: Session, account: Account) -> First:
    """Fetch the page for which a store will be made."""
    from pubman.cli.say.sync_stops import bot_check_of_one
    from pubman.library.sync.opening import config_here
    from pubman.library.sync.run import fetch_first

    try:
        return fetch_first(session, config_here(settings().db), account)
    except BotCheck as error:
        raise bot_check_of_one(account.id, "", error) from error


def _tell_made(begun: Opened, *, as_json: bool) -> None:
    """Say which files the first sync made."""
    if begun.made and not as_json:
        say(f"Wrote {' and '.join(begun.made)} (the store).")


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


# ------------------------------------------------------------------------------- files and the dump


def _from_files(paths: Sequence[Path], wish: Wish, *, as_json: bool) -> list[Outcome]:
    from pubman.library.sync.dblp.files import read_saved, sync_files
    from pubman.library.sync.opening import has_store, opened

    db = settings().db
    _require_one(wish, paths)
    saved = None if has_store(db) else read_saved(paths[0])
    page = saved.page if saved else None
    keep = not wish.dry_run
    with opened(db, page, name=wish.person, keep=keep, tell=say, watch=Progress().watch) as begun:
        _tell_made(begun, as_json=as_json)
        outcomes = sync_files(begun.library, paths, wish, known=saved)
        return _tell(begun.library, outcomes, paths, wish, as_json=as_json)


def _from_dump(path: Path, wish: Wish, *, as_json: bool) -> list[Outcome]:
    from pubman.library.sync.accounts import accounts_of
    from pubman.library.sync.dblp.dump import sync_dump

    with library() as shelf:
        accounts = accounts_of(shelf.config, {"dblp"})
        outcomes = sync_dump(shelf, path, wish, tell=Progress())
        return _tell(shelf, outcomes, accounts, wish, as_json=as_json)


# ---------------------------------------------------------------------------------------- the end


def _tell(
    shelf: Library,
    found: Iterable[Outcome],
    asked: Sequence[object],
    wish: Wish,
    *,
    as_json: bool,
) -> list[Outcome]:
    """Say what became of each account as it comes, and the sum; a single failure is raised."""
    from pubman.cli.say.sync import tell_end, tell_one, tell_progress
    from pubman.cli.say.sync_stops import tell_stopped, was_stopped

    alone = len(asked) == 1
    outcomes: list[Outcome] = []
    for each in found:
        outcome = _in_words(each)
        outcomes.append(outcome)
        if as_json or outcome.state == "waiting":
            continue
        if alone and outcome.error is not None:
            raise outcome.error
        if alone:
            tell_one(outcome)
        else:
            tell_progress(outcome, len(outcomes), len(asked))
    if not as_json:
        if was_stopped(outcomes):
            tell_stopped(outcomes, Path.cwd())
        tell_end(shelf, outcomes, dry_run=wish.dry_run)
    return outcomes


def _in_words(outcome: Outcome) -> Outcome:
    """Return the outcome with what to do by hand, if dblp asked for a human."""
    from pubman.cli.say.sync_stops import bot_check_of_one

    if outcome.account.source != "dblp" or not isinstance(outcome.error, BotCheck):
        return outcome
    error = bot_check_of_one(outcome.account.id, outcome.synced, outcome.error)
    return replace(outcome, error=error)


def _exit(outcomes: Sequence[Outcome], *, as_json: bool) -> None:
    """End with 4 if some accounts failed, and as the failure says if all of them did."""
    failed = [each for each in outcomes if each.state in ("failed", "waiting")]
    if not failed:
        return
    if len(failed) < len(outcomes):
        click.get_current_context().exit(4)
    error = next((each.error for each in outcomes if each.error is not None), None)
    code = error.exit_code if isinstance(error, PubmanError) and as_json else 1
    click.get_current_context().exit(code)
