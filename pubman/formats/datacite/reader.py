"""DataCite's JSON: the DOIs of an answer of its REST API, one or a list.

The format: https://support.datacite.org/docs/api and the DataCite Metadata Schema 4. The key of a
record is its DOI. ``related`` are DOIs of other forms of the work (versions, identical copies).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from pubman.formats.answer_values import (
    body,
    clean_abstract,
    clean_text,
    clean_title,
    display_name,
    first_isbn,
    first_issn,
    page_span,
    person,
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
from pubman.formats.json_objects import as_text
from pubman.formats.languages import read_language
from pubman.formats.pieces import Pieces
from pubman.record import Date, Name, Record
from pubman.text.identifiers import arxiv_id, doi

PLACES: Final = ("data",)
KINDS: Final = {
    "dataset": "dataset", "software": "software", "computationalnotebook": "software",
    "workflow": "software", "model": "software", "preprint": "preprint",
    "journalarticle": "article", "datapaper": "article", "conferencepaper": "conference",
    "conferenceproceeding": "proceedings", "dissertation": "thesis", "book": "book",
    "bookchapter": "chapter", "report": "report", "standard": "standard", "poster": "demo",
    "outputmanagementplan": "report", "studyregistration": "report", "collection": "dataset",
}  # fmt: skip
"""General types, reduced to letters -> kinds.

The type for citation processors is ignored, because it is "article" for software too.
"""
WORDS: Final = (
    ("thesis", "thesis"), ("dissertation", "thesis"), ("preprint", "preprint"),
    ("article", "article"), ("conference", "conference"), ("proceedings", "conference"),
    ("chapter", "chapter"), ("book", "book"), ("report", "report"), ("poster", "demo"),
)  # fmt: skip
"""Words of the free type -> kinds, for works with the general type "Text"."""
SAME: Final = ("IsVersionOf", "HasVersion", "IsNewVersionOf", "IsPreviousVersionOf",
               "IsVariantFormOf", "IsOriginalFormOf", "IsIdenticalTo")  # fmt: skip
"""Relations between forms of one work."""
TIED: Final = ("IsPreprintOf", "IsPublishedIn", "IsSupplementTo", "IsSupplementedBy", "IsPartOf")
"""Relations that are kept for display. They never make two works one."""
_DATES: Final = ("Issued", "Available", "Created", "Submitted")


def read(text: Pieces) -> Iterator[Record | Problem]:
    """Yield the records of an answer of DataCite."""
    return read_answer(text, PLACES, record_of)


def record_of(item: Item) -> Record | str:
    """Return the record of one DOI."""
    work = unwrapped(item, "attributes")
    number = doi(text_at(work, "doi", "id")) or doi(text_at(item, "id"))
    title, markup = clean_title(_title(work))
    authors = tuple(_people(items_at(work, "creators")))
    if not (title or authors):
        return "a DOI without title and creators"
    kind = kind_of(work)
    return Record(
        **_place(work, kind),
        source_key=number or f"{title}|{text_at(work, 'publicationYear')}",
        kind=kind,
        title=title,
        title_markup=markup,
        title_translated=_title_of_type(work, "TranslatedTitle"),
        authors=authors,
        editors=tuple(_people(_contributors(work, "Editor"))),
        date=_date(work),
        volume=text_at(work, "container.volume"),
        number=text_at(work, "container.issue"),
        pages=page_span(text_at(work, "container.firstPage"), text_at(work, "container.lastPage")),
        doi=number,
        arxiv_id=arxiv_id(number),
        isbn=first_isbn(_numbers(work, "ISBN")),
        issn=first_issn(_numbers(work, "ISSN")),
        url=_url(work),
        abstract=_description(work, "Abstract"),
        language=read_language(text_at(work, "language")),
        keywords=tuple(
            dict.fromkeys(text_at(each, "subject") for each in items_at(work, "subjects"))
        ),
        related=tuple(dict.fromkeys(_related(work, *SAME))),
        extra=_extra(work),
    )


def kind_of(work: Item) -> str:
    """Return the kind by the general type, or by the free type if the general one is "Text"."""
    general = re.sub("[^a-z]", "", text_at(work, "types.resourceTypeGeneral").lower())
    if kind := KINDS.get(general):
        return kind
    free = text_at(work, "types.resourceType").lower()
    found = next((kind for word, kind in WORDS if word in free), "other")
    return found if general in ("text", "other", "") else "other"


def _title(work: Item) -> str:
    titles = [each for each in items_at(work, "titles") if not text_at(each, "titleType")]
    main = text_at(titles, "title") or text_at(work, "titles.title", "title")
    return with_subtitle(main, _title_of_type(work, "Subtitle"))


def _title_of_type(work: Item, type_: str) -> str:
    found = (each for each in items_at(work, "titles") if text_at(each, "titleType") == type_)
    return clean_text(next((text_at(each, "title") for each in found), ""))


def _contributors(work: Item, type_: str) -> list[dict[str, Any]]:
    return [
        each for each in items_at(work, "contributors") if text_at(each, "contributorType") == type_
    ]


def _people(creators: list[dict[str, Any]]) -> Iterator[Name]:
    """Yield the names. Names without parts may be ``Family, Given``, or those of an institution."""
    for each in creators:
        name, number = text_at(each, "name"), _orcid(each)
        family, given = text_at(each, "familyName"), text_at(each, "givenName")
        if text_at(each, "nameType") == "Organizational" and not given:
            yield body(name or family)
        elif family:
            yield person(family, given, number=number)
        elif name:
            yield display_name(name, number)


def _orcid(creator: Item) -> str:
    schemes = items_at(creator, "nameIdentifiers")
    found = (text_at(each, "nameIdentifier") for each in schemes if _is_orcid(each))
    return next(found, "")


def _is_orcid(identifier: Item) -> bool:
    scheme = text_at(identifier, "nameIdentifierScheme", "schemeUri")
    return "orcid" in f"{scheme} {text_at(identifier, 'nameIdentifier')}".lower()


def _date(work: Item) -> Date | None:
    """Return the date of issue, completed by other dates of that year, or the year."""
    year = text_at(work, "publicationYear")
    dates = {text_at(each, "dateType"): text_at(each, "date") for each in items_at(work, "dates")}
    texts = [dates[type_].partition("/")[0] for type_ in _DATES if type_ in dates]
    return read_date(year, *texts) if year else read_date(*texts)


def _place(work: Item, kind: str) -> dict[str, Any]:
    """Return venue, publisher and school. If a work has no journal, its archive is the venue."""
    publisher = clean_text(text_at(work, "publisher.name", "publisher"))
    container = clean_text(text_at(work, "container.title"))
    if kind == "thesis":
        return {"school": publisher}
    if kind in ("book", "proceedings"):
        return {"publisher": publisher, "series": container}
    return {"venue": container or publisher, "publisher": publisher if container else ""}


def _numbers(work: Item, type_: str) -> list[str]:
    """Return the ISBNs or ISSNs of the work and of what it is a part of."""
    own = [
        text_at(each, "identifier")
        for each in items_at(work, "identifiers")
        if text_at(each, "identifierType") == type_
    ]
    is_container = text_at(work, "container.identifierType") == type_
    return [*own, text_at(work, "container.identifier") if is_container else ""]


def _url(work: Item) -> str:
    url = text_at(work, "url")
    return "" if doi(url) else url


def _description(work: Item, type_: str) -> str:
    found = (
        text_at(each, "description")
        for each in items_at(work, "descriptions")
        if text_at(each, "descriptionType") == type_
    )
    return clean_abstract(next(found, ""))


def _related(work: Item, *relations: str) -> list[str]:
    """Return the DOIs and arXiv numbers of works to which the work has one of these relations."""
    found = (
        text_at(each, "relatedIdentifier")
        for each in items_at(work, "relatedIdentifiers")
        if text_at(each, "relationType") in relations
    )
    return [number for text in found if (number := doi(text) or arxiv_id(text))]


def _extra(work: Item) -> dict[str, str]:
    free = text_at(work, "types.resourceType")
    return filled(
        {
            "type": free if kind_of(work) in ("other", "thesis", "report") else "",
            "version": text_at(work, "version"),
            "license": [
                text_at(each, "rights", "rightsIdentifier") for each in items_at(work, "rightsList")
            ],
            "funders": [
                text_at(each, "funderName") for each in items_at(work, "fundingReferences")
            ],
            "formats": texts_at(work, "formats"),
            "updated": as_text(work.get("updated")),
            **{_name(relation): _related(work, relation) for relation in (*SAME, *TIED)},
        }
    )


def _name(relation: str) -> str:
    """Return ``is-version-of`` for ``IsVersionOf``, as Crossref writes it."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", relation).lower()
