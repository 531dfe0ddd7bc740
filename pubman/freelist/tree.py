"""A document as a tree of elements, made from HTML, Markdown, LaTeX, Org or plain text.

The tags are those of HTML, for any layout: ``h1`` to ``h6``, ``p``, ``li``, ``tr``,
``td``, ``a``, ``b``, ``i``, ``img``, ``br``. So one finder of entries and one reader of fields
serve all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

BLOCKS: Final = frozenset(
    "html body main section article aside div p ul ol li dl dt dd table thead tbody tfoot tr td th "
    "blockquote pre figure figcaption h1 h2 h3 h4 h5 h6 details summary header hr address center "
    "fieldset cite-block".split()
)
"""Elements that begin on a line of their own."""

_HIDDEN_CLASS = re.compile(r"\b(?:abstract|modal|bibtex|hidden|collapse|tooltip|sr-only)")
_SILENT: Final = frozenset(
    {"video", "audio", "source", "button", "pre", "details", "form", "select"}
)

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BOLD: Final = frozenset({"b", "strong"})
ITALIC: Final = frozenset({"i", "em", "cite", "var"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Node:
    """One element. ``line`` is the line of the file on which it begins, 1-based."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Node | str, ...] = ()
    line: int = 0

    @property
    def classes(self) -> str:
        """The classes and the id, in lower case: what the author of the page called this."""
        return f"{self.attributes.get('class', '')} {self.attributes.get('id', '')}".lower().strip()

    @property
    def elements(self) -> Iterator[Node]:
        """The children that are elements."""
        return (each for each in self.children if isinstance(each, Node))


def walk(node: Node) -> Iterator[Node]:
    """*node* and every element below it, in document order."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed([*current.elements]))


def is_hidden(node: Node) -> bool:
    """Return True for content shown or played on demand: abstracts, dialogs, videos."""
    if node.tag in _SILENT:
        return True
    return node.tag != "a" and bool(node.attributes) and bool(_HIDDEN_CLASS.search(node.classes))


def text_of(node: Node, most: int = 0) -> str:
    """The text of *node* on one line, with spaces squeezed.

    With *most*, reading ends soon after that many characters (or elements).
    """
    return " ".join("".join(_pieces(node, most)).split())


def lines_of(node: Node) -> str:
    """The text of *node* with a line for each block, as a reader sees it."""
    lines = "".join(_pieces(node, 0, "\n")).split("\n")
    return "\n".join(line for each in lines if (line := " ".join(each.split())))


def _pieces(node: Node, most: int, between: str = " ") -> Iterator[str]:
    stack: list[Node | str] = [node]
    length = 0
    while stack and (not most or length <= most):
        current = stack.pop()
        length += len(current) if isinstance(current, str) else 1
        if isinstance(current, str):
            yield current if between in {" ", current} else current.replace("\n", " ")
            continue
        if is_hidden(current) and current is not node:
            continue
        if current.tag in BLOCKS or current.tag == "br":
            yield between
            stack.append(between)
        stack.extend(reversed(current.children))
