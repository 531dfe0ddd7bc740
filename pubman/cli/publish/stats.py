"""stats: how many publications by year, kind, venue, co-author or person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pubman.cli.arguments import library
from pubman.cli.command import command, force_option, json_option
from pubman.cli.say import stats as report
from pubman.cli.say.terminal import print_json, print_text, say

if TYPE_CHECKING:
    from pubman.library.session import Library
    from pubman.library.stats import Figures


@command("stats")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option(
    "--by",
    type=click.Choice(["year", "kind", "venue", "coauthor", "person"]),
    default="year",
    show_default=True,
    help="What to count by.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    help="Show at most this many: the largest, or the latest years.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "svg"]),
    default="text",
    show_default=True,
    help="svg draws a chart.",
)
@json_option("The same as --format json.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to FILE; - is stdout.",
)
@force_option("Replace a file that pubman did not write.")
def stats(
    words: Sequence[str],
    by: str,
    limit: int | None,
    format_: str,
    as_json: bool,
    output: Path | None,
    force: bool,
) -> None:
    """Count your publications by year, kind, venue, co-author or person.

    WORDS narrow the count as in search. A paper with three co-authors counts once for each of them.
    """
    from pubman.library.stats import figures

    with library() as shelf:
        found = figures(shelf, by, words)
        rows = list(found.rows)
        if limit:
            rows = rows[-limit:] if by == "year" else rows[:limit]
        if as_json or format_ == "json":
            print_json(report.as_json(found, rows))
            return
        drawn = format_ == "svg" or (output is not None and output.suffix == ".svg")
        text = report.chart(found, rows) if drawn else report.bars(rows)
        if output and str(output) != "-":
            _write(shelf, found, text, output, drawn=drawn, force=force)
            return
    if text:
        print_text(text)
    if not drawn:
        say(report.summary(found, rows))


def _write(
    shelf: Library, found: Figures, text: str, output: Path, *, drawn: bool, force: bool
) -> None:
    from pubman.library.lists import Made
    from pubman.library.outputs import write

    name = "svg" if drawn else "text"
    made = Made(name="stats", format=name, text=text, count=found.total)
    write(shelf, made, output, force=force)
    say(report.written(output.name, found))
