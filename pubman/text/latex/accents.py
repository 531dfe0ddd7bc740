r"""The letters under a command for an accent, composed with it: ``\'e``, ``\v{\i}``, ``\=20``."""

from __future__ import annotations

import re

from pubman.text.latex import tables
from pubman.text.latex.events import compose
from pubman.text.latex.known import command_text
from pubman.text.latex.maths import MAX_DEPTH
from pubman.text.latex.state import ParserState

_COMMAND = re.compile(r"\\(?:(?P<name>[A-Za-z]+)\*?\s*|(?P<sign>.))", re.DOTALL)


def accent_mark(name: str) -> str | None:
    """Return the combining character of an accent's command."""
    return tables.ACCENTS.get(name) or tables.OTHER_ACCENTS.get(name)


def read_accent(parser: ParserState, name: str, mark: str, position: int) -> tuple[str, int]:
    """Return the accented letters at ``position`` and where they end."""
    value, start = parser.value, position
    while position < len(value) and value[position].isspace():
        position += 1
    base, after = _accented(parser, position)
    if name == "=" and len(base) == 1 and base.isdecimal():
        return _miller_index(base, mark), after
    if not base or not base[0].isalpha():
        bare = tables.BARE_ACCENTS.get(name, "")
        if value.startswith("{", position) and position in parser.closed:
            return bare + base, after
        return bare or f"\\{name}", start
    composed = compose(base, mark)
    if name == "'" and len(composed) > len(base) and value[max(0, start - 3)].isalpha():
        return "'" + base, after  # O\'Brien: an escaped apostrophe; no such letter exists
    return composed, after


def _accented(parser: ParserState, position: int) -> tuple[str, int]:
    """Return the text under an accent: a group, a command for a letter, or one letter."""
    value = parser.value
    if position >= len(value):
        return "", position
    if value[position] == "{":
        end = parser.closed.get(position)
        if end is None:
            return "", position
        return parser.text_of(position + 1, end), end + 1
    if value[position] != "\\":
        return value[position], position + 1
    command = _COMMAND.match(value, position)
    return _accented_command(parser, command, position) if command else ("", position)


def _accented_command(
    parser: ParserState, command: re.Match[str], position: int
) -> tuple[str, int]:
    """Return the letter that a command under an accent prints, and where it ends."""
    name, after = command["name"] or command["sign"], command.end()
    if name in tables.LETTERS:
        return tables.LETTERS[name], after
    if (mark := accent_mark(name)) and parser.depth < MAX_DEPTH:
        parser.depth += 1
        try:
            return read_accent(parser, name, mark, after)
        finally:
            parser.depth -= 1
    if name[0] in "ij" and command_text(name) is None:  # \\'\\ia for \\'\\i a
        return tables.LETTERS[name[0]], position + 2
    greek = command_text(name) or ""
    return (greek, after) if len(greek) == 1 and greek.isalpha() else ("", position)


def _miller_index(digit: str, bar: str) -> str:
    r"""Return a digit of a crystal plane with its bar: ``(11\=20)``.

    No index is -0, so the bar of ``(112\=0)`` belongs to the 2.
    """
    return bar + digit if digit == "0" else digit + bar
