"""What a reader finds in a file: records, and what is no record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pubman.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A piece of input that a reader could not fully understand.

    ``left out``: there is no record; the text is kept in ``raw``. ``doubt``: the record
    ``source_key`` was read with a warning, and ``message`` says in a few words what was odd.
    """

    level: Literal["left out", "doubt"]
    message: str
    raw: str = ""
    line: int = 0
    source_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbatim:
    """Text between the entries of a file (comments, ``@string``, ``@preamble``), in file order."""

    raw: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An entry that was not read again, because the caller has the record of this exact text."""

    raw: str
    line: int = 0


Item = Record | Problem | Verbatim | Unread
"""Everything that a reader can yield."""
