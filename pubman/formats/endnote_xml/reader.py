"""Read EndNote's XML: ``<xml><records><record>``, on one line or indented.

The format is EndNote's own ("RSXML"). Types are numbers, with their names in an attribute.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from pubman.formats.author_lists import read_name, without_others
from pubman.formats.dates import find_when
from pubman.formats.items import Problem
from pubman.formats.json_answers import filled
from pubman.formats.languages import read_language
from pubman.formats.row_keys import names_a_work, record_key
from pubman.formats.tagged.addresses import Addresses, find_addresses, is_address, is_on_the_web
from pubman.formats.tagged.endnote.tags import CALLED, kind_of
from pubman.formats.tagged.fields import PLACED
from pubman.formats.tagged.ris.numbers import is_archived
from pubman.formats.value_lists import read_numbers
from pubman.formats.xml_elements import all_texts, first_text, inner_markup, read_elements, text_in
from pubman.record import Name, Record
from pubman.text.html_text import plain_text, read_title
from pubman.text.plain import bare_number, tidy_pages

TEXTS: Final = {
    "volume": "volume", "edition": "edition", "publisher": "publisher",
    "title_translated": "titles/translated-title",
}  # fmt: skip
"""Fields -> the elements that hold them."""
OTHERS: Final = (
    "section", "auth-address", "remote-database-name", "remote-database-provider", "call-num",
    "label", "caption", "reprint-edition", "custom1", "custom2", "custom3", "custom4", "custom5",
    "custom6", "custom7", "research-notes", "access-date", "work-type", "orig-pub", "num-vols",
)  # fmt: skip
"""Elements without a field. They are kept under their names."""
_STYLES: Final = {"italic": "i", "bold": "b", "subscript": "sub", "superscript": "sup"}
"""EndNote's styles of a piece of text -> the elements of HTML for them."""
_STYLE = re.compile(r"</?style>")


def read(data: bytes) -> Iterator[Record | Problem]:
    """Yield the records of a library."""
    counted: dict[str, int] = {}

    def make(element: ET.Element) -> Record | str:
        return record_of(element, counted)

    return read_elements(data, ["record"], make)


def record_of(element: ET.Element, counted: dict[str, int]) -> Record | str:
    """Return the record of one element. ``counted`` are the keys made so far."""
    title, markup = read_title(_styled(element.find("titles/title")))
    places = _places(element)
    authors, cut = _people(element, "contributors/authors/author")
    kind = places.pop("kind")
    editors, _ = _people(element, "contributors/secondary-authors/author")
    when = find_when({"year": first_text(element, "dates/year"), "date": _day(element)})
    found = _addresses(element)
    record = Record(
        **_plain(element),
        **places,
        **_numbers(element, kind),
        kind=kind,
        title=title,
        title_markup=markup,
        authors=authors,
        authors_cut=cut,
        editors=editors,
        date=when.date,
        status=when.status,
        doi=found.doi,
        arxiv_id=found.arxiv_id,
        url=found.url if is_address(found.url) else "",
        abstract=plain_text(first_text(element, "abstract")),
        language=read_language(first_text(element, "language")),
        note=plain_text(first_text(element, "notes")),
        keywords=tuple(dict.fromkeys(all_texts(element, "keywords/keyword"))),
        links=found.links,
        extra=_extra(element, kind),
    )
    if not names_a_work(record):
        return "a record without title, authors and venue"
    return replace(record, source_key=record_key("", record, counted))


def _plain(element: ET.Element) -> dict[str, Any]:
    found = {name: plain_text(first_text(element, path)) for name, path in TEXTS.items()}
    found["volume"] = bare_number(found["volume"])
    del found["publisher"]  # The field depends on the kind.
    return found


def _styled(element: ET.Element | None) -> str:
    """Return the text of a title. EndNote cuts it into pieces, each with its own style."""
    if element is None:
        return ""
    for style in element.iter("style"):
        faces = style.get("face", "").split()
        style.tag = next((_STYLES[face] for face in faces if face in _STYLES), "style")
    return _STYLE.sub("", inner_markup(element))


def _places(element: ET.Element) -> dict[str, Any]:
    """Return the kind, venue, series, publisher and school."""
    type_ = element.find("ref-type")
    kind = kind_of(type_.get("name", "") if type_ is not None else "")
    venue = plain_text(
        first_text(element, "titles/secondary-title", "periodical/full-title", "titles/alt-title")
    )
    series = plain_text(first_text(element, "titles/tertiary-title"))
    publisher = plain_text(first_text(element, "publisher"))
    town = plain_text(first_text(element, "pub-location"))
    if is_archived(kind, venue, publisher):
        kind = "preprint"
    found = {"kind": kind, "venue": venue, "series": series, "publisher": publisher}
    if kind == "thesis":
        return {"kind": kind, "series": series, "school": publisher or venue, "place": town}
    if kind == "book":
        found |= {"venue": "", "series": series or venue}
    return found | {"place": town if kind in PLACED else ""}


def _numbers(element: ET.Element, kind: str) -> dict[str, Any]:
    book, serial, others = read_numbers(all_texts(element, "isbn"))
    number = first_text(element, "number")
    if kind == "patent" and others:
        number = others[0]
    pages = first_text(element, "pages") or first_text(element, "electronic-resource-num/article")
    return {"number": bare_number(number), "isbn": book, "issn": serial, "pages": tidy_pages(pages)}


def _people(element: ET.Element, path: str) -> tuple[tuple[Name, ...], bool]:
    names, cut = without_others(all_texts(element, path))
    return tuple(map(read_name, names)), cut


def _day(element: ET.Element) -> str:
    return first_text(element, "dates/pub-dates/date")


def _addresses(element: ET.Element) -> Addresses:
    urls = [*all_texts(element, "urls/related-urls/url"), *all_texts(element, "urls/web-urls/url")]
    files = [url for url in all_texts(element, "urls/pdf-urls/url") if is_on_the_web(url)]
    numbers = all_texts(element, "electronic-resource-num")
    return find_addresses(numbers, urls, files, all_texts(element, "accession-num"))


def _extra(element: ET.Element, kind: str) -> dict[str, str]:
    type_ = element.find("ref-type")
    name = type_.get("name", "") if type_ is not None else ""
    called = text_in(element.find("work-type"))
    values = {path: all_texts(element, path) for path in OTHERS}
    accession = all_texts(element, "accession-num")
    return filled(
        values
        | {
            "accession-num": accession,
            "type": called if kind in CALLED else (name if kind == "other" else ""),
        }
    )
