"""set, unset, tag, untag, mark, unmark, link, unlink: what a person adds to a publication."""

from __future__ import annotations

from collections.abc import Sequence

import click

from pubman.cli.arguments import keys_from, library
from pubman.cli.command import command, json_option
from pubman.cli.say import fields as sentences
from pubman.cli.say.terminal import answer, say, warn
from pubman.fields import FIELDS
from pubman.library import attributes, fields
from pubman.library.fields import ALIASES

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
@json_option()
def set_(key: str, field: str, value: str, person: str, as_json: bool) -> None:
    """Set FIELD of a publication to VALUE. Your value overrides all sources.

    An empty VALUE ("") empties the field, even if the sources have a value. pubman unset goes back
    to the sources.
    """
    with library() as shelf:
        done = fields.set_field(shelf, key, field, value, person=person)
        answer(sentences.value_set(done), sentences.as_json([done]), as_json=as_json)
        if warning := sentences.too_few_people(done):
            warn(warning)


@command("unset")
@_key
@click.argument("field", metavar="FIELD")
@_person
@json_option()
def unset(key: str, field: str, person: str, as_json: bool) -> None:
    """Remove your value of FIELD and use the sources again."""
    with library() as shelf:
        done = fields.unset_field(shelf, key, field, person=person)
        answer(sentences.value_unset(done), sentences.as_json([done]), as_json=as_json)


@command("tag")
@_tag_words
@json_option()
def tag(words: Sequence[str], as_json: bool) -> None:
    """Add a tag to publications."""
    _tag(words, present=True, as_json=as_json)


@command("untag")
@_tag_words
@json_option()
def untag(words: Sequence[str], as_json: bool) -> None:
    """Remove a tag from publications."""
    _tag(words, present=False, as_json=as_json)


def _tag(words: Sequence[str], *, present: bool, as_json: bool) -> None:
    with library() as shelf:
        name, keys, old_order = attributes.split_tag_arguments(shelf, words)
        done = attributes.tag(shelf, name, keys_from(keys), present=present)
        sentence = sentences.tagged(name, done, present=present)
        answer(sentence, sentences.as_json(done), as_json=as_json)
        if old_order:
            say(sentences.tag_comes_last(name, keys, "tag" if present else "untag"))


@command("mark")
@_key
@click.argument("role", metavar="ROLE")
@click.argument("authors", nargs=-1, required=True, metavar="AUTHOR...")
@json_option()
def mark(key: str, role: str, authors: Sequence[str], as_json: bool) -> None:
    """Give authors of a publication a role, such as equal or corresponding.

    AUTHOR is a name as on the paper, a family name, or a number (2 for the second author).
    """
    _mark(key, role, authors, present=True, as_json=as_json)


@command("unmark")
@_key
@click.argument("role", metavar="ROLE")
@click.argument("authors", nargs=-1, required=True, metavar="AUTHOR...")
@json_option()
def unmark(key: str, role: str, authors: Sequence[str], as_json: bool) -> None:
    """Remove a role from authors of a publication."""
    _mark(key, role, authors, present=False, as_json=as_json)


def _mark(key: str, role: str, authors: Sequence[str], *, present: bool, as_json: bool) -> None:
    with library() as shelf:
        done = attributes.mark(shelf, key, role, authors, present=present)
        sentence = sentences.marked(done[0], present=present)
        answer(sentence, sentences.as_json(done), as_json=as_json)


@command("link")
@_key
@click.argument("label", metavar="LABEL")
@click.argument("url", metavar="URL")
@json_option()
def link(key: str, label: str, url: str, as_json: bool) -> None:
    """Add a link with a label to a publication.

    URL is an address, or a path as seen from the folder of the list: papers/x.pdf.
    """
    with library() as shelf:
        done = attributes.link(shelf, key, label, url)
        answer(sentences.linked(done), sentences.as_json([done]), as_json=as_json)
        if done.missing:
            warn(sentences.missing_file(done))


@command("unlink")
@_key
@click.argument("label", metavar="LABEL")
@json_option()
def unlink(key: str, label: str, as_json: bool) -> None:
    """Remove a link from a publication."""
    with library() as shelf:
        done = attributes.link(shelf, key, label, "")
        answer(sentences.unlinked(done), sentences.as_json([done]), as_json=as_json)
