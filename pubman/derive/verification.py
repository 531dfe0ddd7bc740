"""Compare the stored conclusions with what the facts give, in a stream. Nothing is written.

The verdicts about pairs are taken as they are stored; only a whole rebuild compares records again.
Groups, publications and all their rows are made again, some hundred publications at a time. In a
large store several processes do this, each for some of the groups.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final

from pubman.derive.cite_keys import KeyMaker
from pubman.derive.comparison import Comparison
from pubman.derive.context import Context
from pubman.derive.publications import rows_between
from pubman.derive.stages import group_again

_AT_ONCE: Final = 500
"""The number of publications that are compared in one go."""
FROM: Final = 10_000
"""Publications from which on further processes save more than half a second. They cost a tenth of a
second of the processors' time."""
MOST: Final = 4
"""The most processes. More would wait for the one that groups and counts."""

_Groups = Sequence[Sequence[int]]


def useful_workers(publications: int, processors: int | None = None) -> int:
    """Return how many processes compare so many publications; 1 means that none is started."""
    if publications < FROM:
        return 1
    return min(processors or _processors(), MOST)


def _processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def differing_rows(
    context: Context, workers: int | None = 1, *, at_once: int = _AT_ONCE
) -> dict[str, int]:
    """Return in which derived tables how many rows are not what the facts give.

    With ``workers`` None, as many processes compare as are useful here. ``at_once`` is the number
    of publications that each compares in one go. If another program writes meanwhile, the rows are
    compared again while nobody can write.
    """
    store = context.store
    version = store.data_version()
    try:
        found = _differing_rows(context, workers, at_once)
    except Exception:
        if store.data_version() == version:
            raise
    else:
        if not found or store.data_version() == version:
            return found
    with store.rehearsal():
        return _differing_rows(context, 1, at_once)


def _differing_rows(context: Context, workers: int | None, at_once: int) -> dict[str, int]:
    read, grouping = group_again(context)
    groups = grouping.groups
    workers = useful_workers(len(groups)) if workers is None else workers
    comparison = Comparison()
    portions = [groups[start : start + at_once] for start in range(0, len(groups), at_once)]
    waiting = _compare_with(context, portions, workers, comparison) if workers > 1 else portions
    keys = KeyMaker(context.store, None if waiting else set())
    for done, some in enumerate(waiting):
        context.watch("Comparing", done, len(waiting))
        comparison.compare(context, read, some, keys)
    comparison.take(context.store, rows_between(grouping, comparison.hidden))
    return comparison.finish(context.store)


def _compare_with(
    context: Context, portions: Sequence[_Groups], workers: int, comparison: Comparison
) -> Sequence[_Groups]:
    """Add the comparisons by workers; return the portions that are still to be compared."""
    # Small stores do without, and loading it takes as long as comparing a hundred publications.
    from pubman.derive.workers import NO_WORKERS, compare_elsewhere  # noqa: PLC0415

    waiting: list[_Groups] = []
    done = 0
    try:
        for found in compare_elsewhere(context, portions, workers):
            context.watch("Comparing", done, len(portions))
            if found is None:
                waiting.append(portions[done])
            else:
                comparison.add(found)
            done += 1
    except NO_WORKERS:
        return [*waiting, *portions[done:]]
    return waiting
