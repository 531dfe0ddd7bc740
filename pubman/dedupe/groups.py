"""Verdicts and answers -> groups, and the questions that are left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pubman.match import compare
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


def settle(
    compared: Sequence[Compared],
    distinct: Iterable[tuple[int, int]],
    answers: Iterable[PairAnswer],
    profile: Callable[[int], Profile],
) -> Iterator[Compared]:
    """Yield the verdicts on the *distinct* pairs that grouping needs.

    Two works are kept apart only if other verdicts or answers could bring them together. Few are.
    """
    tied = _Ties()
    for a, b, verdict in compared:
        if verdict.verdict not in ("different", "extends"):
            tied.tie(a, b)
    for each in answers:
        tied.tie(each.a, each.b)
    for a, b in distinct:
        if tied.are_tied(a, b):
            yield a, b, compare(profile(a), profile(b))


class _Ties:
    """Which records are tied to which, directly or through others."""

    def __init__(self) -> None:
        self._roots: dict[int, int] = {}

    def _find(self, record: int) -> int:
        root = record
        while (above := self._roots.get(root, root)) != root:
            self._roots[root] = root = self._roots.get(above, above)
        return root

    def tie(self, a: int, b: int) -> None:
        """Tie two records, and all that are tied to them."""
        one, other = sorted((self._find(a), self._find(b)))
        self._roots[one] = self._roots[other] = one

    def are_tied(self, a: int, b: int) -> bool:
        """Return True if two records are tied."""
        return a in self._roots and b in self._roots and self._find(a) == self._find(b)


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
