"""Files that a person hands in: opened, read and identified, with one sentence for what fails."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from pubman.errors import BadInput, Step
from pubman.formats import PIECE, READERS
from pubman.formats.spool import IN_MEMORY, Spool, put_aside


def digest_of(file: IO[bytes]) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    file.seek(0)
    digest = hashlib.sha256()
    while data := file.read(PIECE):
        digest.update(data)
    return digest.hexdigest()


def bytes_of(path: Path) -> bytes:
    """Return the content of a file. ``BadInput`` says why it cannot be read."""
    with open_file(path) as file:
        return file.read()


@contextmanager
def open_file(path: Path) -> Iterator[IO[bytes]]:
    """Open a seekable file. ``BadInput`` says why it cannot be read.

    A file of a few megabytes is read at once. For a larger one, raise ``BadInput`` at the end if
    another program has changed it meanwhile.
    """
    with _open(path) as file:
        before = _state(file)
        yield file
        if _state(file) != before:
            raise BadInput(f"{path} changed while it was read.", "run the command again")


def _usual_ending(folder: Path) -> str:
    """Return the ending that most files in a folder have, of those that pubman reads, or .bib."""
    known = {f".{ending}" for each in READERS.values() for ending in each.endings}
    with suppress(OSError):
        endings = Counter(each.suffix for each in folder.iterdir() if each.suffix.lower() in known)
        return max(endings, key=endings.__getitem__, default=".bib")
    return ".bib"


def _open(path: Path) -> IO[bytes]:
    if path.is_dir():
        raise BadInput(
            f"{path} is a folder, not a file.", Step("import", f"{path}/*{_usual_ending(path)}")
        )
    try:
        file = path.open("rb")
        if file.seekable() and os.fstat(file.fileno()).st_size > IN_MEMORY:
            return file
        with file:
            return put_aside(file)
    except FileNotFoundError:
        raise BadInput(f"There is no file {path}.") from None
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from error


def _state(file: IO[bytes]) -> tuple[int, int]:
    """Return size and modification time of a file that others can change; zeros for a copy."""
    if isinstance(file, Spool):
        return 0, 0
    found = os.fstat(file.fileno())
    return found.st_size, found.st_mtime_ns
