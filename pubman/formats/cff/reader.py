"""Read CITATION.cff: the software itself, the paper to cite instead, and its references.

The format: https://citation-file-format.github.io, version 1.2.0. The file as a whole gives one
record (software or a data set), ``preferred-citation`` one, and each of ``references`` one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from pubman.formats.answer_values import body, first_isbn, first_issn, page_span, person
from pubman.formats.bibtex.fields import STATUS_WORDS
from pubman.formats.dates import read_date
from pubman.formats.items import Problem
from pubman.formats.json_answers import filled, items_at, text_at, texts_at
from pubman.formats.languages import read_language
from pubman.formats.pieces import Pieces, in_pieces
from pubman.formats.row_keys import row_key
from pubman.formats.yaml_text import load
from pubman.record import Date, Name, Record
from pubman.text.identifiers import arxiv_id, doi, find_arxiv_id
from pubman.text.plain import tidy_pages
from pubman.text.pubmed_ids import find_pmid

Item = Mapping[str, Any]
KINDS: Final = {
    "article": "article", "magazine-article": "article", "newspaper-article": "article",
    "conference-paper": "conference", "conference": "proceedings", "proceedings": "proceedings",
    "book": "book", "thesis": "thesis", "report": "report", "standard": "standard",
    "website": "website", "blog": "website", "manual": "report", "patent": "patent",
    "data": "dataset", "dataset": "dataset",
    "database": "dataset", "unpublished": "preprint", "software": "software",
    "software-code": "software", "software-container": "software",
    "software-executable": "software", "software-virtual-machine": "software",
}  # fmt: skip
"""Types of references -> kinds. Any other type is ``other``."""
HANDLED: Final = frozenset(
    "cff-version message type title authors editors year month date-published date-released doi"
    " identifiers journal collection-title volume issue start end pages publisher institution"
    " conference location isbn issn url repository-code abstract languages keywords edition status"
    " notes preferred-citation references version number thesis-type section".split()
)  # fmt: skip
"""Fields that the reader knows. Any other is kept under its name."""


def read(text: Pieces) -> Iterator[Record | Problem]:
    """Yield the records of a file, the software first."""
    whole = "".join(in_pieces(text))
    value = load(whole)
    if not isinstance(value, dict):
        message = value if isinstance(value, str) else "not a file of fields"
        yield Problem(level="left out", message=message, raw=whole, line=1)
        return
    seen: dict[str, int] = {}
    works = [value, *items_at(value, "preferred-citation"), *items_at(value, "references")]
    for number, work in enumerate(works):
        yield _read_one(work, whole if number == 0 else "", seen)


def _read_one(work: Item, raw: str, seen: dict[str, int]) -> Record | Problem:
    record = record_of(work, is_whole=bool(raw))
    if not (record.title or record.authors):
        message = "a reference without title and authors"
        return Problem(level="left out", message=message, raw=raw, line=1)
    key = row_key(record.title, str(record.year or ""), seen)
    return replace(record, source_key=key, raw=raw, line=1)


def record_of(work: Item, *, is_whole: bool) -> Record:
    """Return the record of one work. The file as a whole is software unless it says otherwise."""
    kind = KINDS.get(text_at(work, "type"), "software" if is_whole else "other")
    return Record(
        **_places(work, kind),
        **_addresses(work),
        kind=kind,
        title=text_at(work, "title"),
        authors=tuple(_people(work, "authors")),
        editors=tuple(_people(work, "editors")),
        date=_date(work),
        volume=text_at(work, "volume"),
        number=text_at(work, "issue", "number"),
        pages=tidy_pages(page_span(text_at(work, "start"), text_at(work, "end")) or _pages(work)),
        edition=text_at(work, "edition"),
        isbn=first_isbn([text_at(work, "isbn")]),
        issn=first_issn([text_at(work, "issn")]),
        abstract=text_at(work, "abstract"),
        language=read_language(text_at(work, "languages")),
        status=STATUS_WORDS.get(text_at(work, "status").replace("-", " "), ""),
        note=text_at(work, "notes"),
        keywords=tuple(texts_at(work, "keywords")),
        extra=_extra(work, kind),
    )


def _people(work: Item, field: str) -> Iterator[Name]:
    """Yield people and entities. A person may have a particle, or only an alias."""
    for each in items_at(work, field):
        if name := text_at(each, "name"):
            yield body(name)
            continue
        family = f"{text_at(each, 'name-particle')} {text_at(each, 'family-names')}".strip()
        given, suffix = text_at(each, "given-names"), text_at(each, "name-suffix")
        if family or given:
            yield person(family, given, suffix=suffix, number=text_at(each, "orcid"))
        elif alias := text_at(each, "alias"):
            yield body(alias)


def _date(work: Item) -> Date | None:
    parts = "-".join(filter(None, (text_at(work, "year"), text_at(work, "month"))))
    return read_date(text_at(work, "date-published", "date-released"), parts)


def _pages(work: Item) -> str:
    """Return ``pages``. The specification says the number of pages, but many files have a range."""
    pages = text_at(work, "pages")
    return pages if "-" in pages else ""


def _places(work: Item, kind: str) -> dict[str, Any]:
    publisher = text_at(work, "publisher.name", "publisher")
    institution = text_at(work, "institution.name", "institution")
    venue = text_at(work, "journal", "collection-title", "conference.name")
    town = text_at(work, "conference.city", "conference.location", "location.name")
    if kind == "thesis":
        return {"school": institution or publisher}
    if kind in ("book", "report"):
        series = text_at(work, "collection-title")
        return {"publisher": publisher, "school": institution, "series": series}
    place = town if kind == "conference" else ""
    return {"venue": venue, "publisher": publisher, "place": place}


def _addresses(work: Item) -> dict[str, Any]:
    numbers = [text_at(each, "value") for each in items_at(work, "identifiers")]
    urls = [text_at(work, name) for name in ("url", "repository-code")]
    found = doi(text_at(work, "doi")) or next(filter(None, map(doi, numbers)), "")
    arxiv = (arxiv_id(text) or find_arxiv_id(text) for text in (*numbers, *urls))
    own = (url for url in urls if url and not doi(url))
    return {
        "doi": found,
        "arxiv_id": next(filter(None, arxiv), ""),
        "pmid": next(filter(None, map(find_pmid, numbers)), ""),
        "url": next(own, ""),
    }


def _extra(work: Item, kind: str) -> dict[str, str]:
    others = {name: text_at(work, name) for name in work if name not in HANDLED}
    type_ = text_at(work, "thesis-type") if kind == "thesis" else ""
    event = text_at(work, "conference.name") if text_at(work, "collection-title") else ""
    return filled(
        others | {"version": text_at(work, "version"), "type": type_, "eventtitle": event}
    )
