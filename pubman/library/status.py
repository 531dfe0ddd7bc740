"""Status: what is in the store, whose it is, what waits, what was done last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pubman.formats import READERS
from pubman.library.checks import count_findings
from pubman.library.outputs import outputs
from pubman.library.session import Library
from pubman.store import imported_files
from pubman.store import keys as reading
from pubman.store.backup import backups_of
from pubman.store.folders import conflict_copies
from pubman.store.log import last_operation
from pubman.store.questions import count_questions, gone_keys

_NAMED: Final = 5  # keys named of what is gone; the rest are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What ``pubman status`` says."""

    store: Path
    publications: int
    eras: tuple[tuple[str, int], ...]
    records: int
    hidden: int
    others: int
    people: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str, str], ...]
    lists: tuple[tuple[str, str], ...]
    waiting: int
    findings: int | None
    gone: tuple[str, ...]
    last: tuple[str, str, str] | None
    backup: str
    beside: tuple[str, ...]

    def lines(self) -> list[tuple[str, list[str]]]:
        """Label and lines, in the order of the screen; labels without lines are left out."""
        eras = ", ".join(f"{count} {era}" for era, count in self.eras)
        store = f"{_home(self.store)}, {self.publications} publications" + (
            f" ({eras})" if len(self.eras) > 1 else ""
        )
        notes = [f"from {self.records} records"]
        notes += [f"{self.hidden} hidden"] if self.hidden else []
        notes += [f"{self.others} not yours"] if self.others else []
        waiting = [
            f"{count} {noun}{'s' if count > 1 else ''} (pubman {command})"
            for count, noun, command in (
                (self.waiting, "question", "review"),
                (self.findings or 0, "finding", "check"),
            )
            if count
        ]
        by_day: dict[str, list[str]] = {}
        for name, kind, day in self.files:
            by_day.setdefault(day, []).append(f"{name} ({kind})")
        files = [f"{', '.join(names)}: imported {day}" for day, names in by_day.items()]
        width = max((len(name) for name, _ in self.lists), default=0)
        found = [
            ("Store", [store, "; ".join(notes)]),
            ("You" if len(self.people) < 2 else "People", [f"{n}: {w}" for n, w in self.people]),
            ("Files", files),
            ("Lists", [f"{name:{width}}  {state}" for name, state in self.lists]),
            ("Waiting", [", ".join(waiting) or "nothing"]),
            ("Gone", [say_gone(self.gone)] if self.gone else []),
            ("Last", ["  ".join(self.last) + f"  ({self._way_back})"] if self.last else []),
            ("Backup", [f"{self.backup[:10]}  (pubman restore)"] if self.backup else []),
            ("Beside", [f"{name}: a second version (pubman doctor)" for name in self.beside]),
        ]
        return [(label, lines) for label, lines in found if lines]

    @property
    def _way_back(self) -> str:
        whole = self.last is not None and self.last[1] in ("load", "restore")
        return "pubman restore --list" if whole else "pubman undo"

    def as_json(self) -> dict[str, Any]:
        """The same as plain data."""
        return {
            "store": str(self.store),
            "publications": self.publications,
            "eras": dict(self.eras),
            "records": self.records,
            "hidden": self.hidden,
            "others": self.others,
            "people": dict(self.people),
            "files": [{"file": f, "format": k, "imported": d} for f, k, d in self.files],
            "lists": dict(self.lists),
            "waiting": self.waiting,
            "findings": self.findings,
            "gone": list(self.gone),
            "last": self.last[1] if self.last else None,
            "backup": self.backup or None,
            "beside": list(self.beside),
        }


def overview(library: Library) -> Overview:
    """The overview of a store."""
    store = library.store
    last = last_operation(store)
    return Overview(
        store=store.path.absolute(),
        publications=reading.count(store, reading.LISTED),
        eras=tuple(reading.counts_by_era(store)),
        records=reading.count_records(store),
        hidden=reading.count(store, "hidden = 1"),
        others=reading.count(store, "hidden = 0 AND mine = 0"),
        people=tuple(_people(library)),
        files=tuple(_files(library)),
        lists=tuple(outputs(library)),
        waiting=count_questions(store),
        findings=count_findings(library),
        gone=gone(library),
        last=(last["at"][:10], last["command"], last["summary"]) if last else None,
        backup=next((each.at for each in backups_of(store.path)), ""),
        beside=tuple(copy.name for copy in conflict_copies(store.path)),
    )


def gone(library: Library) -> tuple[str, ...]:
    """The keys of what no list names any more and nobody has answered for, in order."""
    return tuple(gone_keys(library.store))


def say_gone(keys: Sequence[str]) -> str:
    """``keys``, at most five of them, and how to answer for them."""
    more = f" and {len(keys) - _NAMED} more" if len(keys) > _NAMED else ""
    them = "it" if len(keys) == 1 else "them"
    return (
        f"{', '.join(keys[:_NAMED])}{more}: no list names {them} any more; kept on yours until you "
        "answer (pubman review)"
    )


def _people(library: Library) -> list[tuple[str, str]]:
    synced = imported_files.last_checked(library.store)
    found = []
    for person in library.config.people:
        parts = []
        for pid in person.pids:
            at = synced.get(f"dblp:{pid}")
            parts.append(f"dblp {pid}, " + (f"synced {_ago(at)}" if at else "not synced yet"))
        found.append((person.name.full, "; ".join(parts) or "not in dblp"))
    return found


def _files(library: Library) -> list[tuple[str, str, str]]:
    rows = imported_files.latest_imports(library.store)
    return [(row["location"], READERS[row["format"]].label, row["at"][:10]) for row in rows]


def _ago(at: str) -> str:
    """How long ago, and the day: ``8 months ago (2026-03-02)``."""
    days = (datetime.now(UTC) - datetime.fromisoformat(at)).days
    for size, unit in ((365, "year"), (30, "month"), (1, "day")):
        if days >= size:
            number = days // size
            return f"{number} {unit}{'s' if number > 1 else ''} ago ({at[:10]})"
    return f"today ({at[:10]})"


def _home(path: Path) -> str:
    try:
        return f"~/{path.relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(path)
