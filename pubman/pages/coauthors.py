"""Who published with whom: counts, and a graph of the closest co-authors as SVG."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from pubman.pages.html import escape
from pubman.record import Publication
from pubman.text.fold import name_key
from pubman.text.markup import printable


@dataclass(frozen=True, slots=True, kw_only=True)
class Collaborator:
    """A co-author: the name used most, the number of joint publications, their years."""

    name: str
    count: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """The co-authors of a list, the closest first, and how often two of them published together."""

    people: tuple[Collaborator, ...]
    pairs: Mapping[tuple[int, int], int]


_MOST_AUTHORS: Final = 50  # A paper of hundreds says little about who works with whom.


def circle_of(publications: Iterable[Publication], owners: Collection[str]) -> Circle:
    """Return the co-authors of ``publications``; ``owners`` are the people that it is about."""
    spellings: dict[str, Counter[str]] = {}
    years: dict[str, list[int]] = {}
    papers: list[list[str]] = []
    for pub in publications:
        names = [each.name for each in pub.authorships if each.person not in owners]
        keys = {name_key(name): printable(name.full) for name in names if printable(name.full)}
        for key, name in keys.items():
            spellings.setdefault(key, Counter())[name] += 1
            years.setdefault(key, []).append(pub.year or 0)
        if len(keys) <= _MOST_AUTHORS:
            papers.append(list(keys))
    order = sorted(years, key=lambda key: (-len(years[key]), key))
    places = {key: at for at, key in enumerate(order)}
    people = tuple(_coauthor(spellings[key], years[key]) for key in order)
    return Circle(people=people, pairs=_pairs(papers, places))


def _coauthor(names: Counter[str], years: Sequence[int]) -> Collaborator:
    known = [year for year in years if year]
    name = max(names, key=lambda each: (names[each], len(each), each))
    return Collaborator(
        name=name, count=len(years), first=min(known, default=0), last=max(known, default=0)
    )


def _pairs(
    papers: Sequence[Sequence[str]], places: Mapping[str, int]
) -> dict[tuple[int, int], int]:
    counts: Counter[tuple[int, int]] = Counter()
    for keys in papers:
        counts.update(combinations(sorted(places[key] for key in keys), 2))
    return dict(counts)


# ------------------------------------------------------------------------------------- the drawing

_DRAWN: Final = 40  # people; more would overlap
_TIES: Final = 150  # lines; more would hide who works together often
_SIZE: Final = 760
_RADIUS: Final = 230


def graph(circle: Circle, caption: str) -> str:
    """Return the closest co-authors on a circle as SVG, with a line between any two who published.

    Who published together is placed side by side. A table beside the graph says the same in words.
    """
    order = _around(circle)
    middle, spots = _SIZE / 2, {}
    shapes = []
    for place, at in enumerate(order):
        angle = 2 * math.pi * place / len(order) - math.pi / 2
        spots[at] = (middle + _RADIUS * math.cos(angle), middle + _RADIUS * math.sin(angle))
    drawn = [(pair, count) for pair, count in circle.pairs.items() if set(pair) <= set(spots)]
    strongest = sorted(drawn, key=lambda each: (-each[1], each[0]))[:_TIES]
    for (one, other), count in reversed(strongest):
        (x, y), (u, v) = spots[one], spots[other]
        width = min(0.6 + count / 2, 5)
        shapes.append(
            f'<path d="M{x:.1f} {y:.1f}Q{middle:g} {middle:g} {u:.1f} {v:.1f}" '
            f'stroke-width="{width:.1f}"/>'
        )
    for place, at in enumerate(order):
        shapes.append(_person(circle.people[at], spots[at], place / len(order)))
    return (
        f'<svg class="graph" viewBox="0 0 {_SIZE} {_SIZE}" role="img" '
        f'aria-label="{escape(caption)}">{"".join(shapes)}</svg>'
    )


def _around(circle: Circle) -> list[int]:
    """Return the people in their order on the circle: each beside the one closest to them."""
    rest = list(range(min(len(circle.people), _DRAWN)))
    order = [rest.pop(0)] if rest else []
    while rest:
        last = order[-1]
        closest = max(
            rest, key=lambda at: (circle.pairs.get((min(at, last), max(at, last)), 0), -at)
        )
        rest.remove(closest)
        order.append(closest)
    return order


def _person(person: Collaborator, spot: tuple[float, float], share: float) -> str:
    """Return the dot and the name of a person; names on the left half read inwards."""
    x, y = spot
    radius = min(3 + person.count / 2, 12)
    degrees = 360 * share - 90
    left = 90 < degrees % 360 < 270
    turn = degrees + 180 if left else degrees
    shift = -(radius + 6) if left else radius + 6
    anchor = "end" if left else "start"
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
        f'<text transform="translate({x:.1f} {y:.1f}) rotate({turn:.1f})" x="{shift:.1f}" y="4" '
        f'text-anchor="{anchor}">{escape(person.name)}</text>'
    )
