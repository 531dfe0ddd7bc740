"""The pages of the reference that are made from the code.

The command line, the registries of formats, the table of fields and that of ``pubman.toml`` are the
only place for this information. ``scripts/make_reference.py`` writes the pages for the site, and
``pubman docs`` makes them when they are read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import click

from pubman.cli import frame
from pubman.cli.commands import COMMANDS, SYNONYMS
from pubman.cli.json_schemas import SCHEMAS
from pubman.config.keys import TABLES, Key
from pubman.exports import FORMATS
from pubman.fields import EXTRA, FIELDS, KINDS, STATUSES
from pubman.formats import READERS
from pubman.formats.portals import PORTALS

_MADE: Final = "<!-- made by scripts/make_reference.py: change the code, not this page -->"

_HOLDS: Final = {
    "text": "a text",
    "texts": "a text, or a list of them",
    "flag": "true or false",
    "number": "a number",
    "count": "a whole number",
    "date": "a date: 2016, 2016-10, 2016-10-01",
    "words": "a table of texts",
    "table": "a table",
    "tables": "tables",
}

_EXIT_CODES: Final = {
    0: "done (an import that stored something is done, even if some entries were left out)",
    1: "an error: one sentence says what, and what did not happen",
    2: "wrong usage: an unknown command, option or KEY, or a KEY of several publications",
    3: "something waits or was found, only under `--exit-code`",
    4: "one source failed while others succeeded",
    130: "interrupted (Ctrl-C or SIGTERM): unfinished work was not written",
}


def commands_page() -> str:
    """Return the Markdown of commands.md: the help of every command, in the order of the help."""
    parts = [_MADE, "# Commands", _contents(), "## pubman", _help(frame.root, "pubman")]
    headings = dict.fromkeys(row.heading for row in COMMANDS.values())
    for heading in headings:
        parts.append(f"## {heading}")
        for name, row in COMMANDS.items():
            if row.heading == heading:
                parts.append(command_section(name).rstrip())
    parts += ["## Exit codes", _table(("code", "meaning"), _EXIT_CODES.items())]
    known = [(f"`{word}`", f"`pubman {to}`") for word, to in SYNONYMS.items() if to in COMMANDS]
    parts += ["## If you come from another program", _table(("there", "here"), sorted(known))]
    return "\n\n".join(parts) + "\n"


def command_section(name: str) -> str:
    """Return the section of one command: its help."""
    return f"### pubman {name}\n\n{_help(frame.load(name), f'pubman {name}')}\n"


def fields_page() -> str:
    """Return the Markdown of fields.md: what ``pubman set`` can set, the kinds and the statuses."""
    fields = [(f"`{name}`", each.type, each.doc) for name, each in FIELDS.items()]
    other = "any other field of a BibTeX entry, under its own name; it goes back out in BibTeX"
    fields.append((f"`{EXTRA}NAME`", "text", other))
    kinds = [(f"`{name}`", doc) for name, doc in KINDS.items()]
    intro = (
        "The fields of `pubman set KEY FIELD VALUE`. What you set stays, even if the sources\n"
        "have other values. `pubman unset KEY FIELD` uses the values of the sources again."
    )
    parts = [_MADE, "# Fields", intro, _table(("field", "type", "what it is"), fields)]
    parts += ["## Kinds", _table(("kind", "what it is"), kinds)]
    parts += ["## Statuses", ", ".join(f"`{status}`" for status in STATUSES)]
    return "\n\n".join(parts) + "\n"


def configuration_page() -> str:
    """Return the Markdown of configuration.md: every table and key of ``pubman.toml``."""
    intro = (
        "`pubman.toml` is beside `pubs.db`. Keep it in version control with your pages.\n"
        "`pubman init` writes it, and nothing in it is required. A key that is not in these\n"
        "tables is an error that names the nearest right one."
    )
    parts = [_MADE, "# pubman.toml", intro]
    for path, table in TABLES.items():
        parts += [f"## {_title(path)}", table.doc]
        parts.append(_table(("key", "holds", "what it means"), map(_key, table.keys)))
    return "\n\n".join(parts) + "\n"


def formats_page() -> str:
    """Return the Markdown of formats.md: what can be imported and what can be exported."""
    sources = [
        (f"`{name}`", each.label, ", ".join(f".{end}" for end in each.endings), each.hint)
        for name, each in READERS.items()
    ]
    exports = [(f"`{name}`", each.described, each.extension) for name, each in FORMATS.items()]
    found = "`pubman import` detects the format from the content. `--from NAME` names it."
    written = "`pubman export --format NAME`, or `format` of a list in `pubman.toml`."
    parts = [_MADE, "# Formats", "## Import", found]
    parts.append(_table(("name", "format", "usual ending", "source"), sources))
    portals = [(each.name, each.choose, f"`{each.format}`", each.care) for each in PORTALS]
    asked = "The export to choose at a portal or in a program, and the details that pubman handles."
    parts += ["## Portals and programs", asked]
    parts.append(_table(("where", "what to choose", "format", "what pubman handles"), portals))
    parts += ["## Export", written, _table(("name", "what it is", "ending"), exports)]
    return "\n\n".join(parts) + "\n"


def json_page() -> str:
    """Return the Markdown of json.md: what ``--json`` prints, command by command."""
    intro = (
        "Every command that reports something takes `--json`. Numbers are numbers, dates are ISO\n"
        "8601, and a value that is not known is null or left out. The keys below keep their\n"
        "names and meaning. There may be new ones, so ignore those that you do not know."
    )
    parts = [_MADE, "# JSON", intro]
    for name, (text, schema) in SCHEMAS.items():
        parts += [f"## pubman {name}", text]
        parts.append(f"```json\n{json.dumps(schema, indent=1)}\n```")
    return "\n\n".join(parts) + "\n"


def _title(path: str) -> str:
    if not path:
        return "The file"
    parent, _, name = path.rpartition(".")
    holds = next(key.type for key in TABLES[parent].keys if key.name == name)
    return f"[[{path}]]" if holds == "tables" else f"[{path}]"


def _key(key: Key) -> tuple[str, str, str]:
    notes = ["needed"] if key.required else []
    if key.choices:
        notes.append(" or ".join(f"`{each}`" for each in key.choices if each))
    if key.default is False or key.default not in {None, "", 0}:
        notes.append(f"by default {_value(key.default)}")
    if key.other:
        notes.append(f"also understood as `{key.other}`")
    said = f"{key.doc} ({'; '.join(notes)})" if notes else key.doc
    return f"`{key.name}`", _HOLDS[key.type], said


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_value, value))
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def _contents() -> str:
    rows = [(f"`pubman {name}`", row.help) for name, row in COMMANDS.items()]
    return _table(("command", "what it does"), rows)


def _help(command: click.Command, path: str) -> str:
    parent = click.Context(frame.root, info_name="pubman") if path != "pubman" else None
    context = click.Context(
        command,
        info_name=path.rpartition(" ")[2],
        parent=parent,
        terminal_width=80,
        help_option_names=["-h", "--help"],
    )
    lines = (line.rstrip() for line in command.get_help(context).splitlines())
    return "```text\n" + "\n".join(lines) + "\n```"


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in row) + " |" for row in lines)


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("<", "&lt;")


PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "commands": commands_page,
    "configuration": configuration_page,
    "fields": fields_page,
    "formats": formats_page,
    "json": json_page,
}
"""The pages by name."""
