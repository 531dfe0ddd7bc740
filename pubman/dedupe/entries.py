"""Files -> records on disk, with their profiles and block keys.

Records are numbered from 0 in the order of the files and of the entries in them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from marshal import dumps, loads
from pathlib import Path
from typing import Final

from pubman.dedupe.spool import Spool
from pubman.errors import BadInput
from pubman.formats import HEAD, READERS, detect, follow, origin, text_of
from pubman.formats.items import Problem
from pubman.formats.ranks import FILE_RANK
from pubman.library.input_files import open_file
from pubman.match import profile
from pubman.match.keys import key_texts
from pubman.match.packing import (
    pack_profile,
    record_from,
    record_values,
    unpack_profile,
    unpack_sketch,
)
from pubman.match.profile import Profile
from pubman.match.sketch import Sketch
from pubman.record import Record
from pubman.venues import VenueTable

Watch = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class InputRecord:
    """A record and the file it comes from. The higher ``rank`` wins in a merged entry.

    ``name`` is its name in tables: its file and its key, with a number if the key occurs again.
    """

    name: str
    source: str
    rank: int
    record: Record


def pack_entry(entry: InputRecord) -> bytes:
    """Return *entry* as bytes."""
    return dumps((entry.name, entry.source, entry.rank, record_values(entry.record)))


def unpack_entry(packed: bytes) -> InputRecord:
    """Return the entry that :func:`pack_entry` packed."""
    name, source, rank, values = loads(packed)  # noqa: S302 - packed by this program
    return InputRecord(name, source, rank, record_from(values))


def open_entries(path: Path) -> Spool[InputRecord]:
    """Return the entries on disk."""
    return Spool(path, pack_entry, unpack_entry)


def open_profiles(path: Path) -> Spool[Profile]:
    """Return the profiles on disk, under the same numbers."""
    return Spool(path, pack_profile, unpack_profile)


def open_sketches(path: Path) -> Spool[Sketch]:
    """Return the same profiles to be read as sketches."""
    return Spool(path, _refuse, unpack_sketch)


def _refuse(_: Sketch) -> bytes:
    raise TypeError("a sketch is only read")


@dataclass(slots=True, kw_only=True)
class Read:
    """What was read: how many entries of each file, those that could not be read, and warnings."""

    counts: dict[str, int] = field(default_factory=dict)
    left_out: list[tuple[str, Problem]] = field(default_factory=list)
    warnings: int = 0


def read_files(
    paths: Sequence[Path],
    entries: Spool[InputRecord],
    profiles: Spool[Profile],
    done: Read,
    watch: Watch,
) -> Iterator[set[int]]:
    """Put every record and its profile aside, and yield its block keys.

    The keys are hashes of this process, which take a third of the time of stable ones.
    """
    venues = VenueTable.load(())
    seen: Counter[str] = Counter()
    for path, source in zip(paths, _names(paths), strict=True):
        before = len(entries)
        for rank, record in _records(path, source, done, watch):
            name = f"{source}:{record.source_key}"
            seen[name] += 1
            unique = name if seen[name] == 1 else f"{name}#{seen[name]}"
            entry = InputRecord(unique, source, rank, record)
            read = profile_of(entry, venues)
            entries.append(entry)
            profiles.append(read)
            yield set(map(hash, key_texts(read)))
        done.counts[source] = len(entries) - before
    if not len(entries):
        raise BadInput("None of the files has an entry that can be read.")
    entries.seal()
    profiles.seal()


def profile_of(entry: InputRecord, venues: VenueTable) -> Profile:
    """Return a record as the matcher sees it."""
    return profile(
        entry.record,
        venue=venues.resolve(entry.record),
        source=entry.source,
        own_duplicates=entry.rank != _DBLP_RANK,
    )


_DBLP_RANK: Final = next(each.rank for each in READERS.values() if each.source == "dblp")


def _names(paths: Sequence[Path]) -> list[str]:
    """Return a name for each file: its own, with its folder if two files have the same name."""
    names = [path.name for path in paths]
    return [str(path) if names.count(path.name) > 1 else path.name for path in paths]


def _records(path: Path, name: str, done: Read, watch: Watch) -> Iterator[tuple[int, Record]]:
    """Yield the records of a file with their rank."""
    if path.suffix == ".parquet":
        from pubman.dedupe.tables import read_parquet  # noqa: PLC0415 - needs an extra

        for record in read_parquet(path):
            yield FILE_RANK, record
        return
    with open_file(path) as file:
        found = detect(file.read(HEAD), path.name)
        text = text_of(found, file)
        made_by = origin(found, text or "")
        reader = next((each for each in READERS.values() if each.source == made_by), None)
        rank = reader.rank if made_by and reader else FILE_RANK
        for item in follow(found, file, text, partial(watch, f"Reading {name}")):
            if isinstance(item, Record):
                yield rank, item
            elif isinstance(item, Problem) and item.level == "left out":
                done.left_out.append((name, item))
            elif isinstance(item, Problem):
                done.warnings += 1
