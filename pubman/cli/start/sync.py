"""sync: bring in what is new, over the network, from saved files, or from dblp's dump."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from pubman.cli.arguments import library
from pubman.cli.command import command
from pubman.cli.say.progress import Progress
from pubman.cli.say.terminal import print_data, print_json, say
from pubman.cli.settings import settings
from pubman.cli.start.sync_report import exit_after, report_outcomes, require_one, tell_made
from pubman.errors import Step, UsageError

if TYPE_CHECKING:
    from pubman.library.sync.outcome import Outcome
    from pubman.library.sync.source import Wish

_SOURCES: Final = {
    "dblp": "From dblp.",
    "orcid": "From ORCID.",
    "arxiv": "From arXiv's author pages.",
    "pubmed": "From PubMed.",
    "inspire": "From INSPIRE.",
    "hal": "From HAL.",
    "zbmath": "From zbMATH.",
    "ads": "From ADS, with your token.",
    "openalex": "From OpenAlex, which may only propose.",
    "semanticscholar": "From Semantic Scholar, which may only propose.",
}
"""The sources that can be asked for by name, and the help of their options."""


def _source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add a flag for each source."""
    for name, text in reversed(_SOURCES.items()):
        command = click.option(f"--{name}", is_flag=True, help=text)(command)
    return command


@command("sync")
@click.argument("who", nargs=-1, metavar="[WHO]...")
@_source_options
@click.option("--from-file", "files", multiple=True, type=click.Path(path_type=Path),
              metavar="FILE", help="Saved pages of dblp, or the saved answer of another source; "
              "further files may follow.")  # fmt: skip
@click.option("--dump", type=click.Path(path_type=Path), metavar="FILE",
              help="dblp's whole dump, dblp.xml.gz, saved in a browser.")  # fmt: skip
@click.option("--person", default="", metavar="NAME",
              help="Whose page it is, if its name does not say so.")  # fmt: skip
@click.option("--preprints", is_flag=True,
              help="Only ask which preprints have appeared, or have a new version.")  # fmt: skip
@click.option("--max-age", default="", metavar="AGE",
              help="Skip people synced more recently than this (12h, 7d).")  # fmt: skip
@click.option("-n", "--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@click.option("-f", "--force", is_flag=True, help="Accept a list that lost many of its entries.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON on stdout.")
@click.option("--report", type=click.Choice(["md"]), help="The report as Markdown on stdout.")
def sync(
    who: Sequence[str],
    files: Sequence[Path],
    dump: Path | None,
    person: str,
    preprints: bool,
    max_age: str,
    dry_run: bool,
    force: bool,
    as_json: bool,
    report: str | None,
    **flags: bool,
) -> None:
    """Bring in what is new for everybody in pubman.toml, or for WHO.

    Every account in pubman.toml is asked: dblp, ORCID and others. Name a source to ask only that
    one. Entries with a DOI are completed by Crossref and DataCite.

    WHO is a person in pubman.toml, an ORCID, a dblp number (94/4810-19), any dblp address of a
    person, or a name that dblp knows. If there is no store here, one is made. What a source no
    longer lists is marked, and you are asked about it; nothing is deleted. What you set by hand
    stays.
    """
    from pubman.library.sync.source import Wish

    sources = [name for name, chosen in flags.items() if chosen]
    wish = Wish(dry_run=dry_run, force=force, person=person, max_age=_age(max_age))
    if dump is not None:
        _refuse_who(dump, [*who, *files])
        outcomes = _from_dump(dump, wish, as_json=as_json)
    elif preprints:
        outcomes = _preprints(wish, as_json=as_json)
    elif files:
        outcomes = _from_files(sources, [*files, *map(Path, who)], wish, as_json=as_json)
    else:
        outcomes = _online(who, sources, wish, as_json=as_json)
    if as_json:
        from pubman.cli.say.sync_json import outcomes_as_json

        print_json(outcomes_as_json(outcomes, dry_run=dry_run))
    elif report:
        from pubman.cli.say.sync_markdown import outcomes_as_markdown

        print_data(outcomes_as_markdown(outcomes))
    exit_after(outcomes, as_json=as_json)


def _online(
    who: Sequence[str], sources: Sequence[str], wish: Wish, *, as_json: bool
) -> list[Outcome]:
    from pubman.cli.start import sync_online
    from pubman.text.identifiers import orcid

    if not who:
        return sync_online.sync_everybody(sources, wish, as_json=as_json)
    sync_online.refuse_files(who)
    if sources == ["dblp"] or not (sources or all(map(orcid, who))):
        return sync_online.sync_dblp_people(who, wish, as_json=as_json)
    return sync_online.sync_accounts_of(who, sources, wish, as_json=as_json)


def _preprints(wish: Wish, *, as_json: bool) -> list[Outcome]:
    """Ask for news about the preprints on the lists."""
    from pubman.cli.say.sync import tell_no_preprints
    from pubman.library.sync.preprints import watch_preprints
    from pubman.library.sync.run import session_for

    with library() as shelf, session_for(shelf.config, notify=say) as session:
        found = watch_preprints(shelf, session, wish)
        outcomes = report_outcomes(shelf, found, (), wish, as_json=as_json)
    if not outcomes and not as_json:
        tell_no_preprints()
    return outcomes


def _refuse_who(dump: Path, more: Sequence[object]) -> None:
    if more:
        raise UsageError(
            "--dump is for everybody in pubman.toml, so it takes no WHO.",
            Step("sync", f"--dblp --dump {dump}"),
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


def _from_files(
    sources: Sequence[str], paths: Sequence[Path], wish: Wish, *, as_json: bool
) -> list[Outcome]:
    """Sync from saved pages of dblp, or from the saved answers of one other source."""
    from pubman.library.sync.saved_lists import source_of

    if len(sources) > 1:
        raise UsageError(
            "Saved files are of one source.", Step("sync", f"--{sources[0]} --from-file {paths[0]}")
        )
    source = sources[0] if sources else source_of(paths[0])
    if source and source != "dblp":
        return _from_answers(source, paths, wish, as_json=as_json)
    return _from_pages(paths, wish, as_json=as_json)


def _from_answers(
    source: str, paths: Sequence[Path], wish: Wish, *, as_json: bool
) -> list[Outcome]:
    from pubman.library.sync.saved_lists import sync_saved

    with library() as shelf:
        outcome = sync_saved(shelf, source, paths, wish)
        return report_outcomes(shelf, [outcome], [source], wish, as_json=as_json)


def _from_pages(paths: Sequence[Path], wish: Wish, *, as_json: bool) -> list[Outcome]:
    from pubman.library.sync.opening import has_store, opened
    from pubman.library.sync.saved_pages import read_saved, sync_files

    db = settings().db
    require_one(wish, paths)
    saved = None if has_store(db) else read_saved(paths[0])
    page = saved.page if saved else None
    keep = not wish.dry_run
    with opened(db, page, name=wish.person, keep=keep, tell=say, watch=Progress().watch) as begun:
        tell_made(begun, as_json=as_json)
        outcomes = sync_files(begun.library, paths, wish, known=saved)
        return report_outcomes(begun.library, outcomes, paths, wish, as_json=as_json)


def _from_dump(path: Path, wish: Wish, *, as_json: bool) -> list[Outcome]:
    from pubman.library.sync.accounts import accounts_of
    from pubman.library.sync.dblp_dump import sync_dump

    with library() as shelf:
        accounts = accounts_of(shelf.config, {"dblp"})
        outcomes = sync_dump(shelf, path, wish, tell=Progress())
        return report_outcomes(shelf, outcomes, accounts, wish, as_json=as_json)
