"""The report of a sync on one account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pubman.errors import PubmanError
from pubman.library.sync.comparison import Change
from pubman.library.sync.dblp.owner import Lesson
from pubman.library.sync.source import Account
from pubman.people import Person
from pubman.store.imports.result import ImportResult

if TYPE_CHECKING:  # a sync without news loads neither the imports nor the matcher
    from pubman.library.imports import Report

State = Literal["changed", "unchanged", "fresh", "failed", "waiting"]
"""The states of an account. ``fresh``: asked recently. ``waiting``: not asked any more."""


What = Literal["new version", "withdrawn", "claims"]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that a source says about a preprint: what, the preprint, and the version or DOI.

    A claim also has the title of the paper, how alike the titles are, and who claims it.
    """

    what: What
    key: str
    value: str = ""
    title: str = ""
    likeness: float = 0.0
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAccount:
    """An account of a person that a source names, and that ``pubman.toml`` does not have.

    ``service`` is a key of ``[[people]]``, or ``scopus`` or ``researcherid``, which pubman does not
    use. ``papers`` counts the papers by which it was found, 0 if the source names it directly.
    ``several`` says that ``pubman.toml`` names more people than this one.
    """

    person: Person
    service: str
    account: str
    by: str
    papers: int = 0
    several: bool = False

    @property
    def key(self) -> str:
        """The name under which an offer is noted."""
        return f"{self.person.id}:{self.service}:{self.account}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The outcome for one account, or for one saved file.

    ``synced`` is the time of the previous sync, empty for a first one. ``lessons`` are what
    ``pubman.toml`` learned. ``renamed`` is the name that the source uses now, if the person does
    not have it yet. ``rekeyed`` records have a new key at the source. ``moved`` is the account that
    answered in place of the one in ``pubman.toml``. ``skipped`` ones are data sets or software.
    ``asked`` are the identifiers that a service was asked for, of the type ``by``. ``news`` is what
    it says about preprints. ``unseen`` are names of the person that were not looked for in a dump.
    ``found`` are accounts that are offered.
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
    moved: str = ""
    skipped: int = 0
    asked: int = 0
    by: str = "doi"
    news: tuple[News, ...] = ()
    unseen: tuple[str, ...] = ()
    found: tuple[FoundAccount, ...] = ()
    error: PubmanError | None = None

    @property
    def plain_name(self) -> str:
        """Return ``name`` without dblp's homonym number."""
        name = self.name or self.account.name or self.account.id
        head, _, last = name.rpartition(" ")
        return head if head and last.isdecimal() else name

    @property
    def arrival(self) -> ImportResult | None:
        """Return what the list brought, or None if no list was read."""
        return self.report.arrivals[0] if self.report and self.report.arrivals else None
