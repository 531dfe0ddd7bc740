"""undo, redo, backup, restore, doctor, dump, load: undoing, and keeping safe."""

from __future__ import annotations

from pathlib import Path

import click

from pubman.cli.arguments import library
from pubman.cli.command import command, force_option, json_option
from pubman.cli.say.terminal import answer, print_json, say
from pubman.cli.settings import settings
from pubman.errors import BadInput, Step

_number = click.argument("number", type=int, required=False, metavar="[NUMBER]")


@command("undo")
@_number
@click.option("--with-later", is_flag=True, help="Also undo the later changes that depend on it.")
@json_option()
def undo(number: int | None, with_later: bool, as_json: bool) -> None:
    """Undo the latest change, or the change with that NUMBER in pubman log."""
    from pubman.cli.say.log import as_json as data
    from pubman.cli.say.log import undone
    from pubman.library import history

    with library() as shelf:
        done = history.undo(shelf, number, with_later=with_later)
        answer("\n".join(map(undone, done)), data(done), as_json=as_json)


@command("redo")
@_number
@json_option()
def redo(number: int | None, as_json: bool) -> None:
    """Redo the latest undone change, or the change with that NUMBER in pubman log."""
    from pubman.cli.say.log import as_json as data
    from pubman.cli.say.log import redone
    from pubman.library import history

    with library() as shelf:
        done = history.redo(shelf, number)
        answer(redone(done), data([done]), as_json=as_json)


@command("backup")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the copy to FILE instead of the backup folder.",
)
@json_option()
def backup(output: Path | None, as_json: bool) -> None:
    """Copy the store into the folder pubs.backups beside it.

    pubman makes such copies by itself before a large change, and keeps the last five of them. Your
    own copies stay until you delete them.
    """
    from pubman.cli.say.safekeeping import backed_up, backup_as_json
    from pubman.library import safekeeping

    with library() as shelf:
        made = safekeeping.make_backup(shelf, output)
        answer(backed_up(made, output), backup_as_json(made), as_json=as_json)


@command("restore")
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE]")
@click.option("--list", "list_", is_flag=True, help="List the backups, the newest first.")
@json_option()
@force_option("Restore even if newer changes would be lost.")
def restore(file: Path | None, list_: bool, as_json: bool, force: bool) -> None:
    """Restore a backup: FILE, or the newest one.

    The present store is kept as a backup. If it has changes that the backup does not have, pubman
    asks for --force.
    """
    from pubman.cli.say.safekeeping import (
        backup_as_json,
        print_backups,
        restored_as_json,
        tell_restored,
    )
    from pubman.library import safekeeping
    from pubman.store.backup import backups_of

    store = safekeeping.store_to_restore(settings().db)
    if list_ and as_json:
        print_json([backup_as_json(each) for each in backups_of(store)])
    elif list_:
        print_backups(backups_of(store))
    else:
        done = safekeeping.restore(store, _backup(store, file), force=force)
        if as_json:
            print_json(restored_as_json(store, done))
        else:
            tell_restored(store, done)


def _backup(store: Path, file: Path | None) -> Path | None:
    """Return the backup that ``file`` means: a path, or a name in the backup folder."""
    from pubman.store.backup import folder_of

    if file is None or file.exists():
        return file
    named = folder_of(store) / file.name
    if not named.exists():
        raise BadInput(f"There is no backup {file}.", Step("restore", "--list"))
    return named


@command("doctor")
@click.option("--fix", is_flag=True, help="Repair what can be repaired, after a backup.")
@click.option("--full", is_flag=True, help="Compare all records with one another again, too.")
@click.option("--exit-code", is_flag=True, help="Exit with 3 if something is found.")
@json_option()
def doctor(fix: bool, full: bool, exit_code: bool, as_json: bool) -> int:
    """Check the store for damage: its file, references, conclusions and folder.

    Nothing is changed without --fix. Damage ends with exit code 1.
    """
    from pubman.cli.say.safekeeping import findings_as_json, print_findings
    from pubman.library import safekeeping

    with library() as shelf:
        found = safekeeping.examine(shelf, full=full, workers=None)
        repaired = safekeeping.mend(shelf, found) if fix else []
        if repaired:
            found = safekeeping.examine(shelf, full=full, workers=None)
    if as_json:
        print_json(findings_as_json(found))
    for line in repaired:
        say(line, sign="~")
    if not as_json:
        print_findings(found)
    bad = [finding for finding in found if finding.level != "notice"]
    if not bad:
        say("The store is in order: file, references, search index, conclusions.")
    say("For gaps in your publications: pubman check")
    if any(finding.level == "damage" for finding in found):
        return 1
    return 3 if exit_code and bad else 0


@command("dump")
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@json_option()
def dump(folder: Path, as_json: bool) -> None:
    """Write the store as text into FOLDER, as sorted lines of JSON for git.

    Writes the source records, your own changes and pubman.toml. Does not write derived data or the
    log. pubman load FOLDER reads it back.
    """
    from pubman.cli.say.safekeeping import dumped
    from pubman.library import safekeeping

    with library() as shelf:
        rows = safekeeping.write_dump(shelf, folder)
        answer(dumped(folder, rows), {"folder": str(folder), "rows": rows}, as_json=as_json)


@command("load")
@click.argument("source", type=click.Path(path_type=Path), metavar="FOLDER|FILE")
@json_option()
def load(source: Path, as_json: bool) -> None:
    """Load a FOLDER that dump wrote. It replaces the content of this store.

    A FILE is another store, such as a conflicting copy from a synchronised folder. Its content is
    added to this store. If both answered the same question, the later answer wins.

    The former store is kept as a backup. A new store is made if there is none.
    """
    from pubman.cli.say.safekeeping import loaded_as_json, tell_loaded
    from pubman.library import safekeeping

    done = safekeeping.load(source, db=settings().db, tell=say)
    if as_json:
        print_json(loaded_as_json(source, done))
    else:
        tell_loaded(source, done)
