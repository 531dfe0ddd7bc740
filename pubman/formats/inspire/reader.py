"""Read INSPIRE's JSON: one record of the literature, or the hits of a search.

The format: https://github.com/inspirehep/rest-api-doc. The key of a record is its control number.
INSPIRE has one record for a preprint and its paper. The venue of the paper comes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pubman.formats.answer_values import (
    body,
    clean_abstract,
    clean_title,
    display_name,
    first_isbn,
    page_span,
    with_subtitle,
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
from pubman.record import Date, Name, Record
from pubman.text.identifiers import arxiv_id, doi, orcid
from pubman.text.plain import read_title

PLACES: Final = ("hits.hits",)
KINDS: Final = {
    "conference paper": "conference", "thesis": "thesis", "book": "book", "book chapter": "chapter",
    "proceedings": "proceedings", "report": "report", "note": "report",
    "activity report": "report",
}  # fmt: skip
"""Types of documents -> kinds. An article without a journal is a preprint."""
DEGREES: Final = {
    "phd": "PhD thesis", "master": "Master's thesis", "bachelor": "Bachelor's thesis",
    "habilitation": "Habilitation", "diploma": "Diploma thesis",
}  # fmt: skip
"""Degrees -> names of their theses."""
_OWN: Final = ("", "publication")
"""Marks of DOIs and venues that belong to the work itself, not to an erratum or a reprint."""


def read(text: Pieces) -> Iterator[Record | Problem]:
    """Yield the records of an answer of INSPIRE."""
    return read_answer(text, PLACES, record_of)


def record_of(item: Item) -> Record | str:
    """Return the record of one hit."""
    work = unwrapped(item, "metadata")
    title, markup = _title(work)
    authors = tuple(_authors(work))
    if not (title or authors):
        return "a record without title and authors"
    place = _place(work)
    kind = _kind(work, place)
    date = _date(work, place)
    return Record(
        **_places(work, place, kind),
        source_key=text_at(work, "control_number") or row_key(title, str(date or ""), {}),
        kind=kind,
        title=title,
        title_markup=markup,
        authors=authors,
        authors_cut=_is_cut(work),
        editors=tuple(_people(work, editors=True)),
        date=date,
        volume=text_at(place, "journal_volume"),
        number=text_at(place, "journal_issue"),
        pages=_pages(place),
        doi=_doi(work),
        arxiv_id=arxiv_id(text_at(work, "arxiv_eprints.value")),
        isbn=first_isbn(text_at(each, "value") for each in items_at(work, "isbns")),
        abstract=clean_abstract(text_at(work, "abstracts.value")),
        language=read_language(text_at(work, "languages")),
        keywords=tuple(
            dict.fromkeys(text_at(each, "value") for each in items_at(work, "keywords"))
        ),
        extra=_extra(work),
    )


def _values(work: Item, field: str) -> list[str]:
    return [text_at(each, "value") for each in items_at(work, field)]


def _title(work: Item) -> tuple[str, str]:
    """Return the first title. TeX is kept, and of MathML only the text."""
    text = with_subtitle(text_at(work, "titles.title"), text_at(work, "titles.subtitle"))
    return clean_title(text) if "<" in text else read_title(text, maths=True)


def _authors(work: Item) -> Iterator[Name]:
    """Yield the collaborations, then the authors."""
    for each in items_at(work, "collaborations"):
        name = text_at(each, "value")
        is_whole = "collaboration" in name.lower()
        yield body(name if is_whole else f"{name} Collaboration")
    yield from _people(work, editors=False)
    yield from map(body, texts_at(work, "corporate_author"))


def _people(work: Item, *, editors: bool) -> Iterator[Name]:
    for each in items_at(work, "authors"):
        roles = texts_at(each, "inspire_roles")
        if "supervisor" in roles or ("editor" in roles) != editors:
            continue
        if name := text_at(each, "full_name"):
            yield display_name(name, _orcid(each))


def _orcid(author: Item) -> str:
    found = (text_at(each, "value") for each in items_at(author, "ids"))
    return next((number for number in found if orcid(number)), "")


def _is_cut(work: Item) -> bool:
    """Return whether the answer names fewer authors than the paper has."""
    count = text_at(work, "author_count")
    return count.isdecimal() and int(count) > len(items_at(work, "authors"))


def _place(work: Item) -> Item:
    """Return the first venue that does not belong to an erratum or a reprint."""
    places = items_at(work, "publication_info")
    own = (each for each in places if text_at(each, "material") in _OWN)
    return next(own, {})


def _kind(work: Item, place: Item) -> str:
    types = texts_at(work, "document_type")
    if kind := next((KINDS[type_] for type_ in types if type_ in KINDS), ""):
        return kind
    return "article" if text_at(place, "journal_title") else "preprint"


def _places(work: Item, place: Item, kind: str) -> dict[str, Any]:
    venue = text_at(place, "journal_title", "conference_record.title", "pubinfo_freetext")
    publisher = text_at(work, "imprints.publisher")
    if kind == "thesis":
        return {"school": text_at(work, "thesis_info.institutions.name")}
    if kind == "preprint":
        return {"venue": "arXiv" if work.get("arxiv_eprints") else ""}
    if kind in ("book", "proceedings"):
        place_name = text_at(work, "imprints.place")
        return {
            "publisher": publisher,
            "place": place_name,
            "series": text_at(work, "book_series.title"),
        }
    return {"venue": venue, "publisher": publisher}


def _pages(place: Item) -> str:
    span = page_span(text_at(place, "page_start"), text_at(place, "page_end"))
    return span or text_at(place, "artid")


def _date(work: Item, place: Item) -> Date | None:
    printed = text_at(work, "imprints.date", "thesis_info.date")
    year = text_at(place, "year")
    if year:
        return read_date(year, printed)
    return read_date(printed) or read_date(text_at(work, "preprint_date", "earliest_date"))


def _doi(work: Item) -> str:
    found = (each for each in items_at(work, "dois") if text_at(each, "material") in _OWN)
    return next((number for each in found if (number := doi(text_at(each, "value")))), "")


def _extra(work: Item) -> dict[str, str]:
    ids = items_at(work, "external_system_identifiers")
    return filled(
        {
            "texkey": text_at(work, "texkeys"),
            "report_numbers": _values(work, "report_numbers"),
            "type": DEGREES.get(text_at(work, "thesis_info.degree_type"), ""),
            "arxiv_class": text_at(work, "arxiv_eprints.categories"),
            "bibcode": [text_at(each, "value") for each in ids if text_at(each, "schema") == "ADS"],
            "other_dois": [text for text in _values(work, "dois") if doi(text) != _doi(work)],
            "retraction": _flag(work),
            "updated": text_at(work, "updated"),
        }
    )


def _flag(work: Item) -> str:
    if work.get("retracted") is True:
        return "retracted"
    return "withdrawn" if work.get("withdrawn") is True else ""
