"""Edited text that was not taken, kept in the person's own folder until it is, or is given up.

It lies beside the list of stores used last, under a name made of the store's place and the key.
Where there is no such folder (no home, a read-only disk) nothing is kept.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from pubman.library.editor import Draft
from pubman.library.recent_stores import state_folder
from pubman.library.session import Library


def keep(library: Library, draft: Draft, text: str) -> Path | None:
    """The file in which ``text`` now is, readable by its owner alone; None where it cannot be."""
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
    """The text kept of an earlier edit of the same entry; empty for none."""
    file = _file(library, draft)
    try:
        return file.read_text("utf-8", errors="replace") if file else ""
    except OSError:
        return ""


def forget(library: Library, draft: Draft) -> None:
    """Takes the kept text away: it is in the store now, or nobody wants it."""
    file = _file(library, draft)
    if file is not None and file.is_file():
        file.unlink(missing_ok=True)


def _file(library: Library, draft: Draft) -> Path | None:
    folder = state_folder()
    if folder is None:
        return None
    store = hashlib.sha256(str(library.store.path.absolute()).encode()).hexdigest()[:8]
    return folder / "drafts" / f"{draft.file_name[:100]}-{store}.bib"
