"""Read NASA ADS's JSON: the documents of a search.

The format: https://ui.adsabs.harvard.edu/help/api. The key of a record is its bibcode. Proposals,
circulars and abstracts of talks are most of what an astronomer finds there. They are left out, each
with a message.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pubman.formats.answer_values import (
    clean_abstract,
    clean_title,
    display_name,
    first_isbn,
    first_issn,
)
from pubman.formats.dates import read_date
from pubman.formats.items import Problem
from pubman.formats.json_answers import Item, filled, read_answer, text_at, texts_at
from pubman.formats.pieces import Pieces
from pubman.record import Date, Name, Record
from pubman.text.identifiers import arxiv_id, doi
from pubman.text.plain import tidy_pages

PLACES: Final = ("response.docs", "docs")
KINDS: Final = {
    "article": "article", "eprint": "preprint", "inproceedings": "conference",
    "phdthesis": "thesis", "mastersthesis": "thesis", "book": "book", "inbook": "chapter",
    "proceedings": "proceedings", "techreport": "report", "intechreport": "report",
    "catalog": "dataset", "dataset": "dataset", "software": "software", "editorial": "article",
    "erratum": "article", "bookreview": "review", "newsletter": "article", "misc": "other",
    "obituary": "article",
}  # fmt: skip
"""Types of documents -> kinds."""
LEFT_OUT: Final = {
    "abstract": "the abstract of a talk", "proposal": "a proposal", "circular": "a circular",
    "pressrelease": "a press release", "talk": "a talk",
}  # fmt: skip
"""Types that are not publications, and what they are."""
_NO_ABSTRACT: Final = "not available"


def read(text: Pieces) -> Iterator[Record | Problem]:
    """Yield the records of an answer of ADS."""
    return read_answer(text, PLACES, record_of)


def record_of(work: Item) -> Record | str:
    """Return the record of one document, or what it is instead of a publication."""
    type_ = text_at(work, "doctype")
    if type_ in LEFT_OUT:
        return f"{LEFT_OUT[type_]}, not a publication"
    title, markup = clean_title(text_at(work, "title"))
    if not title:
        return "a document without a title"
    kind = KINDS.get(type_, "other")
    publication = clean_title(text_at(work, "pub"))[0]
    abstract = clean_abstract(text_at(work, "abstract"))
    return Record(
        source_key=text_at(work, "bibcode"),
        kind=kind,
        title=title,
        title_markup=markup,
        authors=tuple(_names(work, "author")),
        authors_cut=_is_cut(work),
        editors=tuple(_names(work, "editor")),
        date=_date(work),
        venue="" if kind in ("thesis", "book") else "arXiv" if kind == "preprint" else publication,
        school=publication if kind == "thesis" else "",
        series=text_at(work, "series"),
        volume="" if kind == "preprint" else text_at(work, "volume"),
        number=text_at(work, "issue"),
        pages=_pages(work, kind),
        publisher=text_at(work, "publisher"),
        doi=_doi(work),
        arxiv_id=_arxiv(work),
        isbn=first_isbn(texts_at(work, "isbn")),
        issn=first_issn(texts_at(work, "issn")),
        abstract="" if abstract.lower() == _NO_ABSTRACT else abstract,
        keywords=tuple(dict.fromkeys(texts_at(work, "keyword"))),
        extra=_extra(work),
    )


def _names(work: Item, field: str) -> Iterator[Name]:
    return (display_name(text) for text in texts_at(work, field))


def _is_cut(work: Item) -> bool:
    count = text_at(work, "author_count")
    return count.isdecimal() and int(count) > len(texts_at(work, "author"))


def _date(work: Item) -> Date | None:
    """Return the date of ``2023-06-00``: a month or day of 00 is unknown."""
    return read_date(text_at(work, "pubdate", "date").partition("T")[0], text_at(work, "year"))


def _pages(work: Item, kind: str) -> str:
    if kind == "preprint":
        return ""
    page = text_at(work, "page_range", "page", "eid")
    return "" if arxiv_id(page) else tidy_pages(page)


def _doi(work: Item) -> str:
    """Return the DOI of the paper, because a record may also have that of arXiv."""
    found = [number for text in texts_at(work, "doi") if (number := doi(text))]
    own = (number for number in found if not arxiv_id(number))
    return next(own, next(iter(found), ""))


def _arxiv(work: Item) -> str:
    texts = (*texts_at(work, "identifier"), *texts_at(work, "eid"), *texts_at(work, "doi"))
    return next((number for text in texts if (number := arxiv_id(text))), "")


def _extra(work: Item) -> dict[str, str]:
    return filled(
        {
            "bibcode": text_at(work, "bibcode"),
            "identifiers": texts_at(work, "identifier"),
            "arxiv_class": texts_at(work, "arxiv_class"),
            "version": text_at(work, "version"),
            "short_venue": text_at(work, "bibstem"),
            "comment": text_at(work, "comment"),
        }
    )
