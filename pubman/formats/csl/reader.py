"""Read CSL-JSON, the data format of Zotero, pandoc and citation.js.

The format: https://docs.citationstyles.org/en/stable/specification.html, appendices III and IV, and
https://github.com/citation-style-language/schema (csl-data.json).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from pubman.formats.bibtex.fields import STATUS_WORDS
from pubman.formats.csl.dating import dated
from pubman.formats.csl.extra import extra, goes_on, names, with_note
from pubman.formats.csl_vocabulary import ENTRY_TYPES, KEYS, STATES, SUBTYPE
from pubman.formats.items import Problem
from pubman.formats.json_objects import Found, as_list, as_text, objects
from pubman.formats.pieces import Pieces, begin
from pubman.formats.row_keys import record_key
from pubman.formats.value_lists import find_first, read_numbers, split_words
from pubman.record import Link, Record
from pubman.text.html_text import plain_text, read_title
from pubman.text.identifiers import arxiv_id, doi, find_arxiv_id, find_doi
from pubman.text.plain import tidy_pages

_HEADING = re.compile(r"(?i)\A\s*<(?:jats:)?title>\s*abstract\s*</(?:jats:)?title>")
FIELDS: Final[Mapping[str, tuple[str, Callable[[str], str]]]] = {
    "series": ("collection-title", plain_text),
    "volume": ("volume", str),
    "pages": ("page article-number", tidy_pages),
    "edition": ("edition", str),
    "abstract": ("abstract", lambda text: plain_text(_HEADING.sub("", text))),
    "language": ("language", str),
    "note": ("note", plain_text),
}
"""The fields that one variable gives directly: the variables, best first, and the cleaner."""

_KINDS: Final = {
    "article": "preprint", "article-journal": "article", "article-magazine": "article",
    "article-newspaper": "article", "paper-conference": "conference", "chapter": "chapter",
    "entry-encyclopedia": "chapter", "entry-dictionary": "chapter", "entry": "chapter",
    "book": "book", "thesis": "thesis", "report": "report", "patent": "patent",
    "dataset": "dataset", "software": "software", "manuscript": "preprint",
    "standard": "standard", "collection": "proceedings", "review": "review",
    "review-book": "review", "speech": "talk", "webpage": "website", "post-weblog": "website",
    "pamphlet": "book", "periodical": "proceedings",
    # Crossref's own types, as its CSL service returns them.
    "journal-article": "article", "proceedings-article": "conference", "book-chapter": "chapter",
    "posted-content": "preprint", "dissertation": "thesis", "monograph": "book",
    "edited-book": "proceedings", "proceedings": "proceedings",
}  # fmt: skip
_HANDLED: Final = frozenset(
    "id type title subtitle author editor issued container-title collection-title volume issue"
    " number page edition publisher publisher-place event-place DOI ISBN ISSN URL abstract language"
    " note keyword citation-key custom article-number volume-title status subject arxiv genre"
    .split()
)  # fmt: skip
"""Variables that the reader knows. Any other is kept under its name."""
_CUSTOM: Final = ("venue_key", "title_translated", "status", "award")
"""Fields of a work that :mod:`pubman.formats.csl.writer` puts into ``custom``."""
_NAMING: Final = ("title", "author", "container-title", "issued", "custom", "note", "DOI", "URL")
"""An item is a record if it has one of these."""
_VENUES: Final = {"conference": ("event-title", "event"), "preprint": ("publisher",)}
"""The variables that are the venue if there is no container."""
_MEETINGS: Final = frozenset({"workshop", "demo"})
_PLAIN_TYPES: Final = frozenset({"webpage", "speech"})
_OWN_KINDS: Final = _MEETINGS | {"proceedings", "lecture notes"}
"""Kinds without a type in CSL. pubman writes them to ``custom``."""
_CONFERENCES: Final = frozenset({"conference", *_MEETINGS})
_IN_SERIES: Final = frozenset({"book", "chapter", "proceedings", *_CONFERENCES})

Item = Mapping[str, Any]


def read(text: Pieces) -> Iterator[Record | Problem]:
    """Yield the records of an array, of ``{"items": [...]}``, or of a single item."""
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
    """Return ``record`` under the item's own key, unless that is an address or only a number."""
    item = with_note(found.value)
    own = (item.get("citation-key"), _custom(item).get("citation-key"), item.get("id"))
    key = next((text for text in map(as_text, own) if text), "")
    key = record_key("" if "://" in key else key, record, seen)
    return replace(record, source_key=key, raw=found.raw, line=found.line)


def _record(item: Item) -> Record:
    """Return the record of one item, before its key."""
    item = with_note(item)
    custom = _custom(item)
    kind = _kind(item, custom)
    titles, main = _titles(item, kind)
    date, state, left = dated(item)
    more = _extra(item, kind) | main | _more(custom) | left
    status = STATUS_WORDS.get(_text(item, "status").lower(), "") or state
    if unusual := _unusual_status(item, status):
        more["pubstate"] = unusual
    book, serial, _ = read_numbers([_text(item, "ISBN"), _text(item, "ISSN")])
    return Record(
        **_fields(item),
        **titles,
        **_people(item, custom),
        **_places(item, kind, titles["venue"]),
        **_addresses(item, custom),
        kind=kind,
        date=date,
        number=_number(item, kind),
        isbn=book,
        issn=serial,
        keywords=split_words([_text(item, "keyword", "subject").replace(",", ";")]),
        tags=tuple(filter(None, map(as_text, as_list(custom.get("tags"))))),
        links=tuple(_links(custom.get("links"))),
        extra=more,
        venue_key=as_text(custom.get("venue_key")),
        title_translated=as_text(custom.get("title_translated")),
        status=as_text(custom.get("status")) or status,
        award=as_text(custom.get("award")),
    )


def _text(item: Item, *variables: str) -> str:
    """Return the text of the first of ``variables`` that has one. An event may have a name."""
    for name in variables:
        value = item.get(name)
        text = as_text(value.get("name") if isinstance(value, dict) else value)
        if text:
            return text
    return ""


def _fields(item: Item) -> dict[str, Any]:
    """Return the values of the table :data:`FIELDS`."""
    return {
        name: clean(_text(item, *variables.split())) for name, (variables, clean) in FIELDS.items()
    }


def _kind(item: Item, custom: Item) -> str:
    own = as_text(custom.get("kind"))
    return own if own in _OWN_KINDS else _KINDS.get(_text(item, "type").lower(), "other")


def _people(item: Item, custom: Item) -> dict[str, Any]:
    """Return authors and editors. An incomplete list ends with *others*."""
    authors = names(item.get("author"))
    cut = goes_on(authors)
    return {
        "authors": authors[:-1] if cut else authors,
        "authors_cut": cut or custom.get("authors_cut") is True,
        "editors": names(item.get("editor")),
    }


def _titles(item: Item, kind: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Return title, markup and venue, and the remaining titles of a work in several volumes.

    CSL's title is that of the whole work, biblatex's that of the volume. A chapter is in both.
    """
    said, venue = _said_titles(item), plain_text(_first(item.get("container-title")))
    main: dict[str, str] = {}
    volume = _first(item.get("volume-title"))
    if volume:
        said, venue, main = _with_volume(said, venue, volume, kind)
    if _text(item, "type") == "periodical" and venue:
        main = {"issuetitle": plain_text(said)} if said and plain_text(said) != venue else {}
        said, venue = _first(item.get("container-title")), ""
    if not said and kind == "proceedings":
        said, venue = venue, ""
    title, markup = read_title(said)
    venue = venue or _text(item, *_VENUES.get(kind, ()))
    return {"title": title, "title_markup": markup, "venue": venue}, main


def _said_titles(item: Item) -> str:
    """Return the title with its subtitle, unless it has that already."""
    said, subtitle = _first(item.get("title")), _first(item.get("subtitle"))
    return f"{said}: {subtitle}" if subtitle and subtitle.lower() not in said.lower() else said


def _with_volume(said: str, venue: str, volume: str, kind: str) -> tuple[str, str, dict[str, str]]:
    if kind in ("book", "proceedings"):
        return volume, venue, {"maintitle": plain_text(said)}
    if kind in _IN_SERIES and venue:
        return said, plain_text(volume), {"maintitle": venue}
    return said, venue, {"issuetitle": plain_text(volume)}


def _places(item: Item, kind: str, venue: str) -> dict[str, Any]:
    """Return publisher, school and place. The publisher of a thesis is its school."""
    publisher = _text(item, "publisher")
    has_container = bool(_first(item.get("container-title"))) and bool(venue)
    is_server = kind == "preprint" and not has_container
    place = "event-place" if kind in _CONFERENCES else "publisher-place"
    return {
        "publisher": "" if kind == "thesis" or is_server else publisher,
        "school": publisher if kind == "thesis" else "",
        "place": _text(item, place),
    }


def _number(item: Item, kind: str) -> str:
    """Return the issue, or the number unless it is arXiv's, or that in a series."""
    number = _text(item, "number")
    own = "" if find_arxiv_id(number) else number
    in_series = _text(item, "collection-number") if kind in _IN_SERIES else ""
    return _text(item, "issue") or own or in_series


def _addresses(item: Item, custom: Item) -> dict[str, Any]:
    """Return DOI, arXiv number and address. Leave out an address that only holds a number."""
    url = _text(item, "URL")
    places = [_text(item, name) for name in ("number", "URL", "DOI", "note", "arxiv")]
    own = arxiv_id(as_text(custom.get("arxiv_id")))
    is_number = doi(url) or (own and arxiv_id(url) == own)
    return {
        "doi": doi(_text(item, "DOI")) or find_doi(url),
        "arxiv_id": own or find_first(arxiv_id, places) or find_first(find_arxiv_id, places),
        "url": "" if is_number else url,
    }


def _unusual_status(item: Item, status: str) -> str:
    """Return the status as biblatex writes it, if it is not the usual word for pubman's own."""
    said = _text(item, "status")
    return KEYS.get(said, said) if said and said != STATES.get(status, status) else ""


def _custom(item: Item) -> Item:
    found = item.get("custom")
    return found if isinstance(found, dict) else {}


def _more(custom: Item) -> dict[str, str]:
    """Return the values in ``custom`` that are not fields of a work."""
    taken = {*_CUSTOM, "citation-key", "kind", "arxiv_id", "authors_cut", "tags", "links"}
    texts = {name: as_text(value) for name, value in custom.items() if name not in taken}
    return {name: text for name, text in texts.items() if text}


def _links(value: object) -> Iterator[Link]:
    for each in as_list(value):
        if isinstance(each, dict) and (url := as_text(each.get("url"))):
            yield Link(label=as_text(each.get("label")), url=url)


def _first(value: object) -> str:
    """Return the first title if there are several, because Crossref gives lists."""
    return as_text(next(iter(as_list(value)), ""))


def _extra(item: Item, kind: str) -> dict[str, str]:
    """Return what no field holds, under biblatex's names."""
    found = extra(item, _handled(item, kind))
    found |= _types(item, kind, found.get("entrysubtype", ""))
    other = "publisher-place" if kind in _CONFERENCES else "event-place"
    found["venue" if other == "event-place" else other] = _text(item, other)
    if item.get("issue"):
        found["number"] = _text(item, "number")
    if _derived(found.get("shorttitle", ""), _first(item.get("title"))):
        del found["shorttitle"]
    return {name: value for name, value in found.items() if value}


def _handled(item: Item, kind: str) -> frozenset[str]:
    """Return the variables that fields hold. They depend on the item."""
    handled = set(_HANDLED)
    if kind in _CONFERENCES and not item.get("container-title"):
        handled |= {"event-title", "event"}
    if kind in _IN_SERIES and not (item.get("issue") or item.get("number")):
        handled.add("collection-number")  # This is the number of the record.
    return frozenset(handled)


def _types(item: Item, kind: str, subtype: str) -> dict[str, str]:
    """Return the type and the genre if they are more precise than the kind."""
    type_, genre = _text(item, "type"), _text(item, "genre")
    if kind == "other" and type_ not in ("", "document"):
        return {"genre": genre, "type": type_}
    finer = type_ if type_ in ENTRY_TYPES and type_ not in _PLAIN_TYPES else ""
    return {"type": KEYS.get(genre, genre), "entrysubtype": SUBTYPE.get(type_, finer) or subtype}


def _derived(short: str, title: str) -> bool:
    """Return whether a short title is only the part of the title before its colon."""
    return bool(short) and plain_text(title).startswith(f"{short}: ")
