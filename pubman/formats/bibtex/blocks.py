"""A .bib file cut into blocks: entries, ``@string``s, ``@preamble``s and everything between.

The blocks joined are the file, character for character, and one pass finds them: an ``@`` at the
start of a line inside a value does not end an entry whose braces balance and whose fields read
well, and an entry that is never closed ends where the next one plainly begins.

The text is looked at through a window that moves along it. Where a block ends counts only where
the window showed all that mattered: no pattern here looks further than ``_REACH``, and a scan that
comes to the end of a window which is not the last begins again in a larger one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from pubman.formats.bibtex.fields import TYPES
from pubman.formats.bibtex.grammar import parse_entry
from pubman.formats.bibtex.values import BRACED, IDENTIFIER, Unreadable
from pubman.formats.pieces import Pieces, Window

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
_REACH: Final = 2_000
"""Characters that a pattern looks at, at most: ``_START`` and ``_PLAIN`` together 1,700."""
_BEHIND: Final = 201
"""Characters before an ``@`` that say whether it begins a line, and one to know there are more."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the file and the line it begins on."""

    kind: Kind
    raw: str
    line: int


class _CutOff(Exception):
    """What stands behind the window's end may matter."""


def split_blocks(text: Pieces) -> Iterator[Block]:
    """The blocks of ``text`` in order; their ``raw`` joined is ``text``."""
    window, line = Window(text), 1
    done = at = 0  # what was given out, and where the next block is looked for
    while True:
        inside = window.text
        sure = len(inside) if window.last else len(inside) - _REACH
        for kind, start, end in _find_blocks(inside, at, sure):
            at = end
            if kind is None:
                continue
            if start > done:
                yield Block("text", inside[done:start], line)
                line += _count_lines(inside, done, start)
            yield Block(kind, inside[start:end], line)
            line += _count_lines(inside, start, end)
            done = end
        if window.last:
            break
        gone = window.move(max(0, min(done, at - _BEHIND)))
        done, at = done - gone, at - gone
    if done < len(inside):
        yield Block("text", inside[done:], line)


def _count_lines(text: str, start: int, end: int) -> int:
    """Line ends between two places: LF, CR LF, and the CR alone of old Macintosh files."""
    count = text.count("\n", start, end)
    if returns := text.count("\r", start, end):
        count += returns - text.count("\r\n", start, end)
    return count


def _find_blocks(text: str, at: int, sure: int) -> Iterator[tuple[Kind | None, int, int]]:
    """Kind, start and end of every block that is not just text, as far as ``text`` shows them.

    Then, without a kind, where to look on. From every place up to ``sure`` the patterns can look as
    far as they do; it is the end of ``text`` only where nothing stands behind.
    """
    try:
        while 0 <= (start := text.find("@", at)) <= sure:
            at = start
            kind, at = _find_block(text, start, sure)
            if kind is not None:
                yield kind, start, at
    except _CutOff:
        pass
    else:
        at = start if start >= 0 else len(text)
    yield None, at, at


def _find_block(text: str, at: int, sure: int) -> tuple[Kind | None, int]:
    """The kind and end of the block that begins at the ``@``; without a kind, where to look on."""
    start = _START.match(text, at)
    if start is None:
        return _find_bad_command(text, at, sure)
    if not _begins(text, start):
        return None, at + 1
    kind = _kind(start[1])
    end = _find_end(text, start, kind, sure)
    if end is None:  # an @comment that is never closed: the word alone is one
        return None, start.end() - 1
    return kind, end


def _find_bad_command(text: str, at: int, sure: int) -> tuple[Kind | None, int]:
    """An ``@string`` or ``@preamble`` without a brace: up to the line's end or the next ``@``."""
    bad = _BAD_COMMAND.match(text, at)
    if bad is None or not _at_line_start(text, at):
        return None, at + 1
    ends = [end for end in (text.find("\n", at) + 1, text.find("@", at + 1)) if end > 0]
    if not ends and sure < len(text):
        raise _CutOff
    return _kind(bad[1]), min(ends, default=len(text))


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


def _find_end(text: str, start: re.Match[str], kind: Kind, sure: int) -> int | None:
    """Where the block ends; for a comment never closed None."""
    opened = start.end()
    group = BRACED.match(text, opened - 1) if start[2] == "{" else None
    # Nearly every block: it closes, and nothing in it can begin another.
    plain = group and text.find("@", opened, group.end()) < 0
    if group and plain and not _ends_early(text, group.end(), sure):
        return group.end()
    if kind == "entry":
        # A key may hold braces (and a closing parenthesis) that count for nothing.
        key = re.compile(r"\s{0,99}[^\s,}]*" if start[2] == "{" else r"\s{0,99}[^\s,]*")
        match = key.match(text, opened)
        if match and match.end() > sure:
            raise _CutOff
        opened = match.end() if match and text.startswith(",", match.end()) else opened
    limit = _NEXT_STARTS_IN_COMMENT if kind == "comment" else _NEXT_STARTS
    end, begun = _find_close(text, opened, start[2], limit, sure)
    if end is None:
        if kind == "comment":
            return None
        return begun if begun is not None else len(text)
    if kind == "entry":
        while start[2] == "{" and _ends_early(text, end, sure):
            longer, _ = _find_close(text, end, "{", 0, sure)
            if longer is None:
                break
            end = longer
        if begun is not None and not _reads_well(text[start.start() : end]):
            return begun
    return end


def _ends_early(text: str, end: int, sure: int) -> bool:
    """True where fields go on behind what seems to be the end of an entry."""
    if end > sure:
        raise _CutOff
    return _EARLY.match(text, end) is not None


def _find_close(
    text: str, position: int, opening: str, starts: int, sure: int
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
        elif sign != "(":
            if mark.end() > sure:
                break
            if _begins_plainly(text, mark.end() - 1):
                begun = begun if begun is not None else mark.end() - 1
                seen += 1
                if seen > starts:
                    return None, begun
    if sure < len(text):
        raise _CutOff
    return None, begun


def _reads_well(raw: str) -> bool:
    """True for an entry that reads without a doubt."""
    try:
        return not parse_entry(raw).doubts
    except Unreadable:
        return False
