"""convert: a file in another format, without a store."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from pubman.cli.command import command, force_option, json_option
from pubman.errors import Refused, Step, UsageError

if TYPE_CHECKING:
    from pubman.library.conversion import Converted

_PIECE: Final = 1 << 20


@command("convert")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--from", "from_", default="", metavar="FORMAT", help="The format of FILE; default: detected."
)
@click.option(
    "--to", "to", default="", metavar="FORMAT", help="The format to write: bibtex, ris, csv ..."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file to write; default: stdout.",
)
@click.option(
    "--encoding", default="", metavar="NAME", help="The encoding of FILE, such as cp1250."
)
@click.option("--bom", is_flag=True, help="Begin with a byte order mark, for CSV into Excel.")
@force_option("Replace a file that exists.")
@json_option("With -o: print what was converted as JSON.")
def convert(
    file: Path,
    from_: str,
    to: str,
    encoding: str,
    output: Path | None,
    bom: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Write the records of FILE in another format, without a store. - is stdin.

    From .bib to .bib every entry, comment and @string stays as it is, byte for byte. Nothing is
    matched or merged; pubman import does that.
    """
    import gc
    from shutil import copyfileobj

    from pubman.cli.say.convert import converted_as_json, tell_converted
    from pubman.cli.say.progress import Progress
    from pubman.cli.say.terminal import print_json
    from pubman.formats.spool import put_aside
    from pubman.library import conversion, outputs
    from pubman.library.input_files import open_file

    if as_json and str(output or "-") == "-":
        raise UsageError("--json needs -o FILE, because stdout has the converted file.")
    gc.enable()  # indented JSON leaves reference circles, 2 kB for each of 160,000 entries
    target = target_format(to, output)
    dash = str(file) == "-"
    name = "stdin" if dash else file.name
    with put_aside(sys.stdin.buffer) if dash else open_file(file) as opened:
        made = conversion.convert(
            opened,
            target,
            source=from_,
            filename=name,
            encoding=encoding,
            bom=bom,
            tell=Progress(),
        )
    if output and str(output) != "-":
        _guard(output, made, force=force)
        made.file.seek(0)
        outputs.put_in_place(output, iter(lambda: made.file.read(1 << 20), b""))
    else:
        sys.stdout.flush()
        made.file.seek(0)
        copyfileobj(made.file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    if as_json:
        print_json(converted_as_json(made, name, output))
    else:
        tell_converted(made, name, output)


def target_format(to: str, output: Path | None) -> str:
    """Return the format to write, from its name or from the ending of the file."""
    from pubman.exports import EXPORTS, format_of
    from pubman.formats.format import find, unknown_format

    if to:
        named = find(to, EXPORTS)
        if named is None:
            raise unknown_format(to, EXPORTS, "writes")
        return named.name
    found = format_of(output.name) if output else ""
    if found in EXPORTS:
        return found
    raise UsageError(
        "No format was given. Use --to.",
        Step("convert", "FILE --to bibtex"),
        f"formats: {', '.join(EXPORTS)}",
    )


def _guard(path: Path, made: Converted, *, force: bool) -> None:
    """Refuse to replace a file, unless it already holds what would be written."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder.")
    if not force and path.exists() and not _is_same(path, made):
        raise Refused(f"{path} already exists.", "--force replaces it")


def _is_same(path: Path, made: Converted) -> bool:
    """Return True if the file holds what would be written."""
    with path.open("rb") as there:
        made.file.seek(0)
        while (piece := there.read(_PIECE)) == made.file.read(_PIECE):
            if not piece:
                return True
    return False
