"""Crossref's JSON: one work, a list of works, or works one per line.

The format: https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md. The key of a record
is its DOI. ``related`` are DOIs that the publisher links to it as its preprint or its version.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pubman.formats.answer_values import (
    body,
    clean_abstract,
    clean_text,
    clean_title,
    date_of_parts,
    first_isbn,
    first_issn,
    person,
    real_pages,
    take_retraction,
    with_subtitle,
)
from pubman.formats.crossref.places import Named, fields_of
from pubman.formats.items import Problem
from pubman.formats.json_answers import (
    Item,
    filled,
    items_at,
    read_answer,
    text_at,
    texts_at,
    value_at,
)
from pubman.formats.json_objects import as_list, as_text
from pubman.formats.languages import read_language
from pubman.formats.pieces import Pieces
from pubman.formats.row_keys import row_key
from pubman.record import Date, Link, Name, Record
from pubman.text.identifiers import doi
from pubman.text.plain import tidy_pages

PLACES: Final = ("message.items", "message", "items")
KINDS: Final = {
    "journal-article": "article", "proceedings-article": "conference", "posted-content": "preprint",
    "book-chapter": "chapter", "book-section": "chapter", "book-part": "chapter",
    "book-track": "chapter", "reference-entry": "chapter", "monograph": "book", "book": "book",
    "edited-book": "book", "reference-book": "book", "book-set": "book", "book-series": "book",
    "dissertation": "thesis", "report": "report", "report-component": "report",
    "report-series": "report", "standard": "standard", "dataset": "dataset", "software": "software",
    "proceedings": "proceedings", "proceedings-series": "proceedings", "other": "other",
}  # fmt: skip
"""Crossref's types -> kinds."""
POSTED: Final = {"dissertation": "thesis", "report": "report"}
"""Subtypes of posted content that are not preprints."""
LEFT_OUT: Final = {
    "journal": "a journal", "journal-issue": "an issue of a journal",
    "journal-volume": "a volume of a journal", "component": "a part of a paper (a figure, a file)",
    "grant": "a grant", "peer-review": "a review of a paper", "database": "a database",
}  # fmt: skip
"""Types that are not publications of a person, and what they are."""
DATES: Final = ("issued", "published", "posted")
"""The fields with the date, best first. ``issued`` is the earlier of print and online."""
TIES: Final = ("is-preprint-of", "has-preprint", "is-version-of", "has-version", "is-identical-to")
"""Relations between forms of one work."""
_UPDATES: Final = (
    "retraction", "removal", "withdrawal", "partial_retraction", "expression_of_concern",
)  # fmt: skip
"""Updates that retract or withdraw a work. Corrections and errata do not."""


def read(text: Pieces) -> Iterator[Record | Problem]:
    """Yield the records of an answer of Crossref."""
    return read_answer(text, PLACES, record_of)


def record_of(work: Item) -> Record | str:
    """Return the record of one work, or what it is instead of a publication."""
    type_ = text_at(work, "type")
    if type_ in LEFT_OUT:
        return f"{LEFT_OUT[type_]}, not a publication"
    kind = kind_of(work)
    title, retraction = take_retraction(_title(work))
    plain, markup = clean_title(title)
    number = doi(text_at(work, "DOI"))
    date = next(filter(None, (date_at(work, name) for name in DATES)), None)
    authors = tuple(names_at(work, "author"))
    if not (plain or authors or number):
        return "a work without title, authors and DOI"
    return Record(
        **fields_of(_places(work), kind),
        source_key=number or row_key(plain, str(date.year if date else ""), {}),
        kind=kind,
        title=plain,
        title_markup=markup,
        authors=authors,
        editors=tuple(names_at(work, "editor")),
        date=date,
        volume=text_at(work, "volume"),
        number=text_at(work, "issue", "journal-issue.issue"),
        pages=_pages(work),
        edition=text_at(work, "edition-number"),
        doi=number,
        isbn=first_isbn(texts_at(work, "ISBN")),
        issn=first_issn(texts_at(work, "ISSN")),
        abstract=clean_abstract(text_at(work, "abstract")),
        language=read_language(text_at(work, "language")),
        links=tuple(_pdfs(work)),
        related=tuple(dict.fromkeys(_ties(work))),
        extra=_extra(work, date, retraction),
    )


def kind_of(work: Item) -> str:
    """Return the kind of a work. A book that has editors and no authors is an edited volume."""
    type_ = text_at(work, "type")
    if type_ == "posted-content":
        return POSTED.get(text_at(work, "subtype"), "preprint")
    if type_ == "edited-book" and not work.get("author"):
        return "proceedings"
    return KINDS.get(type_, "other")


def _title(work: Item) -> str:
    title = text_at(work, "title", "original-title")
    return with_subtitle(title, text_at(work, "subtitle"))


def names_at(work: Item, field: str) -> Iterator[Name]:
    """Yield the people and groups of a field, in the order of the list."""
    for each in items_at(work, field):
        number = text_at(each, "ORCID")
        if name := text_at(each, "name"):
            yield body(name)
        elif text_at(each, "family") or text_at(each, "given"):
            family, given = (clean_text(text_at(each, part)) for part in ("family", "given"))
            yield person(family, given, suffix=text_at(each, "suffix"), number=number)


def date_at(work: Item, field: str) -> Date | None:
    """Return the date of a field. Crossref has ``[[null]]`` for none; old dumps have flat lists."""
    parts = as_list(value_at(work, f"{field}.date-parts"))
    first = parts[0] if parts else []
    return date_of_parts(first if isinstance(first, list) else parts)


def _places(work: Item) -> Named:
    """Return the places that a work names. The second container is the series of the first."""
    container = [clean_text(text) for text in texts_at(work, "container-title")]
    return Named(
        container=next(iter(container), ""),
        series=next(iter(container[1:]), ""),
        publisher=clean_text(text_at(work, "publisher")),
        town=text_at(work, "publisher-location"),
        institution=clean_text(text_at(work, "institution.name")),
        group=clean_text(text_at(work, "group-title")),
        event=clean_text(text_at(work, "event.name")),
        meeting=text_at(work, "event.location"),
    )


def _pages(work: Item) -> str:
    pages = real_pages(text_at(work, "page"))
    return tidy_pages(pages or text_at(work, "article-number"))


def _pdfs(work: Item) -> Iterator[Link]:
    for each in items_at(work, "link"):
        is_pdf = text_at(each, "content-type") == "application/pdf"
        if is_pdf and text_at(each, "intended-application") != "similarity-checking":
            yield Link(label="pdf", url=text_at(each, "URL"))
            return


def _ties(work: Item) -> Iterator[str]:
    for relation in TIES:
        for each in items_at(work, f"relation.{relation}"):
            if text_at(each, "id-type") == "doi" and (number := doi(text_at(each, "id"))):
                yield number


def _extra(work: Item, date: Date | None, retraction: str) -> dict[str, str]:
    printed = date_at(work, "published-print")
    differs = printed is not None and date is not None and printed.year != date.year
    return filled(
        {
            "printed": str(printed) if differs else "",
            "retraction": [retraction, *_updates(work, _UPDATES)],
            "correction": _updates(work, ("correction", "corrigendum", "erratum")),
            "updates": [doi(text_at(each, "DOI")) for each in items_at(work, "update-to")],
            "event": clean_text(text_at(work, "event.name")),
            "short_venue": clean_text(text_at(work, "short-container-title")),
            "funders": [text_at(each, "name") for each in items_at(work, "funder")],
            "license": text_at(work, "license.URL"),
            "deposited": text_at(work, "deposited.date-time"),
            "aliases": texts_at(work, "aliases"),
            **{relation: _tied(work, relation) for relation in TIES},
        }
    )


def _updates(work: Item, types: tuple[str, ...]) -> list[str]:
    """Return what happened to the work later: the kind of update, its notice, and its source."""
    every = items_at(work, "updated-by")
    found = (each for each in every if text_at(each, "type").lower() in types)
    return [_joined(each, "type", "DOI", "source") for each in found]


def _joined(item: Item, *names: str) -> str:
    return " ".join(filter(None, (text_at(item, name) for name in names)))


def _tied(work: Any, relation: str) -> list[str]:
    return [as_text(each.get("id")) for each in items_at(work, f"relation.{relation}")]
