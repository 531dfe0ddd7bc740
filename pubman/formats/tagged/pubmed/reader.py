"""PubMed (``.nbib``): four-letter tags, one record from ``PMID`` to the next blank line.

The format: https://www.nlm.nih.gov/bsd/mms/medlineelements.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from pubman.formats.author_lists import read_name
from pubman.formats.dates import find_when
from pubman.formats.languages import read_language
from pubman.formats.pieces import Pieces, split_lines
from pubman.formats.scholar.completion import tidy_pages
from pubman.formats.tagged.blocks import (
    Block,
    Outside,
    find_first,
    finish,
    further_numbers,
    read_numbers,
    split_words,
)
from pubman.formats.tagged.ris.tags import SERVERS
from pubman.record import Name, Problem, Record, Verbatim
from pubman.text.html_text import plain_text, read_title
from pubman.text.identifiers import arxiv_id, doi, find_arxiv_id, find_doi, orcid

_KINDS: Final = (
    ("preprint", "preprint"), ("dataset", "dataset"), ("technical report", "report"),
    ("book chapter", "chapter"), ("book", "book"), ("academic dissertation", "thesis"),
    ("congress", "conference"), ("meeting abstract", "conference"), ("patent", "patent"),
)  # fmt: skip
"""Publication types that say more than "Journal Article", the first that occurs counts."""

_ALIKE: Final = (
    ("TI", "CTI"), ("TT",), ("VI",), ("IP",), ("PG",), ("EN",), ("PB",), ("AB",), ("LA",),
)  # fmt: skip
"""Tags of one value: another one is kept aside."""
_HANDLED: Final = (
    "PMID TI BTI CTI TT FAU AU AUID CN FED ED JT TA VI IP PG DP IS ISBN AB LA OT MH LID AID PB EN"
).split()
_TAG = re.compile(r"\ufeff?([A-Z]{2,4}) {0,3}- ?(.*)", re.DOTALL)


def read(text: Pieces) -> Iterator[Record | Problem | Verbatim]:
    """The records of a PubMed file."""
    seen: dict[str, int] = {}
    for block in _blocks(text):
        if isinstance(block, Verbatim):
            yield block
        else:
            number = block.first("PMID")
            yield finish(_record(block), block, f"pmid:{number}" if number else "", seen)


def _blocks(text: Pieces) -> Iterator[Block | Verbatim]:
    """The file cut before each ``PMID``; lines that begin with six spaces go on with the last."""
    block: Block | None = None
    outside = Outside()
    blank = True
    for number, line in enumerate(split_lines(text), 1):
        match = _TAG.match(line)
        if match and (match[1] == "PMID" or block is None or blank):
            yield from outside.take()
            if block:
                yield block
            block = Block(line=number)
        blank = not line.strip()
        if block is None:
            outside.add(line, number)
            continue
        if match:
            block.add(match[1], match[2], line)
        else:
            block.go_on(line)
    if block:
        yield block
    yield from outside.take()


def _record(block: Block) -> Record:
    """The record of one block, before its key."""
    first = block.first
    kind = _kind(block)
    title, markup = read_title(_title(block, kind))
    translated = ""
    if original := block.first("TT"):  # PubMed's own title is then a translation, in brackets
        translated = title
        title, markup = read_title(_bare(original))
    texts = [*block.all("IS"), *block.all("ISBN")]
    found_isbn, found_issn, others = read_numbers(texts)
    identifiers = [re.sub(r"\s*\[.*\]$", "", each) for each in block.all("LID", "AID")]
    venue = first("BTI") if kind == "chapter" else _journal(block)
    if kind == "article" and venue.lower() in SERVERS:
        kind = "preprint"
    when = find_when({"DP": first("DP")})
    found, number = find_first(doi, identifiers), find_first(arxiv_id, identifiers)
    found = found or find_doi(first("SO"))
    left = {
        "SN": [*others, *further_numbers(texts)],
        "AID": [each for each in dict.fromkeys(identifiers) if doi(each) != found or not found],
        "JT": [each for each in block.all("JT") if each != venue],
        "TA": [each for each in block.all("TA") if plain_text(each) != plain_text(venue)],
        "DP": [when.more] if when.more else [],
        "BTI": [each for each in block.all("BTI") if each not in (venue, first("TI"))],
    }
    return Record(
        kind=kind,
        title=title,
        title_markup=markup,
        title_translated=translated,
        authors=_authors(block),
        editors=tuple(map(read_name, block.all("FED") or block.all("ED"))),
        date=when.date,
        venue="arXiv" if venue.lower() == "arxiv" else plain_text(venue),
        volume=first("VI"),
        number=first("IP"),
        pages=expand_pages(first("PG")) or find_first(_article_number, block.all("LID")),
        edition=first("EN"),
        publisher=first("PB"),
        doi=found,
        arxiv_id=number or find_arxiv_id(first("SO")),
        isbn=found_isbn,
        issn=found_issn,
        abstract=plain_text(first("AB")),
        language=read_language(first("LA")),
        keywords=split_words(_headings(block)),
        extra=block.rest(*_HANDLED)
        | _left_over(block)
        | {k: "; ".join(v) for k, v in left.items() if v},
    )


def _left_over(block: Block) -> dict[str, str]:
    """The further values of tags that have one field."""
    return {tag: text for tags in _ALIKE for tag, text in block.further(*tags).items()}


def _headings(block: Block) -> list[str]:
    """The authors' keywords, then the headings, without the star of a main topic."""
    words = [*block.all("OT"), *block.all("MH")]
    return [re.sub(r"^\*|(?<=/)\*", "", word) for word in words]


def _kind(block: Block) -> str:
    """The kind by the types of publication; a title beside that of a book is a chapter's."""
    if block.first("BTI"):
        return "chapter" if block.first("TI", "CTI") else "book"
    types = [each.lower() for each in block.all("PT")]
    found = (kind for word, kind in _KINDS if any(word == each for each in types))
    return next(found, "chapter" if block.first("CTI") else "article")


def _title(block: Block, kind: str) -> str:
    return _bare(block.first("TI", "CTI") or (block.first("BTI") if kind == "book" else ""))


def _bare(title: str) -> str:
    """``title`` without PubMed's brackets and closing full stop."""
    if match := re.fullmatch(r"\[(.*?)\.?\]\.?", title):
        title = match[1]
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def _journal(block: Block) -> str:
    """The journal in full; an archive of preprints by its short name."""
    short = block.first("TA")
    return short if short.lower() in SERVERS else block.first("JT", "TA")


def _article_number(text: str) -> str:
    """The number that an article has for its pages: ``e0123 [pii]``."""
    match = re.fullmatch(r"([eE]?\d{2,8}) \[pii\]", text)
    return match[1] if match else ""


def _authors(block: Block) -> tuple[Name, ...]:
    """The authors in full, each with the ORCID in the line behind; ``CN`` is a group."""
    names: list[Name] = []
    full = False  # whether the line before had a name in full, whose short form is next
    for tag, value in block.values:
        if value and (tag == "FAU" or (tag == "AU" and not full)):
            names.append(read_name(value))
        full = tag == "FAU" or (full and tag != "AU")
        if tag in ("FAU", "AU"):
            continue
        if tag == "CN" and value:
            names.append(Name(literal=value))
        elif tag == "AUID" and names and (number := orcid(value.removeprefix("ORCID:").strip())):
            names[-1] = replace(names[-1], orcid=number)
    return tuple(names)


def expand_pages(text: str) -> str:
    """A page range whose end PubMed abbreviates, whole.

    >>> expand_pages("2127-41")
    '2127-2141'
    """
    pages = tidy_pages(text)
    match = re.match(r"([A-Za-z]?)(\d+)-(\d+)(?=$|[;,])", pages)
    if match is None or len(match[3]) >= len(match[2]):
        return pages
    letter, start, end = match.groups()
    whole = f"{letter}{start}-{letter}{start[: len(start) - len(end)]}{end}"
    return whole + pages[match.end() :]
