"""The addresses of a record of dblp: its identifiers, its page, its files, and the others."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Collection
from dataclasses import dataclass

from pubman.formats.dblp.elements import all_of
from pubman.record import Link
from pubman.text.identifiers import arxiv_id, doi


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the ``ee`` elements of a record lead to."""

    doi: str = ""
    arxiv_id: str = ""
    url: str = ""
    links: tuple[Link, ...] = ()
    other: tuple[str, ...] = ()


def find_addresses(element: ET.Element, *, preprint: bool) -> Found:
    """Return the identifiers, the first other page, PDFs, and all other addresses."""
    addresses = all_of(element, "ee")
    numbers = [name for each in addresses if not arxiv_id(each) and (name := doi(each))]
    found_doi = next(iter(numbers), "")
    pages = list(filter(_is_page, addresses))
    url = next(iter(pages), "")
    files = [each for each in pages if each.lower().split("?")[0].endswith(".pdf")]
    taken = {url, *files}
    other = tuple(each for each in addresses if _is_left(each, found_doi, taken))
    if preprint and not found_doi:  # The DOI of a published paper is not arXiv's.
        found_doi = next(filter(None, map(doi, addresses)), "")
    return Found(
        doi=found_doi,
        arxiv_id=next(filter(None, map(arxiv_id, addresses)), ""),
        url=url,
        links=tuple(Link(label="pdf", url=each) for each in files),
        other=other,
    )


def _is_page(address: str) -> bool:
    """Return whether an address leads to a page: not to a number, nor to Wikidata."""
    return not (arxiv_id(address) or doi(address) or "wikidata.org/" in address)


def _is_left(address: str, found: str, taken: Collection[str]) -> bool:
    """Return whether no field takes an address: another DOI, Wikidata, or a further page."""
    if arxiv_id(address):
        return False
    number = doi(address)
    return number != found if number else address not in taken
