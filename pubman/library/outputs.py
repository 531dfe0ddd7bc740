"""Lists as files: written to a temporary name and moved into place, and remembered.

A file that pubman did not write, or that was edited since, is not overwritten, and an empty list
never replaces a full one, unless forced.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pubman.errors import Refused, UsageError
from pubman.library.lists import Made, make
from pubman.library.opened import Library
from pubman.store import reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file written, or left because it was so already."""

    made: Made
    path: Path
    changed: bool
    before: int | None = None


def write(library: Library, made: Made, path: Path, *, force: bool = False) -> Written:
    """Writes a list to ``path``: to a temporary name first, then moved into place.

    Refuses to replace a file that pubman did not write, or a full list by an empty one.
    """
    new = made.text.encode("utf-8")
    if path.is_dir():
        raise UsageError(f"{path} is a folder. Nothing was written.")
    if path.is_symlink():
        path = path.resolve()  # the link stays; what it leads to is guarded like any other file
    if path.exists() and not path.is_file():
        path.write_bytes(new)
        return Written(made=made, path=path, changed=True)
    old = path.read_bytes() if path.exists() else None
    known = _notes(library).get(_place(library, path))
    if old is not None and not force:
        if known is None or known[0] != hashlib.sha256(old).hexdigest():
            changed = "was changed since pubman wrote it" if known else "was not written by pubman"
            raise Refused(
                f"{path} {changed}. Nothing was written.",
                "--force replaces it; another -o FILE leaves it alone.",
            )
        if made.count == 0 and known[1] > 0:
            raise Refused(
                f"The list would be empty, and {path} holds {known[1]} publications. "
                "Nothing was written.",
                "--force replaces it.",
            )
    if new != old:
        put_in_place(path, new)
    if library.store.writable:
        _note(library, path, hashlib.sha256(new).hexdigest(), made.count)
    return Written(made=made, path=path, changed=new != old, before=known[1] if known else None)


def put_in_place(path: Path, content: bytes) -> None:
    """Writes ``content`` to ``path``: to a temporary name first, then moved into place."""
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}. Nothing was written.")
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
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


def _notes(library: Library) -> dict[str, tuple[str, int]]:
    """What pubman wrote: path -> hash and number of publications."""
    found = reading.rows(library.store, "SELECT key, value FROM settings WHERE key LIKE 'output:%'")
    notes = {}
    for row in found:
        digest, _, number = row["value"].partition(" ")
        notes[row["key"].removeprefix("output:")] = (digest, int(number))
    return notes


def _place(library: Library, path: Path) -> str:
    """The path as the store remembers it: relative to its own folder, so that both may move."""
    resolved, folder = path.resolve(), library.folder.resolve()
    return resolved.relative_to(folder).as_posix() if folder in resolved.parents else str(resolved)


def _note(library: Library, path: Path, digest: str, count: int) -> None:
    key, value = f"output:{_place(library, path)}", f"{digest} {count}"
    if library.store.setting(key) != value:
        library.store.set_setting(key, value)


def outputs(library: Library) -> list[tuple[str, str]]:
    """The outputs of the lists of ``pubman.toml``, each with how it stands to the store."""
    notes = _notes(library)
    found = []
    for config in library.config.lists:
        if config.output:
            path = library.folder / config.output
            known = notes.get(_place(library, path))
            if known is None or not path.exists():
                state = "not written yet (pubman export)"
            else:
                digest = hashlib.sha256(make(library, config).text.encode("utf-8")).hexdigest()
                state = "up to date" if digest == known[0] else "older than the store"
            found.append((config.output, state))
    return found
