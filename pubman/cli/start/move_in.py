"""move-in: take over the list that a person wrote: a homepage, a CV, a data file, pasted text."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from pubman.cli.arguments import library
from pubman.cli.command import command
from pubman.cli.say.terminal import print_json


@command("move-in")
@click.argument("lists", nargs=-1, required=True, metavar="LIST...")
@click.option("--plan", "-n", "--dry-run", "plan", is_flag=True,
              help="Say what would happen and write nothing.")  # fmt: skip
@click.option("--person", default="", metavar="NAME", help="Whose list it is.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def move_in(lists: Sequence[str], *, plan: bool, person: str, as_json: bool) -> None:
    """Move in with a list that you have already, and keep its order, sections, links and notes.

    LIST is a web page (HTML, Markdown, Org), a CV in LaTeX, a data file or a folder of your site,
    or - for pasted text. Its entries are matched with your records; what matches nothing is kept
    as you wrote it. Run it again after you edit the list: it is updated, not added twice.
    """
    from pubman.cli.say.move_in import report_as_json, tell_move_in
    from pubman.library.move_in import PASTED, owner_of, read_bytes, read_path
    from pubman.library.move_in import move_in as move_in_with

    with library() as shelf:
        owner = owner_of(shelf)
        named = [
            read_bytes(sys.stdin.buffer.read(), PASTED)
            if each == "-"
            else read_path(Path(each), owner)
            for each in lists
        ]
        found = move_in_with(shelf, named, person=person, dry_run=plan)
    if as_json:
        print_json([report_as_json(each) for each in found])
        return
    for each in found:
        tell_move_in(each, plan=plan)
