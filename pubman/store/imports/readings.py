"""One file or page read, and what became of its records: what ``arrivals`` takes and fills."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pubman.formats.dblp.person import Owner
from pubman.record import Problem, Record, Verbatim


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One file read: what it is, and everything in it.

    ``unread`` are the entries that the store has word for word: the id of the record, and the line
    where it stands now. A ``complete`` list marks what it no longer names as gone. ``replaces`` are
    accounts that the source has merged into this one. ``met`` is the name, unknown so far, that
    most entries list, and ``met_count`` says how many do.
    """

    location: str
    format: str
    encoding: str
    source: str
    sha256: str
    records: tuple[Record, ...]
    unread: tuple[tuple[int, int], ...] = ()
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
    owner: Owner | None = None

    @property
    def entries(self) -> int:
        """Entries in the file: records and what was left out."""
        return len(self.records) + len(self.unread) + len(self.left_out)


@dataclass(slots=True, kw_only=True)
class Arrival:
    """What one reading brought: ids of records, by what became of them."""

    reading: Reading
    new: list[int] = field(default_factory=list)
    changed: dict[int, dict[str, tuple[Any, Any]]] = field(default_factory=dict)
    known: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    back: list[int] = field(default_factory=list)
    import_id: int | None = None
    new_publications: list[str] = field(default_factory=list)
    joined: list[int] = field(default_factory=list)
    questions: int = 0
    others: int = 0
    filled: int = 0
    twice: int = 0
    keys: dict[int, str] = field(default_factory=dict)
    person_name: str = ""

    @property
    def wrote(self) -> bool:
        """True where the reading changed anything."""
        return bool(self.new or self.changed or self.gone or self.back)
