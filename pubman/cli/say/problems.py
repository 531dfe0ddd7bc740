"""What was odd in a file, as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pubman.formats.items import Problem


def problems_as_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return what could not be read, and what was read with a warning, as plain data."""
    return [
        {"level": p.level, "line": p.line, "key": p.source_key, "message": p.message}
        for p in problems
    ]
