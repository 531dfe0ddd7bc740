"""Small results that only Python needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pubman.formats.items import Problem
from pubman.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What ``read`` found in a file: its format, the records, and the problems.

    Iterate over it to get the records.
    """

    format: str
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A list that was exported: its text or bytes, and the file if one was written.

    ``left_out`` counts what the list leaves out, by reason.
    """

    format: str
    content: bytes
    publications: int
    left_out: dict[str, int]
    file: Path | None = None
    changed: bool = False

    @property
    def text(self) -> str:
        """The content as text. A document such as PDF has none."""
        return self.content.decode("utf-8")
