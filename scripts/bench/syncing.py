#!/usr/bin/env python3
"""Print the CPU seconds of ``pubman sync`` for one person, with a dblp on this machine.

    scripts/bench/syncing.py                a page of 2,000 made-up records
    scripts/bench/syncing.py --records 500 --times 5

The records are those of ``made_up.py`` in dblp's shape: every eighth is a preprint of an earlier
paper, all by one person and their circles. The figures are user + system time and peak memory of
the whole process, the best of ``--times`` runs; the server's own time is not in them.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from commands import ROOT, cost
from made_up import World
from managers import Cost

from pubman.record import Record

sys.path.insert(0, str(ROOT / "tests"))

from loopback_dblp import (  # type: ignore[import-not-found]
    Dblp,
    page,
    preprint,
    record,
    running,
)

AIM = 2.0
"""Our aim in CPU seconds for a first sync of 2,000 records."""
OWNER = ("Ada Number 0001", "12/3456-1")
EVERY = 8


def make_page(count: int) -> list[str]:
    """``count`` records as dblp writes them."""
    rng = random.Random(2_000)  # noqa: S311 - a repeatable world, not a secret
    world = World(rng, count)
    papers: list[Record] = []
    found: list[str] = []
    for number in range(count):
        if number % EVERY == EVERY - 1:
            paper = rng.choice(papers[-200:])
            assert paper.date is not None
            year = paper.date.year
            arxiv = f"{year % 100:02}{number % 12 + 1:02}.{number:05}"
            found.append(preprint(arxiv, paper.title, year=year, authors=_authors(paper)))
            continue
        paper = world.make(number)
        papers.append(replace(paper, source_key=f"conf/x{number % 40}/Number{number}"))
        found.append(_published(papers[-1]))
    return found


def _published(paper: Record) -> str:
    assert paper.date is not None
    return str(record(paper.source_key, paper.title, authors=_authors(paper), year=paper.date.year,
                  pages=paper.pages, booktitle=paper.venue, mdate="2024-05-06",
                  ee=f"https://doi.org/{paper.doi}" if paper.doi else ""))  # fmt: skip


def _authors(paper: Record) -> tuple[tuple[str, str], ...]:
    others = [(f"{name.given} {name.family}", f"{hash_of(name.full)}/1") for name in paper.authors]
    return (*others[:2], OWNER, *others[2:])


def hash_of(text: str) -> int:
    """A number of ``text`` that is the same in every run."""
    return int.from_bytes(text.encode()[:3], "big")


def serve(dblp: Dblp, records: list[str]) -> None:
    """Let ``dblp`` answer with a page of ``records``."""
    dblp.person(OWNER[1], page(*records, name=OWNER[0], pid=OWNER[1], affiliation=""))


@contextmanager
def store(dblp: Dblp) -> Iterator[Path]:
    """A folder with a store of one person who is listed at ``dblp``."""
    with tempfile.TemporaryDirectory(prefix="pubman-bench-") as name:
        folder = Path(name)
        cost(folder, [*PUBMAN, "init", "--name", "Ada Number", "--dblp", OWNER[1]])
        with (folder / "pubman.toml").open("a", encoding="utf-8") as file:
            file.write(f'\n[dblp]\nurl = "{dblp.url}"\nmirrors = []\nspacing = 0\n')
        yield folder


PUBMAN = [sys.executable, "-m", "pubman"]


def measure(dblp: Dblp, records: list[str]) -> dict[str, Cost]:
    """The cost of each kind of sync, once."""
    changed = (
        records[0].replace("</title>", " Revisited</title>").replace("2024-05-06", "2025-01-01")
    )
    with store(dblp) as folder:
        serve(dblp, records)
        found = {"first": cost(folder, [*PUBMAN, "sync"])}
        found["nothing new, 304"] = cost(folder, [*PUBMAN, "sync"])
        dblp.validators = False
        found["nothing new, the whole page sent"] = cost(folder, [*PUBMAN, "sync"])
        serve(dblp, [changed, *records[1:]])
        found["one record changed"] = cost(folder, [*PUBMAN, "sync"])
        serve(dblp, [changed, *records[2:]])
        found["one record gone"] = cost(folder, [*PUBMAN, "sync"])
        dblp.validators = True
    with store(dblp) as folder:
        (folder / "saved.xml").write_bytes(dblp.pages[OWNER[1]])
        found["first, from a file"] = cost(folder, [*PUBMAN, "sync", "--from-file", "saved.xml"])
    return found


def main() -> int:
    """Print the table on stdout, and return 0."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--records", type=int, default=2000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--page", type=Path, metavar="FILE", help="only write the page")
    options = parser.parse_args()
    os.environ.pop("PUBMAN_DBLP_URL", None)
    records = make_page(options.records)
    with running() as dblp:
        if options.page:
            serve(dblp, records)
            options.page.write_bytes(dblp.pages[OWNER[1]])
            return 0
        runs = [measure(dblp, records) for _ in range(options.times)]
        size = len(dblp.pages[OWNER[1]]) / 1e6
    print(f"{options.records} records, a page of {size:.1f} MB")
    print("| sync | CPU s | MB | aim |")
    print("| --- | ---: | ---: | ---: |")
    for name in runs[0]:
        best = min(run[name] for run in runs)
        aim = f"{AIM:g}" if name == "first" and options.records == 2000 else ""
        print(f"| {name} | {best.seconds:.2f} | {best.megabytes:.0f} | {aim} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
