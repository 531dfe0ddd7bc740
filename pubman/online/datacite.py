"""Ask DataCite for works by DOI, many in one request.

https://support.datacite.org/docs/api-get-lists
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from pubman.online import services
from pubman.online.answers import json_of, not_asked_for
from pubman.web import Response, Session

AT_ONCE: Final = 50


def fetch_dois(session: Session, dois: Sequence[str]) -> Response:
    """Return what DataCite knows about at most ``AT_ONCE`` DOIs; it leaves out unknown ones."""
    wanted = ",".join(quote(each, safe="/().;:_-") for each in dois if "," not in each)
    path = f"/dois?ids={wanted}&page[size]={len(dois)}&affiliation=false"
    response = session.get(
        [services.address("datacite", path)],
        accept="application/vnd.api+json, application/json",
        manners=services.manners("datacite"),
    )
    value = json_of(response.body, "DataCite")
    if not isinstance(value, dict) or not isinstance(value.get("data"), list):
        raise not_asked_for("DataCite", "list of works")
    return response
