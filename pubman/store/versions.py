"""What a store holds at a glance: enough to tell which of two copies is the later one."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from pubman.store.backup import read_only
from pubman.store.facts import now
from pubman.store.file import Store
from pubman.store.open_checks import explain


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The operations of a store (number, time, command, when undone) and its publications."""

    operations: frozenset[tuple[int, str, str, str]]
    publications: int

    def since(self, earlier: State) -> list[str]:
        """Return what was done here that ``earlier`` does not know: ``7 set``, the latest first.

        An operation that was undone since counts. One that only ``earlier`` has is not a loss.
        """
        later = sorted(self.operations - earlier.operations, reverse=True)
        return [f"{number} {command}" for number, _, command, _ in later]


def state_of(path: Path) -> State:
    """Return what the store at ``path`` holds. ``StoreError`` if it cannot be read."""
    try:
        with read_only(path) as connection:
            rows = connection.execute(
                "SELECT id, at, command, coalesce(undone_at, '') FROM operations"
            )
            operations = frozenset(tuple(row) for row in rows)
            count = connection.execute("SELECT count(*) FROM publications").fetchone()[0]
    except sqlite3.Error as error:
        raise explain(error, path) or error from error
    return State(operations=operations, publications=count)


def note_restore(store: Store, summary: str) -> None:
    """Note in the log that the store was restored. Undo cannot take that back."""
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO operations (at, command, summary) VALUES (?, 'restore', ?)",
            (now(), summary),
        )
