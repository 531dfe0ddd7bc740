"""Runs bib-dedupe on a folder of labelled records and prints what it found, as JSON.

Usage: ``PYTHON scripts/bench/peers.py FOLDER``, where PYTHON is an interpreter that has bib-dedupe;
``matching.py --peers PYTHON`` does so and puts both side by side. Seconds are CPU seconds of its
own work and its children's, without imports and reading.
"""

from __future__ import annotations

import csv
import json
import resource
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import version
from itertools import combinations
from pathlib import Path

COLUMNS = (
    "ID", "ENTRYTYPE", "title", "author", "year", "journal", "booktitle", "volume", "number",
    "pages", "doi", "abstract", "search_set",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Peer:
    """What another tool made of a folder: pairs merged, CPU seconds, peak memory in MB."""

    name: str
    merged: set[frozenset[str]]
    seconds: float
    memory: float


def ask_peer(python: Path, folder: Path) -> Peer:
    """bib-dedupe's answer on ``folder``, run by the interpreter ``python``."""
    run = [str(python), __file__, str(folder)]
    answer = subprocess.run(run, check=True, capture_output=True, text=True).stdout
    found = json.loads(answer.splitlines()[-1])
    return Peer(
        name=found["name"],
        merged={frozenset(pair) for pair in found["merged"]},
        seconds=found["seconds"],
        memory=found["memory"],
    )


def main() -> None:
    """Runs bib-dedupe on the folder of the command line."""
    import pandas as pd  # noqa: PLC0415 - of the other interpreter
    from bib_dedupe.bib_dedupe import block, cluster, match, prep  # noqa: PLC0415 - the same

    with (Path(sys.argv[1]) / "records.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    table = pd.DataFrame([{name: row.get(name) or "" for name in COLUMNS} for row in rows])
    before = spent()
    pairs = block(prep(table, verbosity_level=0, cpu=1), verbosity_level=0, cpu=1)
    groups = cluster(match(pairs, verbosity_level=0, cpu=1), verbosity_level=0)
    answer = {
        "name": f"bib-dedupe {version('bib-dedupe')}",
        "merged": [pair for group in groups for pair in combinations(sorted(group), 2)],
        "seconds": spent() - before,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(answer))


def spent() -> float:
    """CPU seconds of this process and its children so far."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    main()
