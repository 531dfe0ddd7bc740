"""The links of an entry: what its title links to, the row of links below it, and its picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from pubman.frozen import quick_dataclass
from pubman.listing import PICTURE
from pubman.pages.labels import Labels
from pubman.record import Link, Publication
from pubman.text.identifiers import find_doi
from pubman.text.markup import printable
from pubman.text.urls import arxiv_url, doi_url, pmc_url, pubmed_url, safe_url

_LINK_ORDER: Final = (
    "pdf", "doi", "arxiv", "pmid", "pmcid", "code", "data", "slides", "video", "poster",
)  # fmt: skip
_PLACES: Final = {kind: at for at, kind in enumerate(_LINK_ORDER)}
_PROXY: Final = re.compile(
    r"(?i)https?://(?:[^/]*[.-])?(?:ez-?proxy|lib-?proxy|proxy\d*|remotexs|idm\.oclc)[^/]*[./]"
    r"|https?://[^/]*/login\?q?url="
)


@quick_dataclass(frozen=True, slots=True, kw_only=True)
class EntryLink:
    """One link in the row of an entry: ``kind`` is its label in lower case, ``text`` is shown."""

    kind: str
    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A small picture beside an entry; ``alt`` says what it shows (empty for decoration)."""

    url: str
    alt: str


def links_of(pub: Publication, labels: Labels) -> tuple[EntryLink, ...]:
    """Return the row of links, each once: those set by hand and those of the identifiers."""
    given = _of_numbers(pub)
    if pub.doi and (own := _other_address(pub)):
        given.append(("website", own))
    if not pub.links and len(given) == 1:  # nearly every entry
        kind, url = given[0]
        return (EntryLink(kind=kind, text=labels.links.get(kind, kind) or url, url=url),)
    by_hand = [(link.label, safe_url(link.url)) for link in pub.links if not _is_picture(link)]
    found: dict[str, EntryLink] = {}
    for label, url in (*by_hand, *given):
        if url and url not in found and not is_proxy(url):
            kind = printable(label).lower()
            text = labels.links.get(kind, printable(label)) or url
            found[url] = EntryLink(kind=kind, text=text, url=url)
    return tuple(sorted(found.values(), key=lambda link: _PLACES.get(link.kind, len(_PLACES))))


def _of_numbers(pub: Publication) -> list[tuple[str, str]]:
    """Return the kinds and addresses of the links that the numbers of ``pub`` give."""
    numbers = (
        ("doi", pub.doi, doi_url),
        ("arxiv", pub.arxiv_id, arxiv_url),
        ("pmid", pub.pmid, pubmed_url),
        ("pmcid", pub.pmcid, pmc_url),
    )
    found = [(kind, address(number)) for kind, number, address in numbers if number]
    return [each for each in found if each[1] and not is_proxy(each[1])]


def address_of(pub: Publication) -> str:
    """Return what the title links to: the DOI, else the publication's address, else arXiv.

    An address that leads through a library's proxy works only for the members of that library, so
    it is never linked.
    """
    url = safe_url(pub.url)
    if pub.doi:
        return doi_url(pub.doi)
    if is_proxy(url):
        return doi_url(find_doi(url)) or arxiv_url(pub.arxiv_id)
    return url or arxiv_url(pub.arxiv_id)


def is_proxy(url: str) -> bool:
    """Return True for an address that leads through a library's proxy."""
    return ("proxy" in url.lower() and _PROXY.match(url) is not None) or "/login?url=" in url


def _other_address(pub: Publication) -> str:
    """Return the address of ``pub`` if it is more than another way to its DOI."""
    if not pub.url or pub.url.startswith("https://doi.org/"):
        return ""
    url = safe_url(pub.url)
    elsewhere = re.search(r"(?i)doi\.org|dblp|scopus\.com|webofscience|arxiv\.org", url)
    return "" if elsewhere or pub.doi.lower() in unquote(url).lower() else url


def printed(link: EntryLink, venue_line: str = "") -> str:
    """Return what a link says on paper: ``doi:10.1000/x`` instead of the word DOI.

    It is empty for a preprint number that the line of the venue already says.
    """
    if link.kind == "doi":
        return "doi:" + unquote(link.url.removeprefix("https://doi.org/"))
    if link.kind == "arxiv":
        number = link.url.removeprefix("https://arxiv.org/abs/")
        return "" if number in venue_line else f"arXiv:{number}"
    if link.kind == "pmid":
        return "PMID " + link.url.rstrip("/").rpartition("/")[2]
    if link.kind == "pmcid":
        return link.url.rstrip("/").rpartition("/")[2]
    return link.text


def picture_of(pub: Publication) -> Picture | None:
    """Return the first picture of ``pub``, or None.

    Only files beside the page count: a picture on another host would tell that host about every
    reader.
    """
    if not pub.links:
        return None
    link = next((link for link in pub.links if _is_picture(link)), None)
    if link is None:
        return None
    return Picture(url=safe_url(link.url), alt=printable(link.label.partition(":")[2]))


def _is_picture(link: Link) -> bool:
    name = link.label.partition(":")[0].strip().lower()
    return name == PICTURE and bool(url := safe_url(link.url)) and ":" not in url.split("/")[0]
