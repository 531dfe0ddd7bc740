"""query, schema, rebuild, config: for people who look inside the store."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from importlib.util import find_spec

import click

from pubman.cli.arguments import library
from pubman.cli.command import command, dry_run_option, json_option
from pubman.cli.say.terminal import answer, complain, print_data, print_json, print_text
from pubman.cli.settings import settings
from pubman.data import data_path
from pubman.errors import Install


@command("query")
@click.argument("sql", metavar="SQL")
@click.argument("parameters", nargs=-1, metavar="[VALUE]...")
@json_option("Print JSON: a list of objects.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV with a header.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Print a Markdown table.")
@click.option("--plain", is_flag=True, help="Print values only, separated by tabs.")
def query(
    sql: str, parameters: Sequence[str], as_json: bool, as_csv: bool, as_markdown: bool, plain: bool
) -> None:
    """Query the store in SQL. Only reading is possible.

    Begin with: select * from bibliography. A ? in the statement is replaced by the next VALUE.
    """
    from pubman.cli.say import data as reports
    from pubman.store.query import ask

    with library() as shelf:
        answer = ask(shelf.store.path, sql, parameters)
    if as_json:
        print_json([dict(zip(answer.columns, row, strict=True)) for row in answer.rows])
    elif as_csv:
        reports.print_csv(answer)
    elif as_markdown:
        reports.print_markdown(answer)
    elif plain:
        reports.print_values(answer)
    else:
        reports.print_rows(answer)


@command("schema")
@click.argument("names", nargs=-1, metavar="[TABLE]...")
@json_option()
def schema(names: Sequence[str], as_json: bool) -> None:
    """Explain the views and tables of the store: what a row is, and what each column means."""
    from pubman.cli.say.data import print_schema, schema_as_json
    from pubman.store.schema import describe

    with library() as shelf:
        found = describe(shelf.store, names)
    if as_json:
        print_json(schema_as_json(found))
    else:
        print_schema(found, columns=bool(names))


@command("rebuild")
@dry_run_option()
@json_option()
def rebuild(dry_run: bool, as_json: bool) -> None:
    """Match and merge all records again, from the sources and your decisions alone."""
    from pubman.cli.say.data import rebuilt_as_json, tell_rebuilt
    from pubman.derive import rebuild as rebuilding

    with library() as shelf:
        done = rebuilding.rebuild(shelf, dry_run=dry_run)
    if as_json:
        print_json(rebuilt_as_json(done))
    else:
        tell_rebuilt(done, dry_run=dry_run)


@command("config")
@click.option("--datasette", is_flag=True, help="Print the path of the metadata for Datasette.")
@click.option("--help-keys", is_flag=True, help="Explain every key of pubman.toml.")
@click.option("--spelling", default="", metavar="NAME", help="Add a spelling of your name.")
@click.option(
    "--account",
    nargs=2,
    default=None,
    metavar="SERVICE ID",
    help="Add your account at a service: orcid 0000-..., dblp 12/3456.",
)
@click.option(
    "--person", default="", help="With --spelling or --account: whose, if there are several."
)
@click.option("--add-person", default="", metavar="NAME", help="Add a person, such as a colleague.")
@json_option()
def config(
    datasette: bool,
    help_keys: bool,
    spelling: str,
    account: tuple[str, str] | None,
    person: str,
    add_person: str,
    as_json: bool,
) -> None:
    """Show where the store and pubman.toml are, and what pubman.toml says."""
    if account:
        _add_account(*account, person=person, as_json=as_json)
        return
    if spelling or add_person:
        _learn_name(spelling, add_person, person=person, as_json=as_json)
        return
    if datasette:
        if not (shutil.which("datasette") or find_spec("datasette")):
            complain("Datasette is not installed.", [Install("explore")], label="warning")
        print_text(str(data_path("datasette.yaml")))
        return
    if help_keys:
        from pubman.cli.documentation import page_for
        from pubman.cli.say.pager import paged

        with paged():
            print_data(page_for("configuration"))
        return
    from pubman.cli.say.data import config_as_json, print_config
    from pubman.config import load
    from pubman.library.session import CONFIG_NAME, find_store, no_store

    path = find_store(settings().db)
    if path is None:
        raise no_store()
    store, file = path.absolute(), path.absolute().parent / CONFIG_NAME
    found = load(file)
    if as_json:
        print_json(config_as_json(store, file, found))
    else:
        print_config(store, file, found)


def _add_account(service: str, number: str, *, person: str, as_json: bool) -> None:
    from pubman.cli.say.own_lists import account_added
    from pubman.library.person_accounts import add_account

    with library() as shelf:
        owner = add_account(shelf, service, number, person=person)
    data = {"person": owner, "service": service}
    answer(account_added(owner, service), data, as_json=as_json)


def _learn_name(spelling: str, name: str, *, person: str, as_json: bool) -> None:
    from pubman.cli.say.own_lists import learned, learned_as_json
    from pubman.library.list_claims import learn_person, learn_spelling

    with library() as shelf:
        if name:
            done = learn_person(shelf, name)
        else:
            done = learn_spelling(shelf, spelling, person=person)
    answer(learned(done, name or spelling), learned_as_json(done), as_json=as_json)
