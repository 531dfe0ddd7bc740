"""Texts put aside until something is known that stands before them in a file.

A table's header names the columns that any row fills, and a list's keys stand before its entries:
both are known only at the end. What comes from a stream, where no place can be sought, is put aside
to be gone through more than once. Up to a few megabytes are held in memory, more on disk.
"""

from __future__ import annotations

from collections.abc import Iterator
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, AnyStr, Final

IN_MEMORY: Final = 8_000_000
"""So many bytes at most are held in memory; what is more is on disk."""
_BREAK: Final = "\0"
"""Stands for a line end inside a text: JSON and CSV as written here hold no NUL."""


class Spool(SpooledTemporaryFile[AnyStr]):
    """A temporary file, in memory as long as it is small, closed with the last word of it."""

    def __del__(self) -> None:
        self.close()


def put_aside(stream: IO[bytes]) -> IO[bytes]:
    """What is left in ``stream``, in a file in which any place can be sought."""
    file: IO[bytes] = Spool[bytes](IN_MEMORY)
    copyfileobj(stream, file)
    file.seek(0)
    return file


class Aside:
    """Texts in the order in which they were put aside; none may hold a NUL."""

    def __init__(self) -> None:
        self._file = Spool[str](
            IN_MEMORY, "w+", encoding="utf-8", errors="surrogatepass", newline="\n"
        )

    def put(self, text: str) -> None:
        """Puts ``text`` behind the others."""
        self._file.write(text.replace("\n", _BREAK) + "\n")

    def take(self) -> Iterator[str]:
        """Every text in order; nothing is kept."""
        self._file.seek(0)
        with self._file:
            for line in self._file:
                yield line[:-1].replace(_BREAK, "\n")
