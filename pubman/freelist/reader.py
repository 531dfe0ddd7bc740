"""Any list that a person keeps -> its entries: the bytes of a file, or the folder of a site."""

from __future__ import annotations

from pathlib import Path

from pubman.errors import BadInput
from pubman.freelist.layouts import read_free_list
from pubman.freelist.placement import PersonalList
from pubman.text.encoding import decode


def read_list(data: bytes, name: str) -> PersonalList:
    """The list in a file called *name*; ``BadInput`` says why it holds none."""
    text, _ = decode(data)
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return read_free_list(text, name)


def read_folder(folder: Path) -> tuple[PersonalList, str]:
    """The list in a folder of a site, and the hash of its files."""
    raise BadInput(f"{folder} holds no list that I can read.")
