"""Edited text that could not be saved, kept in the person's own folder until it can be saved.

The file is beside the list of recent stores. Its name is made from the path of the store and the
key. Nothing is kept if there is no such folder (no home, a read-only disk).
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from pubman.library.editor import Draft
from pubman.library.recent_stores import state_folder
from pubman.library.session import Library


def keep(library: Library, draft: Draft, text: str) -> Path | None:
    """Keep ``text`` in a file that only its owner can read. Return None if that is impossible."""
    file = _file(library, draft)
    if file is None:
        return None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except OSError:
        return None
    return file


def kept(library: Library, draft: Draft) -> str:
    """Return the text kept from an earlier edit of the same entry, or an empty text."""
    file = _file(library, draft)
    try:
        return file.read_text("utf-8", errors="replace") if file else ""
    except OSError:
        return ""


def forget(library: Library, draft: Draft) -> None:
    """Delete the kept text."""
    file = _file(library, draft)
    if file is not None and file.is_file():
        file.unlink(missing_ok=True)


def _file(library: Library, draft: Draft) -> Path | None:
    folder = state_folder()
    if folder is None:
        return None
    store = hashlib.sha256(str(library.store.path.absolute()).encode()).hexdigest()[:8]
    return folder / "drafts" / f"{draft.file_name[:100]}-{store}.bib"
