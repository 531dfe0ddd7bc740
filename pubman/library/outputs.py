"""Lists as files: written to a temporary name and moved into place, and noted in the manifest.

A file that pubman did not write, or that was edited since, is not overwritten, and an empty list
never replaces a full one, unless forced.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pubman import __version__
from pubman.errors import Refused, UsageError
from pubman.library.lists import Made, make
from pubman.library.session import Library
from pubman.store.log import log_state


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
    new = made.content
    if path.is_dir():
        raise UsageError(f"{path} is a folder.")
    if path.is_symlink():
        path = path.resolve()  # the link stays; what it leads to is guarded like any other file
    if path.exists() and not path.is_file():
        path.write_bytes(new)
        return Written(made=made, path=path, changed=True)
    known = Notes(library).get(path)
    if not force and (trouble := refusal(made, path, known)):
        why, way = trouble
        raise Refused(f"{why}.", f"--force replaces it{way}.")
    changed = not path.exists() or path.read_bytes() != new
    if changed:
        put_in_place(path, new)
    Notes(library).put(path, made)
    return Written(made=made, path=path, changed=changed, before=known.count if known else None)


def refusal(made: Made, path: Path, known: Note | None) -> tuple[str, str] | None:
    """Why ``made`` had better not replace the file at ``path``, and another way; None: it may.

    A file that is what would be written may be anybody's: nothing is lost.
    """
    if not path.exists():
        return None
    old = path.read_bytes()
    if old == made.content:
        return None
    if known is None:
        return f"{path} was not written by pubman", "; another -o FILE leaves it alone"
    if known.digest != digest_of(old):
        return f"{path} was changed since pubman wrote it", "; another -o FILE leaves it alone"
    if made.count == 0 and known.count > 0:
        return f"The list would be empty, and {path} holds {known.count} publications", ""
    return None


def put_in_place(path: Path, content: bytes | IO[bytes]) -> None:
    """Writes ``content`` to ``path``: to a temporary name first, then moved into place.

    Of a file all is written, from its beginning.
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
                content.seek(0)
                shutil.copyfileobj(content, file)
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
    """What tells a content from every other."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is remembered of a file written: its hash, how many publications, which list."""

    digest: str
    count: int
    name: str


def state_of(library: Library) -> str:
    """What changes with every fact, every conclusion and every version of pubman."""
    store = library.store
    last = log_state(store)
    known = [store.setting(key) for key in ("config_sha256", "venues_sha256", "matcher_version")]
    return digest_of("|".join([__version__, str(last[0]), str(last[1]), *known]).encode())


class Notes:
    """The manifest: every file pubman wrote, by its path seen from the store's folder.

    So the store and its files may move together. A store that cannot be written remembers nothing.
    """

    def __init__(self, library: Library) -> None:
        self.library = library

    def all(self) -> dict[str, Note]:
        """Every note by its path."""
        notes = {}
        for place, value in self.library.store.settings_under("output:").items():
            digest, number, *name = value.split(" ", 2)
            note = Note(digest=digest, count=int(number), name=name[0] if name else "")
            notes[place] = note
        return notes

    def get(self, path: Path) -> Note | None:
        """The note of one file."""
        return self.all().get(self.place(path))

    def put(self, path: Path, made: Made) -> None:
        """Notes that ``made`` was written to ``path``."""
        store = self.library.store
        key = f"output:{self.place(path)}"
        value = f"{digest_of(made.content)} {made.count} {made.name}".rstrip()
        if store.writable and store.setting(key) != value:
            store.set_setting(key, value)
        state, key = state_of(self.library), f"state:{self.place(path)}"
        if store.writable and store.setting(key) != state:
            store.set_setting(key, state)

    def is_fresh(self, path: Path) -> bool:
        """True where nothing that a list could show was written since the file at ``path`` was.

        False says nothing: then only making the list again tells.
        """
        state = self.library.store.setting(f"state:{self.place(path)}")
        return path.exists() and not self.library.config.links and state == state_of(self.library)

    def forget(self, path: Path) -> None:
        """Forgets a file that is gone."""
        if self.library.store.writable:
            self.library.store.forget_setting(f"output:{self.place(path)}")

    def place(self, path: Path) -> str:
        """The path as it is remembered."""
        resolved, folder = path.resolve(), self.library.folder.resolve()
        if folder in resolved.parents:
            return resolved.relative_to(folder).as_posix()
        return str(resolved)


def outputs(library: Library) -> list[tuple[str, str]]:
    """The outputs of the lists of ``pubman.toml``, each with how it stands to the store."""
    from pubman.library.output_folders import is_folder, pages_of  # noqa: PLC0415 - it needs this module
    from pubman.library.output_paths import is_allowed  # noqa: PLC0415

    notes = Notes(library)
    found = []
    for config in library.config.lists:
        if not config.output:
            continue
        path = library.folder / config.output
        if not is_allowed(library, path):
            found.append((config.output, "outside the folder of the store, so not written"))
            continue
        if notes.is_fresh(path):
            found.append((config.output, "up to date"))
            continue
        if not is_folder(config.output) and not (path.exists() and notes.get(path)):
            found.append((config.output, "not written yet"))
            continue
        if is_folder(config.output):
            pages = pages_of(library, config, library.folder / config.output)
        else:
            pages = [(library.folder / config.output, make(library, config))]
        known = [notes.get(path) for path, _ in pages if path.exists()]
        if not any(known):
            state = "not written yet"
        elif len(known) == len(pages) and all(
            note and note.digest == digest_of(made.content)
            for note, (_, made) in zip(known, pages, strict=True)
        ):
            state = "up to date"
        else:
            state = "out of date"
        found.append((config.output, state))
    return found
