"""The log: one line for each operation.

It is apart from ``history``, which needs the matcher, so that ``pubman log`` starts quickly.
"""

from __future__ import annotations

from dataclasses import dataclass

from pubman.library.session import Library
from pubman.store.log import operations


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One operation of the log."""

    id: int
    at: str
    command: str
    summary: str
    undone: bool


def read_log(library: Library, limit: int | None = None) -> list[LogLine]:
    """Return the operations, the latest first."""
    return [
        LogLine(
            id=row["id"],
            at=row["at"],
            command=row["command"],
            summary=row["summary"],
            undone=row["undone_at"] is not None,
        )
        for row in operations(library.store, limit)
    ]
