"""EndNote (Refer): ``%``-tags, one record from ``%0`` to the next; Scholar's and CNKI's too.

The format: EndNote's "EndNote Import" filter, https://en.wikipedia.org/wiki/Refer_(software).
CNKI puts all authors into one ``%A`` (``;`` ``,`` or ``，`` between) and says ``%W CNKI``.
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
    "journal article": "article", "electronic article": "article", "magazine article": "article",
    "newspaper article": "article", "conference proceedings": "conference",
    "conference paper": "conference", "book section": "chapter",
    "electronic book section": "chapter", "encyclopedia": "chapter", "dictionary": "chapter",
    "book": "book", "electronic book": "book", "edited book": "proceedings", "thesis": "thesis",
    "report": "report", "government document": "report", "standard": "report",
    "patent": "patent", "unpublished work": "preprint", "manuscript": "preprint",
    "dataset": "dataset", "computer program": "software",
}  # fmt: skip
"""Types that have a kind of their own; any other is ``other`` and keeps its name in ``extra``."""

_HANDLED: Final = "0 A E T J B S V N P D 8 I @ R U X K Z G 7 >".split()
SCHOLAR_TAGS: Final = frozenset("0TABJVNPD@I")
"""The only tags that Google Scholar writes."""

_TAG = re.compile(
    r"[ \ufeff]{0,2}%([0-9A-Z@?!#$&()*+<=>\[\]^~])(?:[ \t](.*)|(?=[\r\n]|\Z))", re.DOTALL
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff\uf900-\ufaff]")


def read(text: str) -> Iterator[Record | Problem | Verbatim]:
    """The records of an EndNote or Refer file."""
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
        yield finish(record, block, block.first("F"), seen)


def from_scholar(text: str) -> bool:
    """True where Google Scholar made the file: it holds none but Scholar's tags."""
    return _by_scholar(list(_blocks(text)))


def _by_scholar(blocks: list[Block | Verbatim]) -> bool:
    tags = {tag for each in blocks if isinstance(each, Block) for tag in each.tags}
    return {"0", "T"} <= tags <= SCHOLAR_TAGS


def _blocks(text: str) -> Iterator[Block | Verbatim]:
    """The file cut before each ``%0``; where there is none (Refer), at blank lines."""
    typed = re.search(r"^[ \ufeff]{0,2}%0[ \t]", text, re.MULTILINE) is not None
    block: Block | None = None
    outside = Outside()
    blank = True
    for number, line in enumerate(split_lines(text), 1):
        match = _TAG.match(line)
        if match and (match[1] == "0" or block is None or (blank and not typed)):
            yield from outside.take()
            if block:
                yield block
            block = Block(line=number)
        blank = not line.strip()
        if block is None:
            outside.add(line, number)
            continue
        if match:
            block.add(match[1], match[2] or "", line)
        else:
            block.go_on(line)
    if block:
        yield block
    yield from outside.take()


def _record(block: Block) -> Record:
    """The record of one block, before its key."""
    first = block.first
    kind = _KINDS.get(first("0").lower(), "other")
    title, markup = read_title(first("T"))
    venue = plain_text(first("J", "B"))
    found_isbn, found_issn, numbers = read_numbers(block.all("@"))
    urls, files = block.all("U"), block.all(">")
    cnki = "cnki" in " ".join(block.all("W", "L")).lower()
    extra = block.rest(*_HANDLED, *("C" if kind == "conference" else ""))
    if kind == "other" and first("0").lower() not in ("", "generic"):
        extra["0"] = first("0")
    if kind not in ("report", "patent") and numbers:
        extra["@"] = "; ".join(numbers)
    if first("J") and first("B"):
        extra["B"] = first("B")
    return Record(
        kind=kind,
        title=title,
        title_markup=markup,
        authors=_authors(block.all("A"), cnki=cnki),
        editors=_authors(block.all("E"), cnki=cnki),
        date=read_date(first("D"), first("8")),
        venue="" if kind in ("book", "thesis") else venue,
        series=plain_text(first("S") or (venue if kind == "book" else "")),
        volume=first("V"),
        number=first("N") or (next(iter(numbers), "") if kind in ("report", "patent") else ""),
        pages=tidy_pages(first("P")),
        edition=first("7"),
        publisher="" if kind == "thesis" else plain_text(first("I")),
        school=plain_text(first("I") or venue) if kind == "thesis" else "",
        place=first("C") if kind == "conference" else "",
        doi=find_first(doi, block.all("R")) or find_first(find_doi, [*block.all("R"), *urls]),
        arxiv_id=find_first(arxiv_id, urls) or find_arxiv_id(venue),
        isbn=found_isbn,
        issn=found_issn,
        url=next((u for u in urls if "://" in u and not doi(u) and not arxiv_id(u)), ""),
        abstract=plain_text(first("X")),
        language=read_language(first("G")),
        note=plain_text(" ".join(block.all("Z"))),
        keywords=split_words(block.all("K")),
        links=tuple(Link(label="pdf", url=each) for each in files if each.startswith("http")),
        extra=extra,
    )


def _authors(values: list[str], *, cnki: bool) -> tuple[Name, ...]:
    """One name a line, as EndNote has it; a list in one line, as CNKI has it, is told apart."""
    texts = (name for value in values for name in _split(value, cnki=cnki))
    names = [read_name(text) for text in texts if text.strip(" ,;")]
    return tuple(_family_first(name) if cnki else name for name in names)


def _family_first(name: Name) -> Name:
    """``LIU Song``, as CNKI writes names in Latin letters, with the capitals as the family."""
    if len(name.given) > 1 and name.given.isupper() and not name.family.isupper():
        return replace(name, family=name.given.capitalize(), given=name.family)
    return name


def _split(value: str, *, cnki: bool) -> list[str]:
    """The names in one value, told apart at ``;``, at Chinese commas, and at commas between names.

    A comma parts names in CNKI's lists and between names in Han; in ``Last, First`` it does not.
    """
    if re.search(r"[;；，、]", value):
        return re.split(r"\s*[;；，、]\s*", value)
    parts = [part.strip() for part in value.split(",") if part.strip()]
    return (
        parts if len(parts) > 1 and all(_is_whole(part, cnki=cnki) for part in parts) else [value]
    )


def _is_whole(part: str, *, cnki: bool) -> bool:
    """True for a name that lacks nothing: two Han characters (``赵,博`` is one name), two words."""
    return bool(_CJK.match(part)) if len(part) > 1 and not part.isascii() else cnki and " " in part
