"""Decisions that contradict each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pubman.merge.graph import Decision


def contradictions(decisions: Sequence[Decision]) -> list[tuple[Decision, tuple[Decision, ...]]]:
    """Return every *different* or *extends* that contradicts others, with the chain of *same*."""
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
    """Return the shortest chain of decisions from *start* to *goal* (None: none)."""
    came: dict[int, tuple[int, Decision] | None] = {start: None}
    queue = [start]
    for at in queue:
        if at == goal:
            return _walk_back(came, at)
        for following, decision in tied.get(at, ()):
            if following not in came:
                came[following] = (at, decision)
                queue.append(following)
    return None


def _walk_back(came: Mapping[int, tuple[int, Decision] | None], goal: int) -> tuple[Decision, ...]:
    """Return the decisions that led to *goal*, the first one first."""
    chain = []
    step = came[goal]
    while step is not None:
        chain.append(step[1])
        step = came[step[0]]
    return tuple(reversed(chain))
