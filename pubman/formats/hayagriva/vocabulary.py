"""The types and fields of Hayagriva, and the kinds that they become.

The format: https://github.com/typst/hayagriva, docs/file-format.md. What an article appeared in is
its parent, an entry of its own inside it. The parent may have a parent again: its series.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

TYPES: Final = frozenset(
    "article chapter entry anthos report thesis web scene artwork patent case newspaper legislation"
    " manuscript post misc performance periodical proceedings book blog reference conference"
    " anthology repository thread video audio exhibition original".split()
)
"""Every type of an entry or of a parent."""

FIELDS: Final = frozenset(
    "type title author date parent abstract genre editor affiliated publisher location organization"
    " issue volume volume-total edition chapter page-range page-total time-range runtime url"
    " serial-number language archive archive-location call-number note".split()
)
"""Every field of an entry."""

FOREIGN: Final = frozenset({"journal", "booktitle", "authors", "year", "container-title", "doi"})
"""Fields of other formats in YAML, which no entry of Hayagriva has."""

MARK: Final = re.compile(
    r"^(?=[^\s#:%{}\[\]-][^\n:]{0,200}:[ \t]*\n(?:[ \t]*(?:#[^\n]*)?\n)*([ \t]+)(?![\s#-])"
    r"(?:[^\n]*\n(?:\1[^\n]*\n|[ \t]*\n){0,60}?\1)??type:[ \t]*"
    rf"(?i:{'|'.join(sorted(TYPES))})[ \t]*$)"
    # Last, because it looks through the rest of the text.
    r"(?![\s\S]*^[ \t]+(?:" + "|".join(sorted(FOREIGN)) + r"):)",
    re.MULTILINE,
)
"""A key at the margin with indented fields below it, one of which is a type of Hayagriva."""

KEPT: Final = (
    "genre", "volume-total", "chapter", "page-total", "time-range", "runtime", "archive",
    "archive-location", "call-number",
)  # fmt: skip
"""Fields that pubman has no use for. They are kept under their names and written again."""

PARENTS: Final[Mapping[str, tuple[str, str]]] = {
    "article": ("article", "periodical"), "conference": ("article", "proceedings"),
    "workshop": ("article", "proceedings"), "demo": ("article", "proceedings"),
    "preprint": ("article", "repository"), "review": ("article", "periodical"),
    "chapter": ("chapter", "book"), "talk": ("misc", "conference"), "thesis": ("thesis", ""),
    "book": ("book", ""), "proceedings": ("proceedings", ""), "report": ("report", ""),
    "patent": ("patent", ""), "standard": ("reference", ""), "lecture notes": ("manuscript", ""),
    "dataset": ("repository", "repository"), "software": ("repository", "repository"),
    "website": ("web", "web"), "other": ("misc", "misc"),
}  # fmt: skip
"""Kinds -> the type of the entry and that of its parent. A kind without one has only a series."""

WHOLE: Final = frozenset(kind for kind, (_, parent) in PARENTS.items() if not parent)
"""Kinds that appear in nothing, so that a parent is a series."""

GENRES: Final[Mapping[str, str]] = {
    "demo": "Demonstration", "review": "Review", "lecture notes": "Lecture notes",
    "dataset": "Data set",
}  # fmt: skip
"""Kinds without a type of their own, and the words that distinguish them."""

GENRE_KINDS: Final = {genre.lower(): kind for kind, genre in GENRES.items()} | {
    "dataset": "dataset", "workshop paper": "workshop", "poster": "demo", "preprint": "preprint",
    "standard": "standard",
}  # fmt: skip
"""Genres -> kinds."""
_ALONE: Final[Mapping[str, str]] = {
    "article": "article", "chapter": "chapter", "anthos": "chapter", "entry": "chapter",
    "report": "report", "thesis": "thesis", "web": "website", "blog": "website", "post": "website",
    "patent": "patent", "book": "book", "anthology": "book", "proceedings": "proceedings",
    "manuscript": "preprint", "newspaper": "article", "repository": "software",
}  # fmt: skip
_IN: Final[Mapping[str, Mapping[str, str]]] = {
    "article": {
        "proceedings": "conference", "conference": "conference", "repository": "preprint",
        "blog": "website", "web": "website", "book": "chapter", "anthology": "chapter",
    },
    "misc": {"conference": "talk"},
}  # fmt: skip
"""Types of entries -> types of parents -> kinds."""


def kind_of(own: str, parent: str, genre: str, *, numbered: bool) -> str:
    """Return the kind of an entry by its type, that of its parent, and its genre.

    ``numbered``: a reference work with a number of its own is a standard.
    """
    if kind := GENRE_KINDS.get(genre.lower(), ""):
        return kind
    if own == "reference":
        return "standard" if numbered else "book"
    return _IN.get(own, {}).get(parent, "") or _ALONE.get(own, "other")


def is_hayagriva(value: Any) -> bool:
    """Return True for a mapping from keys to entries, none of which has a field of another format.

    An entry without a type is the kind of entry that a parent of its type usually has.
    """
    if not isinstance(value, Mapping) or not value:
        return False
    return all(isinstance(each, Mapping) and _is_entry(each) for each in value.values())


def _is_entry(entry: Mapping[str, Any]) -> bool:
    kind = str(entry.get("type", "")).lower()
    return (kind in TYPES or (not kind and "parent" in entry)) and FOREIGN.isdisjoint(entry)
