"""Ask arXiv for the feed of an author, or for papers by number.

https://info.arxiv.org/help/author_identifiers.html and https://info.arxiv.org/help/api/
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from pubman.errors import Malformed, NotFound
from pubman.online import services
from pubman.online.answers import require_xml
from pubman.web import Response, Seen, Session

AT_ONCE: Final = 100
_TRIES: Final = 3
"""How often a page is asked for that promises papers and has none."""
_TOTAL: Final = re.compile(rb"totalResults[^>]*>\s*(\d+)\s*<")


def fetch_list(session: Session, account: str, seen: Seen | None = None) -> list[Response]:
    """Return the feed of the papers that an author owns, by ORCID or by arXiv's author id."""
    del seen  # arXiv sends no validators
    response = session.get(
        [services.address("arxiv", f"/a/{quote(account)}.atom")],
        accept=services.XML,
        manners=services.manners("arxiv"),
        also=(404,),
    )
    if response.status == 404:
        raise NotFound(
            f"arXiv has no public author page for {account}.",
            "the page has to be switched on, at   https://arxiv.org/user/",
        )
    _require_feed(response.body)
    return [response]


def fetch_papers(session: Session, numbers: Sequence[str]) -> Response:
    """Return the newest version of at most ``AT_ONCE`` papers."""
    wanted = ",".join(quote(each, safe="/.") for each in numbers)
    path = f"/api/query?id_list={wanted}&max_results={len(numbers)}"
    for _ in range(_TRIES - 1):
        response = _ask(session, path)
        if not _is_hiccup(response.body):
            break
    else:
        response = _ask(session, path)
    _require_feed(response.body)
    return response


def _ask(session: Session, path: str) -> Response:
    return session.get(
        [services.address("arxiv-api", path)],
        accept=services.XML,
        manners=services.manners("arxiv-api"),
        also=(400,),
    )


def _is_hiccup(body: bytes) -> bool:
    """Return whether a page promises papers and has none; the next answer is often whole."""
    total = _TOTAL.search(body)
    return total is not None and int(total[1]) > 0 and b"<entry" not in body


def _require_feed(body: bytes) -> None:
    """Raise ``Malformed`` for an error that arXiv sends as a feed, and for an empty page."""
    require_xml(body, "arXiv", "feed")
    if b"api/errors" in body:
        raise Malformed("arXiv answered with an error instead of papers.", "try again later")
    if _is_hiccup(body):
        raise Malformed("arXiv promised papers and sent an empty page.", "try again later")
