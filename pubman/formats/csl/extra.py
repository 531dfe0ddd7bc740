"""What CSL says beyond the fields of a work, under biblatex's names, which every writer knows.

Dates and lists of names are converted to biblatex's form. Lines ``variable: value`` in ``note`` are
read as variables. Zotero calls this *Extra*: people put values there that have no field, and
citeproc-js was the first to read it (``{:variable: value}`` in one line is its older form).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from pubman.formats.author_lists import whole_name
from pubman.formats.csl_dates import as_biblatex, date_of
from pubman.formats.csl_vocabulary import (
    ALL_TYPES,
    BIBLATEX,
    DATE_VARIABLES,
    NAME_VARIABLES,
    VARIABLES,
)
from pubman.formats.json_objects import as_list, as_text
from pubman.record import Name
from pubman.text.html_text import plain_text
from pubman.text.identifiers import orcid
from pubman.text.names import join_names

HOUSEKEEPING: Final = frozenset(
    "indexed reference-count references-count content-domain created deposited score resource"
    " prefix member is-referenced-by-count update-policy license link alternative-id relation"
    " reference assertion journal-issue subtype content-updated-to language-code"
    " published published-print published-online posted accepted approved".split()
)
"""What Crossref says about its own record. The dates of the work are in ``issued``."""

_LINE = re.compile(r"(?:tex\.)?([A-Za-z][A-Za-z _.-]{1,40}?)\s*[:=]\s*(\S.*)")
_BRACED = re.compile(r"\{:([A-Za-z][\w-]*):\s?([^{}]*)\}")
_OTHER_NAMES: Final = {
    "citation-key": "citation-key", "citekey": "citation-key", "bibtex": "citation-key",
    "pmid": "PMID", "pmcid": "PMCID", "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "url": "URL",
    "arxiv": "arxiv", "arxiv-id": "arxiv", "event": "event-title", "original-year":
    "original-date", "container": "container-title",
}  # fmt: skip
"""Other names in such lines, in lower case with hyphens, and the variables that they mean."""
_NO_LINES: Final = frozenset({"note", "abstract", "title", "id", "custom", "author", "keyword"})
_JOINED_PARTICLE = re.compile(r".*(?:['’]|-)\Z")


def with_note(item: Mapping[str, Any]) -> dict[str, Any]:
    """Add variables that only the lines of the note have to ``item``. Keep the rest as the note."""
    note = item.get("note")
    if not isinstance(note, str) or not (":" in note or "=" in note):
        return dict(item)
    found: dict[str, Any] = dict(item)
    left: list[str] = []
    for line in _BRACED.sub(lambda match: f"\n{match[1]}: {match[2]}\n", note).split("\n"):
        match = _LINE.fullmatch(line.strip())
        tex = line.strip().lower().startswith("tex.")
        name = _variable(match[1], tex=tex) if match else ""
        if match and name == "type" and match[2] not in ALL_TYPES:
            name = ""
        if match and name and (name == "type" or not found.get(name)):
            found[name] = _value(name, match[2])
        else:
            left.append(line)
    found["note"] = "\n".join(left).strip()
    return found


def _variable(name: str, *, tex: bool) -> str:
    name = "-".join(name.lower().split())
    known = name if name in VARIABLES and name not in _NO_LINES else _OTHER_NAMES.get(name, "")
    return known or (f"tex.{name}" if tex else "")


def _value(name: str, text: str) -> object:
    if name in DATE_VARIABLES:
        return date_of(text) or {"literal": text}
    if name in NAME_VARIABLES:
        family, bars, given = text.partition("||")
        parts = {"family": family.strip(), "given": given.strip()}
        return [parts if bars else {"literal": text}]
    return text


def extra(item: Mapping[str, Any], handled: frozenset[str]) -> dict[str, str]:
    """Return what ``item`` says beyond ``handled``, under biblatex's names."""
    found: dict[str, str] = {}
    for name, value in item.items():
        if name in handled or name in HOUSEKEEPING:
            continue
        if text := _text(name, value):
            found.setdefault(BIBLATEX.get(name, name.removeprefix("tex.")), text)
    return found


def _text(name: str, value: object) -> str:
    if name in DATE_VARIABLES:
        if isinstance(value, dict):
            said = (as_biblatex(value), as_text(value.get("raw")), as_text(value.get("literal")))
            return next((text for text in said if text), "")
        return as_text(value)
    if name in NAME_VARIABLES:
        return join_names(names(value), accents=False) if not isinstance(value, str) else value
    if name == "event" and isinstance(value, dict):
        return as_text(value.get("name"))
    return plain_text(as_text(as_list(value)[:1] if name == "short-container-title" else value))


# ---------------------------------------------------------------------------------------- names


def names(value: object) -> tuple[Name, ...]:
    """Return the names of a list in CSL, of one name, or of a text."""
    found = (csl_name(each) for each in as_list(value))
    return tuple(name for name in found if name.full)


def goes_on(found: tuple[Name, ...]) -> bool:
    """Return whether a list is incomplete: it ends with *others*, as in BibTeX."""
    return bool(found) and found[-1].full.lower() == "others"


def csl_name(value: object) -> Name:
    """Return a name from CSL's parts. A text is split into parts like any other name.

    A dropping particle follows the given names, as CSL prints it in lists sorted by family. A
    particle that is written as one word with the name (``d'``, ``al-``) is part of it.
    """
    if not isinstance(value, dict):
        return whole_name(as_text(value))
    part = {key: as_text(each) for key, each in value.items()}
    literal = part.get("literal") or part.get("name", "")
    if literal or value.get("isInstitution") in (True, 1, "1", "true"):
        return Name(literal=literal or part.get("family", ""), orcid=orcid(part.get("ORCID", "")))
    if not part.get("family"):
        return whole_name(part.get("given", ""))
    family, particle = part["family"], part.get("non-dropping-particle", "")
    if _JOINED_PARTICLE.fullmatch(particle):
        before, _, last = particle.rpartition(" ")
        family, particle = last + family, before
    behind = part.get("dropping-particle", "")
    return Name(
        family=family,
        given=f"{part.get('given', '')} {behind}".strip(),
        particle=particle,
        suffix=part.get("suffix", ""),
        orcid=orcid(part.get("ORCID", "")),
    )
