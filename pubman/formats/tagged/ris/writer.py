"""RIS: what reference managers, publishers and CV systems take in.

The tags are those that :mod:`pubman.formats.tagged.ris.reader` reads. Fields for which RIS has no
tag (roles of authors, awards, tags, links other than a PDF) are left out. A value that was read
under an unknown tag is written under that tag again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pubman.formats.dates import find_when
from pubman.formats.plain_values import (
    Entry,
    addresses,
    doi_of,
    entries,
    line,
    name,
    note,
    own_key,
    title,
    words,
)
from pubman.formats.scholar.completion import take_apart
from pubman.formats.tagged.ris.people import EDITED, editors_tag
from pubman.formats.tagged.ris.tags import TYPES, kind_of_type
from pubman.listing import Options, Section
from pubman.text.plain import bare_number

_TAG = re.compile(r"[A-Z][A-Z0-9]")
_VENUELESS: Final = frozenset({"book", "thesis"})
"""Kinds whose ``T2`` would be read as something else."""
_ONCE: Final = frozenset("TY ER ID AU A1 A2 ED PY Y1 DA EP KW".split())
"""Tags whose further values would be read as the same field's; any other may stand again."""


def render(sections: Sequence[Section], options: Options) -> str:  # noqa: ARG001 - as every format
    """Every publication once, in the list's order."""
    return "".join(pieces(entries(sections))) or "\n"


def pieces(found: Iterable[Entry]) -> Iterator[str]:
    """The text of the file, entry by entry."""
    for number, each in enumerate(found):
        yield ("\n" if number else "") + entry(each)


def entry(each: Entry) -> str:
    """One entry, from ``TY`` to ``ER``."""
    written = [(tag, value) for tag, value in _tags(each) if value]
    used = {tag for tag, _ in written}
    extra = ((tag, line(value)) for tag, value in sorted(each.extra.items()) if _TAG.fullmatch(tag))
    more = [(tag, value) for tag, value in extra if tag not in used & _ONCE and value]
    more = [(tag, value) for tag, value in more if tag not in {"TY", "ER"} and value]
    more = [pair for pair in more if pair not in written and not (pair[0] == "DA" and each.date)]
    return "".join(f"{tag}  - {value}\n" for tag, value in (*written, *more)) + "ER  - \n"


def _tags(each: Entry) -> Iterator[tuple[str, str]]:
    yield "TY", _type(each)
    yield "ID", own_key(each)
    yield "TI", title(each) or line(each.venue)  # a reader looks for the title there next
    yield "TT", line(each.title_translated)
    type_ = _type(each)
    editors = editors_tag(type_, each.kind, each.extra, alone=not each.authors)
    authors = "A1" if type_ == EDITED and not each.editors else "AU"
    for tag, names in ((authors, each.authors), (editors, each.editors)):
        for text in map(name, names):  # a semicolon parts names wherever it stands
            yield from ((tag, part.strip()) for part in text.split(";") if part.strip(" ,"))
    yield from _dates(each)
    yield "T2", "" if each.kind in _VENUELESS or not each.title else line(each.venue)
    yield "T3", line(each.series)
    volume, issue = (each.volume, each.number) if each.number else take_apart(each.volume)
    yield "VL", line(bare_number(volume))
    yield "IS", line(bare_number(issue))
    yield from _pages(each)
    yield "ET", line(each.edition)
    yield "PB", line(each.school if each.kind == "thesis" else each.publisher or each.school)
    yield "CY", line(each.place or each.extra.get("CY", ""))
    yield "SN", line(each.isbn)
    yield "SN", line(each.issn)
    yield "DO", line(doi_of(each))
    found = addresses(each)
    for address in found:
        yield "UR", address if "://" in address else ""
    for link in each.links:
        yield "L1", line(link.url) if link.label == "pdf" and "://" in link.url else ""
    yield "AB", line(each.abstract)
    yield "N1", note(each)
    for word in words(each):
        yield "KW", line(word)
    yield "LA", line(each.language)
    yield "M3", line(each.extra.get("type", "")) if each.kind in ("thesis", "report") else ""
    for address in found:  # what is none is kept as a tag that nobody reads
        yield "UR", line(address) if "://" not in address else ""


def _type(each: Entry) -> str:
    own = each.extra.get("TY", "")
    if re.fullmatch(r"[A-Z][A-Z ]{0,30}[A-Z]", own) and (kind_of_type(own) or "other") == each.kind:
        return own
    return TYPES.get(each.kind, "GEN")


def _dates(each: Entry) -> Iterator[tuple[str, str]]:
    if each.date:
        yield "PY", f"{each.date.year:04d}"
    own = line(each.extra.get("DA", "")) if each.date else ""
    usual = ""
    if each.date and each.date.month:
        day = f"{each.date.day:02d}" if each.date.day else ""
        usual = f"{each.date.year:04d}/{each.date.month:02d}/{day}/"
    tries = (own, f"{usual}; {own}") if own else ()
    said = (
        text for text in tries if find_when({"PY": str(each.year), "DA": text}).date == each.date
    )
    yield "DA", next(said, usual)


def _pages(each: Entry) -> Iterator[tuple[str, str]]:
    start, dash, end = line(each.pages).partition("-")
    if dash and start and end and start != end and "-" not in end:
        yield "SP", start
        yield "EP", end
    else:
        yield "SP", line(each.pages)
