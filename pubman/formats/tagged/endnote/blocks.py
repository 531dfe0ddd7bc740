"""The records of an EndNote or Refer file as blocks of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubman.formats.author_lists import is_next_name
from pubman.formats.items import Verbatim
from pubman.formats.pieces import Pieces, split_lines
from pubman.formats.tagged.blocks import Block, Outside

_TAG = re.compile(
    r"[ \ufeff]{0,2}%([0-9A-Z@?!#$&()*+<=>\[\]^~])(?:[ \t](.*)|(?=[\r\n]|\Z))", re.DOTALL
)


def split_blocks(text: Pieces) -> Iterator[Block | Verbatim]:
    """Yield the records of a file, and the text outside them."""
    opens = _first_tag(text)
    block: Block | None = None
    outside = Outside()
    after_blank = True
    for number, line in enumerate(split_lines(text), 1):
        match = _TAG.match(line)
        if match and (block is None or _begins(match[1], block, opens, after_blank=after_blank)):
            yield from outside.take()
            if block:
                yield block
            block = Block(line=number)
        after_blank = not line.strip()
        if block is None:
            outside.add(line, number)
        else:
            _add_line(block, match, line)
    if block:
        yield block
    yield from outside.take()


def _begins(tag: str, block: Block, opens: str, *, after_blank: bool) -> bool:
    """Return whether a line with this tag begins a new record after ``block``.

    In Refer, which has no ``%0``, blank lines separate the records. The exports of bepress (AIS
    eLibrary) have ``%0`` in the second line. Each of their records begins with the same tag.
    """
    if not opens:
        return after_blank
    if tag == "0":
        return opens == "0" or "0" in block.tags
    return tag == opens and after_blank and "0" in block.tags


def _first_tag(text: Pieces) -> str:
    """Return the tag that every record of the file begins with, or ``""`` if it has no ``%0``."""
    tags = _first_paragraph(text)
    if "0" in tags:
        leads = tags.count("0") == 1 and tags.count(tags[0]) == 1
        return tags[0] if leads else "0"
    return "0" if _has_type(text) else ""


def _first_paragraph(text: Pieces) -> list[str]:
    """Return the tags of the first lines that have one, up to a blank line or a second ``%0``."""
    tags: list[str] = []
    for line in split_lines(text):
        if match := _TAG.match(line):
            tags.append(match[1])
        elif tags and not line.strip():
            break
        if tags.count("0") == 2:
            break
    return tags


def _has_type(text: Pieces) -> bool:
    return any((match := _TAG.match(line)) and match[1] == "0" for line in split_lines(text))


def _add_line(block: Block, match: re.Match[str] | None, line: str) -> None:
    """Add a tag with its value. A line without a tag continues the value of the previous line."""
    if match:
        block.add(match[1], match[2] or "", line)
    elif block.last_tag in ("A", "E") and is_next_name(block.last_value, line):
        block.add(block.last_tag, line, line)
    elif block.last_tag == "K" and line.strip():
        block.add("K", line, line)  # EndNote writes the tag once, then one keyword per line.
    else:
        block.go_on(line)
