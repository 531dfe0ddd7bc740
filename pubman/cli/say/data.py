"""The reports of query, schema, rebuild and config."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pubman.cli.say.tables import print_table
from pubman.cli.say.terminal import plural, print_data, print_text, say
from pubman.config import Config
from pubman.derive.rebuild import Rebuilt
from pubman.store.query import QueryResult
from pubman.store.schema import Table

# ---------------------------------------------------------------------------------------- query


def print_csv(answer: QueryResult) -> None:
    """Print the rows as CSV with a header."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(answer.rows)


def print_markdown(answer: QueryResult) -> None:
    """Print the rows as a Markdown table."""
    print_data(f"| {' | '.join(answer.columns)} |")
    print_data(f"|{' --- |' * len(answer.columns)}")
    for row in answer.rows:
        print_data(f"| {' | '.join(_markdown_cell(value) for value in row)} |")


def _markdown_cell(value: object) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return text.replace("\\", "\\\\").replace("|", "\\|")


def print_values(answer: QueryResult) -> None:
    """Print the values only, with tabs between them."""
    for row in answer.rows:
        print_data("\t".join("" if value is None else str(value) for value in row))


def print_rows(answer: QueryResult) -> None:
    """Print the rows as aligned columns with a header."""
    print_table(answer.rows, header=answer.columns)
    if not answer.rows:
        say("No rows.")


# --------------------------------------------------------------------------------------- schema


def print_schema(tables: Sequence[Table], *, columns: bool) -> None:
    """Print what each table is, and with ``columns`` what each column means."""
    for number, table in enumerate(tables):
        if number:
            print_text("")
        print_text(f"{table.name} ({table.kind}): {table.doc}")
        if columns:
            rows = [(each.name, each.type, each.doc) for each in table.columns]
            print_table(rows, indent=2, styles={0: "heading", 1: "dim"})
    if not columns:
        say("To see the columns: pubman schema bibliography")


def schema_as_json(tables: Sequence[Table]) -> list[dict[str, Any]]:
    """Return the tables and their columns as plain data."""
    return [
        {
            "name": table.name,
            "kind": table.kind,
            "description": table.doc,
            "columns": [
                {"name": each.name, "type": each.type, "description": each.doc}
                for each in table.columns
            ],
        }
        for table in tables
    ]


# -------------------------------------------------------------------------------------- rebuild


def tell_rebuilt(done: Rebuilt, *, dry_run: bool) -> None:
    """Print which publications and questions a rebuild changed."""
    for each in done.changed:
        what = "merged from" if each.joined else "split from"
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
        say("Dry run: nothing was written.")


def rebuilt_as_json(done: Rebuilt) -> dict[str, Any]:
    """Return what a rebuild changed as plain data."""
    return {
        "publications": done.publications,
        "changed": [
            {
                "key": each.key,
                "change": "merged" if each.joined else "split",
                "before": list(each.before),
                "why": each.why,
            }
            for each in done.changed
        ],
        "questions_opened": [_question_as_json(each) for each in done.asked],
        "questions_closed": [_question_as_json(each) for each in done.answered],
    }


def _question_as_json(question: Sequence[str]) -> dict[str, Any]:
    kind, *keys = question
    return {"kind": kind, "keys": [key for key in keys if key]}


# --------------------------------------------------------------------------------------- config


def print_config(store: Path, file: Path, config: Config) -> None:
    """Print where the store and pubman.toml are, and what pubman.toml says."""
    rows = [("store", str(store)), ("config", str(file))]
    rows += [("person", f"{p.name.full}  {' '.join(p.pids)}".rstrip()) for p in config.people]
    rows += [
        ("era", f"{era.name}  {era.start or '...'} to {era.end or '...'}") for era in config.eras
    ]
    rows += [
        ("list", f"{each.name}  {each.format or 'html'}  {each.output}".rstrip())
        for each in config.lists
    ]
    rows += [("source", f"{each.name}  rank {each.rank}") for each in config.sources]
    rows += [("venue", f"{each.acronym or each.id}  {each.name}") for each in config.venues]
    print_table(rows, styles={0: "heading"})


def config_as_json(store: Path, file: Path, config: Config) -> dict[str, Any]:
    """Return where the store and pubman.toml are, and what pubman.toml says, as plain data."""
    return {
        "store": str(store),
        "config": str(file),
        "people": [
            {"id": p.id, "name": p.name.full, "dblp": list(p.pids), "orcid": p.orcid or None}
            for p in config.people
        ],
        "eras": [
            {"name": e.name, "from": str(e.start or "") or None, "to": str(e.end or "") or None}
            for e in config.eras
        ],
        "lists": [
            {"name": e.name, "format": e.format or "html", "output": e.output or None}
            for e in config.lists
        ],
        "sources": [{"name": e.name, "rank": e.rank} for e in config.sources],
        "venues": [{"id": v.id, "acronym": v.acronym, "name": v.name} for v in config.venues],
    }
