"""convert: one file into another format, without a store."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from pubman.cli.say.terminal import plural, say
from pubman.errors import Refused, UsageError

if TYPE_CHECKING:
    from pubman.library.conversion import Converted
    from pubman.record import Problem

_NAMED: Final = 10
"""So many problems are named one by one."""
_PIECE: Final = 1 << 20


@click.command("convert")
@click.argument("file", metavar="IN", type=click.Path(path_type=Path))
@click.option("--from", "from_", default="", metavar="FORMAT", help="What IN is (else: found).")
@click.option("--to", "to", default="", metavar="FORMAT",
              help="bibtex, biblatex, ris, enw, csl-json, csv, jsonl ...")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file; else stdout.")
@click.option("--bom", is_flag=True, help="Begin with a byte order mark: for CSV into Excel.")
@click.option("-f", "--force", is_flag=True, help="Replace a file that is there.")
def convert(file: Path, from_: str, to: str, output: Path | None, bom: bool, force: bool) -> None:
    """Write the records of IN in another format; needs no store. - is stdin.

    From .bib to .bib every entry, comment and @string stays as it is, byte for byte. Nothing is
    matched or joined: pubman import does that.
    """
    import gc
    from shutil import copyfileobj

    from pubman.cli.say.progress import Progress
    from pubman.formats.spool import put_aside
    from pubman.library import conversion as converting
    from pubman.library import outputs
    from pubman.library.imports import open_file

    gc.enable()  # indented JSON leaves circles behind, 2 kB for each of 160,000 entries
    target = _target(to, output)
    dash = str(file) == "-"
    name = "stdin" if dash else file.name
    with put_aside(sys.stdin.buffer) if dash else open_file(file) as opened:
        made = converting.convert(
            opened, target, source=from_, filename=name, bom=bom, tell=Progress()
        )
    if output and str(output) != "-":
        _guard(output, made, force=force)
        outputs.put_in_place(output, made.file)
    else:
        sys.stdout.flush()
        made.file.seek(0)
        copyfileobj(made.file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    _tell(made, name, output)


def _target(to: str, output: Path | None) -> str:
    """The format to write, by its name, or by the ending of the file."""
    from pubman.formats.registry import find, unknown_format
    from pubman.pages import EXPORTS

    if to:
        named = find(to, EXPORTS)
        if named is None:
            raise unknown_format(to, EXPORTS, "writes")
        return named.name
    endings = sorted(EXPORTS.values(), key=lambda each: -len(each.extension))
    fits = (each.name for each in endings if output and output.name.endswith(each.extension))
    if found := next(fits, ""):
        return found
    raise UsageError(
        "Into which format? Nothing was written.", "pubman convert IN --to bibtex",
        f"formats: {', '.join(EXPORTS)}",
    )  # fmt: skip


def _guard(path: Path, made: Converted, *, force: bool) -> None:
    if path.is_dir():
        raise UsageError(f"{path} is a folder. Nothing was written.")
    if not force and path.exists() and not _is_same(path, made):
        raise Refused(f"{path} is there already. Nothing was written.", "--force replaces it.")


def _is_same(path: Path, made: Converted) -> bool:
    """True where the file holds what would be written."""
    with path.open("rb") as there:
        made.file.seek(0)
        while (piece := there.read(_PIECE)) == made.file.read(_PIECE):
            if not piece:
                return True
    return False


# ------------------------------------------------------------------------------------------ talk


def _tell(made: Converted, name: str, output: Path | None) -> None:
    from pubman.formats import label

    encoding = f", {made.encoding}" if made.encoding not in {"", "UTF-8"} else ""
    if output and str(output) != "-":
        say(f"{output.name}: {plural(made.count, 'entry')} from {name} "
            f"({label(made.source)}{encoding} to {made.target})")  # fmt: skip
    elif encoding or made.left_out or made.doubts:
        say(f"{name}: {label(made.source)}{encoding}, {plural(made.count, 'entry')} converted")
    if made.left_out:
        fate = "kept as they stand" if made.kept else "left out"
        say(f"{len(made.left_out):,} not read; {fate}", sign="!")
        _name(made.left_out, name)
    if made.doubts:
        entries = len({(problem.source_key, problem.line) for problem in made.doubts})
        say(f"{entries:,} in doubt, converted all the same", sign="?")
        _name(made.doubts, name)
    if made.lost:
        say(_losses(made), sign="!", hang=4)


def _losses(made: Converted) -> str:
    """One sentence: what the format has no place for, and how many entries lose it."""
    from pubman.pages import EXPORTS

    said = made.lost.most_common()
    named = ", ".join(f"{name} ({count:,})" for name, count in said[:_NAMED])
    more = f" and {len(said) - _NAMED:,} more" if len(said) > _NAMED else ""
    return f"{EXPORTS[made.target].label} has no place for these, left out: {named}{more}"


def _name(problems: Sequence[Problem], name: str) -> None:
    for problem in problems[:_NAMED]:
        where = f"{name}:{problem.line}" if problem.line else name
        key = f"  {problem.source_key}" if problem.source_key else ""
        say(f"{where}{key}  {problem.message}", indent=4, hang=6)
    if len(problems) > _NAMED:
        say(f"and {len(problems) - _NAMED:,} more", indent=4)
