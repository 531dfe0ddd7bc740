"""RIS: two-letter tags, one record from ``TY`` to ``ER``.

The format: https://en.wikipedia.org/wiki/RIS_(file_format) and EndNote's tables of 2011, which
publishers follow loosely: a title in TI or T1, a venue in T2, JO, JF, BT or C3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from pubman.formats.author_lists import is_next_name
from pubman.formats.dates import find_when
from pubman.formats.languages import read_language
from pubman.formats.pieces import Pieces, split_lines
from pubman.formats.scholar.completion import CUT_AT, refine, take_apart
from pubman.formats.tagged.addresses import Addresses, is_on_the_web
from pubman.formats.tagged.blocks import (
    Block,
    Outside,
    finish,
    holds_only,
    read_numbers,
    split_words,
)
from pubman.formats.tagged.ris.numbers import (
    addresses_of,
    is_archived,
    kind_of,
    number_of,
    pages_of,
)
from pubman.formats.tagged.ris.people import read_people
from pubman.formats.tagged.ris.tags import (
    ALIKE,
    CALLED,
    DATABASES,
    DEGREES,
    GENERIC,
    HANDLED,
    IN_BOOKS,
    KINDS,
    NAMES,
    PARTS,
    SERVERS,
    TAGS,
    TYPES,
    VENUES,
)
from pubman.record import Problem, Record, Verbatim
from pubman.text.identifiers import doi, find_arxiv_id, find_doi
from pubman.text.plain import bare_number, plain, read_title, unescape

SCHOLAR_TAGS: Final = frozenset("TY T1 A1 JO VL IS SP EP SN Y1 PB ER".split())
"""The only tags that Google Scholar writes."""

_TAG = re.compile(
    r"[ \t\xa0\ufeff\u200b]{0,4}(?:"
    r"([A-Za-z][A-Za-z0-9])(?:[ \xa0]{2,3}|[ \xa0]?\t)[-–]|([A-Z][A-Z0-9]) [-–](?:\s|\Z)"
    r"|((?i:TY)) {0,2}[-–](?=\s?[A-Za-z]+\s*\Z)|((?i:ER)) {0,2}[-–](?=\s*\Z))(.*)",
    re.DOTALL,
)
"""A tag by the book, or with one space, a tab or a dash, none behind it, or in small letters."""


def read(text: Pieces) -> Iterator[Record | Problem | Verbatim]:
    """The records of a RIS file; one without its ``ER`` is read and said."""
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
    """True where Google Scholar made the file: it holds none but Scholar's tags."""
    return holds_only(_blocks(text), SCHOLAR_TAGS, {"T1"})


def _doubts(block: Block, key: str) -> Iterator[Problem]:
    if not block.closed:
        message = "no ER at its end: the file may be cut off"
        yield Problem(level="doubt", message=message, line=block.line, source_key=key)
    if not block.first("TY"):
        message = "no TY at its beginning: its kind is unknown"
        yield Problem(level="doubt", message=message, line=block.line, source_key=key)


def _blocks(text: Pieces) -> Iterator[Block | Verbatim]:
    """The file cut before ``TY`` and behind ``ER``; text outside records is verbatim."""
    block: Block | None = None
    outside = Outside()
    for number, line in enumerate(split_lines(text), 1):
        tag, value = _tag(line)
        if tag and (tag == "TY" or (block is None and tag != "ER")):
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


def _tag(line: str) -> tuple[str, str]:
    """The tag that a line begins with and what stands behind; two empty texts where none does."""
    match = _TAG.match(line)
    if match is None or (match[2] and match[2] not in TAGS):
        return "", ""
    return (match[1] or match[2] or match[3] or match[4]).upper(), match[5]


def _add_line(block: Block, tag: str, value: str, line: str) -> None:
    """Adds a tag with its value, or goes on with the value of the line before."""
    if tag:
        block.closed = tag == "ER"
        block.add(tag, value, line)
    elif block.last_tag == "KW" and line.strip():
        block.add("KW", line, line)  # EndNote writes the tag once, then a keyword a line
    elif block.last_tag in NAMES and is_next_name(block.last_value, line):
        block.add(block.last_tag, line, line)
    else:
        block.go_on(line)


def _record(block: Block) -> Record:
    """The record of one block, before its key."""

    def first(*tags: str) -> str:
        return plain(block.first(*tags))

    kind = kind_of(block)
    title, markup, venues = _title_and_venues(block, kind)
    venue = plain(next(iter(venues.values()), ""))
    people = read_people(block, kind)
    when = find_when({tag: block.first(tag) for tag in ("PY", "Y1", "DA")})
    found_isbn, found_issn, others = read_numbers(map(unescape, block.all("SN")))
    found = addresses_of(block)
    number, numbers = number_of(block, kind, found, others)
    publisher, school, series = first("PB"), "", first("T3")
    kind = "preprint" if is_archived(kind, venue, publisher) else kind
    if kind == "thesis":
        publisher, school = "", _school(block) or publisher or venue
    elif kind == "preprint" and not venue and publisher.lower() in SERVERS:
        venue, publisher = publisher, ""
    elif kind == "book":
        series = series or venue
    elif kind == "chapter" and first("BT") and venue == first("BT"):
        series = series or first("T2")
    venue = "" if kind in ("book", "thesis") else venue
    taken = {venue, school, series}
    degree = _degree(block, kind)
    volume, issue = first("VL", "VO"), ""
    if not number:
        volume, issue = take_apart(volume)
    extra = block.rest(*HANDLED, *VENUES) | _type(block, kind, degree) | numbers | people.others
    names = {tag: text for tag, text in venues.items() if plain(text) not in taken}
    left = _left_over(block, kind, found)
    left = {
        tag: text for tag, text in left.items() if tag not in VENUES or plain(text) not in taken
    }
    extra |= left | {tag: _joined(text, left.get(tag, "")) for tag, text in names.items()}
    extra |= {"DA" if when.date else "PY": when.more} if when.more else {}
    return Record(
        kind=kind,
        title=title,
        title_markup=markup,
        title_translated=first("TT"),
        authors=people.authors,
        authors_cut=people.cut,
        editors=people.editors,
        date=when.date,
        venue=venue,
        series=series,
        volume="" if degree else bare_number(volume),
        number=bare_number(unescape(number or issue)),
        pages=unescape(pages_of(block, found)),
        edition=first("ET"),
        publisher=publisher,
        school=school,
        place=first("CY", "PP") if kind == "conference" else "",
        doi=found.doi,
        arxiv_id=found.arxiv_id or find_arxiv_id(venue),
        isbn=found_isbn,
        issn=found_issn,
        url=unescape(found.url),
        abstract=first("AB", "N2"),
        language=read_language(first("LA")),
        status=when.status,
        note=plain(" ".join(_notes(block, found))),
        keywords=split_words(map(plain, block.all("KW"))),
        links=found.links,
        extra={tag: unescape(text) for tag, text in extra.items()},
    )


def _title_and_venues(block: Block, kind: str) -> tuple[str, str, dict[str, str]]:
    """The title plain and marked up, and the venue's names by their tags, the best first.

    A book whose title stands in BT, or nowhere but in T2, is called that.
    """
    order = IN_BOOKS if kind in PARTS else VENUES
    names = {tag: value for tag in order if (value := block.first(tag))}
    text = block.first("TI", "T1", "CT")
    if not text and names:
        tag = "BT" if "BT" in names and kind not in PARTS else next(iter(names))
        text = names.pop(tag)
        if further := block.all(tag)[1:]:
            names = {each: names.get(each, further[0]) for each in order if each in {*names, tag}}
    text = text or block.first("ST", "T3")
    title, markup = read_title(text)
    if kind == "book":  # its title a second time is no series
        names = {tag: name for tag, name in names.items() if plain(name) != title}
    return title, markup, names


def _notes(block: Block, found: Addresses) -> list[str]:
    """The remarks that a person may have made: neither an identifier nor a database's own."""
    notes = [note for note in block.all("N1") if not found.say(note)]
    return [note for note in notes if not DATABASES.match(note)]


def _school(block: Block) -> str:
    """The university of a thesis that ProQuest publishes, which stands in its author's address."""
    published = re.search(r"(?i)proquest|\bumi\b", block.first("PB"))
    return plain(block.first("AD")) if published else ""


def _degree(block: Block, kind: str) -> str:
    """What a thesis earned, which the tables of 2011 have where a volume stands."""
    volume = block.first("VL", "VO") if kind == "thesis" else ""
    return volume if DEGREES.search(volume) else ""


def _type(block: Block, kind: str, degree: str) -> dict[str, str]:
    """The type where it says more than the kind, and what a thesis or report calls itself."""
    type_ = block.first("TY").upper()
    guessed = type_ in GENERIC if kind != "other" else False
    guessed = guessed or KINDS.get(type_, kind) != kind
    found = {} if TYPES.get(kind, "GEN") == type_ or not type_ or guessed else {"TY": type_}
    if called := _called(block, kind) or degree:
        found["type"] = called
    if degree and found["type"] != degree:
        found["VL"] = degree
    return found


def _called(block: Block, kind: str) -> str:
    """What a thesis or a report calls itself: *Master's thesis*."""
    texts = block.all("M3") or block.all("U1") if kind in CALLED else []
    return next((text for text in texts if not doi(text)), "")


def _joined(*texts: str) -> str:
    return "; ".join(filter(None, texts))


def _is_in(text: str, found: str) -> bool:
    return bool(found) and found in (doi(text), find_doi(text))


def _left_over(block: Block, kind: str, found: Addresses) -> dict[str, str]:
    """Values that no field took, by their tags."""
    twice = (*ALIKE, ("SP",), *((tag,) for tag in VENUES))
    left = {tag: text for tags in twice for tag, text in block.further(*tags).items()}
    if kind in PARTS and "BT" in left:  # which would be read as the venue
        left["T2"] = _joined(left.get("T2", ""), left.pop("BT"))
    left["ID"] = block.first("ID") if block.first("ID").isdecimal() else ""
    if kind == "thesis" and _school(block):
        left["PB"] = "; ".join(block.all("PB"))
    called = _called(block, kind)
    left["M3"] = "; ".join(t for t in block.all("M3") if t != called and not found.say(t))
    numbers = [text for text in block.all("C7") if not found.say(text)]
    has_pages = any(not found.say(text) for text in block.all("SP"))
    left["C7"] = "; ".join(numbers if has_pages else numbers[1:])
    left["L2"] = "; ".join(text for text in block.all("L2") if text != found.url)
    left["UR"] = "; ".join(found.others)
    left |= {"L1": "; ".join(url for url in block.all("L1") if not is_on_the_web(url))}
    left |= {"DO": "; ".join(t for t in block.all("DO") if not _is_in(t, found.doi))}
    left |= {"N1": "; ".join(note for note in block.all("N1") if DATABASES.match(note))}
    for tag, taken in (
        ("CY", kind == "conference"),
        ("PP", kind == "conference" and not block.first("CY")),
        ("L3", found.say(block.first("L3"))),
    ):
        values = block.all(tag)
        left[tag] = "; ".join(values[1:] if taken else values)
    return {tag: value for tag, value in left.items() if value}
