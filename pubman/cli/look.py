"""list, search, show, why, status, log: commands that look and change nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import click

from pubman.cli.arguments import keys_from, library
from pubman.cli.command import Command, command, json_option
from pubman.cli.say import publications as sentences
from pubman.cli.say.pager import paged
from pubman.cli.say.terminal import print_data, print_json, say, suggest
from pubman.library.session import Library
from pubman.record import Publication

_limit = click.option("--limit", type=click.IntRange(min=1), help="Show at most this many.")


class WordsCommand(Command):
    """A command that takes search words. ``-word`` excludes a word, so it is not an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse ``args`` after turning ``-word`` into ``not:word``."""
        known = {option for parameter in self.params for option in parameter.opts}
        return super().parse_args(ctx, [_as_excluded(arg, known) for arg in args])


def _as_excluded(argument: str, options: set[str]) -> str:
    """Return ``not:word`` for ``-word``; single letters and long options stay options."""
    is_word = argument[:1] == "-" and argument[1:2].isalnum() and len(argument) > 2
    return f"not:{argument[1:]}" if is_word and argument not in options else argument


@click.command("list", cls=WordsCommand)
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--all", "everything", is_flag=True, help="Also hidden ones, and those not yours.")
@click.option("--others", is_flag=True, help="Only those that are not yours.")
@click.option("--hidden", is_flag=True, help="Only those that you hid.")
@_limit
@json_option("Print JSON with every field.")
def list_(
    words: Sequence[str],
    everything: bool,
    others: bool,
    hidden: bool,
    limit: int | None,
    as_json: bool,
) -> None:
    """List your publications, one per line, newest first.

    WORDS narrow the list as in search.
    """
    narrowed = [*words]
    if everything:
        narrowed.append("is:all")
    elif others:
        narrowed.append("is:other")
    elif hidden:
        narrowed.append("is:hidden")
    with library() as shelf:
        pubs = _listed(shelf, narrowed, complete=as_json)[:limit]
        if as_json:
            _print_json(pubs)
            return
        with paged():
            sentences.print_lines(pubs)
        if words and not pubs:
            say(sentences.nothing_listed(words))
        if not narrowed:
            _tell_left_out(shelf, pubs)


def _listed(shelf: Library, words: Sequence[str], *, complete: bool) -> list[Publication]:
    from pubman.library.presentation import present
    from pubman.library.selection import ONE_LINE, choose
    from pubman.pages.arrangement import sort

    if complete:
        return list(present(shelf, sort(choose(shelf, words))))
    return list(sort(choose(shelf, words, only=ONE_LINE)))


def _tell_left_out(shelf: Library, pubs: Sequence[Publication]) -> None:
    from pubman.library.selection import left_out

    missing = left_out(shelf)
    if missing:
        say(sentences.left_out(missing))
    elif not pubs:
        say("No publications yet.")
        suggest("pubman import FILE (.bib, RIS, PubMed, Scholar CSV), or pubman sync")


@click.command("search", cls=WordsCommand)
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@_limit
@json_option("Print JSON with every field.")
def search(words: Sequence[str], limit: int | None, as_json: bool) -> None:
    """Find publications by words in title, authors, venue, abstract or notes, best match first.

    A word matches every word that begins with it. Put "quotes" around words that must be next to
    each other. -word leaves out publications with that word.

    Narrow with author:, title:, venue:, year:2019..2021, kind:, tag:, era:, person:, source:,
    status:, key: and is:hidden.
    """
    from pubman.library.presentation import present
    from pubman.library.selection import ONE_LINE
    from pubman.store.keys import publications
    from pubman.store.search import NAMES, find, unknown_names

    with library() as shelf:
        ids = find(shelf.store, words, listed=False, ranked=True)[:limit]
        only = None if as_json else ONE_LINE
        by_id = {pub.id: pub for pub in publications(shelf.store, ids, only=only)}
        pubs = [by_id[each] for each in ids]
        if as_json:
            _print_json(present(shelf, pubs))
        else:
            with paged():
                sentences.print_lines(pubs)
        if not ids:
            say(sentences.nothing_found(words, unknown_names(words), NAMES))


def _print_json(pubs: Sequence[Publication]) -> None:
    _print_as("json", pubs)


def _print_as(format: str, pubs: Sequence[Publication]) -> None:
    from pubman.listing import Options, Section
    from pubman.pages import render

    print_data(render(format, [Section(publications=tuple(pubs))], Options()))


@command("show")
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@json_option("Print JSON with every field.")
@click.option("--bibtex", "as_bibtex", is_flag=True, help="Print BibTeX.")
def show(keys: Sequence[str], as_json: bool, as_bibtex: bool) -> None:
    """Show all fields of a publication, or of several."""
    from pubman.library.presentation import present
    from pubman.store.keys import publications, resolve

    with library() as shelf:
        found = (resolve(shelf.store, key).publication for key in keys_from(keys))
        ids = list(dict.fromkeys(found))
        by_id = {pub.id: pub for pub in publications(shelf.store, ids)}
        pubs = present(shelf, [by_id[each] for each in ids])
        if as_json or as_bibtex:
            _print_as("json" if as_json else "bibtex", pubs)
            return
        with paged():
            sentences.print_separated(pubs)


@command("why")
@click.argument("key", metavar="KEY")
@click.argument("other", required=False, metavar="[KEY | FIELD]")
@json_option()
def why(key: str, other: str | None, as_json: bool) -> None:
    """Explain a publication: its records, the rule that merged them, the source of each field.

    With two KEYs: how pubman compares the two. With a FIELD: every value of that field.
    """
    from pubman.cli.say.why import print_field, print_two, print_why
    from pubman.cli.say.why_json import field_as_json, two_as_json, why_as_json
    from pubman.fields import FIELDS
    from pubman.library import explain
    from pubman.library.fields import ALIASES

    field = ALIASES.get(other or "", other or "")
    with library() as shelf:
        if field in FIELDS:
            reasons = explain.why(shelf, key)
            if as_json:
                print_json(field_as_json(reasons, field))
            else:
                print_field(reasons, field)
        elif other:
            pair = explain.why_two(shelf, key, other)
            if as_json:
                print_json(two_as_json(*pair))
            else:
                print_two(*pair)
        elif as_json:
            print_json(why_as_json(explain.why(shelf, key)))
        else:
            with paged():
                print_why(explain.why(shelf, key))


@command("status")
@json_option()
def status(as_json: bool) -> None:
    """Show what is in the store, what waits, and what was done last."""
    from pubman.cli.say.status import print_status
    from pubman.library.status import status as find_status

    with library() as shelf:
        found = find_status(shelf)
    if as_json:
        print_json(found.as_json())
    else:
        print_status(found)


@command("log")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="Show at most this many.",
)
@json_option()
def log(limit: int, as_json: bool) -> None:
    """List the changes, latest first. pubman undo NUMBER undoes one."""
    from pubman.cli.say.log import print_log
    from pubman.library.log import read_log

    with library() as shelf:
        lines = read_log(shelf, limit)
    if as_json:
        print_json([asdict(line) for line in lines])
        return
    with paged():
        print_log(lines)
    if not lines:
        say("Nothing was changed yet.")
