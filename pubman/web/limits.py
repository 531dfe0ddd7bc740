"""The clock, and how long, how much and how often a session asks."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol


class Clock(Protocol):
    """The time, and a way to let it pass. A test brings its own."""

    def now(self) -> float:
        """Return the seconds since 1970."""

    def sleep(self, seconds: float) -> None:
        """Return when ``seconds`` have passed."""


class SystemClock:
    """The clock of this machine."""

    def now(self) -> float:
        """Return the seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Return when ``seconds`` have passed."""
        time.sleep(seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a session accepts: seconds, bytes and numbers of tries.

    ``whole`` is the longest that a host may take for its answer, head and body and all tries
    together; ``silence`` is the longest between two pieces of it. ``backoff`` is the first wait
    after a failure; each further one is twice as long. The largest person page of dblp has some
    5 MB.
    """

    spacing: float = 4.0
    patience: float = 120.0
    connect: float = 15.0
    silence: float = 60.0
    whole: float = 120.0
    bytes: int = 12_000_000
    redirects: int = 5
    tries: int = 4
    backoff: float = 5.0
    unsaid: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How one service wants to be asked, if not as the limits of the session say.

    ``spacing`` is the time between two requests to a host (dblp's robots.txt asks for 4 s).
    ``patience`` is the longest that pubman waits for one answer, all waits together. ``unsaid`` is
    the first wait after a 429 that names none. ``hint`` says how to be allowed more.
    """

    spacing: float
    patience: float = 120.0
    unsaid: float = 30.0
    hint: str = ""
