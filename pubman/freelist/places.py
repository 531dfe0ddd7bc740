"""The elements of a page that may hold an entry, with the headings before each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pubman.freelist.headings import heading_kind
from pubman.freelist.signs import looks_like_publication, promise
from pubman.freelist.tree import BOLD, HEADINGS, Node, text_of
from pubman.freelist.words import YEAR

_SKIPPED: Final = frozenset(
    {"nav", "footer", "head", "title", "form", "button", "select", "video", "pre"}
)


_SKIPPED_CLASSES: Final = frozenset(
    "nav navbar menu sidebar modal bibtex breadcrumb footer cookie abstract toc".split()
)


_ENTRY_TAGS: Final = frozenset(
    {"p", "li", "div", "tr", "dd", "dt", "article", "section", "blockquote", "ul", "td", "figure"}
)


_LONGEST_HEADING: Final = 120


@dataclass(slots=True)
class Place:
    """An element with the elements around it and the headings before it."""

    node: Node
    parents: tuple[Node, ...]
    section: tuple[tuple[int, str], ...]
    order: int
    text: str = ""

    @property
    def titles(self) -> tuple[str, ...]:
        """The headings above, the outermost first."""
        return tuple(title for _, title in self.section)


def find_places(root: Node, closed: frozenset[int] = frozenset()) -> list[Place]:
    """Every element that may hold an entry, with its parents and the headings before it.

    The elements whose ids are in *closed* are not entered.
    """
    found: list[Place] = []
    section: list[tuple[int, str]] = []
    stack: list[tuple[Node, tuple[Node, ...]]] = [(root, ())]
    while stack:
        node, parents = stack.pop()
        if node.tag in _SKIPPED or not _SKIPPED_CLASSES.isdisjoint(node.classes.split()):
            continue
        heading = None if id(node) in closed else _heading(node)
        if heading is not None:
            level, title = heading
            section = [each for each in section if each[0] < level]
            if title:
                section.append((level, title))
        if node.tag in _ENTRY_TAGS:
            found.append(Place(node, parents, tuple(section), len(found)))
        if id(node) in closed:
            continue
        if children := [*node.elements]:
            inner = (*parents, node)
            stack.extend((child, inner) for child in reversed(children))
    return found


def _heading(node: Node) -> tuple[int, str] | None:
    """The level and the text of a heading, or of a bold line that serves as one."""
    if node.tag in HEADINGS:
        title = text_of(node, 2 * _LONGEST_HEADING)
        return (int(node.tag[1]), title) if len(title) <= _LONGEST_HEADING else None
    if node.tag == "dt" or (node.tag == "li" and any(each.tag in _LISTS for each in node.elements)):
        return _year_heading(node)
    if node.tag not in ("p", "dt", "div", "center", "summary", "td"):
        return None
    title = text_of(node, 2 * _LONGEST_HEADING) if _is_bold(node) else ""
    if not 0 < len(title) <= _LONGEST_BOLD or looks_like_publication(title):
        return None
    named = YEAR.fullmatch(title) or heading_kind(title)
    return (8, title.rstrip(":")) if named and len(title.split()) < 7 else None


def _year_heading(node: Node) -> tuple[int, str] | None:
    """The heading that is a term or the text of an item before its inner list: a year, a kind."""
    own = [each for each in node.children if isinstance(each, str) or each.tag not in _LISTS]
    title = text_of(Node(tag="p", children=tuple(own)), 2 * _LONGEST_HEADING)
    named = YEAR.fullmatch(title.strip(" :().")) or (len(title.split()) < 7 and heading_kind(title))
    return (8, title.rstrip(":")) if named and len(title) <= _LONGEST_BOLD else None


_LISTS: Final = frozenset({"ul", "ol"})
_LONGEST_BOLD: Final = 60


def _is_bold(node: Node) -> bool:
    """Return True if all of an element is bold or underlined."""
    children = [each for each in node.children if not isinstance(each, str) or each.strip()]
    only = children[0] if len(children) == 1 else ""
    return isinstance(only, Node) and only.tag in {*BOLD, "u"}


def split_breaks(root: Node) -> Node:
    """Make paragraphs of texts between two line breaks, and of lines that are entries each."""
    children: list[Node | str] = [
        split_breaks(child) if isinstance(child, Node) else child for child in root.children
    ]
    node = replace(root, children=tuple(children))
    if not any(isinstance(each, Node) and each.tag == "br" for each in children):
        return node
    for several in (True, False):
        parts = _parts(children, several=several)
        if len(parts) > 1 and _are_entries(parts, several=several):
            made = (
                Node(tag="p", children=tuple(part), line=_line_of(part, root)) for part in parts
            )
            return replace(node, children=tuple(made))
    return node


def _parts(children: Sequence[Node | str], *, several: bool) -> list[list[Node | str]]:
    """*children* split at line breaks; with *several*, only at two or more in a row."""
    parts: list[list[Node | str]] = [[]]
    breaks = 0
    for child in children:
        if isinstance(child, Node) and child.tag == "br":
            breaks += 1
            parts[-1].append(child)
            continue
        if isinstance(child, str) and not child.strip():
            parts[-1].append(child)
            continue
        if breaks > several:
            parts.append([])
        breaks = 0
        parts[-1].append(child)
    return [part for part in parts if any(_has_text(each) for each in part)]


def _has_text(piece: Node | str) -> bool:
    return bool(piece.strip() if isinstance(piece, str) else text_of(piece))


def _are_entries(parts: Sequence[Sequence[Node | str]], *, several: bool) -> bool:
    """Return True if the parts look like entries: most, or all if one break is between them."""
    texts = [" ".join(text_of(Node(tag="p", children=tuple(part))).split()) for part in parts]
    whole = sum(1 for text in texts if looks_like_publication(text))
    if several:
        likely = sum(1 for text in texts if promise(text, "") >= 2)
        return whole >= 1 and likely >= 2 and likely >= 0.4 * len(texts)
    return whole >= 2 and whole >= 0.8 * len(texts)


def _line_of(part: Sequence[Node | str], parent: Node) -> int:
    """The line of the file on which a part begins, if it is known."""
    return next((each.line for each in part if isinstance(each, Node) and each.line), parent.line)
