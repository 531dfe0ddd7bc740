"""Read RIS: two-letter tags, one record from ``TY`` to ``ER``.

The format: https://en.wikipedia.org/wiki/RIS_(file_format) and EndNote's tables of 2011. Publishers
follow them loosely: a title is in TI or T1, a venue in T2, JO, JF, BT or C3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from pubman.formats.author_lists import is_next_name
from pubman.formats.dates import When, find_when, read_date
from pubman.formats.items import Problem, Verbatim
from pubman.formats.languages import read_language
from pubman.formats.pieces import Pieces, split_lines
from pubman.formats.scholar.completion import CUT_AT, refine, take_apart
from pubman.formats.tagged.addresses import Addresses
from pubman.formats.tagged.blocks import Block, Outside, finish, holds_only
from pubman.formats.tagged.fields import PLACED, Fields, FieldSource, read_fields
from pubman.formats.tagged.ris.numbers import addresses_of, kind_of, number_of, pages_of
from pubman.formats.tagged.ris.people import read_people
from pubman.formats.tagged.ris.places import find_place
from pubman.formats.tagged.ris.remainder import degree_of, left_over, type_of
from pubman.formats.tagged.ris.tags import DATABASES, HANDLED, NAMES, NUMBERS, TAGS, VENUES
from pubman.formats.value_lists import read_numbers, split_words
from pubman.record import Record
from pubman.text.identifiers import find_arxiv_id
from pubman.text.plain import bare_number, plain, unescape

FIELDS: Final[Fields] = {
    "title_translated": FieldSource("TT", plain),
    "edition": FieldSource("ET", plain),
    "abstract": FieldSource("AB N2", plain),
    "language": FieldSource("LA", lambda text: read_language(plain(text))),
}
"""The fields that one tag gives directly. The others are made from several tags."""

SCHOLAR_TAGS: Final = frozenset("TY T1 A1 JO VL IS SP EP SN Y1 PB ER".split())
"""The only tags that Google Scholar writes."""

_TAG = re.compile(
    r"[ \t\xa0\ufeff\u200b]{0,4}(?:"
    r"([A-Za-z][A-Za-z0-9])(?:[ \xa0]{2,3}|[ \xa0]?\t)[-–]|([A-Z][A-Z0-9]) [-–](?:\s|\Z)"
    r"|((?i:TY)) {0,2}[-–](?=\s?[A-Za-z]+\s*\Z)|((?i:ER)) {0,2}[-–](?=\s*\Z))(.*)",
    re.DOTALL,
)
"""A tag as specified, or in lower case, without a text, or before one space, a tab or a dash."""


def read(text: Pieces) -> Iterator[Record | Problem | Verbatim]:
    """Yield the records of a RIS file. One without its ``ER`` is read, with a warning."""
    scholar = from_scholar(text)
    seen: dict[str, int] = {}
    for block in _blocks(text):
        if isinstance(block, Verbatim):
            yield block
            continue
        record = _record(block)
        if scholar:
            cut = record.authors_cut or len(record.authors) == CUT_AT
            record = refine(replace(record, authors_cut=cut))
        found = finish(record, block, block.first("ID"), seen)
        yield found
        if isinstance(found, Record):
            yield from _doubts(block, found.source_key)


def from_scholar(text: Pieces) -> bool:
    """Return whether Google Scholar made the file: it holds only the tags that Scholar writes."""
    return holds_only(_blocks(text), SCHOLAR_TAGS, {"T1"})


def _doubts(block: Block, key: str) -> Iterator[Problem]:
    if not block.closed:
        message = "no ER at its end: the file may be cut off"
        yield Problem(level="doubt", message=message, line=block.line, source_key=key)
    if not block.first("TY"):
        message = "no TY at its beginning: its kind is unknown"
        yield Problem(level="doubt", message=message, line=block.line, source_key=key)


def _blocks(text: Pieces) -> Iterator[Block | Verbatim]:
    """Split the file before ``TY`` and after ``ER``. Text outside records is verbatim."""
    block: Block | None = None
    outside = Outside()
    for number, line in enumerate(split_lines(text), 1):
        tag, value = _tag(line)
        if tag and _begins(tag, block):
            yield from outside.take()
            if block:
                yield block
            block = Block(line=number)
        if block is None:
            outside.add(line, number)
            continue
        _add_line(block, tag, value, line)
        if block.closed:
            yield block
            block = None
    if block:
        yield block
    yield from outside.take()


def _begins(tag: str, block: Block | None) -> bool:
    """Return whether a line with this tag begins a new record after ``block``.

    Some exporters write TY after other tags. It then belongs to the record that has no TY yet.
    """
    if block is None:
        return tag != "ER"
    return tag == "TY" and "TY" in block.tags


def _tag(line: str) -> tuple[str, str]:
    """Return the tag that a line begins with, and the rest; two empty texts if there is none."""
    match = _TAG.match(line)
    if match is None or (match[2] and match[2] not in TAGS):
        return "", ""
    return (match[1] or match[2] or match[3] or match[4]).upper(), match[5]


def _add_line(block: Block, tag: str, value: str, line: str) -> None:
    """Add a tag with its value. A line without a tag continues the value of the previous line."""
    if tag:
        block.closed = tag == "ER"
        block.add(tag, value, line)
    elif block.last_tag == "KW" and line.strip():
        block.add("KW", line, line)  # EndNote writes the tag once, then one keyword per line.
    elif block.last_tag in NAMES and is_next_name(block.last_value, line):
        block.add(block.last_tag, line, line)
    else:
        block.go_on(line)


def _record(block: Block) -> Record:
    """Return the record of one block, before its key."""
    said = block.take_status((*VENUES, *NUMBERS), ("TI", "T1", "AU", "A1", *VENUES))
    place = find_place(block, kind_of(block))
    people = read_people(block, place.kind)
    when = _when(block)
    found = addresses_of(block)
    work = read_fields(block, FIELDS) | _numbers(block, place.kind, found)
    extra = block.rest(*HANDLED, *VENUES) | type_of(block, place.kind) | work.pop("extra")
    extra |= people.others | left_over(block, place, found)
    if when.more:
        extra["DA" if when.date else "PY"] = when.more
    if _is_issue(block):
        extra["Y1"] = block.first("Y1")
    return Record(
        **work,
        kind=place.kind,
        title=place.title,
        title_markup=place.markup,
        authors=people.authors,
        authors_cut=people.cut,
        editors=people.editors,
        date=when.date,
        venue=place.venue,
        series=place.series,
        publisher=place.publisher,
        school=place.school,
        place=plain(block.first("CY", "PP")) if place.kind in PLACED else "",
        doi=found.doi,
        arxiv_id=found.arxiv_id or find_arxiv_id(place.venue),
        url=unescape(found.url),
        status=when.status or said or _status_of_type(block),
        note=plain(" ".join(_notes(block, found))),
        keywords=split_words(map(plain, block.all("KW"))),
        links=found.links,
        extra={tag: unescape(text) for tag, text in extra.items()},
    )


def _status_of_type(block: Block) -> str:
    return "to appear" if block.first("TY").upper() == "INPR" else ""


def _when(block: Block) -> When:
    """Return the date of one record.

    The platform Atypon (SAGE, Taylor & Francis, INFORMS and others) puts the day of online
    publication into Y1 and PY, and the issue into DA. The date of the issue counts, because the
    volume belongs to it.
    """
    texts = {tag: block.first(tag) for tag in ("PY", "Y1", "DA")}
    return find_when({"DA": texts["DA"]} if _is_issue(block) else texts)


def _is_issue(block: Block) -> bool:
    online, issue = read_date(block.first("Y1")), read_date(block.first("DA"))
    has_volume = bool(block.first("VL", "VO"))
    return has_volume and online is not None and issue is not None and issue > online


def _numbers(block: Block, kind: str, found: Addresses) -> dict[str, Any]:
    """Return volume, issue, pages, ISBN and ISSN; ``extra`` are all other numbers."""
    book, serial, others = read_numbers(map(unescape, block.all("SN")))
    number, left = number_of(block, kind, found, others)
    volume, issue = plain(block.first("VL", "VO")), ""
    if not number:
        volume, issue = take_apart(volume)
    return {
        "volume": "" if degree_of(block, kind) else bare_number(volume),
        "number": bare_number(unescape(number or issue)),
        "pages": unescape(pages_of(block, found)),
        "isbn": book,
        "issn": serial,
        "extra": left,
    }


def _notes(block: Block, found: Addresses) -> list[str]:
    """Return the remarks that a person may have made, without identifiers and database remarks."""
    notes = [note for note in block.all("N1") if not found.say(note)]
    return [note for note in notes if not DATABASES.match(note)]
