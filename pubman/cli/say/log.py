"""The sentences of log, undo and redo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pubman.cli.say.tables import print_table
from pubman.library.log import LogLine


def print_log(lines: Sequence[LogLine]) -> None:
    """Print one line for each change: number, time, command, what it did."""
    print_table(
        [(line.id, _local_time(line.at), _command(line), line.summary) for line in lines],
        right=[0],
        indent=2,
        styles={0: "key", 1: "dim", 2: "heading"},
    )


def undone(line: LogLine) -> str:
    """Return which change was undone."""
    return f"Undone {_named(line)} (pubman redo)"


def redone(line: LogLine) -> str:
    """Return which change was redone."""
    return f"Redone {_named(line)} (pubman undo)"


def as_json(lines: Sequence[LogLine]) -> list[dict[str, Any]]:
    """Return the changes that were undone or redone as plain data."""
    return [
        {"id": line.id, "command": line.command, "summary": line.summary, "undone": line.undone}
        for line in lines
    ]


def _command(line: LogLine) -> str:
    return f"{line.command} (undone)" if line.undone else line.command


def _named(line: LogLine) -> str:
    """Return ``10, set: tiling  note = Remark.`` with exactly one full stop at its end."""
    return f"{line.id}, {line.command}: {line.summary.removesuffix('.')}."


def _local_time(at: str) -> str:
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
