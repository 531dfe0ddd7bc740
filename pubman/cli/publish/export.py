"""export: lists written."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from pubman.cli.arguments import library
from pubman.cli.say.terminal import plural, say
from pubman.errors import UsageError
from pubman.record import UNPUBLISHED_STATUSES

_STATUSES = ("any", *sorted(UNPUBLISHED_STATUSES))


@click.command("export")
@click.argument("words", nargs=-1, metavar="[NAME | WORDS]...")
@click.option("--format", "format_", default="", metavar="FORMAT",
              help="html, markdown, text, bibtex, json.")  # fmt: skip
@click.option(
    "-o",
    "--output",
    default="",
    metavar="FILE",
    help="The file; - is stdout. {person}, {key} or a / at the end make several.",
)
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Into your own, between <!-- pubman NAME --> and <!-- /pubman -->.",
)
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@click.option("--title", default=None, help="The title of the page.")
@click.option("--fragment", is_flag=True, help="Without the page around it.")
@click.option("--heading-level", type=click.IntRange(1, 6), help="Of a fragment's headings.")
@click.option("--style", default=None, metavar="STYLE", help="A CSL style: apa, ieee, my.csl.")
@click.option("--status", multiple=True, metavar="STATUS", type=click.Choice(_STATUSES),
              help="Include unpublished work of this status; without it, none is.")  # fmt: skip
@click.option("--prune", is_flag=True, help="Delete files of an earlier export, now stale.")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be written.")
@click.option("-f", "--force", is_flag=True, help="Replace a file pubman did not write.")
@click.option("--source", default="", metavar="NAME",
              help="With bibtex: the .bib imported as NAME, whole.")  # fmt: skip
@click.option("--bom", is_flag=True, help="Begin with a byte order mark: for CSV into Excel.")
@click.option("--open", "open_", is_flag=True, help="Open the result in the browser.")
def export(
    words: Sequence[str], format_: str, output: str, into: Path | None, limit: int | None,
    title: str | None, fragment: bool, heading_level: int | None, style: str | None,
    status: tuple[str, ...], prune: bool, dry_run: bool, force: bool, source: str, bom: bool,
    open_: bool,
) -> None:  # fmt: skip
    """Write your lists: every list of pubman.toml that names an output, or the one called NAME.

    With --format or -o, one list of what WORDS select (as in search): pubman export --format html
    -o publications.html year:2021..
    """
    from pubman.library.output_folders import is_folder

    with library() as shelf:
        if source:
            path = Path(output) if output else None
            _whole(shelf, source, words, format_, path, dry_run=dry_run, force=force)
            return
        chosen, words = _lists(shelf, words, format_, output, into)
        if (output or prune) and len(chosen) > 1:
            raise UsageError("-o and --prune go with one list. Nothing was written.")
        if output and into:
            raise UsageError("-o or --into, not both. Nothing was written.")
        chosen = [_adapted(each, title, heading_level, style, status,
                           fragment=fragment or into is not None)
                  for each in chosen]  # fmt: skip
        if into:
            _into(shelf, chosen, words, limit, into, dry_run=dry_run, force=force)
            return
        for config in chosen:
            if prune and not is_folder(output or config.output):
                raise UsageError("--prune goes with a folder. Nothing was written.")
            if is_folder(output or config.output):
                _folder(shelf, config, words, limit, output, force=force, prune=prune,
                        dry_run=dry_run)  # fmt: skip
            else:
                _file(shelf, config, words, limit, output, bom=bom, dry_run=dry_run, force=force,
                      open_=open_)  # fmt: skip


def _lists(
    shelf: Any, words: Sequence[str], format_: str, output: str, into: Path | None
) -> tuple[list[Any], list[str]]:
    """The lists that are meant, and the words that narrow them."""
    named = {each.name: each for each in shelf.config.lists}
    chosen = [named[word] for word in dict.fromkeys(words) if word in named]
    rest = [word for word in words if word not in named]
    if not format_ and not output:
        _refuse_unknown_names(rest, named)
    if not chosen and not format_ and not output and not rest:
        chosen = _marked(named, into) if into else [each for each in named.values() if each.output]
        if not chosen:
            raise UsageError(
                "pubman.toml names no list with an output. Nothing was written.",
                "pubman export --format html -o publications.html",
            )
    if not chosen:
        return [_on_the_spot(shelf, format_, output or (str(into) if into else ""))], rest
    return [replace(each, format=format_ or each.format) for each in chosen], rest


def _marked(named: Mapping[str, Any], into: Path) -> list[Any]:
    """The lists whose marks stand in a file; where there are none, the first list is missed."""
    from pubman.library.insertion import marked

    found = marked(into.read_bytes()) if into.is_file() else []
    return [named[name] for name in dict.fromkeys(found) if name in named] or [*named.values()][:1]


def _adapted(
    config: Any,
    title: str | None,
    heading_level: int | None,
    style: str | None,
    status: tuple[str, ...],
    *,
    fragment: bool,
) -> Any:
    """A list with what the command line says of it."""
    said: dict[str, Any] = {"title": title, "heading_level": heading_level, "style": style,
                            "status": status or None, "fragment": fragment or None}  # fmt: skip
    return replace(config, **{name: value for name, value in said.items() if value is not None})


def _into(
    shelf: Any, chosen: Sequence[Any], words: Sequence[str], limit: int | None, path: Path, *,
    dry_run: bool, force: bool,
) -> None:  # fmt: skip
    from pubman.library.insertion import UNNAMED, place_into
    from pubman.library.lists import make

    start = path.absolute()
    inside = start.is_relative_to(shelf.folder)
    output = start.relative_to(shelf.folder).as_posix() if inside else ""
    made = [
        (each.name or UNNAMED,
         make(shelf, replace(each, output=output), words=words, limit=limit))
        for each in chosen
    ]  # fmt: skip
    changed = place_into(path, made, force=force, dry_run=dry_run)
    for name, each in made:
        say(f"{path.name}, {name}: {plural(each.count, 'publication')}"
            f"{'' if changed else ', unchanged'}"
            f"{'. Nothing written (--dry-run).' if dry_run else ''}")  # fmt: skip


def _folder(
    shelf: Any, config: Any, words: Sequence[str], limit: int | None, output: str, *,
    force: bool, prune: bool, dry_run: bool,
) -> None:  # fmt: skip
    from pubman.library.output_folders import fill
    from pubman.library.output_paths import output_path

    target = Path(output).absolute() if output else output_path(shelf, config.output)
    done = fill(shelf, config, target, words=words, limit=limit, force=force, prune=prune,
                dry_run=dry_run)  # fmt: skip
    same = done.pages - len(done.changed) - done.refused
    state = f"{len(done.changed)} changed, {same} the same"
    say(f"{done.folder.name}/: {plural(done.pages, 'page')}, {state}"
        f"{'. Nothing written (--dry-run).' if dry_run else ''}")  # fmt: skip
    for name, why in done.left:
        say(f"{name} {why}; left alone", sign="!")
    for name in done.pruned:
        say(f"{name} deleted", sign="-")
    if done.stale:
        say(f"No longer made: {', '.join(done.stale)}. (pubman export {config.name} --prune)")


def _file(
    shelf: Any, config: Any, words: Sequence[str], limit: int | None, output: str, *,
    bom: bool, dry_run: bool, force: bool, open_: bool,
) -> None:  # fmt: skip
    from pubman.library.lists import make
    from pubman.library.output_paths import output_path

    made = make(shelf, config, words=words, limit=limit)
    if bom and made.text:
        made = replace(made, text="\ufeff" + made.text)
    named = output_path(shelf, config.output) if config.output and not output else None
    path = Path(output) if output else named
    _finish(shelf, made, path, dry_run=dry_run, force=force, open_=open_)


def _whole(
    shelf: Any, source: str, words: Sequence[str], format_: str, output: Path | None, *,
    dry_run: bool, force: bool,
) -> None:  # fmt: skip
    """Writes a .bib as it was imported, with its comments and what was set by hand since."""
    from pubman.library.bib_file import whole_file
    from pubman.library.lists import Made

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


def _on_the_spot(shelf: Any, format_: str, output: str) -> Any:
    """A list that no ``pubman.toml`` describes; the format by the file's ending where not said."""
    from pubman.config import ListConfig
    from pubman.pages import FORMATS

    if not format_ and output:
        endings = sorted(FORMATS.values(), key=lambda each: -len(each.extension))
        format_ = next((each.name for each in endings if output.endswith(each.extension)), "")
        if not format_:
            raise UsageError(
                f"{Path(output).name}: which format? Nothing was written.",
                *(f"--format {name}" for name in FORMATS),
            )
    by_era = {"html", "markdown", "text", "pdf"}
    groups = ("era",) if shelf.config.eras and format_ in by_era else ()
    return ListConfig(name="", format=format_ or "text", group_by=groups)


def _to_stdout(made: Any, *, asked: bool) -> None:
    if not made.document:
        sys.stdout.write(made.text)
    elif asked:
        sys.stdout.buffer.write(made.document)
    else:
        raise UsageError(f"{made.format} is no text for a terminal: -o FILE.")


def _finish(
    shelf: Any, made: Any, path: Path | None, *, dry_run: bool, force: bool, open_: bool
) -> None:
    from pubman.library import outputs

    left_out = ", ".join(f"{count} {reason}" for reason, count in made.left_out.items())
    if path is None or str(path) == "-":
        _to_stdout(made, asked=path is not None)
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
    size = _size(len(made.content))
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
