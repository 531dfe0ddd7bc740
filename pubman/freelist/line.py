"""An entry as one text with marks on it: bold text, links, separate lines, classes.

Buttons (links such as "pdf" and "code"), addresses and identifiers are taken out of the text and
kept separately. The rest is the text that a person would read aloud.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import unquote

from pubman.freelist.tree import BLOCKS, BOLD, HEADINGS, ITALIC, Node, is_hidden
from pubman.freelist.words import BUTTON_WORDS

LONGEST: Final = 6000
"""Characters of one entry; the rest of a longer one is left unread."""

_ADDRESS = re.compile(r"(?i)\bhttps?://[^\s<>\"“”]+|\bwww\.[^\s<>\"“”]+")
_DETOUR = re.compile(r"https?://www\.google\.com/url\?(?:[^#]*&)?q=([^&#]+)")
_BUTTON = "\ue000"
_LEFTOVER = re.compile(
    rf"[ \n]*[\[({{|/,;:·•–—-]*[ ]?{_BUTTON}(?:[\s\[\](){{}}|/,;:·•+&–—-]|\band\b|{_BUTTON})*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the text and what marks it: ``bold``, ``italic``, ``link``, ``heading`` ..."""

    start: int
    end: int
    kind: str
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A link of the entry: its target, its label, and the position of the label (or -1)."""

    url: str
    label: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An entry to be read: its text, the marks on it, its links and its picture."""

    text: str
    spans: tuple[Span, ...] = ()
    targets: tuple[Target, ...] = ()
    picture: str = ""
    number: str = ""
    raw: str = ""

    def of_kind(self, *kinds: str) -> Iterator[Span]:
        """The spans marked as one of *kinds*, in order."""
        return (span for span in self.spans if span.kind in kinds)


class _Writer:
    """Builds the text of a line, with white space squeezed, and remembers the marks."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.pending = ""
        self.spans: list[Span] = []
        self.targets: list[Target] = []
        self.picture = ""

    def write(self, text: str) -> None:
        """Add text; runs of white space become one space."""
        for word in re.split(r"(\s+)", text):
            if not word:
                continue
            if word.isspace():
                self.pending = self.pending or " "
            else:
                self._flush()
                self.parts.append(word)
                self.length += len(word)

    def _flush(self) -> None:
        if self.pending and self.length:
            self.parts.append(self.pending)
            self.length += 1
        self.pending = ""

    def new_line(self) -> None:
        """Begin a new line."""
        self.pending = "\n"

    def mark(self, start: int, kind: str, value: str = "") -> None:
        """Mark what was written since *start*."""
        if self.length > start:
            start += self.text[start : start + 1].isspace()
            self.spans.append(Span(start=start, end=self.length, kind=kind, value=value))

    @property
    def text(self) -> str:
        if len(self.parts) > 1:
            self.parts = ["".join(self.parts)]
        return self.parts[0] if self.parts else ""


def read_line(node: Node | Iterable[Node | str]) -> Line:
    """The line in an element, or in a run of its children."""
    writer = _Writer()
    children = node.children if isinstance(node, Node) else tuple(node)
    _write_all(writer, children)
    text = writer.text[:LONGEST]
    spans = tuple(span for span in writer.spans if span.start < len(text))
    line = Line(
        text=text,
        spans=spans,
        targets=tuple(writer.targets),
        picture=writer.picture,
        raw=" ".join(text.split()),
    )
    return _without_buttons(line)


def _write_all(writer: _Writer, children: Iterable[Node | str]) -> None:
    for child in children:
        if writer.length > LONGEST:
            return
        if isinstance(child, str):
            writer.write(child)
        else:
            _write(writer, child)


def _write(writer: _Writer, node: Node) -> None:
    if node.tag == "br":
        writer.new_line()
        return
    if node.tag == "img":
        _take_picture(writer, node)
        return
    if is_hidden(node):
        return
    block = node.tag in BLOCKS
    if block:
        writer.new_line()
    start = writer.length
    _write_all(writer, node.children)
    _mark(writer, node, start)
    if block and writer.length > start:
        writer.new_line()


def _mark(writer: _Writer, node: Node, start: int) -> None:
    """Mark what *node* wrote by its element and by its class."""
    if node.tag in BOLD:
        writer.mark(start, "bold")
    if node.tag in ITALIC:
        writer.mark(start, "italic")
    if node.tag in HEADINGS:
        writer.mark(start, "heading")
    if node.tag == "a":
        _mark_link(writer, node, start)
    if node.classes and node.tag != "body":
        writer.mark(start, "class", node.classes)


def _target_of(href: str) -> str:
    """The address of a link on one line, without the detour that Google Sites puts before it."""
    url = "".join(href.split())
    detour = _DETOUR.match(url)
    return unquote(detour[1]) if detour else url


def _mark_link(writer: _Writer, node: Node, start: int) -> None:
    url = _target_of(node.attributes.get("href", ""))
    label = writer.text[start:].strip()
    if not label and not node.attributes.get("title"):
        label = node.attributes.get("aria-label", "")
    begin = start + (len(writer.text[start:]) - len(writer.text[start:].lstrip()))
    writer.targets.append(
        Target(
            url=url, label=label or node.attributes.get("title", ""), start=begin, end=writer.length
        )
    )
    writer.mark(start, "link", url)


def _take_picture(writer: _Writer, node: Node) -> None:
    source = node.attributes.get("src") or node.attributes.get("data-src", "")
    badge = "shields.io" in source or "badge" in source
    if source and not badge and not source.startswith("data:") and not writer.picture:
        writer.picture = source


# -------------------------------------------------------------------------------------- buttons


def is_button(label: str) -> bool:
    """Return True for the label of a button: ``pdf``, ``arXiv:2101.01``, an address."""
    bare = label.strip(" \n[](){}|/,;:.·•+*»>→↗📄💻🎥")
    if not bare or _ADDRESS.match(bare) or re.match(r"(?i)(?:doi[: ]|10\.\d{4})", bare):
        return True
    if re.match(r"(?i)arxiv\b\W*(?:\d|[a-z-]+/\d)", bare):
        return True
    words = re.findall(r"[^\W_]+(?:\.[^\W_]+)*", bare.lower())
    return (
        len(words) <= 4
        and bool(words)
        and all(word in BUTTON_WORDS or word.isdigit() for word in words)
    )


def _without_buttons(line: Line) -> Line:
    """Take the labels of buttons out of the text, with the brackets and slashes around them."""
    buttons = [
        target for target in line.targets if target.end > target.start and is_button(target.label)
    ]
    text = line.text
    for button in buttons:
        text = text[: button.start] + _BUTTON * (button.end - button.start) + text[button.end :]
    bare = replace(line, text=text)
    kept = [
        replace(target, start=-1, end=-1) if target in buttons else target
        for target in line.targets
    ]
    bare = replace(bare, targets=tuple(kept))
    cuts = [(m.start(), m.end(), _joint(text, m)) for m in _LEFTOVER.finditer(text)]
    return cut(bare, cuts)


def _joint(text: str, match: re.Match[str]) -> str:
    """Return the text that remains between the text before a button and the text after it."""
    found = match[0]
    closes = re.match(r"[ \n]*([.,;:])", found)
    sign = closes[1] if closes and closes[1] in ".," else ""
    if match.end() >= len(text) or match.start() == 0:
        return sign
    return sign + ("\n" if "\n" in found else " ")


def cut(line: Line, cuts: Iterable[tuple[int, int, str]]) -> Line:
    """*line* with stretches replaced by other (short) text; the marks move along."""
    parts: list[str] = []
    moves: list[tuple[int, int, int, int]] = []
    position, length = 0, 0
    for start, end, other in sorted(cuts):
        if start < position:
            continue
        parts.append(line.text[position:start])
        length += start - position
        parts.append(other)
        moves.append((start, end, length, length + len(other)))
        length += len(other)
        position = end
    parts.append(line.text[position:])
    if not moves:
        return line
    spans = (_moved(span, moves) for span in line.spans)
    targets = (
        target if target.start < 0 else _moved_target(target, moves) for target in line.targets
    )
    return replace(
        line,
        text="".join(parts),
        spans=tuple(span for span in spans if span.end > span.start),
        targets=tuple(targets),
    )


def _moved(span: Span, moves: list[tuple[int, int, int, int]]) -> Span:
    start, end = (
        _new_place(span.start, moves, at_end=True),
        _new_place(span.end, moves, at_end=False),
    )
    return replace(span, start=start, end=max(start, end))


def _moved_target(target: Target, moves: list[tuple[int, int, int, int]]) -> Target:
    start = _new_place(target.start, moves, at_end=True)
    end = _new_place(target.end, moves, at_end=False)
    return replace(target, start=start, end=max(start, end))


def _new_place(place: int, moves: list[tuple[int, int, int, int]], *, at_end: bool) -> int:
    """Return the position in the new text of a place in the old one."""
    shift = 0
    for old_start, old_end, new_start, new_end in moves:
        if place <= old_start:
            break
        if place < old_end:
            return new_end if at_end else new_start
        shift = new_end - old_end
    return place + shift
