"""EndNote's tagged format (Refer): ``%0`` to the next ``%0``.

The tags are those that :mod:`pubman.formats.tagged.endnote.reader` reads. A field for which EndNote
has no tag is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pubman.formats.plain_values import Writable, doi_of, entries, line, note, own_key, title
from pubman.formats.tagged import writing
from pubman.formats.tagged.endnote.tags import TYPES, kind_of
from pubman.formats.tagged.writing import Layout
from pubman.listing import Options, Section
from pubman.text.plain import bare_number

_VENUELESS: Final = frozenset({"book", "thesis"})
"""Kinds for which a reader would not take ``%B`` as the venue."""


def render(sections: Sequence[Section], options: Options) -> str:  # noqa: ARG001 - as every format
    """Return every publication once, in the list's order."""
    return "".join(pieces(entries(sections))) or "\n"


def pieces(found: Iterable[Writable]) -> Iterator[str]:
    """Yield the text of the file, entry by entry."""
    return writing.pieces(found, LAYOUT)


def _type(each: Writable) -> str:
    own = line(each.extra.get("0", ""))
    is_own = own and kind_of(own) == each.kind
    return own if is_own else TYPES.get(each.kind, "Generic")


def _mark_of_authors(each: Writable) -> str:
    """Return the blank of a lone ``%E``. It means that ``%A`` of an edited book are authors."""
    return " " if each.kind == "proceedings" and each.authors and not each.editors else ""


def _editors_tag(each: Writable) -> str:
    """Return ``A`` for an edited book, and ``Y`` for a book that has editors of its series too."""
    if each.kind == "proceedings" and not each.authors:
        return "A"
    return "Y" if each.kind == "book" and "E" in each.extra else "E"


def _day(each: Writable) -> str:
    return writing.day(each, "8", str(each.date) if each.date and each.date.month else "")


def _venue_tag(each: Writable) -> str:
    return "J" if each.kind == "article" or each.extra.keys() & {"B", "J"} else "B"


def _venue(each: Writable) -> str:
    return "" if each.kind in _VENUELESS else line(each.venue)


def _number_tag(each: Writable) -> str:
    return "@" if each.kind == "patent" and "@" in each.extra else "N"


LAYOUT: Final = Layout(
    line="%{tag} {text}\n",
    own_tag=re.compile(r"[0-9A-Z@?!#$&()*+<=>\[\]^~]"),
    once=frozenset("AEDK"),
    never=frozenset({"0"}),
    day="8",
    tags=(
        ("0", _type),
        ("F", own_key),
        ("E", _mark_of_authors),
        ("A", lambda each: writing.names(each.authors)),
        (_editors_tag, lambda each: writing.names(each.editors)),
        ("T", title),
        ("Q", lambda each: line(each.title_translated)),
        ("D", writing.year),
        ("8", _day),
        (_venue_tag, _venue),
        ("S", lambda each: line(each.series)),
        ("V", lambda each: line(bare_number(each.volume))),
        (_number_tag, lambda each: line(bare_number(each.number))),
        ("P", lambda each: line(each.pages)),
        ("7", lambda each: line(each.edition)),
        ("I", writing.publisher),
        ("C", lambda each: line(each.place or each.extra.get("C", ""))),
        ("@", lambda each: (line(each.isbn), line(each.issn))),
        ("R", lambda each: line(doi_of(each))),
        ("M", lambda each: each.pmid),
        ("~", writing.database),
        ("2", lambda each: each.pmcid),
        ("U", writing.web_addresses),
        (">", writing.files),
        ("X", lambda each: line(each.abstract)),
        ("Z", note),
        ("K", writing.keywords),
        ("G", lambda each: line(each.language)),
        ("9", writing.called),
    ),
)
"""Every tag in the order in which it is written, and the value that it holds. Authors come before
the title, as EndNote writes them. In Google Scholar's order, the file would be taken for its."""
