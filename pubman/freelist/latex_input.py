"""The text of a LaTeX document as a stack of inputs: the document, and what commands expand to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

SKIPPED_LINE: Final = "\ue200"
"""Replaces a line end inside a comment: it is counted, and not printed."""

_LONGEST_GROUP: Final = 100_000
_LONGEST_INPUT: Final = 200_000
_DEEPEST: Final = 36
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_SPACE = re.compile(r"[ \t\n\ue200]*(?=\{)")
_NEXT = re.compile(r"[\s\ue200]*(.)", re.DOTALL)
_OPTION = re.compile(r"[ \t]*\[((?:[^\[\]\n]|\[[^\[\]\n]*\]){0,300})\]")


@dataclass(slots=True)
class _Text:
    """A text that is being read, and how far."""

    text: str
    at: int = 0


@dataclass(slots=True)
class Inputs:
    """The texts being read, the one on top first, and the line of the document."""

    stack: list[_Text] = field(default_factory=list)
    line: int = 1

    def start(self, text: str, at: int) -> None:
        """Begin with the document."""
        self.stack = [_Text(text, at)]
        self.line = 1 + count_lines(text, 0, at)

    def push(self, text: str) -> None:
        """Read *text* next, unless the stack is deep or the text long: then a command loops."""
        if len(self.stack) <= _DEEPEST and len(text) < _LONGEST_INPUT:
            self.stack.append(_Text(text))

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Match *pattern* at the current position, and move past the match."""
        source = self.stack[-1]
        found = pattern.match(source.text, source.at)
        if found:
            self._move(found.end())
        return found

    def skip_to(self, sign: str, longest: int = 0) -> str | None:
        """The text up to *sign*, which is skipped too; None if it is not near."""
        source = self.stack[-1]
        limit = source.at + longest if longest else len(source.text)
        end = source.text.find(sign, source.at, limit)
        if end < 0:
            return None
        found = source.text[source.at : end]
        self._move(end + len(sign))
        return found

    def skip_all(self) -> None:
        """Skip the rest of the text on top."""
        self._move(len(self.stack[-1].text))

    def next_sign(self) -> str:
        """The next character that is not a space."""
        source = self.stack[-1]
        found = _NEXT.match(source.text, source.at)
        return found[1] if found else ""

    def option(self) -> str:
        """Skip an argument in brackets and return it."""
        found = self.match(_OPTION)
        return found[1] if found else ""

    def arguments(self, most: int) -> list[str]:
        """Skip up to *most* arguments in braces and return them."""
        found: list[str] = []
        while len(found) < most:
            source = self.stack[-1]
            space = _SPACE.match(source.text, source.at)
            if space is None or space[0].count("\n") > 1:
                break
            body, end = read_group(source.text, space.end())
            if end < 0:
                break
            self._move(end)
            found.append(body)
        return found

    def drop(self, count: int) -> None:
        """Skip *count* arguments in braces, with options before and after them."""
        self.option()
        if count:
            self.arguments(count)
            self.option()

    def _move(self, end: int) -> None:
        source = self.stack[-1]
        if len(self.stack) == 1:
            self.line += count_lines(source.text, source.at, end)
        source.at = end


def count_lines(text: str, start: int, end: int) -> int:
    """Return the number of line ends of the document between two places of *text*."""
    return text.count("\n", start, end) + text.count(SKIPPED_LINE, start, end)


def read_group(text: str, start: int) -> tuple[str, int]:
    """The content of the group that begins at *start*, and the place after it (-1: no end)."""
    depth = 0
    for match in _BRACE.finditer(text, start, start + _LONGEST_GROUP):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
            if depth == 0:
                return text[start + 1 : match.start()], match.end()
    return "", -1
