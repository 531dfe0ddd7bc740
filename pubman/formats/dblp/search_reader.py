"""dblp's search in JSON: https://dblp.org/search/publ/api?format=json, saved.

Numbers are strings, one author is an object instead of a list, ``hit`` is missing if there is none,
 titles end with a full stop and are escaped for HTML
(https://dblp.org/faq/How+to+use+the+dblp+search+API.html).
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pubman.formats.dates import read_date
from pubman.formats.dblp.elements import conference_kind, stream_of
from pubman.formats.items import Problem
from pubman.formats.json_objects import Found, as_list, as_text, objects
from pubman.formats.pieces import Pieces, holds
from pubman.formats.value_lists import find_first
from pubman.record import Name, Record
from pubman.text.identifiers import arxiv_id, doi, pid
from pubman.text.names import dblp_name

_KINDS: Final = {
    "journal articles": "article", "conference and workshop papers": "conference",
    "informal and other publications": "preprint", "informal publications": "preprint",
    "books and theses": "book", "editorship": "proceedings",
    "parts in books or collections": "chapter", "reference works": "chapter",
    "data and artifacts": "dataset", "withdrawn items": "other",
}  # fmt: skip
_HANDLED: Final = frozenset(
    "authors title venue pages year type key doi ee volume number publisher url".split()
)


def read(text: Pieces) -> Iterator[Record | Problem]:
    """Yield one record per hit, and none for a search without results."""
    if not holds(text, '"hit"'):
        return
    seen: Counter[str] = Counter()
    for found in objects(text, "hit"):
        if isinstance(found, Problem):
            yield found
            continue
        info = found.value.get("info")
        if not isinstance(info, dict) or not info.get("title"):
            message = "a hit without a title"
            yield Problem(level="left out", message=message, raw=found.raw, line=found.line)
            continue
        record = _record(info, found)
        seen[record.source_key] += 1
        if seen[record.source_key] == 1:
            yield record
        else:
            message = f"{record.source_key} a second time; the first counts"
            yield Problem(level="left out", message=message, raw=found.raw, line=found.line)


def _record(info: Mapping[str, Any], found: Found) -> Record:
    """Return the record of one hit."""

    def text(name: str) -> str:
        return html.unescape(as_text(info.get(name)))

    key = text("key")
    venues = [html.unescape(as_text(each)) for each in as_list(info.get("venue"))]
    volume = text("volume")
    extra = {name: text(name) for name in info if name not in _HANDLED and text(name)}
    if len(venues) > 1:
        extra["venue"] = "; ".join(venues[1:])
    return Record(
        **_addresses(info, text("doi"), (volume, key)),
        kind=_kind(text("type"), key, venues),
        title=re.sub(r"(?<!\.)\.$", "", text("title")),
        authors=_authors(info.get("authors")),
        date=read_date(text("year")),
        venue=venues[0] if venues else "",
        venue_key=stream_of(key),
        volume="" if arxiv_id(volume) else volume,
        number=text("number"),
        pages=text("pages"),
        publisher=text("publisher"),
        source_key=key or text("title"),
        extra=extra,
        raw=found.raw,
        line=found.line,
    )


def _addresses(info: Mapping[str, Any], number: str, places: Sequence[str]) -> dict[str, Any]:
    """Return DOI, arXiv number and address. Leave out an address that only holds a number."""
    pages = [as_text(each) for each in as_list(info.get("ee"))]
    own = (page for page in pages if page and not doi(page) and not arxiv_id(page))
    return {
        "doi": doi(number) or find_first(doi, pages),
        "arxiv_id": find_first(arxiv_id, (*places, *pages)),
        "url": next(own, ""),
    }


def _kind(type_: str, key: str, venues: list[str]) -> str:
    kind = _KINDS.get(type_.lower(), "other")
    if key.startswith(("phd/", "ms/")):
        return "thesis"
    if key.startswith("tr/") and kind == "preprint":
        return "report"
    return conference_kind(" / ".join(venues)) if kind == "conference" else kind


def _authors(value: object) -> tuple[Name, ...]:
    """Return the authors of ``{"author": [...]}``. A single author is an object, or an old text."""
    inner = value.get("author") if isinstance(value, dict) else None
    return tuple(name for each in as_list(inner) if (name := _author(each)).full)


def _author(value: object) -> Name:
    if not isinstance(value, dict):
        return dblp_name(html.unescape(as_text(value)))
    return dblp_name(html.unescape(as_text(value.get("text"))), pid(as_text(value.get("@pid"))))
