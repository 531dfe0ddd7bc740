"""Read ``pubman.toml`` into a ``Config``, or say in one sentence what is wrong with it."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from pubman.config.keys import ACCOUNTS, QUERIES, TABLES, Key
from pubman.config.model import (
    Coauthor,
    Config,
    DblpConfig,
    ListConfig,
    SectionConfig,
    SourceConfig,
    SyncConfig,
)
from pubman.config.people_csv import read_people
from pubman.eras import Era, check_eras
from pubman.errors import ConfigError
from pubman.people import Person, person_id
from pubman.record import Date
from pubman.text.fold import fold
from pubman.text.identifiers import orcid, pid
from pubman.text.written_names import parse_name
from pubman.venues import OwnVenue


def load(path: Path) -> Config:
    """Return the settings of the file at ``path``; a missing file gives the defaults.

    Raises ConfigError for anything that is not valid. The message names the file, the place in it
    (``eras[2].from``, counted from 1) and the nearest valid key.
    """
    content = _read(path)
    said = _values(_parse(content, path.name), "", "", path.name)
    digest = hashlib.sha256(content)
    people = said["people"]
    if said["people_from"]:
        csv_path = path.parent / said["people_from"]
        csv_content = _read(csv_path, required=True)
        digest.update(csv_content)
        people = [*people, *read_people(csv_content, csv_path.name)]
    try:
        return _config(said, people, path, digest.hexdigest())
    except ConfigError as error:
        raise _in_file(error, path.name) from None


def _read(path: Path, *, required: bool = False) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        if required:
            raise ConfigError(f"There is no {path.name} beside pubman.toml.") from None
        return b""
    except OSError as error:
        raise ConfigError(f"{path.name} cannot be read: {error.strerror}.") from None


def _parse(content: bytes, file: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        raise ConfigError(f"{file} is not UTF-8.", "Save it as UTF-8 in your editor.") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            f"{file} is not valid TOML: {error}.", "The format is explained at https://toml.io"
        ) from None


def _in_file(error: ConfigError, file: str) -> ConfigError:
    return ConfigError(f"{file}: {error.message}.", *error.hints)


# ------------------------------------------------------------------------------- checking a table


def _values(raw: Mapping[str, Any], table: str, where: str, file: str) -> dict[str, Any]:
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
            return _values(given, child, place, file)
        case "tables":
            return [_values(v, child, f"{place}[{n}]", file) for n, v in enumerate(given, 1)]
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


# --------------------------------------------------------------------------------- making objects


def _config(
    said: Mapping[str, Any], people_said: Iterable[Mapping[str, Any]], path: Path, sha256: str
) -> Config:
    people = tuple(_person(each, number) for number, each in enumerate(people_said, 1))
    _check_unique("people", [person.id for person in people], 'Give one of them an id = "...".')
    eras = tuple(_era(each, people, number) for number, each in enumerate(said["eras"], 1))
    check_eras(eras)
    lists = tuple(_list(each) for each in said["lists"])
    _check_unique("lists", [each.name for each in lists], "Every list needs a name of its own.")
    venues = tuple(_venue(each, number) for number, each in enumerate(said["venues"], 1))
    _check_unique("venues", [each.id for each in venues], 'Give one of them an id = "...".')
    return Config(
        people=people,
        eras=eras,
        lists=lists,
        venues=venues,
        sources=tuple(SourceConfig(**each) for each in said["sources"]),
        dblp=DblpConfig(**(said["dblp"] or {})),
        sync=SyncConfig(**(said["sync"] or {})),
        preprints=said["preprints"],
        links=said["links"],
        coauthors=tuple(Coauthor(**each) for each in said["coauthors"]),
        path=path,
        sha256=sha256,
    )


def _check_unique(table: str, names: Sequence[str], hint: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise ConfigError(f"two {table} are called {name!r}", hint)


def _person(said: Mapping[str, Any], number: int) -> Person:
    place = f"people[{number}]"
    name = parse_name(said["name"])
    pids = [pid(each) for each in said["dblp"]]
    if "" in pids:
        wrong = said["dblp"][pids.index(pid(""))]
        raise ConfigError(
            f"{place}.dblp: {wrong!r} is not a dblp person number",
            "It is the part of the address of the person's page: 94/4810-19",
        )
    if said["orcid"] and not orcid(said["orcid"]):
        raise ConfigError(
            f"{place}.orcid: {said['orcid']!r} is not a valid ORCID iD (a digit is wrong)"
        )
    own = [{"from": said["from"], "to": said["to"]}] if said["from"] or said["to"] else []
    return Person(
        id=said["id"] or person_id(name),
        name=name,
        spellings=tuple(parse_name(each) for each in said["spellings"]),
        pids=tuple(pids),
        orcid=orcid(said["orcid"]),
        scholar=_scholar(said["scholar"]),
        periods=tuple((each["from"], each["to"]) for each in [*own, *said["periods"]]),
        show=said["show"],
        url=said["url"],
        accounts={name: _account(name, said[name]) for name in ACCOUNTS if said.get(name)},
    )


def _account(service: str, text: str) -> str:
    """Return the id of an account, also from the address of its page."""
    if service in QUERIES or not text.lower().startswith(("http://", "https://")):
        return text
    return urlsplit(text).path.strip("/").rpartition("/")[2] or text


def _scholar(text: str) -> str:
    """Return the id of a Scholar profile, also from its address."""
    users = parse_qs(urlsplit(text).query).get("user")
    return users[0] if users else text


def _era(said: Mapping[str, Any], people: Sequence[Person], number: int) -> Era:
    wanted = said["person"]
    owners = [p for p in people if not wanted or wanted in (p.id, p.name.full, *p.pids)]
    if wanted and not owners:
        known = ", ".join(person.name.full for person in people) or "nobody"
        raise ConfigError(f"eras[{number}].person: {wanted!r} is not one of the people ({known})")
    owner = owners[0].id if owners else ""
    return Era(person=owner, name=said["name"], start=said["from"], end=said["to"])


def _list(said: Mapping[str, Any]) -> ListConfig:
    sections = tuple(SectionConfig(**each) for each in said["sections"])
    return ListConfig(**{**said, "sections": sections})


def _venue(said: Mapping[str, Any], number: int) -> OwnVenue:
    for pattern in said["patterns"]:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ConfigError(
                f"venues[{number}].patterns: {pattern!r} is not a regular expression ({error})"
            ) from None
    own_id = said["id"] or fold(said["acronym"] or said["name"]).replace(" ", "-")
    return OwnVenue(**{**said, "id": own_id})
