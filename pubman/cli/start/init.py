"""init, import: how a store begins, and how files come into it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pubman.cli.arguments import library
from pubman.cli.command import command, dry_run_option, json_option
from pubman.cli.say.terminal import complain, print_json, say, suggest
from pubman.cli.settings import settings
from pubman.errors import PubmanError, UsageError

if TYPE_CHECKING:
    from pubman.library.init import Begun
    from pubman.store.imports.reading import Reading

_TRIES = 3
"""How often a question is asked before a wrong answer ends the command."""


@command("init")
@click.option(
    "--name",
    help='Your name as on your papers: "Bo Zhao". Asked for on a terminal. '
    'Write two surnames with a comma: "García Márquez, Gabriel".',
)
@click.option("--dblp", help="The number or address of your dblp page. Asked for on a terminal.")
@click.option("--scholar", help="The id or address of your Google Scholar profile.")
@click.option("--orcid", help="Your ORCID iD, or your name to find it.")
def init(name: str | None, dblp: str | None, scholar: str | None, orcid: str | None) -> None:
    """Start a store in this folder: pubman.toml (you, your eras, your lists) and pubs.db.

    On a terminal it asks for your name and for your dblp page or ORCID. A pubman.toml that exists
    is used as it is.
    """
    from pubman.library.init import begin, configured

    db = settings().db
    folder = db.absolute().parent if db else Path.cwd()
    if not configured(folder):
        name, dblp, orcid = _complete(name, dblp, orcid)
    begun = begin(
        folder,
        db=db,
        name=name or "",
        dblp=dblp or "",
        scholar=scholar or "",
        orcid=orcid or "",
    )
    _tell(begun)


def _complete(
    name: str | None, dblp: str | None, orcid: str | None
) -> tuple[str | None, str | None, str | None]:
    """Return the three, after asking for what was not given: a person, or ORCID for a name."""
    if sys.stdin.isatty() and sys.stderr.isatty():
        name = _ask_name() if name is None else name
        if dblp is None and orcid is None:
            dblp, orcid = _ask_account()
    if orcid:
        from pubman.cli.start.orcid_start import name_and_orcid

        name, orcid = name_and_orcid(orcid, name or "")
    return name, dblp, orcid


def _ask_name() -> str:
    return _ask("Your name, as on your papers (two surnames: García Márquez, Gabriel)", str)


def _ask_account() -> tuple[str, str]:
    from pubman.library.init import read_account

    question = "Your dblp page or number, or your ORCID iD (Enter to skip)"
    return read_account(_ask(question, read_account))


def _tell(begun: Begun) -> None:
    if begun.wrote_config:
        files = f"{begun.config.name} (you, your eras, your lists) and {begun.store.name}"
        say(f"Wrote {files} (the store).")
    else:
        say(f"Used {begun.config.name}. Wrote {begun.store.name} (the store).")
    if begun.has_accounts:
        suggest("pubman sync")
    else:
        suggest("pubman import FILE (.bib, RIS, PubMed ...), or pubman move-in PAGE")


def _ask(question: str, check: Callable[[str], object]) -> str:
    """Ask until ``check`` accepts the answer. After the last try, let its error end the command."""
    for _ in range(_TRIES - 1):
        answer: str = click.prompt(question, err=True, default="", show_default=False)
        try:
            check(answer)
        except UsageError as error:
            complain(error.message, error.hints)
        else:
            return answer
    return str(click.prompt(question, err=True, default="", show_default=False))


def _handed_over(readings: list[Reading]) -> Iterator[Reading]:
    """Yield the readings and let go of each, so that its records are in memory only once."""
    while readings:
        yield readings.pop(0)


@command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option(
    "--from",
    "format_",
    metavar="FORMAT",
    default="",
    help="The format, if it is not detected: bibtex, ris, csv ...",
)
@click.option(
    "--as",
    "source",
    metavar="NAME",
    default="",
    help="The name of the source; default: the name of the file.",
)
@click.option(
    "--encoding", default="", metavar="NAME", help="The encoding of the files, such as cp1250."
)
@click.option("--mine/--not-mine", default=None, help="The whole file is (not) your own list.")
@click.option("--person", default="", help="Whose own list it is, if there are several people.")
@dry_run_option()
@json_option("Print the report as JSON.")
def import_(
    files: Sequence[Path],
    format_: str,
    source: str,
    encoding: str,
    mine: bool | None,
    person: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import publications from FILEs: BibTeX, Scholar CSV, dblp XML, RIS and others.

    The format is detected from the content. Importing a file again changes nothing. An entry of a
    publication that is already known fills in its missing fields. A file that cannot be read
    changes nothing and does not stop the others.
    """
    from pubman.cli.say.imports import report_as_json, tell_import
    from pubman.library.imports import read_file, take_in

    with library() as shelf:
        readings: list[Reading] = []
        failed = []
        for path in files:
            try:
                readings.append(
                    read_file(
                        shelf,
                        path,
                        format=format_,
                        source=source,
                        mine=mine,
                        person=person,
                        encoding=encoding,
                        beside=readings,
                    )
                )
            except UsageError:
                raise
            except PubmanError as error:
                failed.append(error)
        if not readings:
            raise failed[0]
        report = take_in(shelf, _handed_over(readings), dry_run=dry_run, keep_records=False)
        if as_json:
            print_json(report_as_json(report))
        else:
            tell_import(report, dry_run=dry_run)
        for failure in failed:
            message = failure.message.removesuffix("Nothing was changed.").rstrip()
            complain(f"{message} It was left out.", failure.hints)
        if failed:
            click.get_current_context().exit(4)
