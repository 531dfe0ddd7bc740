"""Arrange publications in sections: group them and sort them.

Everything here depends only on the publications, so the same facts give the same list. A list is
sorted by year, newest first. Within a year, those with a ``position`` set by hand come first, the
smallest first. The others are sorted by month, newest first, then by title.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from pubman.errors import UsageError
from pubman.fields import KINDS
from pubman.listing import GROUPS, ORDERS, Section
from pubman.pages.labels import Labels, load_labels
from pubman.record import Publication
from pubman.text.fold import fold


def arrange(
    publications: Iterable[Publication],
    *,
    sections: Sequence[tuple[str, Collection[int]]] = (),
    group_by: Sequence[str] = (),
    order: str = "newest",
    people: Sequence[tuple[str, str]] = (),
    language: str = "en",
    places: Places | None = None,
) -> tuple[Section, ...]:
    """Return ``publications`` as sorted sections.

    ``sections`` holds headings, each with the ids of the publications below it. A publication is in
    every section that names it, and left out if none does. Without ``sections`` there is one
    section without a heading. ``group_by`` holds words of ``GROUPS``, the outermost first;
    ``people`` the id and name of those whom ``person`` groups by, in their order. A publication
    with two tags, or of two people, is in both groups. One with none comes last, under the word for
    *other*. Empty sections are left out.
    """
    _check("order", order, ORDERS)
    for group in group_by:
        _check("group", group, GROUPS)
    ordered = sort(publications, order, places)
    groups = tuple(_Group(name, load_labels(language), people) for name in group_by)
    if not sections:
        return _ungrouped(ordered, groups)
    found: list[Section] = []
    for heading, ids in sections:
        wanted = frozenset(ids)
        kept = [pub for pub in ordered if pub.id in wanted]
        if kept:
            named = (_section(heading, kept, groups),)
            found.extend(named if heading else _ungrouped(kept, groups))
    return tuple(found)


def _ungrouped(kept: Sequence[Publication], groups: Sequence[_Group]) -> tuple[Section, ...]:
    """The sections of publications without a heading of their own: the groups become outermost."""
    if not kept:
        return ()
    inner = _section("", kept, groups)
    return inner.sections or (inner,)


def _check(what: str, word: str, known: Sequence[str]) -> None:
    if word not in known:
        raise UsageError(f"{word!r} is not a valid {what}.", f"Use one of: {', '.join(known)}.")


Places = Mapping[int, tuple[int, int]]
"""The id of a publication -> its place in a file: the file, then the line."""


def sort(
    publications: Iterable[Publication], order: str = "newest", places: Places | None = None
) -> list[Publication]:
    """Return ``publications`` in ``order``, a word of ``ORDERS``.

    ``file`` sorts by ``places``; what has no place comes last, the newest first. In the orders by
    date, publications of one month that all have a place in one file keep the order of the file.
    """
    pubs, known = list(publications), places or {}
    if order == "title":
        return sorted(pubs, key=_by_title)
    by_date = _newest if order != "oldest" else _oldest
    if order == "file":
        last = (sys.maxsize, 0)
        return sorted(pubs, key=lambda pub: (known.get(pub.id, last), by_date(pub), _by_title(pub)))
    if not _in_one_file(pubs, known):
        return sorted(pubs, key=lambda pub: (by_date(pub), _by_title(pub)))
    if len({known[pub.id] for pub in pubs}) == len(pubs):  # then no titles need to be compared
        return sorted(pubs, key=lambda pub: (by_date(pub), known[pub.id]))
    return sorted(pubs, key=lambda pub: (by_date(pub), known[pub.id], _by_title(pub)))


def _in_one_file(pubs: Sequence[Publication], places: Places) -> bool:
    files = {places[pub.id][0] if pub.id in places else None for pub in pubs}
    return len(files) == 1 and None not in files


def _by_title(pub: Publication) -> tuple[str, str, int]:
    return fold(pub.title), pub.key, pub.id


def _newest(pub: Publication) -> tuple[Any, ...]:
    # Work with a status but no date is still to come, so it is the newest. Undated work without a
    # status is old, as a rule, and comes last.
    undated = (0 if pub.status else 2) if pub.date is None else 1
    year, month, _ = _date(pub)
    return undated, -year, _position(pub), -month


def _oldest(pub: Publication) -> tuple[Any, ...]:
    undated = 0 if pub.date else 2 if pub.status else 1
    year, month, _ = _date(pub)
    return undated, year, _position(pub), month or 13


def _date(pub: Publication) -> tuple[int, int, int]:
    return (pub.date.year, pub.date.month, pub.date.day) if pub.date else (0, 0, 0)


def _position(pub: Publication) -> tuple[int, float]:
    return (1, 0.0) if pub.position is None else (0, pub.position)


# -------------------------------------------------------------------------------------- grouping


FORTHCOMING: Final = "forthcoming"
"""The group of accepted work without a year, before all years."""


class _Group:
    """One level of grouping: the groups of a publication, and the order of the groups."""

    def __init__(self, name: str, labels: Labels, people: Sequence[tuple[str, str]]) -> None:
        self.words_of = _WORDS[name]
        self.headings: Mapping[str, str] = {}
        self.order: tuple[str, ...] = ()
        self.sorted = name in ("tag", "venue")
        self.rest = labels.words["undated" if name == "year" else "other"]
        if name == "kind":
            self.headings, self.order = labels.headings, tuple(KINDS)
        elif name == "year":
            self.headings = {FORTHCOMING: labels.words["forthcoming"]}
        elif name == "person":
            self.headings, self.order = dict(people), tuple(person for person, _ in people)

    def split(self, publications: Sequence[Publication]) -> list[tuple[str, list[Publication]]]:
        """Return the heading and the publications of each group."""
        found: dict[str, list[Publication]] = {}
        for pub in publications:
            words = [word for word in self.words_of(pub) if not self.order or word in self.order]
            for word in dict.fromkeys(words or [""]):
                found.setdefault(word, []).append(pub)
        return [(self._heading(word), found[word]) for word in self._ordered(found)]

    def _heading(self, word: str) -> str:
        return self.headings.get(word, word) or self.rest

    def _ordered(self, found: Mapping[str, object]) -> list[str]:
        places = {word: at for at, word in enumerate(self.order or found)}
        if self.sorted:
            places = {word: at for at, word in enumerate(sorted(found, key=fold))}
        return sorted(found, key=lambda word: (not word, places.get(word, 0)))


def _year_words(pub: Publication) -> list[str]:
    if pub.year:
        return [str(pub.year)]
    return [FORTHCOMING if pub.status else ""]


def _venue_words(pub: Publication) -> list[str]:
    if pub.canonical:
        return [pub.canonical.acronym or pub.canonical.name]
    return [pub.venue]


_WORDS: Final[Mapping[str, Callable[[Publication], Collection[str]]]] = {
    "era": lambda pub: [pub.era],
    "year": _year_words,
    "kind": lambda pub: [pub.kind],
    "venue": _venue_words,
    "tag": lambda pub: pub.tags,
    "person": lambda pub: [author.person for author in pub.authorships if author.person],
}


def _section(heading: str, kept: Sequence[Publication], groups: Sequence[_Group]) -> Section:
    if not groups:
        return Section(heading=heading, publications=tuple(kept))
    parts = groups[0].split(kept)
    inner = tuple(_section(title, members, groups[1:]) for title, members in parts)
    return Section(heading=heading, sections=inner)
