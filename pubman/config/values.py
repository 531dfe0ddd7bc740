"""The keys of one table of ``pubman.toml``, each with its checked value or its default."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, Final

from pubman.config.keys import TABLES, Key
from pubman.errors import ConfigError
from pubman.record import Date


def read_values(raw: Mapping[str, Any], table: str, where: str, file: str) -> dict[str, Any]:
    """Return every key of ``table`` with its checked value, or with its default."""
    keys = TABLES[table].keys
    names = {name: key for key in keys for name in (key.name, key.other) if name}
    for name in raw:
        if name not in names:
            raise _unknown(name, list(names), table, where, file)
    values = {}
    for key in keys:
        given = raw.get(key.name, raw.get(key.other) if key.other else None)
        place = f"{where}.{key.name}" if where else key.name
        if given is not None:
            values[key.name] = _value(given, key, table, place, file)
        elif key.required:
            raise ConfigError(f"{file}: {where} has no {key.name}.", f"{key.name}: {key.doc}")
        else:
            values[key.name] = _DEFAULTS[key.type] if key.default is None else key.default
    return values


_DEFAULTS: Final[Mapping[str, Any]] = {
    "text": "", "texts": (), "flag": False, "number": 0, "count": 0, "date": None, "words": {},
    "tables": (), "table": None,
}  # fmt: skip


def _unknown(name: str, names: Sequence[str], table: str, where: str, file: str) -> ConfigError:
    place = f"[{table}]" if where else "the file"
    message = f"{file}: {where or 'the file'} has an unknown key {name!r}."
    if where and name in {key.name for key in TABLES[""].keys}:
        # TOML puts a key into the table above it: a key of the file cannot follow a table.
        return ConfigError(message, f"{name} belongs to the file: put it above the first [table].")
    near = get_close_matches(name, names, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"{place} knows: {', '.join(names)}."
    return ConfigError(message, hint)


def _value(given: Any, key: Key, table: str, place: str, file: str) -> Any:
    """Return the checked value of ``key``; ``place`` names it in messages."""
    if key.type == "date":
        return _date(given, place, file)
    if not _FITS[key.type](given):
        raise ConfigError(f"{file}: {place} must be {_MEANT[key.type]}, not {_shown(given)}.")
    child = f"{table}.{key.name}" if table else key.name
    match key.type:
        case "text":
            return _chosen(given, key, place, file)
        case "texts":
            texts = [given] if isinstance(given, str) else given
            return tuple(_chosen(each, key, place, file) for each in texts)
        case "table":
            return read_values(given, child, place, file)
        case "tables":
            return [read_values(v, child, f"{place}[{n}]", file) for n, v in enumerate(given, 1)]
    return given


def _is_text(given: Any) -> bool:
    return isinstance(given, str)


def _is_number(given: Any) -> bool:
    return isinstance(given, int | float) and not isinstance(given, bool)


def _is_count(given: Any) -> bool:
    return _is_number(given) and isinstance(given, int) and given >= 0


def _is_texts(given: Any) -> bool:
    return _is_text(given) or (isinstance(given, list) and all(map(_is_text, given)))


def _is_table(given: Any) -> bool:
    return isinstance(given, dict)


def _is_words(given: Any) -> bool:
    return isinstance(given, dict) and all(map(_is_text, given.values()))


def _is_tables(given: Any) -> bool:
    return isinstance(given, list) and all(map(_is_table, given))


_FITS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "text": _is_text, "texts": _is_texts, "flag": lambda given: isinstance(given, bool),
    "number": _is_number, "count": _is_count, "words": _is_words, "table": _is_table,
    "tables": _is_tables,
}  # fmt: skip

_MEANT: Final[Mapping[str, str]] = {
    "text": 'text in quotes ("...")', "texts": 'text in quotes, or a list of it (["...", "..."])',
    "flag": "true or false", "number": "a number", "count": "a whole number, 0 or more",
    "words": "a table of texts", "table": "a table", "tables": "a list of tables ([[...]])",
}  # fmt: skip


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    return repr(value) if isinstance(value, str) else str(value)


def _chosen(given: str, key: Key, place: str, file: str) -> str:
    if key.choices and given not in key.choices:
        words = [word for word in key.choices if word]
        near = get_close_matches(given, words, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Use one of: {', '.join(words)}."
        raise ConfigError(f"{file}: {place} cannot be {given!r}.", hint)
    return given


def _date(given: Any, place: str, file: str) -> Date:
    if isinstance(given, date) and not isinstance(given, datetime):
        return Date(year=given.year, month=given.month, day=given.day)
    text = str(given) if isinstance(given, int) and not isinstance(given, bool) else given
    try:
        return Date.parse(text)
    except (TypeError, ValueError):
        raise ConfigError(
            f"{file}: {place} is not a date: {_shown(given)}.",
            'Write 2016, "2016-10" or "2016-10-01".',
        ) from None
