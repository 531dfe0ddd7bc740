"""Verdicts and decisions -> groups of records, one per publication.

Edges join groups by falling score; one that would bring two records together that must stay apart
is refused. Plain transitive closure is never taken: on two benchmark sets it costs 8 to 12 points
of precision. What must stay apart: what a person said is different or an extension; what the
matcher found *different* or *extends*; two published records of a source without duplicates,
unless they share a DOI; two published records that a preprint lies between.

Everything here depends on what the records say, never on their ids or their order, and a component
(records tied by edges or decisions) depends on nothing outside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

from pubman.match import RETITLED, REWORDED, SOFT_RULES
from pubman.merge.forming import SAID, Groups
from pubman.merge.graph import Decision, Edge, Grouping, Node, Order, Question, Refusal, Tie, node
from pubman.merge.questions import find_questions

__all__ = [
    "Decision",
    "Edge",
    "Grouping",
    "Node",
    "Question",
    "Refusal",
    "Tie",
    "contradictions",
    "group",
    "node",
]


ALIKE_FROM: Final = 0.995
"""The score of a version under the very title of its paper; below it the titles differ a little."""


def group(
    nodes: Iterable[Node],
    edges: Iterable[Edge],
    decisions: Iterable[Decision],
    *,
    preprints: Literal["join", "both"] = "join",
) -> Grouping:
    """The grouping of ``nodes``; every node is in exactly one group.

    ``preprints="both"`` keeps a preprint on a line of its own, tied to the paper it became.
    Decisions are taken first and always hold; those that contradict each other are for
    :func:`contradictions` to name before (here *same* is taken, and what it leaves of the rest).
    """
    by_id = {each.id: each for each in nodes}
    links = _sorted_edges(edges, by_id)
    said = [each for each in decisions if each.a in by_id and each.b in by_id]
    groups = Groups(by_id)
    told = {each for d in said if d.verdict == "same" for each in (d.a, d.b)}
    for decision in said:
        if decision.verdict == "same":
            groups.join(decision.a, decision.b)
    for decision in said:
        if decision.verdict != "same":
            groups.part(decision.a, decision.b, f"{SAID} {decision.verdict}")
    for edge in _find_vetoes(groups, links, by_id):
        groups.part(edge.a, edge.b, edge.verdict)
    refused = _join_by_score(groups, links, by_id, preprints)
    links = _doubt_retitled(groups, links)
    return Grouping(
        groups=_sorted_groups(groups, by_id),
        ties=_find_ties(groups, links, said, by_id, preprints),
        questions=find_questions(groups, links, told),
        refused=tuple(refused),
    )


def _find_vetoes(
    groups: Groups, links: Sequence[Edge], nodes: Mapping[int, Node]
) -> Iterable[Edge]:
    """The edges that keep records apart, while only decisions have joined any.

    Where a person said that two records are one work, what one of them denies and the other
    affirms of a third is no veto: the answer must not drive away what lay there before.
    """
    affirmed = {
        (groups.find(told), other)
        for edge in links
        if edge.verdict == "same"
        for told, other in ((edge.a, edge.b), (edge.b, edge.a))
        if len(groups.members[groups.find(told)]) > 1
    }
    for edge in links:
        if edge.verdict == "extends" or (edge.verdict == "different" and _is_hard(edge, nodes)):
            ways = (groups.find(edge.a), edge.b), (groups.find(edge.b), edge.a)
            if not any(each in affirmed for each in ways):
                yield edge


def _is_hard(edge: Edge, nodes: Mapping[int, Node]) -> bool:
    """True for *different* by a veto, or between records that a clean source keeps apart."""
    if edge.rule not in SOFT_RULES:
        return True
    return nodes[edge.a].unique and nodes[edge.b].unique


def _sorted_edges(edges: Iterable[Edge], nodes: Mapping[int, Node]) -> list[Edge]:
    """The edges between known nodes, best first; ties by content."""
    known = [each for each in edges if each.a in nodes and each.b in nodes and each.a != each.b]
    return sorted(known, key=lambda e: (-round(e.score, 9), _pair_order(e, nodes)))


def _pair_order(edge: Edge, nodes: Mapping[int, Node]) -> tuple[Order, Order]:
    one, other = sorted((nodes[edge.a].order, nodes[edge.b].order))
    return one, other


def _join_by_score(
    groups: Groups, links: Sequence[Edge], nodes: Mapping[int, Node], preprints: str
) -> list[Refusal]:
    """Joins what may be joined: published records first, then each preprint to one of them."""
    refused = _take(groups, [e for e in links if e.verdict == "same" and e.rule != RETITLED])
    # Last, when it is known who else names either of the two.
    refused += _take(groups, [e for e in links if e.rule == RETITLED])
    if preprints == "join":
        versions = [e for e in links if e.verdict == "version"]
        refused += _take(groups, sorted(versions, key=lambda e: _version_order(e, nodes)))
    return refused


def _version_order(edge: Edge, nodes: Mapping[int, Node]) -> tuple[object, ...]:
    """What an identifier or the source itself ties first, then the earliest published record."""
    one, other = nodes[edge.a], nodes[edge.b]
    published = other if one.preprint else one
    named = edge.rule in ("doi", "arxiv", "rel")
    # A title that merely resembles must not win over the very title by being older.
    alike = edge.score >= ALIKE_FROM
    order = (published.year or 9999, -round(edge.score, 9), _pair_order(edge, nodes))
    return (edge.rule == REWORDED, not named, not alike, *order)


def _take(groups: Groups, links: Iterable[Edge]) -> list[Refusal]:
    refused = []
    for edge in links:
        if groups.find(edge.a) == groups.find(edge.b):
            continue
        why = groups.why_apart(edge.a, edge.b)
        if not why and edge.verdict == "version" and groups.is_taken(edge):
            why = "a preprint of another paper"
        elif not why and edge.rule == REWORDED and groups.is_settled(edge):
            why = "a paper with another preprint"
        elif not why and edge.rule == RETITLED and groups.share_source(edge):
            why = "one source names both"
        if why:
            refused.append(Refusal(a=edge.a, b=edge.b, score=edge.score, why=why))
        else:
            groups.join(edge.a, edge.b)
    return refused


def _doubt_retitled(groups: Groups, links: Sequence[Edge]) -> list[Edge]:
    """``links`` where two titles that one source knows are a question, not a verdict."""
    return [
        replace(edge, verdict="ask")
        if edge.rule == RETITLED and groups.find(edge.a) != groups.find(edge.b)
        else edge
        for edge in links
    ]


def _sorted_groups(groups: Groups, nodes: Mapping[int, Node]) -> tuple[tuple[int, ...], ...]:
    found = [
        # Records that say the very same are told apart by id, which alters no group.
        tuple(sorted(members, key=lambda each: (nodes[each].order, each)))
        for members in groups.members.values()
    ]
    return tuple(sorted(found, key=lambda each: [nodes[record].order for record in each]))


def _find_ties(
    groups: Groups,
    links: Sequence[Edge],
    decisions: Sequence[Decision],
    nodes: Mapping[int, Node],
    preprints: str,
) -> tuple[Tie, ...]:
    """At most one tie per pair of groups; a person's word first, then the best edge."""
    ties: dict[frozenset[int], Tie] = {}
    settled: set[frozenset[int]] = set()
    for decision in decisions:
        pair = frozenset((groups.find(decision.a), groups.find(decision.b)))
        if len(pair) == 2:
            settled.add(pair)
            if decision.verdict == "extends" and decision.extending is not None:
                other = decision.b if decision.extending == decision.a else decision.a
                ties[pair] = Tie(kind="extends", a=decision.extending, b=other, by="said")
    for edge in links:
        pair = frozenset((groups.find(edge.a), groups.find(edge.b)))
        if len(pair) < 2 or pair in settled or pair in ties:
            continue
        if edge.verdict == "extends":
            a, b = (edge.b, edge.a) if edge.extending == "b" else (edge.a, edge.b)
            ties[pair] = Tie(kind="extends", a=a, b=b, by=edge.rule)
        elif edge.verdict == "version" and preprints == "both":
            a, b = (edge.a, edge.b) if nodes[edge.a].preprint else (edge.b, edge.a)
            ties[pair] = Tie(kind="version", a=a, b=b, by=edge.rule)
    return tuple(sorted(ties.values(), key=lambda t: (nodes[t.a].order, nodes[t.b].order, t.kind)))


def contradictions(decisions: Sequence[Decision]) -> list[tuple[Decision, tuple[Decision, ...]]]:
    """Every *different* or *extends* that others deny, with the chain of *same* that denies it."""
    tied: dict[int, list[tuple[int, Decision]]] = {}
    for each in decisions:
        if each.verdict == "same":
            tied.setdefault(each.a, []).append((each.b, each))
            tied.setdefault(each.b, []).append((each.a, each))
    return [
        (each, chain)
        for each in decisions
        if each.verdict != "same" and (chain := _chain(tied, each.a, each.b)) is not None
    ]


def _chain(
    tied: Mapping[int, list[tuple[int, Decision]]], start: int, goal: int
) -> tuple[Decision, ...] | None:
    """The shortest chain of decisions from ``start`` to ``goal``; None where there is none."""
    came: dict[int, tuple[int, Decision] | None] = {start: None}
    queue = [start]
    for at in queue:
        if at == goal:
            chain = []
            while (step := came[at]) is not None:
                chain.append(step[1])
                at = step[0]  # noqa: PLW2901 - walking back
            return tuple(reversed(chain))
        for following, decision in tied.get(at, ()):
            if following not in came:
                came[following] = (at, decision)
                queue.append(following)
    return None
