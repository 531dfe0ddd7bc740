"""What a shell can complete: KEYs, fields, tags, roles and lists, looked up in the store.

Loaded only while a shell asks (see ``frame.load``). A store that cannot be read completes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import click
from click.shell_completion import CompletionItem

from pubman.cli.settings import Settings
from pubman.errors import PubmanError
from pubman.library.opened import CONFIG_NAME, find_store

_MOST: Final = 200
Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def _ask(context: click.Context, sql: str, *values: str) -> list[CompletionItem]:
    from pubman.store.query import ask

    path = find_store((context.find_object(Settings) or Settings()).db)
    if path is None or not path.exists():
        return []
    try:
        rows = ask(path, f"{sql} LIMIT {_MOST}", values, seconds=1).rows
    except PubmanError:
        return []
    return [CompletionItem(row[0], help=row[1] or "") for row in rows]


def complete_key(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The cite keys that begin so, with their titles."""
    return _ask(
        context,
        "SELECT key, title FROM publications WHERE key >= ? AND key < ? ORDER BY key",
        incomplete,
        incomplete + "\U0010ffff",
    )


def complete_tag(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The tags that begin so, with how many publications have them."""
    return _ask(
        context,
        "SELECT tag, count(*) || ' publications' FROM publication_tags WHERE tag >= ? AND tag < ? "
        "GROUP BY tag ORDER BY tag",
        incomplete,
        incomplete + "\U0010ffff",
    )


def complete_field(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The fields of ``pubman set`` that begin so."""
    from pubman.record import FIELDS

    named = {name: field.doc for name, field in FIELDS.items()} | {"key": "the cite key"}
    return [CompletionItem(n, help=doc) for n, doc in named.items() if n.startswith(incomplete)]


def complete_role(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The usual roles of authors that begin so."""
    roles = ("equal", "corresponding", "supervised")
    return [CompletionItem(role) for role in roles if role.startswith(incomplete)]


def complete_list(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The lists of ``pubman.toml`` that begin so."""
    from pubman.config import load

    path = find_store((context.find_object(Settings) or Settings()).db)
    if path is None:
        return []
    try:
        lists = load(path.absolute().parent / CONFIG_NAME).lists
    except PubmanError:
        return []
    return [
        CompletionItem(each.name, help=each.output)
        for each in lists
        if each.name and each.name.startswith(incomplete)
    ]


_BY_METAVAR: Final = ("KEY", "KEY...", "A", "B", "A B...", "A [B]")
_BY_PARAMETER: Final[dict[tuple[str, str], Completer]] = {
    ("set", "field"): complete_field,
    ("unset", "field"): complete_field,
    ("tag", "name"): complete_tag,
    ("untag", "name"): complete_tag,
    ("mark", "role"): complete_role,
    ("unmark", "role"): complete_role,
    ("export", "words"): complete_list,
    ("why", "key"): complete_key,
    ("why", "other"): complete_key,
    ("link", "key"): complete_key,
    ("unlink", "key"): complete_key,
    ("edit", "key"): complete_key,
}


def attach(name: str, command: click.Command) -> None:
    """Tells the parameters of a command how they are completed."""
    for parameter in command.params:
        completer = _BY_PARAMETER.get((name, parameter.name or ""))
        if completer is None and parameter.metavar in _BY_METAVAR:
            completer = complete_key
        if completer is not None:
            parameter._custom_shell_complete = completer  # noqa: SLF001 - click sets it only when it is made
