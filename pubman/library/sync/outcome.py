"""The report of a sync on one account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pubman.errors import PubmanError
from pubman.library.imports import Report
from pubman.library.sync.comparison import Change
from pubman.library.sync.dblp.owner import Lesson
from pubman.library.sync.source import Account
from pubman.store.imports.result import ImportResult

State = Literal["changed", "unchanged", "fresh", "failed", "waiting"]
"""What became of an account. ``fresh``: asked recently; ``waiting``: not asked any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one account, or of one saved file.

    ``synced`` is the time of the sync before, empty for a first one. ``lessons`` are what
    ``pubman.toml`` learned, ``renamed`` the name that the source uses now if it is none of the
    person's. ``rekeyed`` records have a new key at the source, and ``skipped``
    ones are data sets or software. ``asked`` are the
    identifiers that a service was asked for, and ``news`` what it says about preprints (what, key,
    value). ``unseen`` are names of the person
    that a dump was not searched for.
    """

    account: Account
    state: State
    name: str = ""
    synced: str = ""
    affiliation: str = ""
    location: str = ""
    report: Report | None = None
    changes: tuple[Change, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    renamed: str = ""
    rekeyed: int = 0
    skipped: int = 0
    asked: int = 0
    news: tuple[tuple[str, str, str], ...] = ()
    unseen: tuple[str, ...] = ()
    error: PubmanError | None = None

    @property
    def plain_name(self) -> str:
        """``name`` without dblp's homonym number."""
        name = self.name or self.account.name or self.account.id
        head, _, last = name.rpartition(" ")
        return head if head and last.isdecimal() else name

    @property
    def arrival(self) -> ImportResult | None:
        """What the list brought, if one was read."""
        return self.report.arrivals[0] if self.report and self.report.arrivals else None
