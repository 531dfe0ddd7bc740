"""Groups in the making: records that are together, and groups that must stay apart."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Final

from pubman.match import RENAMED, REWORDED
from pubman.merge.graph import Edge, Node

SAID: Final = "you said"
"""How the reason begins if a person keeps two groups apart."""
AGREEING: Final = 1 / 3
"""The least share of pairs across two groups that say *same* before the groups are joined."""


class Groups:
    """Groups in the making: union-find with pairs that must stay apart."""

    def __init__(self, nodes: Mapping[int, Node]) -> None:
        self.nodes = nodes
        self.root = {each: each for each in nodes}
        self.members: dict[int, list[int]] = {each: [each] for each in nodes}
        self.apart: dict[int, dict[int, str]] = {each: {} for each in nodes}

    def find(self, record: int) -> int:
        """Return the group of *record*, named by one of its members."""
        while self.root[record] != record:
            self.root[record] = self.root[self.root[record]]
            record = self.root[record]
        return record

    def part(self, a: int, b: int, why: str) -> None:
        """Keep the groups of *a* and *b* apart from now on."""
        one, other = self.find(a), self.find(b)
        if one != other:
            self.apart[one].setdefault(other, why)
            self.apart[other].setdefault(one, why)

    def why_apart(self, a: int, b: int) -> str:
        """Return why the groups of *a* and *b* may not be joined ("" if they may)."""
        one, other = self.find(a), self.find(b)
        if why := self.apart[one].get(other):
            return why
        for x in self.members[one]:
            for y in self.members[other]:
                if _are_unique_twins(self.nodes[x], self.nodes[y]):
                    return f"two records of {self.nodes[x].source}"
        return ""

    def is_taken(self, edge: Edge) -> bool:
        """Return True if the preprint of *edge* is already with a published record."""
        preprint = edge.a if self.nodes[edge.a].preprint else edge.b
        return any(not self.nodes[each].preprint for each in self.members[self.find(preprint)])

    def is_settled(self, edge: Edge) -> bool:
        """Return True if there is nothing to ask about a preprint and a paper.

        The preprint has its paper, or it has another title and the paper has its preprint.
        """
        if self.is_taken(edge):
            return True
        return edge.rule in (RENAMED, REWORDED) and self.has_preprint(edge)

    def has_preprint(self, edge: Edge) -> bool:
        """Return True if the paper of *edge* is already with a preprint."""
        paper = edge.b if self.nodes[edge.a].preprint else edge.a
        return any(self.nodes[each].preprint for each in self.members[self.find(paper)])

    def share_source(self, edge: Edge) -> bool:
        """Return True if one source has a record in each group: for it, they are two."""
        one, other = (
            {self.nodes[each].source for each in self.members[self.find(end)]}
            for end in (edge.a, edge.b)
        )
        return not one.isdisjoint(other)

    def is_bridge(self, edge: Edge, agreeing: frozenset[frozenset[int]]) -> bool:
        """Return True if two groups of several records agree in one or two pairs only.

        One poor record that resembles two works must not join them.
        """
        one, other = self.members[self.find(edge.a)], self.members[self.find(edge.b)]
        if len(one) < 2 or len(other) < 2:
            return False
        pairs = [frozenset(pair) for pair in product(one, other)]
        return sum(pair in agreeing for pair in pairs) < AGREEING * len(pairs)

    def join(self, a: int, b: int) -> None:
        """Merge the groups of *a* and *b*."""
        one, other = self.find(a), self.find(b)
        if one == other:
            return
        if len(self.members[one]) < len(self.members[other]):
            one, other = other, one
        self.root[other] = one
        self.members[one] += self.members.pop(other)
        for third, why in self.apart.pop(other).items():
            self.apart[third].pop(other, None)
            # A person's decision is stronger than other reasons to keep the two apart.
            if third not in self.apart[one] or why.startswith(SAID):
                self.apart[one][third] = self.apart[third][one] = why


def _are_unique_twins(a: Node, b: Node) -> bool:
    return a.unique and b.unique and a.source == b.source and not (a.doi == b.doi != "")
