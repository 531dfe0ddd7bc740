"""The list: searched, narrowed by facets, sorted, and shown fifty at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request

from pubman.library.session import Library
from pubman.serve.desk import Desk
from pubman.serve.pages import Page, query
from pubman.store import search
from pubman.store.browse import ORDERS, facets, page_of
from pubman.store.publications import publications

SIZE: Final = 50
"""Publications of one page."""

_HEADINGS: Final = {
    "year": "Year",
    "kind": "Kind",
    "venue": "Venue",
    "tag": "Tag",
    "author": "Co-author",
}
_SHOWN: Final = (
    "kind", "title", "date", "status", "position", "canonical", "venue", "mine", "hidden", "tags",
    "authors", "authorships", "doi", "award",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a facet: the number of its publications, and the link to them."""

    value: str
    count: int
    address: str
    chosen: bool


def page(_desk: Desk, library: Library, request: Request) -> Page:
    """Return one page of the list."""
    asked = request.query_params
    words = asked.get("q", "").strip()
    order = asked.get("order", "newest")
    order = order if order in ORDERS else "newest"
    start = int(asked["start"]) if asked.get("start", "").isdigit() else 0
    store = library.store
    ids = search.find(store, [words] if words else [], listed=not words)
    shown = page_of(store, ids, order=order, start=start, size=SIZE)
    found = {pub.id: pub for pub in publications(store, shown, only=_SHOWN)}
    data = {
        "words": words,
        "order": order,
        "orders": list(ORDERS),
        "total": len(ids),
        "start": start,
        "size": SIZE,
        "pubs": [found[each] for each in shown],
        "facets": _facets(facets(store, ids), words, order),
    }
    return Page(template="publications.html", title="Publications", data=data)


def _facets(
    counts: Mapping[str, list[tuple[str, int]]], words: str, order: str
) -> list[tuple[str, list[Choice]]]:
    return [
        (heading, [_choice(name, value, number, words, order) for value, number in counts[name]])
        for name, heading in _HEADINGS.items()
        if counts.get(name)
    ]


def _choice(name: str, value: str, number: int, words: str, order: str) -> Choice:
    """Return a value of a facet. Choosing it adds a term to the search; again removes it."""
    quoted = value if re.fullmatch(r"[\w./-]+", value) else f'"{value}"'
    term = f"{name}:{quoted}"
    chosen = term in words
    rest = " ".join(words.replace(term, " ").split())
    new = rest if chosen else f"{words} {term}".strip()
    address = query("/pubs", q=new, order="" if order == "newest" else order)
    return Choice(value=value, count=number, address=address, chosen=chosen)
