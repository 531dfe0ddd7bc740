"""Write RIS, which reference managers, publishers and CV systems can import.

The tags are those that :mod:`pubman.formats.tagged.ris.reader` reads. Fields for which RIS has no
tag (roles of authors, awards, tags, links other than a PDF) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pubman.formats.plain_values import (
    Writable,
    addresses,
    doi_of,
    entries,
    line,
    note,
    own_key,
    title,
)
from pubman.formats.scholar.completion import take_apart
from pubman.formats.tagged import writing
from pubman.formats.tagged.ris.people import EDITED, editors_tag
from pubman.formats.tagged.ris.tags import TYPES, kind_of_type
from pubman.formats.tagged.writing import Layout
from pubman.listing import Options, Section
from pubman.text.plain import bare_number

_VENUELESS: Final = frozenset({"book", "thesis"})
"""Kinds for which a reader would not take ``T2`` as the venue."""


def render(sections: Sequence[Section], options: Options) -> str:  # noqa: ARG001 - as every format
    """Return every publication once, in the list's order."""
    return "".join(pieces(entries(sections))) or "\n"


def pieces(found: Iterable[Writable]) -> Iterator[str]:
    """Yield the text of the file, entry by entry."""
    return writing.pieces(found, LAYOUT)


def _type(each: Writable) -> str:
    own = each.extra.get("TY", "")
    if re.fullmatch(r"[A-Z][A-Z ]{0,30}[A-Z]", own) and (kind_of_type(own) or "other") == each.kind:
        return own
    return TYPES.get(each.kind, "GEN")


def _title(each: Writable) -> str:
    """Return the title. For a book without one, return the venue, because readers would do that."""
    return title(each) or (line(each.venue) if each.kind in _VENUELESS else "")


def _venue_tag(each: Writable) -> str:
    """Return the tag of a journal if there is no title, because T2 alone is read as the title."""
    return "T2" if each.title else "JO"


def _venue(each: Writable) -> str:
    return "" if each.kind in _VENUELESS else line(each.venue)


def _authors_tag(each: Writable) -> str:
    return "A1" if _type(each) == EDITED and not each.editors else "AU"


def _editors_tag(each: Writable) -> str:
    return editors_tag(_type(each), each.kind, each.extra, alone=not each.authors)


def _day(each: Writable) -> str:
    usual = ""
    if each.date and each.date.month:
        day = f"{each.date.day:02d}" if each.date.day else ""
        usual = f"{each.date.year:04d}/{each.date.month:02d}/{day}/"
    return writing.day(each, "DA", usual)


def _volume(each: Writable) -> str:
    return line(bare_number(each.volume if each.number else take_apart(each.volume)[0]))


def _issue(each: Writable) -> str:
    return line(bare_number(each.number or take_apart(each.volume)[1]))


def _pages(each: Writable) -> tuple[str, str]:
    start, dash, end = line(each.pages).partition("-")
    if dash and start and end and start != end and "-" not in end:
        return start, end
    return line(each.pages), ""


def _unreadable_addresses(each: Writable) -> list[str]:
    """Return texts that are not addresses, for a tag that other readers ignore."""
    return [line(address) for address in addresses(each) if "://" not in address]


LAYOUT: Final = Layout(
    line="{tag}  - {text}\n",
    end="ER  - \n",
    own_tag=re.compile(r"[A-Z][A-Z0-9]"),
    once=frozenset("ID AU A1 A2 ED PY Y1 EP KW".split()),
    never=frozenset({"TY", "ER"}),
    day="DA",
    tags=(
        ("TY", _type),
        ("ID", own_key),
        ("TI", _title),
        ("TT", lambda each: line(each.title_translated)),
        (_authors_tag, lambda each: writing.names(each.authors)),
        (_editors_tag, lambda each: writing.names(each.editors)),
        ("PY", writing.year),
        ("DA", _day),
        (_venue_tag, _venue),
        ("T3", lambda each: line(each.series)),
        ("VL", _volume),
        ("IS", _issue),
        ("SP", lambda each: _pages(each)[0]),
        ("EP", lambda each: _pages(each)[1]),
        ("ET", lambda each: line(each.edition)),
        ("PB", writing.publisher),
        ("CY", lambda each: line(each.place or each.extra.get("CY", ""))),
        ("SN", lambda each: (line(each.isbn), line(each.issn))),
        ("DO", lambda each: line(doi_of(each))),
        ("AN", lambda each: each.pmid),
        ("DB", writing.database),
        ("C2", lambda each: each.pmcid),
        ("UR", writing.web_addresses),
        ("L1", writing.files),
        ("AB", lambda each: line(each.abstract)),
        ("N1", note),
        ("KW", writing.keywords),
        ("LA", lambda each: line(each.language)),
        ("M3", writing.called),
        ("UR", _unreadable_addresses),
    ),
)
"""Every tag in the order in which it is written, and the value that it holds."""
