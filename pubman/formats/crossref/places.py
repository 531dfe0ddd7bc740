"""Where a work of Crossref appeared: what its names of places mean depends on the kind of work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The places that a work names, whichever form the answer has.

    ``container`` is the journal, the proceedings or the book, and ``series`` what that is a part
    of. ``town`` is the publisher's, ``meeting`` that of the conference.
    """

    container: str = ""
    series: str = ""
    publisher: str = ""
    town: str = ""
    institution: str = ""
    group: str = ""
    event: str = ""
    meeting: str = ""


def fields_of(named: Named, kind: str) -> dict[str, Any]:
    """Return venue, series, publisher, school and place of a work of this kind."""
    publisher = {"publisher": named.publisher}
    match kind:
        case "preprint":
            server = named.institution or named.group or named.publisher
            return publisher | {"venue": named.container or server}
        case "thesis":
            return {"school": named.institution or named.publisher}
        case "report":
            return publisher | {
                "place": named.town,
                "school": named.institution,
                "series": named.container or named.series,
            }
        case "book" | "proceedings":
            return publisher | {"place": named.town, "series": named.container or named.series}
    venue = publisher | {"venue": named.container or named.event, "series": named.series}
    # The town of a journal's publisher says nothing about a paper.
    return venue | {"place": {"conference": named.meeting, "article": ""}.get(kind, named.town)}
