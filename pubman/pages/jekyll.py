"""A list as BibTeX with what al-folio's publications page reads besides, for jekyll-scholar.

``abbr`` is the label of the venue, ``selected`` marks those of the front page, ``bibtex_show``
gives the button; links stand under al-folio's names where it has one
(https://github.com/alshedivat/al-folio, the section on publications). Entries are always made.
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
"""al-folio's fields that pubman has none for: they go out as they came in."""


def render(sections: Sequence[Section], options: Options) -> str:
    """Every publication once, in the list's order, an empty line between."""
    entries = [entry(pub, options) for pub in publications(sections)]
    return "\n\n".join(entries) + "\n" if entries else "\n"


def entry(pub: Publication, options: Options) -> str:
    """The entry of ``pub`` with al-folio's fields after BibTeX's own."""
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
