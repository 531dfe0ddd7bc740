"""The source key of a record: its own, or one made of its title and year; no key occurs twice."""

from __future__ import annotations

from pubman.record import Record
from pubman.text.fold import fold


def row_key(title: str, year: str, seen: dict[str, int]) -> str:
    """Make a source key for a row without one: ``fold(title)|year``. Repeated keys get ``…#2``."""
    return numbered_key(f"{fold(title)}|{year}", seen)


def numbered_key(key: str, seen: dict[str, int]) -> str:
    """Return ``key``, or ``key#2`` if it is there for the second time. ``seen`` counts the keys."""
    seen[key] = seen.get(key, 0) + 1
    return key if seen[key] == 1 else f"{key}#{seen[key]}"


def record_key(own: str, record: Record, seen: dict[str, int]) -> str:
    """Return the key of an entry; if it is missing or only a number, one of title and year."""
    if is_own_key(own):
        return numbered_key(own, seen)
    return row_key(record.title or record.venue, str(record.year or ""), seen)


def is_own_key(key: str) -> bool:
    """Return whether a person or a program chose the key. A number alone is that of the row."""
    return bool(key) and not key.isdecimal()
