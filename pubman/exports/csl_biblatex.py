"""What biblatex says and CSL has a variable for, beyond the fields of a work.

After the biblatex manual (sections 2.1 to 2.3) and the variables of CSL 1.0.2 (appendices III and
IV); pandoc's reader of biblatex was the oracle. An entry's own type is told where pubman has no
kind for it (a film, a web page).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from pubman.exports.markup import printable
from pubman.record import Name
from pubman.sources.bibtex_grammar import Unreadable, parse_entry
from pubman.text.latex import decode
from pubman.text.names import split_names

TYPES: Final[Mapping[str, str]] = {
    "online": "webpage", "electronic": "webpage", "www": "webpage", "booklet": "pamphlet",
    "unpublished": "manuscript", "artwork": "graphic", "image": "graphic", "audio": "song",
    "music": "song", "video": "motion_picture", "movie": "motion_picture",
    "letter": "personal_communication", "legislation": "legislation", "legal": "legislation",
    "jurisdiction": "legal_case", "performance": "performance", "commentary": "document",
    "talk": "speech", "presentation": "speech", "inreference": "entry-encyclopedia",
}  # fmt: skip
"""Entry types that pubman has no kind for, or a coarser one -> CSL's types."""

_TEXTS: Final[Mapping[str, str]] = {
    "shorttitle": "title-short", "origtitle": "original-title", "origpublisher":
    "original-publisher", "origlocation": "original-publisher-place", "eventtitle": "event-title",
    "pagetotal": "number-of-pages", "volumes": "number-of-volumes", "chapter": "chapter-number",
    "version": "version", "library": "call-number", "annotation": "annote", "annote": "annote",
    "part": "part-number", "pubstate": "status", "type": "genre", "shortjournal":
    "container-title-short", "location": "publisher-place", "address": "publisher-place",
    "pmid": "PMID", "pmcid": "PMCID",
}  # fmt: skip
_DATES: Final[Mapping[str, str]] = {
    "urldate": "accessed", "origdate": "original-date", "eventdate": "event-date",
}  # fmt: skip
_NAMES: Final[Mapping[str, str]] = {
    "translator": "translator", "bookauthor": "container-author",
}  # fmt: skip
_GENRES: Final[Mapping[str, str]] = {
    "phdthesis": "PhD thesis", "mathesis": "Master’s thesis", "mastersthesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis", "candthesis": "Candidate thesis",
    "techreport": "Technical report", "resreport": "Research report", "software":
    "Computer software", "datacd": "Data CD", "audiocd": "Audio CD",
}  # fmt: skip
"""The words of biblatex's ``type`` field (manual, section 4.9.2.13) as a bibliography prints them.
"""
_DATE = re.compile(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d))?([?~%]?)\Z")
_HEAD = re.compile(r"\s*@\s*(\w+)\s*[{(]")


def own_type(raw: str) -> str:
    """The entry type of a BibTeX entry in lower case; empty for what is none."""
    match = _HEAD.match(raw)
    return match[1].lower() if match else ""


def variables(extra: Mapping[str, str], raw: str) -> dict[str, Any]:
    """The variables that ``extra`` fills by biblatex's names, and the short title."""
    found: dict[str, Any] = {}
    for name, value in extra.items():
        if name in _TEXTS:
            found.setdefault(_TEXTS[name], printable(value))
        elif name in _DATES:
            found[_DATES[name]] = date_of(value)
        elif name in _NAMES:
            found[_NAMES[name]] = [_name(each) for each in split_names(value).names]
    thesis = own_type(raw) if own_type(raw) in ("phdthesis", "mastersthesis") else ""
    if genre := found.get("genre") or thesis:
        found["genre"] = _GENRES.get(genre, genre)
    if "title-short" not in found and (short := _before_subtitle(raw)):
        found["title-short"] = short
    return {name: value for name, value in found.items() if value}


def taken(name: str) -> bool:
    """True for a field of biblatex that :func:`variables` gives, or the title ends in."""
    return name in _TEXTS or name in _DATES or name in _NAMES or name == "titleaddon"


def date_of(text: str) -> dict[str, Any]:
    """``2015-04/2020`` as CSL has dates: one or two of them, ``circa`` where it is uncertain."""
    ends = [_DATE.match(part.strip()) for part in text.split("/")]
    if not 1 <= len(ends) <= 2 or ends[0] is None:
        return {}
    parts = [[int(part) for part in end.groups()[:3] if part] for end in ends if end]
    circa = {"circa": True} if any(end and end[4] for end in ends) else {}
    return {"date-parts": parts} | circa


def _name(each: Name) -> dict[str, str]:
    if each.literal or not each.family:
        return {"literal": printable(each.full)}
    parts = {
        "family": each.family, "given": each.given, "non-dropping-particle": each.particle,
        "suffix": each.suffix,
    }  # fmt: skip
    return {part: printable(value) for part, value in parts.items() if value}


def _before_subtitle(raw: str) -> str:
    """The title of an entry whose subtitle is a field of its own: so much is its short title."""
    if not (has_field(raw, "subtitle") or has_field(raw, "titleaddon")):
        return ""
    try:
        entry = parse_entry(raw)
    except Unreadable:
        return ""
    texts = {f.name: f.value[0][1] for f in entry.fields if len(f.value) == 1 and not f.value[0][0]}
    return printable(decode(texts.get("title", "")))


def has_field(raw: str, name: str) -> bool:
    """True for a BibTeX entry with a field of this name."""
    return re.search(rf"[,\s]{name}\s*=\s*[{{\"\w]", raw, re.IGNORECASE) is not None
