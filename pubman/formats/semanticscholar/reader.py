"""Read Semantic Scholar's JSON: a paper, a page of papers, or a batch (``null`` is unknown).

The format: https://api.semanticscholar.org/api-docs/graph. The key of a record is the number of the
paper. Most names have only initials, so this source has the lowest rank.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pubman.formats.answer_values import clean_title, display_name
from pubman.formats.dates import read_date
from pubman.formats.items import Problem
from pubman.formats.json_answers import Item, filled, items_at, read_answer, text_at, texts_at
from pubman.formats.pieces import Pieces
from pubman.formats.row_keys import row_key
from pubman.record import Link, Name, Record
from pubman.text.identifiers import arxiv_id, doi
from pubman.text.plain import tidy_pages

PLACES: Final = ("data",)
KINDS: Final = (
    ("dataset", "dataset"), ("book", "book"), ("booksection", "chapter"),
    ("conference", "conference"), ("journalarticle", "article"), ("review", "article"),
    ("casereport", "article"), ("editorial", "article"), ("lettersandcomments", "article"),
)  # fmt: skip
"""Types of publication, in small letters -> kinds. The first one that occurs counts."""


def read(text: Pieces) -> Iterator[Record | Problem]:
    """Yield the records of an answer of Semantic Scholar."""
    return read_answer(text, PLACES, record_of)


def record_of(item: Item) -> Record | str:
    """Return the record of one paper, also of one in a list of references or citations."""
    work = item.get("citedPaper") or item.get("citingPaper") or item
    title, markup = clean_title(text_at(work, "title"))
    if not title:
        return "a paper without a title"
    venue = _venue(work)
    arxiv = arxiv_id(text_at(work, "externalIds.ArXiv"))
    number = doi(text_at(work, "externalIds.DOI"))
    return Record(
        source_key=_key(work, title),
        kind=_kind(work, venue, is_on_arxiv=bool(arxiv) and not number),
        title=title,
        title_markup=markup,
        authors=tuple(_authors(work)),
        date=read_date(text_at(work, "publicationDate"), text_at(work, "year")),
        venue="arXiv" if venue.lower().startswith("arxiv") else venue,
        volume=_volume(work),
        pages=tidy_pages(text_at(work, "journal.pages")),
        doi=number,
        arxiv_id=arxiv,
        abstract=text_at(work, "abstract"),
        links=tuple(_links(work)),
        extra=_extra(work),
    )


def _venue(work: Item) -> str:
    """Return where a paper appeared. A paper that was merged with its preprint names both."""
    places = ("journal.name", "venue", "publicationVenue.name")
    found = [text for place in places if (text := text_at(work, place))]
    published = (text for text in found if not text.lower().startswith("arxiv"))
    return next(published, next(iter(found), ""))


def _key(work: Item, title: str) -> str:
    number = text_at(work, "paperId", "corpusId", "externalIds.CorpusId")
    return number or row_key(title, text_at(work, "year"), {})


def _kind(work: Item, venue: str, *, is_on_arxiv: bool) -> str:
    """Return the kind. A preprint has the type of a journal article, so its place decides."""
    if venue.lower().startswith(("arxiv", "biorxiv", "medrxiv")) or (is_on_arxiv and not venue):
        return "preprint"
    types = {text.lower() for text in texts_at(work, "publicationTypes")}
    found = next((kind for word, kind in KINDS if word in types), "")
    is_meeting = text_at(work, "publicationVenue.type") == "conference"
    return found or ("conference" if is_meeting else "other")


def _authors(work: Item) -> Iterator[Name]:
    for each in items_at(work, "authors"):
        if name := text_at(each, "name"):
            yield display_name(name, text_at(each, "externalIds.ORCID"))


def _volume(work: Item) -> str:
    """Return the volume. The volume of a preprint only repeats its number: ``abs/1810.04805``."""
    volume = text_at(work, "journal.volume")
    return "" if arxiv_id(volume) else volume


def _links(work: Item) -> Iterator[Link]:
    if url := text_at(work, "openAccessPdf.url"):
        yield Link(label="pdf", url=url)


def _extra(work: Item) -> dict[str, str]:
    pmcid = text_at(work, "externalIds.PubMedCentral")
    return filled(
        {
            "pmid": text_at(work, "externalIds.PubMed"),
            "pmcid": f"PMC{pmcid.upper().removeprefix('PMC')}" if pmcid else "",
            "dblp": text_at(work, "externalIds.DBLP"),
            "acl": text_at(work, "externalIds.ACL"),
            "corpus_id": text_at(work, "externalIds.CorpusId", "corpusId"),
            "types": texts_at(work, "publicationTypes"),
        }
    )
