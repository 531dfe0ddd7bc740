"""What to ask: which two groups a person should judge, and with which pair of records."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from pubman.match import GENERIC_TITLE, TRANSLATION
from pubman.merge.forming import SAID, Groups
from pubman.merge.graph import Edge, Question
from pubman.merge.overlap import find_sole

SOLE: Final = frozenset({GENERIC_TITLE, TRANSLATION})
"""Rules of questions that are asked only if each list has one such work."""
CONTEST: Final = 0.05
"""If a record fits its own group better by this score, it is not contested."""


def find_questions(
    groups: Groups, links: Sequence[Edge], told: Collection[int]
) -> tuple[Question, ...]:
    """Return the open questions, best first: at most one per pair of groups, none that is settled.

    ``told`` are the records that a person called the same as others: their group is settled.
    """
    found: dict[frozenset[int], Question] = {}
    sole = find_sole(groups, links)
    asked: set[int] = set()  # a preprint has one paper, a record one group: one question each
    for edge in links:
        pair = frozenset((groups.find(edge.a), groups.find(edge.b)))
        if edge.verdict != "ask" or pair in found or not _is_open(groups, edge):
            continue
        if edge.rule in SOLE and not _is_sole(groups, edge, sole):
            continue
        preprint = _preprint_of(groups, edge)
        if preprint is None or preprint not in asked:
            found[pair] = Question(a=edge.a, b=edge.b, score=edge.score, rule=edge.rule)
            asked.update([] if preprint is None else [preprint])
    for edge, moving in _find_contested(groups, links, told):
        pair = frozenset((groups.find(edge.a), groups.find(edge.b)))
        if pair not in found and asked.isdisjoint(moving):
            asked.update(moving)
            found[pair] = Question(
                a=edge.a, b=edge.b, score=edge.score, rule=edge.rule, contested=True
            )
    return tuple(found.values())


def _is_sole(groups: Groups, edge: Edge, sole: Collection[tuple[int, str]]) -> bool:
    """Return True unless one list has several such works, which no reader can distinguish:
    "Editorials", or the papers of a year.
    """
    ways = ((edge.a, edge.b), (edge.b, edge.a))
    return all((groups.find(own), groups.nodes[other].source) in sole for own, other in ways)


def _is_open(groups: Groups, edge: Edge) -> bool:
    """Return True if it is open whether the two groups of *edge* are one."""
    if groups.find(edge.a) == groups.find(edge.b) or groups.why_apart(edge.a, edge.b):
        return False
    return _preprint_of(groups, edge) is None or not groups.is_settled(edge)


def _preprint_of(groups: Groups, edge: Edge) -> int | None:
    """Return the group of the preprint that *edge* links to a paper (None: no such pair)."""
    one, other = groups.nodes[edge.a], groups.nodes[edge.b]
    if one.preprint == other.preprint:
        return None
    return groups.find(edge.a if one.preprint else edge.b)


def _find_contested(
    groups: Groups, links: Sequence[Edge], told: Collection[int]
) -> list[tuple[Edge, list[int]]]:
    """Return the edges by which a record may belong to another group instead.

    The matcher keeps the two groups apart, but the record does not fit its own group much better.
    With each edge come the records that may move. After a yes, such a record moves, together with
    the records that fit it better than the rest. Edges of the records of a clean source come first,
    because those are better known.
    """
    tied = _tie_scores(groups, links)
    found = []
    for edge in links:
        if not _is_contest(groups, edge):
            continue
        ends = [groups.nodes[edge.a], groups.nodes[edge.b]]
        free = [each.id for each in ends if not each.unique and each.id not in told]
        if moving := [each for each in free if tied.get(each, 0.0) <= edge.score + CONTEST]:
            found.append((edge, moving))
    nodes = groups.nodes
    return sorted(found, key=lambda each: not any(nodes[n].unique for n in (each[0].a, each[0].b)))


def _is_contest(groups: Groups, edge: Edge) -> bool:
    """Return True for published records of two groups that the matcher, not a person, separates."""
    if edge.verdict not in ("ask", "same") or groups.find(edge.a) == groups.find(edge.b):
        return False
    if groups.nodes[edge.a].preprint or groups.nodes[edge.b].preprint:
        return False
    why = groups.why_apart(edge.a, edge.b)
    return bool(why) and not why.startswith(SAID)


def _tie_scores(groups: Groups, links: Sequence[Edge]) -> dict[int, float]:
    """Return how well each record fits its group: compared with the record of a clean source if
    there is one, else with any.
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
