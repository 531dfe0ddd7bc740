"""Plain text, as typed or pasted from Word, mail or PDF -> a tree of paragraphs and headings."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from pubman.freelist.headings import heading_kind
from pubman.freelist.html_layout import LINE, read_html
from pubman.freelist.names import STYLES, read_names
from pubman.freelist.pdf_text import Lines, joined, repaired
from pubman.freelist.tokens import tokenize
from pubman.freelist.tree import Node
from pubman.freelist.words import STATUS, YEAR

_NUMBER = re.compile(r"\s{0,12}(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,3}[.)])[ \t]+\S")
_BULLET = re.compile(r"\s{0,12}[-*•‣▪–—·][ \t]+\S")
_RULE = re.compile(r"[-=_*~#]{3,}")
_ENDS_ENTRY = re.compile(r"[.)\]!?”\d]\s*$|https?://\S+$")
_BEGINS = re.compile(
    r"\W*(?:(?:v[ao]n|de[nrl]?|d[aiou]s?|la|le|el|al|ter|ten|zu) )*[^\W\d_a-zß-öø-ÿ]"
)
"""The beginning of a line that may be an entry: a capital, perhaps behind particles."""
_SHORTEST_LINE: Final = 25
_FEWEST: Final = 3
"""The fewest entries of a paragraph that are recognised by their names."""


def read_text(text: str) -> Node:
    """The tree of a plain text."""
    out: list[str] = []
    lines = repaired(text)
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
    """The paragraphs: separated by empty lines, by numbers and bullets, or one on each line."""
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
    headings = [at for at in range(len(block)) if _is_heading_at(block, at)]
    cuts = sorted({0, *headings, *(at + 1 for at in headings), len(block)})
    for first, last in pairwise(cuts):
        part = block[first:last]
        for start, end in pairwise([*dict.fromkeys([0, *_begins(part)]), len(part)]):
            yield part[start:end]


def _is_heading_at(block: Lines, at: int) -> bool:
    """Return True for a heading inside a paragraph: it names a section, behind a whole entry."""
    line = block[at][1].strip()
    ended = at == 0 or bool(_ENDS_ENTRY.search(block[at - 1][1]))
    named = bool(heading_kind(line)) and not YEAR.search(line)
    return len(block) > 1 and ended and named and _is_heading(line)


def _begins(block: Lines) -> list[int]:
    """The lines of a paragraph on which an entry begins."""
    for pattern in (_NUMBER, _BULLET):
        if found := [at for at, (_, line) in enumerate(block) if pattern.match(line)]:
            return found
    if len(block) > 1 and _one_on_each_line(block):
        return list(range(len(block)))
    if found := _by_names(block):
        return found
    indents = [len(line) - len(line.lstrip()) for _, line in block]
    least = min(indents)
    hanging = [at for at, indent in enumerate(indents) if indent == least]
    hangs = len(block) > 2 and 1 < len(hanging) < len(block) and hanging[0] == 0
    return hanging if hangs else []


def _by_names(block: Lines) -> list[int]:
    """The lines that begin with names behind the end of a sentence, if each part has a year."""
    begins = [
        at
        for at, (_, line) in enumerate(block)
        if (at == 0 or _ENDS_ENTRY.search(block[at - 1][1])) and _begins_with_names(line)
    ]
    if len(begins) < _FEWEST or begins[0] != 0:
        return []
    parts = [" ".join(line for _, line in block[a:b]) for a, b in pairwise([*begins, len(block)])]
    dated = sum(1 for part in parts if YEAR.search(part) or STATUS.search(part))
    return begins if dated >= 0.9 * len(parts) else []


def _begins_with_names(line: str) -> bool:
    """Return True for a line that begins with a name with initials, or with two names."""
    tokens = tokenize(line.lstrip()[:200])
    lists = (read_names(tokens, 0, style) for style in STYLES)
    return any(len(each.names) > 1 or each.initials or each.cut for each in lists)


def _one_on_each_line(block: Lines) -> bool:
    """Return True if each line is a whole entry: it has a year and begins like a new one."""
    whole = sum(1 for _, line in block if len(line) > _SHORTEST_LINE and YEAR.search(line))
    begun = sum(1 for _, line in block if _BEGINS.match(line))
    return whole >= 0.9 * len(block) and begun == len(block)


def _is_heading(text: str) -> bool:
    """Return True for a short line that is not a sentence: ``2019``, ``Journal articles:``."""
    if bool(_BULLET.match(text)) != text.endswith(("-", "–")):
        return False  # An item of a list, or a year from which on something was the case.
    bare = text.strip(" #=*:_-")
    if len(bare) > 70 or "://" in bare or text.endswith((".", ",", ";")):
        return False
    if YEAR.fullmatch(bare) or bare.isupper():
        return True
    return bool(heading_kind(bare)) and len(bare.split()) <= 7 and not re.search(r"[.,]\s", bare)


def _unwrap(block: Lines, width: int) -> str:
    """The HTML of a paragraph: line ends at the margin become spaces, others are kept."""
    lines = [html.escape(line.strip(), quote=False) for _, line in block]
    pairs = pairwise(lines)
    free = [len(line) + len(after.split(" ", 1)[0]) + 8 < width for line, after in pairs]
    broken = any(re.search(r"\w[-\u2010\u00ad]$", line) for line in lines[:-1])
    return "<br>".join(lines) if free and all(free) and not broken else "".join(joined(lines))
