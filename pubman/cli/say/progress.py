"""Progress of what takes long: one line on a terminal, past one second, and nothing elsewhere."""

from __future__ import annotations

import sys
import time
from typing import Final

from pubman.cli.say.terminal import clear, rewrite
from pubman.cli.settings import settings

_AFTER: Final = 1.0
"""Seconds that a command may take without a word."""
_EVERY: Final = 0.2
"""Seconds between two looks of the line."""


class Progress:
    """One line of stderr, written over now and then, and gone again at the end of each step."""

    def __init__(self, *, after: float = _AFTER) -> None:
        self._started = time.monotonic()
        self._next = self._started + after
        self._seen = sys.stderr.isatty() and not settings().quiet

    def __call__(self, done: int, total: int) -> None:
        """Says how many bytes of how many are read, and how fast."""
        if self._is_due(done, total):
            rate = done / (time.monotonic() - self._started) / 1e6
            rewrite(f"{done / total:4.0%} of {total / 1e6:,.0f} MB, {rate:,.0f} MB/s ")

    def watch(self, what: str, done: int, total: int) -> None:
        """Says what is being done, and how much of it is done."""
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
