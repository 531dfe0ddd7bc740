"""Write lists to files under a temporary name, move them into place, and note them in the store.

Unless forced, pubman does not replace a file that it did not write or that somebody has edited
since. It does not replace a full list by an empty one either.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pubman import __version__
from pubman.errors import Refused, UsageError
from pubman.library.lists import Made
from pubman.library.session import Library
from pubman.store.log import log_state


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file that was written, or left because it already had this content."""

    made: Made
    path: Path
    changed: bool
    before: int | None = None


def write(library: Library, made: Made, path: Path, *, force: bool = False) -> Written:
    """Write a list to ``path``: to a temporary name first, then move it into place.

    Raise ``Refused`` instead of replacing a file that pubman did not write, or a full list by an
    empty one.
    """
    if path.is_dir():
        raise UsageError(f"{path} is a folder.")
    if path.is_symlink():
        # Keep a link as it is. The file that it leads to is guarded like any other file.
        path = path.resolve()
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            file.writelines(made.chunks())
        return Written(made=made, path=path, changed=True)
    known = Notes(library).get(path)
    if not force and (trouble := refusal(made, path, known)):
        why, way = trouble
        raise Refused(f"{why}.", f"--force replaces it{way}.")
    changed = not path.exists() or not has_content(path, made)
    if changed:
        put_in_place(path, made.chunks())
    Notes(library).put(path, made)
    return Written(made=made, path=path, changed=changed, before=known.count if known else None)


def refusal(made: Made, path: Path, known: OutputNote | None) -> tuple[str, str] | None:
    """Return why ``made`` must not replace the file at ``path``, with an alternative, or None.

    If a file already has exactly this content, nothing can be lost, no matter who wrote it.
    """
    if not path.exists():
        return None
    if has_content(path, made):
        return None
    if known is None:
        return f"{path} was not written by pubman", "; another -o FILE leaves it alone"
    if known.digest != digest_of_file(path):
        return f"{path} was changed since pubman wrote it", "; another -o FILE leaves it alone"
    if made.count == 0 and known.count > 0:
        return f"The list would be empty, and {path} holds {known.count} publications", ""
    return None


def has_content(path: Path, made: Made) -> bool:
    """Return whether the file at ``path`` has exactly the content of ``made``."""
    return path.stat().st_size == made.size and digest_of_file(path) == made.digest


def put_in_place(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write ``content`` to ``path``: to a temporary name first, then move it into place.

    ``content`` may come in pieces.
    """
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}.")
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            if isinstance(content, bytes):
                file.write(content)
            else:
                file.writelines(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)  # noqa: PTH101
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def digest_of(content: bytes) -> str:
    """Return a digest that differs for different contents."""
    return hashlib.sha256(content).hexdigest()


def digest_of_file(path: Path) -> str:
    """Return the digest of the content of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputNote:
    """What the store remembers about a written file: its hash, its publications, its list."""

    digest: str
    count: int
    name: str


def state_of(library: Library) -> str:
    """Return a digest that changes with every fact, every conclusion and every version."""
    store = library.store
    last = log_state(store)
    known = [store.setting(key) for key in ("config_sha256", "venues_sha256", "matcher_version")]
    return digest_of("|".join([__version__, str(last[0]), str(last[1]), *known]).encode())


class Notes:
    """The manifest: every file that pubman wrote, by its path relative to the store's folder.

    The paths are relative so that the store and its files can be moved together. In a store that
    cannot be written, nothing is noted.
    """

    def __init__(self, library: Library) -> None:
        self.library = library

    def all(self) -> dict[str, OutputNote]:
        """Return every note by its path."""
        notes = {}
        for place, value in self.library.store.settings_under("output:").items():
            digest, number, *name = value.split(" ", 2)
            note = OutputNote(digest=digest, count=int(number), name=name[0] if name else "")
            notes[place] = note
        return notes

    def get(self, path: Path) -> OutputNote | None:
        """Return the note of one file."""
        return self.all().get(self.place(path))

    def put(self, path: Path, made: Made) -> None:
        """Note that ``made`` was written to ``path``."""
        store = self.library.store
        key = f"output:{self.place(path)}"
        value = f"{made.digest} {made.count} {made.name}".rstrip()
        if store.writable and store.setting(key) != value:
            store.set_setting(key, value)
        state, key = state_of(self.library), f"state:{self.place(path)}"
        if store.writable and store.setting(key) != state:
            store.set_setting(key, state)

    def is_fresh(self, path: Path) -> bool:
        """Return True if nothing that a list could show has changed since the file was written.

        If the result is False, the file may still be up to date. To find out, make the list again.
        """
        state = self.library.store.setting(f"state:{self.place(path)}")
        return path.exists() and not self.library.config.links and state == state_of(self.library)

    def forget(self, path: Path) -> None:
        """Forget a file that is gone."""
        if self.library.store.writable:
            self.library.store.forget_setting(f"output:{self.place(path)}")

    def place(self, path: Path) -> str:
        """Return the path in the form in which the store remembers it."""
        resolved, folder = path.resolve(), self.library.folder.resolve()
        if folder in resolved.parents:
            return resolved.relative_to(folder).as_posix()
        return str(resolved)
