"""Texts that arrive in pieces, and the window that moves along them.

A text is a string, or an object that yields its pieces in order at each iteration
(:class:`pubman.text.encoding.Text`). The positions of the cuts do not affect any result. A decision
inside a window only counts if text after the window cannot change it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

Pieces = Iterable[str]
"""A text in one piece or in several. It can be iterated over more than once."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


class Window:
    """The part of a text that is being looked at, and whether it is the last."""

    __slots__ = ("_pieces", "last", "text")

    def __init__(self, text: Pieces) -> None:
        self._pieces = in_pieces(text)
        self.text = ""
        self.last = False

    def move(self, start: int) -> int:
        """Drop the text before ``start``, read on, and return the new position of ``start``.

        The rest becomes at least four times as long. Something that begins in the window and does
        not end there is looked at again. That costs a third more time than looking once.
        """
        parts, more = [self.text[start:]], 0
        for piece in self._pieces:
            parts.append(piece)
            more += len(piece)
            if more > 3 * len(parts[0]):
                break
        else:
            self.last = True
        self.text = "".join(parts)
        return start


def in_pieces(text: Pieces) -> Iterator[str]:
    """Return the pieces of ``text``. A string is one piece, not one piece per character."""
    return iter((text,) if isinstance(text, str) else text)


def begin(text: Pieces, size: int) -> str:
    """Return the first ``size`` characters of ``text``."""
    window = Window(text)
    while len(window.text) < size and not window.last:
        window.move(0)
    return window.text[:size]


def holds(text: Pieces, *words: str) -> bool:
    """Return whether ``text`` contains one of ``words``."""
    overlap, end = max(map(len, words)), ""
    for piece in in_pieces(text):
        part = end + piece
        if any(word in part for word in words):
            return True
        end = part[-overlap:]
    return False


def find_all(pattern: re.Pattern[str], text: Pieces, reach: int) -> Iterator[re.Match[str]]:
    """Yield the matches of ``pattern`` in order.

    The pattern must not match an empty text. It may look at one character before its match, and at
    most at ``reach`` characters from the beginning of the match.
    """
    window, at = Window(text), 0
    while True:
        sure = len(window.text) if window.last else len(window.text) - reach
        for match in pattern.finditer(window.text, at):
            if match.start() > sure:
                break
            yield match
            at = match.end()
        if window.last:
            return
        at = max(at, sure + 1, 0)
        at -= window.move(max(at - 1, 0))


def split_lines(text: Pieces) -> Iterator[str]:
    """Yield the lines of ``text`` with their line ends, of any of the three kinds."""
    window = Window(text)
    while not window.last:
        inside = window.text
        # A CR at the end may be the first half of a line end.
        end = max(inside.rfind("\n"), inside.rfind("\r", 0, max(0, len(inside) - 1))) + 1
        for match in _LINE.finditer(inside, 0, end):
            yield match[0]
        window.move(end)
    for match in _LINE.finditer(window.text):
        yield match[0]
