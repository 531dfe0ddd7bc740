"""The source key of a record that brings none: made of its title and year."""

from __future__ import annotations

from pubman.text.fold import fold


def row_key(title: str, year: str, seen: dict[str, int]) -> str:
    """Make a source key for a row without one: ``fold(title)|year``. Repeated keys get ``…#2``."""
    key = f"{fold(title)}|{year}"
    seen[key] = seen.get(key, 0) + 1
    return key if seen[key] == 1 else f"{key}#{seen[key]}"
