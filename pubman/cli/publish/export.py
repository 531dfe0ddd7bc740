"""export: write the lists of pubman.toml, or one list of what a search finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pubman.cli.arguments import library
from pubman.cli.command import command, dry_run_option, force_option, json_option
from pubman.cli.say import export as report
from pubman.errors import UsageError
from pubman.fields import UNPUBLISHED_STATUSES

if TYPE_CHECKING:
    from pubman.cli.publish.written_lists import Request
    from pubman.config import ListConfig

_STATUSES = ("any", *sorted(UNPUBLISHED_STATUSES))
_SEVERAL_FILES = frozenset({"pages", "site"})
"""The formats that always make a folder of files."""


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
@json_option("Print what was written as JSON. For publications: pubman list --json.")
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
    as_json: bool,
) -> None:
    """Write every list of pubman.toml that names an output, or only the list called NAME.

    With --format or -o, write one list of what WORDS select, as in search.
    """
    from pubman.cli.publish.chosen_lists import chosen_lists
    from pubman.cli.publish.written_lists import Request, write_into, write_lists, write_source

    format_ = _format_named(format_)
    request = Request(
        words=tuple(words),
        output=_as_folder(output, format_),
        limit=limit,
        force=force,
        dry_run=dry_run,
        report=report.Report(dry_run=dry_run, as_json=as_json),
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
    with library() as shelf:
        if source:
            write_source(shelf, source, format_, request)
        else:
            chosen, rest = chosen_lists(shelf, words, format_, output, into)
            _check(chosen, request, into)
            request = replace(request, words=tuple(rest))
            chosen = [_adapted(each, changes) for each in chosen]
            if into:
                write_into(shelf, chosen, into, request)
            else:
                write_lists(shelf, chosen, request)
    request.report.finish()


def _format_named(name: str) -> str:
    """Return the name of a format for a name or alias. ``UsageError`` for an unknown one."""
    from pubman.exports import FORMATS
    from pubman.formats.format import find, unknown_format

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


def _adapted(config: ListConfig, changes: Mapping[str, Any]) -> ListConfig:
    """Return a list with what the command line changes in it."""
    return replace(config, **{name: value for name, value in changes.items() if value is not None})


def _check(chosen: Sequence[ListConfig], request: Request, into: Path | None) -> None:
    from pubman.library.output_folders import is_folder

    if (request.output or request.prune) and len(chosen) > 1:
        raise UsageError("-o and --prune work with one list only.")
    if request.output and into:
        raise UsageError("Use either -o or --into.")
    if request.prune and not is_folder(request.output or chosen[0].output):
        raise UsageError("--prune works with a folder only.")
