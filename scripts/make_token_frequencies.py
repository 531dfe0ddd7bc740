"""Write ``db/token_frequencies.csv``: how common each word is in the titles of several fields.

Usage: ``python scripts/make_token_frequencies.py FIELD=FILE... > db/token_frequencies.csv``

A FILE that ends in ``.tsv`` holds counts, ``token<TAB>titles``, and a first line that says of how
many titles (``# ... of 164449 ...``). Any other FILE holds one title (or one term) per line. A word
is as common as it is in the field that uses it most, because the works of one list come from one
field: "decay" means little in a paper on particles, even if it is rare elsewhere.

Words that fewer than ``--least`` titles use are left out, because most of them are slips. The
matcher treats a word that is not in the table as rare, but not unique, and as a possible slip.

The shipped table counts 164,449 titles of computer science (dblp, ACL Anthology), 466,000 of
physics, mathematics, statistics, biology, economics and engineering (arXiv to 2020, the smaller
categories), 31,000 of economics (NBER working papers), 51,000 names of journals in all fields
(JabRef's lists) and the 28,000 headings of MeSH for medicine.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pubman.text.fold import fold

SURE_FROM: Final = 4
"""From this many titles, a field's own frequency of a word counts; below, that of all fields."""
RAREST: Final = 30
"""Titles per million of the rarest words: as many as of a word that is not in the table."""
LONGEST: Final = 24
"""Letters of the longest word worth keeping."""


def read_counts(path: Path) -> tuple[Counter[str], int]:
    """Return in how many titles of *path* each word occurs, and the number of titles."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if path.suffix != ".tsv":
        counted = Counter(word for line in lines for word in set(fold(line).split()))
        return counted, len(lines)
    said = re.search(r"\bof (\d+)", lines[0])
    rows = (line.partition("\t") for line in lines)
    counts = {token: int(count) for token, _, count in rows if count.isdigit()}
    return Counter(counts), int(said[1]) if said else 1_000_000


def find_frequencies(fields: Mapping[str, tuple[Counter[str], int]], least: int) -> dict[str, int]:
    """Return the titles per million of every word of *fields* that enough titles use."""
    together: Counter[str] = Counter()
    for counts, _ in fields.values():
        together.update(counts)
    titles = sum(size for _, size in fields.values())
    found = {}
    for word, total in together.items():
        if total < least or len(word) > LONGEST or word.isdigit():
            continue
        shares = [
            counts[word] / size for counts, size in fields.values() if counts[word] >= SURE_FROM
        ]
        per_million = round(1_000_000 * max([total / titles, *shares]))
        found[word] = max(RAREST, per_million)
    return found


def main() -> None:
    """Read the command line and write the table to standard output."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("fields", nargs="+", metavar="FIELD=FILE")
    parser.add_argument("--least", type=int, default=5)
    arguments = parser.parse_args()
    fields: dict[str, tuple[Counter[str], int]] = {}
    for each in arguments.fields:
        name, _, path = each.partition("=")
        fields[name] = read_counts(Path(path))
        sys.stderr.write(f"{name}: {fields[name][1]:,} titles\n")
    found = find_frequencies(fields, arguments.least)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("token", "per_million"))
    for word in sorted(found, key=lambda each: (-found[each], each)):
        writer.writerow((word, found[word]))


if __name__ == "__main__":
    main()
