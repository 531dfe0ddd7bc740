"""Texts in pieces: what is decoded bit by bit is looked at through a window that moves along it.

A text is a string, or anything that gives its pieces in order each time it is gone through
(:class:`pubman.text.encoding.Text`). Wherever it is cut, the same comes of it: what is decided
in a window counts only where it does not depend on what may stand behind the window's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

Pieces = Iterable[str]
"""A text in one piece or in several, to be gone through as often as wanted."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


class Window:
    """The part of a text that is looked at: ``text``, and whether it is the ``last``."""

    __slots__ = ("_pieces", "last", "text")

    def __init__(self, text: Pieces) -> None:
        self._pieces = in_pieces(text)
        self.text = ""
        self.last = False

    def move(self, start: int) -> int:
        """Lets go of what stands before ``start``, reads on, and returns ``start``.

        What is kept becomes four times as long at least: to look again and again at what begins in
        the window and does not end takes a third more time than to look once.
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
    """The pieces of ``text``: a string is one, not as many as it has characters."""
    return iter((text,) if isinstance(text, str) else text)


def begin(text: Pieces, size: int) -> str:
    """The first ``size`` characters of ``text``."""
    window = Window(text)
    while len(window.text) < size and not window.last:
        window.move(0)
    return window.text[:size]


def holds(text: Pieces, *words: str) -> bool:
    """True where one of ``words`` stands in ``text``."""
    overlap, end = max(map(len, words)), ""
    for piece in in_pieces(text):
        part = end + piece
        if any(word in part for word in words):
            return True
        end = part[-overlap:]
    return False


def find_all(pattern: re.Pattern[str], text: Pieces, reach: int) -> Iterator[re.Match[str]]:
    """The matches of ``pattern`` one behind the other.

    It must match something, and look at one character before its match and at ``reach`` from the
    match's beginning on at most.
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
    """The lines of ``text`` with their ends, whichever of the three kinds those are."""
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
