"""query, schema, rebuild, config: the store for those who look inside."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence

import click

from pubman.cli.arguments import library
from pubman.cli.say.terminal import plural, print_data, print_json, print_table, print_text, say
from pubman.cli.settings import settings
from pubman.data import data_path


@click.command("query")
@click.argument("sql")
@click.argument("parameters", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="As JSON: a list of objects.")
@click.option("--csv", "as_csv", is_flag=True, help="As CSV with a header.")
@click.option("--markdown", "as_markdown", is_flag=True, help="As a Markdown table.")
@click.option("--plain", is_flag=True, help="Values only, tabs between, no header.")
def query(
    sql: str, parameters: Sequence[str], as_json: bool, as_csv: bool, as_markdown: bool, plain: bool
) -> None:
    """Ask the store in SQL; only reading is possible. Begin with: select * from bibliography"""
    from pubman.store.query import ask

    with library() as shelf:
        answer = ask(shelf.store.path, sql, parameters)
    if as_json:
        print_json([dict(zip(answer.columns, row, strict=True)) for row in answer.rows])
    elif as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(answer.columns)
        writer.writerows(answer.rows)
    elif as_markdown:
        _print_markdown(answer.columns, answer.rows)
    elif plain:
        for row in answer.rows:
            print_data("\t".join("" if value is None else str(value) for value in row))
    else:
        print_table(answer.rows, header=answer.columns)
        if not answer.rows:
            say("No rows.")


def _print_markdown(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    def cell(value: object) -> str:
        text = "" if value is None else " ".join(str(value).split())
        return text.replace("\\", "\\\\").replace("|", "\\|")

    print_data(f"| {' | '.join(columns)} |")
    print_data(f"|{' --- |' * len(columns)}")
    for row in rows:
        print_data(f"| {' | '.join(cell(value) for value in row)} |")


@click.command("schema")
@click.argument("names", nargs=-1, metavar="[TABLE]...")
def schema(names: Sequence[str]) -> None:
    """Explain the store's views and tables: what a row is, and what every column means."""
    from pubman.store.schema import describe

    with library() as shelf:
        found = describe(shelf.store, names)
    for number, table in enumerate(found):
        if number:
            print_text("")
        print_text(f"{table.name} ({table.kind}): {table.doc}")
        if names:
            print_table([(c.name, c.type, c.doc) for c in table.columns], indent=2)
    if not names:
        say("Columns: pubman schema bibliography")


@click.command("rebuild")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would change and write nothing.")
def rebuild(dry_run: bool) -> None:
    """Work out all conclusions again, from what sources and you said alone."""
    from pubman.derive import rebuild as rebuilding

    with library() as shelf:
        done = rebuilding.rebuild(shelf, dry_run=dry_run)
    for each in done.changed:
        what = "joined from" if each.joined else "split from"
        say(f"{each.key}  {what} {', '.join(each.before) or 'nothing'}: {each.why}", sign="~")
    for kind, *keys in done.asked:
        say(f"question  {kind}? {' '.join(filter(None, keys))}", sign="+")
    for kind, *keys in done.answered:
        say(f"question  {kind}? {' '.join(filter(None, keys))}", sign="-")
    count = plural(done.publications, "publication")
    if done.changed or done.asked or done.answered:
        say(f"{count}, {len(done.changed)} of them changed.")
    else:
        say(f"{count}, the same as before.")
    if dry_run:
        say("Nothing written (--dry-run).")


@click.command("config")
@click.option("--datasette", is_flag=True, help="Print where the metadata for Datasette lies.")
@click.option("--spelling", default="", metavar="NAME", help="Add a spelling of your name.")
@click.option("--person", default="", help="With --spelling: whose name, if there are several.")
def config(datasette: bool, spelling: str, person: str) -> None:
    """Show where the store and pubman.toml are, and what pubman.toml says."""
    if spelling:
        from pubman.cli.say.own_lists import learned
        from pubman.library.own_lists import learn_spelling

        with library() as shelf:
            say(learned(learn_spelling(shelf, spelling, person=person), spelling))
        return
    if datasette:
        print_text(str(data_path("datasette.yaml")))
        return
    from pubman.config import load
    from pubman.library.session import CONFIG_NAME, find_store, no_store

    path = find_store(settings().db)
    if path is None:
        raise no_store()
    file = path.absolute().parent / CONFIG_NAME
    said = load(file)
    rows = [("store", str(path.absolute())), ("config", str(file))]
    rows += [("person", f"{p.name.full}  {' '.join(p.pids)}".rstrip()) for p in said.people]
    rows += [
        ("era", f"{era.name}  {era.start or '...'} to {era.end or '...'}") for era in said.eras
    ]
    rows += [("list", f"{each.name}  {each.format or 'html'}  {each.output}".rstrip())
             for each in said.lists]  # fmt: skip
    rows += [("source", f"{s.name}  rank {s.rank}") for s in said.sources]
    rows += [("venue", f"{v.acronym or v.id}  {v.name}") for v in said.venues]
    print_table(rows)
