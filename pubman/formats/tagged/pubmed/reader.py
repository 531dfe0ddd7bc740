"""PubMed (``.nbib``): four-letter tags, one record from ``PMID`` to the next blank line.

The format: https://www.nlm.nih.gov/bsd/mms/medlineelements.html. ERIC, the database of education,
writes it too, beginning with ``OWN - ERIC`` and without a PMID.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from pubman.formats.author_lists import read_name, without_others
from pubman.formats.dates import find_when
from pubman.formats.items import Problem, Verbatim
from pubman.formats.languages import read_language
from pubman.formats.pieces import Pieces, split_lines
from pubman.formats.tagged.blocks import Block, Outside, finish
from pubman.formats.tagged.fields import Fields, FieldSource, kept, read_fields
from pubman.formats.tagged.ris.tags import SERVERS
from pubman.formats.value_lists import find_first, further_numbers, read_numbers, split_words
from pubman.record import Name, Record
from pubman.text.html_text import plain_text, read_title
from pubman.text.identifiers import arxiv_id, doi, find_arxiv_id, find_doi, orcid
from pubman.text.plain import tidy_pages
from pubman.text.pubmed_ids import pmid

FIELDS: Final[Fields] = {
    "volume": FieldSource("VI", str),
    "number": FieldSource("IP", str),
    "edition": FieldSource("EN", str),
    "publisher": FieldSource("PB", str),
    "abstract": FieldSource("AB", plain_text),
    "language": FieldSource("LA", read_language),
}
"""The fields that one tag gives directly. The others are made from several tags."""

KINDS: Final = (
    ("preprint", "preprint"), ("dataset", "dataset"), ("technical report", "report"),
    ("book chapter", "chapter"), ("book", "book"), ("academic dissertation", "thesis"),
    ("congress", "conference"), ("meeting abstract", "conference"), ("patent", "patent"),
    ("dissertations/theses", "thesis"), ("books", "book"), ("collected works", "proceedings"),
    ("speeches/meeting papers", "conference"), ("journal articles", "article"),
    ("reports", "report"), ("numerical/quantitative data", "dataset"),
)  # fmt: skip
"""Types of PubMed and ERIC -> kinds. The first one that occurs counts. Any other is an article."""

_ALIKE: Final = (
    ("TI", "CTI"), ("TT",), ("VI",), ("IP",), ("PG",), ("EN",), ("PB",), ("AB",), ("LA",),
)  # fmt: skip
"""Tags with one value. Further values are kept in ``extra``."""
_HANDLED: Final = (
    "PMID TI BTI CTI TT FAU AU AUID CN FED ED JT TA VI IP PG DP IS ISBN AB LA OT MH LID AID PB EN"
).split()
_TAG = re.compile(r"\ufeff?([A-Z]{2,4}) {0,3}- ?(.*)", re.DOTALL)
_CALLED = re.compile(r"(?i)(.*?\b(?:thesis|dissertation)\b)[,.]\s+(\S.*)")
"""The source of a thesis, as ERIC writes it: ``Ph.D. Dissertation, Drexel University``."""
_ERICS_SOURCE = re.compile(
    r"v(?P<volume>\w{1,9})(?: spec)?(?: n(?P<number>[\w-]{1,12}))?(?: p(?P<pages>[\w-]{1,20}))?\b"
)
"""The source of an article, as ERIC writes it: ``v12 n2 p33-47 2020``."""


def read(text: Pieces) -> Iterator[Record | Problem | Verbatim]:
    """Yield the records of a PubMed file."""
    seen: dict[str, int] = {}
    for block in _blocks(text):
        if isinstance(block, Verbatim):
            yield block
        else:
            number = block.first("PMID")
            yield finish(_record(block), block, f"pmid:{number}" if number else "", seen)


def _blocks(text: Pieces) -> Iterator[Block | Verbatim]:
    """Split the file at each ``PMID`` and blank line. A line without a tag continues a value."""
    block: Block | None = None
    outside = Outside()
    after_blank = True
    for number, line in enumerate(split_lines(text), 1):
        match = _TAG.match(line)
        if match and (block is None or after_blank or match[1] == "PMID"):
            yield from outside.take()
            if block:
                yield block
            block = Block(line=number)
        after_blank = not line.strip()
        if block is None:
            outside.add(line, number)
        elif match:
            block.add(match[1], match[2], line)
        else:
            block.go_on(line)
    if block:
        yield block
    yield from outside.take()


def _record(block: Block) -> Record:
    """Return the record of one block, before its key."""
    kind = _kind(block)
    venue = block.first("BTI") if kind == "chapter" else _journal(block)
    if kind == "article" and venue.lower() in SERVERS:
        kind = "preprint"
    work = read_fields(block, FIELDS) | _titles(block, kind) | _identifiers(block)
    work["pages"] = _pages(block)
    if kind == "thesis":
        work |= _thesis(block)
        venue = ""
    elif match := _ERICS_SOURCE.match(block.first("SO")):
        work |= {name: text for name, text in match.groupdict().items() if text and not work[name]}
    authors, cut = _authors(block)
    when = find_when({"DP": block.first("DP")})
    extra = block.rest(*_HANDLED) | _left_over(block, venue, work["doi"])
    return Record(
        **work,
        kind=kind,
        authors=authors,
        authors_cut=cut,
        editors=tuple(map(read_name, block.all("FED") or block.all("ED"))),
        date=when.date,
        venue="arXiv" if venue.lower() == "arxiv" else plain_text(venue),
        keywords=split_words(_headings(block)),
        extra=extra | kept({"DP": [when.more]}),
    )


def _kind(block: Block) -> str:
    """Return the kind by the types of publication. A title besides a book title is a chapter."""
    if block.first("BTI"):
        return "chapter" if block.first("TI", "CTI") else "book"
    types = {each.lower().partition(" - ")[0] for each in block.all("PT")}
    found = next((kind for word, kind in KINDS if word in types), "")
    return found or ("chapter" if block.first("CTI") else "article")


def _titles(block: Block, kind: str) -> dict[str, str]:
    """Return the title, plain and marked up. PubMed brackets the title that it translated."""
    said = block.first("TI", "CTI") or (block.first("BTI") if kind == "book" else "")
    title, markup = read_title(_bare(said))
    translated = ""
    if original := block.first("TT"):
        translated = title
        title, markup = read_title(_bare(original))
    return {"title": title, "title_markup": markup, "title_translated": translated}


def _bare(title: str) -> str:
    """Return ``title`` without PubMed's brackets and closing full stop."""
    if match := re.fullmatch(r"\[(.*?)\.?\]\.?", title):
        title = match[1]
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


def _journal(block: Block) -> str:
    """Return the full name of the journal, or the short name of a preprint archive."""
    short = block.first("TA")
    return short if short.lower() in SERVERS else block.first("JT", "TA")


def _thesis(block: Block) -> dict[str, Any]:
    """Return the university and the publisher of an ERIC thesis. The publisher is in JT."""
    match = _CALLED.fullmatch(block.first("SO"))
    return {
        "school": match[2] if match else block.first("PB"),
        "publisher": block.first("JT") if match else "",
    }


def _identifiers(block: Block) -> dict[str, str]:
    numbers = _numbers_of(block)
    books, serials, _ = read_numbers([*block.all("IS"), *block.all("ISBN")])
    return {
        "doi": find_first(doi, numbers) or find_doi(block.first("SO")),
        "arxiv_id": find_first(arxiv_id, numbers) or find_arxiv_id(block.first("SO")),
        "pmid": pmid(block.first("PMID")),
        "isbn": books,
        "issn": serials,
    }


def _numbers_of(block: Block) -> list[str]:
    """Return the identifiers of the article, without the words that name their kind."""
    return [re.sub(r"\s*\[.*\]$", "", each) for each in block.all("LID", "AID")]


def _pages(block: Block) -> str:
    return expand_pages(block.first("PG")) or find_first(_article_number, block.all("LID"))


def _article_number(text: str) -> str:
    """Return the number that an article has instead of pages: ``e0123 [pii]``."""
    match = re.fullmatch(r"([eE]?\d{2,8}) \[pii\]", text)
    return match[1] if match else ""


def _headings(block: Block) -> list[str]:
    """Return the authors' keywords, then the headings without the star that marks a main topic."""
    words = [*block.all("OT"), *block.all("MH")]
    return [re.sub(r"^\*|(?<=/)\*", "", word) for word in words]


def _left_over(block: Block, venue: str, found: str) -> dict[str, str]:
    """Return the values that no field took, by their tags. ``found`` is the DOI."""
    texts = [*block.all("IS"), *block.all("ISBN")]
    _, _, others = read_numbers(texts)
    left = {tag: text for tags in _ALIKE for tag, text in block.further(*tags).items()}
    numbers = dict.fromkeys(_numbers_of(block))
    return left | kept(
        {
            "SN": [*others, *further_numbers(texts)],
            "AID": [each for each in numbers if not found or doi(each) != found],
            "JT": [each for each in block.all("JT") if each != venue],
            "TA": [each for each in block.all("TA") if plain_text(each) != plain_text(venue)],
            "BTI": [each for each in block.all("BTI") if each not in (venue, block.first("TI"))],
        }
    )


# ------------------------------------------------------------------------------------- people


def _authors(block: Block) -> tuple[tuple[Name, ...], bool]:
    """Return the full names of the authors with their ORCIDs, and whether the list is incomplete.

    The ORCID is in the line after the name. ``CN`` is a group. Old records name ten authors and
    then *et al.*
    """
    names: list[Name] = []
    goes_on = False
    for tag, value in _author_lines(block):
        kept, cut = without_others([value])
        goes_on = goes_on or cut
        if tag == "AUID":
            number = orcid(value.removeprefix("ORCID:").strip())
            names[-1:] = [replace(each, orcid=number or each.orcid) for each in names[-1:]]
        elif kept:
            names.append(Name(literal=value) if tag == "CN" else read_name(value))
    return tuple(names), goes_on


def _author_lines(block: Block) -> Iterator[tuple[str, str]]:
    """Yield the lines about authors. Leave out a short name after the same name in full."""
    after_full = False
    for tag, value in block.values:
        if value and (tag in ("FAU", "CN", "AUID") or (tag == "AU" and not after_full)):
            yield tag, value
        after_full = tag == "FAU" or (after_full and tag != "AU")


def expand_pages(text: str) -> str:
    """Return a page range with its end in full, because PubMed abbreviates it.

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
