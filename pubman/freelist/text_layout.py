"""Plain text, as typed or pasted from Word, mail or PDF -> a tree of paragraphs and headings."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from pubman.freelist.html_layout import LINE, read_html
from pubman.freelist.tree import Node
from pubman.freelist.words import YEAR, heading_kind

_NUMBER = re.compile(r"\s{0,12}(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,3}[.)])[ \t]+\S")
_BULLET = re.compile(r"\s{0,12}[-*•‣▪–—·][ \t]+\S")
_RULE = re.compile(r"[-=_*~#]{3,}")
_SHORTEST_LINE: Final = 25

Lines = list[tuple[int, str]]


def read_text(text: str) -> Node:
    """The tree of a plain text."""
    out: list[str] = []
    lines = [(number, line.rstrip()) for number, line in enumerate(text.splitlines(), 1)]
    lengths = sorted(len(line) for _, line in lines if line.strip())
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    for block in _blocks(lines):
        number = block[0][0]
        said = "\n".join(line.strip() for _, line in block)
        if len(block) == 1 and _is_heading(said):
            out.append(f'<h2 {LINE}="{number}">{html.escape(said, quote=False)}</h2>')
        else:
            out.append(f'<p {LINE}="{number}">{_unwrap(block, width)}</p>')
    return read_html("\n".join(out))


def _blocks(lines: Lines) -> Iterator[Lines]:
    """The paragraphs: parted by empty lines, by numbers and bullets, or one on each line."""
    block: Lines = []
    for each in [*lines, (0, "")]:
        _, line = each
        if not line.strip() or _RULE.fullmatch(line.strip()):
            yield from _split(block)
            block = []
        else:
            block.append(each)


def _split(block: Lines) -> Iterator[Lines]:
    """One paragraph as its entries."""
    if block:
        begins = _begins(block)
        for start, end in pairwise([*dict.fromkeys([0, *begins]), len(block)]):
            yield block[start:end]


def _begins(block: Lines) -> list[int]:
    """The lines of a paragraph on which an entry begins."""
    for pattern in (_NUMBER, _BULLET):
        if found := [at for at, (_, line) in enumerate(block) if pattern.match(line)]:
            return found
    if len(block) > 1 and _one_on_each_line(block):
        return list(range(len(block)))
    indents = [len(line) - len(line.lstrip()) for _, line in block]
    hanging = [at for at, indent in enumerate(indents) if indent == min(indents)]
    hangs = len(block) > 2 and 1 < len(hanging) < len(block) and hanging[0] == 0
    return hanging if hangs else []


def _one_on_each_line(block: Lines) -> bool:
    """Return True if each line is a whole entry: it has a year and begins like a new one."""
    whole = sum(1 for _, line in block if len(line) > _SHORTEST_LINE and YEAR.search(line))
    begun = sum(1 for _, line in block if line.lstrip()[:1].isupper())
    return whole >= 0.9 * len(block) and begun == len(block)


def _is_heading(text: str) -> bool:
    """Return True for a short line that is no sentence: ``2019``, ``Journal articles:``."""
    bare = text.strip(" #=*:_-")
    if len(bare) > 70 or text.endswith((".", ",", ";")):
        return False
    if YEAR.fullmatch(bare) or bare.isupper():
        return True
    return bool(heading_kind(bare)) and len(bare.split()) <= 7 and not re.search(r"[.,]\s", bare)


def _unwrap(block: Lines, width: int) -> str:
    """The HTML of a paragraph: line ends that the margin explains are spaces, others are kept."""
    lines = [html.escape(line.strip(), quote=False) for _, line in block]
    pairs = pairwise(lines)
    free = [len(line) + len(after.split(" ", 1)[0]) + 8 < width for line, after in pairs]
    joined = ("<br>" if free and all(free) else " ").join(lines)
    return re.sub(r"(?<=[a-z])\u2010 (?=[a-z])|(?<=[a-z])\u00ad\s", "", joined)
