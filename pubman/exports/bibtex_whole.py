"""BibTeX and biblatex with all that is known, for a file that is to lose nothing on its way.

A list (:mod:`pubman.exports.bibtex`) holds what a bibliography prints. Here abstract, keywords,
language, award, links, tags and every further field of the entry follow, under the names that
:mod:`pubman.sources.bibtex` reads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from pubman.exports.biblatex import STATES, THESES
from pubman.exports.biblatex import TYPES as BIBLATEX_TYPES
from pubman.exports.bibtex import (
    address_value,
    entry_type,
    fields,
    own_value,
    text_value,
    written,
)
from pubman.record import Publication
from pubman.sources.bibtex_fields import (
    BIBLATEX_NAMES,
    FIELD_ALIASES,
    FIELD_NAMES,
    LINK_FIELDS,
)
from pubman.sources.bibtex_grammar import IDENTIFIER

_FIELD = re.compile(rf"(?!\d){IDENTIFIER}+")
_LINK_NAMES: Final = {label: name for name, label in reversed(list(LINK_FIELDS.items())) if label}
"""Labels of links -> the field that is read as one."""


def entry(pub: Publication, key: str, *, biblatex: bool = False) -> str:
    """The entry of ``pub`` under ``key``, in BibTeX's language or in biblatex's."""
    kind = entry_type(pub)
    given = fields(pub, kind)
    if biblatex:
        given = _in_biblatex(pub, kind, given)
        kind = "online" if pub.kind == "preprint" else BIBLATEX_TYPES.get(kind, kind)
    elif pub.note and pub.status:
        given["pubstate"] = text_value(pub.status)
    for name, value in _more(pub).items():
        if not given.get(name):
            given[name] = value
    return written(kind, key, given)


def _in_biblatex(pub: Publication, kind: str, given: Mapping[str, str]) -> dict[str, str]:
    found = {BIBLATEX_NAMES.get(name, name): value for name, value in given.items()}
    found["date"] = f"{{{pub.date}}}" if pub.date else ""
    found["type"] = THESES.get(kind, found.get("type", ""))
    found["eprinttype"] = found.pop("archiveprefix").lower()
    found["note"], found["pubstate"] = text_value(pub.note), STATES.get(pub.status, "")
    found.pop("month")
    return found


def _more(pub: Publication) -> dict[str, str]:
    """What a bibliography does not print."""
    said = {
        "title_translated": pub.title_translated, "abstract": pub.abstract,
        "language": pub.language, "award": pub.award,
    }  # fmt: skip
    found = {FIELD_NAMES[field][0]: text_value(value) for field, value in said.items()}
    found["keywords"] = text_value(", ".join(pub.keywords))
    found["selected"] = "{true}" if "selected" in pub.tags else ""
    for link in pub.links:
        name = _LINK_NAMES.get(link.label)
        if name and not found.get(name):
            found[name] = address_value(link.url)
    for name, value in pub.extra.items():
        if _FIELD.fullmatch(name) and name not in found:
            called = name if name.lower() not in FIELD_ALIASES else name.lower()
            found[called] = own_value(name, value)
    return found
