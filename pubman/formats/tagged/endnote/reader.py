"""EndNote (Refer): ``%``-tags, one record from ``%0`` to the next; Scholar's and CNKI's too.

The format: EndNote's "EndNote Import" filter, https://en.wikipedia.org/wiki/Refer_(software).
CNKI puts all authors into one ``%A`` (``;`` ``,`` or ``，`` between) and says ``%W CNKI``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from pubman.formats.author_lists import is_next_name, read_name, split_names, without_others
from pubman.formats.dates import find_when
from pubman.formats.languages import read_language
from pubman.formats.pieces import Pieces, split_lines
from pubman.formats.scholar.completion import CUT_AT, refine, tidy_pages
from pubman.formats.scholar.kinds import infer_kind
from pubman.formats.tagged.addresses import Addresses, find_addresses, is_address, is_on_the_web
from pubman.formats.tagged.blocks import (
    Block,
    Outside,
    finish,
    further_numbers,
    holds_only,
    read_numbers,
    split_addresses,
    split_words,
)
from pubman.formats.tagged.ris.numbers import is_archived
from pubman.formats.tagged.ris.tags import DEGREES, OTHERS_TYPES, SERVERS
from pubman.formats.tagged.ris.tags import KINDS as RIS_KINDS
from pubman.record import Name, Problem, Record, Verbatim
from pubman.text.identifiers import find_arxiv_id, find_doi
from pubman.text.plain import bare_number, plain, read_title, unescape

KINDS: Final = {
    "journal article": "article", "electronic article": "article", "magazine article": "article",
    "newspaper article": "article", "journal": "article", "article": "article",
    "conference proceedings": "conference", "conference paper": "conference",
    "conference proceeding": "conference", "conference": "conference",
    "book section": "chapter", "electronic book section": "chapter", "book chapter": "chapter",
    "encyclopedia": "chapter", "dictionary": "chapter",
    "book": "book", "electronic book": "book", "classical work": "book", "serial": "book",
    "edited book": "proceedings", "thesis": "thesis", "dissertation": "thesis",
    "report": "report", "government document": "report", "standard": "report",
    "patent": "patent", "unpublished work": "preprint", "manuscript": "preprint",
    "preprint": "preprint", "dataset": "dataset", "online database": "dataset",
    "期刊文章": "article", "期刊": "article", "会议论文": "conference", "会议": "conference",
    "学位论文": "thesis", "图书": "book", "专利": "patent", "报告": "report",
    "aggregated database": "dataset", "computer program": "software", "software": "software",
}  # fmt: skip
"""Types that have a kind of their own; any other is ``other`` and keeps its name in ``extra``."""
TYPES: Final = {
    "article": "Journal Article", "conference": "Conference Proceedings",
    "workshop": "Conference Proceedings", "demo": "Conference Proceedings",
    "preprint": "Unpublished Work", "thesis": "Thesis", "book": "Book",
    "chapter": "Book Section", "proceedings": "Edited Book", "report": "Report",
    "patent": "Patent", "dataset": "Dataset", "software": "Computer Program",
}  # fmt: skip
"""Kinds -> EndNote's reference types; any other is ``Generic``."""

_CALLED: Final = frozenset({"thesis", "report"})
"""Kinds that %9 names more closely: *Master's thesis*, *Technical Report*."""
_ALIKE: Final = (
    ("T",), ("J",), ("B",), ("S",), ("V",), ("P",), ("7",), ("I",), ("X",), ("G",), ("Q",), ("F",),
)  # fmt: skip
"""Tags of one value: another one is kept aside."""
_HANDLED: Final = "0 A E T J B S V N P D 8 I @ R U X K Z G 7 > Q C 9 F".split()
SCHOLAR_TAGS: Final = frozenset("0TABJVNPD@I")
"""The only tags that Google Scholar writes."""

SCHOLAR_ORDER: Final = "0TAVNP@DI"
"""In this order; pubman itself writes the year before the venue."""
_TYPE = re.compile(r"[ \ufeff]{0,2}%0[ \t]")
_TAG = re.compile(
    r"[ \ufeff]{0,2}%([0-9A-Z@?!#$&()*+<=>\[\]^~])(?:[ \t](.*)|(?=[\r\n]|\Z))", re.DOTALL
)


def read(text: Pieces) -> Iterator[Record | Problem | Verbatim]:
    """The records of an EndNote or Refer file."""
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
        yield finish(record, block, block.first("F"), seen)


def from_scholar(text: Pieces) -> bool:
    """True where Google Scholar made the file: it holds none but Scholar's tags."""
    return holds_only(_blocks(text), SCHOLAR_TAGS, {"0", "T"}, order=SCHOLAR_ORDER)


def _blocks(text: Pieces) -> Iterator[Block | Verbatim]:
    """The file cut before each ``%0``; where there is none (Refer), at blank lines."""
    typed = any(_TYPE.match(line) for line in split_lines(text))
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
        elif block.last_tag in ("A", "E") and is_next_name(block.last_value, line):
            block.add(block.last_tag, line, line)
        elif block.last_tag == "K" and not blank:
            block.add("K", line, line)  # EndNote writes the tag once, then a keyword a line
        else:
            block.go_on(line)
    if block:
        yield block
    yield from outside.take()


def kind_of(type_: str) -> str:
    """The kind that a type is, in EndNote's words or another format's; ``other`` for any else."""
    words = " ".join(type_.lower().split())
    return (
        KINDS.get(words)
        or OTHERS_TYPES.get(re.sub(r"[^a-z]", "", words))
        or (RIS_KINDS.get(type_.upper(), "other"))
    )


def _kind(block: Block) -> str:
    """The kind by the type; without one (Refer) by the tags, as ``refer`` itself has it."""
    first = block.first
    if first("0"):
        kind = kind_of(first("0"))
        generic = first("0").lower() == "generic"
        if is_archived(kind, first("J", "B"), first("I")):
            return "preprint"
        journal = generic and kind == "other" and first("J") and not first("B")
        return "article" if journal and first("V", "N", "P") else kind
    if first("J"):
        return "article"
    if venue := first("B"):
        kind = infer_kind(Record(venue=venue))
        return kind if kind in ("conference", "workshop", "demo") else "chapter"
    return "book" if first("I") and not first("R", "P") else "other"


def _editors(block: Block, kind: str) -> tuple[str, str]:
    """The tag of the editors, and of others who are none: those of a series have their own book's.

    EndNote has the editors of an edited book in %A, and of a book in %Y beside those in %E.
    """
    if kind == "book" and block.first("Y"):
        return "Y", "E"
    alone = kind == "proceedings" and "E" not in block.tags
    return ("A", "") if alone else ("E", "")


def _record(block: Block) -> Record:
    """The record of one block, before its key."""

    def first(*tags: str) -> str:
        return plain(block.first(*tags))

    kind = _kind(block)
    title, markup = read_title(block.first("T"))
    venue = first("J", "B")
    texts, urls = (
        list(map(unescape, block.all("@"))),
        [url for text in block.all("U") for url in split_addresses(text)],
    )
    found_isbn, found_issn, numbers = read_numbers(texts)
    files = [each for each in block.all(">") if is_on_the_web(each)]
    found = find_addresses(block.all("R"), urls, files, block.all("Z", "M"))
    url, others = _pages_of(found)
    cnki = "cnki" in " ".join(block.all("W", "L")).lower()
    editors, others_tag = _editors(block, kind)
    authors, cut = without_others(_names(block, "A", cnki=cnki) if editors != "A" else [])
    when = find_when({tag: first(tag) for tag in "D8"})
    issues = block.all("N")
    if kind == "patent" or (kind == "report" and not issues):
        issues, numbers = numbers[:1] + issues, numbers[1:]
    school = first("I") or venue if kind == "thesis" else ""
    series = first("S") or (venue if kind == "book" else "")
    venue, publisher = _archive(kind, venue, first("I"))
    degree = first("V") if kind == "thesis" and DEGREES.search(first("V")) else ""
    handled = [*_HANDLED, "Y"] if editors == "Y" else _HANDLED
    extra = block.rest(*handled) | _type(block, kind, degree)
    taken = {"", school, series, "" if kind in ("book", "thesis") else venue}
    extra |= _left_over(block, kind, found, taken)
    numbers += further_numbers(texts)
    left = {"@": numbers, "N": issues[1:], "U": others}
    left[others_tag or "E"] = block.all(others_tag) if others_tag else []
    left["F"] = [first("F")] if first("F").isdecimal() else []
    left["8" if when.date or not first("D") else "D"] = [when.more]
    extra |= {tag: "; ".join(values) for tag, values in left.items() if any(values)}
    return Record(
        kind=kind,
        title=title,
        title_markup=markup,
        title_translated=first("Q"),
        authors=_people(authors, cnki=cnki),
        authors_cut=cut,
        editors=_people(_names(block, editors, cnki=cnki), cnki=cnki),
        date=when.date,
        venue="" if kind in ("book", "thesis") else venue,
        series=series,
        volume="" if degree else bare_number(first("V")),
        number=bare_number(plain(next(iter(issues), ""))),
        pages=tidy_pages(first("P")),
        edition=first("7"),
        publisher="" if kind == "thesis" else publisher,
        school=school,
        place=first("C") if kind == "conference" else "",
        doi=found.doi,
        arxiv_id=found.arxiv_id or find_arxiv_id(venue),
        isbn=found_isbn,
        issn=found_issn,
        url=unescape(url),
        abstract=first("X"),
        language=read_language(first("G")),
        status=when.status,
        note=plain(" ".join(note for note in block.all("Z") if not found.say(note))),
        keywords=split_words(map(plain, block.all("K"))),
        links=found.links,
        extra={tag: unescape(text) for tag, text in extra.items()},
    )


def _pages_of(found: Addresses) -> tuple[str, list[str]]:
    """The address, where it is one, and what else ``%U`` said."""
    if not found.url or is_address(found.url):
        return found.url, list(found.others)
    return "", [found.url, *found.others]


def _archive(kind: str, venue: str, publisher: str) -> tuple[str, str]:
    """Venue and publisher: an archive of preprints is their venue."""
    swap = kind == "preprint" and not venue and publisher.lower() in SERVERS
    return (publisher, "") if swap else (venue, publisher)


def _type(block: Block, kind: str, degree: str) -> dict[str, str]:
    """The type where it says more than the kind, and what a thesis or report calls itself."""
    type_, called = " ".join(block.first("0").split()), block.first("9")
    generic = TYPES.get(kind, "Generic").lower()
    known = type_.lower() in ("", "generic", generic) or kind_of(type_) != kind
    found = {} if known else {"0": type_}
    if degree and called and degree != called:
        found["V"] = degree
    called = called or degree
    return found | ({"type" if kind in _CALLED else "9": called} if called else {})


def _left_over(block: Block, kind: str, found: Addresses, taken: set[str]) -> dict[str, str]:
    """Values that no field took, by their tags; ``taken`` are the names of venues that one did."""
    left = {tag: text for tags in _ALIKE for tag, text in block.further(*tags).items()}
    for tag in "JB":
        if plain(name := block.first(tag)) not in taken:
            left[tag] = "; ".join(filter(None, (name, left.get(tag))))
    places, dois = block.all("C"), block.all("R")
    left["C"] = "; ".join(places[1:] if kind == "conference" else places)
    left["R"] = "; ".join(text for text in dois if not found.doi or find_doi(text) != found.doi)
    left[">"] = "; ".join(each for each in block.all(">") if not is_on_the_web(each))
    return {tag: value for tag, value in left.items() if value}


def _names(block: Block, tag: str, *, cnki: bool) -> list[str]:
    """One name a line, as EndNote has it; a list in one line, as CNKI has it, is told apart."""
    return [name for value in block.all(tag) for name in split_names(value, lists=cnki)]


def _people(texts: list[str], *, cnki: bool) -> tuple[Name, ...]:
    names = [read_name(text) for text in texts if text.strip(" ,;")]
    return tuple(_family_first(name) if cnki else name for name in names)


def _family_first(name: Name) -> Name:
    """``LIU Song``, as CNKI writes names in Latin letters, with the capitals as the family."""
    if len(name.given) > 1 and name.given.isupper() and not name.family.isupper():
        return replace(name, family=name.given.capitalize(), given=name.family)
    return name
