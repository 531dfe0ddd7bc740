#!/usr/bin/env python3
"""Read every file below a folder and count entries and records, format by format.

    scripts/bench/everything.py FOLDER               entries in = records + left out, nothing raised
    scripts/bench/everything.py FOLDER --fixpoint    each into every format that is read, and again

Entries are counted without the readers, by the mark that begins one in its format: ``TY`` in RIS,
``%0`` in EndNote, a row in CSV, ``<r>`` or a record's element in dblp's XML, an object in JSON, an
``@`` at the start of a line in BibTeX. Other files must be refused in one sentence.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from pubman.errors import BadInput
from pubman.formats import READERS, decode, detect, read
from pubman.formats.bibtex.fields import CONTAINERS
from pubman.formats.items import Problem
from pubman.library.conversion import convert
from pubman.record import Record

TARGETS: Final = ("bibtex", "biblatex", "ris", "enw", "csl-json", "csv", "jsonl")


class Count(NamedTuple):
    """The format of a file, its entries by their marks, its records, and what was left out."""

    form: str
    entries: int
    records: int
    left_out: int


def main() -> int:
    """Print a line for each format; 1 if an entry is lost or a conversion is not stable."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fixpoint", action="store_true")
    parser.add_argument("--most", type=float, default=0.3, metavar="MB",
                        help="for --fixpoint: leave out larger files (default 0.3)")  # fmt: skip
    options = parser.parse_args()
    files = sorted(path for path in options.folder.rglob("*") if path.is_file())
    if options.fixpoint:
        return measure_fixpoint(
            [path for path in files if path.stat().st_size < options.most * 1e6]
        )
    return measure_counts(files)


# --------------------------------------------------------------------------------------- counting


def measure_counts(files: list[Path]) -> int:
    """Prints entries, records and what was left out for each format, and each file that differs."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    refused: Counter[str] = Counter()
    lost = 0
    for path in files:
        try:
            found = count(path)
        except BadInput as error:
            refused[error.message.removeprefix(f"{path.name} is ")] += 1
            continue
        if not found.records:
            refused[f"{found.form}, but nothing in it can be read"] += 1
            continue
        counts[found.form].update(
            files=1, entries=found.entries, records=found.records, left_out=found.left_out
        )
        if found.entries > found.records + found.left_out:
            lost += found.entries - found.records - found.left_out
            print(f"  fewer: {path.relative_to(files[0].parents[1])} {found}")
    print(f"{'format':12} {'files':>6} {'entries':>9} {'records':>9} {'left out':>9}")
    for form, each in sorted(counts.items()):
        print(f"{form:12} {each['files']:>6} {each['entries']:>9,} {each['records']:>9,}"
              f" {each['left_out']:>9,}")  # fmt: skip
    for sentence, number in refused.most_common():
        print(f"refused {number:>6}  {sentence}")
    print(f"{len(files)} files, {lost} entries lost")
    return int(lost > 0)


def count(path: Path) -> Count:
    """The content of the file and the result of the reader; ``BadInput`` if it is refused."""
    data = path.read_bytes()
    form = detect(data[:65536], path.name)
    items = list(read(form, data, filename=path.name))
    records = sum(isinstance(item, Record) for item in items)
    left_out = sum(isinstance(item, Problem) and item.level == "left out" for item in items)
    entries = _ENTRIES[form](decode(data)[0]) if form in _ENTRIES else records + left_out
    return Count(form, entries, records, left_out)


def _marks(pattern: str) -> Callable[[str], int]:
    found = re.compile(pattern, re.MULTILINE | re.IGNORECASE)
    return lambda text: len(found.findall(text))


def _bibtex(text: str) -> int:
    begun = re.compile(r"(?mi)^[ \t]*@(?!string\b|comment\b|preamble\b)([a-z]\w*)\s*[{(]")
    return sum(match[1].lower() not in CONTAINERS for match in begun.finditer(text))


def _rows(text: str) -> int:
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return sum(any(cell.strip() for cell in row) for row in rows) - 1


def _objects(text: str) -> int:
    held: Any = json.loads(text)
    if isinstance(held, Mapping):
        held = held.get("items", [held])
    return len(held)


def _hits(text: str) -> int:
    return len(json.loads(text)["result"]["hits"].get("hit", ()))


_ENTRIES: Final[Mapping[str, Callable[[str], int]]] = {
    "bibtex": _bibtex,
    "biblatex": _bibtex,
    "ris": _marks(r"^TY  ?-"),
    "enw": _marks(r"^%0\s"),
    "nbib": _marks(r"^PMID ?-"),
    "csv": _rows,
    "scholar-csv": _rows,
    "csl-json": _objects,
    "dblp-json": _hits,
    "dblp-xml": _marks(
        r"<(?:article|inproceedings|proceedings|book|incollection|phdthesis|mastersthesis|data)\s"
    ),
    "jsonl": lambda text: sum(bool(line.strip()) for line in text.split("\n")),
}


# --------------------------------------------------------------------------------------- fixpoint


def measure_fixpoint(files: list[Path]) -> int:
    """Print how many second conversions change nothing, and each that does."""
    tried = bad = 0
    for path in files:
        data = path.read_bytes()
        for target in TARGETS:
            try:
                once = convert(data, target, filename=path.name).content
            except BadInput:
                break
            twice = convert(once, target, source=target if target in READERS else "").content
            tried += 1
            if once != twice:
                bad += 1
                print(f"  not the same again: {path.name} into {target}")
    print(f"{tried} conversions of {len(files)} files, {bad} not the same again")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
