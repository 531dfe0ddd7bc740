"""Writes ``db/token_frequencies.csv``: how common each word of a title is.

Usage: ``python scripts/make_token_frequencies.py COUNTS.tsv > db/token_frequencies.csv``, where
``COUNTS.tsv`` holds ``token<TAB>titles`` rows (``#`` begins a comment) and ``--titles N`` is the
number of titles counted. Words in fewer than ``--least`` titles are left out: the matcher takes
a word it does not find for rare, but not for unique.

The shipped table was counted over 164,449 titles of computer science (dblp and the ACL anthology).
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path


def read_counts(path: Path) -> Iterator[tuple[str, int]]:
    """Yields the token and its number of titles for every row of ``path``."""
    for line in path.read_text(encoding="utf-8").splitlines():
        token, _, count = line.partition("\t")
        if not line.startswith("#") and count.isdigit():
            yield token, int(count)


def main() -> None:
    """Reads the command line and writes the table to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=Path)
    parser.add_argument("--titles", type=int, default=164_449)
    parser.add_argument("--least", type=int, default=8)
    arguments = parser.parse_args()
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("token", "per_million"))
    for token, count in sorted(read_counts(arguments.counts), key=lambda row: (-row[1], row[0])):
        if count >= arguments.least:
            writer.writerow((token, round(count * 1_000_000 / arguments.titles)))


if __name__ == "__main__":
    main()
