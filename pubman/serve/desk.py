"""What the requests of one server share: the path of the store, messages to show, and uploads."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from threading import Lock

from pubman.library.session import Library, open_library
from pubman.serve.background import Background
from pubman.serve.gate import Keys
from pubman.serve.syncing import Sync


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A message above the page. ``undo``: the number of the change that it offers to undo."""

    text: str
    kind: str = "done"
    undo: int = 0


@dataclass(slots=True, kw_only=True)
class Desk:
    """The state of one server. The store is opened for each request, as for each command."""

    path: Path
    keys: Keys
    read_only: bool = False
    notices: list[Notice] = field(default_factory=list)
    uploads: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="pubman-serve-")))
    writing: Lock = field(default_factory=Lock)
    background: Background = field(default_factory=Background)
    sync: Sync = field(default_factory=Sync)

    @contextmanager
    def library(self) -> Iterator[Library]:
        """Open the library for one request."""
        with open_library(self.path) as library:
            yield library

    def tell(self, notice: Notice) -> None:
        """Keep a notice for the next page that is shown."""
        self.notices.append(notice)

    def take_notices(self) -> list[Notice]:
        """Return the notices that no page has shown yet."""
        taken, self.notices = self.notices, []
        return taken

    def keep_upload(self, name: str, content: bytes) -> str:
        """Keep an uploaded file until it is imported. Return the number that names it.

        The browser's name for the file is only used inside a new folder of our own, so that it
        cannot lead anywhere else.
        """
        folder = Path(tempfile.mkdtemp(dir=self.uploads))
        safe = PurePath(name.replace("\\", "/")).name.lstrip(".") or "upload"
        (folder / safe[:120]).write_bytes(content)
        return folder.name

    def upload(self, number: str) -> Path | None:
        """Return the uploaded file with that number, or None if there is none."""
        for folder in self.uploads.iterdir():
            if folder.name == number:
                return next(folder.iterdir(), None)
        return None

    def close(self) -> None:
        """Delete the uploads."""
        shutil.rmtree(self.uploads, ignore_errors=True)
