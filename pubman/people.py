"""A name on a paper -> the person of ``pubman.toml`` it means.

A person is recognised by dblp person number, then by ORCID, then by a spelling. A spelling never
counts if the name has another person number, ORCID or homonym number. ``text.spellings`` decides
which spellings are the same name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from string import ascii_lowercase, digits
from typing import Literal

from pubman.eras import span, stretch
from pubman.record import Date, Name
from pubman.text.fold import fold
from pubman.text.name_beginnings import begins_like, family_beginnings, letters_of
from pubman.text.name_readings import readings, shortened, variants
from pubman.text.scripts import script_of
from pubman.text.spellings import is_spelling_of, may_be, may_mean, same_spelling

__all__ = [
    "Ground",
    "Person",
    "current_name",
    "identify",
    "in_period",
    "is_likely",
    "is_likely_if_begun",
    "likely_letters",
    "names_in",
    "person_id",
    "probably",
    "same_spelling",
    "telling_words",
]

Ground = Literal["pid", "orcid", "spelling"]
"""How a name was recognised."""

_DAYS_OF_MONTH = 30.44  # on average, for a grace given in months
_PID_NUMBER = re.compile(r"-(\d{1,4})\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person of ``pubman.toml``: who they are and how papers write their name.

    ``id`` is the slug of the name and ``spellings`` are further spellings. ``periods`` are the
    times at which the person belongs to the lab (both ends count, None is open). If ``show`` is
    ``current``, the present name replaces former names on every paper. ``accounts`` are the ids at
    further services: ``inspire`` -> ``F.Muro.1``.
    """

    id: str
    name: Name
    spellings: tuple[Name, ...] = ()
    pids: tuple[str, ...] = ()
    orcid: str = ""
    scholar: str = ""
    periods: tuple[tuple[Date | None, Date | None], ...] = ()
    show: str = ""
    url: str = ""
    accounts: Mapping[str, str] = field(default_factory=dict)

    # Names are looked up by the thousand, and an id is unique among the people of one file.
    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def names(self) -> tuple[Name, ...]:
        """The name and every further spelling."""
        return (self.name, *self.spellings)

    @property
    def numbers(self) -> frozenset[str]:
        """The homonym numbers that dblp gives this person: ``0019`` of the pid ``94/4810-19``."""
        ends = (_PID_NUMBER.search(pid) for pid in self.pids)
        said = {name.number for name in self.names if name.number}
        return frozenset(said | {end[1].zfill(4) for end in ends if end})


def person_id(name: Name) -> str:
    """Return the id of a person: the name folded, with hyphens (``bo-zhao``)."""
    return fold(name.full).replace(" ", "-")


def identify(name: Name, people: Sequence[Person]) -> tuple[Person, Ground] | None:
    """Return the only person with this name, and how it was recognised, or None."""
    known = _index(tuple(people))
    if name.pid and name.pid in known.by_pid:
        return known.by_pid[name.pid], "pid"
    if name.orcid and name.orcid in known.by_orcid:
        return known.by_orcid[name.orcid], "orcid"
    if not known.has_near(name):
        return None
    spelled = [each for each in _spelled(_bare(name), known.people) if not _contradicts(name, each)]
    return (spelled[0], "spelling") if len(spelled) == 1 else None


def telling_words(people: Sequence[Person]) -> frozenset[str] | None:
    """Return the words without which :func:`identify` finds nobody for a plain name.

    A plain name can only be read as its folded words, as nearly every name. Return None if somebody
    has a name in another script, which shares no words with a plain one.
    """
    known = _index(tuple(people))
    return frozenset(known.by_word) if known.scripts.keys() <= {"latin"} else None


@lru_cache(maxsize=1024)
def likely_letters(person: Person) -> frozenset[str]:
    """Return the letters with one of which a word of a plain name begins that :func:`is_likely`.

    All letters are returned if the names of the person do not say it.
    """
    return letters_of(_beginnings(person)) or frozenset(ascii_lowercase + digits)


def is_likely(name: Name, person: Person) -> bool:
    """Return whether *name* probably means ``person``, on a list that is the person's own.

    It may have short forms of first names (``Aleks``) and be another transcription, which
    :func:`identify` does not accept.
    """
    likely = begins_like(name, _beginnings(person)) and _probably(_bare(name), person)
    return likely and not _contradicts(name, person)


def is_likely_if_begun(name: Name, person: Person) -> bool:
    """Return :func:`is_likely` for a name that may begin like a family name of ``person``."""
    return _may_mean(_bare(name), person) and not _contradicts(name, person)


def probably(names: Iterable[Name], person: Person) -> Name | None:
    """Return the only one of ``names`` that :func:`is_likely` to mean ``person``, or None."""
    found = [name for name in names if is_likely(name, person)]
    return found[0] if len(found) == 1 else None


def names_in(lists: Iterable[Sequence[Name]], person: Person) -> float:
    """Return the share of lists of authors that name ``person``, 0 to 1; 0 for no lists."""
    named = [any(identify(name, (person,)) for name in names) for names in lists]
    return sum(named) / len(named) if named else 0.0


def current_name(name: Name, person: Person) -> Name:
    """Return the name to print for ``person`` on a paper that has ``name``.

    If ``person.show`` is ``current`` this is the present name, with the marks of the paper.
    """
    if person.show != "current":
        return name
    return replace(person.name, number="", pid=name.pid, orcid=name.orcid, marks=name.marks)


def in_period(date: Date | None, person: Person, grace: int = 0) -> bool:
    """Return whether a publication of ``date`` counts for the lab that ``person`` belonged to.

    A date known only to the year counts if any day of it does. ``grace`` months are added to the
    end of every period. A person without periods always counts.
    """
    if not person.periods:
        return True
    if date is None:
        return False
    first, last = span(date)
    for since, until in person.periods:
        start, end = stretch(since, until)
        if start <= last and first <= end + grace * _DAYS_OF_MONTH:
            return True
    return False


# ------------------------------------------------------------------------------------ recognition


@dataclass(frozen=True, slots=True)
class _Known:
    people: tuple[Person, ...]
    by_pid: Mapping[str, Person]
    by_orcid: Mapping[str, Person]
    by_word: Mapping[str, tuple[Person, ...]]
    scripts: Mapping[str, tuple[Person, ...]]

    def has_near(self, name: Name) -> bool:
        """Return whether anybody shares a word with ``name`` or has a name in another script."""
        full = name.full
        plain = full.isascii() and name.family.isalpha() and not (name.particle or name.literal)
        words = fold(full).split() if plain else _words(name, full)
        if not self.by_word.keys().isdisjoint(words):
            return True
        own = script_of(full)
        return not self.scripts.keys() <= {own}


@lru_cache(maxsize=64)
def _index(people: tuple[Person, ...]) -> _Known:
    """Index people by identifier, by every word of every spelling, and by script."""
    by_word: dict[str, tuple[Person, ...]] = {}
    scripts: dict[str, tuple[Person, ...]] = {}
    for person in people:
        for word in set().union(*(_own_words(name) for name in person.names)):
            by_word[word] = (*by_word.get(word, ()), person)
        for script in {script_of(name.full) for name in person.names}:
            scripts[script] = (*scripts.get(script, ()), person)
    return _Known(
        people,
        {pid: person for person in people for pid in person.pids},
        {person.orcid: person for person in people if person.orcid},
        by_word,
        scripts,
    )


def _words(name: Name, full: str) -> frozenset[str]:
    """Return the folded words under which a name is looked up, with its joined family names."""
    words = {word for variant in variants(full) for word in variant.split()}
    if name.particle or name.literal or not name.family.isalpha():
        words.update(each.family for each in readings(name))
    return frozenset(words)


def _own_words(name: Name) -> frozenset[str]:
    return _words(name, name.full) | {each.family for each in shortened(name)}


@lru_cache(maxsize=65536)
def _spelled(name: Name, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Return the people with this spelling; only those with exactly this one, if there are any."""
    alike = [
        person
        for person in _near(name, people)
        if any(is_spelling_of(name, own) for own in person.names)
    ]
    if len(alike) < 2:
        return tuple(alike)
    whole = fold(name.full)
    exact = [p for p in alike if any(fold(own.full) == whole for own in p.names)]
    return tuple(exact or alike)


def _near(name: Name, people: tuple[Person, ...]) -> Iterable[Person]:
    """Return the people who share a word with ``name``, or have a name in another script."""
    known = _index(people)
    near = {
        each.id: each
        for word in _words(name, name.full)
        if len(word) > 1
        for each in known.by_word.get(word, ())
    }
    script = script_of(name.full)
    for other, users in known.scripts.items():
        if other != script:
            near.update((each.id, each) for each in users)
    return near.values()


@lru_cache(maxsize=1024)
def _beginnings(person: Person) -> frozenset[str]:
    """Return how a family name of a person may begin; empty if that is not clear."""
    found = [family_beginnings(name) for name in person.names]
    return frozenset().union(*found) if all(found) else frozenset()


def _may_mean(name: Name, person: Person) -> bool:
    if len(person.names) == 1:  # its beginning has been compared
        return may_mean(name, person.name)
    return any(may_be(name, own) for own in person.names)


_probably = lru_cache(maxsize=65536)(_may_mean)


def _contradicts(name: Name, person: Person) -> bool:
    """Return whether the name has an identifier and the person is known by another one."""
    if name.pid and person.pids:  # if it were the person's, identify() would have found it
        return True
    if name.orcid and person.orcid:
        return True
    if name.number and not name.pid:
        return bool(person.pids or person.numbers) and name.number not in person.numbers
    return False


def _bare(name: Name) -> Name:
    """Return the name without the parts that do not affect its spelling."""
    if name.marks or name.pid or name.orcid or name.number:
        return replace(name, marks=(), pid="", orcid="", number="")
    return name
