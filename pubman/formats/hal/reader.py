"""Read HAL's JSON: the documents of a search.

The format: https://api.archives-ouvertes.fr/docs/search. The key of a record is HAL's number
without the version. A field may be a text or a list of texts, regardless of its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pubman.formats.answer_values import (
    clean_abstract,
    clean_text,
    clean_title,
    display_name,
    first_isbn,
    first_issn,
    person,
    with_subtitle,
)
from pubman.formats.dates import read_date
from pubman.formats.items import Problem
from pubman.formats.json_answers import Item, filled, read_answer, text_at, texts_at
from pubman.formats.languages import read_language
from pubman.formats.pieces import Pieces
from pubman.record import Link, Name, Record
from pubman.text.identifiers import arxiv_id, doi
from pubman.text.plain import tidy_pages

PLACES: Final = ("response.docs", "docs")
KINDS: Final = {
    "ART": "article", "COMM": "conference", "POSTER": "demo", "OUV": "book", "COUV": "chapter",
    "DOUV": "proceedings", "PROCEEDINGS": "proceedings", "ISSUE": "proceedings", "THESE": "thesis",
    "HDR": "thesis", "MEM": "thesis", "ETABTHESE": "thesis", "REPORT": "report",
    "CREPORT": "report", "UNDEFINED": "preprint", "PREPRINT": "preprint", "PATENT": "patent",
    "SOFTWARE": "software", "NOTICE": "chapter",
}  # fmt: skip
"""HAL's types of documents -> kinds."""
THESES: Final = {"HDR": "Habilitation", "MEM": "Master's thesis"}
"""What theses of these types are called."""
_AUTHORS: Final = frozenset({"", "aut", "crp"})


def read(text: Pieces) -> Iterator[Record | Problem]:
    """Yield the records of an answer of HAL."""
    return read_answer(text, PLACES, record_of)


def record_of(work: Item) -> Record | str:
    """Return the record of one document."""
    titles = texts_at(work, "title_s")
    title, markup = clean_title(
        with_subtitle(text_at(work, "title_s"), text_at(work, "subTitle_s"))
    )
    if not title:
        return "a document without a title"
    type_ = text_at(work, "docType_s")
    kind = KINDS.get(type_, "other")
    return Record(
        source_key=text_at(work, "halId_s", "docid"),
        kind=kind,
        title=title,
        title_markup=markup,
        title_translated=clean_text(titles[1]) if len(titles) > 1 else "",
        authors=tuple(_authors(work)),
        date=read_date(text_at(work, "producedDate_s", "publicationDate_s", "producedDateY_i")),
        venue=_venue(work, kind),
        series=text_at(work, "serie_s"),
        volume=text_at(work, "volume_s"),
        number=text_at(work, "issue_s"),
        pages=tidy_pages(text_at(work, "page_s")),
        publisher=text_at(work, "publisher_s", "journalPublisher_s"),
        school=text_at(work, "authorityInstitution_s") if kind in ("thesis", "report") else "",
        place=_place(work) if kind == "conference" else "",
        doi=doi(text_at(work, "doiId_s")),
        arxiv_id=arxiv_id(text_at(work, "arxivId_s")),
        isbn=first_isbn(texts_at(work, "isbn_s")),
        issn=first_issn(texts_at(work, "journalIssn_s")),
        url=text_at(work, "uri_s"),
        abstract=clean_abstract(text_at(work, "abstract_s")),
        language=read_language(text_at(work, "language_s")),
        keywords=tuple(texts_at(work, "keyword_s")),
        links=tuple(_links(work)),
        extra=_extra(work, type_, kind),
    )


def _authors(work: Item) -> Iterator[Name]:
    """Yield the authors: from two lists of family and given names, or from full names."""
    families, given = texts_at(work, "authLastName_s"), texts_at(work, "authFirstName_s")
    full, roles = texts_at(work, "authFullName_s"), texts_at(work, "authQuality_s")
    in_parts = bool(families) and len(families) == len(given)
    names = list(zip(families, given, strict=True)) if in_parts else [(name, "") for name in full]
    for number, (family, first) in enumerate(names):
        role = roles[number] if len(roles) == len(names) else ""
        if role in _AUTHORS:
            yield person(family, first) if in_parts else display_name(family)


def _venue(work: Item, kind: str) -> str:
    if kind == "preprint":
        return "arXiv" if text_at(work, "arxivId_s") else "HAL"
    if kind in ("book", "thesis", "report"):
        return ""
    return clean_text(
        text_at(work, "journalTitle_s", "bookTitle_s", "conferenceTitle_s", "proceedings_s")
    )


def _place(work: Item) -> str:
    return ", ".join(filter(None, (text_at(work, "city_s"), text_at(work, "country_s"))))


def _links(work: Item) -> Iterator[Link]:
    if url := text_at(work, "fileMain_s"):
        yield Link(label="pdf", url=url)


def _extra(work: Item, type_: str, kind: str) -> dict[str, str]:
    return filled(
        {
            "type": THESES.get(type_, type_ if kind == "other" else ""),
            "version": text_at(work, "version_i"),
            "pmid": text_at(work, "pubmedId_s"),
            "nnt": text_at(work, "nntId_s"),
            "eventtitle": clean_text(text_at(work, "conferenceTitle_s")),
            "eventdate": text_at(work, "conferenceStartDate_s"),
            "journal_link": text_at(work, "linkExtUrl_s"),
        }
    )
