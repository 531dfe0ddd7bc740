"""Read Web of Science's plain text: two-letter tags, one record from ``PT`` to ``ER``.

``savedrecs.txt`` and ``.ciw`` are the same. A line without a tag is the next author, or it
continues the previous line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from pubman.formats.author_lists import read_name
from pubman.formats.dates import When, find_when
from pubman.formats.items import Problem, Verbatim
from pubman.formats.languages import read_language
from pubman.formats.pieces import Pieces, split_lines
from pubman.formats.tagged.blocks import Block, Outside, finish
from pubman.formats.tagged.fields import Fields, FieldSource, kept, read_fields
from pubman.formats.tagged.wos.tags import ALL, HANDLED, KINDS, LISTS, PUBLICATIONS
from pubman.formats.value_lists import further_numbers, read_numbers, split_words
from pubman.record import Name, Record
from pubman.text.html_text import plain_text, read_title
from pubman.text.identifiers import arxiv_id, doi, orcid
from pubman.text.plain import tidy_pages

FIELDS: Final[Fields] = {
    "venue": FieldSource("SO", plain_text),
    "series": FieldSource("SE", plain_text),
    "volume": FieldSource("VL", str),
    "number": FieldSource("IS", str),
    "publisher": FieldSource("PU", plain_text),
    "doi": FieldSource("DI", doi),
    "abstract": FieldSource("AB", plain_text),
    "language": FieldSource("LA", read_language),
}
"""The fields that one tag gives directly. The others are made from several tags."""

_TAG = re.compile(r"\ufeff?([A-Z][A-Z0-9])(?: (.*)|(?=[\r\n]|\Z))", re.DOTALL)
_TEXTS: Final = frozenset({"AB", "TI", "CR", "FX"})
"""Tags whose text may go on in a line that begins like a tag, if a program removed its blanks."""
_NOBODY: Final = "[Anonymous]"


def read(text: Pieces) -> Iterator[Record | Problem | Verbatim]:
    """Yield the records of a file of Web of Science."""
    seen: dict[str, int] = {}
    for block in _blocks(text):
        if isinstance(block, Verbatim):
            yield block
            continue
        found = finish(record_of(block), block, block.first("UT"), seen)
        yield found
        if isinstance(found, Record) and not block.closed:
            message = "no ER at its end: the file may be cut off"
            yield Problem(
                level="doubt", message=message, line=block.line, source_key=found.source_key
            )


def _blocks(text: Pieces) -> Iterator[Block | Verbatim]:
    """Split the file before ``PT`` and after ``ER``. The head and the end are verbatim."""
    block: Block | None = None
    outside = Outside()
    for number, line in enumerate(split_lines(text), 1):
        match = _TAG.match(line)
        known = match and (match[1] in ALL or (block and block.last_tag not in _TEXTS))
        tag = match[1] if match and known else ""
        if tag == "PT":
            yield from outside.take()
            if block:
                yield block
            block = Block(line=number)
        if block is None:
            outside.add(line, number)
            continue
        _add_line(block, tag, match[2] or "" if match else "", line)
        if block.closed:
            yield block
            block = None
    if block:
        yield block
    yield from outside.take()


def _add_line(block: Block, tag: str, value: str, line: str) -> None:
    if tag:
        block.closed = tag == "ER"
        block.add(tag, value, line)
    elif block.last_tag in LISTS and line.strip():
        block.add(block.last_tag, line, line)
    else:
        block.go_on(line)


def record_of(block: Block) -> Record:
    """Return the record of one block, before its key."""
    kind = _kind(block)
    title, markup = read_title(block.first("TI"))
    when = _when(block)
    work = read_fields(block, FIELDS) | _numbers(block)
    work |= _places(kind, work)
    return Record(
        **work,
        kind=kind,
        title=title,
        title_markup=markup,
        authors=_people(block, ("AF", "AU"), "CA"),
        editors=_people(block, ("BF", "BE"), ""),
        date=when.date,
        status=when.status,
        place=block.first("CL") if kind == "conference" else "",
        arxiv_id=arxiv_id(block.first("DI")),
        keywords=split_words(block.all("DE")),
        extra=_extra(block, kind, when),
    )


def _kind(block: Block) -> str:
    """Return the kind by the types of the document, which semicolons separate.

    A conference paper that a journal printed has both types, and is an article.
    """
    types = [part.strip().lower() for part in block.first("DT").split(";")]
    in_journal = block.first("PT") == "J"
    if in_journal and types[0] == "article":
        return "article"
    found = next((kind for word, kind in KINDS if word in types), "")
    return found or PUBLICATIONS.get(block.first("PT"), "article" if in_journal else "other")


def _when(block: Block) -> When:
    """Return the date of the issue, or that of early access if there is no issue yet."""
    if year := block.first("PY"):
        return find_when({"PY": year, "PD": block.first("PD")})
    return find_when({"EA": block.first("EA")})


def _numbers(block: Block) -> dict[str, Any]:
    book, serial, _ = read_numbers(block.all("BN", "SN", "EI"))
    start, end = block.first("BP"), block.first("EP")
    span = f"{start}-{end}" if start and end and start != end else start
    return {"pages": tidy_pages(span or block.first("AR")), "isbn": book, "issn": serial}


def _places(kind: str, work: dict[str, Any]) -> dict[str, str]:
    """Return the fields that depend on the kind. A book has its series in SO."""
    if kind == "book":
        return {"venue": "", "series": work["series"] or work["venue"]}
    if kind == "thesis":
        return {"venue": "", "school": work["publisher"], "publisher": ""}
    return {}


def _people(block: Block, tags: tuple[str, ...], groups: str) -> tuple[Name, ...]:
    """Return the full names, or the short ones if there are none. Then the groups, with ORCIDs."""
    lines = next((block.all(tag) for tag in tags if block.all(tag)), [])
    names = [read_name(line) for line in lines if line != _NOBODY]
    bodies = [Name(literal=line) for line in block.all(groups)] if groups else []
    return tuple(_with_orcids([*names, *bodies], block.all("OI")))


def _with_orcids(names: list[Name], texts: list[str]) -> Iterator[Name]:
    """Yield the names with the ORCIDs of ``Rossi, Ada/0000-0001-2345-6789; ...``."""
    pairs = (part.rpartition("/") for text in texts for part in text.split(";"))
    numbers = {" ".join(name.split()).lower(): orcid(number) for name, _, number in pairs}
    for name in names:
        number = numbers.get(name.inverted.lower(), "")
        yield (
            name
            if not number
            else Name(
                family=name.family,
                given=name.given,
                particle=name.particle,
                suffix=name.suffix,
                literal=name.literal,
                orcid=number,
            )
        )


def _extra(block: Block, kind: str, when: When) -> dict[str, str]:
    types = block.first("DT")
    is_plain = types.lower() in ("", "article", "proceedings paper", "book", "book chapter")
    return block.rest(*HANDLED) | kept(
        {
            "pmid": block.all("PM"),
            "eventtitle": block.all("CT"),
            "CL": block.all("CL") if kind != "conference" else [],
            "PI": block.all("PI"),
            "EA": block.all("EA"),
            "DT": [] if is_plain else [types],
            "SN": further_numbers(block.all("SN", "EI", "BN")),
            "PD": [when.more],
        }
    )
