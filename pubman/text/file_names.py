"""Text as the name of a file, on any system."""

from __future__ import annotations

import re
from typing import Final

_UNSAFE: Final = re.compile(r"[^\w.+-]")
_LONGEST: Final = 120  # characters; common file systems allow 255 bytes
_DEVICES: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?\Z")
"""Names that Windows takes for devices, with any ending."""


def file_name(text: str) -> str:
    """Return ``text`` as the name of a file.

    >>> file_name("DBLP:conf/sosp/X"), file_name(".."), file_name("con")
    ('DBLP_conf_sosp_X', '_', '_con')
    """
    name = _UNSAFE.sub("_", text).strip(".")[:_LONGEST].rstrip(".")
    return f"_{name}" if not name or _DEVICES.match(name) else name


class FileNames:
    """Names of files in one folder: each text gets its own, even if capitals do not count."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name_for(self, text: str) -> str:
        """Return the name for ``text``; a name that is taken gets a number."""
        name, more = file_name(text), 2
        while name.casefold() in self._taken:
            name, more = f"{file_name(text)}-{more}", more + 1
        self._taken.add(name.casefold())
        return name
