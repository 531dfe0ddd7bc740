"""same, apart, extends, mine, hide, unhide: what a person says of publications."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from pubman.cli.arguments import keys_from, library
from pubman.cli.say.terminal import plural, say
from pubman.errors import UsageError
from pubman.library import decisions as decide

_NOTE = click.option("--note", default="", help="Why; kept with the decision.")
_NOTHING = "so it was already. Nothing was changed."


@click.command("same")
@click.argument("keys", nargs=-1, required=True, metavar="A B...")
@_NOTE
def same(keys: Sequence[str], note: str) -> None:
    """Say that publications are one: they become one line, and are never asked about again."""
    with library() as shelf:
        done = decide.say_same(shelf, keys_from(keys), note=note)
        if not done.changed:
            say(f"Same: {_NOTHING}")
            return
        say(f"Same: one line, key {done.keys[0]}. (pubman undo)")


@click.command("apart")
@click.argument("keys", nargs=-1, required=True, metavar="A [B]")
@_NOTE
def apart(keys: Sequence[str], note: str) -> None:
    """Say that two publications are different, or take one record (r18) out of its own."""
    with library() as shelf:
        done = decide.say_apart(shelf, keys_from(keys), note=note)
        if not done.changed:
            say(f"Apart: {_NOTHING}")
            return
        if len(done.targets) == 1:
            say(f"Apart: that record is a publication of its own now, key {done.keys[0]}. "
                "(pubman undo)")  # fmt: skip
            return
        say(f"Apart: {' and '.join(done.keys)} are two publications. (pubman undo)")


@click.command("extends")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@_NOTE
def extends(a: str, b: str, note: str) -> None:
    """Say that A is the extended version of B (a journal version of a conference paper)."""
    with library() as shelf:
        done = decide.say_extends(shelf, a, b, note=note)
        if not done.changed:
            say(f"Extends: {_NOTHING}")
            return
        say(f"{done.keys[0]} extends {done.keys[-1]}: two lines, tied. (pubman undo)")


@click.command("mine")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--source", default="", metavar="NAME", help="The whole list of a source or file.")
@click.option("--not-mine", is_flag=True, help="With --source: the list is not your own.")
@click.option("--person", default="", help="With --source: whose list it is, of several people.")
def mine(keys: Sequence[str], source: str, not_mine: bool, person: str) -> None:
    """Mark publications as yours, or with --source a whole file, whatever names are on them."""
    with library() as shelf:
        if source:
            from pubman.cli.say.own_lists import claimed
            from pubman.library.own_lists import claim

            done = claim(shelf, source, person=person, mine=not not_mine)
            say(claimed(done, mine=not not_mine))
            return
        if not keys or not_mine:
            raise UsageError("Name publications by their keys, or a file with --source NAME.")
        _tell("Mine", decide.own(shelf, keys_from(keys), "mine"), "on your lists")


@click.command("keep")
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
def keep(keys: Sequence[str]) -> None:
    """Keep publications on your lists that no source lists any more."""
    with library() as shelf:
        _tell("Kept", decide.own(shelf, keys_from(keys), "kept"), "kept, and not asked about again")


@click.command("hide")
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
def hide(keys: Sequence[str]) -> None:
    """Leave publications off your lists, and never ask again whose they are."""
    with library() as shelf:
        _tell("Hidden", decide.own(shelf, keys_from(keys), "hidden"), "off your lists")


@click.command("unhide")
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
def unhide(keys: Sequence[str]) -> None:
    """Put hidden publications back."""
    with library() as shelf:
        _tell("Back", decide.unhide(shelf, keys_from(keys)), "no longer hidden")


def _tell(word: str, done: Any, what: str) -> None:
    if not done.changed:
        say(f"{word}: {_NOTHING}")
        return
    shown = ", ".join(done.keys) if len(done.keys) <= 5 else plural(len(done.keys), "publication")
    say(f"{word}: {shown} {'is' if len(done.keys) == 1 else 'are'} {what}. (pubman undo)")
