"""CSL-JSON: what Zotero, pandoc, citation.js and Crossref call their data.

The format: https://docs.citationstyles.org/en/stable/specification.html, appendices III and IV,
and https://github.com/citation-style-language/schema (csl-data.json).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from pubman.formats.bibtex.fields import STATUS_WORDS
from pubman.formats.csl.date_parts import as_biblatex, date_of
from pubman.formats.csl.extra import extra, goes_on, names, with_note
from pubman.formats.csl.vocabulary import ENTRY_TYPES, KEYS, STATES, SUBTYPE
from pubman.formats.dates import read_date
from pubman.formats.json_objects import Found, as_list, as_text, objects
from pubman.formats.pieces import Pieces, begin
from pubman.formats.scholar.completion import row_key, tidy_pages
from pubman.formats.tagged.blocks import find_first, read_numbers, split_words
from pubman.record import Date, Link, Problem, Record
from pubman.text.html_text import plain_text, read_title
from pubman.text.identifiers import arxiv_id, doi, find_arxiv_id, find_doi

_KINDS: Final = {
    "article": "preprint", "article-journal": "article", "article-magazine": "article",
    "article-newspaper": "article", "paper-conference": "conference", "chapter": "chapter",
    "entry-encyclopedia": "chapter", "entry-dictionary": "chapter", "entry": "chapter",
    "book": "book", "thesis": "thesis", "report": "report", "patent": "patent",
    "dataset": "dataset", "software": "software", "manuscript": "preprint",
    "standard": "standard", "collection": "proceedings", "review": "review",
    "review-book": "review", "speech": "talk", "webpage": "website", "post-weblog": "website",
    "pamphlet": "book", "periodical": "proceedings",
    # Crossref's own types, in what its CSL service returns
    "journal-article": "article", "proceedings-article": "conference", "book-chapter": "chapter",
    "posted-content": "preprint", "dissertation": "thesis", "monograph": "book",
    "edited-book": "proceedings", "proceedings": "proceedings",
}  # fmt: skip
_HANDLED: Final = frozenset(
    "id type title subtitle author editor issued container-title collection-title volume issue"
    " number page edition publisher publisher-place event-place DOI ISBN ISSN URL abstract language"
    " note keyword citation-key custom article-number volume-title status subject arxiv".split()
)
_CUSTOM: Final = ("venue_key", "title_translated", "status", "award")
"""Fields of a work that :mod:`pubman.formats.csl.writer` puts into ``custom``."""
_NAMING: Final = ("title", "author", "container-title", "issued", "custom", "note", "DOI", "URL")
"""One of these makes an item a record; every item has an id and a type."""
_VENUES: Final = {"conference": "event-title", "preprint": "publisher"}
"""What stands for the venue where there is no container."""
_MEETINGS: Final = frozenset({"workshop", "demo"})
_ISSUED: Final = ("issued", "published-print", "published-online", "published", "created")
"""Where the date stands; the others are Crossref's."""
_HEADING = re.compile(r"(?i)\A\s*<(?:jats:)?title>\s*abstract\s*</(?:jats:)?title>")
_PLAIN_TYPES: Final = frozenset({"webpage", "speech"})
_OWN_KINDS: Final = _MEETINGS | {"proceedings", "lecture notes"}
"""Kinds that CSL has no type for, and that pubman says in ``custom``."""
_CONFERENCES: Final = frozenset({"conference", *_MEETINGS})
_IN_SERIES: Final = frozenset({"book", "chapter", "proceedings", *_CONFERENCES})


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
    item = with_note(found.value)
    own = (item.get("citation-key"), _custom(item).get("citation-key"), item.get("id"))
    key = next((text for text in map(as_text, own) if text), "")
    if not key or key.isdecimal() or "://" in key:
        key = row_key(record.title or record.venue, str(record.year or ""), seen)
    else:
        seen[key] = seen.get(key, 0) + 1
        key = key if seen[key] == 1 else f"{key}#{seen[key]}"
    return replace(record, source_key=key, raw=found.raw, line=found.line)


def _record(item: Mapping[str, Any]) -> Record:
    """The record of one item, before its key."""
    item = with_note(item)

    def text(name: str) -> str:
        return as_text(item.get(name))

    custom = _custom(item)
    kind = as_text(custom.get("kind"))
    kind = kind if kind in _OWN_KINDS else _kind(text("type"))
    title, markup, venue, main = _titles(item, kind)
    authors = names(item.get("author"))
    found_isbn, found_issn, _ = read_numbers([text("ISBN"), text("ISSN")])
    places = (text("number"), text("URL"), text("DOI"), text("note"), text("arxiv"))
    more = _extra(item, kind) | main | _more(custom)
    date, state = _dated(item, more)
    arxiv = arxiv_id(as_text(custom.get("arxiv_id")))
    state = STATUS_WORDS.get(text("status").lower(), "") or state
    printed = STATES.get(state, state)
    if text("status") and text("status") != printed:
        more["pubstate"] = KEYS.get(text("status"), text("status"))
    return Record(
        kind=kind,
        title=title,
        title_markup=markup,
        authors=authors[:-1] if goes_on(authors) else authors,
        authors_cut=goes_on(authors) or custom.get("authors_cut") is True,
        editors=names(item.get("editor")),
        date=date,
        venue=venue or text(_VENUES.get(kind, "")),
        series=plain_text(text("collection-title")),
        volume=text("volume"),
        number=text("issue")
        or ("" if find_arxiv_id(text("number")) else text("number"))
        or (text("collection-number") if kind in _IN_SERIES else ""),
        pages=tidy_pages(text("page") or text("article-number")),
        edition=text("edition"),
        publisher=""
        if kind == "thesis" or (kind == "preprint" and not venue)
        else text("publisher"),
        school=text("publisher") if kind == "thesis" else "",
        place=text("event-place") if kind in _CONFERENCES else text("publisher-place"),
        doi=doi(text("DOI")) or find_doi(text("URL")),
        arxiv_id=arxiv or find_first(arxiv_id, places) or find_first(find_arxiv_id, places),
        isbn=found_isbn,
        issn=found_issn,
        url="" if doi(text("URL")) or (arxiv and arxiv_id(text("URL")) == arxiv) else text("URL"),
        abstract=plain_text(_HEADING.sub("", text("abstract"))),
        language=text("language"),
        note=plain_text(text("note")),
        keywords=split_words([(text("keyword") or text("subject")).replace(",", ";")]),
        tags=tuple(as_text(tag) for tag in as_list(custom.get("tags")) if as_text(tag)),
        links=tuple(_links(custom.get("links"))),
        extra=more,
        venue_key=as_text(custom.get("venue_key")),
        title_translated=as_text(custom.get("title_translated")),
        status=as_text(custom.get("status")) or state,
        award=as_text(custom.get("award")),
    )


def _titles(item: Mapping[str, Any], kind: str) -> tuple[str, str, str, dict[str, str]]:
    """Title, its markup, the venue, and what of a work in several volumes is not among them.

    CSL's title is that of the whole work, biblatex's that of the volume; a chapter stands in both.
    """
    said, subtitle = _first(item.get("title")), _first(item.get("subtitle"))
    if subtitle and subtitle.lower() not in said.lower():
        said = f"{said}: {subtitle}"
    volume = _first(item.get("volume-title"))
    venue = plain_text(_first(item.get("container-title")))
    main: dict[str, str] = {}
    if volume and kind in ("book", "proceedings"):
        said, main = volume, {"maintitle": plain_text(said)}
    elif volume and kind in _IN_SERIES and venue:
        venue, main = plain_text(volume), {"maintitle": venue}
    elif volume:
        main = {"issuetitle": plain_text(volume)}
    if as_text(item.get("type")) == "periodical" and venue:
        main = {"issuetitle": plain_text(said)} if said and plain_text(said) != venue else {}
        said, venue = _first(item.get("container-title")), ""
    if not said and kind == "proceedings":
        said, venue = venue, ""
    title, markup = read_title(said)
    return title, markup, venue, main


def _dated(item: Mapping[str, Any], more: dict[str, str]) -> tuple[Date | None, str]:
    """The date and the status that stands in place of one; ``more`` gets what neither can say."""
    issued = next((item[name] for name in _ISSUED if _has_date(item.get(name))), item.get("issued"))
    date = _date(issued)
    if not isinstance(issued, dict):
        return date, ""
    words = as_text(issued.get("raw")) or as_text(issued.get("literal"))
    text = as_biblatex(issued)
    if not text and len(date_of(words).get("date-parts", ())) == 2:
        text = words
    if text and text != str(date or ""):
        more["date"] = text
    status = "" if date else STATUS_WORDS.get(words.lower(), "")
    if words and not (date or text or status):
        more["year"] = words
    return date, status


def _has_date(value: object) -> bool:
    """True for a date that says a year: Crossref has ``[[null]]`` where it knows none."""
    if not isinstance(value, dict):
        return bool(as_text(value))
    first: object = next(iter(as_list(value.get("date-parts"))), [])
    return bool(as_list(first) and as_text(as_list(first)[0])) or any(
        as_text(value.get(name)) for name in ("raw", "literal")
    )


def _custom(item: Mapping[str, Any]) -> Mapping[str, Any]:
    found = item.get("custom")
    return found if isinstance(found, dict) else {}


def _more(custom: Mapping[str, Any]) -> dict[str, str]:
    """What stands in ``custom`` and is no field of a work."""
    taken = {*_CUSTOM, "citation-key", "kind", "arxiv_id", "authors_cut", "tags", "links"}
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
    handled = set(_HANDLED)
    if kind in _CONFERENCES and not item.get("container-title"):
        handled |= {"event-title", "event"}
    if kind in _IN_SERIES and not (item.get("issue") or item.get("number")):
        handled.add("collection-number")  # it is the record's number
    handled.add("genre")
    found = extra(item, frozenset(handled))
    type_, genre = as_text(item.get("type")), as_text(item.get("genre"))
    if kind == "other" and type_ not in ("", "document"):
        found |= {"genre": genre, "type": type_}
    else:
        found["type"] = KEYS.get(genre, genre)
        finer = type_ if type_ in ENTRY_TYPES and type_ not in _PLAIN_TYPES else ""
        found["entrysubtype"] = SUBTYPE.get(type_, finer) or found.get("entrysubtype", "")
    other = "publisher-place" if kind in _CONFERENCES else "event-place"
    found["venue" if other == "event-place" else other] = as_text(item.get(other))
    if item.get("issue"):
        found["number"] = as_text(item.get("number"))
    if _derived(found.get("shorttitle", ""), _first(item.get("title"))):
        del found["shorttitle"]
    return {name: value for name, value in found.items() if value}


def _derived(short: str, title: str) -> bool:
    """True for a short title that is no more than the title before its colon."""
    return bool(short) and plain_text(title).startswith(f"{short}: ")


def _date(value: object) -> Date | None:
    """The first date of ``date-parts``, else ``raw`` or ``literal``; a plain string too."""
    if not isinstance(value, dict):
        return read_date(as_text(value))
    first: object = next(iter(as_list(value.get("date-parts"))), [])
    parts = [as_text(part) for part in as_list(first)][:3]
    if parts and parts[0].isdecimal():
        return read_date("-".join(parts))
    return read_date(as_text(value.get("raw")), as_text(value.get("literal")))
