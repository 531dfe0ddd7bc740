"""Writing a list: into a file, a folder, a part of a person's own file, or to stdout."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pubman.cli.browser import open_in_browser
from pubman.errors import UsageError

if TYPE_CHECKING:
    from pubman.cli.say.export import Report
    from pubman.config import ListConfig
    from pubman.library.lists import Made
    from pubman.library.remembered_outputs import RememberedOutputs
    from pubman.library.session import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the command line asks for, beside the lists themselves, and who tells what was done."""

    words: tuple[str, ...]
    output: str
    limit: int | None
    force: bool
    dry_run: bool
    report: Report
    prune: bool = False
    bom: bool = False
    open: bool = False


def write_lists(shelf: Library, chosen: Sequence[ListConfig], request: Request) -> None:
    """Write each list to its file or folder. A file that needs no change is not made again."""
    from pubman.library.output_folders import is_folder
    from pubman.library.remembered_outputs import RememberedOutputs

    remembered = RememberedOutputs(shelf)
    for config in chosen:
        if is_folder(request.output or config.output):
            _write_folder(shelf, config, request)
        else:
            _write_file(shelf, config, request, remembered)
    remembered.save()


def write_into(shelf: Library, chosen: Sequence[ListConfig], path: Path, request: Request) -> None:
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
        request.report.inserted(path, name, each_made, changed=changed)


def _write_folder(shelf: Library, config: ListConfig, request: Request) -> None:
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
    request.report.folder(done, config)


def _write_file(
    shelf: Library, config: ListConfig, request: Request, remembered: RememberedOutputs
) -> None:
    from pubman.library.lists import make
    from pubman.library.output_paths import output_path

    path = Path(request.output) if request.output else None
    if path is None and config.output:
        path = output_path(shelf, config.output)
    to_file = path is not None and str(path) != "-" and not request.dry_run
    wanted = (request.words, request.limit, request.bom)
    if path and to_file and (same := remembered.find(path, config, wanted)):
        request.report.unchanged(path, same)
        _open(path, request)
        return
    made = make(shelf, config, words=request.words, limit=request.limit, aside=not request.bom)
    if request.bom and made.text:
        made = replace(made, text="\ufeff" + made.text)
    _finish(shelf, made, path, request)
    if path and to_file:
        remembered.note(path, config, wanted, made)


def write_source(shelf: Library, source: str, format_: str, request: Request) -> None:
    """Write a .bib as it was imported, with its comments and with what was set by hand since."""
    from pubman.library.bib_file import whole_file
    from pubman.library.lists import Made

    if request.words or format_ not in {"", "bibtex"}:
        raise UsageError("--source writes a whole .bib, so it takes neither WORDS nor a format.")
    text, count = whole_file(shelf, source)
    made = Made(name=source, format="bibtex", text=text, count=count)
    _finish(shelf, made, Path(request.output) if request.output else None, request)


def _finish(shelf: Library, made: Made, path: Path | None, request: Request) -> None:
    from pubman.library import outputs

    if path is None or str(path) == "-":
        if request.report.as_json:
            raise UsageError("--json needs -o FILE, because stdout has the list.")
        _print(made, asked=path is not None)
        request.report.printed(made)
        return
    if request.dry_run:
        request.report.file(path, made, None)
        return
    written = outputs.write(shelf, made, path, force=request.force)
    request.report.file(path, made, written)
    _open(path, request)


def _open(path: Path, request: Request) -> None:
    if request.open:
        open_in_browser(path.absolute().as_uri())


def _print(made: Made, *, asked: bool) -> None:
    if not made.document:
        if made.aside:
            sys.stdout.writelines(made.aside.read())
        sys.stdout.write(made.text)
    elif asked:
        sys.stdout.buffer.write(made.document)
    else:
        raise UsageError(f"{made.format} cannot be shown in a terminal. Use -o FILE.")
