"""Candidate pairs -> verdicts, in portions, by one or more processes.

A worker opens the spool of profiles itself, so that nothing but numbers and verdicts travels
between processes. Profiles that were compared lately stay in memory.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from pubman.dedupe.entries import open_profiles
from pubman.dedupe.spool import Spool
from pubman.match import compare
from pubman.match.profile import Profile
from pubman.match.verdict import Verdict

PORTION: Final = 100_000
"""Pairs that one task compares. An interrupted run repeats at most this much for each worker."""
HELD: Final = 60_000
"""Profiles that a process keeps in memory: about 100 MB."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What a portion of pairs gave: the verdicts that say something, and how many pairs it had."""

    found: tuple[tuple[int, int, Verdict], ...]
    compared: int


def says_something(verdict: Verdict) -> bool:
    """Return whether grouping needs a verdict. All other pairs have nothing in common."""
    return verdict.verdict != "different" or verdict.rule != "titles"


def compare_portion(read: Callable[[int], Profile], pairs: bytes) -> Verdicts:
    """Return the verdicts on pairs, given as the bytes of an array of 32-bit numbers."""
    numbers = array("I")
    numbers.frombytes(pairs)
    found = []
    for a, b in zip(numbers[::2], numbers[1::2], strict=True):
        verdict = compare(read(a), read(b))
        if says_something(verdict):
            found.append((a, b, verdict))
    return Verdicts(tuple(found), len(numbers) // 2)


def _compare_elsewhere(profiles: Path, pairs: bytes) -> Verdicts:
    """Do the same in a worker process, which opens the spool once and keeps it open."""
    return compare_portion(_worker_reader(profiles), pairs)


@lru_cache(maxsize=1)
def _worker_reader(path: Path) -> Callable[[int], Profile]:
    return reader_of(open_profiles(path))


def reader_of(spool: Spool[Profile]) -> Callable[[int], Profile]:
    """Return a function that reads a profile, and keeps those that were read lately."""
    return lru_cache(maxsize=HELD)(spool.__getitem__)


def portions(pairs: Iterable[tuple[int, int]]) -> Iterator[bytes]:
    """Yield *pairs* in portions, as :func:`compare_portion` takes them."""
    numbers = array("I")
    for pair in pairs:
        numbers.extend(pair)
        if len(numbers) >= 2 * PORTION:
            yield numbers.tobytes()
            numbers = array("I")
    if numbers:
        yield numbers.tobytes()


def compare_all(
    profiles: Path, waiting: Sequence[bytes], workers: int
) -> Iterator[tuple[int, Verdicts]]:
    """Yield the number and the verdicts of each portion, in order."""
    if workers < 2 or len(waiting) < 2:
        with open_profiles(profiles) as spool:
            read = reader_of(spool)
            for number, portion in enumerate(waiting):
                yield number, compare_portion(read, portion)
        return
    with ProcessPoolExecutor(max_workers=workers) as pool:
        yield from enumerate(pool.map(_compare_elsewhere, [profiles] * len(waiting), waiting))


def as_json(verdict: Verdict) -> str:
    """Return the evidence of a verdict as JSON."""
    return json.dumps(dict(verdict.evidence), ensure_ascii=False)
