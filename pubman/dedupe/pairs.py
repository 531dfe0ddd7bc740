"""Candidate pairs -> verdicts, in portions, by one or more processes.

A worker opens the spool of profiles itself, so that nothing but numbers and verdicts travels
between processes. What was compared lately stays in memory.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from pubman.dedupe.entries import open_sketches
from pubman.dedupe.spool import Spool
from pubman.match import are_distinct, compare, worth_comparing
from pubman.match.packing import whole_profile
from pubman.match.profile import Profile
from pubman.match.sketch import Sketch
from pubman.match.verdict import Verdict

PORTION: Final = 100_000
"""Pairs that one task compares. An interrupted run repeats at most this much for each worker."""
HELD: Final = 60_000
"""Sketches of profiles that a process keeps in memory: about 100 MB."""
HELD_WHOLE: Final = 5_000
"""Whole profiles that it keeps, of the few pairs that the sketches do not settle."""


DISTINCT: Final = Verdict("different", "distinct", 0.0)
"""Stands for the verdict on two works whose sketches show that they are two. It has no rule, score
and evidence, because few of these pairs need them (``groups.settle``)."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What a portion of pairs gave: the verdicts that say something, and how many pairs it had.

    ``distinct`` are the pairs that are two works for certain, as an array of 32-bit numbers.
    """

    found: tuple[tuple[int, int, Verdict], ...]
    compared: int
    distinct: bytes = b""


def compare_portion(read: Callable[[int], Sketch], pairs: bytes) -> Verdicts:
    """Return the verdicts on pairs, given as the bytes of an array of 32-bit numbers."""
    numbers = array("I")
    numbers.frombytes(pairs)
    found = []
    distinct = array("I")
    for a, b in zip(numbers[::2], numbers[1::2], strict=True):
        verdict = judge(read(a), read(b))
        if verdict is DISTINCT:
            distinct.extend((a, b))
        elif verdict:
            found.append((a, b, verdict))
    return Verdicts(tuple(found), len(numbers) // 2, distinct.tobytes())


def judge(a: Sketch, b: Sketch) -> Verdict | None:
    """Return the verdict on two records, or None if grouping does not need it.

    Most pairs share a key by chance and have nothing in common, and most others are two works for
    certain. Their sketches show it.
    """
    if not worth_comparing(a, b):
        return None
    if are_distinct(a, b):
        return DISTINCT
    verdict = compare(_whole(a), _whole(b))
    return None if verdict.verdict == "different" and verdict.rule == "titles" else verdict


@lru_cache(maxsize=HELD_WHOLE)
def _whole(sketch: Sketch) -> Profile:
    return whole_profile(sketch)


def _compare_elsewhere(profiles: Path, pairs: bytes) -> Verdicts:
    """Do the same in a worker process, which opens the spool once and keeps it open."""
    return compare_portion(_worker_reader(profiles), pairs)


@lru_cache(maxsize=1)
def _worker_reader(path: Path) -> Callable[[int], Sketch]:
    return reader_of(open_sketches(path))


def reader_of(spool: Spool[Sketch]) -> Callable[[int], Sketch]:
    """Return a function that reads a sketch, and keeps those that were read lately."""
    return lru_cache(maxsize=HELD)(spool.__getitem__)


def compare_all(
    profiles: Path, waiting: Sequence[bytes], workers: int
) -> Iterator[tuple[int, Verdicts]]:
    """Yield the number and the verdicts of each portion, in order."""
    if workers < 2 or len(waiting) < 2:
        with open_sketches(profiles) as spool:
            read = reader_of(spool)
            for number, portion in enumerate(waiting):
                yield number, compare_portion(read, portion)
        return
    with ProcessPoolExecutor(max_workers=workers) as pool:
        yield from enumerate(pool.map(_compare_elsewhere, [profiles] * len(waiting), waiting))


def as_json(verdict: Verdict) -> str:
    """Return the evidence of a verdict as JSON."""
    return json.dumps(dict(verdict.evidence), ensure_ascii=False)
