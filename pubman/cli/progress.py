"""Progress of what takes long: one line on a terminal, past one second, and nothing elsewhere."""

from __future__ import annotations

import sys
import time

from pubman.cli.settings import settings


class Progress:
    """Called with bytes done and bytes in all, it rewrites one line of stderr now and then."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._last = self._started
        self._shown = False

    def __call__(self, done: int, total: int) -> None:
        """Says how far it is; the line goes away at the end."""
        now = time.monotonic()
        if settings().quiet or not sys.stderr.isatty() or now - self._started < 1:
            return
        if done >= total:
            if self._shown:
                sys.stderr.write("\r\x1b[K")
            return
        if now - self._last >= 0.2:
            self._last, self._shown = now, True
            rate = done / (now - self._started) / 1e6
            sys.stderr.write(f"\r{done / total:4.0%} of {total / 1e6:,.0f} MB, {rate:.0f} MB/s ")
            sys.stderr.flush()
