"""Decide whether a file is a person's own list, and which name it lists most.

A file is somebody's own list if at least two thirds of its entries name them. From half of them on
pubman asks, see decision 0070. A Google Scholar profile and ORCID's ``works.bib`` are exported by
their owner, so they count unless the names contradict. If no person of ``pubman.toml`` is found,
the name that most entries list is remembered: perhaps it is another spelling of the owner's name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pubman.derive.authors import authors_for
from pubman.people import Person, identify
from pubman.record import Name, Work
from pubman.text.fold import fold, name_key
from pubman.text.name_marks import emphasised
from pubman.text.names import parse_name
from pubman.text.spellings import may_be, same_spelling

OWN_SHARE: Final = 2 / 3
"""A file is a person's own list if at least this share of its entries names the person."""
HALF: Final = 0.5
"""From this share of the entries on, a name is worth a question."""
_FEWEST: Final = 2
"""The fewest entries that must have a name, if that name is only likely the owner's."""
_CHANCE: Final = 0.1
"""Up to this share of a stranger's works may list a co-author with one's own name."""
_RARE: Final = 10
"""A name on fewer than one of so many works does not change which name is the commonest."""
_MOST_COMPARED: Final = 20
"""The most names that are compared with each other."""
_ONE_FORM: Final = HALF / 2
"""Two forms of one name are counted together, so one of them is on at least so many works."""
_PROFILE_FORMATS: Final = frozenset({"scholar-csv"})
_PROFILE_NAMES = re.compile(r"(?i)(?:works|orcid[\w -]*|citations)(?: ?\(\d+\))?\.(?:bib|csv)")
"""The names under which ORCID and Google Scholar save the works of a profile."""
_MAY_EMPHASISE = re.compile(r"(?is)\bauthors?\s*=.{0,4000}?(?:\\[A-Za-z]{2,}|\*\*|<b>|<strong>)")

Listed = tuple[Work, str]
"""A work (its kind and names), and the text of its entry."""


class Works(list[Listed]):
    """The works of a file. It is found out once whom they name: half the time of an own list."""

    def __init__(self, works: Iterable[Listed] = ()) -> None:
        super().__init__(works)
        self._meant: dict[str, list[tuple[bool, Name | None]]] = {}

    def meant(self, person: Person) -> list[tuple[bool, Name | None]]:
        """Return for each work whether it names ``person``, or who on it probably is."""
        if person.id not in self._meant:
            self._meant[person.id] = [_meant(person, _names(work)) for work, _ in self]
        return self._meant[person.id]


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """The name that most entries of a list have: its fullest form and in how many it occurs.

    ``known`` means that the name is a person's of ``pubman.toml``. Then the question is not who it
    is, but whether the file is their own list.
    """

    name: Name
    count: int
    total: int
    known: bool = False


def find_owner(
    people: Sequence[Person],
    works: Sequence[Listed],
    *,
    location: str = "",
    format: str = "",  # noqa: A002
) -> str:
    """Return the id of the person whose own list ``works`` are; ``""`` if it is nobody's."""
    works = _once(works)
    shares = sorted(((_share(person, works), person) for person in people), key=lambda s: -s[0])
    if not shares or not works:
        return ""
    best, person = shares[0]
    unique = len(shares) < 2 or shares[1][0] < best
    if best >= OWN_SHARE and unique:
        return person.id
    is_profile = format in _PROFILE_FORMATS or _PROFILE_NAMES.fullmatch(location)
    if not is_profile or not unique:
        return ""
    met = most_listed(people, works)
    others = met is not None and not met.known and met.count >= HALF * len(works)
    return "" if others else person.id


def owner_of_profile(people: Sequence[Person], keys: Iterable[str]) -> str:
    """Return the id of the person whose ORCID record has the works with these keys, or ``""``.

    The keys of ORCID's own files begin with the iD. Its works often name no authors.
    """
    found = {key.partition("/")[0] for key in keys}
    owners = [person.id for person in people if person.orcid and {person.orcid} == found]
    return owners[0] if len(owners) == 1 else ""


def _once(works: Sequence[Listed]) -> Works:
    return works if isinstance(works, Works) else Works(works)


def _share(person: Person, works: Works) -> float:
    """Return the share of works that name ``person``, with an exact or a likely spelling.

    Works without any name say nothing, and do not count.
    """
    telling = sum(bool(work.authors or work.volume_editors) for work, _ in works)
    sure = likely = 0
    for is_named, probable in works.meant(person):
        if is_named:
            sure += 1
        elif probable:
            likely += 1
    if sure < HALF * telling and likely < _FEWEST:
        likely = 0
    return (sure + likely) / telling if telling else 0.0


def _meant(person: Person, names: Sequence[Name]) -> tuple[bool, Name | None]:
    """Return whether one of ``names`` is the person's, and otherwise the one that probably is."""
    authors = authors_for((person,))
    listed = authors.of_names(names)
    if any(author.found for author in listed):
        return True, None
    found = authors.recognise(listed, (person.id,))
    if not any(found):
        return False, None
    return False, next((name for name, each in zip(names, found, strict=True) if each), None)


def _names(work: Work) -> tuple[Name, ...]:
    return work.authors + work.volume_editors


def likely_name(person: Person, works: Sequence[Listed]) -> Met | None:
    """Return the name that most works list, if it is probably, but not surely, the person's."""
    forms: Counter[Name] = Counter()
    count = 0
    for _, name in _once(works).meant(person):
        if name is not None:
            count += 1
            forms[name] += 1
    return Met(name=_fullest(forms), count=count, total=len(works)) if count >= _FEWEST else None


def most_listed(people: Sequence[Person], works: Sequence[Listed]) -> Met | None:
    """Return the name that most works list and that belongs to nobody in ``pubman.toml``.

    A likely spelling of a person is preferred, and then a name in bold or in a macro of its own. If
    a person of ``pubman.toml`` is on some of the works, only a likely spelling counts. None if no
    name occurs in at least half of the works.
    """
    works = _once(works)
    likely = [met for person in people if (met := likely_name(person, works)) is not None]
    if likely:
        return max(likely, key=lambda met: met.count)
    stressed = {name_group(name) for name in _stressed(works)}
    if not stressed and not _is_one_family_frequent(works):
        return None
    if half := _half_named(people, works):
        return half
    if _occurs(people, works):
        return None
    forms = _joined(_forms(works), len(works))
    best = _most_frequent(forms, stressed, len(works), tie=bool(people))
    return (
        Met(
            name=_fullest(forms[best]), count=min(forms[best].total(), len(works)), total=len(works)
        )
        if best
        else None
    )


def _half_named(people: Sequence[Person], works: Works) -> Met | None:
    """Return the person whom half of the works name, or some more; not enough for an own list."""
    shares = [(_share(person, works), person) for person in people]
    half = [person for share, person in shares if HALF <= share < OWN_SHARE]
    if len(half) != 1:
        return None
    named = sum(any(identify(name, half) for name in _names(work)) for work, _ in works)
    return Met(name=half[0].name, count=named, total=len(works), known=True)


def _most_frequent(
    forms: dict[str, Counter[Name]], stressed: set[str], works: int, *, tie: bool
) -> str:
    """Return the name group on most works: an emphasised one, else one on half of the works.

    Without ``tie``, no name is chosen if another is as frequent: any of the co-authors may be it.
    """
    often = [
        group
        for group, found in forms.items()
        if found.total() >= _FEWEST and (group in stressed or found.total() >= HALF * works)
    ]
    best = max(
        often, key=lambda group: (group in stressed, forms[group].total(), group), default=""
    )
    as_often = [group for group in often if forms[group].total() == forms[best].total()]
    return best if tie or best in stressed or len(as_often) == 1 else ""


def _forms(works: Sequence[Listed]) -> dict[str, Counter[Name]]:
    """Return the forms of each name and in how many works each form occurs, by name group."""
    forms: dict[str, Counter[Name]] = {}
    for work, _ in works:
        for group, name in {name_group(name): name for name in _names(work)}.items():
            if group:
                forms.setdefault(group, Counter())[name] += 1
    return forms


def _joined(forms: dict[str, Counter[Name]], works: int) -> dict[str, Counter[Name]]:
    """Return ``forms`` with the groups joined that spell one name: A. Rios and Ana Rios Marin.

    Only groups that are frequent enough to matter are compared.
    """
    often = [group for group in forms if forms[group].total() * _RARE >= works]
    often.sort(key=lambda group: (-forms[group].total(), group))
    for at, group in enumerate(often[:_MOST_COMPARED]):
        if group not in forms:
            continue
        whole = _fullest(forms[group])
        for other in often[at + 1 : _MOST_COMPARED]:
            if other in forms and same_spelling(whole, _longest(forms[other])):
                forms[group] += forms.pop(other)
    return forms


def _longest(forms: Counter[Name]) -> Name:
    return max(forms, key=lambda name: (len(name.full), name.full))


def _is_one_family_frequent(works: Sequence[Listed]) -> bool:
    """Return whether any family name is on enough works. Most files are settled by this alone."""
    counts: Counter[str] = Counter()
    for work, _ in works:
        counts.update({_last_word(name.family or name.literal) for name in _names(work)})
    return any(count >= _ONE_FORM * len(works) for count in counts.values())


@lru_cache(maxsize=50_000)
def _last_word(family: str) -> str:
    return fold(family).rpartition(" ")[2]


def _occurs(people: Sequence[Person], works: Sequence[Listed]) -> bool:
    """Return whether more works name a person than chance explains."""
    named = sum(any(identify(name, people) for name in _names(work)) for work, _ in works)
    return named > _CHANCE * len(works)


def name_group(name: Name) -> str:
    """Return the folded family name and first initial, which the spellings of a name share."""
    key = name_key(name)
    family, blank, initials = key.rpartition(" ")
    return f"{family} {initials[:1]}" if blank and not name.family_first else key


def _fullest(forms: Counter[Name]) -> Name:
    """Return the form that occurs most; of equal ones the longest."""
    return max(forms, key=lambda name: (forms[name], len(name.full), name.full))


def _stressed(works: Iterable[Listed]) -> list[Name]:
    """Return the names that entries set in bold or in a macro."""
    found: list[Name] = []
    for work, raw in works:
        if not raw.startswith("@") or not _MAY_EMPHASISE.search(raw):
            continue
        from pubman.formats.bibtex.own_entry import own  # noqa: PLC0415 - few entries have any

        fields = own(raw).fields
        for text in emphasised(fields.get("author", fields.get("authors", ""))):
            stressed = parse_name(text)
            found += [name for name in work.authors if _same_part(name, stressed)]
    return found


def _same_part(name: Name, stressed: Name) -> bool:
    """Return whether an emphasised text is this name, or its family name alone."""
    return stressed.full in (name.family, name.full) or may_be(name, stressed)
