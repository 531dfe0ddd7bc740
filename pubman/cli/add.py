"""add: one publication, typed in or fetched by its identifier."""

from __future__ import annotations

from collections.abc import Sequence

import click

from pubman.cli.keys import library
from pubman.cli.talk import say


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
