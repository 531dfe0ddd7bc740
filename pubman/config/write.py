"""Change ``pubman.toml`` and keep its comments: add a person, a spelling, an account."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pubman.config.load import load
from pubman.config.starter import new_file
from pubman.errors import ConfigError
from pubman.people import same_spelling
from pubman.text.identifiers import pid as find_pid
from pubman.text.written_names import parse_name


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
    """Add a person to the file at ``path``, or write a new file; the rest stays unchanged."""
    said = {
        "dblp": dblp,
        "scholar": scholar,
        "orcid": orcid,
        "url": url,
        "spellings": list(spellings),
    }
    if not path.exists():
        _replace(path, new_file(name, said))
        return
    import tomlkit  # noqa: PLC0415 - only a command that writes the file needs it

    document = parsed_file(path)
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
    replace_checked(path, tomlkit.dumps(document))


def add_spelling(path: Path, person: str, spelling: str) -> bool:
    """Add a spelling to the person of that id or name; return False if it was already known."""
    number = _number_of(path, person)
    name = parse_name(spelling)
    if any(same_spelling(name, own) for own in load(path).people[number].names):
        return False
    _append(path, number, ("names", "spellings"), spelling)
    return True


def add_pid(path: Path, person: str, pid: str, *, instead_of: str = "") -> None:
    """Add a dblp person number to the person of that id or name, or replace one by it."""
    _append(path, _number_of(path, person), ("dblp",), pid, instead_of=instead_of)


def set_account(path: Path, person: str, service: str, account: str) -> None:
    """Give the person of that id or name an account at a service that they have none at."""
    if service == "dblp":
        add_pid(path, person, account)
        return
    import tomlkit  # noqa: PLC0415 - only a command that writes the file needs it

    document = parsed_file(path)
    number, tables = _number_of(path, person), document.get("people", [])
    _require_table(path, number, tables, account)
    tables[number][service] = account
    replace_checked(path, tomlkit.dumps(document))


def _require_table(path: Path, number: int, tables: Sequence[Any], value: str) -> None:
    if number >= len(tables):
        raise ConfigError(
            f"{value!r} belongs to a person who is in the CSV file of people, not in {path.name}.",
            "Add it in the CSV file.",
        )


def _number_of(path: Path, person: str) -> int:
    """Return the position of a person in the file, from 0; raise ``ConfigError`` if not found."""
    people = load(path).people
    for number, each in enumerate(people):
        if person in (each.id, each.name.full, *each.pids):
            return number
    known = ", ".join(each.name.full for each in people) or "nobody"
    raise ConfigError(f"{path.name} has no person {person!r}.", f"It has: {known}")


def _append(
    path: Path, number: int, keys: Sequence[str], value: str, *, instead_of: str = ""
) -> None:
    """Add ``value`` to the list that the person's table has under one of ``keys``."""
    import tomlkit  # noqa: PLC0415 - only a command that writes the file needs it

    document = parsed_file(path)
    tables = document.get("people", [])
    _require_table(path, number, tables, value)
    _extend(tables[number], keys, value, instead_of)
    replace_checked(path, tomlkit.dumps(document))


def _extend(table: Any, keys: Sequence[str], value: str, instead_of: str) -> None:
    """Add ``value`` under the key of ``keys`` that ``table`` has, else under the last one."""
    key = next((each for each in keys if each in table), keys[-1])
    given = table.get(key)
    if not isinstance(given, list):
        table[key] = _with_value(given, value, instead_of, alone=key == "dblp")
    elif instead_of:
        table[key] = [value if find_pid(each) == instead_of else each for each in given]
    else:
        given.append(value)


def _with_value(given: str | None, value: str, instead_of: str, *, alone: bool) -> Any:
    """Return a single text with ``value`` added; ``alone``: a first value needs no list."""
    if not given or instead_of:
        return value if alone or instead_of else [value]
    return [given, value]


def parsed_file(path: Path) -> Any:
    """Return the file at ``path`` as a document that keeps comments and order."""
    import tomlkit  # noqa: PLC0415 - only a command that writes the file needs it

    load(path)  # A file that cannot be read must not be written either.
    return tomlkit.parse(path.read_bytes().decode("utf-8-sig"))


def replace_checked(path: Path, text: str) -> None:
    """Write ``text`` with the line ends of the file, but only if it can be read back."""
    line_end = "\r\n" if b"\r\n" in path.read_bytes() else "\n"
    content = text.replace("\r\n", "\n").replace("\n", line_end).encode()
    trial = path.with_name(f".{path.name}.new")
    trial.write_bytes(content)
    try:
        load(trial)
        if path.is_symlink():  # Replacing a link would leave its target unchanged.
            path.write_bytes(content)
        else:
            trial.replace(path)
    except ConfigError as error:
        message = error.message.replace(trial.name, path.name)
        raise ConfigError(message, *error.hints) from None
    finally:
        trial.unlink(missing_ok=True)


def _replace(path: Path, text: str) -> None:
    path.write_bytes(text.encode())
