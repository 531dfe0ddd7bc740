"""Temporary files of commands that were killed: found, and swept by the next one that writes.

A temporary file of ours has the number of its process in its name, so that a file of a command that
still runs is left alone. In a folder that other machines share, only old files are swept.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from glob import escape
from pathlib import Path
from typing import Final

from pubman.store.backup import folder_of
from pubman.store.file import Store
from pubman.store.folders import on_network, synchronised

_OURS: Final = re.compile(r"\..*\.(?:new|partial)-(\d+)(?:-wal|-shm|-journal)?")
_STALE: Final = 3600.0
"""Seconds after which a file of an unknown process counts as a leftover."""
_CONFIG: Final = (".pubman.toml.trial", ".pubman.toml.new")


def leftovers(store: Store) -> Iterator[Path]:
    """Yield what killed commands left: files, and the folder of a dump.

    Beside a list there may be hidden files of others. Only those count that are named after a list
    that pubman wrote, with the eight characters that ``tempfile`` adds.
    """
    path = store.path
    yield from path.parent.glob(f".{path.name}.new-*")
    yield from path.parent.glob(".*.partial-*")
    yield from (each for name in _CONFIG if (each := path.with_name(name)).exists())
    yield from folder_of(path).glob(".*.partial*")
    for place in store.settings_under("output:"):
        written = path.parent / place
        yield from written.parent.glob(f".{escape(written.name)}.{'[a-z0-9_]' * 8}")


def sweep(store: Store) -> None:
    """Delete the leftovers of processes that no longer run. Ignore failures."""
    shared = bool(on_network(store.path)) or synchronised(store.path)
    for path in list(leftovers(store)):
        with suppress(OSError):
            if _is_abandoned(path, shared=shared):
                delete(path)


def _is_abandoned(path: Path, *, shared: bool) -> bool:
    match = _OURS.fullmatch(path.name)
    if match and not shared and not _runs(int(match[1])):
        return True
    return time.time() - path.stat().st_mtime > _STALE


def _runs(process: int) -> bool:
    """Return whether a process of that number runs on this machine; True if that is unknown."""
    if sys.platform == "win32":
        return True  # asking there would end the process
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def delete(path: Path) -> None:
    """Delete a leftover file or folder."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
