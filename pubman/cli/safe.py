"""undo, redo, backup, restore, doctor, dump, load: taking back, and keeping safe."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pubman.cli.arguments import library
from pubman.cli.say.terminal import plural, print_json, print_table, print_text, say, wrap
from pubman.cli.settings import settings
from pubman.errors import PubmanError

if TYPE_CHECKING:
    from pubman.library.history import LogLine


@click.command("undo")
@click.argument("number", type=int, required=False)
@click.option("--with-later", is_flag=True, help="Also take back what rests on it.")
def undo(number: int | None, with_later: bool) -> None:
    """Take back the latest change, or the one of that NUMBER in the log."""
    from pubman.library import history

    with library() as shelf:
        for line in history.undo(shelf, number, with_later=with_later):
            say(f"Undone {_named(line)} (pubman redo)")


@click.command("redo")
@click.argument("number", type=int, required=False)
def redo(number: int | None) -> None:
    """Do again what was undone last."""
    from pubman.library import history

    with library() as shelf:
        line = history.redo(shelf, number)
        say(f"Done again {_named(line)} (pubman undo)")


def _named(line: LogLine) -> str:
    """``10, set: tiling  note = Remark.``: one full stop, whatever the summary ends with."""
    return f"{line.id}, {line.command}: {line.summary.removesuffix('.')}."


@click.command("backup")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
              help="Where to, instead of the folder beside the store.")  # fmt: skip
def backup(output: Path | None) -> None:
    """Copy the whole store into the folder pubs.backups beside it, while others may use it.

    pubman makes such copies by itself before it does something big, and keeps the last five of
    those; yours stay until you delete them.
    """
    from pubman.library import safekeeping

    with library() as shelf:
        made = safekeeping.make_backup(shelf, output)
        say(f"Backup: {output or made.shown}, {_size(made.path)}")


@click.command("restore")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--list", "list_", is_flag=True, help="Name the backups, the newest first.")
@click.option("-f", "--force", is_flag=True, help="Also where the store has later work.")
def restore(file: Path | None, list_: bool, force: bool) -> None:
    """Bring back a backup: FILE, or the newest.

    What is there now is kept as a backup of its own. A store with later work than the backup is
    only replaced with --force.
    """
    from pubman.library import safekeeping
    from pubman.store.backup import backups_of, folder_of

    store = safekeeping.store_to_restore(settings().db)
    if list_:
        found = backups_of(store)
        print_table([(each.path.name, _size(each.path)) for each in found], right=[1])
        if not found:
            say("No backups yet. (pubman backup)")
        return
    if file is not None and not file.exists() and (folder_of(store) / file.name).exists():
        file = folder_of(store) / file.name
    done = safekeeping.restore(store, file, force=force)
    before = "" if done.before is None else f" ({done.before} before)"
    say(f"{store.name} is that of {done.source.name}: "
        f"{plural(done.publications, 'publication')}{before}.")  # fmt: skip
    if done.kept and done.before is None:
        say(f"What was there could not be used; it lies beside it as {done.kept.name}.")
    elif done.kept:
        say("Not so? What was there is kept:")
        say(f"pubman restore --force {_quoted(done.kept.name)}", indent=2)


@click.command("doctor")
@click.option("--fix", is_flag=True, help="Mend what can be mended, after a backup.")
@click.option("--exit-code", is_flag=True, help="End with 3 where something is found.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def doctor(fix: bool, exit_code: bool, as_json: bool) -> int:
    """Examine the store: the file, its references, its conclusions, the folder it lies in.

    It looks and changes nothing, but with --fix. Damage ends with exit code 1.
    """
    from pubman.cli.commands import COMMANDS
    from pubman.library import safekeeping

    with library() as shelf:
        found = safekeeping.examine(shelf)
        mended = safekeeping.mend(shelf, found) if fix else []
        if mended:
            found = safekeeping.examine(shelf)
    if as_json:
        print_json([{"level": f.level, "message": f.message, "hint": f.hint} for f in found])
    for line in mended:
        say(line, sign="~")
    for finding in [] if as_json else found:
        print_text("\n".join(wrap(f"{finding.level:7} {finding.message}", rest=" " * 8)))
        if finding.hint:
            print_text(f"{'':7} {finding.hint}")
    bad = [finding for finding in found if finding.level != "notice"]
    if not bad:
        say("The store is sound: file, references, search index, conclusions.")
    if "check" in COMMANDS:
        say("What your publications lack: pubman check")
    if any(finding.level == "damage" for finding in found):
        return 1
    return 3 if exit_code and bad else 0


@click.command("dump")
@click.argument("folder", type=click.Path(path_type=Path))
def dump(folder: Path) -> None:
    """Write the facts as text into FOLDER: sorted lines of JSON, made for git.

    Written are the records as the sources gave them and what you said of them, and pubman.toml;
    nothing pubman worked out, and not the log. pubman load FOLDER makes a store of it again.
    """
    from pubman.library import safekeeping

    with library() as shelf:
        rows = safekeeping.write_dump(shelf, folder)
        say(f"{folder}: {plural(rows, 'row')}.")


@click.command("load")
@click.argument("source", type=click.Path(path_type=Path), metavar="FOLDER|FILE")
def load(source: Path) -> None:
    """Take the facts from a FOLDER that dump wrote, in place of those that are here.

    A FILE is another store, such as the second version a synchronised folder has made: what it has
    comes beside what is here; of two answers to one question the later holds. What was there before
    is kept as a backup. Where there is no store, one is made.
    """
    from pubman.library import safekeeping

    done = safekeeping.load(source, db=settings().db, tell=say)
    if done.wrote_config:
        say("Wrote pubman.toml, from the dump.")
    say(f"{source}: {plural(done.rows, 'row')}. {plural(done.publications, 'publication')}"
        + (" in a new store." if done.made else f" now, {done.before} before."))  # fmt: skip
    if done.kept:
        say("Not so? What was there is kept:")
        say(f"pubman restore --force {_quoted(done.kept.path.name)}", indent=2)


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes the shell complete commands, KEYs, fields, tags and lists.

    In ~/.bashrc: eval "$(pubman completion bash)"; zsh alike in ~/.zshrc; for fish:
    pubman completion fish > ~/.config/fish/completions/pubman.fish
    """
    from click.shell_completion import get_completion_class

    from pubman.cli.completion import BASH
    from pubman.cli.frame import root

    found = get_completion_class(shell)
    if found is None:
        raise PubmanError(f"{shell} is not known.")
    with_shell = found(root, {}, "pubman", "_PUBMAN_COMPLETE")
    bash = shell == "bash"
    sys.stdout.write(BASH % with_shell.source_vars() if bash else with_shell.source())


def _size(path: Path) -> str:
    try:
        number = path.stat().st_size
    except OSError:
        return ""
    return f"{number / 1e6:.1f} MB" if number >= 1e6 else f"{number / 1000:.0f} kB"


def _quoted(name: str) -> str:
    import shlex

    return shlex.quote(name)
