"""The signs by which a piece of text is recognised as an entry of a list of publications."""

from __future__ import annotations

import re
from typing import Final

from pubman.freelist.tree import Node, walk
from pubman.freelist.words import (
    ARCHIVED_AT,
    PUBLISHED_AT,
    STATUS,
    VENUE_SIGN,
    YEAR,
    is_title_class,
)

SHORTEST: Final = 30
"""Characters of the shortest entry."""

_CAPITAL: Final = "A-ZÀ-ÖØ-Þ\u0100-\u017f\u0386-\u03ab\u0400-\u042f"
_INITIALS = rf"[{_CAPITAL}]\.(?:[ -]?[{_CAPITAL}]\.){{0,3}}"
_WORD = rf"[{_CAPITAL}][^\W\d_]+(?:[-'’][^\W\d_]+)?"
_NAMES = re.compile(
    rf"{_INITIALS}\s?{_WORD}\s?(?:[,;&.]|and\b|und\b|et\b|y\b)"
    rf"|{_WORD},\s{_INITIALS}"
    rf"|{_WORD} [{_CAPITAL}]{{1,3}}[,.;]"
    rf"|{_WORD} (?:{_INITIALS} )?{_WORD},\s(?:and )?{_WORD} (?:{_INITIALS} )?{_WORD}\b"
    rf"|{_WORD} (?:{_INITIALS} )?{_WORD},? (?:and|&|und|et|y) {_WORD} (?:{_INITIALS} )?{_WORD}\b"
    rf"|\b[Ww]ith {_WORD}|\b(?:by|von|par) {_WORD} {_WORD}|\bet al\b"
    r"|[\u4e00-\u9fff]{2,4}[,，、] ?[\u4e00-\u9fff]{2,4}[,，、]"
)
_IDENTIFIER = re.compile(r"10\.\d{4,9}/\S|(?i:arxiv)[:. ]?\d|\bISBN\b")
_QUOTED = re.compile(r"[\"“„«‘][^\"”“»’]{15,300}[\"”“»’]")
_NUMBERS = re.compile(r"\b\d{1,4}\s?\(\d{1,4}(?:[-–]\d+)?\)|\b\d{1,5}\s?[-–—]{1,2}\s?\d{1,5}\b")


_PROSE = re.compile(
    r"(?i)^\W*(?:I am|I'm|I’m|I have|I was|my|we|our|he is|she is|please|click|welcome|ich bin"
    r"|je suis)\b"
)
"""The beginning of a sentence about a person. No entry begins like this."""


def promise(text: str, headings: str) -> int:
    """Return how many of five signs of a publication *text* shows."""
    if len(text) < SHORTEST or (len(text.split()) < 4 and text.isascii()):
        return 0
    if _PROSE.match(text):
        return 0
    head = text[:3000]
    dated = YEAR.search(head) or STATUS.search(head) or YEAR.search(headings)
    signs = (
        dated,
        _NAMES.search(head),
        VENUE_SIGN.search(head),
        _IDENTIFIER.search(head),
        _QUOTED.search(head) or _NUMBERS.search(head),
    )
    return sum(1 for sign in signs if sign)


def looks_like_publication(text: str, headings: str = "") -> bool:
    """Return True if *text* has a date (or is below one) or a venue, and two other signs."""
    return promise(text, headings) >= 3


def links_to_paper(node: Node) -> bool:
    """Return True if a link inside *node* leads to a paper."""
    return any(
        PUBLISHED_AT.search(each.attributes.get("href", ""))
        for each in walk(node)
        if each.tag == "a"
    )


def links_to_archive(node: Node) -> bool:
    """Return True if a link inside *node* leads to a DOI or to an archive of papers."""
    return any(ARCHIVED_AT.search(each.attributes.get("href", "")) for each in walk(node))


def has_title(node: Node) -> bool:
    """Return True if the author of the page marks a part of *node* as a title by its class."""
    return any(is_title_class(each.classes) for each in walk(node) if each is not node)
