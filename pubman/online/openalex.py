"""Ask OpenAlex for the works that it gives to a person.

https://docs.openalex.org/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from pubman.errors import Malformed, RateLimited, Truncated
from pubman.online import services
from pubman.online.answers import json_of, not_asked_for
from pubman.online.keys import key_of
from pubman.online.paging import MOST_PAGES, number_at
from pubman.text.identifiers import orcid
from pubman.web import Response, Seen, Session

_AT_ONCE: Final = 100
DOIS_AT_ONCE: Final = 50
"""How many DOIs are asked for in one request, so that the address stays short enough."""
_FIELDS: Final = (
    "id,doi,ids,title,display_name,authorships,publication_date,publication_year,type,"
    "primary_location,locations,best_oa_location,biblio,is_retracted,is_paratext,open_access"
)


def fetch_list(session: Session, account: str, seen: Seen | None = None) -> list[Response]:
    """Return the works of a person, by ORCID or by OpenAlex's author id."""
    del seen  # OpenAlex sends no validators
    by = "authorships.author.orcid" if orcid(account) == account else "author.id"
    pages: list[Response] = []
    cursor, cursors, have = "*", {"*"}, 0
    while len(pages) < MOST_PAGES:
        page = _get(session, f"filter={by}:{quote(account)}", cursor)
        value = _value(page)
        pages.append(page)
        have += len(value["results"])
        cursor = str(value["meta"].get("next_cursor") or "")
        if not cursor or not value["results"]:
            break
        if cursor in cursors:
            raise Malformed("OpenAlex sent the same page twice.", "try again later")
        _require_budget(page)
        cursors.add(cursor)
    if have < number_at(_value(pages[0]), "meta", "count"):
        raise Truncated("OpenAlex promised more works than it sent.", "try again later")
    return pages


def fetch_dois(session: Session, dois: Sequence[str]) -> Response:
    """Return what OpenAlex knows about at most ``DOIS_AT_ONCE`` DOIs; without unknown ones."""
    wanted = "|".join(quote(each, safe="/():._-") for each in dois if not {",", "|"} & {*each})
    page = _get(session, f"filter=doi:{wanted}", "*")
    _value(page)
    return page


def _require_budget(page: Response) -> None:
    """Raise ``RateLimited`` if the answer says that it used up the budget of today."""
    if page.headers.get("x-ratelimit-remaining") != "0":
        return
    seconds = page.headers.get("x-ratelimit-reset", "")
    hours = f"in {-(-int(seconds) // 3600)} hours" if seconds.isdecimal() else "tomorrow"
    raise RateLimited(
        f"OpenAlex's free budget of today is used up; it is renewed {hours}.",
        services.manners("openalex").hint,
    )


def _value(page: Response) -> dict[str, Any]:
    value = json_of(page.body, "OpenAlex")
    is_list = isinstance(value, dict) and isinstance(value.get("results"), list)
    if not is_list or not isinstance(value.get("meta"), dict):
        raise not_asked_for("OpenAlex", "list of works")
    found: dict[str, Any] = value
    return found


def _get(session: Session, query: str, cursor: str) -> Response:
    key = key_of("openalex")
    private = {"Authorization": f"Bearer {key}"} if key else {}
    path = f"/works?{query}&per_page={_AT_ONCE}&cursor={quote(cursor)}&select={_FIELDS}"
    return session.get(
        [services.address("openalex", path)],
        accept=services.JSON,
        manners=services.manners("openalex"),
        private=private,
    )
