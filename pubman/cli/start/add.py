"""add: one publication, fetched by its identifier or typed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from pubman.cli.arguments import keys_from, library
from pubman.cli.command import command
from pubman.cli.say.terminal import complain, cut, say
from pubman.errors import PubmanError, Step, UsageError

if TYPE_CHECKING:
    from pubman.library.fetched_entry import Added


@command("add")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--title", default="", help="The title of a paper typed in.")
@click.option("--author", "authors", multiple=True, help="An author; repeat it.")
@click.option("--year", default="", help="2026, 2026-11 or 2026-11-03.")
@click.option("--kind", default="", help="article, conference, preprint ...")
@click.option("--venue", default="", help="Where it appears.")
@click.option("--status", default="", help="submitted, under review, accepted, to appear ...")
@click.option("--doi", default="", help="Its DOI.")
@click.option("--url", default="", help="Where the title links to.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would happen and write nothing.")
def add(
    ids: Sequence[str], title: str, authors: Sequence[str], year: str, kind: str, venue: str,
    status: str, doi: str, url: str, dry_run: bool,
) -> None:  # fmt: skip
    """Add a publication: by ID, or typed in, such as one that is only submitted.

    ID is a DOI, an arXiv id, a dblp key, a PMID or PMCID, an ISBN, a bibcode, or the number of a
    paper at HAL, INSPIRE (inspire:123), zbMATH (zbmath:123) or ORCID (iD/123). Several IDs may
    follow each other. With - they are read from stdin, one per line.

    When dblp or another source lists what you typed in, the two are merged and the source wins.
    """
    if ids and (title or authors):
        raise UsageError("Give either an ID to fetch, or --title and --author to type a paper in.")
    if ids:
        _fetch(ids, dry_run=dry_run)
        return
    if not title or not authors:
        raise UsageError(
            "Missing --author." if title else "Missing an ID, or --title and --author.",
            Step("add", "10.1145/3694715.3695975", "(a DOI, an arXiv id or a dblp key)"),
            Step("add", '--title "..." --author "..." --year 2026 --status submitted'),
        )
    _type_in(title, authors, year, kind, venue, status, doi, url, dry_run=dry_run)


def _fetch(ids: Sequence[str], *, dry_run: bool) -> None:
    from pubman.library.fetched_entry import add_fetched, fetch_one
    from pubman.library.sync.dblp.source import host_for
    from pubman.library.sync.run import session_for

    readings, failed = [], []
    with library() as shelf, session_for(shelf.config, notify=say) as session:
        host = host_for(shelf.config.dblp)
        wanted = dict.fromkeys(keys_from(ids))
        for text in wanted:
            try:
                readings.append(fetch_one(shelf, session, host, text))
            except PubmanError as error:
                if len(wanted) == 1:
                    raise
                failed.append(error)
        for each in add_fetched(shelf, readings, dry_run=dry_run) if readings else ():
            _tell(each)
    if dry_run:
        say("Nothing written (--dry-run).")
    for failure in failed:
        complain(f"{failure.message} It was left out.", failure.hints)
    if failed:
        click.get_current_context().exit(4 if readings else 1)


def _tell(added: Added) -> None:
    if added.joined:
        say(f"{added.key}  already known; I added its new details", sign="=")
        return
    line = ", ".join(part for part in (cut(added.title, 60), added.place) if part)
    say(f"{added.key}  {line}", sign="+", hang=6)
    if added.mine is False:
        say(
            "It lists nobody in pubman.toml as an author, so it is on none of your lists. Is it "
            "yours?",
            indent=4,
        )
        say(f"pubman mine {added.key}", indent=4)


def _type_in(
    title: str, authors: Sequence[str], year: str, kind: str, venue: str, status: str, doi: str,
    url: str, *, dry_run: bool,
) -> None:  # fmt: skip
    from pubman.library.typed_entry import add as add_one
    from pubman.library.typed_entry import typed_record
    from pubman.record import UNPUBLISHED_STATUSES

    record = typed_record(
        title=title,
        authors=authors,
        year=year,
        kind=kind,
        venue=venue,
        status=status,
        doi=doi,
        url=url,
    )
    with library() as shelf:
        added, joined = add_one(shelf, record, dry_run=dry_run)
        year_text = f" {record.year}" if record.year else ""
        where = f", {status}{year_text}" if status else f", {venue or 'no venue'}{year_text}"
        if joined:
            say(f"{added.key}  already known; merged with what you typed", sign="=")
        else:
            off = status in UNPUBLISHED_STATUSES
            note = " (on no public list until accepted)" if off else ""
            say(f"{added.key}  {title}{where}{note}", sign="+")
    if dry_run:
        say("Nothing written (--dry-run).")
