"""Skip a dblp record if the store already has it in a more complete form.

A person's page names every author by number. The dump has no numbers, and a .bib has not even
homonym numbers. So a record from a page is kept unless the other form is newer. A record from a
full .bib is kept beside a condensed one. A .bib with crossref also has the volume of every paper.
Pages do not have these volumes, so they are kept as text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from pubman.formats.items import Verbatim
from pubman.frozen import changed
from pubman.library.session import Library
from pubman.record import Record
from pubman.store.imports.reading import Reading
from pubman.store.imports.records import records_by_key

_BIBTEX: Final = frozenset({"bibtex", "biblatex"})
_VOLUME: Final = re.compile(r"\s*@(?!string|preamble|comment)\w+\s*[{(]", re.IGNORECASE)


def keep_known(library: Library, reading: Reading) -> Reading:
    """Return ``reading`` with poorer forms of records replaced by the store's own records.

    Records of dblp have dblp's key in every form. ``DBLP:conf/sosp/X`` in a .bib is ``conf/sosp/X``
    of a page.
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
    """Return True for an entry of dblp's shortest BibTeX: no DOI, address or own date."""
    return record.raw.startswith("@") and "timestamp" not in record.extra


def volumes_in(reading: Reading) -> int:
    """Return how many volumes of ``reading`` were set aside as text."""
    return sum(bool(_VOLUME.match(block.raw)) for block in reading.blocks)


def _set_volumes_aside(library: Library, reading: Reading) -> Reading:
    """Set aside as text the proceedings that papers name, except those of people in pubman.toml.

    The only volumes on a person's page are those that the person edited.
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
    return changed(record, source_key=key[5:]) if key.startswith("DBLP:") else record


def _better(known: Record | None, new: Record) -> Record:
    if known is None:
        return new
    if not new.raw.startswith("<"):
        return known
    # ISO dates: as text they sort by time. The same date means the same record.
    newer = new.extra.get("mdate", "") > known.extra.get("mdate", "")
    return _with_numbers(new, known) if newer else known


def _with_numbers(new: Record, known: Record) -> Record:
    """Return the newer record with the authors' numbers of the known one."""
    numbers = {(a.full, a.number): a for a in (*known.authors, *known.editors) if a.pid}

    authors = tuple(
        replace(a, pid=numbers[a.full, a.number].pid)
        if not a.pid and (a.full, a.number) in numbers
        else a
        for a in new.authors
    )
    return replace(new, authors=authors)
