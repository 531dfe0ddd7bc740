"""sync: what dblp has of people, over the network, from saved files, or out of the dump."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pubman.cli.arguments import library
from pubman.cli.say.terminal import print_json, say
from pubman.cli.settings import settings
from pubman.errors import BotCheck, PubmanError, UsageError

if TYPE_CHECKING:
    from pubman.library.session import Library
    from pubman.library.sync.apply import Outcome, Wish
    from pubman.library.sync.lookup import Several
    from pubman.library.sync.targets import Target
    from pubman.online.dblp import Candidate, Host
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
              help="Whose page it is, where its name does not say so.")  # fmt: skip
@click.option("--max-age", default="", metavar="AGE",
              help="Ask only for whom you did not ask so lately: 12h, 7d.")  # fmt: skip
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

    WHO is a dblp number (94/4810-19), any dblp address of a person, an ORCID or a name; without a
    store here, one is made. What dblp no longer lists is marked and asked about, never deleted;
    what you set by hand stays.
    """
    from pubman.library.sync.apply import Wish

    del dblp  # the only source; the flag is there for what comes
    wish = Wish(dry_run=dry_run, force=force, person=person)
    age = _age(max_age)
    if dump is not None:
        if who or files:
            raise UsageError(
                "--dump is for everybody in pubman.toml, without WHO. Nothing was changed.",
                f"pubman sync --dblp --dump {dump}",
            )
        outcomes = _from_dump(dump, wish, as_json=as_json)
    elif files:
        outcomes = _from_files([*files, *map(Path, who)], wish, as_json=as_json)
    else:
        _refuse_files(who)
        outcomes = _online(who, wish, age, as_json=as_json)
    if as_json:
        from pubman.cli.say.sync import outcomes_as_json

        print_json(outcomes_as_json(outcomes, dry_run=dry_run))
    _exit(outcomes, as_json=as_json)


def _refuse_files(who: Sequence[str]) -> None:
    """A saved page that was given as WHO would be asked for by name; says how to hand it over."""
    for text in who:
        if Path(text).is_file():
            raise UsageError(
                f"{text} is a file. Nothing was asked and nothing was changed.",
                f"pubman sync --dblp --from-file {text}",
            )


def _age(text: str) -> timedelta | None:
    """``12h`` or ``7d`` as a stretch of time."""
    if not text:
        return None
    match = re.fullmatch(r"(\d{1,6})\s*([smhdw])", text, re.ASCII)
    if match is None:
        raise UsageError(f"{text!r} is no age. Nothing was changed.", "--max-age 12h, 7d, 30m")
    seconds = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}[match[2]]
    return timedelta(seconds=int(match[1]) * seconds)


# ------------------------------------------------------------------------------------- the network


def _online(
    who: Sequence[str], wish: Wish, age: timedelta | None, *, as_json: bool
) -> list[Outcome]:
    from pubman.library.sync import first_store as first
    from pubman.library.sync import online
    from pubman.library.sync.targets import targets

    db = settings().db
    if not who:
        with library() as shelf:
            config = shelf.config.dblp
            with online.session_for(config, notify=say) as session:
                host = online.host_for(config)
                people = targets(shelf.config)
                _require_one(wish, people)
                found = online.sync_people(shelf, session, host, people, wish, max_age=age)
                return _tell(shelf, found, people, wish, as_json=as_json)
    config = first.config_here(db).dblp
    with online.session_for(config, notify=say) as session:
        host = online.host_for(config)
        wanted = _split(who)
        _require_one(wish, wanted)
        people = [_target(session, host, text) for text in wanted]
        if not first.has_store(db):
            return _begin(session, host, people, wish, as_json=as_json)
        with library() as shelf:
            found = online.sync_people(shelf, session, host, people, wish, max_age=age)
            return _tell(shelf, found, people, wish, as_json=as_json)


def _begin(
    session: Session, host: Host, people: Sequence[Target], wish: Wish, *, as_json: bool
) -> list[Outcome]:
    """The first sync of all: the store is made once the first page is there and whole."""
    from pubman.library.sync import first_store as first
    from pubman.library.sync import online
    from pubman.library.sync.apply import take_page

    target, rest = people[0], people[1:]
    try:
        response, page = online.fetch_page(session, host, target.pid)
    except BotCheck as error:
        from pubman.cli.say.sync_stops import bot_check_of_one

        raise bot_check_of_one(target.pid, "", error) from error
    assert page is not None
    assert page.owner is not None
    made = _made(settings().db)
    with first.new_library(
        settings().db, page.owner, name=wish.person, keep=not wish.dry_run
    ) as shelf:
        if not as_json and not wish.dry_run:
            say(made)

        def found() -> Iterator[Outcome]:
            yield take_page(shelf, page, wish, asked=target.pid, response=response)
            yield from online.sync_people(shelf, session, host, rest, wish)

        return _tell(shelf, found(), people, wish, as_json=as_json)


def _made(db: Path | None) -> str:
    """Which files the first sync makes, in a sentence."""
    from pubman.library.session import CONFIG_NAME
    from pubman.library.sync.first_store import place_of

    place = place_of(db)
    there = (place.parent / CONFIG_NAME).exists()
    return f"Wrote {'' if there else f'{CONFIG_NAME} and '}{place.name} (the store)."


def _require_one(wish: Wish, asked: Sequence[object]) -> None:
    """Refuses ``--person`` for several pages: it says of one page whose it is."""
    if wish.person and len(asked) > 1:
        raise UsageError(
            "--person says whose one page is, and there are several. Nothing was changed.",
            f'pubman sync --dblp NUMBER --person "{wish.person}"',
        )


def _split(who: Sequence[str]) -> list[str]:
    """WHO as typed: several numbers or addresses, or one name with blanks in it."""
    from pubman.text.identifiers import orcid, pid

    if all(pid(each) or orcid(each) or "/" in each or " " in each for each in who):
        return list(who)
    return [" ".join(who)]


def _target(session: Session, host: Host, text: str) -> Target:
    from pubman.library.sync.lookup import Several, who_is
    from pubman.library.sync.targets import Target

    found = who_is(session, host, text, tell=say)
    if isinstance(found, Several):
        found = _choose(found)
    return Target(pid=found)


def _choose(several: Several) -> str:
    """The number of the one who was chosen; without a terminal, exit 2 with the candidates."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(
            f"dblp has {len(several.people) + several.more} people called {several.typed}. "
            "Nothing was changed. Which one?",
            *_listed(several),
        )
    say(f"dblp has {len(several.people) + several.more} people called {several.typed}:")
    for number, each in enumerate(several.people, 1):
        for line, text in enumerate(_about(each)):
            say(f"{number:3}  {text}" if line == 0 else text, indent=0 if line == 0 else 5)
    number = click.prompt("Which one", type=click.IntRange(1, len(several.people)), err=True)
    return several.people[number - 1].pid


def _listed(several: Several) -> list[str]:
    lines: list[str] = []
    for each in several.people:
        head, *titles = _about(each)
        lines += [head, *(f"  {title}" for title in titles), f"  pubman sync --dblp {each.pid}"]
    if several.more:
        lines.append(f"and {several.more} more: https://dblp.org/search/author?q="
                     f"{several.typed.replace(' ', '+')}")  # fmt: skip
    return lines


def _about(person: Candidate) -> list[str]:
    from pubman.cli.say.terminal import cut, plural

    name = f"{person.name.full} {person.name.number}".strip()
    where = person.affiliations[0] if person.affiliations else "no affiliation known"
    count = f"; {plural(person.count, 'publication')}" if person.count else ""
    return [f"{cut(f'{name}, {where}', 56)}{count}", *(cut(title, 70) for title in person.titles)]


# ------------------------------------------------------------------------------- files and the dump


def _from_files(paths: Sequence[Path], wish: Wish, *, as_json: bool) -> list[Outcome]:
    from pubman.library.sync import first_store as first
    from pubman.library.sync.files import read_saved, sync_files

    db = settings().db
    _require_one(wish, paths)
    if first.has_store(db):
        with library() as shelf:
            return _tell(shelf, sync_files(shelf, paths, wish), paths, wish, as_json=as_json)
    saved = read_saved(paths[0])
    if saved is None or saved.page.owner is None:
        with library():  # says that there is no store, and how to make one
            return []
    made = _made(db)
    with first.new_library(db, saved.page.owner, name=wish.person, keep=not wish.dry_run) as shelf:
        if not as_json and not wish.dry_run:
            say(made)
        found = sync_files(shelf, paths, wish, known=saved)
        return _tell(shelf, found, paths, wish, as_json=as_json)


def _from_dump(path: Path, wish: Wish, *, as_json: bool) -> list[Outcome]:
    from pubman.cli.say.progress import Progress
    from pubman.library.sync.dump import sync_dump
    from pubman.library.sync.targets import targets

    with library() as shelf:
        people = targets(shelf.config)
        found = sync_dump(shelf, path, wish, tell=Progress())
        return _tell(shelf, found, people, wish, as_json=as_json)


# ---------------------------------------------------------------------------------------- the end


def _tell(
    shelf: Library,
    found: Iterable[Outcome],
    asked: Sequence[object],
    wish: Wish,
    *,
    as_json: bool,
) -> list[Outcome]:
    """Says what came of each as it comes, and the sum; a single failure is raised."""
    from pubman.cli.say.sync import tell_end, tell_one, tell_progress
    from pubman.cli.say.sync_stops import bot_check_of_one, tell_stopped, was_stopped

    outcomes: list[Outcome] = []
    for outcome in found:
        outcomes.append(outcome)
        if isinstance(outcome.error, BotCheck):
            outcome.error = bot_check_of_one(outcome.pid, outcome.synced, outcome.error)
        if len(asked) == 1 and outcome.error is not None and not as_json:
            raise outcome.error
        if as_json or outcome.state == "waiting":
            continue
        if len(asked) == 1:
            tell_one(outcome)
        else:
            tell_progress(outcome, len(outcomes), len(asked))
    if not as_json:
        if was_stopped(outcomes):
            tell_stopped(outcomes, Path.cwd())
        tell_end(shelf, outcomes, dry_run=wish.dry_run)
    return outcomes


def _exit(outcomes: Sequence[Outcome], *, as_json: bool) -> None:
    """Ends with 4 where some failed, and as the failure says where all did."""
    failed = [each for each in outcomes if each.state in ("failed", "waiting")]
    if not failed:
        return
    if len(failed) < len(outcomes):
        click.get_current_context().exit(4)
    error = next((each.error for each in outcomes if each.error is not None), None)
    code = error.exit_code if isinstance(error, PubmanError) and as_json else 1
    click.get_current_context().exit(code)
