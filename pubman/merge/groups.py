"""Verdicts and decisions -> groups of records, one per publication.

Edges join groups by falling score. An edge that would bring two records together that must stay
apart is refused. Plain transitive closure is never taken: on two benchmark sets it costs 8 to 12
points of precision. These must stay apart: what a person called different or an extension; what the
matcher found *different* or *extends*; two published records of a source without duplicates, unless
they share a DOI; two published records that only a preprint connects; two groups that one poor
record bridges.

Everything here depends on what the records say, never on their ids or their order, and a component
(records tied by edges or decisions) depends on nothing outside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

from pubman.match import CLAIM, LISTED, NOTED, RETITLED, REWORDED, SOFT_RULES
from pubman.merge.conflicts import contradictions
from pubman.merge.forming import SAID, Groups
from pubman.merge.graph import (
    Decision,
    Edge,
    Grouping,
    Node,
    Order,
    Question,
    Tie,
    node,
)
from pubman.merge.overlap import SETTLED, Lists, find_overlaps, find_variants
from pubman.merge.questions import find_questions
from pubman.merge.ties import find_ties

__all__ = [
    "Decision",
    "Edge",
    "Grouping",
    "Node",
    "Question",
    "Tie",
    "contradictions",
    "group",
    "node",
]

ALIKE_FROM: Final = 0.995
"""The score of a version with exactly the title of its paper; below, the titles differ a little."""
IDENTIFIED: Final = frozenset({"doi", "arxiv", "pmid", "pmcid", "isbn", "rel"})
"""Rules by which an identifier connects two records: one such edge can merge two groups."""


def group(
    nodes: Iterable[Node],
    edges: Iterable[Edge],
    decisions: Iterable[Decision],
    *,
    preprints: Literal["join", "both"] = "join",
    overlaps: Collection[Lists] | None = None,
) -> Grouping:
    """Return the grouping of *nodes*; every node is in exactly one group.

    ``overlaps`` are the pairs of lists with the same works except for a few. Give them if *edges*
    are not all edges between the records of these lists.

    ``preprints="both"`` keeps a preprint separate and links it to its paper.
    Decisions come first and always hold. Call :func:`contradictions` before to find those that
    contradict each other (here *same* wins over them).
    """
    by_id = {each.id: each for each in nodes}
    links = _sorted_edges(edges, by_id)
    said = [each for each in decisions if each.a in by_id and each.b in by_id]
    groups = Groups(by_id)
    told = _take_decisions(groups, said)
    lists = find_overlaps(by_id, links) if overlaps is None else overlaps
    for edge in _find_vetoes(groups, _without_copies(links, by_id, lists), by_id):
        groups.part(edge.a, edge.b, edge.verdict)
    _join_by_score(groups, links, by_id, preprints)
    while _settle(groups, links, lists):
        pass
    links = _doubt_unused(groups, links, preprints)
    return Grouping(
        groups=_sorted_groups(groups, by_id),
        ties=find_ties(groups, links, said, preprints),
        questions=find_questions(groups, links, told),
    )


def _settle(groups: Groups, links: Sequence[Edge], lists: Collection[Lists]) -> bool:
    """Join the groups that two lists settle; return whether there were any.

    A work that had two open questions with a list has one after those two were joined.
    """
    before = len(groups.members)
    for variant in find_variants(groups, links, lists):
        groups.join(variant.a, variant.b)
    return len(groups.members) < before


def _take_decisions(groups: Groups, said: Sequence[Decision]) -> set[int]:
    """Apply the decisions of a person; return the records that they call the same."""
    joined = [each for each in said if each.verdict == "same"]
    for decision in joined:
        groups.join(decision.a, decision.b)
    for decision in said:
        if decision.verdict != "same":
            groups.part(decision.a, decision.b, f"{SAID} {decision.verdict}")
    return {each for decision in joined for each in (decision.a, decision.b)}


def _find_vetoes(
    groups: Groups, links: Sequence[Edge], nodes: Mapping[int, Node]
) -> Iterable[Edge]:
    """Yield the edges that keep records apart, while only decisions have joined any.

    If a person said that two records are one work, and only one of them is different from a third,
    that is not a veto: the answer must not split off a record that was there before.
    """
    affirmed = _find_affirmed(groups, links)
    for edge in links:
        if edge.verdict == "extends" or (edge.verdict == "different" and _is_hard(edge, nodes)):
            ways = (groups.find(edge.a), edge.b), (groups.find(edge.b), edge.a)
            if affirmed.isdisjoint(ways):
                yield edge


def _without_copies(
    links: Sequence[Edge], nodes: Mapping[int, Node], overlaps: Collection[Lists]
) -> Sequence[Edge]:
    """Return *links* without those by which a list with copies keeps a record apart that is asked
    about: such a list also has one work under two titles, or with and without a note.
    """
    if not overlaps:
        return links
    asked = {
        record
        for edge in links
        if edge.verdict == "ask" and edge.rule in SETTLED
        for record in (edge.a, edge.b)
    }

    def is_copied(edge: Edge) -> bool:
        noted = edge.rule == NOTED and edge.verdict == "extends"
        if not noted and edge.rule != LISTED:
            return False
        lists = frozenset((nodes[edge.a].source, nodes[edge.b].source))
        repeated = len(lists) == 1 and lists in overlaps
        return repeated and not asked.isdisjoint((edge.a, edge.b))

    return [edge for edge in links if not is_copied(edge)]


def _find_affirmed(groups: Groups, links: Sequence[Edge]) -> set[tuple[int, int]]:
    """Return each group that a person made, with all records that are the same as one of them."""
    return {
        (groups.find(told), other)
        for edge in links
        if edge.verdict == "same"
        for told, other in ((edge.a, edge.b), (edge.b, edge.a))
        if len(groups.members[groups.find(told)]) > 1
    }


def _is_hard(edge: Edge, nodes: Mapping[int, Node]) -> bool:
    """Return True for *different* by a veto, or between records that a clean source keeps apart."""
    if edge.rule not in SOFT_RULES:
        return True
    return nodes[edge.a].unique and nodes[edge.b].unique


def _sorted_edges(edges: Iterable[Edge], nodes: Mapping[int, Node]) -> list[Edge]:
    """Return the edges between known nodes, best first; equal ones by content."""
    known = [each for each in edges if each.a in nodes and each.b in nodes and each.a != each.b]
    return sorted(known, key=lambda e: (-round(e.score, 9), _pair_order(e, nodes)))


def _pair_order(edge: Edge, nodes: Mapping[int, Node]) -> tuple[Order, Order]:
    one, other = sorted((nodes[edge.a].order, nodes[edge.b].order))
    return one, other


def _join_by_score(
    groups: Groups, links: Sequence[Edge], nodes: Mapping[int, Node], preprints: str
) -> None:
    """Merge groups: published records first, then each preprint with one of them."""
    same = [edge for edge in links if edge.verdict == "same"]
    agreeing = frozenset(frozenset((edge.a, edge.b)) for edge in same)
    _take(groups, [e for e in same if e.rule != RETITLED], agreeing)
    # Last, when it is known which other sources have either of the two.
    _take(groups, [e for e in same if e.rule == RETITLED], agreeing)
    if preprints == "join":
        versions = [e for e in links if e.verdict == "version"]
        versions.sort(key=lambda e: _version_order(e, nodes))
        _take(groups, versions, agreeing)


def _version_order(edge: Edge, nodes: Mapping[int, Node]) -> tuple[object, ...]:
    """Return what sorts versions: named by an identifier or their source first, then the earliest
    published record.
    """
    one, other = nodes[edge.a], nodes[edge.b]
    published = other if one.preprint else one
    named = edge.rule in ("doi", "arxiv", "pmid", "pmcid", "rel")
    doubtful = (CLAIM, REWORDED).index(edge.rule) + 1 if edge.rule in (CLAIM, REWORDED) else 0
    # An older record with a similar title must not win over one with exactly the title.
    alike = edge.score >= ALIKE_FROM
    order = (published.year or 9999, -round(edge.score, 9), _pair_order(edge, nodes))
    return (doubtful, not named, not alike, *order)


def _take(groups: Groups, links: Iterable[Edge], agreeing: frozenset[frozenset[int]]) -> None:
    """Join groups by *links*, one after the other, except those that may not."""
    for edge in links:
        if groups.find(edge.a) != groups.find(edge.b) and _may_join(groups, edge, agreeing):
            groups.join(edge.a, edge.b)


def _may_join(groups: Groups, edge: Edge, agreeing: frozenset[frozenset[int]]) -> bool:
    """Return whether *edge* may join its two groups."""
    if groups.why_apart(edge.a, edge.b):
        return False
    if edge.verdict == "version":  # One preprint has one paper, and a claim no second preprint.
        has_other = edge.rule in (REWORDED, CLAIM) and groups.has_preprint(edge)
        return not (groups.is_taken(edge) or has_other)
    if edge.rule == RETITLED and groups.share_source(edge):
        return False
    return edge.rule in IDENTIFIED or not groups.is_bridge(edge, agreeing)


def _doubt_unused(groups: Groups, links: Sequence[Edge], preprints: str) -> list[Edge]:
    """Return *links*, with a question instead of a verdict that could not be used.

    One source has both titles, or the paper that a preprint claims has another preprint.
    """
    weak = (RETITLED, CLAIM) if preprints == "join" else (RETITLED,)
    return [
        replace(edge, verdict="ask")
        if edge.rule in weak and groups.find(edge.a) != groups.find(edge.b)
        else edge
        for edge in links
    ]


def _sorted_groups(groups: Groups, nodes: Mapping[int, Node]) -> tuple[tuple[int, ...], ...]:
    found = [
        # Records with the same content are sorted by id, which does not change any group.
        tuple(sorted(members, key=lambda each: (nodes[each].order, each)))
        for members in groups.members.values()
    ]
    return tuple(sorted(found, key=lambda each: [nodes[record].order for record in each]))
