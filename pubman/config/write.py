"""The ``pubman.toml`` that ``init`` writes, and changes to one that keep its comments."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pubman.config.load import load
from pubman.errors import ConfigError
from pubman.people import same_spelling
from pubman.text.identifiers import pid as find_pid
from pubman.text.names import parse_name

_HEAD = """\
# pubman.toml: who you are, your eras, your lists. Yours to edit; keep it in git beside pubs.db.
# A line that begins with # says nothing; take the # away to use it.
# All there is to say: docs/reference/configuration.md

"""

_NOBODY = """\
# Who the lists are about: by these, pubman knows which name on a paper is yours.
# [[people]]
# name = "Ada Lovelace"
# dblp = "12/3456"                        # the number in your dblp address
# spellings = ["Ada Byron"]               # other names on your papers; initials are understood
"""

_MORE_ABOUT_YOU = {
    "spellings": '# spellings = ["..."]    # other names on your papers; initials are understood',
    "dblp": '# dblp = "12/3456"       # the number in the address of your dblp page',
    "scholar": '# scholar = "..."        # your Google Scholar profile: its address will do',
    "orcid": '# orcid = "0000-..."     # your ORCID iD',
    "url": '# url = "https://..."    # your page',
}

_LIST = """
# The lists that "pubman export" writes, each to its file. Formats: html markdown text bibtex json.
[[lists]]
name = "page"
output = "publications.html"
# title = "Publications"
# group_by = ["era", "year"]               # also: kind, venue, tag, person
# tag = "selected"                         # only what you tagged: pubman tag selected KEY
# where = "year >= 2020 and kind = 'article'"   # any condition over: select * from bibliography
"""

_REST = """
# Eras of your life as headings. Both ends count; leave one out where it is open.
# [[eras]]
# name = "Publications"
# from = "2016-10"
#
# [[eras]]
# name = "Before PhD"
# to = "2016-09"

# A venue that pubman does not know, or that you call otherwise.
# [[venues]]
# name = "Nordic Workshop on Something"
# acronym = "NWS"
# kind = "workshop"                        # conference, workshop, journal, magazine, preprint, book
# aliases = ["Nordic Something Workshop"]

# Whom to believe where two sources disagree: the higher rank. Your own file: pubman import --as own
# [[sources]]
# name = "own"
# rank = 90

# Links for files that are there, under any label.
# [links]
# pdf = "papers/{key}.pdf"
# slides = "slides/{key}.pdf"

# Co-authors whose names lead somewhere.
# [[coauthors]]
# name = "Charles Babbage"
# url = "https://example.org/babbage"
"""


def starter(
    name: str = "",
    *,
    dblp: str = "",
    scholar: str = "",
    orcid: str = "",
    url: str = "",
    spellings: Sequence[str] = (),
) -> str:
    """The text of a new ``pubman.toml``: what is known is filled in, all else is a comment."""
    said = {
        "spellings": list(spellings),
        "dblp": dblp,
        "scholar": scholar,
        "orcid": orcid,
        "url": url,
    }
    return _HEAD + (_about(name, said) if name else _NOBODY) + _LIST + _REST


def _about(name: str, said: dict[str, Any]) -> str:
    lines = ["# You: by these, pubman knows which name on a paper is yours.", "[[people]]"]
    lines.append(f"name = {_quoted(name)}")
    lines += [f"{key} = {_quoted(value)}" for key, value in said.items() if value]
    lines += [line for key, line in _MORE_ABOUT_YOU.items() if not said[key]]
    return "\n".join(lines) + "\n"


def _quoted(value: str | list[str]) -> str:
    """A TOML string or list: JSON's escapes are TOML's, but for one control character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def add_person(
    path: Path,
    name: str,
    *,
    dblp: str = "",
    scholar: str = "",
    orcid: str = "",
    url: str = "",
    spellings: Sequence[str] = (),
) -> None:
    """Adds a person to the file at ``path``, or writes a new file; the rest stays as it is."""
    said = {
        "dblp": dblp,
        "scholar": scholar,
        "orcid": orcid,
        "url": url,
        "spellings": list(spellings),
    }
    if not path.exists():
        _replace(path, _HEAD + _about(name, said) + _LIST + _REST)
        return
    import tomlkit  # noqa: PLC0415 - only a command that writes the file needs it

    document = _document(path)
    person = tomlkit.table()
    person.add("name", name)
    for key, value in said.items():
        if value:
            person.add(key, value)
    if "people" in document:
        document["people"].append(person)
    else:
        people = tomlkit.aot()
        people.append(person)
        document.append("people", people)
    _replace_checked(path, tomlkit.dumps(document))


def add_spelling(path: Path, person: str, spelling: str) -> bool:
    """Adds a spelling to the person of that id or name; False where it was understood already."""
    number = _number_of(path, person)
    name = parse_name(spelling)
    if any(same_spelling(name, own) for own in load(path).people[number].names):
        return False
    _append(path, number, ("names", "spellings"), spelling)
    return True


def add_pid(path: Path, person: str, pid: str, *, instead_of: str = "") -> None:
    """Adds a dblp person number to the person of that id or name, or replaces one by it."""
    _append(path, _number_of(path, person), ("dblp",), pid, instead_of=instead_of)


def _number_of(path: Path, person: str) -> int:
    """Which one of the people in the file is meant, from 0; ``ConfigError`` where nobody is."""
    people = load(path).people
    for number, each in enumerate(people):
        if person in (each.id, each.name.full, *each.pids):
            return number
    known = ", ".join(each.name.full for each in people) or "nobody"
    raise ConfigError(
        f"{path.name} has no person {person!r}. Nothing was changed.", f"It has: {known}"
    )


def _append(
    path: Path, number: int, keys: Sequence[str], value: str, *, instead_of: str = ""
) -> None:
    """Adds ``value`` to the list that the person's table has under one of ``keys``."""
    import tomlkit  # noqa: PLC0415 - only a command that writes the file needs it

    document = _document(path)
    tables = document.get("people", [])
    if number >= len(tables):
        raise ConfigError(
            f"{value!r} belongs to somebody in the CSV of people. Nothing was changed.",
            "Write it there.",
        )
    table = tables[number]
    key = next((each for each in keys if each in table), keys[-1])
    given = table.get(key)
    texts = given if isinstance(given, list) else [given] if given else []
    if instead_of:
        changed = [value if find_pid(each) == instead_of else each for each in texts]
        table[key] = changed if isinstance(given, list) else changed[0]
    elif isinstance(given, list):
        given.append(value)
    else:
        table[key] = [*texts, value] if texts or key != "dblp" else value
    _replace_checked(path, tomlkit.dumps(document))


def _document(path: Path) -> Any:
    import tomlkit  # noqa: PLC0415 - only a command that writes the file needs it

    load(path)  # what cannot be read is not written either
    return tomlkit.parse(path.read_bytes().decode("utf-8-sig"))


def _replace_checked(path: Path, text: str) -> None:
    """Writes ``text``, with the line ends the file has, only if it can be read back."""
    line_end = "\r\n" if b"\r\n" in path.read_bytes() else "\n"
    content = text.replace("\r\n", "\n").replace("\n", line_end).encode()
    trial = path.with_name(f".{path.name}.new")
    trial.write_bytes(content)
    try:
        load(trial)
        if path.is_symlink():  # replacing it would leave the file it leads to as it was
            path.write_bytes(content)
        else:
            trial.replace(path)
    except ConfigError as error:
        message = error.message.replace(trial.name, path.name)
        raise ConfigError(f"{message} Nothing was changed.", *error.hints) from None
    finally:
        trial.unlink(missing_ok=True)


def _replace(path: Path, text: str) -> None:
    path.write_bytes(text.encode())
