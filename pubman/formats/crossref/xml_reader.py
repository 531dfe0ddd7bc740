"""Read Crossref's XML ("unixref"), its answer to ``application/vnd.crossref.unixsd+xml``.

The format: https://data.crossref.org/reports/help/schema_doc/unixref1.1/unixref1.1.html. Each
``doi_record`` gives one record; its key is its DOI.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import partial
from typing import Final

from pubman.formats.answer_values import (
    body,
    clean_abstract,
    clean_text,
    clean_title,
    date_of_parts,
    first_isbn,
    first_issn,
    page_span,
    person,
    take_retraction,
    with_subtitle,
)
from pubman.formats.crossref.places import Named, fields_of
from pubman.formats.items import Problem
from pubman.formats.json_answers import filled
from pubman.formats.languages import read_language
from pubman.formats.row_keys import row_key
from pubman.formats.xml_elements import all_texts, first_text, inner_markup, read_elements, text_in
from pubman.record import Date, Name, Record
from pubman.text.identifiers import doi
from pubman.text.plain import tidy_pages

KINDS: Final = (
    ("journal_article", "article"), ("conference_paper", "conference"),
    ("content_item", "chapter"), ("dissertation", "thesis"), ("posted_content", "preprint"),
    ("report-paper_metadata", "report"), ("report-paper_series_metadata", "report"),
    ("standard_metadata", "standard"), ("dataset", "dataset"),
    ("book_metadata", "book"), ("book_series_metadata", "book"), ("book_set_metadata", "book"),
    ("proceedings_metadata", "proceedings"),
)  # fmt: skip
"""Elements that are works -> kinds. The first one that a record contains is its subject."""
_DATES: Final = ("publication_date", "approval_date", "posted_date", "acceptance_date")


def read(data: bytes) -> Iterator[Record | Problem]:
    """Yield the records of an answer."""
    return read_elements(data, ["doi_record"], record_of)


def record_of(element: ET.Element) -> Record | str:
    """Return the record of one ``doi_record``."""
    found = ((element.find(f".//{tag}"), kind) for tag, kind in KINDS)
    work, kind = next(((work, kind) for work, kind in found if work is not None), (None, ""))
    if work is None:
        return "a journal, an issue or another thing that is not a publication"
    title, retraction = take_retraction(_title(work))
    plain, markup = clean_title(title)
    authors = tuple(_people(work, "author"))
    number = doi(first_text(work, "doi_data/doi"))
    date = _date(work) or _date(element.find(".//journal_issue"))
    if not (plain or authors):
        return "a work without title and authors"
    return Record(
        **fields_of(_places(element, work, kind), kind),
        source_key=number or row_key(plain, str(date.year if date else ""), {}),
        kind=kind,
        title=plain,
        title_markup=markup,
        authors=authors,
        editors=tuple(_people(work, "editor")),
        date=date,
        volume=first_text(element, ".//journal_volume/volume") or first_text(work, "volume"),
        number=first_text(element, ".//journal_issue/issue"),
        pages=_pages(work),
        edition=first_text(work, "edition_number"),
        doi=number,
        isbn=first_isbn(all_texts(element, ".//isbn")),
        issn=first_issn(all_texts(element, ".//issn")),
        abstract=clean_abstract(text_in(work.find("abstract"))),
        language=read_language(work.get("language", "")),
        extra=filled({"retraction": retraction, "type": first_text(work, "degree")}),
    )


def _title(work: ET.Element) -> str:
    title = inner_markup(work.find("titles/title")) or inner_markup(work.find("proceedings_title"))
    return with_subtitle(title, inner_markup(work.find("titles/subtitle")))


def _people(work: ET.Element, role: str) -> Iterator[Name]:
    """Yield the contributors of a role: people, and organizations in the order of the list."""
    for parent in (work.find("contributors"), work):
        for each in parent if parent is not None else ():
            if each.get("contributor_role", "author") != role:
                continue
            if each.tag == "person_name":
                yield _person(each)
            elif each.tag == "organization":
                yield body(text_in(each))


def _person(element: ET.Element) -> Name:
    family, given = clean_text(first_text(element, "surname")), first_text(element, "given_name")
    suffix = first_text(element, "suffix")
    return person(family, clean_text(given), suffix=suffix, number=first_text(element, "ORCID"))


def _date(work: ET.Element | None) -> Date | None:
    """Return the earliest date of publication, as Crossref's JSON does."""
    if work is None:
        return None
    dates = (
        date_of_parts(first_text(each, part) or "-" for part in ("year", "month", "day"))
        for name in _DATES[:3]
        for each in work.iterfind(name)
    )
    return min(
        filter(None, dates), key=lambda d: (d.year, d.month or 13, d.day or 32), default=None
    )


def _places(element: ET.Element, work: ET.Element, kind: str) -> Named:
    """Return the places that a record names."""
    named = partial(_named, element)
    return Named(
        container=named(*_CONTAINERS.get(kind, ())),
        series=named(".//series_metadata/titles/title"),
        publisher=named(".//publisher/publisher_name"),
        institution=clean_text(first_text(work, "institution/institution_name")),
        group=clean_text(first_text(work, "group_title")),
        meeting=first_text(element, ".//conference_location"),
    )


def _named(element: ET.Element, *paths: str) -> str:
    return clean_text(first_text(element, *paths))


_CONTAINERS: Final = {
    "article": (".//journal_metadata/full_title",),
    "conference": (".//proceedings_title",),
    "chapter": tuple(
        f".//{name}/titles/title"
        for name in ("book_metadata", "book_series_metadata", "book_set_metadata")
    ),
}
"""Kinds -> the elements with the name of what contains the work."""


def _pages(work: ET.Element) -> str:
    span = page_span(first_text(work, "pages/first_page"), first_text(work, "pages/last_page"))
    number = first_text(work, "publisher_item/item_number[@item_number_type='article_number']")
    return tidy_pages(span or number)
