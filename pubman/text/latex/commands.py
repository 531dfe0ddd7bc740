r"""The LaTeX commands that need a function of their own, and arguments that print nothing.

Each function takes the parser and the position after the command's name. It adds the text to print
and returns where the next token begins, or None if the arguments it needs do not follow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from pubman.text.latex import tables
from pubman.text.latex.accents import read_accent
from pubman.text.latex.maths import maths_text
from pubman.text.latex.state import ParserState
from pubman.text.latex.url import unescape_url

_COMMAND = re.compile(r"\\[A-Za-z]+")
_NUMBER = re.compile(r"\s*(?:\"([0-9A-F]{2,5})|'([0-7]{2,6})|(\d{2,6}))(?:\s|\{\})?")
"""TeX's numbers: ``"7F``, ``'177``, ``127``; one blank after them belongs to them."""
_LENGTH = re.compile(
    r"\s*[-+]?\s*(?:\d+(?:[.,]\d*)?|[.,]\d+)\s*"
    r"(?:(?:true\s*)?(?:pt|em|ex|mm|cm|in|mu|sp|bp|pc|dd|cc)(?![a-z]))?\s?|\s*[-+]?\s*\d*\.?\d*\\[a-z]+(?:width|skip|height|sep|indent)\s?"
)
_OPTION = re.compile(r"\[[^\[\]{}]{0,99}\]")
_LONGEST: Final = 500
"""The most characters of verbatim text."""


def root(parser: ParserState, after: int) -> int:
    """Read a root: maths if its argument is in braces, else only its sign."""
    option = _OPTION.match(parser.value, after)
    end = parser.closed.get(option.end() if option else after, after)
    source = rf"\sqrt{parser.value[after : end + 1]}"
    if after < end < after + _LONGEST and maths_text(source, 0) is not None:
        parser.events.append(("m", source))
        return end + 1
    parser.say("√")
    return after


def maths_command(parser: ParserState, after: int) -> int | None:
    r"""Read the argument of ``\ensuremath``: a group, or one command."""
    if after in parser.closed:
        end = parser.closed[after]
        parser.events.append(("m", parser.value[after + 1 : end].replace("$", "")))
        return end + 1
    command = _COMMAND.match(parser.value, after)
    if command is None:
        return None
    parser.events.append(("m", command[0]))
    return command.end()


def link(parser: ParserState, after: int) -> int | None:
    """Read the text of a link; its address follows in parentheses."""
    if after not in parser.closed:
        return None
    end = parser.closed[after]
    address = unescape_url(parser.value[after + 1 : end])
    return parser.group(end + 1, ("t", f" ({address})"))


def verbatim(parser: ParserState, after: int) -> int | None:
    """Read the text between two equal signs, unchanged."""
    if after == len(parser.value) or parser.value[after].isalnum():
        return None
    end = parser.value.find(parser.value[after], after + 1, after + _LONGEST)
    if end < 0:
        return None
    parser.say(parser.value[after + 1 : end])
    return end + 1


def hyphen(parser: ParserState, after: int) -> int | None:
    """Read a hyphen. Its kind is in braces."""
    if after not in parser.closed:
        return None
    parser.say("-")
    return parser.closed[after] + 1


def first(parser: ParserState, after: int) -> int | None:
    """Read two arguments: the first is printed, the second is skipped after it."""
    end = parser.closed.get(after)
    second = parser.closed.get(_past_space(parser.value, end + 1)) if end is not None else None
    if end is None or second is None:
        return None
    parser.frames.append([])
    parser.jumps[end] = second + 1
    return after + 1


def conditional(parser: ParserState, after: int) -> int | None:
    r"""Read ``\ifmmode A\else B\fi``, as the American Physical Society writes it: B is printed.

    A title is text, not maths, so the branch for text counts.
    """
    match = _CONDITIONAL.match(parser.value, after)
    if match is None:
        return None
    parser.say(parser.text_of(match.start(1), match.end(1)))
    return match.end()


_CONDITIONAL = re.compile(
    r"(?:(?!\\ifmmode|\\else|\\fi(?![A-Za-z])).){0,200}\\else(?![A-Za-z])\s*"
    r"((?:(?!\\ifmmode|\\fi(?![A-Za-z])).){0,200})\\fi(?![A-Za-z])(?:\{\}|\s(?=\s)|)",
    re.DOTALL,
)


def switched(parser: ParserState, after: int) -> int | None:
    """Read two arguments, which are printed in reverse order."""
    end = parser.closed.get(after)
    second = _past_space(parser.value, end + 1) if end is not None else -1
    if end is None or second not in parser.closed:
        return None
    text = parser.text_of(after + 1, end)
    return parser.group(second, ("t", text))


def accent_by_number(parser: ParserState, after: int) -> int | None:
    """Read an accent given by its number in TeX's fonts, and the letter below it."""
    number = _NUMBER.match(parser.value, after)
    name = tables.ACCENT_CODES.get(_as_number(number)) if number else None
    if number is None or name is None:
        return None
    text, end = read_accent(parser, name, tables.ACCENTS[name], number.end())
    parser.say(text)
    return end


def by_number(parser: ParserState, after: int) -> int | None:
    """Read a character given by its number, if TeX's fonts and Unicode agree on it."""
    braced = parser.value.startswith("{", after)
    number = _NUMBER.match(parser.value, after + braced)
    if number is None or (braced and not parser.value.startswith("}", number.end())):
        return None
    code = _as_number(number)
    if not (32 < code < 127 or 160 < code < 0xD800):
        return None
    parser.say(chr(code))
    return number.end() + braced


SPECIAL: Final[Mapping[str, Callable[[ParserState, int], int | None]]] = {
    "ensuremath": maths_command, "href": link, "verb": verbatim,
    "texorpdfstring": first, "printfirst": first,
    "switchargs": switched, "accent": accent_by_number,
    "char": by_number, "symbol": by_number, "unichar": by_number,
    "sqrt": root, "babelhyphen": hyphen, "ifmmode": conditional,
}  # fmt: skip
"""Commands with a function of their own."""


def _past_space(value: str, position: int) -> int:
    while position < len(value) and value[position].isspace():
        position += 1
    return position


def _as_number(match: re.Match[str]) -> int:
    hexadecimal, octal, decimal = match.groups()
    if hexadecimal:
        return int(hexadecimal, 16)
    return int(octal, 8) if octal else int(decimal)


def skip_arguments(value: str, closed: Mapping[int, int], after: int, signs: str) -> int | None:
    """Return the position after arguments that print nothing; None if one is missing.

    ``signs`` tells which arguments they are (see ``tables.ARGUMENTS``).
    """
    for sign in signs:
        if sign == "d":
            length = _LENGTH.match(value, after)
            if length is None:
                return None
            after = length.end()
            continue
        at = _past_space(value, after)
        if sign == "o":
            option = _OPTION.match(value, at)
            after = option.end() if option else after
        elif at not in closed or (sign == "b" and not _LENGTH.fullmatch(value, at + 1, closed[at])):
            return None
        else:
            after = closed[at] + 1
    return after
