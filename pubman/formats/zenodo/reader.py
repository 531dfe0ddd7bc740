"""Zenodo's JSON: one record, or the hits of a search.

The format: https://developers.zenodo.org. The key of a record is its DOI. ``related`` is the DOI
that all versions of the record share.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pubman.formats.answer_values import clean_abstract, clean_title, display_name, first_isbn
from pubman.formats.dates import read_date
from pubman.formats.items import Problem
from pubman.formats.json_answers import (
    Item,
    filled,
    items_at,
    read_answer,
    text_at,
    texts_at,
    unwrapped,
)
from pubman.formats.languages import read_language
from pubman.formats.pieces import Pieces
from pubman.record import Name, Record
from pubman.text.identifiers import arxiv_id, doi
from pubman.text.plain import tidy_pages

PLACES: Final = ("hits.hits",)
KINDS: Final = {
    "dataset": "dataset", "software": "software", "poster": "demo", "article": "article",
    "conferencepaper": "conference", "preprint": "preprint", "workingpaper": "report",
    "report": "report", "thesis": "thesis", "book": "book", "section": "chapter",
    "patent": "patent", "proposal": "report", "deliverable": "report", "datapaper": "article",
}  # fmt: skip
"""Types of records and of publications -> kinds."""


def read(text: Pieces) -> Iterator[Record | Problem]:
    """Yield the records of an answer of Zenodo."""
    return read_answer(text, PLACES, record_of)


def record_of(item: Item) -> Record | str:
    """Return the record of one deposit."""
    work = unwrapped(item, "metadata")
    title, markup = clean_title(text_at(work, "title"))
    number = doi(text_at(item, "doi", "metadata.doi"))
    if not title:
        return "a deposit without a title"
    type_ = text_at(work, "resource_type.subtype", "resource_type.type")
    kind = KINDS.get(type_, KINDS.get(text_at(work, "resource_type.type"), "other"))
    concept = doi(text_at(item, "conceptdoi"))
    return Record(
        source_key=number or text_at(item, "id"),
        kind=kind,
        title=title,
        title_markup=markup,
        authors=tuple(_names(work, "creators")),
        editors=tuple(_names(work, "contributors", "Editor")),
        date=read_date(text_at(work, "publication_date")),
        venue=_venue(work, kind),
        volume=text_at(work, "journal.volume"),
        number=text_at(work, "journal.issue"),
        pages=tidy_pages(text_at(work, "journal.pages", "part_of.pages", "imprint.pages")),
        publisher=text_at(work, "imprint.publisher"),
        school=text_at(work, "thesis.university"),
        place=text_at(work, "meeting.place", "imprint.place"),
        doi=number,
        arxiv_id=_arxiv(work),
        isbn=first_isbn([text_at(work, "imprint.isbn")]),
        url=text_at(item, "links.self_html", "links.html"),
        abstract=clean_abstract(text_at(work, "description")),
        language=read_language(text_at(work, "language")),
        keywords=tuple(texts_at(work, "keywords")),
        related=(concept,) if concept and concept != number else (),
        extra=_extra(item, work, type_, kind),
    )


def _names(work: Item, field: str, type_: str = "") -> Iterator[Name]:
    for each in items_at(work, field):
        if text_at(each, "type") == type_ or not type_:
            yield display_name(text_at(each, "name"), text_at(each, "orcid"))


def _venue(work: Item, kind: str) -> str:
    if kind in ("book", "thesis"):
        return ""
    return text_at(work, "journal.title", "meeting.title", "part_of.title") or "Zenodo"


def _arxiv(work: Item) -> str:
    texts = (text_at(each, "identifier") for each in items_at(work, "related_identifiers"))
    return next((number for text in texts if (number := arxiv_id(text))), "")


def _extra(item: Item, work: Item, type_: str, kind: str) -> dict[str, str]:
    related = items_at(work, "related_identifiers")
    return filled(
        {
            "concept_doi": doi(text_at(item, "conceptdoi")),
            "version": text_at(work, "version"),
            "license": text_at(work, "license.id"),
            "type": type_ if kind == "other" else "",
            "eventtitle": text_at(work, "meeting.title"),
            "related": [f"{text_at(r, 'relation')} {text_at(r, 'identifier')}" for r in related],
            "revision": text_at(item, "revision"),
        }
    )
