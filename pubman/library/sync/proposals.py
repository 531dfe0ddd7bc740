"""A source that may only propose papers, for those that no other source lists.

OpenAlex assigns papers to people by a program. So its works are never put on a list by themselves.
Each is a question until a person answers it, and is never asked again after that.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from pubman.library.session import Library
from pubman.record import Record
from pubman.store import listings, lookups
from pubman.store.imports.reading import Reading


def only_new(library: Library, reading: Reading) -> Reading:
    """Return a reading with only those records whose identifiers no other source has.

    The list has no owner, because it may be wrong. Works that were already proposed stay in it.
    """
    known = lookups.identifiers_of_others(library.store, reading.source)
    before = listings.listed_records(library.store, reading.account)
    kept = tuple(
        each for each in reading.records if each.source_key in before or not _is_known(each, known)
    )
    return replace(reading, records=kept, person="", complete=False)


def _is_known(record: Record, known: Collection[str]) -> bool:
    others = record.extra.get("other_dois", "").split("; ")
    identifiers = {record.doi.lower(), *(each.lower() for each in others)} - {""}
    if record.arxiv_id:
        identifiers.add(f"arxiv:{record.arxiv_id.lower()}")
    if record.pmid:
        identifiers.add(f"pmid:{record.pmid}")
    return any(each in known for each in identifiers)
