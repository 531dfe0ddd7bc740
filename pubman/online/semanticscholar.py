"""Ask Semantic Scholar for the papers that it gives to an author.

https://api.semanticscholar.org/api-docs/graph
"""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

from pubman.errors import NotFound, Truncated
from pubman.online import services
from pubman.online.answers import json_of, not_asked_for
from pubman.online.keys import key_of
from pubman.online.paging import MOST_PAGES, number_at
from pubman.web import Response, Seen, Session

_AT_ONCE: Final = 500
_FIELDS: Final = (
    "paperId,corpusId,externalIds,title,authors.name,venue,publicationVenue,journal,year,"
    "publicationDate,publicationTypes,openAccessPdf"
)


def fetch_list(session: Session, account: str, seen: Seen | None = None) -> list[Response]:
    """Return the papers of an author, by the number of their page."""
    del seen  # Semantic Scholar sends no validators
    pages: list[Response] = []
    offset = 0
    while len(pages) < MOST_PAGES:
        page = _get(session, account, offset)
        value = _value(page)
        pages.append(page)
        following = number_at(value, "next")
        if not following:
            return pages
        if following <= offset or not value["data"]:
            raise Truncated("Semantic Scholar sent the same page twice.", "try again later")
        offset = following
    raise Truncated("Semantic Scholar sends pages without end.", "is it the right author?")


def _value(page: Response) -> dict[str, Any]:
    value = json_of(page.body, "Semantic Scholar")
    if not isinstance(value, dict) or not isinstance(value.get("data"), list):
        raise not_asked_for("Semantic Scholar", "list of papers")
    found: dict[str, Any] = value
    return found


def _get(session: Session, account: str, offset: int) -> Response:
    """Return one page. A key that is no longer accepted is left out; everybody may ask without."""
    key = key_of("semanticscholar")
    response = _ask(session, account, offset, {"x-api-key": key} if key else {})
    if response.status == 403:
        response = _ask(session, account, offset, {})
    if response.status == 404:
        raise NotFound(
            f"Semantic Scholar has no author {account}.",
            "the number is in the address of your page there: /author/Ada-Li/1723755",
        )
    return response


def _ask(session: Session, account: str, offset: int, private: dict[str, str]) -> Response:
    path = (
        f"/graph/v1/author/{quote(account, safe='')}/papers"
        f"?fields={_FIELDS}&limit={_AT_ONCE}&offset={offset}"
    )
    return session.get(
        [services.address("semanticscholar", path)],
        accept=services.JSON,
        manners=services.manners("semanticscholar"),
        private=private,
        also=(404, 403) if private else (404,),
    )
