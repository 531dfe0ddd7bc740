"""Many objects on disk, read back by number. Memory holds eight bytes for each of them."""

from __future__ import annotations

import pickle
from array import array
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pubman.match.packing import register

register()


class Spool:
    """A file of pickled objects and their positions.

    Only this program writes and reads the file, in a folder that only this user can open, because
    reading a pickle from somebody else can run code.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._places = array("Q")
        self._index = path.with_suffix(".index")
        exists = path.exists() and self._index.exists()
        if exists:
            self._places.frombytes(self._index.read_bytes())
        self._file = path.open("r+b" if exists else "w+b")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._places)

    def append(self, value: Any) -> None:
        """Write an object at the end."""
        self._places.append(self._file.tell())
        pickle.dump(value, self._file, pickle.HIGHEST_PROTOCOL)

    def seal(self) -> None:
        """Write what is still in memory, so that another process can read everything."""
        self._file.flush()
        self._index.write_bytes(self._places.tobytes())

    def __getitem__(self, number: int) -> Any:
        self._file.seek(self._places[number])
        return pickle.load(self._file)  # noqa: S301 - written by this run, see the class
