"""RIS: two-letter tags, one record from ``TY`` to ``ER``.

The format: https://en.wikipedia.org/wiki/RIS_(file_format) and EndNote's tables of 2011, which
publishers follow loosely: a title in TI or T1, a venue in T2, JO, JF, BT or C3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from pubman.record import Link, Name, Problem, Record, Verbatim
from pubman.sources.dates import read_date
from pubman.sources.html_titles import plain_text, read_title
from pubman.sources.scholar import CUT_AT, refine, tidy_pages
from pubman.sources.tagged import (
    Block,
    Outside,
    find_first,
    finish,
    read_language,
    read_name,
    read_numbers,
    split_lines,
    split_words,
)
from pubman.text.identifiers import arxiv_id, doi, find_arxiv_id, find_doi

_KINDS: Final = {
    "JOUR": "article", "EJOUR": "article", "JFULL": "proceedings", "MGZN": "article",
    "NEWS": "article", "ABST": "article", "INPR": "article", "CONF": "conference",
    "CPAPER": "conference", "CHAP": "chapter", "ECHAP": "chapter", "ENCYC": "chapter",
    "DICT": "chapter", "BOOK": "book", "EBOOK": "book", "EDBOOK": "proceedings", "SER": "book",
    "CLSWK": "book", "THES": "thesis", "RPRT": "report", "GOVDOC": "report", "STAND": "report",
    "PAT": "patent", "UNPB": "preprint", "MANSCPT": "preprint", "DATA": "dataset",
    "DBASE": "dataset", "AGGR": "dataset", "COMP": "software",
}  # fmt: skip
"""Types that have a kind of their own; any other is ``other`` and keeps its name in ``extra``."""

_VENUES: Final = ("T2", "JF", "JO", "BT", "C3", "JA", "J2", "J1")
_HANDLED: Final = (
    "TY ER TI T1 CT TT T3 AU A1 A2 ED PY Y1 DA VL IS SP EP ET SN DO UR LK L1 PB AB N2 N1 KW LA ID"
).split()
SCHOLAR_TAGS: Final = frozenset("TY T1 A1 JO VL IS SP EP SN Y1 PB ER".split())
"""The only tags that Google Scholar writes."""

_TAG = re.compile(r"[ \ufeff]{0,4}([A-Z][A-Z0-9]) {1,2}-(?: |(?=[\r\n]|\Z))(.*)", re.DOTALL)


def read(text: str) -> Iterator[Record | Problem | Verbatim]:
    """The records of a RIS file; one without its ``ER`` is read and said."""
    blocks = list(_blocks(text))
    scholar = _by_scholar(blocks)
    seen: dict[str, int] = {}
    for block in blocks:
        if isinstance(block, Verbatim):
            yield block
            continue
        record = _record(block)
        if scholar:
            record = refine(replace(record, authors_cut=len(record.authors) == CUT_AT))
        found = finish(record, block, block.first("ID"), seen)
        yield found
        if isinstance(found, Record):
            yield from _doubts(block, found.source_key)


def from_scholar(text: str) -> bool:
    """True where Google Scholar made the file: it holds none but Scholar's tags."""
    return _by_scholar(list(_blocks(text)))


def _by_scholar(blocks: list[Block | Verbatim]) -> bool:
    tags = {tag for each in blocks if isinstance(each, Block) for tag in each.tags}
    return "T1" in tags and tags <= SCHOLAR_TAGS


def _doubts(block: Block, key: str) -> Iterator[Problem]:
    if not block.closed:
        message = "no ER at its end: the file may be cut off"
        yield Problem(level="doubt", message=message, line=block.line, source_key=key)
    if not block.first("TY"):
        message = "no TY at its beginning: its kind is unknown"
        yield Problem(level="doubt", message=message, line=block.line, source_key=key)


def _blocks(text: str) -> Iterator[Block | Verbatim]:
    """The file cut before ``TY`` and behind ``ER``; text outside records is verbatim."""
    block: Block | None = None
    outside = Outside()
    for number, line in enumerate(split_lines(text), 1):
        match = _TAG.match(line)
        if match and (match[1] == "TY" or (block is None and match[1] != "ER")):
            yield from outside.take()
            if block:
                yield block
            block = Block(line=number)
        if block is None:
            outside.add(line, number)
            continue
        _add_line(block, match, line)
        if block.closed:
            yield block
            block = None
    if block:
        yield block
    yield from outside.take()


def _add_line(block: Block, match: re.Match[str] | None, line: str) -> None:
    """Adds a tag with its value, or goes on with the value of the line before."""
    if match:
        block.closed = match[1] == "ER"
        block.add(match[1], match[2], line)
    elif block.last_tag == "KW" and line.strip():
        block.add("KW", line, line)  # EndNote writes the tag once, then a keyword a line
    else:
        block.go_on(line)


def _record(block: Block) -> Record:
    """The record of one block, before its key."""
    first = block.first
    type_ = first("TY").upper()
    kind = _KINDS.get(type_, "other")
    title, markup, venue, venues = _title_and_venue(block, kind)
    series = first("T3") or (venue if kind == "book" else "")
    found_isbn, found_issn, numbers = read_numbers(block.all("SN"))
    urls = [url for value in block.all("UR", "LK") for url in re.split(r"[\s;]+(?=https?:)", value)]
    extra = block.rest(*_HANDLED, *_VENUES, "CY", "M1", "C7") | venues | _left_over(block, kind)
    if kind == "other" and type_ not in ("", "GEN"):
        extra["TY"] = type_
    if numbers and kind not in ("report", "patent"):
        extra["SN"] = "; ".join(numbers)
    return Record(
        kind=kind,
        title=title,
        title_markup=markup,
        title_translated=plain_text(first("TT")),
        authors=_names(block.all("AU", "A1")),
        editors=_names(block.all("A2", "ED")),
        date=read_date(first("PY"), first("Y1"), first("DA")),
        venue="" if kind in ("book", "thesis") else venue,
        series=plain_text(series),
        volume=first("VL"),
        number=_number(block, kind, numbers),
        pages=_pages(block),
        edition=first("ET"),
        publisher="" if kind == "thesis" else plain_text(first("PB")),
        school=plain_text(first("PB") or venue) if kind == "thesis" else "",
        place=first("CY") if kind == "conference" else "",
        doi=find_first(doi, block.all("DO")) or find_first(find_doi, [*block.all("DO"), *urls]),
        arxiv_id=find_first(arxiv_id, urls) or find_arxiv_id(venue),
        isbn=found_isbn,
        issn=found_issn,
        url=next((url for url in urls if not doi(url) and not arxiv_id(url)), ""),
        abstract=plain_text(first("AB", "N2")),
        language=read_language(first("LA")),
        note=plain_text(" ".join(block.all("N1"))),
        keywords=split_words(block.all("KW")),
        links=tuple(Link(label="pdf", url=url) for url in block.all("L1") if "://" in url),
        extra=extra,
    )


def _names(values: list[str]) -> tuple[Name, ...]:
    """One name a line, as the format has it; some write all of them in one, semicolons between."""
    parts = (part.strip() for value in values for part in value.split(";"))
    return tuple(read_name(part) for part in parts if part.strip(" ,"))


def _title_and_venue(block: Block, kind: str) -> tuple[str, str, str, dict[str, str]]:
    """The title plain and marked up, the venue, and the venue's further names by their tags.

    A book whose title stands in BT, or nowhere but in T2, is called that.
    """
    names = {tag: value for tag in _VENUES if (value := block.first(tag))}
    text = block.first("TI", "T1", "CT")
    if not text and names:
        text = names.pop("BT" if "BT" in names and kind == "book" else next(iter(names)))
    title, markup = read_title(text)
    venue = plain_text(names.pop(next(iter(names)))) if names else ""
    further = {tag: value for tag, value in names.items() if plain_text(value) not in (venue, "")}
    return title, markup, venue, further


def _pages(block: Block) -> str:
    """``SP-EP``; ``SP`` alone where it holds the range, or the article's number."""
    start, end = block.first("SP", "C7"), block.first("EP")
    joined = f"{start}-{end}" if start and end and end != start and "-" not in start else start
    return tidy_pages(joined or end)


def _number(block: Block, kind: str, numbers: list[str]) -> str:
    """The issue; of a report or patent its number, which EndNote puts into SN or M1."""
    if kind in ("report", "patent"):
        return block.first("IS") or next(iter(numbers), "") or block.first("M1")
    return block.first("IS", "M1")


def _left_over(block: Block, kind: str) -> dict[str, str]:
    """Values of tags whose meaning hangs on the type, where it is not this one's."""
    used = {"CY": kind == "conference", "M1": not block.first("IS"), "C7": not block.first("SP")}
    left = {tag: block.first(tag) for tag, taken in used.items() if not taken}
    return {tag: value for tag, value in left.items() if value}
