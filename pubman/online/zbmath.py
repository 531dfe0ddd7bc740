"""Ask zbMATH Open for the documents of an author, or for one document.

https://api.zbmath.org/v1/
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from pubman.errors import NotFound
from pubman.online import services
from pubman.online.answers import json_of, not_asked_for
from pubman.online.paging import all_pages, number_at
from pubman.web import Response, Seen, Session

_ROWS: Final = 100


def fetch_list(session: Session, account: str, seen: Seen | None = None) -> list[Response]:
    """Return the documents of an author, by zbMATH's author code."""
    del seen  # zbMATH sends no validators

    def fetch(page: int) -> Response:
        path = f"/v1/document/_search?search_string={quote(f'ai:{account}')}"
        return _get(session, f"{path}&page={page}&results_per_page={_ROWS}")

    return all_pages(fetch, _total, "zbMATH")


def fetch_record(session: Session, number: str) -> Response:
    """Return one document by its number."""
    return _get(session, f"/v1/document/{quote(number)}")


def _total(response: Response) -> tuple[int, int]:
    value = json_of(response.body, "zbMATH")
    if not isinstance(value, dict) or not isinstance(value.get("result"), list):
        raise not_asked_for("zbMATH", "list of documents")
    count = len(value["result"])
    return max(number_at(value, "status", "nr_total_results"), count), count


def _get(session: Session, path: str) -> Response:
    response = session.get(
        [services.address("zbmath", path)],
        accept=services.JSON,
        manners=services.manners("zbmath"),
        also=(404,),
    )
    if response.status == 404:
        raise NotFound("zbMATH finds nothing for that.", "is the author code right?")
    return response
