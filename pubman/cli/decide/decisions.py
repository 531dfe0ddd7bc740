"""same, apart, extends, mine, keep, hide, unhide: a person's decisions about publications."""

from __future__ import annotations

from collections.abc import Sequence

import click

from pubman.cli.arguments import keys_from, library
from pubman.cli.command import command
from pubman.cli.say import decisions as sentences
from pubman.cli.say.terminal import say
from pubman.errors import UsageError
from pubman.library import decisions

_note = click.option("--note", default="", help="The reason; it is kept with the decision.")
_keys = click.argument("keys", nargs=-1, required=True, metavar="KEY...")


@command("same")
@click.argument("keys", nargs=-1, required=True, metavar="A B...")
@_note
def same(keys: Sequence[str], note: str) -> None:
    """Merge publications into one. pubman never asks about them again."""
    with library() as shelf:
        say(sentences.merged(decisions.merge(shelf, keys_from(keys), note=note)))


@command("apart")
@click.argument("keys", nargs=-1, required=True, metavar="A [B]")
@_note
def apart(keys: Sequence[str], note: str) -> None:
    """Split two publications, or split one record (r18) off its publication."""
    with library() as shelf:
        say(sentences.split(decisions.split(shelf, keys_from(keys), note=note)))


@command("extends")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@_note
def extends(a: str, b: str, note: str) -> None:
    """Record that A is the extended version of B, such as a journal version.

    Both stay on your list, and each names the other.
    """
    with library() as shelf:
        say(sentences.extended(decisions.extend(shelf, a, b, note=note)))


@command("mine")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--source", default="", metavar="NAME", help="The whole list of a source or file.")
@click.option("--not-mine", is_flag=True, help="With --source: the list is not your own.")
@click.option("--person", default="", help="With --source: whose list it is, of several people.")
def mine(keys: Sequence[str], source: str, not_mine: bool, person: str) -> None:
    """Mark publications as yours, or with --source a whole file, even if they do not list you."""
    with library() as shelf:
        if source:
            from pubman.cli.say.own_lists import claimed
            from pubman.library.own_lists import claim

            done = claim(shelf, source, person=person, mine=not not_mine)
            say(claimed(done, mine=not not_mine))
            return
        if not keys or not_mine:
            raise UsageError("Name publications by their keys, or a file with --source NAME.")
        say(sentences.claimed(decisions.own(shelf, keys_from(keys), "mine")))


@command("keep")
@_keys
def keep(keys: Sequence[str]) -> None:
    """Keep publications that no source lists any more."""
    with library() as shelf:
        say(sentences.kept(decisions.own(shelf, keys_from(keys), "kept")))


@command("hide")
@_keys
def hide(keys: Sequence[str]) -> None:
    """Leave publications off your lists. pubman never asks about them again."""
    with library() as shelf:
        say(sentences.hidden(decisions.own(shelf, keys_from(keys), "hidden")))


@command("unhide")
@_keys
def unhide(keys: Sequence[str]) -> None:
    """Put hidden publications back."""
    with library() as shelf:
        say(sentences.shown_again(decisions.unhide(shelf, keys_from(keys))))
