"""export: write the lists of pubman.toml, or one list of what a search finds."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pubman.cli.arguments import library
from pubman.cli.command import command, dry_run_option, force_option
from pubman.cli.say import export as report
from pubman.cli.say.terminal import say
from pubman.errors import Step, UsageError
from pubman.record import UNPUBLISHED_STATUSES

if TYPE_CHECKING:
    from pubman.config import ListConfig
    from pubman.library.lists import Made
    from pubman.library.remembered_outputs import RememberedOutputs
    from pubman.library.session import Library

_STATUSES = ("any", *sorted(UNPUBLISHED_STATUSES))
_GROUPED_BY_ERA = frozenset({"html", "markdown", "text", "pdf"})
_SEVERAL_FILES = frozenset({"pages", "site"})
"""The formats that always make a folder of files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    """What the command line asks for, beside the lists themselves."""

    words: tuple[str, ...]
    output: str
    limit: int | None
    force: bool
    dry_run: bool
    prune: bool = False
    bom: bool = False
    open: bool = False


@command("export", epilog=report.formats_help())
@click.argument("words", nargs=-1, metavar="[NAME | WORDS]...")
@click.option(
    "--format",
    "format_",
    default="",
    metavar="FORMAT",
    help="The format; all are named below.",
)
@click.option(
    "-o",
    "--output",
    default="",
    metavar="FILE",
    help="The file; - is stdout. A folder, or {person} or {key} in the name, makes several files.",
)
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Update the part of your own file between <!-- pubman NAME --> and <!-- /pubman -->.",
)
@click.option("--limit", type=click.IntRange(min=1), help="Write at most this many publications.")
@click.option("--title", default=None, help="The title of the page.")
@click.option("--fragment", is_flag=True, help="Write only the list, no surrounding page.")
@click.option(
    "--heading-level", type=click.IntRange(1, 6), help="The level of a fragment's headings."
)
@click.option("--style", default=None, metavar="STYLE", help="A CSL style: apa, ieee, my.csl.")
@click.option(
    "--reference-doc",
    type=click.Path(exists=True, dir_okay=False, resolve_path=True),
    metavar="FILE",
    help="Take the styles and margins of this Word document (docx).",
)
@click.option(
    "--status",
    multiple=True,
    metavar="STATUS",
    type=click.Choice(_STATUSES),
    help=f"Also write unpublished work of this status: {', '.join(_STATUSES)}.",
)
@click.option("--prune", is_flag=True, help="Delete files that an earlier export made.")
@dry_run_option("Show what would be written and write nothing.")
@force_option("Replace a file that pubman did not write.")
@click.option(
    "--source",
    default="",
    metavar="NAME",
    help="Write the .bib that was imported as NAME, with its comments and your changes.",
)
@click.option("--bom", is_flag=True, help="Begin with a byte order mark, for CSV into Excel.")
@click.option("--open", "open_", is_flag=True, help="Open the result in the browser.")
def export(
    words: Sequence[str],
    format_: str,
    output: str,
    into: Path | None,
    limit: int | None,
    title: str | None,
    fragment: bool,
    heading_level: int | None,
    style: str | None,
    reference_doc: str | None,
    status: tuple[str, ...],
    prune: bool,
    dry_run: bool,
    force: bool,
    source: str,
    bom: bool,
    open_: bool,
) -> None:
    """Write every list of pubman.toml that names an output, or only the list called NAME.

    With --format or -o, write one list of what WORDS select, as in search.
    """
    format_ = _format_named(format_)
    request = _Request(
        words=tuple(words),
        output=_as_folder(output, format_),
        limit=limit,
        force=force,
        dry_run=dry_run,
        prune=prune,
        bom=bom,
        open=open_,
    )
    changes = {
        "title": title,
        "heading_level": heading_level,
        "style": style,
        "reference_doc": reference_doc,
        "status": status or None,
        "fragment": True if fragment or into else None,
    }
    from pubman.library.remembered_outputs import RememberedOutputs

    with library() as shelf:
        if source:
            _write_source(shelf, source, format_, request)
            return
        chosen, rest = _lists(shelf, words, format_, output, into)
        _check(chosen, request, into)
        request = replace(request, words=tuple(rest))
        chosen = [_adapted(each, changes) for each in chosen]
        if into:
            _write_into(shelf, chosen, into, request)
            return
        remembered = RememberedOutputs(shelf)
        for config in chosen:
            _write_list(shelf, config, request, remembered)
        remembered.save()


def _format_named(name: str) -> str:
    """Return the name of a format for a name or alias. ``UsageError`` for an unknown one."""
    from pubman.exports import FORMATS
    from pubman.formats.registry import find, unknown_format

    if not name:
        return ""
    found = find(name, FORMATS)
    if found is None:
        raise unknown_format(name, FORMATS, "writes")
    return found.name


def _as_folder(output: str, format_: str) -> str:
    """Return ``output`` with a slash at its end if it means a folder."""
    if not output or output == "-" or output.endswith("/"):
        return output
    several = format_ in _SEVERAL_FILES and not Path(output).suffix and "{" not in output
    return f"{output}/" if several else output


# ---------------------------------------------------------------------------------- which lists


def _lists(
    shelf: Library, words: Sequence[str], format_: str, output: str, into: Path | None
) -> tuple[list[ListConfig], list[str]]:
    """Return the lists that are meant, and the words that narrow them."""
    named = {each.name: each for each in shelf.config.lists}
    chosen, rest = _named_lists(words, named)
    on_the_spot = bool(format_ or output)
    if not on_the_spot:
        _refuse_unknown_names(rest, named)
    if chosen:
        return [replace(each, format=format_ or each.format) for each in chosen], rest
    if on_the_spot or rest:
        return [_list_for(shelf, format_, output or str(into or ""))], rest
    return _all_lists(named, into), rest


def _named_lists(
    words: Sequence[str], named: Mapping[str, ListConfig]
) -> tuple[list[ListConfig], list[str]]:
    """Return the lists among ``words``, each once, and the other words."""
    chosen = [named[word] for word in dict.fromkeys(words) if word in named]
    return chosen, [word for word in words if word not in named]


def _all_lists(named: Mapping[str, ListConfig], into: Path | None) -> list[ListConfig]:
    """Return the lists that have a mark in the file ``into``, or without it, an output."""
    chosen = _marked(named, into) if into else [each for each in named.values() if each.output]
    if not chosen:
        example = Step("export", "--format html -o publications.html")
        raise UsageError("No list in pubman.toml has an output.", example)
    return chosen


def _refuse_unknown_names(words: Sequence[str], named: Collection[str]) -> None:
    """Refuse a plain word in the place of a list's name: it is a mistake, not a search."""
    for word in words:
        if ":" not in word:
            known = f"lists: {', '.join(named)}" if named else "pubman.toml has no lists"
            search = Step("export", f"--format text {shlex.quote(word)}", "exports a search")
            raise UsageError(f"There is no list called {word!r} in pubman.toml.", known, search)


def _marked(named: Mapping[str, ListConfig], into: Path) -> list[ListConfig]:
    """Return the lists whose marks are in a file. Without marks, return the first list."""
    from pubman.library.insertion import marked

    found = marked(into.read_bytes()) if into.is_file() else []
    return [named[name] for name in dict.fromkeys(found) if name in named] or [*named.values()][:1]


def _list_for(shelf: Library, format_: str, output: str) -> ListConfig:
    """Return a list that pubman.toml does not describe. The ending of the file gives the format."""
    from pubman.config import ListConfig
    from pubman.exports import FORMATS, format_of
    from pubman.library.placed import list_for

    if not format_ and output:
        format_ = format_of(output.rstrip("/"))
        if not format_:
            ending = Path(output).suffix
            what = f"The file ending {ending} is not known" if ending else "No format was given"
            raise UsageError(f"{what}. Use --format with one of: {', '.join(FORMATS)}.")
    groups = ("era",) if shelf.config.eras and format_ in _GROUPED_BY_ERA else ()
    plain = ListConfig(name="", format=format_ or "text")
    return plain if list_for(shelf, plain, ()) else replace(plain, group_by=groups)


def _adapted(config: ListConfig, changes: Mapping[str, Any]) -> ListConfig:
    """Return a list with what the command line changes in it."""
    return replace(config, **{name: value for name, value in changes.items() if value is not None})


def _check(chosen: Sequence[ListConfig], request: _Request, into: Path | None) -> None:
    from pubman.library.output_folders import is_folder

    if (request.output or request.prune) and len(chosen) > 1:
        raise UsageError("-o and --prune work with one list only.")
    if request.output and into:
        raise UsageError("Use either -o or --into.")
    if request.prune and not is_folder(request.output or chosen[0].output):
        raise UsageError("--prune works with a folder only.")


# -------------------------------------------------------------------------------------- writing


def _write_list(
    shelf: Library, config: ListConfig, request: _Request, remembered: RememberedOutputs
) -> None:
    from pubman.library.output_folders import is_folder

    if is_folder(request.output or config.output):
        _write_folder(shelf, config, request)
    else:
        _write_file(shelf, config, request, remembered)


def _write_into(
    shelf: Library, chosen: Sequence[ListConfig], path: Path, request: _Request
) -> None:
    from pubman.library.insertion import UNNAMED, place_into
    from pubman.library.lists import make

    start = path.absolute()
    inside = start.is_relative_to(shelf.folder)
    output = start.relative_to(shelf.folder).as_posix() if inside else ""
    made = []
    for each in chosen:
        placed = replace(each, output=output)
        text = make(shelf, placed, words=request.words, limit=request.limit)
        made.append((each.name or UNNAMED, text))
    changed = place_into(path, made, force=request.force, dry_run=request.dry_run)
    for name, each_made in made:
        report.tell_inserted(path.name, name, each_made, changed=changed, dry_run=request.dry_run)


def _write_folder(shelf: Library, config: ListConfig, request: _Request) -> None:
    from pubman.library.output_folders import fill
    from pubman.library.output_paths import output_path

    if request.output:
        target = Path(request.output).absolute()
    else:
        target = output_path(shelf, config.output)
    done = fill(
        shelf,
        config,
        target,
        words=request.words,
        limit=request.limit,
        force=request.force,
        prune=request.prune,
        dry_run=request.dry_run,
    )
    report.tell_folder(done, config.name, dry_run=request.dry_run)


def _write_file(
    shelf: Library, config: ListConfig, request: _Request, remembered: RememberedOutputs
) -> None:
    from pubman.library.lists import make
    from pubman.library.output_paths import output_path

    path = Path(request.output) if request.output else None
    if path is None and config.output:
        path = output_path(shelf, config.output)
    to_file = path is not None and str(path) != "-" and not request.dry_run
    wanted = (request.words, request.limit, request.bom)
    if path and to_file and (same := remembered.find(path, config, wanted)):
        report.tell_unchanged(path.name, same)
        _open(path, request)
        return
    made = make(shelf, config, words=request.words, limit=request.limit)
    if request.bom and made.text:
        made = replace(made, text="\ufeff" + made.text)
    _finish(shelf, made, path, request)
    if path and to_file:
        remembered.note(path, config, wanted, made)


def _write_source(shelf: Library, source: str, format_: str, request: _Request) -> None:
    """Write a .bib as it was imported, with its comments and with what was set by hand since."""
    from pubman.library.bib_file import whole_file
    from pubman.library.lists import Made

    if request.words or format_ not in {"", "bibtex"}:
        raise UsageError("--source writes a whole .bib, so it takes neither WORDS nor a format.")
    text, count = whole_file(shelf, source)
    made = Made(name=source, format="bibtex", text=text, count=count)
    _finish(shelf, made, Path(request.output) if request.output else None, request)


def _finish(shelf: Library, made: Made, path: Path | None, request: _Request) -> None:
    from pubman.library import outputs

    if path is None or str(path) == "-":
        _print(made, asked=path is not None)
        if made.left_out:
            say(report.left_out(made.left_out))
        return
    if request.dry_run:
        say(report.would_write(path.name, made))
        return
    written = outputs.write(shelf, made, path, force=request.force)
    report.tell_file(path.name, made, written)
    _open(path, request)


def _open(path: Path, request: _Request) -> None:
    if request.open:
        click.launch(str(path))


def _print(made: Made, *, asked: bool) -> None:
    if not made.document:
        sys.stdout.write(made.text)
    elif asked:
        sys.stdout.buffer.write(made.document)
    else:
        raise UsageError(f"{made.format} cannot be shown in a terminal. Use -o FILE.")
