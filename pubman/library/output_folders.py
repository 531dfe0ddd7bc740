"""A list as a folder of files: a page per person, or a file per publication.

``members/{person}.html`` is a page for everybody the list is about, ``papers/{key}.bib`` a file for
every publication; ``papers/`` is short for the latter. No name leads out of the folder: what a
file name had better not hold becomes ``_``, and links inside the folder are not followed. What
pubman wrote there is noted in the store, so that a file of somebody else's, or one edited since, is
left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pubman.config import ListConfig
from pubman.errors import UsageError
from pubman.library.lists import Made, make, make_each, people_of
from pubman.library.outputs import Notes, digest_of, put_in_place, refusal
from pubman.library.session import Library
from pubman.pages import FORMATS

_SLOT: Final = re.compile(r"\{(person|key)\}")
_UNSAFE: Final = re.compile(r"[^\w.+-]")
_LONGEST: Final = 120  # characters of a file's name; common file systems take 255 bytes
_DEVICES: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?\Z")
"""Names that Windows takes for devices, with any ending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What became of a folder: paths seen from it, and why some were left alone (``refused``
    counts those of them that would have been written).

    ``stale`` are files of an earlier export that this one did not make; ``pruned`` those of them
    that were deleted.
    """

    folder: Path
    pages: int
    refused: int
    changed: tuple[str, ...]
    left: tuple[tuple[str, str], ...]
    stale: tuple[str, ...]
    pruned: tuple[str, ...]


def is_folder(output: str) -> bool:
    """True for an output that stands for several files."""
    return output.endswith(("/", "\\")) or _SLOT.search(output) is not None


def file_name(text: str) -> str:
    """``text`` as the name of a file on any system.

    >>> file_name("DBLP:conf/sosp/X"), file_name(".."), file_name("con")
    ('DBLP_conf_sosp_X', '_', '_con')
    """
    name = _UNSAFE.sub("_", text).strip(".")[:_LONGEST].rstrip(".")
    return f"_{name}" if not name or _DEVICES.match(name) else name


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
    """Writes the files of a list whose output stands for several.

    Files pubman did not write, or that were edited since, are left and named. ``prune`` deletes
    what an earlier export of this list wrote here and this one does not; nobody else's.
    """
    whole = not (words or limit)
    if prune and not whole:
        raise UsageError("--prune goes with a whole list. Nothing was written.")
    # The folder itself may be a link: somebody put it there on purpose.
    folder = base_of(output).resolve()
    output = folder / output.relative_to(base_of(output))
    if not folder.is_dir() and not folder.parent.is_dir():
        raise UsageError(f"There is no folder {folder.parent}. Nothing was written.")
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
    """A folder being filled, and what became of its files so far."""

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
        """Writes one file, or leaves it."""
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
        """Deletes one stale file, or names it."""
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
    """The folder of an output: everything before the first part with a slot."""
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
    """Every file of a folder with its list."""
    pattern = output.as_posix()
    slots = set(_SLOT.findall(pattern))
    if not slots:
        pattern, slots = _of_keys(pattern, config), {"key"}
    if len(slots) > 1:
        raise UsageError("An output holds {person} or {key}, not both. Nothing was written.")
    taken: set[str] = set()

    def path_for(text: str) -> Path:
        name, more = file_name(text), 2
        while name.casefold() in taken:
            name, more = f"{file_name(text)}-{more}", more + 1
        taken.add(name.casefold())
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
    """A folder without a slot is one of files by key, with the format's own ending."""
    extension = FORMATS[config.format].extension if config.format in FORMATS else ""
    return f"{folder.rstrip('/')}/{{key}}{Path('x' + extension).suffix}"


def _seen_from(library: Library, path: Path) -> str:
    """``path`` from the store's folder, where it lies in it: relative links start from there."""
    folder = library.folder.resolve()
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)


def _link_on_the_way(folder: Path, path: Path) -> str:
    """A link between the folder and a file would lead out of it; the folder itself may be one."""
    steps = [path, *path.parents]
    for step in steps[: steps.index(folder)]:
        if step.is_symlink():
            return "is a link" if step == path else f"lies behind the link {step.name}"
        if step != path and step.exists() and not step.is_dir():
            return f"lies behind the file {step.name}"
    return "is a folder" if path.is_dir() else ""


def _stale(
    notes: Notes, config: ListConfig, output: Path, folder: Path, made: set[Path]
) -> Iterator[Path]:
    """The files an earlier export of this list wrote here that are not among those ``made``."""
    text = output.as_posix()
    if not _SLOT.search(text):
        text = _of_keys(text, config)
    wanted = re.compile("[^/]+".join(re.escape(part) for part in _SLOT.split(text)[::2]))
    now = {notes.place(path) for path in made}
    for place, note in sorted(notes.all().items()):
        path = notes.library.folder.resolve() / place
        fits = note.name == config.name and wanted.fullmatch(path.as_posix())
        if fits and place not in now and not _link_on_the_way(folder, path) and path.is_file():
            yield path
