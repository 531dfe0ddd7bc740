"""Read ``pubman.toml`` into a ``Config``, or say in one sentence what is wrong with it."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pubman.config.keys import ACCOUNTS, QUERIES
from pubman.config.model import (
    Coauthor,
    Config,
    DblpConfig,
    ListConfig,
    SectionConfig,
    SourceConfig,
    SyncConfig,
)
from pubman.config.values import read_values
from pubman.eras import Era, check_eras
from pubman.errors import ConfigError
from pubman.people import Person, person_id
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
    said = read_values(_parse(content, path.name), "", "", path.name)
    digest = hashlib.sha256(content)
    people = said["people"]
    if said["people_from"]:
        from pubman.config.people_csv import read_people  # noqa: PLC0415 - only a lab has the file

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
