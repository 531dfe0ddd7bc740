"""Count publications by year, kind, venue, co-author or person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pubman.errors import UsageError
from pubman.fields import KINDS
from pubman.library.presentation import belongings, present
from pubman.library.selection import choose
from pubman.library.session import Library
from pubman.people import same_spelling
from pubman.record import Name, Publication
from pubman.text.fold import fold, name_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts by one thing: labels and counts in order, for ``total`` publications.

    A publication counts under each of its co-authors or people, but under at most one year, kind
    and venue. ``without`` is the number of publications without any label.
    """

    by: str
    rows: tuple[tuple[str, int], ...]
    total: int
    without: int
    publications: tuple[Publication, ...]


def figures(library: Library, by: str = "year", words: Sequence[str] = ()) -> Figures:
    """Return the counts of what ``words`` select, by one of ``COUNTED``."""
    if by not in COUNTED:
        raise UsageError(f"{by!r} is not valid (use {', '.join(COUNTED)}).")
    pubs = present(library, choose(library, words))
    found = COUNTED[by](library, pubs)
    counts = Counter(label for labels in found for label in labels)
    rows = _every_year(counts) if by == "year" else _largest_first(counts)
    return Figures(
        by=by,
        rows=tuple(rows),
        total=len(pubs),
        without=sum(not labels for labels in found),
        publications=tuple(pubs),
    )


def _every_year(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return all years in order, including those without a publication."""
    years = sorted(int(year) for year in counts)
    return (
        [(str(y), counts.get(str(y), 0)) for y in range(years[0], years[-1] + 1)] if years else []
    )


def _largest_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda row: (-row[1], fold(row[0]), row[0]))


# ---------------------------------------------------------------------- the labels of a publication

Labels = list[list[str]]
"""The labels of each publication, in their order."""


def _years(_: Library, pubs: Sequence[Publication]) -> Labels:
    return [[str(pub.year)] if pub.year else [] for pub in pubs]


def _kinds(_: Library, pubs: Sequence[Publication]) -> Labels:
    return [[pub.kind] if pub.kind in KINDS else [] for pub in pubs]


def _venues(_: Library, pubs: Sequence[Publication]) -> Labels:
    names = (
        (pub.canonical.acronym or pub.canonical.name) if pub.canonical else pub.venue
        for pub in pubs
    )
    return [[name] if name else [] for name in names]


def _people(library: Library, pubs: Sequence[Publication]) -> Labels:
    names = {person.id: person.name.full for person in library.config.people}
    whose = belongings(library)
    return [[names[each] for each in names if each in whose.get(pub.id, ())] for pub in pubs]


def _coauthors(_: Library, pubs: Sequence[Publication]) -> Labels:
    """Return the authors who are not people in ``pubman.toml``, each in one spelling."""
    others = [[each.name for each in pub.authorships if not each.person] for pub in pubs]
    called = _one_spelling(name for names in others for name in names)
    return [list(dict.fromkeys(called[name.full] for name in names)) for names in others]


def _one_spelling(names: Iterable[Name]) -> dict[str, str]:
    """Return the name under which each spelling counts: the fullest, then the most frequent.

    Initials count under a full name if only one fits.
    """
    counts: Counter[str] = Counter()
    by_key: dict[str, dict[str, Name]] = defaultdict(dict)
    for name in names:
        counts[name.full] += 1
        by_key[_family_and_initial(name)].setdefault(name.full, name)
    called: dict[str, str] = {}
    for spelled in by_key.values():
        fullest = sorted(spelled.values(), key=lambda n: (*_length(n), -counts[n.full], n.full))
        chosen: list[Name] = []
        for name in fullest:
            alike = [each for each in chosen if same_spelling(each, name)]
            if len(alike) != 1:
                chosen.append(name)
            called[name.full] = (alike[0] if len(alike) == 1 else name).full
    return called


def _family_and_initial(name: Name) -> str:
    family, _, initials = name_key(name).rpartition(" ")
    return f"{family} {initials[:1]}"


def _length(name: Name) -> tuple[int, int]:
    return -len(fold(name.given)), -sum(not char.isascii() for char in name.full)


COUNTED: Final[Mapping[str, Callable[[Library, Sequence[Publication]], Labels]]] = {
    "year": _years,
    "kind": _kinds,
    "venue": _venues,
    "coauthor": _coauthors,
    "person": _people,
}
"""What can be counted by, each with the function that finds the labels of publications."""
