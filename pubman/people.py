"""A name on a paper -> whose it is.

By dblp person number, then by ORCID, then by a spelling; never by name against another person
number, ORCID or homonym number. Spellings forgive what publishers do to names: initials, left-out
middle names, diacritics, hyphens, Scholar's run-together initials (``BRC Magalhaes``), and family
and given name swapped where both are written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from pubman.eras import span, stretch
from pubman.record import Date, Name
from pubman.text.fold import fold

Ground = Literal["pid", "orcid", "spelling"]
"""How a name was recognised."""

_DAYS_OF_MONTH = 30.44  # on average; for a grace given in months
_PID_NUMBER = re.compile(r"-(\d{1,4})\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person of ``pubman.toml``: who they are and how papers write them.

    ``id`` is the slug of the name; ``spellings`` holds further spellings, ``periods`` the stretches
    of time in which the person belongs to the lab (both ends count, None is open). ``show`` is
    ``current`` where the present name replaces former ones on every paper, else ``""``.
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

    # Names are looked up by the thousand, and an id is unique among the people of one file.
    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def names(self) -> tuple[Name, ...]:
        """The name and every further spelling."""
        return (self.name, *self.spellings)

    @property
    def numbers(self) -> frozenset[str]:
        """The homonym numbers dblp gives this person: ``0019`` of the pid ``94/4810-19``."""
        ends = (_PID_NUMBER.search(pid) for pid in self.pids)
        said = {name.number for name in self.names if name.number}
        return frozenset(said | {end[1].zfill(4) for end in ends if end})


def person_id(name: Name) -> str:
    """The id of a person: the name folded, with hyphens (``bo-zhao``)."""
    return fold(name.full).replace(" ", "-")


def identify(name: Name, people: Sequence[Person]) -> tuple[Person, Ground] | None:
    """Whose name this is, and how it was recognised; None where nobody's, or more than one's."""
    known = _index(tuple(people))
    if name.pid and name.pid in known.by_pid:
        return known.by_pid[name.pid], "pid"
    if name.orcid and name.orcid in known.by_orcid:
        return known.by_orcid[name.orcid], "orcid"
    spelled = [each for each in _spelled(_bare(name), known.people) if not _contradicts(name, each)]
    return (spelled[0], "spelling") if len(spelled) == 1 else None


def names_in(lists: Iterable[Sequence[Name]], person: Person) -> float:
    """The share of lists of authors that name ``person``, 0 to 1; 0 of none is 0."""
    named = [any(identify(name, (person,)) for name in names) for names in lists]
    return sum(named) / len(named) if named else 0.0


def current_name(name: Name, person: Person) -> Name:
    """The name to print for ``person`` where a paper has ``name``.

    The present one where ``person.show`` is ``current`` (with the paper's marks), else as it is.
    """
    if person.show != "current":
        return name
    return replace(person.name, number="", pid=name.pid, orcid=name.orcid, marks=name.marks)


def in_period(date: Date | None, person: Person, grace: int = 0) -> bool:
    """True if a publication of ``date`` counts for the lab that ``person`` is, or was, part of.

    A date known only to the year counts if any day of it does; ``grace`` months are added to the
    end of every period. Someone without periods always counts.
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


# ------------------------------------------------------------------------------------ whose it is


@dataclass(frozen=True, slots=True)
class _Known:
    people: tuple[Person, ...]
    by_pid: Mapping[str, Person]
    by_orcid: Mapping[str, Person]
    by_word: Mapping[str, tuple[Person, ...]]


@lru_cache(maxsize=64)
def _index(people: tuple[Person, ...]) -> _Known:
    """Where to look for whom: by identifier, and by every word of every spelling."""
    by_word: dict[str, tuple[Person, ...]] = {}
    for person in people:
        for word in {word for name in person.names for word in fold(name.full).split()}:
            by_word[word] = (*by_word.get(word, ()), person)
    return _Known(
        people,
        {pid: person for person in people for pid in person.pids},
        {person.orcid: person for person in people if person.orcid},
        by_word,
    )


@lru_cache(maxsize=65536)
def _spelled(name: Name, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """The people one of whose spellings this is; only those spelled just so, if there are any."""
    by_word = _index(people).by_word
    words = {word for variant in _variants(name.full) for word in variant.split()}
    near = {each.id: each for word in words if len(word) > 1 for each in by_word.get(word, ())}
    alike = [p for p in near.values() if any(same_spelling(name, own) for own in p.names)]
    if len(alike) > 1:
        whole = fold(name.full)
        exact = [p for p in alike if any(fold(own.full) == whole for own in p.names)]
        return tuple(exact or alike)
    return tuple(alike)


def _contradicts(name: Name, person: Person) -> bool:
    """True where the name carries an identifier and the person is known by another."""
    if name.pid and person.pids:  # and it is none of theirs: identify() would have found it
        return True
    if name.orcid and person.orcid:
        return True
    if name.number and not name.pid:
        return bool(person.pids or person.numbers) and name.number not in person.numbers
    return False


def _bare(name: Name) -> Name:
    """The name without what has no bearing on its spelling."""
    if name.marks or name.pid or name.orcid or name.number:
        return replace(name, marks=(), pid="", orcid="", number="")
    return name


# -------------------------------------------------------------------------------------- spellings


def same_spelling(a: Name, b: Name) -> bool:
    """True if the two may be spellings of one name.

    >>> same_spelling(Name(given="Bruno R. C.", family="Magalhães"),
    ...               Name(given="BRC", family="Magalhaes"))
    True
    >>> same_spelling(Name(given="Bo", family="Zhao"), Name(given="Bin", family="Zhao"))
    False
    """
    if _same_words(a, b):
        return True
    return any(
        family_a == family_b and _given_alike(given_a, given_b)
        for family_a, given_a in _readings(a)
        for family_b, given_b in _readings(b)
    )


def _same_words(a: Name, b: Name) -> bool:
    """True where both hold the same words in any order, all written out."""
    words_a, words_b = (sorted(fold(name.full).split()) for name in (a, b))
    written_out = len(words_a) > 1 and all(len(word) > 1 for word in words_a)
    return words_a == words_b and (written_out or fold(a.full) == fold(b.full) != "")


Given = tuple[str, ...]


@lru_cache(maxsize=65536)
def _readings(name: Name) -> tuple[tuple[str, Given], ...]:
    """The ways to read a name: folded family name without spaces, and folded given names."""
    given, family = name.given, " ".join(p for p in (name.particle, name.family) if p)
    if name.literal:
        given, _, family = name.literal.rpartition(" ")
    if not given or not family:
        return ()
    pairs = [(family, given)]
    # "Zhao B" split as given name Zhao and family name B: no family name is a bare initial.
    if _runs_together(family, given) or len(fold(family)) == 1:
        pairs.append((given, family))
    return tuple(
        (folded.replace(" ", ""), _given_words(first, last))
        for last, first in pairs
        for folded in _variants(last)
    )


def _given_words(given: str, family: str) -> Given:
    words: list[str] = []
    for word in re.split(r"[\s.]+", given):
        folded = fold(word)
        words += list(folded) if _runs_together(word, family) else folded.split()
    return tuple(words)


def _runs_together(word: str, other: str) -> bool:
    """True for initials without dots: two to four capitals in a name that is not all capitals."""
    return 1 < len(word) <= 4 and word.isalpha() and word.isupper() and not other.isupper()


def _given_alike(a: Given, b: Given) -> bool:
    """True where one holds every given name of the other, in order, written out or as initials."""
    if "".join(a) == "".join(b):
        return bool(a)  # Chih-Hsien and Chihhsien
    short, long = sorted((a, b), key=len)
    if not short or not _word_alike(short[0], long[0]):
        return False
    rest = iter(long[1:])
    return all(any(_word_alike(word, other) for other in rest) for word in short[1:])


def _word_alike(a: str, b: str) -> bool:
    return a == b or (a[0] == b[0] and 1 in (len(a), len(b)))


_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa"}
)


def _variants(text: str) -> tuple[str, ...]:
    """The text folded, and once more with umlauts written out (Müller: muller and mueller)."""
    if text.isascii():
        return (fold(text),)
    plain, written_out = fold(text), fold(text.translate(_UMLAUTS))
    return (plain,) if plain == written_out else (plain, written_out)
