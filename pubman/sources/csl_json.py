"""CSL-JSON: what Zotero, pandoc, citation.js and Crossref call their data.

The format: https://docs.citationstyles.org/en/stable/specification.html, appendices III and IV,
and https://github.com/citation-style-language/schema (csl-data.json).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from pubman.record import Date, Link, Name, Problem, Record
from pubman.sources.dates import read_date
from pubman.sources.html_titles import plain_text, read_title
from pubman.sources.json_objects import Found, as_list, as_text, objects
from pubman.sources.pieces import Pieces, begin
from pubman.sources.scholar import row_key, tidy_pages, whole_name
from pubman.sources.tagged import find_first, read_numbers, split_words
from pubman.text.identifiers import arxiv_id, doi, find_arxiv_id, find_doi, orcid

_KINDS: Final = {
    "article": "preprint", "article-journal": "article", "article-magazine": "article",
    "article-newspaper": "article", "paper-conference": "conference", "chapter": "chapter",
    "entry-encyclopedia": "chapter", "entry-dictionary": "chapter", "entry": "chapter",
    "book": "book", "thesis": "thesis", "report": "report", "patent": "patent",
    "dataset": "dataset", "software": "software", "manuscript": "preprint",
    "standard": "report", "collection": "proceedings", "review": "article",
    # Crossref's own types, in what its CSL service returns
    "journal-article": "article", "proceedings-article": "conference", "book-chapter": "chapter",
    "posted-content": "preprint", "dissertation": "thesis", "monograph": "book",
    "edited-book": "proceedings", "proceedings": "proceedings",
}  # fmt: skip
_HANDLED: Final = frozenset(
    "id type title author editor issued container-title collection-title volume issue number page"
    " edition publisher publisher-place event-place DOI ISBN ISSN URL abstract language note"
    " keyword citation-key number-of-pages custom".split()
)
VARIABLES: Final = _HANDLED | frozenset(
    "accessed annote archive archive_collection archive_location archive-place authority"
    " available-date call-number categories chapter-number citation-label citation-number"
    " collection-editor collection-number compiler composer container-author"
    " container-title-short contributor curator dimensions director division"
    " editorial-director editor-translator event event-date event-title executive-producer"
    " first-reference-note-number genre guest host illustrator interviewer journalAbbreviation"
    " jurisdiction keyword locator medium narrator number-of-volumes organizer"
    " original-author original-date original-publisher original-publisher-place original-title"
    " page-first part-number part-title performer PMCID PMID printing-number producer recipient"
    " references reviewed-author reviewed-genre reviewed-title scale script-writer section"
    " series-creator shortTitle source status submitted supplement-number title-short translator"
    " version volume-title volume-title-short year-suffix".split()
)
"""The variables that the schema of CSL-JSON knows."""
_CUSTOM: Final = ("venue_key", "title_translated", "status", "award")
"""Fields of a work that :mod:`pubman.exports.csl_json` puts into ``custom``."""
_NAMING: Final = ("title", "author", "container-title", "issued", "custom", "note", "DOI", "URL")
"""One of these makes an item a record; every item has an id and a type."""
_VENUES: Final = {"conference": "event-title", "preprint": "publisher"}
"""What stands for the venue where there is no container."""
_MEETINGS: Final = frozenset({"workshop", "demo"})
_OWN_KINDS: Final = _MEETINGS | {"proceedings"}
"""Kinds that CSL has no type for, and that pubman says in ``custom``."""
_CONFERENCES: Final = frozenset({"conference", *_MEETINGS})
_IN_SERIES: Final = frozenset({"book", "chapter", "proceedings", *_CONFERENCES})
ALL_TYPES: Final = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic"
    " collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic"
    " hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet"
    " paper-conference patent performance periodical personal_communication post post-weblog"
    " regulation report review review-book software song speech standard thesis treaty"
    " webpage".split()
)
"""The types of CSL 1.0.2, appendix III."""


def read(text: Pieces) -> Iterator[Record | Problem]:
    """One record for each item of an array, of ``{"items": [...]}``, or of a lone item."""
    seen: dict[str, int] = {}
    for found in objects(text, "items" if '"items"' in begin(text, 2000) else ""):
        if isinstance(found, Problem):
            yield found
        elif not any(found.value.get(name) for name in _NAMING):
            message = "an item without title, authors and container"
            yield Problem(level="left out", message=message, raw=found.raw, line=found.line)
        else:
            yield _with_key(_record(found.value), found, seen)


def _with_key(record: Record, found: Found, seen: dict[str, int]) -> Record:
    """``record`` under the item's own key; an address or a mere number is none."""
    key = as_text(found.value.get("citation-key")) or as_text(found.value.get("id"))
    if not key or key.isdecimal() or "://" in key:
        key = row_key(record.title or record.venue, str(record.year or ""), seen)
    else:
        seen[key] = seen.get(key, 0) + 1
        key = key if seen[key] == 1 else f"{key}#{seen[key]}"
    return replace(record, source_key=key, raw=found.raw, line=found.line)


def _record(item: Mapping[str, Any]) -> Record:
    """The record of one item, before its key."""

    def text(name: str) -> str:
        return as_text(item.get(name))

    custom = _custom(item)
    kind = as_text(custom.get("kind"))
    kind = kind if kind in _OWN_KINDS else _kind(text("type"))
    title, markup = read_title(_first(item.get("title")))
    venue = plain_text(_first(item.get("container-title")))
    found_isbn, found_issn, _ = read_numbers([text("ISBN"), text("ISSN")])
    places = (text("number"), text("URL"), text("DOI"), text("note"))
    return Record(
        kind=kind,
        title=title,
        title_markup=markup,
        authors=_names(item.get("author")),
        authors_cut=custom.get("authors_cut") is True,
        editors=_names(item.get("editor")),
        date=_date(item.get("issued")),
        venue=venue or text(_VENUES.get(kind, "")),
        series=plain_text(text("collection-title")),
        volume=text("volume"),
        number=text("issue")
        or ("" if find_arxiv_id(text("number")) else text("number"))
        or (text("collection-number") if kind in _IN_SERIES else ""),
        pages=tidy_pages(text("page")),
        edition=text("edition"),
        publisher=""
        if kind == "thesis" or (kind == "preprint" and not venue)
        else text("publisher"),
        school=text("publisher") if kind == "thesis" else "",
        place=text("event-place") if kind in _CONFERENCES else "",
        doi=doi(text("DOI")) or find_doi(text("URL")),
        arxiv_id=arxiv_id(as_text(custom.get("arxiv_id")))
        or find_first(arxiv_id, places)
        or find_first(find_arxiv_id, places),
        isbn=found_isbn,
        issn=found_issn,
        url="" if doi(text("URL")) else text("URL"),
        abstract=plain_text(text("abstract")),
        language=text("language"),
        note=text("note"),
        keywords=split_words([text("keyword").replace(",", ";")]),
        tags=tuple(as_text(tag) for tag in as_list(custom.get("tags")) if as_text(tag)),
        links=tuple(_links(custom.get("links"))),
        extra=_extra(item, kind) | _more(custom),
        venue_key=as_text(custom.get("venue_key")),
        title_translated=as_text(custom.get("title_translated")),
        status=as_text(custom.get("status")),
        award=as_text(custom.get("award")),
    )


def _custom(item: Mapping[str, Any]) -> Mapping[str, Any]:
    found = item.get("custom")
    return found if isinstance(found, dict) else {}


def _more(custom: Mapping[str, Any]) -> dict[str, str]:
    """What stands in ``custom`` and is no field of a work."""
    taken = {*_CUSTOM, "kind", "arxiv_id", "authors_cut", "tags", "links"}
    texts = {name: as_text(value) for name, value in custom.items() if name not in taken}
    return {name: text for name, text in texts.items() if text}


def _links(value: object) -> Iterator[Link]:
    for each in as_list(value):
        if isinstance(each, dict) and (url := as_text(each.get("url"))):
            yield Link(label=as_text(each.get("label")), url=url)


def _kind(type_: str) -> str:
    return _KINDS.get(type_.lower(), "other")


def _first(value: object) -> str:
    """The first of several titles: Crossref gives lists."""
    return as_text(next(iter(as_list(value)), ""))


def _extra(item: Mapping[str, Any], kind: str) -> dict[str, str]:
    used = {"event-title"} if kind in _CONFERENCES and not item.get("container-title") else set()
    extra = {name: as_text(value) for name, value in item.items() if name not in _HANDLED | used}
    if kind not in _CONFERENCES:
        extra["event-place"] = as_text(item.get("event-place"))
    extra["publisher-place"] = as_text(item.get("publisher-place"))
    extra["number-of-pages"] = as_text(item.get("number-of-pages"))
    if item.get("issue"):
        extra["number"] = as_text(item.get("number"))
    if kind in _IN_SERIES and not (item.get("issue") or item.get("number")):
        extra.pop("collection-number", None)  # it is the record's number
    if len(parts := as_list(_parts(item.get("issued")))) == 2:
        extra["date"] = "/".join("-".join(f"{as_text(p):>02}" for p in as_list(e)) for e in parts)
    if kind == "other":
        extra["type"] = as_text(item.get("type"))
    return {name: value for name, value in extra.items() if value}


def _parts(issued: object) -> object:
    return issued.get("date-parts") if isinstance(issued, dict) else None


def _names(value: object) -> tuple[Name, ...]:
    names = (_name(each) for each in as_list(value))
    return tuple(name for name in names if name.full)


def _name(value: object) -> Name:
    """A name in CSL's parts; a lone string is taken apart as any other."""
    if not isinstance(value, dict):
        return whole_name(as_text(value))
    part = {key: as_text(each) for key, each in value.items()}
    if part.get("literal") or part.get("name"):
        return Name(literal=part.get("literal") or part.get("name", ""))
    if not part.get("family"):
        return whole_name(part.get("given", ""))
    dropping = part.get("dropping-particle", "")
    return Name(
        family=part["family"],
        given=f"{part.get('given', '')} {dropping}".strip(),
        particle=part.get("non-dropping-particle", ""),
        suffix=part.get("suffix", ""),
        orcid=orcid(part.get("ORCID", "")),
    )


def _date(value: object) -> Date | None:
    """The first date of ``date-parts``, else ``raw`` or ``literal``; a plain string too."""
    if not isinstance(value, dict):
        return read_date(as_text(value))
    first: object = next(iter(as_list(value.get("date-parts"))), [])
    parts = [as_text(part) for part in as_list(first)][:3]
    if parts and parts[0].isdecimal():
        return read_date("-".join(parts))
    return read_date(as_text(value.get("raw")), as_text(value.get("literal")))
