"""OpenAlex's JSON: one work or a page of works.

The format: https://docs.openalex.org/api-entities/works/work-object. The key of a record is the
number of the work, ``W2741809807``. What machines guessed (keywords, topics, language) is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pubman.formats.answer_values import clean_title, display_name, first_issn, page_span
from pubman.formats.dates import read_date
from pubman.formats.items import Problem
from pubman.formats.json_answers import Item, filled, items_at, read_answer, text_at, value_at
from pubman.formats.pieces import Pieces
from pubman.record import Date, Link, Name, Record
from pubman.text.identifiers import arxiv_id, doi, find_arxiv_id

PLACES: Final = ("results",)
KINDS: Final = {
    "article": "article", "review": "article", "letter": "article", "editorial": "article",
    "erratum": "article", "data-paper": "article", "software-paper": "article",
    "book-review": "review", "preprint": "preprint", "book": "book", "book-chapter": "chapter",
    "reference-entry": "chapter", "conference-paper": "conference",
    "conference-abstract": "demo", "proceedings-article": "conference",
    "journal-article": "article", "posted-content": "preprint", "dataset": "dataset",
    "software": "software", "dissertation": "thesis", "report": "report", "standard": "standard",
    "retraction": "article", "peer-review": "other", "supplementary-materials": "other",
    "other": "other",
}  # fmt: skip
LEFT_OUT: Final = {
    "paratext": "a cover, a table of contents or the like", "grant": "a grant",
    "libguides": "a page of a library",
}  # fmt: skip
"""Types that are not publications, and what they are."""
_CUT_AT: Final = 100
"""The most authors of each work in an answer with several works."""
_ABSTRACT_AT_MOST: Final = 20_000
"""The most words of an abstract. A longer one is damaged."""


def read(text: Pieces) -> Iterator[Record | Problem]:
    """Yield the records of an answer of OpenAlex."""
    return read_answer(text, PLACES, record_of)


def record_of(work: Item) -> Record | str:
    """Return the record of one work, or what it is instead of a publication."""
    type_ = text_at(work, "type")
    if type_ in LEFT_OUT or work.get("is_paratext") is True:
        return f"{LEFT_OUT.get(type_, LEFT_OUT['paratext'])}, not a publication"
    title, markup = clean_title(text_at(work, "title", "display_name"))
    number = doi(text_at(work, "doi", "ids.doi"))
    authors = tuple(_authors(work))
    if not (title or number or authors):
        return "a work without title, authors and DOI"
    venue = text_at(
        work, "primary_location.source.display_name", "primary_location.raw_source_name"
    )
    venue = venue or text_at(work, "host_venue.display_name")
    arxiv = _arxiv(work)
    kind = _kind(type_, venue, arxiv)
    return Record(
        source_key=text_at(work, "id").rpartition("/")[2] or number,
        kind=kind,
        title=title,
        title_markup=markup,
        authors=authors,
        authors_cut=work.get("is_authors_truncated") is True or len(authors) == _CUT_AT,
        date=_date(work),
        venue="" if kind == "thesis" else _short_name(venue),
        school=venue if kind == "thesis" else "",
        volume=text_at(work, "biblio.volume"),
        number=text_at(work, "biblio.issue"),
        pages=page_span(text_at(work, "biblio.first_page"), text_at(work, "biblio.last_page")),
        publisher=text_at(work, "primary_location.source.host_organization_name"),
        doi=number,
        arxiv_id=arxiv,
        issn=first_issn([text_at(work, "primary_location.source.issn_l", "host_venue.issn_l")]),
        abstract=_abstract(value_at(work, "abstract_inverted_index")),
        links=tuple(_links(work)),
        extra=_extra(work, number),
    )


def _kind(type_: str, venue: str, arxiv: str) -> str:
    """Return the kind. A work in a preprint archive is a preprint, even if its type differs."""
    if arxiv and venue.lower().startswith("arxiv"):
        return "preprint"
    return KINDS.get(type_, "other")


def _short_name(venue: str) -> str:
    """Return ``arXiv`` for ``arXiv (Cornell University)``, and any other name as it is."""
    return "arXiv" if venue.lower().startswith("arxiv") else venue


def _authors(work: Item) -> Iterator[Name]:
    """Yield the names as printed, because OpenAlex's own name is that of a profile."""
    for each in items_at(work, "authorships"):
        name = text_at(each, "raw_author_name", "author.display_name")
        if name:
            yield display_name(name, text_at(each, "raw_orcid", "author.orcid"))


def _date(work: Item) -> Date | None:
    """Return the date. January 1 means that only the year is known."""
    text = text_at(work, "publication_date")
    year = text_at(work, "publication_year")
    return read_date(year) if text.endswith("-01-01") or not text else read_date(text)


def _arxiv(work: Item) -> str:
    """Return the arXiv number from the addresses of copies of the work."""
    for each in items_at(work, "locations"):
        texts = (text_at(each, "id"), text_at(each, "landing_page_url"), text_at(each, "pdf_url"))
        for text in texts:
            if number := arxiv_id(text) or find_arxiv_id(text.replace("oai:arXiv.org:", "arXiv:")):
                return number
    return arxiv_id(text_at(work, "doi"))


def _links(work: Item) -> Iterator[Link]:
    if url := text_at(work, "best_oa_location.pdf_url"):
        yield Link(label="pdf", url=url)


def _abstract(index: Any) -> str:
    """Return the abstract from OpenAlex's index of words and their positions."""
    if not isinstance(index, dict):
        return ""
    words: dict[int, str] = {}
    for word, places in index.items():
        for place in places if isinstance(places, list) else ():
            if isinstance(place, int) and 0 <= place < _ABSTRACT_AT_MOST:
                words[place] = word
    return " ".join(words[place] for place in sorted(words))


def _pmcid(address: str) -> str:
    digits = address.rpartition("/")[2].upper().removeprefix("PMC")
    return f"PMC{digits}" if digits else ""


def _extra(work: Item, number: str) -> dict[str, str]:
    others = [doi(text_at(each, "id", "landing_page_url")) for each in items_at(work, "locations")]
    return filled(
        {
            "type": text_at(work, "type") if text_at(work, "type") not in KINDS else "",
            "pmid": text_at(work, "ids.pmid").rpartition("/")[2],
            "pmcid": _pmcid(text_at(work, "ids.pmcid")),
            "other_dois": [each for each in others if each != number],
            "retraction": "retracted" if work.get("is_retracted") is True else "",
            "open_access": text_at(work, "open_access.oa_status"),
            "open_access_url": text_at(work, "open_access.oa_url"),
            "funders": [
                text_at(each, "funder_display_name", "display_name")
                for each in items_at(work, "grants")
            ],
        }
    )
