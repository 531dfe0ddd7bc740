"""Complete an entry from the BibTeX or the whole citation that it contains."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from pubman.freelist.placement import ListEntry
from pubman.freelist.structured.authors import clean, read_authors
from pubman.freelist.structured.bibliography import records_of
from pubman.record import Record
from pubman.text.identifiers import find_doi

_BEHIND = re.compile(
    r"[\s.,;:]*(?:\(?(?:19|20)\d\d[a-z]?\)?|TBD|\(in [^()]{0,20}\))?[\s.,;:\"“'‘]*$"
)
"""What separates the authors and the title of a citation."""

_ADDED: Final = (
    "kind authors authors_cut editors date venue series volume number pages publisher school place"
    " doi arxiv_id isbn issn abstract"
).split()


def with_bibtex(entry: ListEntry, text: str) -> ListEntry:
    """*entry* completed from its BibTeX; its own values stay."""
    records = list(records_of(text)) if "@" in text else []
    return replace(entry, record=_filled(entry.record, records[0])) if records else entry


def _filled(record: Record, other: Record) -> Record:
    """*record* with its missing fields filled in from *other*."""
    missing = {
        name: getattr(other, name)
        for name in _ADDED
        if not getattr(record, name) or (name == "kind" and record.kind == "other")
    }
    return replace(record, **missing)


def with_citations(entries: list[ListEntry], citations: Mapping[int, str]) -> list[ListEntry]:
    """Return *entries* with authors from a whole citation: the text before its title.

    *citations* holds the citations by the index of their entry.
    """
    completed = list(entries)
    for at, text in citations.items():
        record = entries[at].record
        bare = clean(text)
        place = bare.lower().find(record.title.lower()[:60])
        head = bare[:place] if place > 0 else bare
        authors, cut = read_authors(_BEHIND.sub("", head))
        found = replace(
            record,
            authors=record.authors or authors,
            authors_cut=record.authors_cut or cut,
            doi=record.doi or find_doi(bare),
        )
        completed[at] = replace(entries[at], record=found)
    return completed
