"""Many objects on disk, read back by number. Memory holds eight bytes for each of them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import cached_property
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Final, Generic, Self, TypeVar

Item = TypeVar("Item")
AHEAD: Final = 1 << 20
"""Bytes that are read at a time by a reader of the whole file."""


class Spool(Generic[Item]):
    """A file of packed objects, and the places in it at which they end.

    Only this program writes and reads the file, in a folder that only this user can open, because
    nothing checks what is unpacked.
    """

    def __init__(
        self, path: Path, pack: Callable[[Item], bytes], unpack: Callable[[bytes], Item]
    ) -> None:
        self.path = path
        self._pack, self._unpack = pack, unpack
        self._ends = array("Q", [0])
        self._index = path.with_suffix(".index")
        self._files = ExitStack()
        if path.exists() and self._index.exists():
            self._ends = array("Q")
            self._ends.frombytes(self._index.read_bytes())
        else:
            self._written = self._files.enter_context(path.open("wb"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._files.close()

    def __len__(self) -> int:
        return len(self._ends) - 1

    def append(self, value: Item) -> None:
        """Write an object at the end."""
        packed = self._pack(value)
        self._written.write(packed)
        self._ends.append(self._ends[-1] + len(packed))

    def seal(self) -> None:
        """Write what is still in memory. From here on the objects can be read."""
        self._written.flush()
        self._index.write_bytes(self._ends.tobytes())

    def __getitem__(self, number: int) -> Item:
        start = self._ends[number]
        self._random.seek(start)
        return self._unpack(self._random.read(self._ends[number + 1] - start))

    @cached_property
    def _random(self) -> FileIO:
        """The file for reading here and there: without a buffer, this takes half the time."""
        return self._files.enter_context(self.path.open("rb", 0))

    def read_in_order(self, numbers: Iterable[int]) -> Iterator[Item]:
        """Yield the objects of rising *numbers*, reading ahead in the file."""
        with self.path.open("rb", AHEAD) as file:
            for number in numbers:
                start = self._ends[number]
                file.seek(start)
                yield self._unpack(file.read(self._ends[number + 1] - start))
