"""Works that are linked but stay two: an extension, a separate preprint, a supplement."""

from __future__ import annotations

from collections.abc import Sequence

from pubman.match import RELEASE, SUPPLEMENT
from pubman.merge.forming import Groups
from pubman.merge.graph import Decision, Edge, Tie


def find_ties(
    groups: Groups, links: Sequence[Edge], decisions: Sequence[Decision], preprints: str
) -> tuple[Tie, ...]:
    """Return at most one link per pair of groups: a person's decision first, then the best edge."""
    nodes = groups.nodes
    settled, ties = _find_said(groups, decisions)
    for edge in links:
        pair = frozenset((groups.find(edge.a), groups.find(edge.b)))
        if len(pair) < 2 or pair in settled or pair in ties:
            continue
        if tie := _tie_of(groups, edge, preprints):
            ties[pair] = tie
    return tuple(sorted(ties.values(), key=lambda t: (nodes[t.a].order, nodes[t.b].order, t.kind)))


def _find_said(
    groups: Groups, decisions: Sequence[Decision]
) -> tuple[set[frozenset[int]], dict[frozenset[int], Tie]]:
    """Return the pairs of groups that a person judged, and the links among them."""
    settled: set[frozenset[int]] = set()
    ties: dict[frozenset[int], Tie] = {}
    for decision in decisions:
        pair = frozenset((groups.find(decision.a), groups.find(decision.b)))
        if len(pair) < 2:
            continue
        settled.add(pair)
        if decision.verdict == "extends" and decision.extending is not None:
            other = decision.b if decision.extending == decision.a else decision.a
            ties[pair] = Tie(kind="extends", a=decision.extending, b=other, by="said")
    return settled, ties


def _tie_of(groups: Groups, edge: Edge, preprints: str) -> Tie | None:
    """Return the link that *edge* means, or None."""
    a, b = (edge.b, edge.a) if edge.extending == "b" else (edge.a, edge.b)
    if edge.verdict == "extends" or (edge.rule == RELEASE and edge.extending):
        return Tie(kind="extends", a=a, b=b, by=edge.rule)
    if edge.rule == SUPPLEMENT and edge.extending:
        return Tie(kind="supplement", a=a, b=b, by=edge.rule)
    if edge.verdict == "version" and preprints == "both":
        a, b = (edge.a, edge.b) if groups.nodes[edge.a].preprint else (edge.b, edge.a)
        return Tie(kind="version", a=a, b=b, by=edge.rule)
    return None
