"""Write BibTeX and biblatex with every known field, so that a conversion loses nothing.

The writer of a list (:mod:`pubman.formats.bibtex.writer`) writes what a bibliography prints. This
one also writes the abstract, keywords, language, award, links, tags and all further fields of the
entry, under the names that :mod:`pubman.formats.bibtex.reader` reads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from pubman.formats.bibtex.biblatex_writer import (
    STATES,
    THESES,
    langid,
    span,
)
from pubman.formats.bibtex.biblatex_writer import TYPES as BIBLATEX_TYPES
from pubman.formats.bibtex.fields import BIBLATEX_NAMES, FIELD_ALIASES, FIELD_NAMES, LINK_FIELDS
from pubman.formats.bibtex.values import IDENTIFIER
from pubman.formats.bibtex.writer import (
    address_value,
    entry_type,
    fields,
    own_value,
    text_value,
    written,
)
from pubman.formats.csl_vocabulary import ENTRY_TYPES, NAMES
from pubman.formats.journal_proceedings import as_printed
from pubman.record import Publication
from pubman.text.names import join_names, split_names

_FIELD = re.compile(rf"(?!\d){IDENTIFIER}+")
_DEGREES: Final = frozenset({"", "phdthesis", "mathesis", "phd thesis", "master's thesis"})
"""The types of a thesis that biblatex has a key for. Any other type is kept as it is."""
_LINK_NAMES: Final = {label: name for name, label in reversed(list(LINK_FIELDS.items())) if label}
"""Labels of links -> the field that is read as such a link."""


def entry(pub: Publication, key: str, *, biblatex: bool = False) -> str:
    """Return the entry of ``pub`` under ``key``, in BibTeX's language or in biblatex's."""
    pub = as_printed(pub)
    kind = entry_type(pub)
    given = fields(pub, kind)
    if pub.kind == "talk":  # Here the event has fields of its own.
        given["howpublished"] = text_value(pub.venue)
        given["address"] = text_value(pub.extra.get("address", "") or pub.place)
    more = _more(pub)
    if said := pub.extra.get("year", ""):
        given["year"], given["month"] = text_value(said), text_value(pub.extra.get("month", ""))
    if biblatex:
        given = _in_biblatex(pub, kind, given)
        kind = "online" if pub.kind in ("preprint", "website") else BIBLATEX_TYPES.get(kind, kind)
    elif pub.note and pub.status:
        given["pubstate"] = text_value(pub.status)
    finer = _finer(pub)
    if finer in ("booklet", "unpublished") or (finer and biblatex):
        kind = finer
        _refine(pub, given, more)
    for name, value in more.items():
        if not given.get(name):
            given[name] = value
    return written(kind, key, given)


def _refine(pub: Publication, given: dict[str, str], more: dict[str, str]) -> None:
    """Adjust the fields to an entry type that says more than the kind of ``pub``."""
    genre = more.pop("genre", "")
    if pub.kind != "other":
        given["entrysubtype"] = more["entrysubtype"] = ""
        return
    given["type"] = more["type"] = genre
    if venue := given.pop("howpublished", ""):
        given["journaltitle"] = venue


def _finer(pub: Publication) -> str:
    """Return the entry type for CSL's type, if that says more than the kind."""
    name = "type" if pub.kind == "other" else "entrysubtype"
    return ENTRY_TYPES.get(pub.extra.get(name, ""), "")


def _in_biblatex(pub: Publication, kind: str, given: Mapping[str, str]) -> dict[str, str]:
    found = {BIBLATEX_NAMES.get(name, name): value for name, value in given.items()}
    found["date"] = f"{{{pub.date}}}" if pub.date else ""
    if "date" in pub.extra or "year" in pub.extra:  # a span, a season, what is uncertain
        found["date"] = f"{{{said}}}" if (said := span(pub)) else found["date"]
    if pub.extra.get("type", "").replace("’", "'").lower() in _DEGREES:
        found["type"] = THESES.get(kind, found.get("type", ""))
    found["eprinttype"] = found.pop("archiveprefix").lower()
    found["note"] = text_value(pub.note)
    found["pubstate"] = text_value(pub.extra.get("pubstate", "")) or STATES.get(pub.status, "")
    for name in ("publisher", "institution", "organization"):
        found[name] = _list_value(found.get(name, ""))
    house = pub.extra.get("publisher-place", "")
    if pub.kind in ("conference", "workshop", "demo"):
        found["venue"], found["location"] = found.get("location", ""), text_value(house)
    found["location"] = _list_value(found["location"])
    if any(name.particle for name in (*pub.authors, *pub.editors)):
        found["options"] = "{useprefix=true}"
    found.pop("month")
    return found


def _list_value(value: str) -> str:
    """Return as a literal list (manual, section 2.2.1) what a record joins with semicolons."""
    if " and " not in value and "; " not in value:
        return value
    parts = value[1:-1].split("; ")
    return "{" + " and ".join(f"{{{part}}}" if " and " in part else part for part in parts) + "}"


def _more(pub: Publication) -> dict[str, str]:
    """Return the fields that a bibliography does not print."""
    said = {
        "title_translated": pub.title_translated,
        "abstract": pub.abstract,
        "language": pub.language,
        "award": pub.award,
    }
    found = {FIELD_NAMES[field][0]: text_value(value) for field, value in said.items()}
    found["keywords"] = text_value(", ".join(pub.keywords))
    found["selected"] = "{true}" if "selected" in pub.tags else ""
    found[FIELD_NAMES["language"][0]] = text_value(langid(pub.language))
    for link in pub.links:
        name = _LINK_NAMES.get(link.label)
        if name and not found.get(name):
            found[name] = address_value(link.url)
    for name, value in pub.extra.items():
        # The fields of an @xdata entry are part of the record already.
        if _FIELD.fullmatch(name) and name not in found and name != "xdata":
            called = name if name.lower() not in FIELD_ALIASES else name.lower()
            found[called] = _names(value) if name in NAMES else own_value(name, value)
    return found


def _names(text: str) -> str:
    """Return a list of names from ``extra`` as a value; an institution is put in braces."""
    names = split_names(text)
    return f"{{{join_names(names.names, cut=names.cut)}}}" if names.names else text_value(text)
