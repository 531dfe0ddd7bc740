"""list, search, show, why, status, log: looking, never changing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import click

from pubman.cli.arguments import library
from pubman.cli.say.terminal import (
    cut,
    print_data,
    print_json,
    print_table,
    print_text,
    say,
    suggest,
    wrap,
)
from pubman.record import Publication


@click.command("list")
@click.argument("words", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Also what is hidden, asked or not yours.")
@click.option("--others", is_flag=True, help="What is in the store and not yours.")
@click.option("--hidden", is_flag=True, help="What you hid.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def list_(
    words: Sequence[str], everything: bool, others: bool, hidden: bool, as_json: bool
) -> None:
    """Show your publications, one a line, newest first; WORDS narrow as in search."""
    narrowed = [*words]
    if everything:
        narrowed.append("is:all")
    elif others:
        narrowed.append("is:other")
    elif hidden:
        narrowed.append("is:hidden")
    from pubman.library.selection import ONE_LINE, choose, left_out
    from pubman.pages.arrangement import sort

    with library() as shelf:
        if as_json:
            from pubman.library.presentation import present

            pubs = present(shelf, sort(choose(shelf, narrowed)))
        else:
            pubs = sort(choose(shelf, narrowed, only=ONE_LINE))
        _print_publications(pubs, as_json=as_json)
        if words and not pubs:
            say(f"No publication of yours has {cut(' '.join(words), 60)}. (pubman list --all)")
        if not narrowed:
            missing = left_out(shelf)
            if missing:
                parts = ", ".join(f"{count} {reason}" for reason, count in missing.items())
                say(f"Not on this list: {parts} (pubman list --all)")
            if not pubs and not missing:
                say("No publications yet.")
                suggest("pubman import FILE (Scholar CSV, .bib, RIS), or pubman sync --dblp")


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def search(words: Sequence[str], as_json: bool) -> None:
    """Find publications by words in title, authors, venue, abstract or notes, the best first.

    Narrow with author:, title:, venue:, year:2019..2021, kind:, tag:, era:, person:, source:,
    status: and is:hidden; "a phrase" stands together, the last letters of a word may be missing.
    """
    from pubman.library.selection import ONE_LINE
    from pubman.store.keys import publications
    from pubman.store.search import find

    with library() as shelf:
        ids = find(shelf.store, words, listed=False, ranked=True)
        only = None if as_json else ONE_LINE
        by_id = {pub.id: pub for pub in publications(shelf.store, ids, only=only)}
        pubs = [by_id[each] for each in ids]
        if as_json:
            from pubman.library.presentation import present

            pubs = present(shelf, pubs)
        _print_publications(pubs, as_json=as_json)
        if not ids:
            say(f"No publication has {cut(' '.join(words), 60)}.")


def _print_publications(pubs: Sequence[Publication], *, as_json: bool) -> None:
    if as_json:
        from pubman.listing import Options, Section
        from pubman.pages import render

        print_data(render("json", [Section(publications=tuple(pubs))], Options()))
        return
    print_table([_line(pub) for pub in pubs])


def _line(pub: Publication) -> tuple[str, str, str, str]:
    venue = pub.canonical.acronym if pub.canonical else pub.venue
    state = "hidden" if pub.hidden else {True: "", False: "not yours", None: "yours?"}[pub.mine]
    marks = "".join(f" [{mark}]" for mark in (pub.status, state) if mark)
    return (pub.key, str(pub.year or "----"), cut(venue, 16), pub.title + marks)


@click.command("show")
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@click.option("--json", "as_json", is_flag=True, help="As JSON, every field.")
@click.option("--bibtex", "as_bibtex", is_flag=True, help="As BibTeX.")
def show(keys: Sequence[str], as_json: bool, as_bibtex: bool) -> None:
    """Show everything about one publication (or several)."""
    from pubman.cli.arguments import keys_from
    from pubman.library.presentation import present
    from pubman.listing import Options, Section
    from pubman.pages import render
    from pubman.store.keys import publications, resolve

    with library() as shelf:
        found = (resolve(shelf.store, key).publication for key in keys_from(keys))
        ids = list(dict.fromkeys(found))
        by_id = {pub.id: pub for pub in publications(shelf.store, ids)}
        pubs = tuple(present(shelf, [by_id[each] for each in ids]))
        if as_json or as_bibtex:
            name = "json" if as_json else "bibtex"
            print_data(render(name, [Section(publications=pubs)], Options()))
            return
        for number, pub in enumerate(pubs):
            if number:
                print_text("")
            _print_one(pub)


def _print_one(pub: Publication) -> None:
    venue = pub.canonical.acronym if pub.canonical else pub.venue
    for line in wrap(f"{pub.key}  {pub.title}", rest="  "):
        print_text(line)
    for label, value in (
        ("authors", ", ".join(_author(each) for each in pub.authorships)),
        ("venue", ", ".join(p for p in (venue, pub.venue if pub.venue != venue else "") if p)),
        ("date", str(pub.date or "")),
        ("kind", pub.kind),
        ("volume", pub.volume),
        ("number", pub.number),
        ("pages", pub.pages),
        ("publisher", pub.publisher),
        ("school", pub.school),
        ("place", pub.place),
        ("doi", pub.doi),
        ("arxiv", pub.arxiv_id),
        ("url", pub.url),
        ("status", pub.status),
        ("award", pub.award),
        ("note", pub.note),
        ("era", pub.era),
        ("tags", ", ".join(pub.tags)),
        ("links", ", ".join(f"{link.label} {link.url}" for link in pub.links)),
        ("extends", ", ".join(pub.extends)),
        ("extended by", ", ".join(pub.extended_by)),
        ("sources", ", ".join(pub.sources)),
        ("yours", {True: "", False: "no", None: "asked (pubman review)"}[pub.mine]),
        ("hidden", "yes (pubman unhide)" if pub.hidden else ""),
    ):
        if value:
            for line in wrap(value, first=f"  {label:11} ", rest=" " * 14):
                print_text(line)


def _author(authorship: Any) -> str:
    roles = f" ({', '.join(authorship.roles)})" if authorship.roles else ""
    return f"{authorship.name.full}{roles}"


@click.command("why")
@click.argument("key")
@click.argument("other", required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def why(key: str, other: str | None, as_json: bool) -> None:
    """Say why records are one publication, by which rule, and who gave each field.

    With two KEYs: what pubman makes of the two, and why. KEY may be followed by a field name to
    see only that field.
    """
    from pubman.cli.say.why import print_field, print_two, print_why, why_as_json
    from pubman.library import explain
    from pubman.record import FIELDS

    with library() as shelf:
        if other in FIELDS:
            print_field(explain.why(shelf, key), str(other))
        elif other:
            print_two(*explain.why_two(shelf, key, other), as_json=as_json)
        elif as_json:
            print_json(why_as_json(explain.why(shelf, key)))
        else:
            print_why(explain.why(shelf, key))


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def status(as_json: bool) -> None:
    """Say what is in the store, what waits, and what was done last."""
    from pubman.library.status import overview

    with library() as shelf:
        found = overview(shelf)
    if as_json:
        print_json(found.as_json())
        return
    for label, lines in found.lines():
        for number, line in enumerate(lines):
            head = f"{label:9} " if number == 0 else " " * 10
            for part in wrap(line, first=head, rest=" " * 10):
                print_text(part)
    print_text("")
    print_text("Your year in three: pubman sync, pubman review, pubman export")


@click.command("log")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True,
              help="So many, latest first.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def log(limit: int, as_json: bool) -> None:
    """Show what was done, latest first; pubman undo takes the latest back."""
    from pubman.library.history import log as read_log

    with library() as shelf:
        lines = read_log(shelf, limit)
    if as_json:
        print_json([asdict(line) for line in lines])
        return
    print_table(
        [
            (line.id, _local(line.at), line.command + (" (undone)" if line.undone else ""),
             line.summary)
            for line in lines
        ],
        right=[0],
        indent=2,
    )  # fmt: skip
    if not lines:
        say("Nothing was done yet.")


def _local(at: str) -> str:
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
