"""Open Library's JSON: books by their ISBN, as ``/api/books?jscmd=data`` gives them.

The format: https://openlibrary.org/dev/docs/api/books. The key of a record is its ISBN.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubman.formats.answer_values import clean_text, clean_title, display_name, with_subtitle
from pubman.formats.dates import read_date
from pubman.formats.items import Problem
from pubman.formats.json_answers import Item, filled, items_at, text_at, texts_at
from pubman.formats.json_objects import Found, objects
from pubman.formats.pieces import Pieces
from pubman.record import Record
from pubman.text.identifiers import isbn

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def read(text: Pieces) -> Iterator[Record | Problem]:
    """Yield the books of an answer."""
    for found in objects(text):
        if not isinstance(found, Found):
            yield found
            continue
        for name, book in found.value.items():
            if name.startswith("ISBN:") and isinstance(book, dict):
                yield record_of(name.removeprefix("ISBN:"), book, found.raw)


def record_of(number: str, book: Item, raw: str) -> Record | Problem:
    """Return the record of one book."""
    title, markup = clean_title(with_subtitle(text_at(book, "title"), text_at(book, "subtitle")))
    if not title:
        return Problem(level="left out", message="a book without a title", raw=raw)
    published = text_at(book, "publish_date")
    year = _YEAR.search(published)
    return Record(
        source_key=isbn(number) or number,
        kind="book",
        title=title,
        title_markup=markup,
        authors=tuple(display_name(text_at(each, "name")) for each in items_at(book, "authors")),
        date=read_date(published) or (read_date(year[0]) if year else None),
        publisher=clean_text(text_at(book, "publishers.name")),
        place=clean_text(text_at(book, "publish_places.name")),
        isbn=isbn(number),
        url=text_at(book, "url"),
        extra=filled(
            {
                "subjects": [text_at(each, "name") for each in items_at(book, "subjects")],
                "pages": texts_at(book, "number_of_pages"),
            }
        ),
        raw=raw,
    )
