"""Read and compare pages.

The same first page is near proof of one work, and two first pages in one volume are near proof of
two works, with three
exceptions. Page 1 is given to every paper by IEEE and others ("1-5", "1-8"), so it is unknown.
Letters and abstracts share a page. And a page may be written with or without the letters and the
number of the article ("S12", "e0198859", "138:1").
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

Agreement = Literal["range", "first", "page", "differ", "unknown"]

ARTICLE_DIGITS: Final = 5
"""Digits of an article number. Unlike a page, only one article has it."""

LONG: Final = 2
"""Pages after the first page in print that no other piece shares."""

_PAGE: Final = re.compile(r"[a-z]*\d+(?::\d+)?[a-z]?")


@lru_cache(maxsize=16384)
def read_pages(text: str) -> tuple[str, str]:
    """Return the first and the last page, lower-cased: ``221-8`` is 221 to 228.

    An article with pages of its own (``138:1-138:28``) keeps the number of the article.
    """
    plain = text.lower().replace(" ", "")
    found = _PAGE.findall(plain)
    if not found or not any(map(str.isdigit, re.split(r"[-\u2013]", plain, maxsplit=1)[0])):
        return "", ""  # "Suppl-29": the first page is lost
    first, last = found[0], found[-1]
    if first.isdigit() and last.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first.lstrip("0"), last.lstrip("0")


def compare_pages(a: tuple[str, str], b: tuple[str, str]) -> Agreement:
    """Return how two pairs of first and last page agree.

    ``range``: both pages, or an article number, are the same. ``first``: the first page is, or the
    two pages that short pieces may share. ``page``: the one page is. ``differ``: other first pages.
    """
    if not a[0] or not b[0] or "1" in (bare_page(a[0]), bare_page(b[0])):
        return "unknown"
    if bare_page(a[0]) != bare_page(b[0]):
        return "differ"
    if _is_article_number(a[0]) or _is_article_number(b[0]):
        return "range"
    if a[0] == a[1] and b[0] == b[1]:
        return "page"
    return "range" if a[1] == b[1] and _is_long(a) else "first"


def bare_page(page: str) -> str:
    """Return *page* without letters before it and pages of the article: 12 of S12 and of 12:3."""
    return page.partition(":")[0].lstrip("abcdefghijklmnopqrstuvwxyz").lstrip("0")


def _is_long(pages: tuple[str, str]) -> bool:
    """Return True for at least three pages, which letters and abstracts do not fill."""
    first, last = (int(re.sub(r"\D", "", page) or "0") for page in pages)
    return last - first >= LONG


def _is_article_number(page: str) -> bool:
    return ":" in page or sum(map(str.isdigit, page)) >= ARTICLE_DIGITS
