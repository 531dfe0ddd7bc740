"""The records of a group, in the order in which they are asked for the fields of the publication.

Published comes before preprint, then the source's rank decides, then the content of the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pubman.formats.ranks import GUESSED_RANK
from pubman.frozen import quick_dataclass
from pubman.merge.precedence import LAST
from pubman.record import Record


@quick_dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A record of a group: its id, its source's rank, and the record.

    ``ranked`` says that ``pubman.toml`` sets the rank of the source.
    """

    id: int
    rank: int
    source: str
    record: Record
    ranked: bool = False

    @property
    def preprint(self) -> bool:
        """Return True for a preprint."""
        return self.record.kind == "preprint"


def in_order(members: Iterable[Member]) -> list[Member]:
    """Return *members* with the leading record first: published, then rank, then content."""
    ordered = list(members)
    if len(ordered) > 1:
        guessed = _guessed_kinds(ordered)
        ordered.sort(key=lambda member: _order(member, unpublished=member.id in guessed))
    return ordered


def _guessed_kinds(members: Sequence[Member]) -> frozenset[int]:
    """Return the records that only a program calls published, though all others are preprints."""
    guessed = [member for member in members if member.source in LAST["kind"]]
    firm = [member for member in members if member.source not in LAST["kind"]]
    if not firm or not all(member.preprint for member in firm):
        return frozenset()
    return frozenset(member.id for member in guessed)


def _order(member: Member, *, unpublished: bool) -> tuple[Any, ...]:
    record = member.record
    return (
        member.rank <= GUESSED_RANK,
        member.preprint or unpublished,
        record.kind in ("report", "other"),
        # Of two versions of a preprint, the one with a number says when it was posted.
        (member.preprint or unpublished) and not (record.arxiv_id or record.doi),
        -member.rank,
        member.source,
        str(record.date or "9999"),
        record.source_key,
    )


def find_published(ordered: Sequence[Member]) -> list[Member]:
    """Return the members that say where the work was published.

    A report beside an article is an earlier version. Its number is not an issue of the journal.
    """
    guessed = _guessed_kinds(ordered)
    published = [each for each in ordered if not (each.preprint or each.id in guessed)]
    return [each for each in published if each.record.kind != "report"] or published
