"""A list inside a file of one's own: between two marks, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pubman.errors import Refused, UsageError
from pubman.library.lists import Made
from pubman.library.outputs import put_in_place

UNNAMED: Final = "publications"
"""The name in the marks of a list that ``pubman.toml`` does not name."""
_BEGIN: Final = re.compile(rb"<!--[ \t]*pubman[ \t]+(?P<name>[^\r\n]*?)[ \t]*-->")
_END: Final = re.compile(rb"<!--[ \t]*/pubman[ \t]*-->")


def marked(content: bytes) -> list[str]:
    """The names in the marks of a file, in their order."""
    return [match["name"].decode("utf-8", "replace") for match in _BEGIN.finditer(content)]


def place(content: bytes, made: Made, name: str, *, force: bool = False) -> bytes:
    """``content`` with the list between the marks of ``name``, every other byte as it was.

    Lines end as they do in the file. ``Refused`` where the marks are missing or cannot be meant,
    and where an empty list would replace one that is there.
    """
    begins = [each for each in _BEGIN.finditer(content) if each["name"] == name.encode("utf-8")]
    lines = (f"<!-- pubman {name} -->", "<!-- /pubman -->")
    if not begins:
        raise Refused(
            f"The file has no place for {name!r}.",
            "put these two lines where the list belongs:",
            *lines,
        )
    if len(begins) > 1:
        raise Refused(f"The mark of {name!r} is in the file twice.")
    begin = begins[0].end()
    end = _END.search(content, begin)
    if end is None or _BEGIN.search(content, begin, end.start()):
        raise Refused(f"The mark of {name!r} is not closed.", f"close it with {lines[1]}")
    if made.document:
        raise UsageError(f"{made.format} is not text, so it cannot be part of another file.")
    new = made.text.encode("utf-8")
    if _BEGIN.search(new) or _END.search(new):
        raise Refused("The list itself contains such a mark.")
    if not made.count and content[begin : end.start()].strip() and not force:
        raise Refused(f"The list would be empty, and {name!r} is not.",
                      "--force replaces it.")  # fmt: skip
    eol = b"\r\n" if b"\r\n" in content else b"\n"
    inside = eol + new.strip(b"\n").replace(b"\n", eol) + eol
    return content[:begin] + (inside if made.count else eol) + content[end.start() :]


def place_into(
    path: Path, lists: Sequence[tuple[str, Made]], *, force: bool, dry_run: bool
) -> bool:
    """Puts lists, each with the name in its marks, into the file at ``path``; True if it changed.

    All of them or none.
    """
    if not path.is_file():
        raise UsageError(f"There is no file {path}.")
    old = new = path.read_bytes()
    for name, made in lists:
        new = place(new, made, name, force=force)
    if new != old and not dry_run:
        put_in_place(path.resolve(), new)
    return new != old
