"""The stores used last: a small list in the person's own folder, which is only ever shown.

It helps a person who runs pubman in the wrong folder. No store is opened because of it. If the list
cannot be read or written (no home, a read-only disk), nothing is shown.
"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Final

_KEPT: Final = 5


def remember(store: Path) -> None:
    """Put ``store`` at the head of the list."""
    here = str(store.absolute())
    today = date.today().isoformat()  # noqa: DTZ011 - the day where the person is
    known = _read()
    if known[:1] == [(here, today)]:
        return
    entries = [(here, today), *(entry for entry in known if entry[0] != here)][:_KEPT]
    file = _file()
    if file is None:
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(entries, ensure_ascii=False, indent=0) + "\n", "utf-8")
    except OSError:
        return


def hints() -> list[str]:
    """Return a line for the last store that still exists, with the command that lists it."""
    for store, day in _read():
        if Path(store).is_file():
            shown = _short(store)
            return [f"used last: {shown} ({day})   pubman --db {shown} list"]
    return []


def state_folder() -> Path | None:
    """Return the folder for what concerns this person on this machine; None without a home."""
    base = os.environ.get("LOCALAPPDATA") if os.name == "nt" else os.environ.get("XDG_STATE_HOME")
    try:
        folder = Path(base) if base else Path.home() / ".local" / "state"
    except RuntimeError:
        return None
    return folder / "pubman"


def _file() -> Path | None:
    folder = state_folder()
    return folder / "stores.json" if folder else None


def _read() -> list[tuple[str, str]]:
    file = _file()
    if file is None:
        return []
    try:
        entries = json.loads(file.read_text("utf-8"))
        return [(str(store), str(day)) for store, day in entries]
    except (OSError, ValueError, TypeError):
        return []


def _short(store: str) -> str:
    """Return ``~/site/pubs.db`` for a path below the home folder; quote a path with spaces."""
    home = str(Path.home())
    shown = f"~{store[len(home) :]}" if store.startswith(home + os.sep) else store
    return shown if " " not in shown else f'"{store}"'
