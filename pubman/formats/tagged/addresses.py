"""Find DOI, arXiv number, address and PDF of a record in the many tags that may hold them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import filterfalse

from pubman.formats.value_lists import find_first
from pubman.record import Link
from pubman.text.identifiers import arxiv_id, doi, find_doi

_PDF = re.compile(r"(?i)\.pdf(?:[?#]|$)|/e?pdf(?:[/?#]|$)")
_ADDRESS = re.compile(r"(?i)(?:[a-z]{2,10}:/)?/?(?:[\w-]+\.)+[a-z]{2}|[a-z]{3,6}://\w")
_ON_THE_WEB = re.compile(r"(?i)(?:https?|ftp)://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """What was found: ``url`` leads to the work, ``links`` to its PDFs, ``others`` elsewhere."""

    doi: str = ""
    arxiv_id: str = ""
    url: str = ""
    links: tuple[Link, ...] = ()
    others: tuple[str, ...] = ()

    def say(self, text: str) -> bool:
        """Return whether ``text`` is only the DOI or the arXiv number found."""
        return (bool(doi(text)) and doi(text) == self.doi) or (
            bool(_labelled(text)) and _labelled(text) == self.arxiv_id
        )


def is_on_the_web(text: str) -> bool:
    """Return whether others can open the address. Files of a reference manager are local."""
    return _ON_THE_WEB.match(text) is not None


def is_address(text: str) -> bool:
    """Return whether a browser accepts ``text``, also without ``https://``.

    ``<Go to ISI>://WOS:1`` is not an address.
    """
    return _ADDRESS.match(text) is not None


def find_addresses(
    dois: Sequence[str], urls: Sequence[str], pdfs: Sequence[str], elsewhere: Sequence[str]
) -> Addresses:
    """Return the content of the tags for DOIs, addresses and PDFs. Otherwise use ``elsewhere``."""
    found = _find_doi(dois, urls, elsewhere)
    number = find_first(arxiv_id, [*urls, *dois]) or find_first(_labelled, elsewhere)
    pages = [each for each in dict.fromkeys(urls) if not _is_identifier(each)]
    url = next(filterfalse(_PDF.search, pages), next(iter(pages), ""))
    further = [each for each in pages if each != url]
    files = [each for each in further if _PDF.search(each) and is_on_the_web(each)]
    others = [*further, *_other_identifiers(urls, found, number)]
    return Addresses(
        doi=found,
        arxiv_id=number,
        url=url,
        links=tuple(Link(label="pdf", url=each) for each in dict.fromkeys([*files, *pdfs])),
        others=tuple(dict.fromkeys(each for each in others if each not in files)),
    )


def _find_doi(dois: Sequence[str], urls: Sequence[str], elsewhere: Sequence[str]) -> str:
    inside = [*dois, *urls]
    return find_first(doi, dois) or find_first(find_doi, inside) or find_first(doi, elsewhere)


def _is_identifier(url: str) -> bool:
    """Return whether an address leads to a DOI or to arXiv, which have fields of their own."""
    return bool(doi(url) or arxiv_id(url))


def _other_identifiers(urls: Sequence[str], found: str, number: str) -> list[str]:
    """Return the addresses of DOIs and arXiv numbers that are not the record's own."""
    other_dois = [each for each in urls if doi(each) not in ("", found)]
    return other_dois + [each for each in urls if arxiv_id(each) not in ("", number)]


def _labelled(text: str) -> str:
    """Return the arXiv number that ``text`` is, if it is labelled as one."""
    return arxiv_id(text) if "arxiv" in text.lower() else ""
