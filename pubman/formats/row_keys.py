"""The source key of a record: its own, or one made of its title and year; no key occurs twice."""

from __future__ import annotations

import re

from pubman.record import Record, Work
from pubman.text.fold import fold

_MADE = re.compile(r"\|\d*(?:#\d+)?\Z")


def row_key(title: str, year: str, seen: dict[str, int]) -> str:
    """Make a source key for a row without one: ``fold(title)|year``. Repeated keys get ``…#2``."""
    return numbered_key(f"{fold(title)}|{year}", seen)


def numbered_key(key: str, seen: dict[str, int]) -> str:
    """Return ``key``, or ``key#2`` if it is there for the second time. ``seen`` counts the keys."""
    seen[key] = seen.get(key, 0) + 1
    return key if seen[key] == 1 else f"{key}#{seen[key]}"


def record_key(own: str, record: Record, seen: dict[str, int]) -> str:
    """Return the key of an entry; if it is missing or only a number, one of title and year.

    If there is no title, the key is the DOI or another number of the work.
    """
    if is_own_key(own):
        return numbered_key(own, seen)
    title = record.title or record.venue
    if not title and (number := identifier_of(record)):
        return numbered_key(number, seen)
    return row_key(title, str(record.year or ""), seen)


def is_own_key(key: str) -> bool:
    """Return whether a person or a program chose the key. A number alone is that of the row."""
    return bool(key) and not key.isdecimal()


def is_made(key: str, work: Work) -> bool:
    """Return whether a reader made the key, of the title (``a loom for numbers|1851``) or a DOI."""
    return _MADE.search(key) is not None or (not work.title and key == identifier_of(work))


def names_a_work(work: Work) -> bool:
    """Return whether a record says which work it is about, by a text or a number."""
    return bool(work.title or work.venue or work.authors or identifier_of(work))


def identifier_of(work: Work) -> str:
    """Return the number under which a work is known everywhere, or ``""``."""
    number = work.doi or work.arxiv_id or work.pmcid or work.isbn
    return number or (f"pmid:{work.pmid}" if work.pmid else "")
