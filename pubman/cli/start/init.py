"""init, import: how a store begins, and how files come into it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from pubman.cli.arguments import library
from pubman.cli.say.terminal import complain, print_json, say, suggest
from pubman.cli.settings import settings
from pubman.errors import PubmanError, UsageError


@click.command("init")
@click.option("--name", help='Your name, as on your papers: "Bo Zhao".')
@click.option("--dblp", help="Your dblp person number or any dblp address of your page.")
@click.option("--scholar", help="Your Google Scholar id or profile address.")
@click.option("--orcid", help="Your ORCID.")
def init(name: str | None, dblp: str | None, scholar: str | None, orcid: str | None) -> None:
    """Start a store in this folder: pubman.toml (you, your eras, your lists) and pubs.db.

    On a terminal it asks for what is not given. A pubman.toml that is there already stays as it is.
    """
    from pubman.library.init import begin, configured

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
    from pubman.cli.say.imports import report_as_json, tell_import
    from pubman.library.imports import read_file, take_in

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
            complain(f"{failure.message} It was left out.", failure.hints)
        if failed:
            click.get_current_context().exit(4)
