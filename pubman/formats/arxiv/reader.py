"""arXiv's Atom: an author's feed (``/a/ID.atom``) or an answer of its API.

The format: https://info.arxiv.org/help/api/user-manual.html. The key of a record is its arXiv
number without the version. A DOI in a feed was typed by an author and names the paper in the
journal, not the preprint, so it is kept as ``claimed_doi``.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Final

from pubman.formats.answer_values import body, display_name
from pubman.formats.dates import read_date
from pubman.formats.items import Problem
from pubman.formats.json_answers import filled
from pubman.formats.xml_elements import all_texts, first_text, read_elements
from pubman.record import Name, Record
from pubman.text.identifiers import arxiv_id, doi, find_doi
from pubman.text.plain import plain, read_title

_VERSION = re.compile(r"v(\d{1,3})$")
_COLLABORATION = re.compile(r"(?i)\bcollaborations?\b|\bconsortium\b")
_WITHDRAWN = re.compile(
    r"(?i)\b(?:paper|article|submission|manuscript) (?:has been|is|was) withdrawn"
)
_MANY: Final = 2
"""A name with this many commas is a list: the feed ``.atom2`` has all authors in one name."""


def read(data: bytes) -> Iterator[Record | Problem]:
    """Yield the papers of a feed."""
    return read_elements(data, ["entry"], record_of)


def record_of(entry: ET.Element) -> Record | str:
    """Return the record of one entry, or arXiv's message instead."""
    address = first_text(entry, "id")
    title, markup = read_title(first_text(entry, "title"), maths=True)
    if title == "Error" or "/api/errors" in address:
        return f"arXiv's error: {first_text(entry, 'summary')}"
    number = arxiv_id(address)
    if not number:
        return "an entry that is not a paper of arXiv"
    return Record(
        source_key=number,
        kind="preprint",
        title=title,
        title_markup=markup,
        authors=tuple(_authors(entry)),
        date=read_date(first_text(entry, "published")),
        venue="arXiv",
        arxiv_id=number,
        abstract=plain(first_text(entry, "summary")),
        extra=_extra(entry, address),
    )


def _authors(entry: ET.Element) -> Iterator[Name]:
    """Yield the authors. A name of ``:`` separates a collaboration from the names after it."""
    names = all_texts(entry, "author/name")
    if len(names) == 1 and names[0].count(",") >= _MANY:
        names = [name.strip() for name in names[0].split(",")]
    for name in names:
        text = plain(name).strip(" :")
        if text:
            yield body(text) if _COLLABORATION.search(text) else display_name(text)


def _claimed(entry: ET.Element) -> Iterator[str]:
    """Yield the DOIs that the authors typed, in the field for them or in the journal reference."""
    yield from filter(None, map(doi, first_text(entry, "doi").split()))
    yield from filter(None, [find_doi(first_text(entry, "journal_ref"))])


def _extra(entry: ET.Element, address: str) -> dict[str, str]:
    comment = first_text(entry, "comment")
    version = _VERSION.search(address)
    texts = f"{comment} {first_text(entry, 'summary')}"
    primary = entry.find("primary_category")
    published, updated = first_text(entry, "published"), first_text(entry, "updated")
    return filled(
        {
            "arxiv_version": version[1] if version else "",
            "arxiv_class": primary.get("term", "") if primary is not None else "",
            "claimed_doi": list(dict.fromkeys(_claimed(entry))),
            "journal_ref": first_text(entry, "journal_ref"),
            "comment": comment,
            "updated": updated if updated != published else "",
            "retraction": "withdrawn" if _WITHDRAWN.search(texts) else "",
        }
    )
