"""What the store knows better: the same record of dblp's in a poorer form changes nothing.

A person's page names every author by number; the dump names none, and a .bib drops even homonym
numbers. So a record that the store has from a page stays, unless the other form is newer.
"""

from __future__ import annotations

from dataclasses import replace

from pubman.library.opened import Library
from pubman.record import Record
from pubman.store.arrivals import records_by_key
from pubman.store.intake import Reading


def keep_known(library: Library, reading: Reading) -> Reading:
    """``reading`` with the store's own records in place of poorer forms of the same.

    A record of dblp's has dblp's key, whatever its form: ``DBLP:conf/sosp/X`` of a .bib is the
    ``conf/sosp/X`` of a page.
    """
    if reading.source == "dblp":
        reading = replace(reading, records=tuple(map(_under_its_key, reading.records)))
    keys = [record.source_key for record in reading.records]
    known = records_by_key(library.store, reading.source, keys)
    records = tuple(_better(known.get(each.source_key), each) for each in reading.records)
    return replace(reading, records=records)


def _under_its_key(record: Record) -> Record:
    key = record.source_key
    return replace(record, source_key=key[5:]) if key.startswith("DBLP:") else record


def _better(known: Record | None, new: Record) -> Record:
    if known is None or not known.raw.startswith("<"):
        return new
    if not new.raw.startswith("<"):
        return known
    # ISO dates: as text they sort by time. The same date means the same record.
    newer = new.extra.get("mdate", "") > known.extra.get("mdate", "")
    return _with_numbers(new, known) if newer else known


def _with_numbers(new: Record, known: Record) -> Record:
    """The newer record with the authors' numbers that the known one has."""
    numbers = {(a.full, a.number): a for a in (*known.authors, *known.editors) if a.pid}

    authors = tuple(
        replace(a, pid=numbers[a.full, a.number].pid)
        if not a.pid and (a.full, a.number) in numbers else a
        for a in new.authors
    )  # fmt: skip
    return replace(new, authors=authors)
