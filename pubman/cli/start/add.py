"""add: one publication, fetched by its identifier or typed in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from pubman.cli.arguments import keys_from, library
from pubman.cli.command import command, dry_run_option, json_option
from pubman.cli.say.terminal import say
from pubman.errors import PubmanError, Step, UsageError
from pubman.library.typed_fields import TypedFields
from pubman.options import declared

F = TypeVar("F", bound=Callable[..., Any])


def _typed_options(command: F) -> F:
    """Add an option for each field that can be typed in."""
    for each in reversed(declared(TypedFields)):
        several = each.default == ()
        option = f"--{each.other or each.name}"
        add_it = click.option(
            option, each.name, default=each.default, multiple=several, help=each.doc
        )
        command = add_it(command)
    return command


@command("add")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@_typed_options
@dry_run_option()
@json_option()
def add(ids: Sequence[str], dry_run: bool, as_json: bool, **fields: Any) -> None:
    """Add a publication: by ID, or typed in, such as one that is only submitted.

    ID is a DOI, an arXiv id, a dblp key, a PMID or PMCID, an ISBN, a bibcode, or the number of a
    paper at HAL, INSPIRE (inspire:123), zbMATH (zbmath:123) or ORCID (iD/123). Several IDs may
    follow each other. With - they are read from stdin, one per line.

    When dblp or another source lists what you typed in, the two are merged and the source wins.
    """
    typed = TypedFields(**fields)
    if ids and (typed.title or typed.authors):
        raise UsageError("Give either an ID to fetch, or --title and --author to type a paper in.")
    if ids:
        _fetch(ids, dry_run=dry_run, as_json=as_json)
        return
    if not typed.title or not typed.authors:
        raise UsageError(
            "Missing --author." if typed.title else "Missing an ID, or --title and --author.",
            Step("add", "10.1145/3694715.3695975", "(a DOI, an arXiv id or a dblp key)"),
            Step("add", '--title "..." --author "..." --year 2026 --status submitted'),
        )
    _type_in(typed, dry_run=dry_run, as_json=as_json)


def _fetch(ids: Sequence[str], *, dry_run: bool, as_json: bool) -> None:
    from pubman.cli.say.add import tell_added
    from pubman.library.fetched_entry import add_fetched, fetch_one
    from pubman.library.sync.dblp.source import host_for
    from pubman.library.sync.run import session_for

    readings, failed = [], []
    with library() as shelf, session_for(shelf.config, notify=say) as session:
        host = host_for(shelf.config.dblp)
        wanted = dict.fromkeys(keys_from(ids))
        for text in wanted:
            try:
                readings.append(fetch_one(shelf, session, host, text))
            except PubmanError as error:
                if len(wanted) == 1:
                    raise
                failed.append(error)
        added = add_fetched(shelf, readings, dry_run=dry_run) if readings else []
    tell_added(added, failed, dry_run=dry_run, as_json=as_json)
    if failed:
        click.get_current_context().exit(4 if readings else 1)


def _type_in(typed: TypedFields, *, dry_run: bool, as_json: bool) -> None:
    from pubman.cli.say.add import tell_added
    from pubman.library.fetched_entry import Added
    from pubman.library.typed_entry import add as add_one
    from pubman.library.typed_entry import typed_record

    record = typed_record(typed)
    with library() as shelf:
        done, joined = add_one(shelf, record, dry_run=dry_run)
    place = record.status or record.venue or "no venue"
    added = Added(
        key=done.key,
        title=record.title,
        place=f"{place} {record.year or ''}".strip(),
        joined=joined,
        status=record.status,
    )
    tell_added([added], dry_run=dry_run, as_json=as_json, typed=True)
