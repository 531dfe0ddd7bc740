r"""Simple maths as plain Unicode, ``O(n^2)`` -> ``O(n²)``. All other maths is kept as written."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from pubman.text.latex import tables
from pubman.text.latex.known import maths_symbol

MAX_DEPTH: Final = 8
"""The deepest nesting of accents and maths that is read; deeper levels are kept as written."""

_SPACE = re.compile(r"\s*")
_GAP = re.compile(r"\s*(?!\s*\\)|")
_MATHS_ARGUMENT = re.compile(r"\\[A-Za-z]+|\\.|[^{}]", re.DOTALL)
_MATHS_TOKEN = re.compile(r"\\([A-Za-z]+)|\\(.)|([{}^_~])|([^\\{}^_~]+)|\\", re.DOTALL)


@lru_cache(maxsize=4096)
def maths_plain(source: str) -> str:
    """Return maths as plain text: Unicode if that is enough, else as written between dollars."""
    text = maths_text(source, 0)
    return f"${source}$" if text is None else text


def maths_text(source: str, depth: int) -> str | None:
    """Return simple maths as Unicode; None for maths that is not simple."""
    if depth > MAX_DEPTH:
        return None
    parts: list[str] = []
    closed = match_braces(source) if "{" in source else {}
    position = 0
    while position < len(source):
        match = _MATHS_TOKEN.match(source, position)
        assert match is not None  # every character begins a token
        said, position = _read_token(match, source, closed, depth)
        if said is None:
            return None
        if match[1] and _needs_space(said, parts):
            said = " " + said
        parts.append(said)
    return "".join(parts)


def _needs_space(said: str, parts: list[str]) -> bool:
    r"""Return whether the name of a function follows a letter or digit, as in ``n\log n``."""
    before = parts[-1][-1:] if parts else ""
    return len(said) > 1 and said[:2].isalpha() and before.isalnum()


def _read_token(
    match: re.Match[str], source: str, closed: dict[int, int], depth: int
) -> tuple[str | None, int]:
    """Return the text of one token and its arguments (None if not simple), and its end."""
    name, sign, special, text = match.groups()
    position = match.end()
    if name:
        return _command(name, source, position, closed, depth)
    if text:
        return text.replace("$", ""), position
    if special in ("^", "_"):
        argument, position = _maths_argument(source, position, closed)
        inner = maths_text(argument, depth + 1)
        return (_scripted(special, inner) if inner else None), position
    if sign in _TEXT_ACCENTS:
        argument, position = _maths_argument(source, position, closed)
        return unicodedata.normalize("NFC", argument + tables.ACCENTS[sign]), position
    if sign:
        return (sign if sign in "{}" else tables.ESCAPES.get(sign, sign)), position
    if match[0] == "\\":
        return None, position
    return (" " if special == "~" else ""), position


_TEXT_ACCENTS: Final = frozenset("'\"`^~.")
"""Accents that belong in text only. People use them in maths by mistake."""


def _command(
    name: str, source: str, position: int, closed: dict[int, int], depth: int
) -> tuple[str | None, int]:
    """Return the text of a command in maths (None if it is not simple), and its end."""
    arguments = _arguments_of(name)
    if not arguments:
        return _symbol(name, source, position)
    degree = _DEGREE.match(source, position) if name == "sqrt" else None
    position = degree.end() if degree else position
    said: list[str] = []
    for _ in range(arguments):
        argument, position = _maths_argument(source, position, closed)
        inner = maths_text(argument, depth + 1)
        if not inner:
            return None, position
        said.append(inner)
    if arguments == 2:
        return "/".join(map(_grouped, said)), position
    if name == "sqrt":
        root = _ROOTS.get(degree[1], "") if degree else "√"
        return (root + _grouped(said[0]) if root else None), position
    if name in _BLACKBOARD:
        return said[0].translate(tables.BLACKBOARD), position
    return _accented(said[0], tables.MATHS_ACCENTS[name]), position


def _arguments_of(name: str) -> int:
    if name in tables.FRACTIONS:
        return 2
    return int(name == "sqrt" or name in _BLACKBOARD or name in tables.MATHS_ACCENTS)


_BLACKBOARD: Final = frozenset({"mathbb", "Bbb"})
_DEGREE = re.compile(r"\s*\[\s*(\w)\s*\]")
_ROOTS: Final = {"2": "√", "3": "∛", "4": "∜", "n": "ⁿ√"}
_ONE_FACTOR = re.compile(r"\w[\w.^*\u0300-\u036f]*|\([^()]*\)")


def _grouped(text: str) -> str:
    """Return ``text``, in parentheses if it is more than one number or word."""
    return text if _ONE_FACTOR.fullmatch(text) else f"({text})"


def _accented(text: str, mark: str) -> str | None:
    """Return letters with a mark over each; None if ``text`` has other characters."""
    if not (len(text) == 1 or text.isalnum()):
        return None
    return unicodedata.normalize("NFC", "".join(char + mark for char in text))


def _symbol(name: str, source: str, position: int) -> tuple[str | None, int]:
    said = "" if name in tables.MATHS_TRANSPARENT else maths_symbol(name)
    if said is None:
        return None, position
    if len(said) < 2 and (said or "x").isalpha():  # "\mu m" is one word, "\log n" is two
        position = _GAP.match(source, position).end()  # type: ignore[union-attr]
    return said, position


def _maths_argument(source: str, position: int, closed: dict[int, int]) -> tuple[str, int]:
    position = _SPACE.match(source, position).end()  # type: ignore[union-attr]
    if position in closed:
        return source[position + 1 : closed[position]], closed[position] + 1
    match = _MATHS_ARGUMENT.match(source, position)
    if match is None:
        return "", position
    end = match.end()
    if end in closed and match[0][1:] in tables.MATHS_TRANSPARENT:  # x_\mathrm{c}
        end = closed[end] + 1
    return source[position:end], end


def _scripted(sign: str, text: str) -> str:
    if sign == "^" and text in tables.RAISED:
        return {"∘": "°", "∗": "*"}.get(text, text)
    table = tables.SUPERSCRIPTS if sign == "^" else tables.SUBSCRIPTS
    if all(ord(char) in table for char in text):
        return text.translate(table)
    return sign + text


def find_script(source: str) -> tuple[str, str] | None:
    """Return the element and the text of maths that is only one sub- or superscript, or None."""
    if source[0] not in "^_" or len(source) < 2:
        return None
    argument = source[1:].strip()
    if len(argument) > 1 and not (
        argument[0] == "{" and match_braces(argument).get(0) == len(argument) - 1
    ):
        return None
    text = maths_text(argument, 0)
    if text is None:
        return None
    return "sup" if source[0] == "^" else "sub", text


def match_braces(value: str) -> dict[int, int]:
    """Return where each opening brace is closed; escaped braces count as text."""
    closed: dict[int, int] = {}
    opened: list[int] = []
    for match in re.finditer(r"\\.|[{}]", value, re.DOTALL):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            closed[opened.pop()] = match.start()
    return closed
