"""The bytes of a broken or hostile server: heads, chunks and bodies that never end.

Each script writes to the connection. One that never ends waits, between two pieces, until the
client has read its clock. A test's clock advances each time it is read, so nothing here takes time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from loopback_dblp import TestClock

Script = Callable[[BinaryIO, TestClock], None]

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n"


def sends(*pieces: bytes) -> Script:
    """Sends ``pieces`` at once and hangs up."""

    def script(wire: BinaryIO, clock: TestClock) -> None:
        wire.writelines(pieces)

    return script


def drips(first: bytes, piece: bytes) -> Script:
    """Sends ``first``, and then ``piece`` again and again until the client hangs up."""

    def script(wire: BinaryIO, clock: TestClock) -> None:
        wire.write(first)
        wire.flush()
        for _ in range(10_000):
            clock.read.clear()
            wire.write(piece)
            wire.flush()
            clock.read.wait(5)

    return script


def floods(first: bytes, piece: bytes, times: int = 40_000) -> Script:
    """Sends ``first``, and then ``piece`` as fast as it goes."""

    def script(wire: BinaryIO, clock: TestClock) -> None:
        wire.write(first)
        wire.writelines(piece for _ in range(times))

    return script


def chunked(*chunks: bytes, end: bool = True) -> Script:
    """Sends a chunked body."""
    parts = [HEAD + b"Transfer-Encoding: chunked\r\n\r\n"]
    parts += [b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks]
    return sends(*parts, b"0\r\n\r\n" if end else b"")
