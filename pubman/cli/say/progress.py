"""Progress of long work: one line on a terminal after one second, and nothing elsewhere."""

from __future__ import annotations

import sys
import time
from typing import Final

from pubman.cli.say.terminal import clear, rewrite
from pubman.cli.settings import settings

_AFTER: Final = 1.0
"""The seconds that a command may take before the line appears."""
_EVERY: Final = 0.2
"""The seconds between two updates of the line."""


class Progress:
    """One line of stderr that is updated now and then and removed at the end of each step."""

    def __init__(self, *, after: float = _AFTER) -> None:
        self._started = time.monotonic()
        self._next = self._started + after
        self._seen = sys.stderr.isatty() and not settings().quiet

    def __call__(self, done: int, total: int) -> None:
        """Show how many of ``total`` bytes are read, and how fast."""
        if self._is_due(done, total):
            rate = done / (time.monotonic() - self._started) / 1e6
            rewrite(f"{done / total:4.0%} of {total / 1e6:,.0f} MB, {rate:,.0f} MB/s ")

    def watch(self, what: str, done: int, total: int) -> None:
        """Show the step that runs, and how much of it is done."""
        if self._is_due(done, total):
            rewrite(f"{what} {done / total:4.0%} ")

    def _is_due(self, done: int, total: int) -> bool:
        if done >= total:
            clear()
            return False
        if not self._seen or time.monotonic() < self._next:
            return False
        self._next = time.monotonic() + _EVERY
        return True
