"""A file or page as read: what an import writes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pubman.formats.items import Problem, Verbatim
from pubman.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One file or page: its format, the owner of its list, and its content.

    ``unread`` are the entries that the store has word for word: the id of the record, and the line
    it is on now. ``as_stored`` are the keys of records that were taken from the store for the same
    reason. A ``complete`` list marks what it no longer names as gone. ``replaces`` are
    accounts that the source has merged into this one. ``met`` is the unknown name that most entries
    list, and ``met_count`` says how many do. ``owner`` is the owner of the list as the source names
    it; only the code for that source knows its type. ``forgotten`` counts records that were written
    and are no longer in memory, and ``forgotten_authors`` says whether one of them had authors.
    """

    location: str
    format: str
    encoding: str
    source: str
    sha256: str
    records: tuple[Record, ...]
    unread: tuple[tuple[int, int], ...] = ()
    as_stored: frozenset[str] = frozenset()
    left_out: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()
    blocks: tuple[Verbatim, ...] = ()
    person: str = ""
    said: bool = False
    met: str = ""
    met_count: int = 0
    account: str = ""
    complete: bool = False
    replaces: tuple[str, ...] = ()
    own_keys: bool = False
    owner: object = None
    forgotten: int = 0
    forgotten_authors: bool = False

    @property
    def entries(self) -> int:
        """The number of entries in the file: records, and entries that were left out."""
        return self.forgotten + len(self.records) + len(self.unread) + len(self.left_out)

    @property
    def has_authors(self) -> bool:
        """Whether any record that was read has authors."""
        return self.forgotten_authors or any(record.authors for record in self.records)

    def without_records(self) -> Reading:
        """Return the reading for a report, without the records."""
        return replace(
            self, records=(), forgotten=len(self.records), forgotten_authors=self.has_authors
        )
