"""A co-author spelt in two ways, authors in two orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from pubman.library.checks.scope import Case, Finding, Scope, quoted
from pubman.library.checks.wording import sign_in_name
from pubman.people import same_spelling
from pubman.record import Name
from pubman.text.fold import fold, name_key

_FAR: Final = 2
"""Letters in which two spellings of one name may differ: Zhenyuan and Zengyuan differ in two."""
_LONG: Final = 6
"""Letters of a given or family name that may differ at all: shorter ones (Wei and Wen, Li and Liu)
are names of their own."""
_SHARED: Final = 2
"""Further co-authors that two papers must share before two names count as spellings of one."""


def authors(scope: Scope) -> Iterator[Finding]:
    """Co-authors spelt in two ways, in two papers or two sources; authors in two orders."""
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
            yield Finding(
                key=pub.key, rule="authors", value=order,
                message=f"{stored.source} has them in another order: {_first(keys, shown, names)}",
                command=f"pubman set {pub.key} authors {quoted(order)}",
            )  # fmt: skip
            return
        for number, (ours, theirs) in enumerate(zip(pub.authors, names, strict=True), 1):
            if _misspelt(ours, theirs):
                yield _spelling(pub.key, number, ours, theirs, f"in {stored.source}")


def _first(keys: Sequence[str], shown: Sequence[str], names: Sequence[Name]) -> str:
    place = next(
        at for at, (one, other) in enumerate(zip(keys, shown, strict=True)) if one != other
    )
    return f"{names[place].full} is number {place + 1}"


def _spelling(key: str, number: int, here: Name, there: Name, where: str) -> Finding:
    return Finding(
        key=key, rule="authors", value=f"{here.full} | {there.full}",
        message=f'"{here.full}" here, "{there.full}" {where}',
        command=f"pubman set {key} authors.{number} {quoted(there.full)}",
    )  # fmt: skip


# --------------------------------------------------------------------- several publications


@dataclass(slots=True)
class _Spelling:
    """One spelling of a name and where it stands: case and place, the newest paper first."""

    name: Name
    places: list[tuple[Case, int]] = field(default_factory=list)


def _across(scope: Scope) -> Iterator[Finding]:
    for usual, odd in _near(_spellings(scope)):
        if not _alike_places(usual, odd):
            continue
        where = f"in {usual.places[0][0].pub.key}"
        for case, number in odd.places:
            if "authors" not in case.by_hand:
                yield _spelling(case.pub.key, number, odd.name, usual.name, where)


def _spellings(scope: Scope) -> list[_Spelling]:
    """Every spelling of a co-author written out, in the order of the list."""
    found: dict[str, _Spelling] = {}
    for case in scope.cases:
        for number, author in enumerate(case.pub.authorships, 1):
            name = author.name
            if not author.person and name.family and len(name.given.strip(".")) > 1:
                found.setdefault(name.full, _Spelling(name)).places.append((case, number))
    return list(found.values())


def _near(spellings: Sequence[_Spelling]) -> Iterator[tuple[_Spelling, ...]]:
    """The pairs that may be one name, looked for among names that share a part.

    The likelier spelling stands first: one with letters alone, with diacritics before without, then
    the more frequent, then the newer.
    """
    groups: dict[str, list[_Spelling]] = defaultdict(list)
    for each in spellings:
        given, family = fold(each.name.given), fold(each.name.family)
        if len(given) >= _LONG:
            groups[f"family {family}, {given[:1]}"].append(each)
        groups[f"given {given}, {family[:1]}"].append(each)  # Schürmann and Schuermann, too
    seen: set[tuple[str, str]] = set()
    for group in groups.values():
        for one, other in combinations(group, 2):
            pair = (one.name.full, other.name.full)
            if pair not in seen and _misspelt(one.name, other.name, diacritics=True):
                seen.add(pair)
                yield tuple(sorted((one, other), key=_likelihood))


def _likelihood(spelling: _Spelling) -> tuple[bool, int, int]:
    broken = sign_in_name(spelling.name.full) != ""
    return broken, -_diacritics(spelling.name), -len(spelling.places)


def _alike_places(one: _Spelling, other: _Spelling) -> bool:
    """True where the two never stand on one paper, and papers of the two share co-authors."""
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
    """The other authors of a paper, but for the people whose list this is."""
    return {
        name_key(author.name)
        for place, author in enumerate(case.pub.authorships, 1)
        if place != number and not author.person
    }


def _misspelt(one: Name, other: Name, *, diacritics: bool = False) -> bool:
    """True where one part of two names is equal and the other differs by a letter or two.

    With ``diacritics`` also where the names differ in nothing but these.
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
    if min(len(one), len(other)) < _LONG or one[0] != other[0]:
        return False
    return one != other and distance(one, other, _FAR) <= _FAR


def _plain(text: str) -> str:
    """``text`` without hyphens, dots, spaces and case: what is left can only differ in letters."""
    return "".join(char for char in text.casefold() if char.isalnum())


def _diacritics(name: Name) -> int:
    return sum(not char.isascii() for char in name.full)


def distance(one: str, other: str, limit: int) -> int:
    """The letters to insert, delete or exchange between the two; ``limit + 1`` for any more.

    >>> distance("zhenyuan", "zengyuan", 2)
    2
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, 1):
        above, row[0] = row[0], at
        for place, letter in enumerate(other, 1):
            above, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, above + (char != letter)),
            )
    return min(row[-1], limit + 1)
