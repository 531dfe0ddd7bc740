"""Put a list into a person's own file: between two marks, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pubman.errors import Refused, UsageError
from pubman.library.lists import Made
from pubman.library.outputs import put_in_place

UNNAMED: Final = "publications"
"""The name in the marks of a list that has no name in ``pubman.toml``."""
_BEGIN: Final = re.compile(rb"<!--[ \t]*pubman[ \t]+(?P<name>[^\r\n]*?)[ \t]*-->")
_END: Final = re.compile(rb"<!--[ \t]*/pubman[ \t]*-->")


def marked(content: bytes) -> list[str]:
    """Return the names in the marks of a file, in order."""
    return [match["name"].decode("utf-8", "replace") for match in _BEGIN.finditer(content)]


def place(content: bytes, made: Made, name: str, *, force: bool = False) -> bytes:
    """Return ``content`` with the list between the marks of ``name``. Keep every other byte.

    The new lines end as the other lines of the file do. Raise ``Refused`` if the marks are missing
    or unclear, or if an empty list would replace a full one.
    """
    begin, end = _marks(content, name)
    new = _inside(made)
    if not made.count and content[begin:end].strip() and not force:
        raise Refused(f"The list would be empty, and {name!r} is not.", "--force replaces it.")
    eol = b"\r\n" if b"\r\n" in content else b"\n"
    inside = eol + new.strip(b"\n").replace(b"\n", eol) + eol
    return content[:begin] + (inside if made.count else eol) + content[end:]


def _marks(content: bytes, name: str) -> tuple[int, int]:
    """Return the positions between which the list ``name`` belongs."""
    lines = (f"<!-- pubman {name} -->", "<!-- /pubman -->")
    begins = [each for each in _BEGIN.finditer(content) if each["name"] == name.encode("utf-8")]
    if not begins:
        how = "put these two lines where the list belongs:"
        raise Refused(f"The file has no place for {name!r}.", how, *lines)
    if len(begins) > 1:
        raise Refused(f"The mark of {name!r} is in the file twice.")
    begin = begins[0].end()
    end = _END.search(content, begin)
    if end is None or _BEGIN.search(content, begin, end.start()):
        raise Refused(f"The mark of {name!r} is not closed.", f"close it with {lines[1]}")
    return begin, end.start()


def _inside(made: Made) -> bytes:
    """Return the text of a list in a form that can be put between marks."""
    if made.document:
        raise UsageError(f"{made.format} is not text, so it cannot be part of another file.")
    new = made.text.encode("utf-8")
    if _BEGIN.search(new) or _END.search(new):
        raise Refused("The list itself contains such a mark.")
    return new


def place_into(
    path: Path, lists: Sequence[tuple[str, Made]], *, force: bool, dry_run: bool
) -> bool:
    """Put lists into a file, each between the marks of its name. Return True if the file changed.

    If one list cannot be put there, none is.
    """
    if not path.is_file():
        raise UsageError(f"There is no file {path}.")
    old = new = path.read_bytes()
    for name, made in lists:
        new = place(new, made, name, force=force)
    if new != old and not dry_run:
        put_in_place(path.resolve(), new)
    return new != old
