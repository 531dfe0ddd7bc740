"""Deduplicate on one machine: entries and profiles on disk, comparing in one or more processes."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from pubman.dedupe.entries import Read, Watch, open_entries, open_profiles, read_files
from pubman.dedupe.groups import Compared, grouped, settle
from pubman.dedupe.pairs import PORTION, compare_all
from pubman.dedupe.results import Deduplicated, Wanted, answers_of, write_results
from pubman.dedupe.work import Work
from pubman.errors import BadInput
from pubman.match.keys import pairs_sharing


def unwatched(_: str, __: int, ___: int) -> None:
    """Ignore progress."""


def deduplicate(
    paths: Sequence[Path],
    wanted: Wanted,
    *,
    folder: Path | None = None,
    workers: int = 1,
    watch: Watch = unwatched,
) -> Deduplicated:
    """Find the duplicates among the entries of *paths* and write what is *wanted*.

    ``folder`` keeps what is done, so that an interrupted run goes on from there; without it a
    temporary folder is used and deleted. Raises ``BadInput`` for files that cannot be read.
    """
    for path in paths:
        if not path.is_file():
            raise BadInput(f"{path} is not a file.")
    with ExitStack() as stack:
        place = folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pubman-")))
        work = Work(place, paths)
        done = Deduplicated(resumed=bool(work.said))
        if not work.said:
            _read(work, paths, watch)
        _tell(done, work.said)
        entries = stack.enter_context(open_entries(work.entries))
        profiles = stack.enter_context(open_profiles(work.profiles))
        done.entries = len(entries)
        compared, distinct = _compare(work, workers, watch, done)
        answers = answers_of(wanted, entries)
        pairs = zip(distinct[::2], distinct[1::2], strict=True)
        compared += settle(compared, pairs, answers, profiles.__getitem__)
        grouping = grouped(compared, answers, profiles.__getitem__)
        write_results(wanted, entries, grouping, compared, done, watch)
    return done


# ------------------------------------------------------------------------------------------ phases


def _read(work: Work, paths: Sequence[Path], watch: Watch) -> None:
    read = Read()
    pairs = array("I")
    with open_entries(work.entries) as entries, open_profiles(work.profiles) as profiles:
        for pair in pairs_sharing(read_files(paths, entries, profiles, read, watch)):
            pairs.extend(pair)
    said = {
        "counts": read.counts,
        "left_out": [f"{name}:{each.line}  {each.message}" for name, each in read.left_out],
        "warnings": read.warnings,
    }
    work.keep_read(pairs, said)


def _tell(done: Deduplicated, said: dict[str, Any]) -> None:
    done.counts = said["counts"]
    done.left_out = said["left_out"]
    done.warnings = said["warnings"]


def _compare(
    work: Work, workers: int, watch: Watch, done: Deduplicated
) -> tuple[list[Compared], array[int]]:
    """Return the verdicts that say something, and the pairs that are two works for certain."""
    numbers = work.pairs()
    done.pairs = len(numbers) // 2
    portions = [
        numbers[start : start + 2 * PORTION].tobytes()
        for start in range(0, len(numbers), 2 * PORTION)
    ]
    open_ones = [number for number in range(len(portions)) if not work.done(number)]
    waiting = [portions[number] for number in open_ones]
    for place, verdicts in compare_all(work.profiles, waiting, workers):
        work.keep(open_ones[place], verdicts)
        watch("Comparing", (place + 1) * PORTION, len(waiting) * PORTION)
    found, distinct = list[Compared](), array("I")
    for verdicts in work.verdicts(len(portions)):
        found += verdicts.found
        distinct.frombytes(verdicts.distinct)
    return found, distinct
