"""Find what a format has no place for, so that a conversion can report the losses.

The key of a venue at dblp is never lost. It is part of the record's own key, which every format
keeps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from pubman.formats.bibtex.fields import LINK_FIELDS
from pubman.formats.hayagriva.vocabulary import KEPT, WHOLE
from pubman.record import Name, Record

_NO_PLACE: Final[Mapping[str, tuple[str, ...]]] = {
    "ris": ("authors_cut", "status", "award", "tags", "related"),
    "enw": ("authors_cut", "status", "award", "tags", "related"),
    "cff": (
        "authors_cut",
        "status",
        "award",
        "note",
        "tags",
        "related",
        "links",
        "series",
        "edition",
        "language",
    ),
    "hayagriva": (
        "authors_cut",
        "status",
        "award",
        "keywords",
        "tags",
        "related",
        "links",
    ),
    "csl-json": ("related",),
    "csv": ("related",),
    "bibtex": ("related",),
    "biblatex": ("related",),
}
"""Formats -> the fields that they never hold. Formats that are not listed hold every field."""

_TAGS: Final = {"ris": re.compile(r"[A-Z][A-Z0-9]"), "enw": re.compile(r"[0-9A-Z@?!#$&()*+<=>~^]")}
"""Names of tags. A value that was read under a tag is written under it again. Others are lost."""
_ONE_PUBLISHER: Final = frozenset({"ris", "enw", "csl-json"})
_HAYAGRIVA: Final = frozenset({*KEPT, "type", "urldate", "shorttitle", "address"})
"""Other fields of a record that Hayagriva has."""
_BIBTEX: Final = frozenset({"bibtex", "biblatex"})
_LINK_LABELS: Final = frozenset(LINK_FIELDS.values())


def lost(record: Record, target: str) -> Iterator[str]:
    """Yield the fields that ``record`` loses in the format ``target``, each once."""
    if target not in _NO_PLACE:
        return
    yield from (name for name in _NO_PLACE[target] if getattr(record, name))
    if any(map(_has_marks, (*record.authors, *record.editors))):
        yield "marks and numbers of names"
    if target in _ONE_PUBLISHER and record.publisher and record.school:
        yield "publisher" if record.kind == "thesis" else "school"
    if any(not _keeps_link(link.label, link.url, target) for link in record.links):
        yield "links"
    if target in _TAGS:
        yield from _lost_in_tags(record, target)
    if target in _BIBTEX:
        yield from _lost_in_bibtex(record, target)
    if target == "hayagriva":
        yield from _lost_in_hayagriva(record)


def _lost_in_tags(record: Record, target: str) -> Iterator[str]:
    if record.venue and record.kind in ("book", "thesis"):
        yield "venue"
    called = {"type"} if record.kind in ("thesis", "report") else set()
    names = (name for name in record.extra if name not in called)
    yield from (name for name in names if not _TAGS[target].fullmatch(name))


def _lost_in_hayagriva(record: Record) -> Iterator[str]:
    """Yield the venue of what has only a series, and fields that no entry of Hayagriva has."""
    if record.venue and record.kind in WHOLE:
        yield "venue"
    yield from (name for name in record.extra if name not in _HAYAGRIVA)


def _lost_in_bibtex(record: Record, target: str) -> Iterator[str]:
    if set(record.tags) - {"selected"}:
        yield "tags"
    if target == "bibtex" and record.date and record.date.day:
        yield "day"


def _has_marks(name: Name) -> bool:
    return bool(name.marks or name.number or name.pid or name.orcid)


def _keeps_link(label: str, url: str, target: str) -> bool:
    keeps: Mapping[str, Callable[[], bool]] = {
        "ris": lambda: label == "pdf" and "://" in url,
        "enw": lambda: label == "pdf" and url.startswith("http"),
        "bibtex": lambda: label in _LINK_LABELS,
        "biblatex": lambda: label in _LINK_LABELS,
    }
    return target not in keeps or keeps[target]()
