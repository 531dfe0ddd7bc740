"""Groups -> the merged file and the tables, in one pass over the entries on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import tee
from pathlib import Path
from typing import Any, Final

from pubman.dedupe.entries import InputRecord, Watch
from pubman.dedupe.groups import Compared, PairAnswer
from pubman.dedupe.merged import every_group, lead_of, members_of, merged_record, write_merged
from pubman.dedupe.pairs import as_json
from pubman.dedupe.spool import Spool
from pubman.dedupe.tables import GROUP_COLUMNS, QUESTION_COLUMNS, Put, open_table, read_answers
from pubman.match.verdict import Verdict
from pubman.merge.groups import Grouping

Verdicts = Mapping[tuple[int, int], Verdict]
_EVERY: Final = 1_000
"""Groups between two reports of the progress."""


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


def answers_of(wanted: Wanted, entries: Spool[InputRecord]) -> list[PairAnswer]:
    """Return the answers in the table that a person filled in, if there is one."""
    if not wanted.answers:
        return []
    every = enumerate(entries.read_in_order(range(len(entries))))
    return read_answers(wanted.answers, {entry.name: number for number, entry in every})


def write_results(
    wanted: Wanted,
    entries: Spool[InputRecord],
    grouping: Grouping,
    compared: Sequence[Compared],
    done: Deduplicated,
    watch: Watch,
) -> None:
    """Write the merged file and the tables that are wanted. Count the groups in *done*."""
    verdicts = {(a, b): verdict for a, b, verdict in compared}
    done.questions = len(grouping.questions)
    if wanted.questions:
        with open_table(wanted.questions, QUESTION_COLUMNS) as put:
            for row in _question_rows(grouping, entries, verdicts):
                put(row)
    with ExitStack() as stack:
        tell: Tell = _ignore
        if wanted.groups:
            opened = stack.enter_context(open_table(wanted.groups, GROUP_COLUMNS))
            tell = _GroupTable(opened, entries, verdicts, why=wanted.why).put
        merged = _merge_all(grouping, entries, tell, done, watch)
        write_merged(wanted.output, wanted.format, (merged_record(each) for each in merged))


Members = Sequence[tuple[int, InputRecord]]
"""The entries of one group, by number, in rising order."""
Tell = Callable[[Members], None]


def _ignore(_: Members) -> None:
    """Write no table."""


def _merge_all(
    grouping: Grouping,
    entries: Spool[InputRecord],
    tell: Tell,
    done: Deduplicated,
    watch: Watch,
) -> Iterator[Members]:
    """Yield the entries of every group, and count the groups.

    The first entries of the groups come in the order of the file. Only further ones are looked up.
    """
    size = len(entries)
    groups, again = tee(every_group(grouping.groups, size))
    firsts = entries.read_in_order(group[0] for group in again)
    for group, first in zip(groups, firsts, strict=True):
        members = [(group[0], first), *((each, entries[each]) for each in group[1:])]
        done.groups += 1
        done.merged += len(group) > 1
        tell(members)
        yield members
        if not done.groups % _EVERY:
            watch("Writing", group[0], size)
    watch("Writing", size, size)


class _GroupTable:
    """The table of groups: a row for each entry, the lead of each group first."""

    def __init__(
        self, put: Put, entries: Spool[InputRecord], verdicts: Verdicts, *, why: bool
    ) -> None:
        self._put = put
        self._entries = entries
        self._verdicts = verdicts
        self._why = why
        self._count = 0

    def put(self, members: Members) -> None:
        """Write the rows of one group."""
        self._count += 1
        lead = members[0][0] if len(members) == 1 else lead_of(members_of(members))
        for number, entry in sorted(members, key=lambda one: (one[0] != lead, one[0])):
            record = entry.record
            reason = _LEADS if number == lead else self._reason(number, members)
            year = record.date.year if record.date else ""
            said = (self._count, entry.name, number == lead, record.title, year, record.doi)
            self._put(said + reason)

    def _reason(self, number: int, members: Members) -> tuple[Any, ...]:
        """Return the best verdict that puts a record into its group."""
        pairs = [(min(number, each), max(number, each)) for each, _ in members if each != number]
        found = [
            (self._verdicts[pair].score, pair)
            for pair in pairs
            if pair in self._verdicts and self._verdicts[pair].verdict in {"same", "version"}
        ]
        if not found:
            return ("", "same", "answer", "", "")
        _, pair = max(found)
        verdict = self._verdicts[pair]
        other = dict(members)[pair[0] if pair[1] == number else pair[1]]
        evidence = as_json(verdict) if self._why else ""
        return (other.name, verdict.verdict, verdict.rule, verdict.score, evidence)


_LEADS: Final = ("",) * 5
"""The last columns of the entry that leads a group."""


def _question_rows(
    grouping: Grouping, entries: Spool[InputRecord], verdicts: Verdicts
) -> Iterator[tuple[Any, ...]]:
    for each in grouping.questions:
        verdict = verdicts.get((min(each.a, each.b), max(each.a, each.b)))
        a, b = entries[each.a], entries[each.b]
        judged = (verdict.score, verdict.rule, as_json(verdict)) if verdict else (0.0, "", "")
        yield (a.name, b.name, a.record.title, b.record.title, *judged, "")
