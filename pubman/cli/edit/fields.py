"""set, unset, tag, untag, mark, unmark, link, unlink: what a person adds to a publication."""

from __future__ import annotations

from collections.abc import Sequence

import click

from pubman.cli.arguments import keys_from, library
from pubman.cli.command import command
from pubman.cli.say import fields as sentences
from pubman.cli.say.terminal import say, warn
from pubman.library import attributes, fields
from pubman.library.fields import ALIASES
from pubman.record import FIELDS

_key = click.argument("key", metavar="KEY")
_person = click.option(
    "--person", default="", help="For era: whose era, if there are several people."
)
_tag_words = click.argument("words", nargs=-1, required=True, metavar="KEY... TAG")


@command(
    "set",
    epilog=f"Fields: {', '.join([*FIELDS, 'key'])}. One author: authors.3. Any other field of "
    f"BibTeX: extra.NAME. Also understood: {', '.join(ALIASES)}.",
)
@_key
@click.argument("field", metavar="FIELD")
@click.argument("value", metavar="VALUE")
@_person
def set_(key: str, field: str, value: str, person: str) -> None:
    """Set FIELD of a publication to VALUE. Your value overrides all sources.

    An empty VALUE ("") empties the field, even if the sources have a value. pubman unset goes back
    to the sources.
    """
    with library() as shelf:
        done = fields.set_field(shelf, key, field, value, person=person)
        say(sentences.value_set(done))
        if warning := sentences.too_few_people(done):
            warn(warning)


@command("unset")
@_key
@click.argument("field", metavar="FIELD")
@_person
def unset(key: str, field: str, person: str) -> None:
    """Remove your value of FIELD and use the sources again."""
    with library() as shelf:
        say(sentences.value_unset(fields.unset_field(shelf, key, field, person=person)))


@command("tag")
@_tag_words
def tag(words: Sequence[str]) -> None:
    """Add a tag to publications."""
    _tag(words, present=True)


@command("untag")
@_tag_words
def untag(words: Sequence[str]) -> None:
    """Remove a tag from publications."""
    _tag(words, present=False)


def _tag(words: Sequence[str], *, present: bool) -> None:
    with library() as shelf:
        name, keys, old_order = attributes.split_tag_arguments(shelf, words)
        done = attributes.tag(shelf, name, keys_from(keys), present=present)
        say(sentences.tagged(name, done, present=present))
        if old_order:
            say(sentences.tag_comes_last(name, keys, "tag" if present else "untag"))


@command("mark")
@_key
@click.argument("role", metavar="ROLE")
@click.argument("authors", nargs=-1, required=True, metavar="AUTHOR...")
def mark(key: str, role: str, authors: Sequence[str]) -> None:
    """Give authors of a publication a role, such as equal or corresponding.

    AUTHOR is a name as on the paper, a family name, or a number (2 for the second author).
    """
    _mark(key, role, authors, present=True)


@command("unmark")
@_key
@click.argument("role", metavar="ROLE")
@click.argument("authors", nargs=-1, required=True, metavar="AUTHOR...")
def unmark(key: str, role: str, authors: Sequence[str]) -> None:
    """Remove a role from authors of a publication."""
    _mark(key, role, authors, present=False)


def _mark(key: str, role: str, authors: Sequence[str], *, present: bool) -> None:
    with library() as shelf:
        done = attributes.mark(shelf, key, role, authors, present=present)[0]
        say(sentences.marked(done, present=present))


@command("link")
@_key
@click.argument("label", metavar="LABEL")
@click.argument("url", metavar="URL")
def link(key: str, label: str, url: str) -> None:
    """Add a link with a label to a publication.

    URL is an address, or a path as seen from the folder of the list: papers/x.pdf.
    """
    with library() as shelf:
        done = attributes.link(shelf, key, label, url)
        say(sentences.linked(done))
        if done.missing:
            warn(sentences.missing_file(done))


@command("unlink")
@_key
@click.argument("label", metavar="LABEL")
def unlink(key: str, label: str) -> None:
    """Remove a link from a publication."""
    with library() as shelf:
        say(sentences.unlinked(attributes.link(shelf, key, label, "")))
