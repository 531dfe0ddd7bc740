"""What a shell can complete: KEYs, fields, tags, roles and lists, looked up in the store.

This module loads only when a shell asks (see ``frame.load``). A store that cannot be read completes
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
from click.shell_completion import CompletionItem

from pubman.cli.settings import Settings
from pubman.errors import PubmanError
from pubman.library.session import CONFIG_NAME, find_store

if TYPE_CHECKING:
    from pubman.store.completions import Subject

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def _store(context: click.Context) -> Path | None:
    return find_store((context.find_object(Settings) or Settings()).db)


def _ask(context: click.Context, subject: Subject, beginning: str) -> list[CompletionItem]:
    """Return the words of a kind in the store that start with ``beginning``."""
    from pubman.store.completions import complete

    path = _store(context)
    if path is None or not path.exists():
        return []
    try:
        found = complete(path, subject, beginning)
    except PubmanError:
        return []
    return [CompletionItem(word, help=meaning) for word, meaning in found]


def complete_key(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the citation keys that begin like ``incomplete``, with their titles."""
    return _ask(context, "key", incomplete)


def complete_tag(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the tags that begin like ``incomplete``, with the number of their publications."""
    return _ask(context, "tag", incomplete)


def complete_key_or_tag(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the cite keys and the tags that begin like ``incomplete``."""
    keys = complete_key(context, parameter, incomplete)
    return keys + complete_tag(context, parameter, incomplete)


def complete_field(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the fields of ``pubman set`` that begin like ``incomplete``."""
    from pubman.fields import FIELDS

    named = {name: field.doc for name, field in FIELDS.items()} | {"key": "the cite key"}
    return _begin(named, incomplete)


def complete_role(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the usual roles of authors that begin like ``incomplete``."""
    return _begin(dict.fromkeys(("equal", "corresponding", "supervised"), ""), incomplete)


def complete_list(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the lists of ``pubman.toml`` that begin like ``incomplete``."""
    from pubman.config import load

    path = _store(context)
    if path is None:
        return []
    try:
        lists = load(path.absolute().parent / CONFIG_NAME).lists
    except PubmanError:
        return []
    return _begin({each.name: each.output for each in lists if each.name}, incomplete)


def complete_person(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the people of ``pubman.toml`` with a name that begins like ``incomplete``."""
    return _ask(context, "person", incomplete)


def complete_table(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the tables and views that begin like ``incomplete``."""
    return _ask(context, "table", incomplete)


def complete_backup(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the backups that begin like ``incomplete``, the newest first."""
    from pubman.store.backup import backups_of

    path = _store(context)
    found = backups_of(path) if path else []
    return _begin({each.path.name: each.reason for each in found}, incomplete)


def complete_output(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the formats that ``export`` and ``convert`` write."""
    from pubman.pages import FORMATS

    return _begin({name: each.described for name, each in FORMATS.items()}, incomplete)


def complete_input(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the formats that ``import`` and ``convert`` read."""
    from pubman.formats import READERS

    return _begin({name: each.label for name, each in READERS.items()}, incomplete)


def _begin(named: Mapping[str, str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(n, help=doc) for n, doc in named.items() if n.startswith(incomplete)]


_BY_METAVAR: Final = ("KEY", "KEY...", "A", "B", "A B...", "A [B]")
_BY_PARAMETER: Final[dict[tuple[str, str], Completer]] = {
    ("set", "field"): complete_field,
    ("unset", "field"): complete_field,
    ("tag", "words"): complete_key_or_tag,
    ("untag", "words"): complete_key_or_tag,
    ("mark", "role"): complete_role,
    ("unmark", "role"): complete_role,
    ("export", "words"): complete_list,
    ("export", "format_"): complete_output,
    ("convert", "to"): complete_output,
    ("convert", "from_"): complete_input,
    ("import", "format_"): complete_input,
    ("import", "person"): complete_person,
    ("sync", "person"): complete_person,
    ("set", "person"): complete_person,
    ("unset", "person"): complete_person,
    ("restore", "file"): complete_backup,
    ("schema", "names"): complete_table,
    ("why", "key"): complete_key,
    ("why", "other"): complete_key,
    ("link", "key"): complete_key,
    ("unlink", "key"): complete_key,
    ("edit", "key"): complete_key,
}


def attach(name: str, command: click.Command) -> None:
    """Tell the parameters of a command how they are completed."""
    for parameter in command.params:
        completer = _BY_PARAMETER.get((name, parameter.name or ""))
        if completer is None and parameter.metavar in _BY_METAVAR:
            completer = complete_key
        if completer is not None:
            parameter._custom_shell_complete = completer  # noqa: SLF001 - click sets it only when it is made


BASH: Final = """\
%(complete_func)s() {
    local IFS=$'\\n' line=${COMP_LINE:0:COMP_POINT} cut="" answer each type value
    local -a words
    IFS=$' \\t' read -r -a words <<< "$line"
    [[ $line == *[[:space:]] ]] && words+=("")
    # bash splits Zhao:2020 at the colon, and replaces only the text after the last one.
    [[ ${words[-1]} == *:* && $COMP_WORDBREAKS == *:* ]] && cut="${words[-1]%%:*}:"
    answer=$(env COMP_WORDS="$line" COMP_CWORD=$((${#words[@]} - 1)) \\
        %(complete_var)s=bash_complete $1)
    COMPREPLY=()
    for each in $answer; do
        IFS=',' read -r type value <<< "$each"
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            *) COMPREPLY+=("${value#"$cut"}") ;;
        esac
    done
}
complete -o nosort -F %(complete_func)s %(prog_name)s
"""
"""Like the script of click, but it completes words with a colon, which many keys have."""
