"""A list as BibTeX with the further fields that al-folio reads, for jekyll-scholar.

``abbr`` is the label of the venue, ``selected`` marks entries of the front page, ``bibtex_show``
gives a button. Links have al-folio's names if it has any for them
(https://github.com/alshedivat/al-folio, the section on publications). Entries are always written
from their fields, never as their own text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pubman.formats.bibtex.writer import (
    address_value,
    cite_key,
    entry_type,
    fields,
    text_value,
    written,
)
from pubman.listing import Options, Section, publications
from pubman.record import Publication
from pubman.text.urls import safe_url

LINKS: Final = {
    "pdf": "pdf",
    "code": "code",
    "slides": "slides",
    "video": "video",
    "poster": "poster",
    "website": "website",
    "project": "website",
    "blog": "blog",
    "supplement": "supp",
    "html": "html",
}
"""Labels of links -> al-folio's fields."""

KEPT: Final = (
    "preview", "abbr", "additional_info", "annotation", "altmetric", "dimensions",
    "google_scholar_id", "inspirehep_id", "award_name", "bibtex_show",
)  # fmt: skip
"""Fields of al-folio that pubman has no field for: they go out as they came in."""


def render(sections: Sequence[Section], options: Options) -> str:
    """Return every publication once, in the order of the list, with an empty line between."""
    entries = [entry(pub, options) for pub in publications(sections)]
    return "\n\n".join(entries) + "\n" if entries else "\n"


def entry(pub: Publication, options: Options) -> str:
    """Return the entry of ``pub`` with al-folio's fields after those of BibTeX."""
    kind = entry_type(pub)
    given = fields(pub, kind)
    given["url"] = address_value(safe_url(pub.url))
    given["abbr"] = text_value(pub.canonical.acronym) if pub.canonical else ""
    given["abstract"] = text_value(pub.abstract) if options.abstracts else ""
    given["award"] = text_value(pub.award)
    given["arxiv"] = address_value(pub.arxiv_id)
    given["selected"] = "{true}" if "selected" in pub.tags else ""
    given["bibtex_show"] = "{true}" if options.bibtex else ""
    given |= {name: text_value(pub.extra[name]) for name in KEPT if name in pub.extra}
    for link in pub.links:
        name = LINKS.get(link.label.lower())
        if name and options.links and not given.get(name):
            given[name] = address_value(safe_url(link.url))
    return written(kind, cite_key(pub), given)
