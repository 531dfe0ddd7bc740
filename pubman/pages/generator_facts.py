"""What several site generators want to know about an entry: date, links, a citation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pubman.pages.page import ShownEntry
from pubman.record import Publication
from pubman.text.markup import printable
from pubman.text.urls import safe_url

CSL_TYPES: Final[Mapping[str, str]] = {
    "article": "article-journal", "conference": "paper-conference",
    "workshop": "paper-conference", "demo": "paper-conference", "preprint": "article",
    "thesis": "thesis", "book": "book", "chapter": "chapter", "proceedings": "book",
    "report": "report", "patent": "patent", "dataset": "dataset", "software": "software",
    "other": "document",
}  # fmt: skip
"""A kind of publication -> its type in CSL."""


def title_of_page(entry: ShownEntry) -> str:
    """Return the title of an entry, or its key: a page without a title cannot be linked."""
    return entry.values["title"] or printable(entry.pub.key) or f"publication {entry.pub.id}"


def date_of(pub: Publication) -> str:
    """Return the whole date that a generator sorts by; a missing part becomes the first."""
    if pub.date is None:
        return ""
    return f"{pub.date.year:04d}-{pub.date.month or 1:02d}-{pub.date.day or 1:02d}"


def link_of(pub: Publication, *labels: str) -> str:
    """Return the address of the first link of ``pub`` with one of these labels, or ``""``."""
    found = (safe_url(link.url) for link in pub.links if link.label.lower() in labels)
    return next((url for url in found if url), "")


def citation_of(entry: ShownEntry) -> str:
    """Return the entry in one line of text: authors, title, venue."""
    names = ", ".join(entry.names)
    parts = (names, f"“{entry.values['title']}”", entry.venue_line)
    return ". ".join(part.rstrip(".") for part in parts if part) + "."
