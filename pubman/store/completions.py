"""What a shell can complete from the store: words that begin with some letters.

The connection is the guarded one of :mod:`pubman.store.query`, because completion runs while
another command may write, and must never wait or fail loudly.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from pubman.store.query import ask

Subject = Literal["key", "tag", "person", "table"]

_MOST: Final = 200
_SECONDS: Final = 1.0
_QUERIES: Final[dict[Subject, str]] = {
    "key": "SELECT key, title FROM publications WHERE key >= ? AND key < ? ORDER BY key",
    "tag": (
        "SELECT tag, count(*) || ' publications' FROM publication_tags "
        "WHERE tag >= ? AND tag < ? GROUP BY tag ORDER BY tag"
    ),
    "person": "SELECT name, '' FROM people WHERE name >= ? AND name < ? ORDER BY position",
    "table": (
        "SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view') "
        "AND name >= ? AND name < ? ORDER BY name"
    ),
}


def complete(path: Path, subject: Subject, beginning: str) -> list[tuple[str, str]]:
    """Return the words of a kind that start with ``beginning``, each with what it means."""
    values = (beginning, beginning + "\U0010ffff")
    answer = ask(path, f"{_QUERIES[subject]} LIMIT {_MOST}", values, seconds=_SECONDS)
    return [(row[0], row[1] or "") for row in answer.rows]
