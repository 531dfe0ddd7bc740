"""Ask Crossref for works by DOI, many in one request.

https://www.crossref.org/documentation/retrieve-metadata/rest-api/
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from pubman.online import services
from pubman.online.answers import json_of, not_asked_for
from pubman.web import Response, Session

AT_ONCE: Final = 50
"""How many DOIs are asked for in one request, so that the address stays short enough."""


def fetch_dois(session: Session, dois: Sequence[str]) -> Response:
    """Return what Crossref knows about at most ``AT_ONCE`` DOIs; it leaves out unknown ones."""
    wanted = ",".join(f"doi:{quote(each, safe='/().;:_-')}" for each in dois if "," not in each)
    path = f"/works?filter={wanted}&rows={len(dois)}"
    response = session.get(
        [services.address("crossref", path + _polite(session))],
        accept=services.JSON,
        manners=services.manners("crossref"),
    )
    value = json_of(response.body, "Crossref")
    message = value.get("message") if isinstance(value, dict) else None
    if not isinstance(message, dict) or not isinstance(message.get("items"), list):
        raise not_asked_for("Crossref", "list of works")
    return response


def _polite(session: Session) -> str:
    """Return the address of the person who asks, which gives a better place in the queue."""
    contact = session.contact.strip()
    return f"&mailto={quote(contact)}" if "@" in contact and " " not in contact else ""
