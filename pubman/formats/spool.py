"""Texts that are put aside until an earlier part of the file is known.

The header of a table names the columns that any row fills. The keys of a list come before its
entries. Both are known only at the end. A stream that is not seekable is put aside so that it can
be read more than once. Up to a few megabytes are held in memory, more on disk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, AnyStr, Final

IN_MEMORY: Final = 8_000_000
"""The most bytes that are held in memory. More are written to disk."""
_AT_ONCE: Final = 100_000
"""About how many characters are written at once."""
_BREAK: Final = "\0"
"""Replaces a line end inside a text. JSON and CSV that pubman writes contain no NUL."""


class Spool(SpooledTemporaryFile[AnyStr]):
    """A temporary file that is in memory while it is small, and is closed when it is dropped."""

    def __del__(self) -> None:
        self.close()


def put_aside(stream: IO[bytes]) -> IO[bytes]:
    """Return the rest of ``stream`` as a seekable file."""
    file: IO[bytes] = Spool[bytes](IN_MEMORY)
    copyfileobj(stream, file)
    file.seek(0)
    return file


class Aside:
    """Texts in the order in which they were put aside. None may contain a NUL."""

    def __init__(self) -> None:
        self._file = Spool[str](
            IN_MEMORY, "w+", encoding="utf-8", errors="surrogatepass", newline="\n"
        )

    def put(self, text: str) -> None:
        """Add ``text`` after the others."""
        self._file.write(text.replace("\n", _BREAK) + "\n")

    def take(self) -> Iterator[str]:
        """Yield every text in order, and keep none."""
        self._file.seek(0)
        with self._file:
            for line in self._file:
                yield line[:-1].replace(_BREAK, "\n")


class Text:
    """Text that was put aside, as UTF-8, with its size and its digest."""

    def __init__(self) -> None:
        self.file = Spool[bytes](IN_MEMORY)
        self.size = 0
        self._digest = ""

    def write_all(self, pieces: Iterable[str]) -> None:
        """Add the text of ``pieces`` to what was put aside."""
        some, length = [], 0
        for piece in pieces:
            some.append(piece)
            length += len(piece)
            if length > _AT_ONCE:
                self._write("".join(some))
                some, length = [], 0
        self._write("".join(some))

    def _write(self, text: str) -> None:
        content = text.encode("utf-8")
        self.size += len(content)
        self._digest = ""
        self.file.write(content)

    @property
    def digest(self) -> str:
        """A digest that differs for different texts, as :func:`hashlib.sha256` makes it."""
        if not self._digest:
            found = hashlib.sha256()
            for chunk in self.chunks():
                found.update(chunk)
            self._digest = found.hexdigest()
        return self._digest

    def chunks(self) -> Iterator[bytes]:
        """Yield the text as bytes."""
        self.file.seek(0)
        while chunk := self.file.read(1 << 20):
            yield chunk

    def read(self) -> Iterator[str]:
        """Yield the text in pieces."""
        rest = b""
        for chunk in self.chunks():
            # The end of a chunk may cut a character in two. The end of a line never does.
            whole, mark, rest = (rest + chunk).rpartition(b"\n")
            yield (whole + mark).decode("utf-8")
        yield rest.decode("utf-8")
