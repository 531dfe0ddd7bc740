"""Deduplicate on one machine: entries and profiles on disk, comparing in one or more processes."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from pubman.dedupe.entries import InputRecord, Read, read_files
from pubman.dedupe.groups import Compared, grouped
from pubman.dedupe.merged import every_group, lead_of, merged_record, write_merged
from pubman.dedupe.pairs import PORTION, as_json, compare_all
from pubman.dedupe.spool import Spool
from pubman.dedupe.tables import (
    GROUP_COLUMNS,
    QUESTION_COLUMNS,
    read_answers,
    write_table,
)
from pubman.dedupe.work import Work
from pubman.errors import BadInput
from pubman.match.keys import pairs_sharing
from pubman.match.verdict import Verdict
from pubman.merge.groups import Grouping

HELD: Final = 5_000
"""Entries that stay in memory while the result is written."""
Watch = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to write: the merged file and its format, and the tables."""

    output: Path
    format: str
    groups: Path | None = None
    questions: Path | None = None
    answers: Path | None = None
    why: bool = False


@dataclass(slots=True, kw_only=True)
class Deduplicated:
    """What a run did: entries read, groups written, and questions left."""

    entries: int = 0
    groups: int = 0
    merged: int = 0
    questions: int = 0
    pairs: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    warnings: int = 0
    resumed: bool = False
    skipped_blocks: int = 0


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
        entries = stack.enter_context(Spool(work.entries))
        profiles = stack.enter_context(Spool(work.profiles))
        done.entries = len(entries)
        compared = list(_compare(work, workers, watch, done))
        names = name_entries(entries) if wanted.answers or wanted.groups or wanted.questions else []
        numbers = {name: number for number, name in enumerate(names)}
        answers = read_answers(wanted.answers, numbers) if wanted.answers else []
        grouping = grouped(compared, answers, profiles.__getitem__)
        write_results(wanted, entries, names, grouping, compared, done)
    return done


# ------------------------------------------------------------------------------------------ phases


def _read(work: Work, paths: Sequence[Path], watch: Watch) -> None:
    read = Read()
    pairs = array("I")
    with Spool(work.entries) as entries, Spool(work.profiles) as profiles:
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


def _compare(work: Work, workers: int, watch: Watch, done: Deduplicated) -> Iterator[Compared]:
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
    for verdicts in work.verdicts(len(portions)):
        yield from verdicts.found


def name_entries(entries: Spool) -> list[str]:
    """Return a name for each entry; further entries of one name get a number."""
    seen: dict[str, int] = {}
    names = []
    for number in range(len(entries)):
        name = entries[number].name
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return names


def write_results(
    wanted: Wanted,
    entries: Spool,
    names: Sequence[str],
    grouping: Grouping,
    compared: Sequence[Compared],
    done: Deduplicated,
) -> None:
    """Write the merged file and the tables that are wanted."""

    @lru_cache(maxsize=HELD)
    def entry(number: int) -> InputRecord:
        read: InputRecord = entries[number]
        return read

    groups = list(every_group(grouping.groups, len(entries)))
    done.groups = len(groups)
    done.merged = sum(len(group) > 1 for group in groups)
    done.questions = len(grouping.questions)
    verdicts = {(a, b): verdict for a, b, verdict in compared}
    if wanted.groups:
        rows = _group_rows(groups, names, entry, verdicts, why=wanted.why)
        write_table(wanted.groups, GROUP_COLUMNS, rows)
    if wanted.questions:
        asked = _question_rows(grouping, names, entry, verdicts)
        write_table(wanted.questions, QUESTION_COLUMNS, asked)
    write_merged(wanted.output, wanted.format, (merged_record(each, entry) for each in groups))


def _group_rows(
    groups: Sequence[Sequence[int]],
    names: Sequence[str],
    entry: Callable[[int], InputRecord],
    verdicts: dict[tuple[int, int], Verdict],
    *,
    why: bool,
) -> Iterator[dict[str, Any]]:
    for number, group in enumerate(groups, 1):
        lead = lead_of(group, entry)
        for each in sorted(group, key=lambda one: (one != lead, one)):
            record = entry(each).record
            row = {
                "group": number,
                "entry": names[each],
                "lead": each == lead,
                "title": record.title,
                "year": record.date.year if record.date else "",
                "doi": record.doi,
            }
            if each != lead:
                row |= _reason(each, group, names, verdicts, why=why)
            yield row


def _reason(
    record: int,
    group: Sequence[int],
    names: Sequence[str],
    verdicts: dict[tuple[int, int], Verdict],
    *,
    why: bool,
) -> dict[str, Any]:
    """Return the best verdict that puts a record into its group."""
    pairs = [(min(record, each), max(record, each)) for each in group if each != record]
    found = [
        (verdicts[pair].score, pair)
        for pair in pairs
        if pair in verdicts and verdicts[pair].verdict in {"same", "version"}
    ]
    if not found:
        return {"verdict": "same", "rule": "answer"}
    _, pair = max(found)
    verdict = verdicts[pair]
    other = pair[0] if pair[1] == record else pair[1]
    return {
        "with": names[other],
        "verdict": verdict.verdict,
        "rule": verdict.rule,
        "score": verdict.score,
        "evidence": as_json(verdict) if why else "",
    }


def _question_rows(
    grouping: Grouping,
    names: Sequence[str],
    entry: Callable[[int], InputRecord],
    verdicts: dict[tuple[int, int], Verdict],
) -> Iterator[dict[str, Any]]:
    for each in grouping.questions:
        verdict = verdicts.get((min(each.a, each.b), max(each.a, each.b)))
        yield {
            "a": names[each.a],
            "b": names[each.b],
            "title_a": entry(each.a).record.title,
            "title_b": entry(each.b).record.title,
            "score": verdict.score if verdict else 0.0,
            "rule": verdict.rule if verdict else "",
            "evidence": as_json(verdict) if verdict else "",
            "answer": "",
        }
