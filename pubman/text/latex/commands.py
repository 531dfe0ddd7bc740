r"""The commands of :mod:`pubman.text.latex` that are like no other, and arguments passed over.

Each takes the parser and the place behind the command's name, says what is to be said, and gives
back where the next token begins: None where what the command needs does not follow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from pubman.text.latex import tables
from pubman.text.latex.maths import maths_text
from pubman.text.latex.url import unescape_url

if TYPE_CHECKING:
    from pubman.text.latex.parser import Parser

_COMMAND = re.compile(r"\\[A-Za-z]+")
_NUMBER = re.compile(r"\s*(?:\"([0-9A-F]{2,5})|'([0-7]{2,6})|(\d{2,6}))(?:\s|\{\})?")
"""TeX's numbers: ``"7F``, ``'177``, ``127``; one blank behind them belongs to them."""
_LENGTH = re.compile(
    r"\s*[-+]?\s*(?:\d+(?:[.,]\d*)?|[.,]\d+)\s*"
    r"(?:(?:true\s*)?(?:pt|em|ex|mm|cm|in|mu|sp|bp|pc|dd|cc)(?![a-z]))?\s?|\s*[-+]?\s*\d*\.?\d*\\[a-z]+(?:width|skip|height|sep|indent)\s?"
)
_OPTION = re.compile(r"\[[^\[\]{}]{0,99}\]")
_LONGEST: Final = 500
"""No verbatim text is longer."""


def root(parser: Parser, after: int) -> int:
    """A root: its sign, or maths where its argument stands in braces."""
    option = _OPTION.match(parser.value, after)
    end = parser.closed.get(option.end() if option else after, after)
    source = rf"\sqrt{parser.value[after : end + 1]}"
    if after < end < after + _LONGEST and maths_text(source, 0) is not None:
        parser.events.append(("m", source))
        return end + 1
    parser.say("√")
    return after


def maths_command(parser: Parser, after: int) -> int | None:
    r"""Maths that says so itself: ``\ensuremath{...}``, or one command."""
    if after in parser.closed:
        end = parser.closed[after]
        parser.events.append(("m", parser.value[after + 1 : end].replace("$", "")))
        return end + 1
    command = _COMMAND.match(parser.value, after)
    if command is None:
        return None
    parser.events.append(("m", command[0]))
    return command.end()


def link(parser: Parser, after: int) -> int | None:
    """The text of a link, its address behind it in parentheses."""
    if after not in parser.closed:
        return None
    end = parser.closed[after]
    address = unescape_url(parser.value[after + 1 : end])
    return parser.group(end + 1, ("t", f" ({address})"))


def verbatim(parser: Parser, after: int) -> int | None:
    """What stands between two signs of any sort, as it is."""
    if after == len(parser.value) or parser.value[after].isalnum():
        return None
    end = parser.value.find(parser.value[after], after + 1, after + _LONGEST)
    if end < 0:
        return None
    parser.say(parser.value[after + 1 : end])
    return end + 1


def hyphen(parser: Parser, after: int) -> int | None:
    """A hyphen, its sort in braces."""
    if after not in parser.closed:
        return None
    parser.say("-")
    return parser.closed[after] + 1


def first(parser: Parser, after: int) -> int | None:
    """Of two arguments the first is printed; the second is passed over when that ends."""
    end = parser.closed.get(after)
    second = parser.closed.get(_past_space(parser.value, end + 1)) if end is not None else None
    if end is None or second is None:
        return None
    parser.frames.append([])
    parser.jumps[end] = second + 1
    return after + 1


def switched(parser: Parser, after: int) -> int | None:
    """Two arguments, printed the other way round."""
    end = parser.closed.get(after)
    second = _past_space(parser.value, end + 1) if end is not None else -1
    if end is None or second not in parser.closed:
        return None
    text = parser.text_of(after + 1, end)
    return parser.group(second, ("t", text))


def accent_by_number(parser: Parser, after: int) -> int | None:
    """An accent by its place in TeX's fonts, and the letter below."""
    number = _NUMBER.match(parser.value, after)
    name = tables.ACCENT_CODES.get(_as_number(number)) if number else None
    if number is None or name is None:
        return None
    text, end = parser.accent(name, tables.ACCENTS[name], number.end())
    parser.say(text)
    return end


def by_number(parser: Parser, after: int) -> int | None:
    """The character of a code that ASCII and Unicode share with TeX's fonts."""
    braced = parser.value.startswith("{", after)
    number = _NUMBER.match(parser.value, after + braced)
    if number is None or (braced and not parser.value.startswith("}", number.end())):
        return None
    code = _as_number(number)
    if not (32 < code < 127 or 160 < code < 0xD800):
        return None
    parser.say(chr(code))
    return number.end() + braced


SPECIAL: Final[Mapping[str, Callable[[Parser, int], int | None]]] = {
    "ensuremath": maths_command, "href": link, "verb": verbatim,
    "texorpdfstring": first, "printfirst": first,
    "switchargs": switched, "accent": accent_by_number,
    "char": by_number, "symbol": by_number, "unichar": by_number,
    "sqrt": root, "babelhyphen": hyphen,
}  # fmt: skip
"""Commands that are like no other; None is given back where they are not followed by what they
need."""


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
    """Behind the arguments that print nothing (see ``tables.ARGUMENTS``); None where one lacks."""
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
