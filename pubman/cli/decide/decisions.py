"""same, apart, extends, mine, keep, hide, unhide: a person's decisions about publications."""

from __future__ import annotations

from collections.abc import Sequence

import click

from pubman.cli.arguments import keys_from, library
from pubman.cli.command import command, json_option
from pubman.cli.say import decisions as sentences
from pubman.cli.say.terminal import answer
from pubman.errors import UsageError
from pubman.library import decisions

_note = click.option("--note", default="", help="The reason; it is kept with the decision.")
_keys = click.argument("keys", nargs=-1, required=True, metavar="KEY...")


@command("same")
@click.argument("keys", nargs=-1, required=True, metavar="A B...")
@_note
@json_option()
def same(keys: Sequence[str], note: str, as_json: bool) -> None:
    """Merge publications into one. pubman never asks about them again."""
    with library() as shelf:
        done = decisions.merge(shelf, keys_from(keys), note=note)
        answer(sentences.merged(done), sentences.as_json(done), as_json=as_json)


@command("apart")
@click.argument("keys", nargs=-1, required=True, metavar="A [B]")
@_note
@json_option()
def apart(keys: Sequence[str], note: str, as_json: bool) -> None:
    """Split two publications, or split one record (r18) off its publication."""
    with library() as shelf:
        done = decisions.split(shelf, keys_from(keys), note=note)
        answer(sentences.split(done), sentences.as_json(done), as_json=as_json)


@command("extends")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@_note
@json_option()
def extends(a: str, b: str, note: str, as_json: bool) -> None:
    """Record that A is the extended version of B, such as a journal version.

    Both stay on your list, and each names the other.
    """
    with library() as shelf:
        done = decisions.extend(shelf, a, b, note=note)
        answer(sentences.extended(done), sentences.as_json(done), as_json=as_json)


@command("mine")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--source", default="", metavar="NAME", help="The whole list of a source or file.")
@click.option("--not-mine", is_flag=True, help="With --source: the list is not your own.")
@click.option("--person", default="", help="With --source: whose list it is, of several people.")
@json_option()
def mine(keys: Sequence[str], source: str, not_mine: bool, person: str, as_json: bool) -> None:
    """Mark publications as yours, or with --source a whole file, even if they do not list you."""
    with library() as shelf:
        if source:
            from pubman.cli.say.own_lists import claim_as_json, claimed
            from pubman.library.list_claims import claim

            claim_done = claim(shelf, source, person=person, mine=not not_mine)
            sentence = claimed(claim_done, mine=not not_mine)
            answer(sentence, claim_as_json(claim_done), as_json=as_json)
            return
        if not keys or not_mine:
            raise UsageError("Name publications by their keys, or a file with --source NAME.")
        done = decisions.own(shelf, keys_from(keys), "mine")
        answer(sentences.claimed(done), sentences.as_json(done), as_json=as_json)


@command("keep")
@_keys
@json_option()
def keep(keys: Sequence[str], as_json: bool) -> None:
    """Keep publications that no source lists any more."""
    with library() as shelf:
        done = decisions.own(shelf, keys_from(keys), "kept")
        answer(sentences.kept(done), sentences.as_json(done), as_json=as_json)


@command("hide")
@_keys
@json_option()
def hide(keys: Sequence[str], as_json: bool) -> None:
    """Leave publications off your lists. pubman never asks about them again."""
    with library() as shelf:
        done = decisions.own(shelf, keys_from(keys), "hidden")
        answer(sentences.hidden(done), sentences.as_json(done), as_json=as_json)


@command("unhide")
@_keys
@json_option()
def unhide(keys: Sequence[str], as_json: bool) -> None:
    """Put hidden publications back."""
    with library() as shelf:
        done = decisions.unhide(shelf, keys_from(keys))
        answer(sentences.shown_again(done), sentences.as_json(done), as_json=as_json)
