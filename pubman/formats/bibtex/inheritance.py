"""The fields that an entry inherits from the entry named in its ``crossref`` or ``xdata``.

This is biblatex's mapping (manual, appendix B). The title of a volume is the ``booktitle`` of the
papers in it, and its author their ``bookauthor``. Fields that belong to one entry alone (DOI,
pages, abstract ...) are never inherited. Files for BibTeX give ``booktitle`` in the volume itself;
both ways are understood.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_NEVER: Final = frozenset(
    "crossref xref xdata ids entryset entrysubtype execute label options presort related "
    "relatedoptions relatedstring relatedtype shorthand shorthandintro sortkey doi url ee eprint "
    "eprinttype archiveprefix primaryclass urldate pages page abstract keywords keyword file note "
    "timestamp biburl bibsource title subtitle titleaddon author key annote pdf selected "
    "shorttitle sorttitle indextitle indexsorttitle".split()
)
"""Fields of a volume that say nothing about the papers in it."""

_VOLUME_TITLE: Final = {
    "title": "booktitle",
    "subtitle": "booksubtitle",
    "titleaddon": "booktitleaddon",
}
_MAIN_TITLE: Final = {
    "title": "maintitle",
    "subtitle": "mainsubtitle",
    "titleaddon": "maintitleaddon",
}
"""The names for the title of a work in several volumes (``@mvbook`` ...) in one of its volumes."""
_JOURNAL_TITLE: Final = {"title": "journaltitle", "subtitle": "journalsubtitle"}
_IN_A_JOURNAL: Final = frozenset({"article", "suppperiodical", "review"})
_CHAIN: Final = 10
"""How many entries may refer to one another in a row."""

Fields = Mapping[str, str]
Parents = Mapping[str, tuple[str, Fields]]
"""Lower-cased key -> entry type and fields."""


def inherit(type_: str, fields: Fields, parents: Parents) -> dict[str, str]:
    """Return ``fields`` completed by the entries that they refer to.

    The keys of entries that are not in ``parents`` are returned, joined by commas, under ``""``.
    """
    result = dict(fields)
    missing: list[str] = []
    for key in _keys(fields.get("xdata", "")):
        if key.lower() not in parents:
            missing.append(key)
            continue
        for name, value in _resolved(key, parents).items():
            if name != "xdata":
                result.setdefault(name, value)
    crossref = fields.get("crossref", "").strip()
    if crossref and crossref.lower() in parents:
        _take_over(type_, result, parents[crossref.lower()][0], _resolved(crossref, parents))
    elif crossref:
        missing.append(crossref)
    if missing:
        result[""] = ", ".join(missing)
    return result


def _keys(text: str) -> list[str]:
    return [key for key in (each.strip() for each in text.split(",")) if key]


def _resolved(key: str, parents: Parents) -> dict[str, str]:
    """Return the fields of an entry, with the fields it inherits itself. Circles end."""
    seen: set[str] = set()
    chain: list[tuple[str, Fields]] = []
    while key.lower() in parents and key.lower() not in seen and len(chain) < _CHAIN:
        seen.add(key.lower())
        chain.append(parents[key.lower()])
        fields = chain[-1][1]
        key = fields.get("crossref", "").strip() or next(iter(_keys(fields.get("xdata", ""))), "")
    type_, fields = chain[-1]
    result = dict(fields)
    for child_type, child in reversed(chain[:-1]):
        own = dict(child)
        if "crossref" in child:
            _take_over(child_type, own, type_, result)
        else:
            own = {**result, **own}
        type_, result = child_type, own
    return result


def _take_over(type_: str, child: dict[str, str], parent_type: str, parent: Fields) -> None:
    """Add to ``child`` the fields that it inherits from ``parent``."""
    _take_titles(type_, child, parent_type, parent)
    if "author" in parent:
        if parent_type in ("book", "mvbook") and type_ != "book":
            child.setdefault("bookauthor", parent["author"])
        child.setdefault("author", parent["author"])
    for name, value in parent.items():
        if name not in _NEVER:
            child.setdefault(name, value)


def _take_titles(type_: str, child: dict[str, str], parent_type: str, parent: Fields) -> None:
    """Add the titles of the volume, under the names that they have in a part of it."""
    titles = _JOURNAL_TITLE if type_ in _IN_A_JOURNAL else _VOLUME_TITLE
    if parent_type.startswith("mv"):
        titles = _MAIN_TITLE
    if titles is _VOLUME_TITLE and "booktitle" in parent and "booktitle" not in child:
        child["booktitle"] = parent["booktitle"]
        return
    if titles is _JOURNAL_TITLE and "journal" in child:
        return
    if titles["title"] in child:
        return
    for name, own in titles.items():
        if name in parent:
            child.setdefault(own, parent[name])
