"""Addresses of the pages that services have about a person, and the account in each of them."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from pubman.text.identifiers import orcid, pid

_PATTERNS: Final = (
    ("scholar", r"scholar\.google\.[a-z.]+/citations\?(?:\S*&)?user=([\w-]{12})(?![\w-])"),
    ("zbmath", r"zbmath\.org/authors/(?:\?q=ai(?::|%3A))?([a-z][a-z0-9.-]*[a-z0-9])"),
    ("inspire", r"inspirehep\.net/(?:authors?|author/profile)/([A-Z][\w.-]*\.\d+)"),
    ("hal", r"(?:cv\.hal\.science|cv\.archives-ouvertes\.fr)/([a-z][\w-]+)"),
    ("hal", r"hal\.science/search/index/q/\S{1,3}/authIdHal_s/([a-z][\w-]+)"),
    ("semanticscholar", r"semanticscholar\.org/author/(?:[^/\s]+/)?(\d{3,12})(?!\d)"),
    ("openalex", r"openalex\.org/(?:authors/|people/)?([Aa]\d{5,12})(?!\d)"),
    ("arxiv", r"arxiv\.org/a/([a-z][a-z_]*_\d+)"),
    ("scopus", r"scopus\.com/\S*authorI[dD]=(\d{8,12})(?!\d)"),
    ("researcherid", r"researcherid\.com/rid/([A-Z]{1,3}-\d{4}-\d{4})(?!\d)"),
    ("researcherid", r"webofscience\.com/wos/author/(?:rid|record)/([A-Z]{1,3}-\d{4}-\d{4})(?!\d)"),
)  # fmt: skip
"""Services -> the address of a person's page there. The first match counts."""


def account_in(address: str) -> tuple[str, str]:
    """Return the service and the account that an address of a person's page names, or two ``""``.

    >>> account_in("https://www.scopus.com/inward/authorDetails.url?authorID=7004212771&id=1")
    ('scopus', '7004212771')
    """
    text = unquote(address.strip())
    if found := orcid(text):
        return "orcid", found
    if "dblp" in text and (number := pid(text)):
        return "dblp", number
    for service, pattern in _PATTERNS:
        if match := re.search(rf"//(?:www\.)?{pattern}", text):
            return service, match[1]
    return "", ""
