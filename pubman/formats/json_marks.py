"""Recognise each JSON format by fields that prove it, never by a guess.

JSON without such fields is refused, because the reader of another format would lose most of it
without a message.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pubman.formats.json_shape import Shape, shape_of

_CSL_TYPE: Final = (
    r"(?:article(?:-\w+)?|paper-conference|book|chapter|thesis|report|patent|dataset|software"
    r"|manuscript|entry(?:-\w+)?|webpage|speech|post(?:-weblog)?|standard|collection|review(?:-book)?"
    r"|document|graphic|interview|legal_case|legislation|bill|motion_picture|broadcast|periodical"
    r"|performance|personal_communication|pamphlet|hearing|regulation|treaty|event|classic|figure|map"
    r"|musical_score|song|journal-article|proceedings-article|proceedings|book-chapter"
    r"|posted-content|dissertation|monograph|edited-book)$"
)
"""Types of CSL, and Crossref's types, which its CSL service writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What proves a format: one of ``places`` that has all of ``fields``.

    ``values`` are patterns that the values of fields match. If one of ``never`` occurs, it is not
    this format. ``what`` is set for JSON that pubman does not read, and says what the file is.
    """

    name: str = ""
    places: tuple[str, ...] = ("", "[]")
    fields: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    never: tuple[str, ...] = ()
    what: str = ""
    hint: str = ""

    def fits(self, shape: Shape) -> bool:
        """Return whether the text proves the format."""
        return any(self._fits_at(shape, place) for place in self.places)

    def _fits_at(self, shape: Shape, place: str) -> bool:
        return (
            shape.has(place, *self.fields)
            and all(shape.says(place, name, pattern) for name, pattern in self.values)
            and not any(shape.has(place, name) for name in self.never)
        )


_WORKS: Final = ("", "[]")
_CROSSREF: Final = (*_WORKS, "message", "message.items[]", "items[]")
MARKS: Final = (
    Mark(name="dblp-json", fields=("result.query",)),
    Mark(name="dblp-json", fields=("result.hits",)),
    Mark(name="openalex", places=(*_WORKS, "results[]"), fields=("id", "authorships")),
    Mark(name="openalex", places=(*_WORKS, "results[]"), fields=("id",),
         values=(("id", r"https://openalex\.org/W\d"),)),
    Mark(name="crossref", places=_CROSSREF, fields=("DOI", "title[]"), never=("id",),
         values=(("DOI", r"10\."),)),
    Mark(name="crossref", fields=("message-type", "message.DOI")),
    Mark(name="crossref", fields=("message-type", "message.items"),
         values=(("message-type", "work-list"),)),
    Mark(name="datacite", places=("data", "data[]"), fields=("attributes.doi",)),
    Mark(name="datacite", places=(*_WORKS, "data"), fields=("doi", "creators", "titles")),
    Mark(name="datacite", fields=("attributes.creators", "attributes.titles")),
    Mark(name="orcid", fields=("group", "path"), values=(("path", r"/\d{4}-"),)),
    Mark(name="orcid", fields=("group[].work-summary",)),
    Mark(name="orcid", fields=("activities-summary.works",)),
    Mark(name="orcid", fields=("bulk[].work",)),
    Mark(name="orcid", fields=("put-code", "title.title")),
    Mark(name="europepmc", fields=("resultList.result",)),
    Mark(name="zenodo", places=(*_WORKS, "hits.hits[]"), fields=("conceptrecid", "metadata.title")),
    Mark(name="zenodo", places=(*_WORKS, "hits.hits[]"), fields=("recid", "metadata.creators")),
    Mark(name="inspire", places=(*_WORKS, "metadata", "hits.hits[].metadata"),
         fields=("titles", "document_type")),
    Mark(name="inspire", places=("", "hits.hits[]"), fields=("metadata.control_number",)),
    Mark(name="zbmath", places=(*_WORKS, "result", "result[]"), fields=("id", "zbmath_url")),
    Mark(name="zbmath", places=(*_WORKS, "result", "result[]"),
         fields=("id", "contributors", "title.title")),
    Mark(name="hal", places=("response.docs[]", "docs[]", *_WORKS), fields=("halId_s",)),
    Mark(name="hal", places=("response.docs[]", "docs[]"), fields=("docType_s",)),
    Mark(name="ads", places=("response.docs[]", "docs[]", *_WORKS), fields=("bibcode",)),
    Mark(name="semanticscholar", fields=("paperId",),
         places=(*_WORKS, "data[]", "data[].citedPaper", "data[].citingPaper")),
    Mark(name="doaj", places=(*_WORKS, "results[]"), fields=("bibjson.title",)),
    Mark(name="jsonl", fields=("source_key",)),
    Mark(what="Zotero's own JSON, not CSL-JSON", fields=("itemType",),
         hint="in Zotero: Export Library, then the format CSL JSON, BibTeX or RIS"),
    Mark(what="Zotero's own JSON, not CSL-JSON", fields=("config", "items"),
         hint="in Zotero: Export Library, then the format CSL JSON, BibTeX or RIS"),
    Mark(what="a record of papis, not CSL-JSON", fields=("author", "title", "year"),
         never=("issued", "author[]", "author[].family"),
         hint="papis export --format bibtex writes what pubman reads"),
    Mark(what="an answer of Unpaywall, which names no authors", fields=("doi", "oa_locations"),
         hint="Crossref's answer for the same DOI has them: https://api.crossref.org/works/DOI"),
    Mark(what="an answer of Crossref about something else than works", fields=("message-type",),
         hint="works are at https://api.crossref.org/works"),
    Mark(what="ORCID's list of people, not of works",
         fields=("expanded-result",), hint="works are at https://pub.orcid.org/v3.0/ID/works"),
    Mark(what="a person's record of ORCID without works", fields=("orcid-identifier",),
         never=("activities-summary",), hint="works are at https://pub.orcid.org/v3.0/ID/works"),
)  # fmt: skip
"""What proves each format, tried in this order."""

_CSL_PLACES: Final = (*_WORKS, "items[]")
_CSL_PROOF: Final = (
    "issued", "author[].family", "author[].literal", "author[].given", "container-title", "id",
    "note", "custom", "DOI", "URL",
)  # fmt: skip
"""Fields of which one, beside a type of CSL, proves CSL-JSON."""
_PUBMANS_FIELDS: Final = ("title", "authors", "editors", "venue")


def find_json(text: str) -> Mark | None:
    """Return the mark of the format that ``text``, the beginning of a JSON file, is in."""
    shape = shape_of(text)
    mark = next((each for each in MARKS if each.fits(shape)), None)
    if mark is None and _is_csl(shape):
        return Mark(name="csl-json")
    if mark is None and _is_jsonl(text, shape):
        return Mark(name="jsonl")
    return mark


def _is_csl(shape: Shape) -> bool:
    """Return whether items have a type of CSL and another of its fields, or its dates or names.

    In CSL, a list of names is never one text.
    """
    for place in _CSL_PLACES:
        if shape.says(place, "author", r".*[^\W\d_]"):
            continue
        typed = shape.says(place, "type", _CSL_TYPE)
        if typed and any(shape.has(place, name) for name in _CSL_PROOF):
            return True
        if shape.has(place, "issued.date-parts") or shape.has(place, "container-title"):
            return True
    return False


def _is_jsonl(text: str, shape: Shape) -> bool:
    """Return whether there is one object per line with pubman's fields."""
    first, _, rest = text.partition("\n")
    is_lines = first.rstrip().endswith("}") and (not rest.strip() or rest.lstrip().startswith("{"))
    return is_lines and any(shape.has("", name) for name in _PUBMANS_FIELDS)
