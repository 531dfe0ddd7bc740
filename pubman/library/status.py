"""Report what is in the store, its owners, what needs attention, and the last change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pubman.formats import READERS
from pubman.library.checks import count_findings
from pubman.library.output_states import outputs
from pubman.library.session import Library
from pubman.library.sync.accounts import SOURCES
from pubman.store import imported_files
from pubman.store import keys as reading
from pubman.store.backup import backups_of
from pubman.store.folders import conflict_copies
from pubman.store.log import last_operation
from pubman.store.questions import count_questions, gone_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountStatus:
    """A person's page at a source, and when it was last checked (ISO time, empty for never)."""

    source: str
    id: str
    checked_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedFile:
    """A file that was imported: its name, its format, and the day of the last import."""

    name: str
    format: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LastChange:
    """The latest change that was not undone."""

    day: str
    command: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What ``pubman status`` reports.

    ``others`` counts publications that are not yours. ``findings`` is None for a store that is too
    large to be checked in passing. ``gone`` are keys that no source lists any more. ``copies`` are
    conflicting copies that a synchronised folder has made beside the store.
    """

    store: Path
    publications: int
    eras: tuple[tuple[str, int], ...]
    records: int
    hidden: int
    others: int
    people: tuple[tuple[str, tuple[AccountStatus, ...]], ...]
    files: tuple[ImportedFile, ...]
    lists: tuple[tuple[str, str], ...]
    questions: int
    findings: int | None
    gone: tuple[str, ...]
    last: LastChange | None
    backup: str
    copies: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the status as plain data."""
        last = self.last
        return {
            "store": str(self.store),
            "publications": self.publications,
            "eras": dict(self.eras),
            "records": self.records,
            "hidden": self.hidden,
            "others": self.others,
            "people": [_person_as_json(name, accounts) for name, accounts in self.people],
            "files": [
                {"file": each.name, "format": each.format, "imported": each.day}
                for each in self.files
            ],
            "lists": dict(self.lists),
            "waiting": self.questions,
            "findings": self.findings,
            "gone": list(self.gone),
            "last": last and {"day": last.day, "command": last.command, "summary": last.summary},
            "backup": self.backup or None,
            "copies": list(self.copies),
        }


def _person_as_json(name: str, accounts: tuple[AccountStatus, ...]) -> dict[str, Any]:
    return {
        "name": name,
        "accounts": [
            {"source": each.source, "id": each.id, "checked_at": each.checked_at or None}
            for each in accounts
        ],
    }


def status(library: Library) -> Status:
    """Return the status of a store."""
    store = library.store
    return Status(
        store=store.path.absolute(),
        publications=reading.count(store, reading.LISTED),
        eras=tuple(reading.counts_by_era(store)),
        records=reading.count_records(store),
        hidden=reading.count(store, "hidden = 1"),
        others=reading.count(store, "hidden = 0 AND mine = 0"),
        people=tuple(_people(library)),
        files=tuple(_files(library)),
        lists=tuple(outputs(library)),
        questions=count_questions(store),
        findings=count_findings(library),
        gone=gone(library),
        last=_last(library),
        backup=next((each.at for each in backups_of(store.path)), ""),
        copies=tuple(copy.name for copy in conflict_copies(store.path)),
    )


def _last(library: Library) -> LastChange | None:
    row = last_operation(library.store)
    if row is None:
        return None
    return LastChange(day=row["at"][:10], command=row["command"], summary=row["summary"])


def gone(library: Library) -> tuple[str, ...]:
    """Return the keys of publications that no source lists any more and nobody has decided on."""
    return tuple(gone_keys(library.store))


def _people(library: Library) -> list[tuple[str, tuple[AccountStatus, ...]]]:
    checked = imported_files.last_checked(library.store)
    return [
        (
            person.name.full,
            tuple(
                AccountStatus(
                    source=source.name,
                    id=account,
                    checked_at=checked.get(f"{source.name}:{account}", ""),
                )
                for source in SOURCES.values()
                if not source.proposes
                for account in source.ids_of(person)
            ),
        )
        for person in library.config.people
    ]


def _files(library: Library) -> list[ImportedFile]:
    return [
        ImportedFile(name=row["location"], format=READERS[row["format"]].label, day=row["at"][:10])
        for row in imported_files.latest_imports(library.store)
    ]
