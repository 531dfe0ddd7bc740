"""dedupe: duplicates among files, without a store."""

from __future__ import annotations

from pathlib import Path

import click

from pubman.cli.command import command, force_option, json_option
from pubman.errors import Refused, UsageError

_FILE = click.Path(path_type=Path)


@command("dedupe")
@click.argument("files", metavar="FILE...", type=_FILE, nargs=-1, required=True)
@click.option(
    "-o", "--output", type=_FILE, required=True, metavar="FILE", help="The merged file to write."
)
@click.option("--to", "to", default="", metavar="FORMAT", help="Its format; default: its ending.")
@click.option("--groups", type=_FILE, metavar="FILE", help="Write which entries are one work.")
@click.option("--ask", type=_FILE, metavar="FILE", help="Write the pairs that you should judge.")
@click.option(
    "--decisions", type=_FILE, metavar="FILE", help="Read your answers from a file of --ask."
)
@click.option("--why", is_flag=True, help="Add the evidence to the table of groups.")
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    help="Where to compare: this machine, or a Spark cluster.",
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    metavar="N",
    help="Compare in N processes.",
)
@click.option(
    "--work", type=_FILE, metavar="FOLDER", help="Keep what is done, and resume from there."
)
@force_option("Replace files that exist.")
@json_option()
def dedupe(
    files: tuple[Path, ...],
    output: Path,
    to: str,
    groups: Path | None,
    ask: Path | None,
    decisions: Path | None,
    why: bool,
    engine: str,
    workers: int,
    work: Path | None,
    force: bool,
    as_json: bool,
) -> None:
    """Merge the duplicates among the entries of files, without a store.

    Any formats in, one merged file out. What pubman cannot decide stays two entries; --ask writes
    these pairs into a table. Fill in its column "answer" and pass it to --decisions.
    """
    from pubman.cli.publish.convert import target_format
    from pubman.cli.say.dedupe import deduplicated_as_json, tell_deduplicated
    from pubman.cli.say.progress import Progress
    from pubman.cli.say.terminal import print_json
    from pubman.dedupe.local import deduplicate
    from pubman.dedupe.results import Wanted

    wanted = Wanted(
        output=output,
        format=target_format(to, output),
        groups=groups,
        questions=ask,
        answers=decisions,
        why=why,
    )
    _guard([path for path in (output, groups, ask) if path], files, decisions, force=force)
    if engine == "spark":
        from pubman.dedupe.spark import deduplicate_on_spark

        done = deduplicate_on_spark(files, wanted, watch=Progress().watch)
    else:
        done = deduplicate(files, wanted, folder=work, workers=workers, watch=Progress().watch)
    if as_json:
        print_json(deduplicated_as_json(done, wanted))
    else:
        tell_deduplicated(done, wanted)


def _guard(
    outputs: list[Path], files: tuple[Path, ...], decisions: Path | None, *, force: bool
) -> None:
    """Refuse to write over what is read, and over files that exist."""
    read = {path.resolve() for path in (*files, *([decisions] if decisions else ()))}
    for path in outputs:
        if path.resolve() in read:
            raise UsageError(f"{path} is also read. Choose another name for the output.")
        if path.exists() and not force:
            raise Refused(f"{path} exists.", "--force replaces it.")
        if not path.absolute().parent.is_dir():
            raise UsageError(f"{path.parent} is not a folder.")
