"""Where a record of a tagged format says its DOI, arXiv number, address and PDF, in many places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pubman.formats.tagged.blocks import find_first
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
        """True where ``text`` is nothing but the DOI or the arXiv number found."""
        return (bool(doi(text)) and doi(text) == self.doi) or (
            bool(_labelled(text)) and _labelled(text) == self.arxiv_id
        )  # fmt: skip


def is_on_the_web(text: str) -> bool:
    """True for an address that others can open: no file of a reference manager's own."""
    return _ON_THE_WEB.match(text) is not None


def is_address(text: str) -> bool:
    """True for what a browser takes, also without ``https://``: no ``<Go to ISI>://WOS:1``."""
    return _ADDRESS.match(text) is not None


def find_addresses(
    dois: Sequence[str], urls: Sequence[str], pdfs: Sequence[str], elsewhere: Sequence[str]
) -> Addresses:
    """The addresses in the places for DOIs, addresses and PDFs; failing those, ``elsewhere``."""
    found = (
        find_first(doi, dois) or find_first(find_doi, [*dois, *urls]) or find_first(doi, elsewhere)
    )
    number = find_first(arxiv_id, [*urls, *dois]) or find_first(_labelled, elsewhere)
    pages = [each for each in dict.fromkeys(urls) if not doi(each) and not arxiv_id(each)]
    url = next((each for each in pages if not _PDF.search(each)), next(iter(pages), ""))
    further = [each for each in pages if each != url]
    files = [each for each in further if _PDF.search(each) and is_on_the_web(each)]
    strange = [each for each in urls if doi(each) not in ("", found)]
    strange += [each for each in urls if arxiv_id(each) not in ("", number)]
    return Addresses(
        doi=found,
        arxiv_id=number,
        url=url,
        links=tuple(Link(label="pdf", url=each) for each in dict.fromkeys([*files, *pdfs])),
        others=tuple(dict.fromkeys(each for each in [*further, *strange] if each not in files)),
    )


def _labelled(text: str) -> str:
    """The arXiv number that ``text`` is, where it says that it is one."""
    return arxiv_id(text) if "arxiv" in text.lower() else ""
