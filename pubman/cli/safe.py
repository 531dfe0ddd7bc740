"""undo, redo: taking back, and doing again."""

from __future__ import annotations

import click

from pubman.cli.keys import library
from pubman.cli.talk import say


@click.command("undo")
@click.argument("number", type=int, required=False)
@click.option("--with-later", is_flag=True, help="Also take back what rests on it.")
def undo(number: int | None, with_later: bool) -> None:
    """Take back the latest change, or the one of that NUMBER in the log."""
    from pubman.library import history

    with library() as shelf:
        for line in history.undo(shelf, number, with_later=with_later):
            say(f"Undone {line.id}, {line.command}: {line.summary}. (pubman redo)")


@click.command("redo")
@click.argument("number", type=int, required=False)
def redo(number: int | None) -> None:
    """Do again what was undone last."""
    from pubman.library import history

    with library() as shelf:
        line = history.redo(shelf, number)
        say(f"Done again {line.id}, {line.command}: {line.summary}. (pubman undo)")
