"""Verdicts and answers -> groups, and the questions that are left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pubman.match.profile import Profile
from pubman.match.verdict import Verdict
from pubman.merge.groups import Decision, Edge, Grouping, group, node

Compared = tuple[int, int, Verdict]
"""Two records by number, and the verdict on them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairAnswer:
    """What a person said of two records. With "extends", the first extends the second."""

    a: int
    b: int
    verdict: Literal["same", "extends", "different"]


def grouped(
    compared: Sequence[Compared], answers: Iterable[PairAnswer], profile: Callable[[int], Profile]
) -> Grouping:
    """Return the groups of the records that a verdict or an answer names.

    All other records are groups of their own. They need no work and no memory.
    """
    decisions = [
        Decision(
            a=each.a,
            b=each.b,
            verdict=each.verdict,
            extending=each.a if each.verdict == "extends" else None,
        )
        for each in answers
    ]
    named = {number for a, b, _ in compared for number in (a, b)}
    named |= {number for each in decisions for number in (each.a, each.b)}
    edges = [
        Edge(
            a=a,
            b=b,
            verdict=verdict.verdict,
            rule=verdict.rule,
            score=verdict.score,
            extending=verdict.extending,
        )
        for a, b, verdict in compared
    ]
    return group([node(number, profile(number)) for number in sorted(named)], edges, decisions)
