"""People from a CSV file, for a lab: one person per line, each further period on its own line."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Final

from pubman.errors import ConfigError
from pubman.record import Date

_COLUMNS: Final = ("name", "spellings", "dblp", "orcid", "scholar", "from", "to", "url")
_LISTS: Final = frozenset({"spellings", "dblp"})


def read_people(content: bytes, file: str) -> list[dict[str, Any]]:
    """Return the people of a CSV file whose header names columns of ``_COLUMNS``.

    Columns may be missing and come in any order. ``;`` separates several spellings. Two lines with
    the same name are two periods of one person. Each person is returned as keys of ``[[people]]``.
    """
    try:
        rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        header = [_column(name, file) for name in rows.fieldnames or ()]
    except UnicodeDecodeError:
        raise ConfigError(f"{file} is not UTF-8.", "Save it as UTF-8.") from None
    rows.fieldnames = header
    people: dict[str, dict[str, Any]] = {}
    for row in rows:
        said = {key: (value or "").strip() for key, value in row.items() if key}
        if not any(said.values()):
            continue
        if not said.get("name"):
            raise ConfigError(f"{file}, line {rows.line_num}: the name is missing.")
        person = people.setdefault(said["name"], _nobody(said["name"]))
        _add(person, said, f"{file}, line {rows.line_num}")
    return list(people.values())


def _column(name: str, file: str) -> str:
    plain = name.strip().casefold()
    if plain not in _COLUMNS:
        near = get_close_matches(plain, _COLUMNS, n=1)
        hint = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(_COLUMNS)}."
        raise ConfigError(f"{file} has an unknown column {name!r}.", hint)
    return plain


def _nobody(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "spellings": (),
        "dblp": (),
        "orcid": "",
        "scholar": "",
        "url": "",
        "from": None,
        "to": None,
        "periods": [],
        "show": "",
        "id": "",
    }


def _add(person: dict[str, Any], said: Mapping[str, str], place: str) -> None:
    """Add what one line says to ``person``."""
    for key, value in said.items():
        if not value or key in ("name", "from", "to"):
            continue
        person[key] = _joined(person[key], value) if key in _LISTS else value
    since, until = (_date(said.get(key, ""), key, place) for key in ("from", "to"))
    if since or until:
        person["periods"].append({"from": since, "to": until})


def _joined(known: tuple[str, ...], value: str) -> tuple[str, ...]:
    """Return ``known`` and the parts of ``value``, each once."""
    more = (each.strip() for each in value.split(";"))
    return tuple(dict.fromkeys([*known, *(each for each in more if each)]))


def _date(text: str, key: str, place: str) -> Date | None:
    try:
        return Date.parse(text) if text else None
    except ValueError:
        raise ConfigError(
            f"{place}: {key} is not a date: {text!r}.", "Write 2016, 2016-10 or 2016-10-01."
        ) from None
