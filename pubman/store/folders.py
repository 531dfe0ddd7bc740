"""The folder of a store: synchronised, on a network, and the copies that such folders make."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_SYNCHRONISED: Final = (
    "dropbox", "onedrive", "icloud", "mobile documents", "google drive", "googledrive",
    "nextcloud", "owncloud", "syncthing", "pcloud", "seafile",
)  # fmt: skip
_NETWORK: Final = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ncpfs", "fuse.sshfs", "fuse.rclone",
     "fuse.gvfsd-fuse", "davfs", "fuse.davfs2", "afpfs", "webdav"}
)  # fmt: skip
_MOUNTS: Final = Path("/proc/mounts")
_CONFLICT: Final = re.compile(
    # Dropbox, Nextcloud and OwnCloud; Syncthing; Google Drive; OneDrive appends the machine's name.
    r"[ _(-](?:.*conflict(?:ed)?(?: copy)?.*|\(?\d{1,2}\)|.*Konflikt.*|.*en conflit.*)",
    re.IGNORECASE,
)
_MACHINE: Final = re.compile(r"-[A-Za-z0-9-]*[A-Z0-9][A-Za-z0-9-]*")


def synchronised(path: Path) -> bool:
    """Return whether the name of a folder above says that another program synchronises it."""
    folders = [part.casefold() for part in path.absolute().parent.parts]
    return any(word in folder for word in _SYNCHRONISED for folder in folders)


def on_network(path: Path) -> str:
    """Return the kind of network file system ``path`` is on; ``""`` if local or unknown."""
    try:
        mounts = [line.split() for line in _MOUNTS.read_text("utf-8", "replace").splitlines()]
    except OSError:
        return ""
    here = path.absolute()
    best = max(
        (each for each in mounts if len(each) > 2 and here.is_relative_to(each[1])),
        key=lambda each: len(each[1]),
        default=None,
    )
    return best[2] if best and best[2] in _NETWORK else ""


def conflict_copies(path: Path) -> list[Path]:
    """Return the files beside ``path`` that a synchronising program made from two versions."""
    found = []
    for other in sorted(path.absolute().parent.glob(f"*{path.suffix}")):
        if other.name == path.name or not other.stem.startswith(path.stem):
            continue
        rest = other.stem[len(path.stem) :]
        if (
            _CONFLICT.fullmatch(rest)
            or rest.startswith(".sync-conflict-")
            or (synchronised(path) and _MACHINE.fullmatch(rest))
        ):
            found.append(other)
    return found
