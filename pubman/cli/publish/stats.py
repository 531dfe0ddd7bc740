"""stats: how many publications, by what."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click

from pubman.cli.arguments import library
from pubman.cli.say.terminal import WIDTH, cut, plural, print_json, print_text, say, width

_NAMES: Final = 32  # columns of a name
_WORDS: Final = {"year": "year", "kind": "kind", "venue": "venue", "coauthor": "co-author",
                 "person": "person"}  # fmt: skip


@click.command("stats")
@click.argument("words", nargs=-1)
@click.option("--by", type=click.Choice(list(_WORDS)), default="year", show_default=True,
              help="What to count by.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), help="The first so many (of years the last).")
@click.option("--format", "format_", type=click.Choice(["text", "json", "svg"]), default="text",
              help="svg: a chart, with its numbers as text.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file; - is stdout.")
@click.option("-f", "--force", is_flag=True, help="Replace a file pubman did not write.")
def stats(
    words: Sequence[str], by: str, limit: int | None, format_: str, as_json: bool,
    output: Path | None, force: bool,
) -> None:  # fmt: skip
    """Count your publications by year, kind, venue, co-author or person; WORDS narrow as in search.

    A paper with three co-authors counts once under each of them.
    """
    from pubman.library.lists import Made
    from pubman.library.outputs import write
    from pubman.library.stats import figures

    with library() as shelf:
        found = figures(shelf, by, words)
        rows = list(found.rows)
        if limit:
            rows = rows[-limit:] if by == "year" else rows[:limit]
        if format_ == "json" or as_json:
            print_json(_plain(found, rows))
            return
        if format_ == "svg" or (output and output.suffix == ".svg"):
            text, name = _chart(found, rows), "svg"
        else:
            text, name = "".join(f"{line}\n" for line in _bars(rows)), "text"
        if output and str(output) != "-":
            made = Made(name="stats", format=name, text=text, count=found.total)
            write(shelf, made, output, force=force)
            say(f"{output.name}: {plural(found.total, 'publication')} by {_WORDS[by]}")
            return
    if text:
        print_text(text)
    if name == "text":
        _tell(found, rows)


def _plain(found: Any, rows: Sequence[tuple[str, int]]) -> dict[str, Any]:
    return {
        "by": found.by,
        "publications": found.total,
        "without": found.without,
        "counts": [{found.by: label, "publications": count} for label, count in rows],
    }


def _chart(found: Any, rows: Sequence[tuple[str, int]]) -> str:
    from pubman.pages import chart as bars

    if found.by == "year":
        years = {label for label, _ in rows}
        return bars.per_year([pub for pub in found.publications if str(pub.year) in years])
    return bars.lines(f"Publications by {_WORDS[found.by]}", rows)


def _bars(rows: Sequence[tuple[str, int]]) -> list[str]:
    """A line for each: the name, the count, and a bar of signs that any console has."""
    names = min(max((width(label) for label, _ in rows), default=0), _NAMES)
    digits = max((len(str(count)) for _, count in rows), default=1)
    highest = max((count for _, count in rows), default=1) or 1
    # A bar has a sign for each publication while that fits.
    scale = min(1.0, (WIDTH - names - digits - 4) / highest)
    lines = []
    for label, count in rows:
        shown = cut(label, names)
        bar = "#" * max(round(count * scale), int(count > 0))
        lines.append(f"{shown}{' ' * (names - width(shown))}  {count:{digits}}  {bar}".rstrip())
    return lines


def _tell(found: Any, rows: Sequence[tuple[str, int]]) -> None:
    left = len(found.rows) - len(rows)
    more = f"; {left} more not shown" if left else ""
    without = f"; {found.without} without" if found.without else ""
    say(f"{plural(found.total, 'publication')} by {_WORDS[found.by]}{more}{without}.")
