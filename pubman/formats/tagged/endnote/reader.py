"""Read EndNote (Refer): ``%``-tags, one record from ``%0`` to the next. Also Scholar and CNKI.

The format: EndNote's "EndNote Import" filter, https://en.wikipedia.org/wiki/Refer_(software). CNKI
puts all authors into one ``%A``, separated by ``;`` ``,`` or ``，``, and adds ``%W CNKI``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from pubman.formats.author_lists import read_name, split_names, without_others
from pubman.formats.dates import When, find_when
from pubman.formats.items import Problem, Verbatim
from pubman.formats.languages import read_language
from pubman.formats.pieces import Pieces
from pubman.formats.scholar.completion import CUT_AT, refine
from pubman.formats.scholar.kinds import infer_kind
from pubman.formats.tagged.addresses import Addresses, find_addresses, is_address, is_on_the_web
from pubman.formats.tagged.blocks import Block, finish, holds_only
from pubman.formats.tagged.endnote.blocks import split_blocks
from pubman.formats.tagged.endnote.tags import (
    ALIKE,
    CALLED,
    HANDLED,
    SCHOLAR_ORDER,
    SCHOLAR_TAGS,
    TYPES,
    kind_of,
)
from pubman.formats.tagged.fields import PLACED, Fields, FieldSource, joined, kept, read_fields
from pubman.formats.tagged.ris.numbers import is_archived
from pubman.formats.tagged.ris.tags import DEGREES, SERVERS
from pubman.formats.value_lists import further_numbers, read_numbers, split_addresses, split_words
from pubman.record import Name, Record
from pubman.text.identifiers import find_arxiv_id, find_doi
from pubman.text.plain import bare_number, plain, read_title, tidy_pages, unescape

FIELDS: Final[Fields] = {
    "title_translated": FieldSource("Q", plain),
    "edition": FieldSource("7", plain),
    "pages": FieldSource("P", lambda text: tidy_pages(plain(text))),
    "abstract": FieldSource("X", plain),
    "language": FieldSource("G", lambda text: read_language(plain(text))),
}
"""The fields that one tag gives directly. The others are made from several tags."""


def read(text: Pieces) -> Iterator[Record | Problem | Verbatim]:
    """Yield the records of an EndNote or Refer file."""
    scholar = from_scholar(text)
    seen: dict[str, int] = {}
    for block in split_blocks(text):
        if isinstance(block, Verbatim):
            yield block
            continue
        record = _record(block)
        if scholar:
            cut = record.authors_cut or len(record.authors) == CUT_AT
            record = refine(replace(record, authors_cut=cut))
        yield finish(record, block, block.first("F"), seen)


def from_scholar(text: Pieces) -> bool:
    """Return whether Google Scholar made the file: it holds only the tags that Scholar writes."""
    return holds_only(split_blocks(text), SCHOLAR_TAGS, {"0", "T"}, order=SCHOLAR_ORDER)


def _record(block: Block) -> Record:
    """Return the record of one block, before its key."""
    said = block.take_status(("J", "B", "V", "N", "P"), ("T", "A", "J", "B"))
    kind = _kind(block)
    title, markup = read_title(block.first("T"))
    when = find_when({tag: plain(block.first(tag)) for tag in "D8"})
    found = _addresses(block)
    places = _places(block, kind)
    work = read_fields(block, FIELDS) | _people(block, kind) | _numbers(block, kind)
    extra = _extra(block, kind, when) | _left_over(block, kind, found, places) | work.pop("extra")
    return Record(
        **work,
        **places,
        kind=kind,
        title=title,
        title_markup=markup,
        date=when.date,
        place=plain(block.first("C")) if kind in PLACED else "",
        doi=found.doi,
        arxiv_id=found.arxiv_id or find_arxiv_id(plain(block.first("J", "B"))),
        url=unescape(found.url) if is_address(found.url) else "",
        status=when.status or said,
        note=plain(" ".join(note for note in block.all("Z") if not found.say(note))),
        keywords=split_words(map(plain, block.all("K"))),
        links=found.links,
        extra={tag: unescape(text) for tag, text in extra.items()},
    )


# ------------------------------------------------------------------------------ kind and place


def _kind(block: Block) -> str:
    """Return the kind by the type. Without a type (Refer), the tags decide, as in ``refer``."""
    if type_ := block.first("0"):
        return _kind_by_type(block, type_)
    if block.first("J"):
        return "article"
    if venue := block.first("B"):
        kind = infer_kind(Record(venue=venue))
        return kind if kind in ("conference", "workshop", "demo") else "chapter"
    return "book" if block.first("I") and not block.first("R", "P") else "other"


def _kind_by_type(block: Block, type_: str) -> str:
    kind = kind_of(type_)
    if is_archived(kind, block.first("J", "B"), block.first("I")):
        return "preprint"
    is_unsaid = type_.lower() == "generic" and kind == "other"
    in_journal = block.first("J") and not block.first("B") and block.first("V", "N", "P")
    return "article" if is_unsaid and in_journal else kind


def _places(block: Block, kind: str) -> dict[str, Any]:
    """Return venue, series, publisher and school: which tag holds which depends on the kind."""
    venue, series, publisher = (plain(block.first(*tags)) for tags in ("JB", "S", "I"))
    match kind:
        case "thesis":
            return _place(series=series, school=publisher or venue)
        case "book":
            return _place(series=series or venue, publisher=publisher)
        case "preprint" if not venue and publisher.lower() in SERVERS:
            return _place(venue=publisher, series=series)  # The archive is the venue.
    return _place(venue=venue, series=series, publisher=publisher)


def _place(
    venue: str = "", series: str = "", publisher: str = "", school: str = ""
) -> dict[str, Any]:
    return {"venue": venue, "series": series, "publisher": publisher, "school": school}


def _numbers(block: Block, kind: str) -> dict[str, Any]:
    """Return volume, issue, ISBN and ISSN. ``extra`` are the numbers that are none of these.

    The number of a patent, or of a report without an issue, is in ``%@``.
    """
    texts = list(map(unescape, block.all("@")))
    book, serial, numbers = read_numbers(texts)
    issues = block.all("N")
    if kind == "patent" or (kind == "report" and not issues):
        issues, numbers = numbers[:1] + issues, numbers[1:]
    return {
        "volume": "" if _degree(block, kind) else bare_number(plain(block.first("V"))),
        "number": bare_number(plain(next(iter(issues), ""))),
        "isbn": book,
        "issn": serial,
        "extra": kept({"@": numbers + further_numbers(texts), "N": issues[1:]}),
    }


def _addresses(block: Block) -> Addresses:
    urls = [url for text in block.all("U") for url in split_addresses(text)]
    files = list(filter(is_on_the_web, block.all(">")))
    return find_addresses(block.all("R"), urls, files, block.all("Z", "M"))


# ------------------------------------------------------------------------------------- people


def _people(block: Block, kind: str) -> dict[str, Any]:
    """Return the authors and the editors, and whether the list of authors is incomplete."""
    cnki = "cnki" in " ".join(block.all("W", "L")).lower()
    editors, _ = _editors_tags(block, kind)
    authors, cut = without_others(_names(block, "A", cnki=cnki) if editors != "A" else [])
    return {
        "authors": _read_names(authors, cnki=cnki),
        "authors_cut": cut,
        "editors": _read_names(_names(block, editors, cnki=cnki), cnki=cnki),
    }


def _editors_tags(block: Block, kind: str) -> tuple[str, str]:
    """Return the tag of the editors, and the tag of the editors of the series if there are any.

    EndNote has the editors of an edited book in %A. It has those of a book in %Y, if %E holds the
    editors of its series.
    """
    if kind == "book" and block.first("Y"):
        return "Y", "E"
    alone = kind == "proceedings" and "E" not in block.tags
    return ("A", "") if alone else ("E", "")


def _names(block: Block, tag: str, *, cnki: bool) -> list[str]:
    """Return one name per line, as EndNote writes them, or split CNKI's one line."""
    return [name for value in block.all(tag) for name in split_names(value, lists=cnki)]


def _read_names(texts: list[str], *, cnki: bool) -> tuple[Name, ...]:
    names = [read_name(text) for text in texts if text.strip(" ,;")]
    return tuple(_family_first(name) if cnki else name for name in names)


def _family_first(name: Name) -> Name:
    """Return CNKI's ``LIU Song`` with the capitals as the family name."""
    if len(name.given) > 1 and name.given.isupper() and not name.family.isupper():
        return replace(name, family=name.given.capitalize(), given=name.family)
    return name


# ------------------------------------------------------------------------------- what is left


def _extra(block: Block, kind: str, when: When) -> dict[str, str]:
    """Return the tags without a field, the type, and what the date does not contain."""
    editors, series_editors = _editors_tags(block, kind)
    handled = [*HANDLED, "Y"] if editors == "Y" else HANDLED
    year_is_odd = bool(block.first("D")) and not when.date
    return (
        block.rest(*handled)
        | _type(block, kind)
        | kept(
            {
                series_editors or "E": block.all(series_editors),
                "F": filter(str.isdecimal, [block.first("F")]),
                "D" if year_is_odd else "8": [when.more],
            }
        )
    )


def _degree(block: Block, kind: str) -> str:
    volume = plain(block.first("V"))
    return volume if kind == "thesis" and DEGREES.search(volume) else ""


def _type(block: Block, kind: str) -> dict[str, str]:
    """Return the type if it is more precise than the kind, and the name of a thesis or report."""
    type_, called = " ".join(block.first("0").split()), block.first("9")
    usual = ("", "generic", TYPES.get(kind, "Generic").lower())
    is_implied = type_.lower() in usual or kind_of(type_) != kind
    found = {} if is_implied else {"0": type_}
    degree = _degree(block, kind)
    if degree and called and degree != called:
        found["V"] = degree
    called = called or degree
    return found | ({"type" if kind in CALLED else "9": called} if called else {})


def _left_over(block: Block, kind: str, found: Addresses, places: dict[str, Any]) -> dict[str, str]:
    """Return values that no field took, by their tags."""
    left = {tag: text for tags in ALIKE for tag, text in block.further(*tags).items()}
    taken = {"", places["venue"], places["series"], places["school"]}
    for tag in "JB":
        if plain(name := block.first(tag)) not in taken:
            left[tag] = joined((name, left.get(tag, "")))
    not_addresses = [] if not found.url or is_address(found.url) else [found.url]
    return left | kept(
        {
            "C": block.all("C")[1 if kind in PLACED else 0 :],
            "R": [text for text in block.all("R") if not _is_doi(text, found.doi)],
            ">": [each for each in block.all(">") if not is_on_the_web(each)],
            "U": [*not_addresses, *found.others],
        }
    )


def _is_doi(text: str, doi: str) -> bool:
    return bool(doi) and find_doi(text) == doi
