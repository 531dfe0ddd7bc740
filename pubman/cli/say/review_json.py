"""What bulk answers did, as plain data."""

from __future__ import annotations

from typing import Any

from pubman.cli.say.review import asked_keys
from pubman.library.review import Answered


def bulk_as_json(done: Answered, left: int, *, dry_run: bool) -> dict[str, Any]:
    """Return what a bulk answer did as plain data."""
    return {
        "operation": done.operation or None,
        "dry_run": dry_run,
        "answered": [asked_keys(each) for each in done.answered],
        "skipped": [{"keys": asked_keys(each), "why": why} for each, why in done.skipped],
        "left": left,
    }
