"""Find the owner of a page, and what ``pubman.toml`` must learn: a person, a number, a spelling.

If a number was synced before, a different name on its page is accepted. On a first sync, the name
on the page must be one of the person's. Initials, diacritics and homonym numbers may differ. Other
names on the page count too.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pubman.config import Config, load
from pubman.config.write import add_person, add_pid, add_spelling
from pubman.errors import ConfigError, Step, UsageError
from pubman.formats.dblp.person import Owner
from pubman.library.session import people_named
from pubman.people import Person, same_spelling
from pubman.record import Name
from pubman.text.names import parse_name

What = Literal["person", "pid", "moved", "spelling"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One thing that ``pubman.toml`` learns from a page.

    ``value`` is the new name, number or spelling. ``person`` is the id of the person it belongs to
    and ``name`` their name. A number that has ``moved`` replaces the one in ``instead_of``.
    """

    what: What
    value: str
    person: str = ""
    name: str = ""
    instead_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The owner of a page: the person with the number ``pid``, and what is new about them.

    ``renamed`` is the name that dblp uses now, if it is not yet one of theirs.
    """

    pid: str
    lessons: tuple[Lesson, ...] = ()
    renamed: str = ""


def called(owner: Owner) -> str:
    """Return the name on a page with its homonym number: ``Bo Zhao 0019``."""
    return f"{owner.name.full} {owner.name.number}".strip()


def settle(
    config: Config, owner: Owner, *, asked: str = "", known: bool = False, accepted: str = ""
) -> Settled:
    """Find the owner of a page. Raises ``UsageError`` with the next steps if that is not clear.

    ``asked`` is the number that was asked for. ``known`` is true if it was synced before.
    ``accepted`` is the person to whom the user assigns the page, new or already in ``pubman.toml``.
    """
    holder = _holder(config, {owner.pid, asked})
    if holder is not None:
        return _of_holder(holder, owner, asked, known=known, accepted=accepted)
    if accepted:
        return _as_accepted(config, owner, accepted)
    return _by_name(config, owner)


def _by_name(config: Config, owner: Owner) -> Settled:
    """Find the owner by name, for a number that nobody in ``pubman.toml`` has."""
    by_orcid = [each for each in config.people if each.orcid and each.orcid == owner.orcid]
    same_name = [each for each in config.people if _is_named(each.names, owner)]
    free = [each for each in config.people if not each.pids]
    named = [each for each in same_name if not each.pids]
    for found in (by_orcid, named):
        if len(found) == 1:
            return _of_person(found[0], owner)
    if same_name:
        raise _ambiguous(owner, same_name)
    if free:
        raise _other_name(owner, free)
    return _new(owner, owner.name.full)


def _holder(config: Config, pids: set[str]) -> Person | None:
    return next((person for person in config.people if pids & {*person.pids}), None)


def _of_holder(person: Person, owner: Owner, asked: str, *, known: bool, accepted: str) -> Settled:
    """Find the owner of a page with a number that ``pubman.toml`` gives to a person."""
    lessons: list[Lesson] = []
    if owner.pid not in person.pids:
        lessons.append(_lesson("moved", owner.pid, person, instead_of=asked))
    named = _is_named(person.names, owner)
    if not named and accepted in (person.id, person.name.full, *person.pids):
        lessons.append(_lesson("spelling", owner.name.full, person))
        named = True
    if not named and not known:
        raise UsageError(
            f"{owner.pid} is the page of {called(owner)}, but pubman.toml gives that number to "
            f"{person.name.full}.",
            _to_person(owner, person.name.full, "if they are the same person"),
            "if the number is wrong, correct it in pubman.toml",
        )
    return Settled(pid=owner.pid, lessons=tuple(lessons), renamed="" if named else owner.name.full)


def _as_accepted(config: Config, owner: Owner, accepted: str) -> Settled:
    people = people_named(config, accepted)
    if not people:
        return _new(owner, accepted)
    return _of_person(people[0], owner)


def _of_person(person: Person, owner: Owner) -> Settled:
    """Accept the page for a person with no known number, or for one who has one more."""
    lessons = [_lesson("pid", owner.pid, person)]
    if not _is_named(person.names, owner):
        lessons.append(_lesson("spelling", owner.name.full, person))
    return Settled(pid=owner.pid, lessons=tuple(lessons))


def _new(owner: Owner, name: str) -> Settled:
    return Settled(pid=owner.pid, lessons=(Lesson(what="person", value=name, name=name),))


def _lesson(what: What, value: str, person: Person, *, instead_of: str = "") -> Lesson:
    return Lesson(
        what=what, value=value, person=person.id, name=person.name.full, instead_of=instead_of
    )


def _to_person(owner: Owner, name: str, purpose: str) -> Step:
    return Step("sync", f'--dblp {owner.pid} --person "{name}"', purpose)


def _ambiguous(owner: Owner, people: Sequence[Person]) -> UsageError:
    known = people[0]
    return UsageError(
        f"{owner.pid} is the page of {called(owner)}, and pubman.toml has {known.name.full} "
        f"with another number ({', '.join(known.pids) or 'none'}).",
        _to_person(owner, known.name.full, "if they are the same person"),
        _to_person(owner, called(owner), "if it is somebody else"),
    )


def _other_name(owner: Owner, people: Sequence[Person]) -> UsageError:
    return UsageError(
        f"{owner.pid} is the page of {called(owner)}, and nobody in pubman.toml has that name.",
        *(
            _to_person(owner, person.name.full, f"if it is {person.name.full}")
            for person in people[:3]
        ),
        _to_person(owner, owner.name.full, "if it is somebody else"),
    )


def _is_named(names: Sequence[Name], owner: Owner) -> bool:
    bare = [replace(name, number="", pid="", orcid="") for name in (owner.name, *owner.aliases)]
    return any(same_spelling(own, theirs) for own in names for theirs in bare)


# -------------------------------------------------------------------------------- pubman.toml


@contextmanager
def taught(config: Config, settled: Settled, owner: Owner, *, keep: bool) -> Iterator[Config]:
    """Give the block the new ``config``. Write it to the file if the block ends without an error.

    If nothing is to be kept, or the block fails, the file is not changed.
    """
    if not settled.lessons:
        yield config
        return
    path = config.path
    trial = path.with_name(f".{path.name}.trial")
    try:
        if path.exists():
            shutil.copyfile(path, trial)
        for lesson in settled.lessons:
            _learn(trial, lesson, owner)
        yield replace(load(trial), path=path)
        if keep:
            _move(trial, path)
    except ConfigError as error:
        message = error.message.replace(trial.name, path.name)
        raise ConfigError(message, *error.hints) from None
    finally:
        trial.unlink(missing_ok=True)


def _learn(path: Path, lesson: Lesson, owner: Owner) -> None:
    match lesson.what:
        case "person":
            _learn_person(path, lesson.value, owner)
        case "pid" | "moved":
            add_pid(path, lesson.person, lesson.value, instead_of=lesson.instead_of)
        case "spelling":
            add_spelling(path, lesson.person, lesson.value)


def _learn_person(path: Path, name: str, owner: Owner) -> None:
    own = parse_name(name)
    names = (each for each in (owner.name, *owner.aliases) if not same_spelling(own, each))
    spellings = [each.full for each in names]
    add_person(path, name, dblp=owner.pid, orcid=owner.orcid, spellings=spellings)


def _move(trial: Path, path: Path) -> None:
    # Follow the link. Replacing the link itself would leave its target unchanged.
    if path.is_symlink():
        path.write_bytes(trial.read_bytes())
    else:
        trial.replace(path)
