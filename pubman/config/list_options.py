"""Options of a list, changed in ``pubman.toml`` with everything else in the file left as it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pubman.config.model import ListConfig
from pubman.config.write import parsed_file, replace_checked
from pubman.errors import UnknownKey, UsageError
from pubman.options import Declared, declared


def editable_options() -> tuple[Declared, ...]:
    """Return the options of a list whose value is one text, number, choice or yes-or-no."""
    simple = {"str", "int", "bool", "tuple[str, ...]"}
    return tuple(each for each in declared(ListConfig) if each.type in simple and not each.required)


def set_list_options(path: Path, name: str, values: Mapping[str, str]) -> bool:
    """Set options of the list *name* in the file at *path*. Return whether the file changed.

    If an option takes several values, commas part them. A value that is the default is removed from
    the file. Raises ``UsageError`` for a value that an option cannot have.
    """
    import tomlkit  # noqa: PLC0415 - only a command that writes the file needs it

    document = parsed_file(path)
    table = next((each for each in document.get("lists", ()) if each.get("name") == name), None)
    if table is None:
        raise UnknownKey(f"{path.name} has no list called {name!r}.")
    before = tomlkit.dumps(document)
    for option in editable_options():
        if option.name in values:
            _set(table, option, _value(option, values[option.name].strip()))
    after = tomlkit.dumps(document)
    if after != before:
        replace_checked(path, after)
    return after != before


def _set(table: Any, option: Declared, value: Any) -> None:
    key = option.other if option.other in table else option.name
    default = list(option.default) if isinstance(option.default, tuple) else option.default
    if value == default:
        table.pop(key, None)
    elif table.get(key) != value:
        table[key] = value


def _value(option: Declared, text: str) -> Any:
    if option.type == "bool":
        return text in {"yes", "true", "on"}
    if option.type == "int":
        if not text.isdigit():
            raise UsageError(f"{option.name} is a number, not {text!r}.")
        return int(text)
    if option.type == "tuple[str, ...]":
        return [each.strip() for each in text.split(",") if each.strip()]
    return text
