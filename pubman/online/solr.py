"""Answers of Solr, the search engine behind HAL and ADS."""

from __future__ import annotations

from pubman.errors import Malformed
from pubman.online.answers import json_of, not_asked_for
from pubman.online.paging import number_at
from pubman.web import Response


def total_of(response: Response, service: str) -> tuple[int, int]:
    """Return how many documents a search found and how many this page has.

    Solr reports an error with status 200.
    """
    value = json_of(response.body, service)
    if isinstance(value, dict) and value.get("error"):
        raise Malformed(f"{service} could not run the search.", "is the id right in pubman.toml?")
    found = value.get("response") if isinstance(value, dict) else None
    if not isinstance(found, dict) or not isinstance(found.get("docs"), list):
        raise not_asked_for(service, "list of papers")
    return number_at(value, "response", "numFound"), len(found["docs"])
