"""A list as a folder of files: a page per person, a file per publication, or a whole site.

``members/{person}.html`` is a page for everybody the list is about, ``papers/{key}.bib`` a file for
every publication, and ``papers/`` is short for that. No name leads out of the folder: unsafe
characters become ``_``, and links inside the folder are not followed. The store notes what pubman
wrote, so that a file by somebody else, or one edited since, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pubman.config import ListConfig
from pubman.errors import UsageError
from pubman.exports import FOLDER_FORMATS
from pubman.library.list_options import people_of
from pubman.library.lists import Made, make, make_each
from pubman.library.outputs import Notes, digest_of, put_in_place, refusal
from pubman.library.session import Library
from pubman.library.site import site_files
from pubman.pages import FORMATS
from pubman.text.file_names import FileNames

_SLOT: Final = re.compile(r"\{(person|key)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The result for a folder, with paths relative to it.

    ``left`` are the files that pubman left alone, each with the reason. ``refused`` counts those of
    them that pubman would otherwise have written. ``stale`` are files of an earlier export that
    this one did not make. ``pruned`` are the stale files that were deleted.
    """

    folder: Path
    pages: int
    refused: int
    changed: tuple[str, ...]
    left: tuple[tuple[str, str], ...]
    stale: tuple[str, ...]
    pruned: tuple[str, ...]


def is_folder(output: str) -> bool:
    """Return True if the output means several files."""
    return output.endswith(("/", "\\")) or _SLOT.search(output) is not None


def fill(
    library: Library,
    config: ListConfig,
    output: Path,
    *,
    words: Sequence[str] = (),
    limit: int | None = None,
    force: bool = False,
    prune: bool = False,
    dry_run: bool = False,
) -> Filled:
    """Write the files of a list whose output means several files.

    Files that pubman did not write, or that were edited since, stay and are named. ``prune``
    deletes files that an earlier export of this list wrote here and this one does not make.
    """
    whole = not (words or limit)
    if prune and not whole:
        raise UsageError("Only the export of a whole list can delete old files.")
    # The folder itself may be a link, because somebody made it one on purpose.
    folder = base_of(output).resolve()
    output = folder / output.relative_to(base_of(output))
    if not folder.is_dir() and not folder.parent.is_dir():
        raise UsageError(f"There is no folder {folder.parent}.")
    pages = pages_of(library, config, output, words=words, limit=limit)
    work = _Work(Notes(library), folder, dry_run=dry_run)
    for path, made in pages:
        work.write(path, made, force=force)
    if whole:
        for path in _stale(work.notes, config, output, folder, {path for path, _ in pages}):
            work.tidy(path, prune=prune)
    return Filled(
        folder=folder,
        pages=len(pages),
        refused=work.refused,
        changed=tuple(work.changed),
        left=tuple(work.left),
        stale=tuple(work.stale),
        pruned=tuple(work.pruned),
    )


class _Work:
    """A folder being filled, and the results for its files so far."""

    def __init__(self, notes: Notes, folder: Path, *, dry_run: bool) -> None:
        self.notes = notes
        self.known = notes.all()
        self.folder = folder
        self.dry_run = dry_run
        self.refused = 0
        self.changed: list[str] = []
        self.left: list[tuple[str, str]] = []
        self.stale: list[str] = []
        self.pruned: list[str] = []

    def write(self, path: Path, made: Made, *, force: bool) -> None:
        """Write one file, or leave it."""
        shown = path.relative_to(self.folder).as_posix()
        trouble = _link_on_the_way(self.folder, path)
        if not trouble and not force:
            refused = refusal(made, path, self.known.get(self.notes.place(path)))
            trouble = refused[0].removeprefix(f"{path} ") if refused else ""
        if trouble:
            self.left.append((shown, trouble))
            self.refused += 1
            return
        new = made.content
        changed = not path.exists() or path.read_bytes() != new
        if changed:
            self.changed.append(shown)
        if self.dry_run:
            return
        if changed:
            path.parent.mkdir(parents=True, exist_ok=True)
            put_in_place(path, new)
        self.notes.put(path, made)

    def tidy(self, path: Path, *, prune: bool) -> None:
        """Delete one stale file, or report it."""
        shown = path.relative_to(self.folder).as_posix()
        if digest_of(path.read_bytes()) != self.known[self.notes.place(path)].digest:
            self.left.append((shown, "is no longer made, but was changed since pubman wrote it"))
        elif prune and not self.dry_run:
            path.unlink()
            self.notes.forget(path)
            self.pruned.append(shown)
        else:
            self.stale.append(shown)


def base_of(output: Path) -> Path:
    """Return the folder of an output: everything before the first part with a slot."""
    parts = output.parts
    at = next((n for n, part in enumerate(parts) if _SLOT.search(part)), len(parts))
    return Path(*parts[:at])


def pages_of(
    library: Library,
    config: ListConfig,
    output: Path,
    *,
    words: Sequence[str] = (),
    limit: int | None = None,
) -> list[tuple[Path, Made]]:
    """Return every file of a folder with its list."""
    if config.format in FOLDER_FORMATS:
        if slot := _SLOT.search(str(output)):
            raise UsageError(
                f"The format {config.format} names its files itself. "
                f"Give a folder without {slot[0]}."
            )
        return site_files(library, config, output, words=words, limit=limit)
    pattern = output.as_posix()
    slots = set(_SLOT.findall(pattern))
    if not slots:
        pattern, slots = _of_keys(pattern, config), {"key"}
    if len(slots) > 1:
        raise UsageError("An output can have {person} or {key}, not both.")
    names = FileNames()

    def path_for(text: str) -> Path:
        name = names.name_for(text)
        return Path(_SLOT.sub(lambda _: name, pattern))

    found = []
    if slots == {"key"}:
        seen_from = replace(config, output=_seen_from(library, Path(pattern)))
        for key, made in make_each(library, seen_from, words=words, limit=limit):
            found.append((path_for(key), made))
        return found
    for person in people_of(library, config):
        path = path_for(person.id)
        title = config.title.replace("{person}", person.name.full) or person.name.full
        own = replace(config, person=(person.id,), title=title, output=_seen_from(library, path))
        found.append((path, make(library, own, words=words, limit=limit)))
    return found


def _of_keys(folder: str, config: ListConfig) -> str:
    """Return the pattern of a folder without a slot: files by key, with the format's ending."""
    extension = FORMATS[config.format].extension if config.format in FORMATS else ""
    return f"{folder.rstrip('/')}/{{key}}{Path('x' + extension).suffix}"


def _seen_from(library: Library, path: Path) -> str:
    """Return ``path`` relative to the store's folder, if it is inside."""
    folder = library.folder.resolve()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)


def _link_on_the_way(folder: Path, path: Path) -> str:
    """Return the problem with the path from the folder to a file, because a link could lead out."""
    steps = [path, *path.parents]
    for step in steps[: steps.index(folder)]:
        if step.is_symlink():
            return "is a link" if step == path else f"is behind the link {step.name}"
        if step != path and step.exists() and not step.is_dir():
            return f"is behind the file {step.name}"
    return "is a folder" if path.is_dir() else ""


def _stale(
    notes: Notes, config: ListConfig, output: Path, folder: Path, made: set[Path]
) -> Iterator[Path]:
    """Yield the files that an earlier export of this list wrote here and that are not ``made``."""
    text = output.as_posix()
    if config.format in FOLDER_FORMATS:
        text = f"{text.rstrip('/')}/{{key}}"
    elif not _SLOT.search(text):
        text = _of_keys(text, config)
    inside = ".+" if config.format in FOLDER_FORMATS else "[^/]+"
    wanted = re.compile(inside.join(re.escape(part) for part in _SLOT.split(text)[::2]))
    now = {notes.place(path) for path in made}
    for place, note in sorted(notes.all().items()):
        path = notes.library.folder.resolve() / place
        fits = note.name == config.name and wanted.fullmatch(path.as_posix())
        if fits and place not in now and not _link_on_the_way(folder, path) and path.is_file():
            yield path
