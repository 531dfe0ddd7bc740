#!/usr/bin/env python3
"""Prints, list by list, whether its owner is found, and which flaws of the text are ours.

    scripts/bench/own_lists.py FOLDER...

The owner of a list is the name on most of its works. Each list of at least three works goes into a
store of its own, with that name in pubman.toml: by ``import``, or by ``move-in`` if it is no
bibliography. Two figures should be 0:

* ``nobody``: works of an own list on which nobody is oneself, although the list of authors is
  whole. What the source itself lacks is counted apart, as ``other``: no author of the work has the
  owner's family name.
* ``ours``: findings of ``check`` about text whose excerpt is not in the text of the source.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pubman.cli import main as pubman
from pubman.errors import PubmanError
from pubman.library.checks import check
from pubman.library.checks.scope import Finding
from pubman.library.own_lists import most_listed
from pubman.library.session import Library, open_library
from pubman.people import identify, probably
from pubman.record import Publication
from pubman.store import stored_records
from pubman.store.keys import publications
from pubman.text.fold import fold

FEWEST: Final = 3
LARGEST: Final = 3_000_000
ENDINGS: Final = frozenset(
    ".bib .csv .ris .enw .nbib .xml .json .html .tex .txt .yml .yaml .md .tsv .cff .ciw".split()
)


def main() -> int:
    """Measure every file below the folders."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    arguments = parser.parse_args()
    totals = [0, 0, 0, 0, 0]
    print(f"{'works':>6} {'named':>6} {'nobody':>6} {'other':>6} {'ours':>5}  list (owner)")
    for path in _files(arguments.folders):
        figures = _measure(path)
        if figures is None:
            continue
        owner, *counts = figures
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
        works, named, nobody, other, ours = counts
        print(
            f"{works:6} {named:6} {nobody:6} {other:6} {ours:5}  {path.name} ({owner})", flush=True
        )
    works, named, nobody, other, ours = totals
    print(f"{works:6} {named:6} {nobody:6} {other:6} {ours:5}  all")
    return 0


def _files(folders: list[Path]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else [folder]:
            usable = path.is_file() and path.suffix.lower() in ENDINGS
            if usable and path.stat().st_size < LARGEST and path.name != "README.md":
                yield path


def _measure(path: Path) -> tuple[str, int, int, int, int, int] | None:
    """Return the owner and the five figures of one list; None if it is not a list of one person."""
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        shutil.copy(path, there / path.name)
        command = "import"
        _run(there, "init")
        if not _run(there, command, path.name):
            command = "move-in"
            if not _run(there, command, path.name):
                return None
        with open_library(there / "pubs.db") as library:
            pubs = publications(library.store)
            met = most_listed((), [(pub, "") for pub in pubs]) if len(pubs) >= FEWEST else None
        if met is None:
            return None
        owner = met.name.full
        if not _run(there, "config", "--spelling", owner):
            return None
        with open_library(there / "pubs.db") as library:
            return owner, *_figures(library)


def _run(folder: Path, *arguments: str) -> bool:
    """Run a command in ``folder`` and return whether it succeeded."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
            return pubman(["-q", *arguments]) == 0
    except (PubmanError, SystemExit):
        return False
    finally:
        os.chdir(before)


def _figures(library: Library) -> tuple[int, int, int, int, int]:
    people = library.config.people
    mine = [pub for pub in publications(library.store) if pub.mine]
    without = [pub for pub in mine if not _names(pub, library)]
    family = fold(people[0].name.family or people[0].name.literal)
    nobody = [pub for pub in without if any(family in fold(name.full) for name in pub.authors)]
    other = [pub for pub in without if pub.authors and not pub.authors_cut and pub not in nobody]
    found = [each for each in check(library).findings if each.rule == "text"]
    ours = [each for each in found if not _is_of_the_source(library, each)]
    for each in nobody:
        print(f"    nobody: {each.key}: {', '.join(name.full for name in each.authors)[:100]}")
    for each in other:
        print(f"    other: {each.key}: {', '.join(name.full for name in each.authors)[:100]}")
    for finding in ours:
        print(f"    ours: {finding.key}: {finding.message}")
    return len(mine), len(mine) - len(without), len(nobody), len(other), len(ours)


def _names(pub: Publication, library: Library) -> bool:
    names = (*pub.authors, *pub.volume_editors)
    people = library.config.people
    return any(identify(name, people) for name in names) or probably(names, people[0]) is not None


def _is_of_the_source(library: Library, finding: Finding) -> bool:
    """Return whether the text of a source has the excerpt of a finding."""
    excerpt = finding.details["excerpt"]
    (pub,) = [each for each in publications(library.store) if each.key == finding.key]
    texts = [each.record.raw for each in stored_records.records(library.store, {pub.id})]
    return not excerpt or any(excerpt in text for text in texts)


if __name__ == "__main__":
    sys.exit(main())
