"""What waits for a person: one paper or two, yours, gone upstream."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pubman.library.opened import Library
from pubman.store import reading, search


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: its kind, the publication (or two), how far pubman leans to yes, and why."""

    kind: str
    key_a: str
    key_b: str
    title_a: str
    title_b: str
    score: float
    reason: str

    def as_json(self) -> dict[str, Any]:
        """The question as plain data."""
        return {name: getattr(self, name) for name in self.__slots__}

    def ask(self) -> str:
        """The question in words."""
        return {
            "same": "One paper or two?",
            "mine": f"Yours? ({self.reason})",
            "gone": "No list names it any more. Keep it?",
        }[self.kind]

    def commands(self) -> tuple[str, ...]:
        """The commands that answer it, yes first."""
        if self.kind == "same":
            pair = f"{self.key_a} {self.key_b}"
            return (f"pubman same {pair}", f"pubman apart {pair}")
        yes = "mine" if self.kind == "mine" else "keep"
        return (f"pubman {yes} {self.key_a}", f"pubman hide {self.key_a}")


def questions(library: Library, words: Sequence[str] = ()) -> list[Question]:
    """The open questions, the likeliest first; ``words`` narrow as in a search."""
    wanted = set(search.find(library.store, words, listed=False)) if words else None
    rows = reading.rows(
        library.store,
        "SELECT v.*, pr.publication_id FROM review v "
        "JOIN publication_records pr ON pr.record_id = v.record_a ORDER BY v.kind DESC, "
        "v.score DESC, v.key_a",
    )
    return [
        Question(
            kind=row["kind"],
            key_a=row["key_a"],
            key_b=row["key_b"] or "",
            title_a=row["title_a"] or "",
            title_b=row["title_b"] or "",
            score=row["score"],
            reason=row["reason"],
        )
        for row in rows
        if wanted is None or row["publication_id"] in wanted
    ]
