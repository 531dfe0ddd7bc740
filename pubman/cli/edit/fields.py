"""set, unset, tag, untag, mark, unmark, link, unlink: what a person says of fields."""

from __future__ import annotations

from collections.abc import Sequence

import click

from pubman.cli.arguments import keys_from, library
from pubman.cli.say.terminal import say
from pubman.library import fields as edit
from pubman.record import FIELDS

_UNCHANGED = "Nothing was changed."


def _shown(text: str) -> str:
    return f'"{text}"' if text else "empty"


@click.command(
    "set",
    epilog="Fields: "
    + ", ".join([*FIELDS, "key"])
    + ". One author: authors.3. Any other: extra.NAME",
)
@click.argument("key", metavar="KEY")
@click.argument("field")
@click.argument("value")
@click.option("--person", default="", help="For era: whose, where there are several people.")
def set_(key: str, field: str, value: str, person: str) -> None:
    """Set FIELD of a publication. It stays, whatever the sources say; "" empties it for good."""
    with library() as shelf:
        done = edit.set_field(shelf, key, field, value, person=person)
        if not done.operation:
            say(f"{done.key}: {field} is {_shown(done.after)} already. {_UNCHANGED}")
            return
        if field == "key":
            say(f"{done.before} is now {done.after}; the former key still leads to it.")
            return
        was = f" (was: {_shown(done.before)})" if done.before != done.after else ""
        say(f"{done.key}: {field} is now {_shown(done.after)}{was}. Yours stays.")


@click.command("unset")
@click.argument("key", metavar="KEY")
@click.argument("field")
@click.option("--person", default="", help="For era: whose, where there are several people.")
def unset(key: str, field: str, person: str) -> None:
    """Let the sources give FIELD again."""
    with library() as shelf:
        done = edit.unset_field(shelf, key, field, person=person)
        if not done.operation:
            say(f"{done.key}: {field} was not set by hand. {_UNCHANGED}")
            return
        where = "by date" if field == "era" else "from the sources"
        say(f"{done.key}: {field} is {_shown(done.after)} again"
            + (f", {where}." if done.after else ": no source gives it."))  # fmt: skip


@click.command("tag")
@click.argument("name")
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
def tag(name: str, keys: Sequence[str]) -> None:
    """Put a tag on publications: pubman tag selected KEY..."""
    _tag(name, keys, present=True)


@click.command("untag")
@click.argument("name")
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
def untag(name: str, keys: Sequence[str]) -> None:
    """Take a tag off publications."""
    _tag(name, keys, present=False)


def _tag(name: str, keys: Sequence[str], *, present: bool) -> None:
    with library() as shelf:
        done = edit.tag(shelf, name, keys_from(keys), present=present)
        if not done[0].operation:
            say(f"Tag {name}: so it was already. {_UNCHANGED}")
            return
        keys_text = ", ".join(each.key for each in done)
        say(f"Tag {name} {'on' if present else 'off'}: {keys_text}")


@click.command("mark")
@click.argument("key", metavar="KEY")
@click.argument("role")
@click.argument("authors", nargs=-1, required=True, metavar="AUTHOR...")
def mark(key: str, role: str, authors: Sequence[str]) -> None:
    """Give authors a role: pubman mark KEY equal "Bo Zhao" "Huanzhou Zhu"

    An author is named as on the paper, by family name, or by place (2).
    """
    _mark(key, role, authors, present=True)


@click.command("unmark")
@click.argument("key", metavar="KEY")
@click.argument("role")
@click.argument("authors", nargs=-1, required=True, metavar="AUTHOR...")
def unmark(key: str, role: str, authors: Sequence[str]) -> None:
    """Take a role away from authors."""
    _mark(key, role, authors, present=False)


def _mark(key: str, role: str, authors: Sequence[str], *, present: bool) -> None:
    with library() as shelf:
        done = edit.mark(shelf, key, role, authors, present=present)[0]
        if not done.operation:
            say(f"{done.key}: so it was already. {_UNCHANGED}")
            return
        say(f"{done.key}: {done.after} {'marked' if present else 'no longer marked'} {role}")


@click.command("link")
@click.argument("key", metavar="KEY")
@click.argument("label")
@click.argument("url")
def link(key: str, label: str, url: str) -> None:
    """Attach a labelled link: pubman link KEY pdf https://example.org/paper.pdf"""
    with library() as shelf:
        done = edit.link(shelf, key, label, url)
        if not done.operation:
            say(f"{done.key}: {label} is {done.after} already. {_UNCHANGED}")
            return
        say(f"{done.key}: {label} -> {done.after}")


@click.command("unlink")
@click.argument("key", metavar="KEY")
@click.argument("label")
def unlink(key: str, label: str) -> None:
    """Take a link off."""
    with library() as shelf:
        done = edit.link(shelf, key, label, "")
        say(f"{done.key}: link {label} is off (it was {done.before})")
