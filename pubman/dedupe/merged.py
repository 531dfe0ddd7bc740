"""Groups -> one file of merged entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Final

from pubman.dedupe.entries import InputRecord
from pubman.library.conversion import record_texts
from pubman.merge.fields import combine
from pubman.merge.members import Member, in_order
from pubman.record import Record, Work

_OF_RECORDS: Final = frozenset({*(each.name for each in fields(Work)), "authors_cut"})


def lead_of(members: Sequence[Member]) -> int:
    """Return the record that a merged entry is named after."""
    return in_order(members)[0].id


def members_of(group: Sequence[tuple[int, InputRecord]]) -> list[Member]:
    """Return the entries of a group, by number, as the merge takes them."""
    return [Member(id=n, rank=e.rank, source=e.source, record=e.record) for n, e in group]


def merged_record(group: Sequence[tuple[int, InputRecord]]) -> Record:
    """Return one record with the best value of every field."""
    if len(group) == 1:
        return group[0][1].record
    members = members_of(group)
    combined = combine(members)
    lead = in_order(members)[0].record
    values = {name: value for name, value in combined.values.items() if name in _OF_RECORDS}
    values |= {
        "tags": combined.tags,
        "links": combined.links,
        "authors_cut": combined.authors_cut,
        "extra": dict(combined.extra),
        "source_key": lead.source_key,
    }
    values.setdefault("kind", lead.kind)
    return Record(**values)


def write_merged(path: Path, form: str, records: Iterable[Record]) -> None:
    """Write *records* to *path* in the format *form*, all of them or none."""
    trial = path.with_name(f".{path.name}.partial")
    try:
        with trial.open("w", encoding="utf-8", newline="") as file:
            for text in record_texts(records, form):
                file.write(text)
        trial.replace(path)
    finally:
        trial.unlink(missing_ok=True)


def every_group(groups: Iterable[Sequence[int]], size: int) -> Iterator[Sequence[int]]:
    """Yield all groups in the order of their first record; records in no group come alone."""
    by_first = {min(group): group for group in groups}
    inside = {number for group in by_first.values() for number in group}
    for number in range(size):
        if number in by_first:
            yield sorted(by_first[number])
        elif number not in inside:
            yield (number,)
