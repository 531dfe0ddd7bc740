"""Lists that come in pages: all pages, and never the same one twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from pubman.errors import Truncated
from pubman.web import Response

MOST_PAGES: Final = 40


def all_pages(
    fetch: Callable[[int], Response], total_of: Callable[[Response], tuple[int, int]], service: str
) -> list[Response]:
    """Return the pages of a list, from the first (0) to the one that completes it.

    ``total_of`` says how many items a page promises in all, and how many it has. Raises
    ``Truncated`` if a page comes twice, or if there are fewer items than promised.
    """
    pages: list[Response] = []
    seen: set[bytes] = set()
    total = have = 0
    while len(pages) < MOST_PAGES:
        page = fetch(len(pages))
        total, count = total_of(page)
        if count and page.body in seen:
            raise Truncated(f"{service} sent the same page twice.", "try again later")
        seen.add(page.body)
        pages.append(page)
        have += count
        if have >= total:
            return pages
        if not count:
            break
    raise Truncated(f"{service} promised {total} papers and sent {have}.", "try again later")


def number_at(value: Any, *path: str) -> int:
    """Return the whole number at a path of keys, or 0."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, dict):
        value = value.get("value")
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
