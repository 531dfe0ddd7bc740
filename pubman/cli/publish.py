"""export: lists written."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from pubman.cli.keys import library
from pubman.cli.talk import plural, say
from pubman.errors import UsageError


@click.command("export")
@click.argument("words", nargs=-1, metavar="[NAME | WORDS]...")
@click.option("--format", "format_", default="", metavar="FORMAT",
              help="html, markdown, text, bibtex, json.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file; - is stdout.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@click.option("--title", default=None, help="The title of the page.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be written.")
@click.option("-f", "--force", is_flag=True, help="Replace a file pubman did not write.")
@click.option("--source", default="", metavar="NAME",
              help="With bibtex: the .bib imported as NAME, whole.")  # fmt: skip
@click.option("--bom", is_flag=True, help="Begin with a byte order mark: for CSV into Excel.")
@click.option("--open", "open_", is_flag=True, help="Open the result in the browser.")
def export(
    words: Sequence[str], format_: str, output: Path | None, limit: int | None,
    title: str | None, source: str, bom: bool, dry_run: bool, force: bool, open_: bool,
) -> None:  # fmt: skip
    """Write your lists: every list of pubman.toml that names an output, or the one called NAME.

    With --format or -o, one list of what WORDS select (as in search): pubman export --format html
    -o publications.html year:2021..
    """
    from pubman.library import lists

    with library() as shelf:
        if source:
            _whole(shelf, source, words, format_, output, dry_run=dry_run, force=force)
            return
        named = {each.name: each for each in shelf.config.lists}
        chosen = [named[word] for word in dict.fromkeys(words) if word in named]
        words = [word for word in words if word not in named]
        if not format_ and not output:
            _refuse_unknown_names(words, named)
        if not chosen and not format_ and not output and not words:
            chosen = [each for each in shelf.config.lists if each.output]
            if not chosen:
                raise UsageError(
                    "pubman.toml names no list with an output. Nothing was written.",
                    "pubman export --format html -o publications.html",
                )
        if not chosen:
            chosen = [_on_the_spot(shelf, format_, output)]
        elif format_:
            chosen = [replace(each, format=format_) for each in chosen]
        if output and len(chosen) > 1:
            raise UsageError("-o goes with one list. Nothing was written.")
        for config in chosen:
            titled = config if title is None else replace(config, title=title)
            made = lists.make(shelf, titled, words=words, limit=limit)
            if bom:
                made = replace(made, text="\ufeff" + made.text)
            path = output or (shelf.folder / config.output if config.output else None)
            _finish(shelf, made, path, dry_run=dry_run, force=force, open_=open_)


def _whole(
    shelf: Any, source: str, words: Sequence[str], format_: str, output: Path | None, *,
    dry_run: bool, force: bool,
) -> None:  # fmt: skip
    """Writes a .bib as it was imported, with its comments and what was set by hand since."""
    from pubman.library.lists import Made
    from pubman.library.whole_file import whole_file

    if words or format_ not in {"", "bibtex"}:
        raise UsageError("--source gives a whole .bib: without WORDS, as bibtex. "
                         "Nothing was written.")  # fmt: skip
    text, count = whole_file(shelf, source)
    made = Made(name=source, format="bibtex", text=text, count=count)
    _finish(shelf, made, output, dry_run=dry_run, force=force, open_=False)


def _refuse_unknown_names(words: Sequence[str], named: Collection[str]) -> None:
    """A bare word in the place of a list's name is a slip, not a search."""
    for word in words:
        if ":" not in word:
            known = f"they are: {', '.join(named)}" if named else "it names none"
            raise UsageError(
                f"pubman.toml has no list called {word!r} ({known}). Nothing was written.",
                f"pubman export --format text {shlex.quote(word)}     what a search finds",
            )


def _on_the_spot(shelf: Any, format_: str, output: Path | None) -> Any:
    """A list that no ``pubman.toml`` describes; the format by the file's ending where not said."""
    from pubman.config import ListConfig
    from pubman.exports import EXPORTS

    if not format_ and output:
        endings = sorted(EXPORTS.values(), key=lambda each: -len(each.extension))
        fits = (each.name for each in endings if output.name.endswith(each.extension))
        format_ = next(fits, "")
        if not format_:
            raise UsageError(
                f"{output.name}: which format? Nothing was written.",
                *(f"--format {name}" for name in EXPORTS),
            )
    groups = ("era",) if shelf.config.eras and format_ in {"html", "markdown", "text"} else ()
    return ListConfig(name="", format=format_ or "text", group_by=groups)


def _finish(
    shelf: Any, made: Any, path: Path | None, *, dry_run: bool, force: bool, open_: bool
) -> None:
    from pubman.library import outputs

    left_out = ", ".join(f"{count} {reason}" for reason, count in made.left_out.items())
    if path is None or str(path) == "-":
        sys.stdout.write(made.text)
        if left_out:
            say(f"Left out: {left_out}.")
        return
    parts = ", ".join(f"{count} {heading}" for heading, count in made.sections)
    count = plural(made.count, "publication") + (
        f" ({parts})" if 1 < len(made.sections) < 6 else ""
    )
    if dry_run:
        say(f"{path.name}: {count}. Nothing written (--dry-run).")
        return
    written = outputs.write(shelf, made, path, force=force)
    size = _size(len(made.text.encode()))
    if not written.changed:
        state = "unchanged"
    elif written.before is not None and written.before != made.count:
        state = f"changed ({made.count - written.before:+d}), {size}"
    else:
        state = size
    say(f"{path.name}: {count}, {state}")
    if left_out:
        say(f"left out: {left_out}", indent=2)
    if open_:
        click.launch(str(path))


def _size(number: int) -> str:
    return f"{number / 1000:.0f} kB" if number >= 1000 else f"{number} bytes"
