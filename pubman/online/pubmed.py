"""Ask PubMed for the papers that a query finds, or for papers by number.

https://www.ncbi.nlm.nih.gov/books/NBK25499/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from pubman.errors import Malformed, NotFound, Truncated
from pubman.online import services
from pubman.online.answers import json_of, not_asked_for, require_xml
from pubman.online.keys import key_of
from pubman.text.identifiers import orcid
from pubman.web import Response, Seen, Session

AT_ONCE: Final = 200
_MOST: Final = 10_000
"""The most papers of a search that PubMed gives."""
_ROOTS: Final = ("PubmedArticleSet", "PubmedBookArticleSet")


def fetch_list(session: Session, account: str, seen: Seen | None = None) -> list[Response]:
    """Return the papers that a query finds; an ORCID alone is searched for as an author."""
    del seen  # PubMed sends no validators
    query = f"{account}[auid]" if orcid(account) == account else account
    path = f"/esearch.fcgi?db=pubmed&term={quote(query)}&retmax={_MOST}&retmode=json"
    found = json_of(_get(session, path, services.JSON).body, "PubMed")
    result = found.get("esearchresult") if isinstance(found, dict) else None
    if not isinstance(result, dict):
        raise not_asked_for("PubMed", "list of papers")
    if "ERROR" in result:
        raise Malformed("PubMed could not run the query.", "is it right in pubman.toml?")
    numbers = [str(each) for each in result.get("idlist") or ()]
    if not numbers:
        raise NotFound(f"PubMed finds no paper for {query}.", "is it right in pubman.toml?")
    portions = [numbers[at : at + AT_ONCE] for at in range(0, len(numbers), AT_ONCE)]
    return [fetch_papers(session, portion) for portion in portions]


def fetch_papers(session: Session, numbers: Sequence[str]) -> Response:
    """Return the papers with at most ``AT_ONCE`` numbers; all of them have to be there."""
    response = fetch_known(session, numbers)
    missing = [each for each in numbers if f">{each}</PMID>".encode() not in response.body]
    if missing:
        raise Truncated(f"PubMed left out {', '.join(missing[:5])}.", "try again later")
    return response


def fetch_known(session: Session, numbers: Sequence[str]) -> Response:
    """Return those of at most ``AT_ONCE`` papers that PubMed has."""
    path = f"/efetch.fcgi?db=pubmed&id={','.join(numbers)}&retmode=xml"
    response = _get(session, path, services.XML)
    if b"<ERROR>" in response.body:
        raise Malformed("PubMed answered with an error instead of papers.", "try again later")
    require_xml(response.body, "PubMed", *_ROOTS)
    return response


def _get(session: Session, path: str, accept: str) -> Response:
    key = key_of("pubmed")
    contact = session.contact if "@" in session.contact and " " not in session.contact else ""
    more = "&tool=pubman" + (f"&email={quote(contact)}" if contact else "")
    more += f"&api_key={quote(key)}" if key else ""
    return session.get(
        [services.address("pubmed", path + more)],
        accept=accept,
        manners=services.manners("pubmed"),
    )
