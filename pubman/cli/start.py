"""init, import, sync, add: how publications come into a store."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from pubman.cli.keys import library
from pubman.cli.settings import settings
from pubman.cli.talk import complain, print_json, say, suggest
from pubman.errors import PubmanError, SourceError, UsageError


@click.command("init")
@click.option("--name", help='Your name, as on your papers: "Bo Zhao".')
@click.option("--dblp", help="Your dblp person number or any dblp address of your page.")
@click.option("--scholar", help="Your Google Scholar id or profile address.")
@click.option("--orcid", help="Your ORCID.")
def init(name: str | None, dblp: str | None, scholar: str | None, orcid: str | None) -> None:
    """Start a store in this folder: pubman.toml (you, your eras, your lists) and pubs.db.

    On a terminal it asks for what is not given. A pubman.toml that is there already stays as it is.
    """
    from pubman.library.beginning import begin, configured

    db = settings().db
    folder = db.absolute().parent if db else Path.cwd()
    if not configured(folder) and sys.stdin.isatty() and sys.stderr.isatty():
        name = name or click.prompt("Your name, as on your papers", err=True, default="",
                                    show_default=False)  # fmt: skip
        dblp = dblp or click.prompt("Your dblp page or number (Enter to skip)", err=True,
                                    default="", show_default=False)  # fmt: skip
    begun = begin(folder, db=db, name=name or "", dblp=dblp or "",
                  scholar=scholar or "", orcid=orcid or "")  # fmt: skip
    if begun.wrote_config:
        say(f"Wrote {begun.config.name} (you, your eras, your lists) and {begun.store.name} "
            "(the store).")  # fmt: skip
    else:
        say(f"{begun.config.name} is there and stays. Wrote {begun.store.name} (the store).")
    if begun.has_dblp:
        suggest("pubman sync --dblp")
    else:
        suggest("pubman import FILE (Scholar CSV, .bib, RIS)")


@click.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option("--from", "format_", metavar="FORMAT", default="",
              help="The format, where it cannot be found by content.")  # fmt: skip
@click.option("--as", "source", metavar="NAME", default="",
              help="The source its records belong to, instead of the file's name.")  # fmt: skip
@click.option("--mine/--not-mine", default=None, help="The whole file is (not) your own list.")
@click.option("--person", default="", help="Whose own list it is, where there are several people.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON on stdout.")
def import_(
    files: Sequence[Path],
    format_: str,
    source: str,
    mine: bool | None,
    person: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take in publications from FILEs: BibTeX, Scholar CSV, dblp XML, RIS and others.

    The format is found by content. Importing a file again changes nothing; entries that are
    publications you have already fill their gaps. An unreadable file changes nothing and does not
    stop the others.
    """
    from pubman.cli.report import report_as_json, tell_import
    from pubman.library.ingest import read_file, take_in

    with library() as shelf:
        readings, failed = [], []
        for path in files:
            try:
                readings.append(
                    read_file(shelf, path, format=format_, source=source, mine=mine, person=person)
                )
            except UsageError:
                raise
            except PubmanError as error:
                failed.append(error)
        if not readings:
            raise failed[0]
        report = take_in(shelf, readings, dry_run=dry_run)
        if as_json:
            print_json(report_as_json(report))
        else:
            tell_import(report, dry_run=dry_run)
        for failure in failed:
            said = failure.message.replace("Nothing was changed.", "It was left out.")
            complain(said, failure.hints)
        if failed:
            click.get_current_context().exit(4)


@click.command("sync")
@click.option("--dblp", "dblp", is_flag=True, help="Only dblp (the one online source so far).")
@click.option("--from-file", "files", multiple=True, type=click.Path(path_type=Path),
              metavar="FILE", help="A person page saved from dblp (.xml).")  # fmt: skip
@click.argument("more", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@click.option("-f", "--force", is_flag=True, help="Accept a page that lacks much of what it had.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON on stdout.")
def sync(
    dblp: bool, files: Sequence[Path], more: Sequence[Path], dry_run: bool, force: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Bring in what is new in dblp, from a person page you saved in your browser.

    Open https://dblp.org/pid/PID.xml, save it, and hand it over with --from-file. What dblp no
    longer lists is marked and asked about, never deleted; what you set by hand stays.
    """
    from pubman.cli.report import report_as_json, tell_sync
    from pubman.library.sync import sync_files

    del dblp  # the only source; the flag is there for what comes
    with library() as shelf:
        if not (files or more):
            _explain_saving(shelf.config.people)
        report = sync_files(shelf, [*files, *more], dry_run=dry_run, force=force)
        if as_json:
            print_json(report_as_json(report))
        else:
            tell_sync(report, dry_run=dry_run)


def _explain_saving(people: Sequence[object]) -> None:
    """Says how to get a page by hand: this version does not ask dblp itself."""
    pids = [pid for person in people for pid in getattr(person, "pids", ())]
    hints = []
    for pid in pids or ["PID"]:
        file = f"{pid.replace('/', '_')}.xml"
        hints += [f"1. open   https://dblp.org/pid/{pid}.xml   in your browser",
                  f"2. save it in this folder as   {file}",
                  f"3. run    pubman sync --dblp --from-file {file}"]  # fmt: skip
    raise SourceError(
        "This version does not ask dblp itself; nothing was changed. By hand, in a minute:", *hints
    )


@click.command("add")
@click.option("--title", required=True, help="The title.")
@click.option("--author", "authors", multiple=True, required=True, help="An author; repeat it.")
@click.option("--year", default="", help="2026, 2026-11 or 2026-11-03.")
@click.option("--kind", default="", help="article, conference, preprint ...")
@click.option("--venue", default="", help="Where it appears.")
@click.option("--status", default="", help="submitted, under review, accepted, to appear ...")
@click.option("--doi", default="", help="Its DOI.")
@click.option("--url", default="", help="Where the title links to.")
def add(
    title: str, authors: Sequence[str], year: str, kind: str, venue: str, status: str, doi: str,
    url: str,
) -> None:  # fmt: skip
    """Type in one publication, such as one that is only submitted.

    Once dblp or another source has it, the two join and the source speaks.
    """
    from pubman.library.typed import add as add_one
    from pubman.library.typed import typed_record
    from pubman.record import UNPUBLISHED_STATUSES

    record = typed_record(title=title, authors=authors, year=year, kind=kind, venue=venue,
                          status=status, doi=doi, url=url)  # fmt: skip
    with library() as shelf:
        added, joined = add_one(shelf, record)
        year_text = f" {record.year}" if record.year else ""
        where = f", {status}{year_text}" if status else f", {venue or 'no venue'}{year_text}"
        if joined:
            say(f"{added.key}  is there already; what you typed joined it", sign="=")
            return
        off = status in UNPUBLISHED_STATUSES
        note = " (on no public list until accepted)" if off else ""
        say(f"{added.key}  {title}{where}{note}", sign="+")
