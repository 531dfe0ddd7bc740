"""Ask Open Library for a book by its ISBN.

https://openlibrary.org/dev/docs/api/books
"""

from __future__ import annotations

from pubman.errors import NotFound
from pubman.online import services
from pubman.online.answers import json_of
from pubman.web import Response, Session


def fetch_record(session: Session, isbn: str) -> Response:
    """Return the answer for one book."""
    path = f"/api/books?bibkeys=ISBN:{isbn}&format=json&jscmd=data"
    response = session.get(
        [services.address("openlibrary", path)],
        accept=services.JSON,
        manners=services.manners("openlibrary"),
    )
    if not json_of(response.body, "Open Library"):
        raise NotFound(
            f"Open Library has no book with the ISBN {isbn}.", "is there a typing error?"
        )
    return response
