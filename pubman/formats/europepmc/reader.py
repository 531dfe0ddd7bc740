"""Europe PMC's JSON: the results of a search with ``resultType=core``.

The format: https://europepmc.org/RestfulWebService. The key of a record is its source and number,
``MED:12345`` or ``PPR:PPR74760``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pubman.formats.answer_values import (
    body,
    clean_abstract,
    clean_title,
    first_issn,
    person,
    take_retraction,
    without_stop,
)
from pubman.formats.author_lists import read_name, split_at_commas
from pubman.formats.dates import read_date
from pubman.formats.items import Problem
from pubman.formats.json_answers import Item, filled, items_at, read_answer, text_at, texts_at
from pubman.formats.languages import read_language
from pubman.formats.pieces import Pieces
from pubman.formats.tagged.pubmed.reader import KINDS, expand_pages
from pubman.record import Date, Name, Record
from pubman.text.identifiers import doi

PLACES: Final = ("resultList.result",)
SOURCES: Final = {"PPR": "preprint", "ETH": "thesis", "NBK": "book", "PAT": "patent"}
"""Europe PMC's sources that hold only one kind."""
_TIES: Final = ("Preprint of", "Preprint in", "Update of", "Update in")


def read(text: Pieces) -> Iterator[Record | Problem]:
    """Yield the records of an answer of Europe PMC."""
    return read_answer(text, PLACES, record_of)


def record_of(work: Item) -> Record | str:
    """Return the record of one result."""
    title, retraction = take_retraction(text_at(work, "title"))
    plain, markup = clean_title(title)
    authors = tuple(_authors(work))
    if not (plain or authors):
        return "a result without title and authors"
    kind = _kind(work)
    journal = text_at(work, "journalInfo.journal.title", "journalTitle")
    publisher = text_at(work, "bookOrReportDetails.publisher")
    return Record(
        source_key=f"{text_at(work, 'source')}:{text_at(work, 'id')}",
        kind=kind,
        title=without_stop(plain),
        title_markup=without_stop(markup),
        authors=authors,
        date=_date(work),
        venue=journal or (publisher if kind == "preprint" else ""),
        publisher="" if kind == "preprint" else publisher,
        volume=text_at(work, "journalInfo.volume", "journalVolume"),
        number=text_at(work, "journalInfo.issue", "issue"),
        pages=expand_pages(text_at(work, "pageInfo")),
        doi=doi(text_at(work, "doi")),
        issn=first_issn(_issns(work)),
        abstract=clean_abstract(text_at(work, "abstractText")),
        language=read_language(text_at(work, "language")),
        keywords=tuple(texts_at(work, "keywordList.keyword")),
        extra=_extra(work, retraction),
    )


def _issns(work: Item) -> list[str]:
    """Return the ISSNs; a result of the short form has them in one text."""
    short = text_at(work, "journalIssn").split(";")
    return [text_at(work, "journalInfo.journal.issn", "journalInfo.journal.essn"), *short]


def _kind(work: Item) -> str:
    if kind := SOURCES.get(text_at(work, "source")):
        return kind
    types = {text.lower() for text in texts_at(work, "pubTypeList.pubType")}
    return next((kind for word, kind in KINDS if word in types), "article")


def _authors(work: Item) -> Iterator[Name]:
    """Yield the authors. Results of the short form have them in one text, ``Ode A, Li B.``."""
    if not items_at(work, "authorList.author"):
        texts = split_at_commas(text_at(work, "authorString").rstrip("."))
        yield from (read_name(text) for text in texts if text)
    for each in items_at(work, "authorList.author"):
        if group := text_at(each, "collectiveName"):
            yield body(group)
            continue
        given = text_at(each, "firstName", "initials")
        if text_at(each, "lastName"):
            number = text_at(each, "authorId.value")
            yield person(text_at(each, "lastName"), given, number=number)
        elif text_at(each, "fullName"):
            yield body(text_at(each, "fullName"))


def _date(work: Item) -> Date | None:
    """Return the day of the first publication, or the date of the issue, or the year."""
    first = text_at(work, "firstPublicationDate", "electronicPublicationDate")
    return read_date(first) or read_date(
        text_at(work, "journalInfo.dateOfPublication"),
        text_at(work, "pubYear", "journalInfo.yearOfPublication"),
    )


def _extra(work: Item, retraction: str) -> dict[str, str]:
    notes = items_at(work, "commentCorrectionList.commentCorrection")
    types = texts_at(work, "pubTypeList.pubType")
    retracted = [note for note in _notes(notes, "Retraction in") if note]
    if any(type_.lower() == "retracted publication" for type_ in types):
        retracted.append("retracted")
    return filled(
        {
            "pmid": text_at(work, "pmid"),
            "pmcid": text_at(work, "pmcid"),
            "types": types,
            "retraction": [retraction, *retracted],
            "correction": _notes(notes, "Erratum in"),
            "ties": [note for type_ in _TIES for note in _notes(notes, type_)],
            "version": text_at(work, "versionNumber"),
            "license": text_at(work, "license"),
            "revised": text_at(work, "dateOfRevision"),
        }
    )


def _notes(notes: list[dict[str, object]], type_: str) -> list[str]:
    """Return the notes of a type: their text, and the source and number of the other paper."""
    found = (each for each in notes if text_at(each, "type") == type_)
    return [f"{type_} {text_at(each, 'source')}:{text_at(each, 'id')}" for each in found]
