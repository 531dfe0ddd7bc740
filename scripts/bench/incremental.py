"""Show the cost of adding some records to a large store: matching alone, and everything.

Usage: ``python scripts/bench/incremental.py [--store 20000] [--more 100]``

The records are those of ``made_up.py``: of the new ones every tenth describes an earlier one again.
The store is made in a temporary folder. Times are CPU seconds of this process; *matching* is block
keys, candidates and verdicts (``stages._match``), *concluding* all that follows from them.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from made_up import entry, make_records

from pubman.derive import stages
from pubman.library import imports as ingest
from pubman.library.init import begin
from pubman.library.session import Library, open_library
from pubman.record import Record


def main() -> None:
    """Read the command line, make the store and print the cost of adding to it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--store", type=int, default=20_000, help="records before")
    parser.add_argument("--more", type=int, default=100, help="records added")
    arguments = parser.parse_args()
    records = list(make_records(arguments.store + arguments.more))
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "store"
        folder.mkdir()
        begin(folder, name="Ada Lovelace")
        with open_library(folder / "pubs.db") as library:
            print(f"{'added':>8} {'to':>8} {'matching':>9} {'concluding':>11} {'all':>7}")
            add(library, records[: arguments.store], 0)
            add(library, records[arguments.store :], arguments.store)


def add(library: Library, records: Iterable[Record], before: int) -> None:
    """Import ``records`` from a file and print the cost."""
    path = library.folder / f"from{before}.bib"
    entries = [entry(record) for record in records]
    path.write_text("".join(entries), "utf-8")
    with timed("_match") as matching, timed("_conclude") as concluding:
        started = time.process_time()
        ingest.take_in(library, [ingest.read_file(library, path)])
        seconds = time.process_time() - started
    print(
        f"{len(entries):8} {before:8} {matching[0]:9.2f} {concluding[0]:11.2f} {seconds:7.2f}",
        flush=True,
    )


@contextmanager
def timed(name: str) -> Iterator[list[float]]:
    """The CPU seconds that the function ``name`` of ``derive`` takes inside the block."""
    whole, spent = getattr(stages, name), [0.0]

    def measured(*args: object) -> object:
        started = time.process_time()
        try:
            return whole(*args)
        finally:
            spent[0] += time.process_time() - started

    setattr(stages, name, measured)
    try:
        yield spent
    finally:
        setattr(stages, name, whole)


if __name__ == "__main__":
    main()
