"""Whose page it is, and what ``pubman.toml`` has to learn: a person, a number, a spelling.

A number that was synced before is never refused for its name. On a first sync the name on the page
must be one of the person's (initials, diacritics and homonym numbers forgiven, aliases included).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from pubman.config import Config, add_person, add_pid, add_spelling, load
from pubman.errors import ConfigError, UsageError
from pubman.formats.dblp.person import Owner
from pubman.library.session import people_named
from pubman.people import Person, same_spelling
from pubman.record import Name
from pubman.text.names import parse_name

_NOTHING: Final = "Nothing was changed."
What = Literal["person", "pid", "moved", "spelling"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One thing that ``pubman.toml`` learns of a page."""

    what: What
    value: str
    person: str = ""
    instead_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Whose page it is: the person's number by which they are found, and what is new of them.

    ``renamed`` is the name that dblp uses now where it is none of theirs, ``said`` are sentences on
    what pubman.toml learns.
    """

    pid: str
    lessons: tuple[Lesson, ...] = ()
    renamed: str = ""
    said: tuple[str, ...] = ()


def called(owner: Owner) -> str:
    """The name on a page with its homonym number: ``Bo Zhao 0019``."""
    return f"{owner.name.full} {owner.name.number}".strip()


def settle(
    config: Config, owner: Owner, *, asked: str = "", known: bool = False, accepted: str = ""
) -> Settled:
    """Whose page it is; ``UsageError`` with the commands that say so where it is not clear.

    ``asked`` is the number asked for, ``known`` says that it was synced before, and ``accepted`` is
    the person whose page it is because the user says so: one of ``pubman.toml``, or a new one.
    """
    holder = _holder(config, {owner.pid, asked})
    if holder is not None:
        return _of_holder(holder, owner, asked, known=known, accepted=accepted)
    if accepted:
        return _as_accepted(config, owner, accepted)
    free = [person for person in config.people if not person.pids]
    named = [person for person in free if _is_named(person.names, owner)]
    by_orcid = [p for p in config.people if p.orcid and p.orcid == owner.orcid]
    if len(by_orcid) == 1 or len(named) == 1:
        return _of_person((by_orcid or named)[0], owner)
    same_name = [person for person in config.people if _is_named(person.names, owner)]
    if same_name:
        raise _ambiguous(owner, same_name)
    if free:
        raise _other_name(owner, free)
    return _new(owner, owner.name.full)


def _holder(config: Config, pids: set[str]) -> Person | None:
    return next((person for person in config.people if pids & {*person.pids}), None)


def _of_holder(person: Person, owner: Owner, asked: str, *, known: bool, accepted: str) -> Settled:
    lessons: list[Lesson] = []
    said: list[str] = []
    if owner.pid not in person.pids:
        lessons.append(Lesson(what="moved", value=owner.pid, person=person.id, instead_of=asked))
        said.append(f"dblp has merged {asked} into {owner.pid}; pubman.toml says so now.")
    named = _is_named(person.names, owner)
    if not named and accepted in (person.id, person.name.full, *person.pids):
        lessons.append(Lesson(what="spelling", value=owner.name.full, person=person.id))
        said.append(f'"{owner.name.full}" is now a spelling of {person.name.full} in pubman.toml.')
        named = True
    if not named and not known:
        raise UsageError(
            f"{owner.pid} is the page of {called(owner)}, and pubman.toml gives that number to "
            f"{person.name.full}. {_NOTHING}",
            f'the same person:   pubman sync --dblp {owner.pid} --person "{person.name.full}"',
            "a wrong number:    correct it in pubman.toml",
        )
    return Settled(
        pid=owner.pid,
        lessons=tuple(lessons),
        renamed="" if named else owner.name.full,
        said=tuple(said),
    )


def _as_accepted(config: Config, owner: Owner, accepted: str) -> Settled:
    people = people_named(config, accepted)
    if not people:
        return _new(owner, accepted)
    return _of_person(people[0], owner)


def _of_person(person: Person, owner: Owner) -> Settled:
    """A person of ``pubman.toml`` whose number was not known, or who has one more."""
    lessons = [Lesson(what="pid", value=owner.pid, person=person.id)]
    said = [f"{person.name.full} is dblp {owner.pid}; pubman.toml says so now."]
    if not _is_named(person.names, owner):
        lessons.append(Lesson(what="spelling", value=owner.name.full, person=person.id))
        said.append(f'"{owner.name.full}" is now a spelling of theirs.')
    return Settled(pid=owner.pid, lessons=tuple(lessons), said=tuple(said))


def _new(owner: Owner, name: str) -> Settled:
    lesson = Lesson(what="person", value=name)
    return Settled(
        pid=owner.pid, lessons=(lesson,), said=(f"{name} is now one of the people of pubman.toml.",)
    )


def _ambiguous(owner: Owner, people: Sequence[Person]) -> UsageError:
    known = people[0]
    return UsageError(
        f"{owner.pid} is the page of {called(owner)}, and pubman.toml has a {known.name.full} "
        f"with another number ({', '.join(known.pids) or 'none'}). {_NOTHING}",
        f'the same person:   pubman sync --dblp {owner.pid} --person "{known.name.full}"',
        f'somebody else:     pubman sync --dblp {owner.pid} --person "{called(owner)}"',
    )


def _other_name(owner: Owner, people: Sequence[Person]) -> UsageError:
    return UsageError(
        f"{owner.pid} is the page of {called(owner)}, a name that nobody in pubman.toml bears. "
        f"{_NOTHING}",
        *(
            f"the page of {person.name.full}: pubman sync --dblp {owner.pid} --person "
            f'"{person.name.full}"'
            for person in people[:3]
        ),
        f'somebody else: pubman sync --dblp {owner.pid} --person "{owner.name.full}"',
    )


def _is_named(names: Sequence[Name], owner: Owner) -> bool:
    bare = [replace(name, number="", pid="", orcid="") for name in (owner.name, *owner.aliases)]
    return any(same_spelling(own, theirs) for own in names for theirs in bare)


# -------------------------------------------------------------------------------- pubman.toml


@contextmanager
def taught(config: Config, settled: Settled, owner: Owner, *, keep: bool) -> Iterator[Config]:
    """``config`` with what it learns; the file is replaced when the block ends well.

    Where nothing is to be kept, or the block fails, the file is as it was.
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
            own = parse_name(lesson.value)
            others = [each.full for each in (owner.name, *owner.aliases)
                      if not same_spelling(own, each)]  # fmt: skip
            add_person(path, lesson.value, dblp=owner.pid, orcid=owner.orcid, spellings=others)
        case "pid" | "moved":
            add_pid(path, lesson.person, lesson.value, instead_of=lesson.instead_of)
        case "spelling":
            add_spelling(path, lesson.person, lesson.value)


def _move(trial: Path, path: Path) -> None:
    if path.is_symlink():  # replacing it would leave the file it leads to as it was
        path.write_bytes(trial.read_bytes())
    else:
        trial.replace(path)
