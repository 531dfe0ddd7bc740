"""What a browser would see of a page: elements, attributes, links, text by class."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "rect", "br", "img"}
ELEMENTS = VOID | set(
    "html head title style script body main header h1 h2 h3 h4 h5 h6 p nav a span figure "
    "figcaption svg g text table thead tbody tr th td div label button section ol li b i sub sup "
    "code details summary pre footer time select option strong".split()
)


@dataclass
class Element:
    """An element with its attributes and the text inside it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Seen:
    """A page, read."""

    elements: list[Element] = field(default_factory=list)
    unclosed: list[str] = field(default_factory=list)

    def of(self, tag: str = "", **attributes: str) -> list[Element]:
        """The elements of a tag with these attributes; ``class_`` is one of the classes."""
        wanted = attributes.pop("class_", "")
        return [
            each
            for each in self.elements
            if (not tag or each.tag == tag)
            and (not wanted or wanted in each.attributes.get("class", "").split())
            and all(each.attributes.get(name) == value for name, value in attributes.items())
        ]

    def texts(self, tag: str = "", **attributes: str) -> list[str]:
        """The text of each of those elements."""
        return [each.text for each in self.of(tag, **attributes)]

    @property
    def linked_data(self) -> dict[str, object]:
        """The JSON-LD of the page."""
        found = self.of("script", type="application/ld+json")
        data: dict[str, object] = json.loads(found[0].text)
        return data


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice: {tag} {attrs}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.seen.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> without its beginning"
        assert self.open[-1].tag == tag, f"</{tag}> inside <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def read(page: str) -> Seen:
    """``page`` as read; raises for tags that do not nest."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.seen.unclosed = [element.tag for element in reader.open]
    return reader.seen
