"""The files of the lists of ``pubman.toml``, and whether each is up to date."""

from __future__ import annotations

from pathlib import Path

from pubman.config import ListConfig
from pubman.library.lists import make
from pubman.library.output_folders import is_folder, pages_of
from pubman.library.output_paths import is_allowed
from pubman.library.outputs import Notes, digest_of
from pubman.library.session import Library


def outputs(library: Library) -> list[tuple[str, str]]:
    """Return the outputs of the lists of ``pubman.toml``, each with its state."""
    notes = Notes(library)
    lists = [config for config in library.config.lists if config.output]
    return [(config.output, _state(library, config, notes)) for config in lists]


def _state(library: Library, config: ListConfig, notes: Notes) -> str:
    """Return whether the output of a list is up to date, out of date, or not written yet."""
    path = library.folder / config.output
    if not is_allowed(library, path):
        return "outside the folder of the store, so not written"
    if notes.is_fresh(path):
        return "up to date"
    several = is_folder(config.output)
    if not several and not (path.exists() and notes.get(path)):
        return "not written yet"
    return _state_of_files(library, config, path, notes, several=several)


def _state_of_files(
    library: Library, config: ListConfig, path: Path, notes: Notes, *, several: bool
) -> str:
    """Make the list and compare it with the written files."""
    pages = pages_of(library, config, path) if several else [(path, make(library, config))]
    written = notes.all()
    known = [written.get(notes.place(each)) for each, _ in pages if each.exists()]
    if not any(known):
        return "not written yet"
    new = [digest_of(made.content) for _, made in pages]
    old = [note.digest if note else "" for note in known]
    return "up to date" if old == new else "out of date"
