"""Read zbMATH Open's JSON: one document, or the results of a search.

The format: https://api.zbmath.org/docs. The key of a record is the number of the document. If a
publisher forbids showing a text, zbMATH gives a fixed sentence instead. It is treated as empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from pubman.formats.answer_values import display_name, first_isbn, first_issn, without_stop
from pubman.formats.dates import read_date
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
from pubman.formats.languages import read_language
from pubman.formats.pieces import Pieces
from pubman.record import Name, Record
from pubman.text.identifiers import arxiv_id, doi
from pubman.text.plain import plain, read_title, tidy_pages

PLACES: Final = ("result",)
KINDS: Final = {"j": "article", "a": "chapter", "b": "book", "p": "conference"}
"""Codes of types -> kinds. Documents of the database arXiv have no type."""
_FORBIDDEN: Final = "zbMATH Open Web Interface contents unavailable"
_MATHS = re.compile(r"\\\((.+?)\\\)")


def read(text: Pieces) -> Iterator[Record | Problem]:
    """Yield the records of an answer of zbMATH."""
    return read_answer(text, PLACES, record_of)


def record_of(work: Item) -> Record | str:
    """Return the record of one document."""
    number = text_at(work, "id")
    if not number:
        return "a document without a number"
    title, markup = read_title(_title(work), maths=True)
    links = items_at(work, "links")
    series: Any = value_at(work, "source.series") or {}
    is_preprint = text_at(work, "database") == "arXiv"
    kind = "preprint" if is_preprint else KINDS.get(text_at(work, "document_type.code"), "other")
    venue = plain(_said(text_at(series, "title", "short_title")))
    book = plain(_said(text_at(work, "source.book.title")))
    return Record(
        source_key=number,
        kind=kind,
        title=without_stop(title),
        title_markup=without_stop(markup),
        authors=tuple(_people(work, "contributors.authors")),
        editors=tuple(_people(work, "contributors.editors")),
        date=read_date(text_at(work, "year"), text_at(series, "year")),
        venue="arXiv" if is_preprint else "" if kind == "book" else book or venue,
        series=venue if kind == "book" or book else "",
        volume=text_at(series, "volume"),
        number=text_at(series, "issue"),
        pages=tidy_pages(_said(text_at(work, "source.pages"))),
        publisher=_said(text_at(work, "source.book.publisher", "source.series.publisher")),
        doi=next(filter(None, (doi(text) for text in _linked(links, "doi"))), ""),
        arxiv_id=next(filter(None, (arxiv_id(text) for text in _linked(links, "arxiv"))), ""),
        isbn=first_isbn(texts_at(work, "source.book.isbn")),
        issn=first_issn(text_at(each, "number") for each in items_at(series, "issn")),
        language=read_language(text_at(work, "language.languages")),
        keywords=tuple(word for word in texts_at(work, "keywords") if _said(word)),
        extra=_extra(work),
    )


def _said(text: str) -> str:
    """Return ``text``, or an empty text if it is the sentence for a forbidden text."""
    return "" if text.startswith(_FORBIDDEN) else text


def _title(work: Item) -> str:
    title = _said(text_at(work, "title.title"))
    subtitle = _said(text_at(work, "title.subtitle"))
    joined = f"{title}: {subtitle}" if title and subtitle else title
    return _MATHS.sub(r"$\1$", joined)


def _people(work: Item, path: str) -> Iterator[Name]:
    for each in items_at(work, path):
        if name := _said(text_at(each, "name")):
            yield display_name(name)


def _linked(links: list[dict[str, Any]], type_: str) -> list[str]:
    return [text_at(each, "identifier") for each in links if text_at(each, "type") == type_]


def _extra(work: Item) -> dict[str, str]:
    codes = (text_at(each, "codes") for each in items_at(work, "contributors.authors"))
    return filled(
        {
            "zbl": text_at(work, "identifier"),
            "zbmath_authors": codes,
            "msc": [text_at(each, "code") for each in items_at(work, "msc")],
            "short_venue": _said(text_at(work, "source.series.short_title")),
            "datestamp": text_at(work, "datestamp"),
        }
    )
