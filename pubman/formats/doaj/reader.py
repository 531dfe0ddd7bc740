"""DOAJ's JSON: one article, or the results of a search.

The format: https://doaj.org/api/docs. The key of a record is DOAJ's number of the article.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pubman.formats.answer_values import (
    clean_abstract,
    clean_text,
    clean_title,
    display_name,
    first_issn,
    page_span,
)
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
from pubman.formats.row_keys import row_key
from pubman.record import Name, Record
from pubman.text.identifiers import doi

PLACES: Final = ("results",)


def read(text: Pieces) -> Iterator[Record | Problem]:
    """Yield the records of an answer of DOAJ."""
    return read_answer(text, PLACES, record_of)


def record_of(item: Item) -> Record | str:
    """Return the record of one article."""
    work = unwrapped(item, "bibjson")
    title, markup = clean_title(text_at(work, "title"))
    if not title:
        return "an article without a title"
    year = text_at(work, "year")
    return Record(
        source_key=text_at(item, "id") or row_key(title, year, {}),
        kind="article",
        title=title,
        title_markup=markup,
        authors=tuple(_authors(work)),
        date=read_date("-".join(filter(None, (year, text_at(work, "month"))))),
        venue=clean_text(text_at(work, "journal.title")),
        volume=text_at(work, "journal.volume"),
        number=text_at(work, "journal.number"),
        pages=page_span(text_at(work, "start_page"), text_at(work, "end_page")),
        publisher=text_at(work, "journal.publisher"),
        doi=doi(_identifier(work, "doi")),
        issn=first_issn([_identifier(work, "eissn"), _identifier(work, "pissn")]),
        url=text_at(work, "link.url"),
        abstract=clean_abstract(text_at(work, "abstract")),
        language=read_language(text_at(work, "journal.language")),
        keywords=tuple(texts_at(work, "keywords")),
        extra=filled({"license": text_at(work, "journal.license.type")}),
    )


def _authors(work: Item) -> Iterator[Name]:
    for each in items_at(work, "author"):
        if name := text_at(each, "name"):
            yield display_name(name, text_at(each, "orcid_id"))


def _identifier(work: Item, type_: str) -> str:
    found = items_at(work, "identifier")
    return next((text_at(each, "id") for each in found if text_at(each, "type") == type_), "")
