"""The state of a parser, as far as the functions of commands need it, and its events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

Event = tuple[str, str]
"""One event of a value, as :mod:`pubman.text.latex.parser` lists them."""


class ParserState(Protocol):
    """The state of a parser, as far as a command needs it.

    ``depth`` is the nesting of its value. ``events`` are the events so far. ``frames`` has a list
    of closing events for each open group. ``jumps`` tells where to continue after a closing brace.
    ``closed`` maps each opening brace to its closing brace.
    """

    value: str
    depth: int
    events: list[Event]
    frames: list[list[Event]]
    jumps: dict[int, int]

    @property
    def closed(self) -> Mapping[int, int]:
        """Opening brace -> closing brace."""

    def say(self, text: str) -> None:
        """Add text to print."""

    def text_of(self, start: int, end: int) -> str:
        """Return the plain text of a part of the value."""

    def group(self, position: int, *closing: Event) -> int:
        """Open the group at ``position``, with the events for its end."""
