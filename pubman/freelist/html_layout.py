"""HTML -> a tree, as lenient as a browser: unclosed and wrongly nested elements are put right."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from pubman.freelist.html_tokens import Tag, tokens
from pubman.freelist.tree import BLOCKS, HEADINGS, Node

DEEPEST: Final = 120
"""Elements nested deeper than this become children of the last one that is not."""

LINE: Final = "data-pubman-line"
"""The attribute by which another layout says on which line of the file an element begins."""

_VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)
_CLOSED_BY: Final = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "tr": ("tr", "td", "th"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tbody": ("tr", "td", "th", "tbody", "thead"),
    "option": ("option",),
}
"""An opening tag ends an open element of these kinds, up to the nearest list or table."""

_INLINE: Final = frozenset({"span", "font"})
_BOLD = re.compile(r"(?i)font-weight\s*:\s*(?:bold|[6-9]00)")
_ITALIC = re.compile(r"(?i)font-style\s*:\s*(?:italic|oblique)")

_FENCES: Final = frozenset({"ul", "ol", "dl", "table", "body", "html", "select"})


@dataclass(slots=True)
class _Open:
    """An element that is still open."""

    tag: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def close(self) -> Node:
        return Node(
            tag=_by_style(self.tag, self.attributes.get("style", "")),
            attributes=self.attributes,
            children=tuple(self.children),
            line=self.line,
        )


def _by_style(tag: str, style: str) -> str:
    """The tag of an element; that of bold or italic text for one whose style says so."""
    if not style or tag not in _INLINE:
        return tag
    if _BOLD.search(style):
        return "b"
    return "i" if _ITALIC.search(style) else tag


def read_html(text: str) -> Node:
    """The tree of a page or of a piece of one."""
    stack = [_Open("body", 1)]
    for token in tokens(text):
        if isinstance(token, str):
            stack[-1].children.append(token)
        elif token.closing:
            _close(stack, token.name)
        else:
            _open(stack, token)
    while len(stack) > 1:
        _close_last(stack)
    return stack[0].close()


def _open(stack: list[_Open], tag: Tag) -> None:
    """Put a new element below the open ones, after ending those that it ends."""
    name = tag.name
    if name in ("html", "body", "head"):
        return
    if name in BLOCKS and stack[-1].tag == "p":
        _close_last(stack)
    if name in HEADINGS and stack[-1].tag in HEADINGS:
        _close_last(stack)
    if name in _CLOSED_BY:
        _close_until_fence(stack, _CLOSED_BY[name])
    given = tag.attributes.get(LINE, "")
    line = int(given) if given.isdigit() else tag.line
    opened = _Open(name, line, dict(tag.attributes))
    if name in _VOID or len(stack) >= DEEPEST:
        stack[-1].children.append(opened.close())
    else:
        stack.append(opened)


def _close_until_fence(stack: list[_Open], tags: tuple[str, ...]) -> None:
    """End the outermost open element of *tags* inside the nearest list or table."""
    for depth in range(len(stack) - 1, 0, -1):
        if stack[depth].tag in _FENCES:
            return
        if stack[depth].tag in tags:
            while len(stack) > depth:
                _close_last(stack)
            if tags[0] != "tr":
                return


def _close(stack: list[_Open], name: str) -> None:
    """End the nearest open element called *name*; a closing tag without one says nothing."""
    for depth in range(len(stack) - 1, 0, -1):
        if stack[depth].tag == name:
            while len(stack) > depth:
                _close_last(stack)
            return
        if stack[depth].tag in _FENCES and name not in _FENCES:
            return


def _close_last(stack: list[_Open]) -> None:
    closed = stack.pop().close()
    stack[-1].children.append(closed)
