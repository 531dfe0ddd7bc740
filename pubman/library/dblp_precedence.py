"""What the store knows better: the same record of dblp's in a poorer form changes nothing.

A person's page names every author by number; the dump names none, and a .bib drops even homonym
numbers. So a record that the store has from a page stays, unless the other form is newer, and one
from a whole .bib stays beside a condensed one. A .bib with crossref also has the volume of every
paper, which the page has not: it is kept as text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from pubman.library.session import Library
from pubman.record import Record, Verbatim
from pubman.store.imports.reading import Reading
from pubman.store.imports.records import records_by_key

_BIBTEX: Final = frozenset({"bibtex", "biblatex"})
_VOLUME: Final = re.compile(r"\s*@(?!string|preamble|comment)\w+\s*[{(]", re.IGNORECASE)


def keep_known(library: Library, reading: Reading) -> Reading:
    """``reading`` with the store's own records in place of poorer forms of the same.

    A record of dblp's has dblp's key, whatever its form: ``DBLP:conf/sosp/X`` of a .bib is the
    ``conf/sosp/X`` of a page.
    """
    if reading.source == "dblp":
        reading = replace(reading, records=tuple(map(_under_its_key, reading.records)))
        if reading.format in _BIBTEX:
            reading = _set_volumes_aside(library, reading)
    keys = [record.source_key for record in reading.records]
    known = records_by_key(library.store, reading.source, keys, beginning="<")
    condensed = [each.source_key for each in reading.records if _is_condensed(each)]
    if condensed:
        fuller = records_by_key(library.store, reading.source, condensed, beginning="@")
        known |= {key: each for key, each in fuller.items() if not _is_condensed(each)}
    records = tuple(_better(known.get(each.source_key), each) for each in reading.records)
    return replace(reading, records=records)


def _is_condensed(record: Record) -> bool:
    """True for an entry of dblp's shortest BibTeX: no DOI, no address, and no date of its own."""
    return record.raw.startswith("@") and "timestamp" not in record.extra


def volumes_in(reading: Reading) -> int:
    """How many volumes of ``reading`` were set aside as text."""
    return sum(bool(_VOLUME.match(block.raw)) for block in reading.blocks)


def _set_volumes_aside(library: Library, reading: Reading) -> Reading:
    """``reading`` with the proceedings that its papers name as text, where nobody here made them.

    A person's page has no volume but those the person edited.
    """
    crossrefs = (record.extra.get("crossref", "") for record in reading.records)
    named = {crossref.removeprefix("DBLP:") for crossref in crossrefs if crossref}
    volumes = {
        record.source_key: record
        for record in reading.records
        if record.source_key in named
        and not any(map(library.identify, (*record.authors, *record.editors)))
    }
    if not volumes:
        return reading
    return replace(
        reading,
        records=tuple(each for each in reading.records if each.source_key not in volumes),
        blocks=(
            *reading.blocks,
            *(Verbatim(raw=each.raw, line=each.line) for each in volumes.values()),
        ),
    )


def _under_its_key(record: Record) -> Record:
    key = record.source_key
    return replace(record, source_key=key[5:]) if key.startswith("DBLP:") else record


def _better(known: Record | None, new: Record) -> Record:
    if known is None:
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
        if not a.pid and (a.full, a.number) in numbers
        else a
        for a in new.authors
    )
    return replace(new, authors=authors)
