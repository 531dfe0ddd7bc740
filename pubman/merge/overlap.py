"""Two lists that have the same works, except for a few with different wording.

Two titles that differ in a word, by the same people at one venue in one year, are one paper that a
list copied badly, or two sister papers. The pair itself does not show it. The two lists do:
if they have dozens of works in common, and each has one paper left that looks like the other's, the
two are one. If the lists share little, each may have a paper that is not in the other.

So a variant is merged only between two such lists, and only if neither record has a partner or a
rival in the other list. A list with many works several times, such as Google Scholar, may
have another copy of a paper that is already merged, if the titles are close. The same holds for a
title that recurs ("Treasurer's message"), if each list has it once. All others stay questions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from pubman.match import CITED, GENERIC_TITLE, ONE_TITLE, VARIANT
from pubman.merge.forming import Groups
from pubman.merge.graph import Edge, Node

LEAST: Final = 20
"""Works that two lists must have in common before they decide about the rest."""
SHARE: Final = 0.1
"""How many works, in proportion to those, may have different wordings. If there are more, the
variants are systematic, such as a series of sister papers."""
CLOSE: Final = 0.85
"""The score of a variant whose titles are close."""

Lists = frozenset[str]
"""The names of two sources, or of one that has its works several times."""


SETTLED: Final = frozenset({VARIANT, ONE_TITLE, GENERIC_TITLE, CITED})
"""Rules of questions that the rest of two lists can settle."""
_NOTHING: Final[frozenset[int]] = frozenset()


def is_overlap(alike: int, variants: int) -> bool:
    """Return True if two lists have *alike* works in common, and only few in *variants*."""
    return alike >= LEAST and variants <= SHARE * alike


def judge_lists(counts: Mapping[tuple[Lists, str, str], int]) -> frozenset[Lists]:
    """Return the pairs of lists that have the same works except for a few variants.

    Among them are the lists that have their own works several times. *counts* says how many records
    of a list have a verdict, ``same`` or ``ask``, with a record of the other list.
    """

    def fewest(lists: Lists, verdict: str) -> int:
        return min(counts.get((lists, verdict, source), 0) for source in lists)

    found = {lists for lists, _, _ in counts}
    return frozenset(
        each for each in found if is_overlap(fewest(each, "same"), fewest(each, "ask"))
    )


def find_overlaps(nodes: Mapping[int, Node], edges: Sequence[Edge]) -> frozenset[Lists]:
    """Return the result of ``judge_lists`` for all *edges*."""
    asked = {_lists(e, nodes) for e in edges if e.verdict == "ask" and e.rule in SETTLED}
    wanted = asked | {frozenset({each}) for lists in asked for each in lists}
    named: dict[tuple[Lists, str, str], set[int]] = defaultdict(set)
    for edge in edges:
        lists = _lists(edge, nodes)
        variant = edge.verdict == "ask" and edge.rule == VARIANT
        if lists in wanted and (variant or edge.verdict == "same"):
            for record in (edge.a, edge.b):
                named[lists, edge.verdict, nodes[record].source].add(record)
    return judge_lists({key: len(records) for key, records in named.items()})


def _lists(edge: Edge, nodes: Mapping[int, Node]) -> Lists:
    return frozenset((nodes[edge.a].source, nodes[edge.b].source))


def find_variants(
    groups: Groups, links: Sequence[Edge], overlaps: Collection[Lists]
) -> Iterator[Edge]:
    """Yield the questions that two lists settle, the best first, for the present groups."""
    if not overlaps:
        return
    asked = [e for e in links if _is_settled(e) and _lists(e, groups.nodes) in overlaps]
    sole = find_sole(groups, links)
    against = _find_objections(groups, asked, links)
    for edge in asked:
        if groups.why_apart(edge.a, edge.b) or _is_objected(groups, edge, against):
            continue
        ways = ((edge.a, edge.b), (edge.b, edge.a))
        free = all(_is_free(groups, edge, way, sole, overlaps) for way in ways)
        if free and (edge.rule != CITED or _fits_one(groups, ways, sole)):
            yield edge


def _is_settled(edge: Edge) -> bool:
    """Return True for a question that two lists can settle."""
    return edge.verdict == "ask" and edge.rule in SETTLED


def _find_objections(
    groups: Groups, asked: Iterable[Edge], links: Iterable[Edge]
) -> dict[int, set[int]]:
    """Return which records of two years, in the groups of the edges *asked*, may be two works."""
    concerned = {groups.find(record) for edge in asked for record in (edge.a, edge.b)}
    against: dict[int, set[int]] = defaultdict(set)
    for edge in links:
        if edge.verdict != "ask" or edge.rule in SETTLED:
            continue
        one, other = groups.nodes[edge.a], groups.nodes[edge.b]
        two_years = one.year and other.year and one.year != other.year
        if two_years and {groups.find(one.id), groups.find(other.id)} <= concerned:
            against[one.id].add(other.id)
            against[other.id].add(one.id)
    return against


def _is_objected(groups: Groups, edge: Edge, against: Mapping[int, set[int]]) -> bool:
    """Return True if the groups of *edge* have two records that may be two works."""
    one, other = (groups.members[groups.find(record)] for record in (edge.a, edge.b))
    return any(not against.get(each, _NOTHING).isdisjoint(other) for each in one)


def _is_free(
    groups: Groups,
    edge: Edge,
    way: tuple[int, int],
    sole: Collection[tuple[int, str]],
    overlaps: Collection[Lists],
) -> bool:
    """Return True if one record of *edge* has no partner and no rival in the list of the other."""
    own, other = groups.find(way[0]), groups.nodes[way[1]].source
    named = {groups.nodes[each].source for each in groups.members[own]}
    repeated = {s for s in named & _sources(groups, way[1]) if frozenset({s}) in overlaps}
    if (named & _sources(groups, way[1])) - repeated:
        return False
    if other in repeated or frozenset({other}) in overlaps:
        if edge.rule == CITED:
            return True
        return edge.score >= CLOSE or (other not in named and (own, other) in sole)
    return (own, other) in sole


def _fits_one(
    groups: Groups, ways: Iterable[tuple[int, int]], sole: Collection[tuple[int, str]]
) -> bool:
    """Return True if a citation has no other open question with the list of the work it may name.

    The citation is the smaller group. A work may have several citations of which that is asked.
    """
    sizes = {record: len(groups.members[groups.find(record)]) for way in ways for record in way}
    return all(
        (groups.find(own), groups.nodes[other].source) in sole
        for own, other in ways
        if sizes[own] <= sizes[other]
    )


def _sources(groups: Groups, record: int) -> set[str]:
    return {groups.nodes[each].source for each in groups.members[groups.find(record)]}


def find_sole(groups: Groups, links: Iterable[Edge]) -> set[tuple[int, str]]:
    """Return the groups with exactly one open question with a list, and these lists."""
    rivals: dict[tuple[int, str], set[int]] = defaultdict(set)
    for edge in links:
        if edge.verdict == "ask" and groups.find(edge.a) != groups.find(edge.b):
            for own, other in ((edge.a, edge.b), (edge.b, edge.a)):
                rivals[groups.find(own), groups.nodes[other].source].add(groups.find(other))
    return {each for each, found in rivals.items() if len(found) == 1}
