r"""Simple maths as plain Unicode, ``O(n^2)`` -> ``O(n²)``; what is not simple stays as written."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from pubman.text import latex_tables as tables

MAX_DEPTH: Final = 8
"""Accents and maths nest this deep at most; what is deeper is taken as written."""

_GAP = re.compile(r"\s*(?!\s*\\)|")
_MATHS_ARGUMENT = re.compile(r"\\[A-Za-z]+|\\.|[^{}]", re.DOTALL)
_MATHS_TOKEN = re.compile(r"\\([A-Za-z]+)|\\(.)|([{}^_~])|([^\\{}^_~]+)|\\", re.DOTALL)


@lru_cache(maxsize=4096)
def maths_plain(source: str) -> str:
    """Maths as plain text: Unicode where that says it all, else as written between dollars."""
    text = maths_text(source, 0)
    return f"${source}$" if text is None else text


def maths_text(source: str, depth: int) -> str | None:
    """Simple maths as Unicode; None for what is not simple."""
    if depth > MAX_DEPTH:
        return None
    parts: list[str] = []
    closed = match_braces(source) if "{" in source else {}
    position = 0
    while position < len(source):
        match = _MATHS_TOKEN.match(source, position)
        assert match is not None  # every character begins a token
        position = match.end()
        name, sign, special, text = match.groups()
        if special in ("^", "_"):
            argument, position = _maths_argument(source, position, closed)
            inner = maths_text(argument, depth + 1)
            if not inner:
                return None
            parts.append(_scripted(special, inner))
        elif name:
            if name in tables.MATHS_ACCENTS:
                argument, position = _maths_argument(source, position, closed)
                inner = maths_text(argument, depth + 1)
                if inner is None or len(inner) != 1:
                    return None
                parts.append(unicodedata.normalize("NFC", inner + tables.MATHS_ACCENTS[name]))
                continue
            known = tables.MATHS.get(name) or tables.SYMBOLS.get(name)
            if known is None and name not in tables.MATHS_TRANSPARENT:
                return None
            parts.append(known or "")
            if (
                len(known or "") < 2 and (known or "x").isalpha()
            ):  # "\mu m" is one word, "\log n" two
                position = _GAP.match(source, position).end()  # type: ignore[union-attr]
        elif text:
            parts.append(text.replace("$", ""))
        elif sign:
            parts.append({"{": "{", "}": "}"}.get(sign) or tables.ESCAPES.get(sign, sign))
        elif special == "~":
            parts.append(" ")
        elif match[0] == "\\":
            return None
    return "".join(parts)


def _maths_argument(source: str, position: int, closed: dict[int, int]) -> tuple[str, int]:
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
    if sign == "^" and text in ("∘", "°"):
        return "°"
    table = tables.SUPERSCRIPTS if sign == "^" else tables.SUBSCRIPTS
    if all(ord(char) in table for char in text):
        return text.translate(table)
    return sign + text


def match_braces(value: str) -> dict[int, int]:
    """Where each opening brace that is ever closed is closed; escaped braces count as text."""
    closed: dict[int, int] = {}
    opened: list[int] = []
    for match in re.finditer(r"\\.|[{}]", value, re.DOTALL):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            closed[opened.pop()] = match.start()
    return closed
