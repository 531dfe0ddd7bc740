"""A deadline for everything that a host sends: head, body, and what comes before them.

``requests`` limits the time between two pieces only. A server that sends one byte each minute, or
``100 Continue`` without end, would keep it waiting forever. So every read from a socket looks at
the deadline first.
"""

from __future__ import annotations

import io
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NewConnectionError


class HasNow(Protocol):
    """What a deadline needs of a clock."""

    def now(self) -> float:
        """Return the seconds since 1970."""


class Deadline:
    """The time that one host may take for its answer, all tries together.

    Only the time of requests counts, not the waits between them.
    """

    def __init__(self, clock: HasNow, seconds: float) -> None:
        self.seconds = seconds
        self._clock = clock
        self._spent = 0.0
        self._since: float | None = None

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count the time of the block."""
        self._since = self._clock.now()
        try:
            yield
        finally:
            self._spent += max(0.0, self._clock.now() - self._since)
            self._since = None

    def left(self) -> float:
        """Return the seconds that are left, at least 0."""
        running = self._clock.now() - self._since if self._since is not None else 0.0
        return max(0.0, self.seconds - self._spent - max(0.0, running))

    @property
    def is_over(self) -> bool:
        """Whether no time is left."""
        return self.left() <= 0


class Watch:
    """The deadline that holds now, and the longest silence, for all sockets of a session."""

    def __init__(self, silence: float) -> None:
        self.silence = silence
        self.deadline: Deadline | None = None

    def wait(self) -> float:
        """Return how long the next read may take; ``TimeoutError`` if no time is left."""
        if self.deadline is None:
            return self.silence
        left = self.deadline.left()
        if left <= 0:
            raise TimeoutError("the deadline has passed")
        return min(self.silence, left)


class _Reader(io.RawIOBase):
    """Reads from a socket, and looks at the deadline before each read."""

    def __init__(self, sock: Any, watch: Watch) -> None:
        self._sock = sock
        self._file = sock.makefile("rb", buffering=0)
        self._watch = watch

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._watch.wait())
        read: int | None = self._file.readinto(buffer)
        return read

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


class _Socket:
    """A socket that checks the deadline at every read, and otherwise works as usual."""

    def __init__(self, sock: socket.socket, watch: Watch) -> None:
        self._sock = sock
        self._watch = watch

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)

    def makefile(self, mode: str, *_: Any, **__: Any) -> io.BufferedReader:
        """Return a buffered file to read from."""
        assert mode == "rb"
        return io.BufferedReader(_Reader(self._sock, self._watch))


def watch_sockets(http: requests.Session, watch: Watch) -> None:
    """Let every connection of ``http`` look at the deadline of ``watch``."""

    class Plain(HTTPConnection):
        def connect(self) -> None:
            if self.host == "localhost":
                self._connect_here()
            else:
                super().connect()
            self.sock = _Socket(self.sock, watch)

        def _connect_here(self) -> None:
            """Connect to this machine, also if ``localhost`` is the name of its IPv4 side only."""
            try:
                super().connect()
            except NewConnectionError:
                self.host = "::1"
                try:
                    super().connect()
                finally:
                    self.host = "localhost"

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            self.sock = _Socket(self.sock, watch)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    pools = {"http": PlainPool, "https": SecurePool}

    class Adapter(HTTPAdapter):
        def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
            super().init_poolmanager(*arguments, **options)
            self.poolmanager.pool_classes_by_scheme = pools

        def proxy_manager_for(self, *arguments: Any, **options: Any) -> Any:
            manager = super().proxy_manager_for(*arguments, **options)
            manager.pool_classes_by_scheme = pools
            return manager

    http.mount("http://", Adapter())
    http.mount("https://", Adapter())
