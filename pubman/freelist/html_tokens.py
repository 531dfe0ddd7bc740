"""HTML -> tags and texts, in time proportional to its length, however broken it is.

Nothing is run or fetched. A tag that does not end within ``LONGEST_TAG`` characters is text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

LONGEST_TAG: Final = 65_536
"""A picture written into its address can be this long; nothing else is."""

_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]{0,40})")
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]{1,60})(?:\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'<>]*)))?"""
)
_SILENT: Final = ("script", "style", "template", "noscript", "svg", "textarea", "iframe", "object")
"""Elements whose content is not text of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """An opening tag, or a closing one."""

    name: str
    line: int
    closing: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)


def tokens(text: str) -> Iterator[Tag | str]:
    """The tags and the unescaped texts of *text*, in order."""
    position, line = 0, 1
    while position < len(text):
        start = text.find("<", position)
        if start < 0:
            yield html.unescape(text[position:])
            return
        if start > position:
            yield html.unescape(text[position:start])
        found, end = _markup(text, start, line + text.count("\n", position, start))
        if found is not None:
            yield found
        line += text.count("\n", position, end)
        position = end


def _markup(text: str, start: int, line: int) -> tuple[Tag | str | None, int]:
    """Return the markup that begins with the ``<`` at *start*, and its end."""
    if text.startswith("<!--", start):
        return None, _after(text, "-->", start)
    if text.startswith(("<!", "<?"), start):
        return None, _after(text, ">", start)
    name = _NAME.match(text, start)
    if name is None:
        return "<", start + 1
    end = _end_of_tag(text, name.end())
    if end < 0:
        return "<", start + 1
    tag = name[1].lower()
    if text[start + 1] == "/":
        return Tag(name=tag, line=line, closing=True), end
    if tag in _SILENT:
        return None, _after_element(text, tag, end)
    return Tag(name=tag, line=line, attributes=_attributes(text[name.end() : end - 1])), end


def _after(text: str, sign: str, start: int) -> int:
    """The position behind the next *sign*; the end of a text that has none."""
    found = text.find(sign, start)
    return found + len(sign) if found >= 0 else len(text)


def _after_element(text: str, tag: str, start: int) -> int:
    """The position behind the closing tag of a silent element."""
    found = re.compile(rf"</{tag}\b[^>]{{0,99}}>", re.IGNORECASE).search(text, start)
    return found.end() if found else len(text)


def _end_of_tag(text: str, start: int) -> int:
    """The position behind the ``>`` that ends a tag, quotes respected; -1 if none is near."""
    limit = min(len(text), start + LONGEST_TAG)
    first = text.find(">", start, limit)
    if first < 0 or "=" not in text[start:first]:
        return first + 1 if first >= 0 else -1
    quote, position = "", start
    while position < limit:
        char = text[position]
        if quote:
            quote = "" if char == quote else quote
        elif char == ">":
            return position + 1
        elif char in "\"'" and text[position - 1] in "= \n\t":
            quote = char
        position += 1
    return first + 1


def _attributes(text: str) -> dict[str, str]:
    """The attributes of a tag, unescaped; of two with one name the first counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), html.unescape(value))
    return found
