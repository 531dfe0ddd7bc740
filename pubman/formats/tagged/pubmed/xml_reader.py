"""Read PubMed's XML: articles and parts of books, from NCBI's E-utilities or PubMed's pages.

The format: https://dtd.nlm.nih.gov/ncbi/pubmed/. The key of a record is ``pmid:`` and its number,
as in :mod:`pubman.formats.tagged.pubmed.reader`. Identifiers in the list of references, and in
notes on corrections, belong to other papers.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from pubman.formats.answer_values import (
    body,
    clean_abstract,
    clean_title,
    first_isbn,
    first_issn,
    page_span,
    person,
    without_stop,
)
from pubman.formats.dates import read_date
from pubman.formats.items import Problem
from pubman.formats.json_answers import filled
from pubman.formats.languages import read_language
from pubman.formats.tagged.pubmed.reader import KINDS, expand_pages
from pubman.formats.tagged.ris.tags import SERVERS
from pubman.formats.xml_elements import all_texts, first_text, inner_markup, read_elements, text_in
from pubman.record import Date, Name, Record
from pubman.text.identifiers import doi

_BRACKETS = re.compile(r"\[(.*?)\.?\]\.?")
_PLACEHOLDERS: Final = frozenset({"[not available]", "not available", ""})
_RETRACTIONS: Final = ("RetractionIn", "ExpressionOfConcernIn", "PartialRetractionIn")
_CORRECTIONS: Final = ("ErratumIn", "CorrectedandRepublishedIn", "UpdateIn")
_HEADINGS: Final = "MedlineCitation/MeshHeadingList/MeshHeading/DescriptorName"
_TIES: Final = ("UpdateOf", "UpdateIn", "RetractionOf", "ErratumFor")


def read(data: bytes) -> Iterator[Record | Problem]:
    """Yield the records of a file of PubMed's XML."""
    return read_elements(data, ["PubmedArticle", "PubmedBookArticle"], record_of)


def record_of(element: ET.Element) -> Record | str:
    """Return the record of one article or part of a book."""
    if element.tag == "PubmedBookArticle":
        return _book(element)
    article = element.find("MedlineCitation/Article")
    number = first_text(element, "MedlineCitation/PMID")
    if article is None:
        return "a record without an article"
    kind = _kind(article)
    venue = first_text(article, "Journal/Title", "Journal/ISOAbbreviation")
    if kind == "article" and venue.lower() in SERVERS:
        kind = "preprint"
    return Record(
        **_titles(article.find("ArticleTitle"), first_text(article, "VernacularTitle")),
        **_people(article),
        source_key=f"pmid:{number}" if number else doi(_doi(element, article)),
        kind=kind,
        date=_date(article),
        venue=venue,
        volume=first_text(article, "Journal/JournalIssue/Volume"),
        number=first_text(article, "Journal/JournalIssue/Issue"),
        pages=_pages(article),
        doi=_doi(element, article),
        issn=first_issn([first_text(article, "Journal/ISSN")]),
        abstract=_abstract(article),
        language=read_language(first_text(article, "Language")),
        keywords=tuple(dict.fromkeys(all_texts(element, "MedlineCitation/KeywordList/Keyword"))),
        extra=_extra(element, number),
    )


def _book(element: ET.Element) -> Record | str:
    """Return the record of a book, or of a chapter if it has a title besides that of its book."""
    document = element.find("BookDocument")
    if document is None:
        return "a record without a book"
    number = first_text(document, "PMID")
    book_title = first_text(document, "Book/BookTitle")
    title = document.find("ArticleTitle")
    is_chapter = bool(text_in(title)) and text_in(title) != book_title
    named = title if is_chapter else document.find("Book/BookTitle")
    if not text_in(named):
        return "a book without a title"
    people = _people(document)
    if not people["authors"]:
        people = _people(document.find("Book"))
    return Record(
        **_titles(named, ""),
        **people,
        source_key=f"pmid:{number}",
        kind="chapter" if is_chapter else "book",
        date=_date_of(document.find("ContributionDate")) or _date_of(document.find("Book/PubDate")),
        venue=book_title if is_chapter else "",
        publisher=first_text(document, "Book/Publisher/PublisherName"),
        place=first_text(document, "Book/Publisher/PublisherLocation"),
        edition=first_text(document, "Book/Edition"),
        isbn=first_isbn(all_texts(document, "Book/Isbn")),
        doi=doi(first_text(document, "ArticleIdList/ArticleId[@IdType='doi']")),
        abstract=_abstract(document),
        language=read_language(first_text(document, "Language")),
        extra=_extra(element, number),
    )


def _titles(title: ET.Element | None, original: str) -> dict[str, Any]:
    """Return the title, plain and with markup. PubMed brackets a title that it translated."""
    said = inner_markup(title)
    translated = _BRACKETS.fullmatch(said.strip())
    is_placeholder = text_in(title).rstrip(".").lower() in _PLACEHOLDERS
    if translated and original and not is_placeholder:
        plain, _ = clean_title(translated[1])
        original = without_stop(original)
        return {"title": original, "title_markup": "", "title_translated": plain}
    if is_placeholder:
        said, translated = original, None
    plain, markup = clean_title(translated[1] if translated else said)
    return {"title": without_stop(plain), "title_markup": without_stop(markup)}


# ------------------------------------------------------------------------------------- people


def _people(element: ET.Element | None) -> dict[str, Any]:
    """Return the authors and the editors, and whether the list of authors is incomplete."""
    authors: list[Name] = []
    editors: list[Name] = []
    cut = False
    for people in element.iterfind("AuthorList") if element is not None else ():
        is_editors = people.get("Type") == "editors"
        (editors if is_editors else authors).extend(_names(people))
        cut = cut or (people.get("CompleteYN") == "N" and not is_editors)
    return {"authors": tuple(authors), "authors_cut": cut, "editors": tuple(editors)}


def _names(people: ET.Element) -> Iterator[Name]:
    """Yield the names of a list. ``ValidYN="N"`` marks a misspelling that was corrected later."""
    for author in people.iterfind("Author"):
        if author.get("ValidYN") == "N":
            continue
        if group := first_text(author, "CollectiveName"):
            yield body(group)
            continue
        name = _name(author)
        yield replace(name, marks=("*",)) if author.get("EqualContrib") == "Y" else name


def _name(author: ET.Element) -> Name:
    numbers = (each for each in author.iterfind("Identifier") if each.get("Source") == "ORCID")
    number = text_in(next(numbers, None)).replace(" ", "")
    return person(
        first_text(author, "LastName"),
        first_text(author, "ForeName", "Initials"),
        suffix=first_text(author, "Suffix"),
        number=number,
    )


# ------------------------------------------------------------------------------- other fields


def _kind(article: ET.Element) -> str:
    types = {text.lower() for text in all_texts(article, "PublicationTypeList/PublicationType")}
    return next((kind for word, kind in KINDS if word in types), "article")


def _date(article: ET.Element) -> Date | None:
    """Return the earlier of the dates of print and online publication, as Crossref does."""
    printed = _date_of(article.find("Journal/JournalIssue/PubDate"))
    online = _date_of(article.find("ArticleDate"))
    return min(filter(None, (printed, online)), key=_order, default=None)


def _order(date: Date) -> tuple[int, int, int]:
    """Sort a date without a month after the days of its year, because a day is more precise."""
    return date.year, date.month or 13, date.day or 32


def _date_of(element: ET.Element | None) -> Date | None:
    """Return the date of ``2019 Aug 3``, ``2019 08`` or ``1998 Dec-1999 Jan``."""
    if element is None:
        return None
    if words := first_text(element, "MedlineDate"):
        return read_date(words)
    parts = [first_text(element, name) for name in ("Year", "Month", "Day")]
    between = "-" if parts[1].isdecimal() else " "
    return read_date(between.join(filter(None, parts)))


def _pages(article: ET.Element) -> str:
    pages = expand_pages(first_text(article, "Pagination/MedlinePgn"))
    span = page_span(
        first_text(article, "Pagination/StartPage"), first_text(article, "Pagination/EndPage")
    )
    return pages or span or first_text(article, "ELocationID[@EIdType='pii']")


def _doi(element: ET.Element, article: ET.Element) -> str:
    own = first_text(element, "PubmedData/ArticleIdList/ArticleId[@IdType='doi']")
    located = (
        text_in(each)
        for each in article.iterfind("ELocationID[@EIdType='doi']")
        if each.get("ValidYN") != "N"
    )
    return doi(own) or doi(next(located, ""))


def _abstract(element: ET.Element) -> str:
    """Return the abstract; its parts keep their labels: ``METHODS: ...``."""
    parts = []
    for each in element.iterfind("Abstract/AbstractText"):
        label = each.get("Label", "")
        parts.append(f"{label}: {text_in(each)}" if label else text_in(each))
    return clean_abstract(" ".join(parts))


def _extra(element: ET.Element, number: str) -> dict[str, str]:
    ids = element.find("PubmedData/ArticleIdList")
    notes = element.find("MedlineCitation/CommentsCorrectionsList")
    types = all_texts(element, "MedlineCitation/Article/PublicationTypeList/PublicationType")
    retracted = "retracted" if "Retracted Publication" in types else ""
    return filled(
        {
            "pmid": number,
            "pmcid": first_text(ids, "ArticleId[@IdType='pmc']"),
            "pii": first_text(ids, "ArticleId[@IdType='pii']"),
            "short_venue": first_text(element, "MedlineCitation/MedlineJournalInfo/MedlineTA"),
            "types": [type_ for type_ in types if type_ != "Journal Article"],
            "headings": all_texts(element, _HEADINGS),
            "retraction": [retracted, *_notes(notes, _RETRACTIONS)],
            "correction": _notes(notes, _CORRECTIONS),
            "ties": _notes(notes, _TIES),
        }
    )


def _notes(notes: ET.Element | None, types: tuple[str, ...]) -> list[str]:
    """Return the notes of these types, each with the venue and the PMID of the other paper."""
    if notes is None:
        return []
    found = (each for each in notes.iterfind("CommentsCorrections") if each.get("RefType") in types)
    return [_note(each) for each in found]


def _note(note: ET.Element) -> str:
    texts = (note.get("RefType", ""), first_text(note, "RefSource"), _pmid(note))
    return " ".join(filter(None, texts))


def _pmid(note: ET.Element) -> str:
    number = first_text(note, "PMID")
    return f"pmid:{number}" if number else ""
