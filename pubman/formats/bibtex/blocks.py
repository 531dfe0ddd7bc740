"""Split a .bib file into blocks: entries, ``@string``s, ``@preamble``s and the text between them.

The blocks joined together are the file, character for character. One pass finds them. An ``@`` at
the start of a line inside a value does not end an entry if its braces balance and its fields can be
read. An entry that is never closed ends where the next one clearly begins.

The text is read through a window that moves along it. The end of a block only counts if the window
showed everything that could matter: no pattern here looks further ahead than ``_REACH``. A scan
that reaches the end of a window starts again in a larger one, unless the window was the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from pubman.formats.bibtex.fields import TYPES
from pubman.formats.bibtex.grammar import parse_entry
from pubman.formats.bibtex.values import BRACED, ENTRY_TYPE, Unreadable
from pubman.formats.pieces import Pieces, Window

Kind = Literal["entry", "string", "preamble", "comment", "text"]

_START = re.compile(rf"@\s{{0,99}}({ENTRY_TYPE})\s{{0,99}}([{{(])")
_BAD_COMMAND = re.compile(r"@\s{0,99}(string|preamble)(?![\w@:.-])", re.IGNORECASE)
_PLAIN = re.compile(r"\s{0,99}[^\s,{}=]{0,999}\s{0,99},\s{0,99}[^\s=,{}]{1,99}\s{0,99}=")
_KEYED = re.compile(r"\s{0,99}[^\s,{}=\"]{1,999}\s{0,9},")
_MARK = re.compile(r"[{}]|[\n\r][ \t]{0,999}@")
_PAREN_MARK = re.compile(r"[{}()\"]|[\n\r][ \t]{0,999}@")
_EARLY = re.compile(r"\s{0,99}\}?\s{0,99},\s{0,99}[A-Za-z][\w:+-]{0,99}\s{0,99}=\s{0,99}[\"{\w]")
_NEXT_STARTS: Final = 2
_NEXT_STARTS_IN_COMMENT: Final = 50
"""How many entries may seem to begin inside a block before the block counts as never closed."""
_REACH: Final = 2_000
"""The most characters that a pattern looks at: ``_START`` and ``_PLAIN`` together need 1,700."""
_BEHIND: Final = 201
"""Characters kept before an ``@``: 200 show if it begins a line, one more if there are others."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the file, and the line on which it begins."""

    kind: Kind
    raw: str
    line: int


class _CutOff(Exception):
    """The text after the end of the window may matter."""


def split_blocks(text: Pieces) -> Iterator[Block]:
    """Yield the blocks of ``text`` in order; their ``raw`` joined is ``text``."""
    window, line = Window(text), 1
    done = at = 0  # the end of the last block yielded, and where to look for the next one
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
    """Count the line ends between two positions: LF, CR LF, or CR alone (old Macintosh files)."""
    count = text.count("\n", start, end)
    if returns := text.count("\r", start, end):
        count += returns - text.count("\r\n", start, end)
    return count


def _find_blocks(text: str, at: int, sure: int) -> Iterator[tuple[Kind | None, int, int]]:
    """Yield kind, start and end of every block in ``text`` that is more than plain text.

    The last item has no kind: it says where to continue. From any position up to ``sure`` the
    patterns can look as far ahead as they need. ``sure`` is the end of ``text`` only if no more
    text follows.
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
    """Return kind and end of the block at the ``@``; no kind means: continue at that position."""
    start = _START.match(text, at)
    if start is None:
        return _find_bad_command(text, at, sure)
    if not _begins(text, start):
        return None, at + 1
    kind = _kind(start[1])
    end = _find_end(text, start, kind, sure)
    if end is None:  # an @comment that is never closed is a comment of one word
        return None, start.end() - 1
    return kind, end


def _find_bad_command(text: str, at: int, sure: int) -> tuple[Kind | None, int]:
    """Return an ``@string`` or ``@preamble`` without a brace: it ends at the line or next ``@``."""
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
    """Return whether a block begins here: at the start of a line, or clearly inside one."""
    prefix = _line_prefix(text, start.start()).lstrip("\ufeff \t")
    if not prefix:
        return True
    if prefix.startswith("%"):
        return False
    return _PLAIN.match(text, start.end()) is not None


def _begins_plainly(text: str, at: int) -> bool:
    """Return whether an entry clearly begins here, even if the one before seems to be open."""
    start = _START.match(text, at)
    if start is None:
        return False
    type_ = start[1].lower()
    if type_ in TYPES or type_ in ("string", "preamble", "comment"):
        return True
    return _KEYED.match(text, start.end()) is not None


def _find_end(text: str, start: re.Match[str], kind: Kind, sure: int) -> int | None:
    """Return where the block ends; None for a comment that is never closed."""
    opened = start.end()
    plain_end = _find_plain_end(text, start, sure)
    if plain_end is not None:
        return plain_end
    if kind == "entry":
        opened = _skip_key(text, start, sure)
    limit = _NEXT_STARTS_IN_COMMENT if kind == "comment" else _NEXT_STARTS
    end, begun = _find_close(text, opened, start[2], limit, sure)
    if end is None:
        if kind == "comment":
            return None
        return begun if begun is not None else len(text)
    if kind != "entry":
        return end
    end = _find_late_end(text, start, end, sure)
    if begun is not None and not _reads_well(text[start.start() : end]):
        return begun
    return end


def _find_plain_end(text: str, start: re.Match[str], sure: int) -> int | None:
    """Return the end of a block that closes and holds no other ``@``, as nearly all do."""
    if start[2] != "{":
        return None
    group = BRACED.match(text, start.end() - 1)
    if group is None or text.find("@", start.end(), group.end()) >= 0:
        return None
    return None if _ends_early(text, group.end(), sure) else group.end()


def _skip_key(text: str, start: re.Match[str], sure: int) -> int:
    """Return the position after the key, whose braces and parentheses do not count."""
    key = re.compile(r"\s{0,99}[^\s,}]*" if start[2] == "{" else r"\s{0,99}[^\s,]*")
    match = key.match(text, start.end())
    if match is None:
        return start.end()
    if match.end() > sure:
        raise _CutOff
    return match.end() if text.startswith(",", match.end()) else start.end()


def _find_late_end(text: str, start: re.Match[str], end: int, sure: int) -> int:
    """Return the real end of an entry that has a closing brace too many in the middle."""
    while start[2] == "{" and _ends_early(text, end, sure):
        longer, _ = _find_close(text, end, "{", 0, sure)
        if longer is None:
            break
        end = longer
    return end


def _ends_early(text: str, end: int, sure: int) -> bool:
    """Return whether more fields follow what seems to be the end of an entry."""
    if end > sure:
        raise _CutOff
    return _EARLY.match(text, end) is not None


def _find_close(
    text: str, position: int, opening: str, starts: int, sure: int
) -> tuple[int | None, int | None]:
    """Return the position after the closing sign, and where a next entry first seems to begin.

    Either is None if there is none. More than ``starts`` beginnings mean that it never closes.
    """
    scan = _Scan(opening)
    begun: list[int] = []
    for mark in (_MARK if opening == "{" else _PAREN_MARK).finditer(text, position):
        if mark[0] in _SIGNS:
            if scan.closes(mark[0]):
                return mark.end(), begun[0] if begun else None
        elif mark.end() > sure:
            break
        elif _begins_plainly(text, mark.end() - 1):
            begun.append(mark.end() - 1)
            if len(begun) > starts:
                return None, begun[0]
    if sure < len(text):
        raise _CutOff
    return None, begun[0] if begun else None


_SIGNS: Final = frozenset('{}()"')


class _Scan:
    """The braces and quotation marks that are open while the end of a block is looked for."""

    __slots__ = ("braced", "depth", "quoted")

    def __init__(self, opening: str) -> None:
        self.braced = opening == "{"
        self.depth = 1 if self.braced else 0
        self.quoted = False

    def closes(self, sign: str) -> bool:
        """Take one sign; return whether it closes the block."""
        if sign == "{":
            self.depth += 1
        elif sign == "}":
            self.depth -= 1
            return self.depth == 0 and self.braced
        elif sign == '"':
            self.quoted = self.quoted != (self.depth == 0)
        elif sign == ")":
            return self.depth <= 0 and not self.quoted
        return False


def _reads_well(raw: str) -> bool:
    """Return whether an entry can be read without a warning."""
    try:
        return not parse_entry(raw).doubts
    except Unreadable:
        return False
