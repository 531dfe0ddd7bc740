"""What to ask: which two groups a person should judge, by which pair of records."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from pubman.merge.forming import SAID, Groups
from pubman.merge.graph import Edge, Question

CONTEST: Final = 0.05
"""A record tied so much better to its own group than to another one is not contested."""


def find_questions(
    groups: Groups, links: Sequence[Edge], told: Collection[int]
) -> tuple[Question, ...]:
    """The open questions, best first: at most one per pair of groups, none that is settled.

    ``told`` are the records a person said are the same as others: where they lie is settled.
    """
    nodes = groups.nodes
    found: dict[frozenset[int], Question] = {}
    asked: set[int] = set()  # a preprint has one paper, a record one group: one question each
    for edge in links:
        if edge.verdict != "ask":
            continue
        pair = frozenset((groups.find(edge.a), groups.find(edge.b)))
        if len(pair) < 2 or pair in found or groups.why_apart(edge.a, edge.b):
            continue
        if nodes[edge.a].preprint != nodes[edge.b].preprint:
            preprint = groups.find(edge.a if nodes[edge.a].preprint else edge.b)
            if groups.is_settled(edge) or preprint in asked:
                continue
            asked.add(preprint)
        found[pair] = Question(a=edge.a, b=edge.b, score=edge.score, rule=edge.rule)
    for edge, moving in _contested(groups, links, told):
        pair = frozenset((groups.find(edge.a), groups.find(edge.b)))
        if pair not in found and asked.isdisjoint(moving):
            asked.update(moving)
            found[pair] = Question(
                a=edge.a, b=edge.b, score=edge.score, rule=edge.rule, contested=True
            )
    return tuple(found.values())


def _contested(
    groups: Groups, links: Sequence[Edge], told: Collection[int]
) -> list[tuple[Edge, list[int]]]:
    """The edges by which a record may as well lie in another group, though the matcher keeps the
    two apart: nothing ties it much better to where it lies. With each, the records that may move.
    After a yes such a record moves, with what hangs on it more than on the rest.

    The edges of a clean source's records come first: those are the better known.
    """
    nodes, tied = groups.nodes, _tie_scores(groups, links)
    found = []
    for edge in links:
        one, other = nodes[edge.a], nodes[edge.b]
        if edge.verdict not in ("ask", "same") or one.preprint or other.preprint:
            continue
        if groups.find(edge.a) == groups.find(edge.b):
            continue
        why = groups.why_apart(edge.a, edge.b)
        if not why or why.startswith(SAID):
            continue
        free = [each.id for each in (one, other) if not each.unique and each.id not in told]
        if moving := [each for each in free if tied.get(each, 0.0) <= edge.score + CONTEST]:
            found.append((edge, moving))
    return sorted(found, key=lambda each: not any(nodes[n].unique for n in (each[0].a, each[0].b)))


def _tie_scores(groups: Groups, links: Sequence[Edge]) -> dict[int, float]:
    """How well each record is tied to its group: to its record of a clean source, where it has
    one, else to any.
    """
    known = {
        each
        for each, members in groups.members.items()
        if any(groups.nodes[member].unique for member in members)
    }
    found: dict[int, float] = {}
    for edge in links:
        home = groups.find(edge.a)
        if edge.verdict not in ("same", "ask") or home != groups.find(edge.b):
            continue
        for record, mate in ((edge.a, edge.b), (edge.b, edge.a)):
            if home not in known or groups.nodes[mate].unique:
                found.setdefault(record, edge.score)
    return found
