"""A .bib file cut into blocks: entries, ``@string``s, ``@preamble``s and everything between.

The blocks joined are the file, character for character, and one pass finds them: an ``@`` at the
start of a line inside a value does not end an entry whose braces balance and whose fields read
well, and an entry that is never closed ends where the next one plainly begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from pubman.sources.bibtex_fields import TYPES
from pubman.sources.bibtex_grammar import BRACED, IDENTIFIER, Unreadable, parse_entry

Kind = Literal["entry", "string", "preamble", "comment", "text"]

_START = re.compile(rf"@\s{{0,99}}({IDENTIFIER}{{1,99}})\s{{0,99}}([{{(])")
_BAD_COMMAND = re.compile(r"@\s{0,99}(string|preamble)(?![\w@:.-])", re.IGNORECASE)
_PLAIN = re.compile(r"\s{0,99}[^\s,{}=]{0,999}\s{0,99},\s{0,99}[^\s=,{}]{1,99}\s{0,99}=")
_KEYED = re.compile(r"\s{0,99}[^\s,{}=\"]{1,999}\s{0,9},")
_MARK = re.compile(r"[{}]|[\n\r][ \t]{0,999}@")
_PAREN_MARK = re.compile(r"[{}()\"]|[\n\r][ \t]{0,999}@")
_EARLY = re.compile(r"\s{0,99}\}?\s{0,99},\s{0,99}[A-Za-z][\w:+-]{0,99}\s{0,99}=\s{0,99}[\"{\w]")
_NEXT_STARTS: Final = 2
_NEXT_STARTS_IN_COMMENT: Final = 50
"""So many entries may seem to begin inside a block before it counts as never closed."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the file and the line it begins on."""

    kind: Kind
    raw: str
    line: int


def split_blocks(text: str) -> Iterator[Block]:
    """The blocks of ``text`` in order; their ``raw`` joined is ``text``."""
    position, line = 0, 1
    for kind, start, end in _find_blocks(text):
        if start > position:
            yield Block("text", text[position:start], line)
            line += _count_lines(text, position, start)
        yield Block(kind, text[start:end], line)
        line += _count_lines(text, start, end)
        position = end
    if position < len(text):
        yield Block("text", text[position:], line)


def _count_lines(text: str, start: int, end: int) -> int:
    """Line ends between two places: LF, CR LF, and the CR alone of old Macintosh files."""
    count = text.count("\n", start, end)
    if returns := text.count("\r", start, end):
        count += returns - text.count("\r\n", start, end)
    return count


def _find_blocks(text: str) -> Iterator[tuple[Kind, int, int]]:
    """Kind, start and end of every block that is not just text."""
    position = 0
    while (at := text.find("@", position)) >= 0:
        start = _START.match(text, at)
        if start is None:
            bad = _BAD_COMMAND.match(text, at)
            if bad and _at_line_start(text, at):
                end = text.find("\n", at) + 1 or len(text)
                end = min(end, text.find("@", at + 1) % (len(text) + 1))
                yield ("string" if bad[1].lower() == "string" else "preamble"), at, end
                position = end
            else:
                position = at + 1
            continue
        if not _begins(text, start):
            position = at + 1
            continue
        kind = _kind(start[1])
        found = _end_of_block(text, start, kind)
        if found is None:  # an @comment that is never closed: the word alone is one
            position = start.end() - 1
            continue
        yield kind, at, found
        position = found


def _kind(type_: str) -> Kind:
    match type_.lower():
        case "comment":
            return "comment"
        case "string":
            return "string"
        case "preamble":
            return "preamble"
    return "entry"


def _line_prefix(text: str, at: int) -> str:
    begin = max(text.rfind("\n", max(0, at - 200), at), text.rfind("\r", max(0, at - 200), at)) + 1
    return text[begin:at] if begin or at <= 200 else "x"


def _at_line_start(text: str, at: int) -> bool:
    return not _line_prefix(text, at).strip("\ufeff \t")


def _begins(text: str, start: re.Match[str]) -> bool:
    """True where a block begins: at the start of a line, or plainly so inside one."""
    prefix = _line_prefix(text, start.start()).lstrip("\ufeff \t")
    if not prefix:
        return True
    if prefix.startswith("%"):
        return False
    return _PLAIN.match(text, start.end()) is not None


def _begins_plainly(text: str, at: int) -> bool:
    """True where an entry plainly begins, even inside another that seems not to have ended."""
    start = _START.match(text, at)
    if start is None:
        return False
    type_ = start[1].lower()
    if type_ in TYPES or type_ in ("string", "preamble", "comment"):
        return True
    return _KEYED.match(text, start.end()) is not None


def _end_of_block(text: str, start: re.Match[str], kind: Kind) -> int | None:
    """Where the block ends; for a comment never closed None."""
    opened = start.end()
    group = BRACED.match(text, opened - 1) if start[2] == "{" else None
    # Nearly every block: it closes, and nothing in it can begin another.
    if group and text.find("@", opened, group.end()) < 0 and not _EARLY.match(text, group.end()):
        return group.end()
    if kind == "entry":
        # A key may hold braces (and a closing parenthesis) that count for nothing.
        key = re.compile(r"\s{0,99}[^\s,}]*" if start[2] == "{" else r"\s{0,99}[^\s,]*")
        match = key.match(text, opened)
        opened = match.end() if match and text.startswith(",", match.end()) else opened
    limit = _NEXT_STARTS_IN_COMMENT if kind == "comment" else _NEXT_STARTS
    end, begun = _find_close(text, opened, start[2], limit)
    if end is None:
        if kind == "comment":
            return None
        return begun if begun is not None else len(text)
    if kind == "entry":
        while _EARLY.match(text, end) and start[2] == "{":
            longer, _ = _find_close(text, end, "{", 0)
            if longer is None:
                break
            end = longer
        if begun is not None and not _reads_well(text[start.start() : end]):
            return begun
    return end


def _find_close(
    text: str, position: int, opening: str, starts: int
) -> tuple[int | None, int | None]:
    """Behind the closing sign, and where a next entry first seems to begin; None for neither."""
    depth, begun, quoted, seen = 1 if opening == "{" else 0, None, False, 0
    for mark in (_MARK if opening == "{" else _PAREN_MARK).finditer(text, position):
        sign = mark[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0 and opening == "{":
                return mark.end(), begun
        elif sign == '"':
            quoted = quoted != (depth == 0)
        elif sign == ")":
            if depth <= 0 and not quoted:
                return mark.end(), begun
        elif sign != "(" and _begins_plainly(text, mark.end() - 1):
            begun = begun if begun is not None else mark.end() - 1
            seen += 1
            if seen > starts:
                return None, begun
    return None, begun


def _reads_well(raw: str) -> bool:
    """True for an entry that reads without a doubt."""
    try:
        return not parse_entry(raw).doubts
    except Unreadable:
        return False
