"""Record whose list a file is, and by which names a person of ``pubman.toml`` is known.

A new name or spelling can make a file that had no owner somebody's own list, so those files are
looked at again.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pubman.config import load
from pubman.config.write import add_person, add_spelling
from pubman.errors import UsageError
from pubman.library.own_lists import Met, find_owner, most_listed
from pubman.library.session import CONFIG_NAME, Library, open_library, the_person
from pubman.people import Person
from pubman.store import accounts
from pubman.store.facts import Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A claim: how many publications of the list belong to a person, before and after it."""

    lists: tuple[str, ...]
    before: int
    after: int
    operation: int = 0


def claim(library: Library, source: str, *, person: str = "", mine: bool = True) -> Claimed:
    """Record that the whole list of a source, or a file, is (or is not) a person's own."""
    found = accounts.lists_called(library.store, source)
    if not found:
        raise UsageError(f"There is no source {source!r}.", *accounts.list_names(library.store))
    owner = the_person(library, person).id if mine else None
    before = _mine(library)
    with library.operation("mine", source) as operation:
        for row in found:
            operation.put("accounts", {"account": row["account"], "person": owner, "said": 1})
    return Claimed(
        lists=tuple(row["account"] for row in found),
        before=before,
        after=_mine(library),
        operation=operation.id,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A new spelling: the publications of people before and after it, and the new own lists."""

    person: str
    added: bool
    before: int
    after: int
    lists: tuple[str, ...] = ()


def learn_spelling(library: Library, spelling: str, *, person: str = "") -> Learned:
    """Add a spelling to a person of ``pubman.toml``, and look again at files without an owner.

    If the file names nobody yet, the spelling is the name of its first person.
    """
    path = library.folder / CONFIG_NAME
    before = _mine(library)
    if library.config.people or person:
        owner = the_person(library, person)
        added = add_spelling(path, owner.id, spelling)
    else:
        owner, added = _new_person(path, spelling), True
    return _learned(library, owner, before, added=added)


def learn_person(library: Library, name: str) -> Learned:
    """Add a person to ``pubman.toml``, and look again at files without an owner."""
    known = [each for each in library.config.people if name in (each.name.full, *each.spellings)]
    before = _mine(library)
    owner = known[0] if known else _new_person(library.folder / CONFIG_NAME, name)
    return _learned(library, owner, before, added=not known)


def _new_person(path: Path, name: str) -> Person:
    add_person(path, name)
    return load(path).people[-1]


def _learned(library: Library, owner: Person, before: int, *, added: bool) -> Learned:
    with open_library(library.store.path) as again:
        lists = reconsider(again)
        after = _mine(again)
        library.use(again.config)
        library.forget_lists()
    return Learned(person=owner.name.full, added=added, before=before, after=after, lists=lists)


def reconsider(library: Library) -> tuple[str, ...]:
    """Find the owner of each file again unless a person named one. Return the new own lists."""
    found = {
        row["account"]: find_owner(
            library.config.people, accounts.works_listed(library.store, row["account"])
        )
        for row in accounts.unowned_lists(library.store)
    }
    owned = {account: owner for account, owner in found.items() if owner}
    if owned:
        with library.operation("config", "own lists") as operation:
            _give(operation, owned)
    return tuple(owned)


def _give(operation: Operation, owned: dict[str, str]) -> None:
    for account, owner in owned.items():
        operation.put("accounts", {"account": account, "person": owner})


def open_claims(library: Library) -> list[tuple[str, Met]]:
    """Return the files without an owner whose entries mostly list one unknown name."""
    people = library.config.people
    found: list[tuple[str, Met]] = []
    for row in accounts.unowned_lists(library.store) if people else ():
        if not accounts.not_mine(library.store, row["account"]):
            continue
        met = most_listed(people, accounts.works_listed(library.store, row["account"]))
        if met is not None:
            found.append((row["source"], met))
    return found


def _mine(library: Library) -> int:
    return accounts.count_mine(library.store)
