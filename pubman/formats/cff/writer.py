"""Write CITATION.cff: the first publication is the one to cite, the others are references.

The format: https://citation-file-format.github.io, version 1.2.0. If the list contains software or
a data set, it is described by the file itself. Otherwise the file gets the title of the first
publication, because the format requires a title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from pubman.formats.plain_values import Writable, doi_of, entries
from pubman.formats.yaml_text import dump
from pubman.listing import Options, Section
from pubman.record import Name
from pubman.text.markup import printable

TYPES: Final = {
    "article": "article", "conference": "conference-paper", "workshop": "conference-paper",
    "demo": "conference-paper", "preprint": "article", "thesis": "thesis", "book": "book",
    "chapter": "generic", "proceedings": "proceedings", "report": "report", "patent": "patent",
    "standard": "standard", "website": "website", "dataset": "dataset", "software": "software",
}  # fmt: skip
"""Kinds -> types of references. Any other is ``generic``."""
_WHOLE: Final = frozenset({"software", "dataset"})
_MESSAGE: Final = "If you use this software, please cite it using the metadata from this file."


def render(sections: Sequence[Section], options: Options) -> str:  # noqa: ARG001 - as every format
    """Return the file for the publications of the list."""
    return "".join(pieces(entries(sections))) or "\n"


def pieces(found: Iterable[Writable]) -> Iterator[str]:
    """Yield the text of the file."""
    every = list(found)
    if every:
        yield dump(as_object(every))


def as_object(every: Sequence[Writable]) -> dict[str, Any]:
    """Return the file as an object: the software, the paper to cite, and the references."""
    software = next((each for each in every if each.kind in _WHOLE), None)
    others = [each for each in every if each is not software]
    head = software or every[0]
    found: dict[str, Any] = {"cff-version": "1.2.0", "message": _MESSAGE}
    found |= {"title": printable(head.title) or "Untitled", "authors": _authors(head)}
    if software:
        found |= _software(software)
    if others:
        found["preferred-citation"] = _reference(others[0])
    if len(others) > 1:
        found["references"] = [_reference(each) for each in others[1:]]
    return found


def _software(each: Writable) -> dict[str, Any]:
    values = {
        "type": "dataset" if each.kind == "dataset" else "software",
        "version": each.extra.get("version", ""),
        "doi": doi_of(each),
        "date-released": str(each.date) if each.date and each.date.day else "",
        "url": each.url if "://" in each.url else "",
        "abstract": printable(each.abstract),
        "keywords": list(each.keywords),
        "license": each.extra.get("license", ""),
    }
    return {name: value for name, value in values.items() if value}


def _reference(each: Writable) -> dict[str, Any]:
    start, _, end = each.pages.partition("-")
    meeting = each.kind in ("conference", "workshop", "demo")
    publisher = printable(each.publisher)
    school = printable(each.school)
    values: dict[str, Any] = {
        "type": TYPES.get(each.kind, "generic"),
        "title": printable(each.title) or "Untitled",
        "authors": _authors(each),
        "editors": _people(each.editors),
        **_date(each),
        ("collection-title" if meeting or each.kind == "chapter" else "journal"): each.venue,
        "conference": {"name": each.extra.get("eventtitle", "") or each.venue} if meeting else "",
        "volume": each.volume,
        "issue": each.number,
        "start": start,
        "end": end,
        "publisher": {"name": publisher} if publisher else "",
        "institution": {"name": school} if school else "",
        "thesis-type": each.extra.get("type", "") if each.kind == "thesis" else "",
        "doi": doi_of(each),
        "pmcid": each.pmcid,
        "isbn": each.isbn,
        "issn": each.issn,
        "url": each.url if "://" in each.url else "",
        "identifiers": _identifiers(each),
    }
    return {name: value for name, value in values.items() if value}


def _date(each: Writable) -> dict[str, Any]:
    """Return the year and the month as numbers. A full date is returned as a date."""
    if each.date is None:
        return {}
    whole = str(each.date) if each.date.day else ""
    return {"year": each.date.year, "month": each.date.month, "date-published": whole}


def _identifiers(each: Writable) -> list[dict[str, str]]:
    numbers = (
        ("arXiv", f"arXiv:{each.arxiv_id}" if each.arxiv_id else ""),
        ("PubMed", f"PMID:{each.pmid}" if each.pmid else ""),
    )
    return [{"type": "other", "value": text, "description": name} for name, text in numbers if text]


def _authors(each: Writable) -> list[dict[str, str]]:
    """Return the authors. The format requires one."""
    return _people(each.authors) or [{"name": "Unknown"}]


def _people(names: Iterable[Name]) -> list[dict[str, str]]:
    return [_person(name) for name in names]


def _person(name: Name) -> dict[str, str]:
    if name.literal or not name.family:
        return {"name": printable(name.full)}
    parts = {
        "family-names": name.family,
        "given-names": name.given,
        "name-particle": name.particle,
        "name-suffix": name.suffix,
        "orcid": f"https://orcid.org/{name.orcid}" if name.orcid else "",
    }
    return {part: printable(text) for part, text in parts.items() if text}
