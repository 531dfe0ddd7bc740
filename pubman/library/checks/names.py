"""Rules about authors: a co-author spelt in two ways, authors in two orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from rapidfuzz.distance import Levenshtein

from pubman.library.checks.scope import Case, Finding, Fix, Scope
from pubman.library.checks.wording import symbol_in_name
from pubman.people import same_spelling
from pubman.record import Name
from pubman.text.fold import fold, name_key

_FAR: Final = 2
"""The most letters in which two spellings of a name differ: Zhenyuan and Zengyuan differ in two."""
_LONG: Final = 6
"""The fewest letters of a name that may be misspelt. Shorter ones (Wei and Wen, Li and Liu) are
different names."""
_SHARED: Final = 2
"""The other co-authors that two papers must share before two names count as spellings of one."""


def authors(scope: Scope) -> Iterator[Finding]:
    """Yield co-authors spelt in two ways, and authors in two orders."""
    yield from _across(scope)
    for case in scope.cases:
        if "authors" not in case.by_hand:
            yield from _within(case)


# ---------------------------------------------------------------- one publication, sources


def _within(case: Case) -> Iterator[Finding]:
    pub = case.pub
    shown = [name_key(name) for name in pub.authors]
    for stored in case.records:
        names = stored.record.authors
        keys = [name_key(name) for name in names]
        if stored.record.authors_cut or pub.authors_cut or len(keys) != len(shown):
            continue
        if keys != shown and sorted(keys) == sorted(shown) and len(set(keys)) == len(keys):
            order = " and ".join(name.inverted for name in names)
            number = _first_difference(keys, shown)
            yield Finding(
                key=pub.key,
                rule="authors",
                problem="order",
                fix=Fix("set", (pub.key, "authors", order)),
                details={
                    "source": stored.source,
                    "name": names[number].full,
                    "number": str(number + 1),
                },
                value=order,
            )
            return
        for number, (ours, theirs) in enumerate(zip(pub.authors, names, strict=True), 1):
            if _misspelt(ours, theirs):
                yield _spelling(pub.key, number, ours, theirs, stored.source)


def _first_difference(keys: Sequence[str], shown: Sequence[str]) -> int:
    pairs = enumerate(zip(keys, shown, strict=True))
    return next(place for place, (one, other) in pairs if one != other)


def _spelling(key: str, number: int, here: Name, there: Name, place: str) -> Finding:
    return Finding(
        key=key,
        rule="authors",
        problem="spelling",
        fix=Fix("set", (key, f"authors.{number}", there.full), in_bulk=True),
        details={"here": here.full, "there": there.full, "place": place},
        value=f"{here.full} | {there.full}",
    )


# --------------------------------------------------------------------- several publications


@dataclass(slots=True)
class _Spelling:
    """One spelling of a name, and its places: the case and the number, the newest paper first."""

    name: Name
    places: list[tuple[Case, int]] = field(default_factory=list)


def _across(scope: Scope) -> Iterator[Finding]:
    for usual, odd in _near(_spellings(scope)):
        if not _alike_places(usual, odd):
            continue
        example = usual.places[0][0].pub.key
        for case, number in odd.places:
            if "authors" not in case.by_hand:
                yield _spelling(case.pub.key, number, odd.name, usual.name, example)


def _spellings(scope: Scope) -> list[_Spelling]:
    """Return every spelling of a co-author with a full given name, in the order of the list."""
    found: dict[str, _Spelling] = {}
    for case in scope.cases:
        for number, author in enumerate(case.pub.authorships, 1):
            name = author.name
            if not author.person and name.family and len(name.given.strip(".")) > 1:
                found.setdefault(name.full, _Spelling(name)).places.append((case, number))
    return list(found.values())


def _near(spellings: Sequence[_Spelling]) -> Iterator[tuple[_Spelling, ...]]:
    """Yield the pairs that may be one name, among names that share a part.

    The likelier spelling comes first: one of letters only, then one with diacritics, then the more
    frequent, then the newer.
    """
    groups: dict[str, list[_Spelling]] = defaultdict(list)
    for each in spellings:
        given, family = fold(each.name.given), fold(each.name.family)
        if len(given) >= _LONG:
            groups[f"family {family}, {given[:1]}"].append(each)
        groups[f"given {given}, {family[:1]}"].append(each)  # also finds Schürmann and Schuermann
    seen: set[tuple[str, str]] = set()
    for group in groups.values():
        for one, other in combinations(group, 2):
            pair = (one.name.full, other.name.full)
            if pair not in seen and _misspelt(one.name, other.name, diacritics=True):
                seen.add(pair)
                yield tuple(sorted((one, other), key=_likelihood))


def _likelihood(spelling: _Spelling) -> tuple[bool, int, int]:
    broken = symbol_in_name(spelling.name.full) != ""
    return broken, -_diacritics(spelling.name), -len(spelling.places)


def _alike_places(one: _Spelling, other: _Spelling) -> bool:
    """Return True if the two are never on one paper, and papers of both share co-authors."""
    ours, theirs = ({case.pub.key for case, _ in each.places} for each in (one, other))
    if ours & theirs:
        return False
    needed = 1 if same_spelling(one.name, other.name) else _SHARED
    return any(
        len(_beside(case_a, number_a) & _beside(case_b, number_b)) >= needed
        for case_a, number_a in one.places
        for case_b, number_b in other.places
    )


def _beside(case: Case, number: int) -> set[str]:
    """Return the other authors of a paper, without the people in pubman.toml."""
    return {
        name_key(author.name)
        for place, author in enumerate(case.pub.authorships, 1)
        if place != number and not author.person
    }


def _misspelt(one: Name, other: Name, *, diacritics: bool = False) -> bool:
    """Return True if one part of two names is equal and the other differs by a letter or two.

    With ``diacritics`` also return True for names that differ only in their diacritics.
    """
    if _known_apart(one, other):
        return False
    given = fold(one.given).replace(" ", ""), fold(other.given).replace(" ", "")
    family = fold(one.family).replace(" ", ""), fold(other.family).replace(" ", "")
    if same_spelling(one, other):
        return diacritics and given[0] == given[1] and _plain(one.full) != _plain(other.full)
    if family[0] == family[1]:
        return _near_words(*given)
    return given[0] == given[1] and _near_words(*family)


def _known_apart(one: Name, other: Name) -> bool:
    numbers = [(one.pid, other.pid), (one.orcid, other.orcid), (one.number, other.number)]
    return any(a and b and a != b for a, b in numbers)


def _near_words(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _LONG or one[0] != other[0] or one == other:
        return False
    return Levenshtein.distance(one, other, score_cutoff=_FAR) <= _FAR


def _plain(text: str) -> str:
    """Return the letters and digits of ``text`` in lower case."""
    return "".join(char for char in text.casefold() if char.isalnum())


def _diacritics(name: Name) -> int:
    return sum(not char.isascii() for char in name.full)
