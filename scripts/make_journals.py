"""Make ``db/journals.csv``: abbreviations of journals and their full names.

    python scripts/make_journals.py FOLDER

FOLDER is the folder ``journals`` of the abbreviation lists of JabRef
(https://github.com/JabRef/abbrv.jabref.org, in the public domain under CC0). The lists of medicine,
biology, physics, geology, chemistry and economics are joined. An abbreviation that two journals
share is left out, unless their names differ in "The" or the subtitle of a section only.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from pubman.text.fold import fold
from pubman.venues.journals import tidy

_TARGET = Path(__file__).parent.parent / "db" / "journals.csv"
_LISTS = "acs aea general geology_physics medicus meteorology sociology".split()


def main() -> None:
    """Write the table."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for each in _LISTS:
        path = Path(sys.argv[1]) / f"journal_abbreviations_{each}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                if len(row) > 1 and _is_useful(row[0], row[1]):
                    names[fold(row[1])].setdefault(fold(tidy(row[0])), tidy(row[0]))
    with _TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["abbreviation", "name"])
        for short in sorted(names):
            if name := _one_name(names[short].values()):
                writer.writerow([short, name])


def _one_name(names: Iterable[str]) -> str:
    """Return the name of a journal whose names differ in "The" and a subtitle only, else ``""``."""
    every = sorted(names)
    bare = {_without_subtitle(name).removeprefix("The ") for name in every}
    if len(every) == 1 or len(bare) > 1:
        return every[0] if len(every) == 1 else ""
    return next(
        (name for name in every if name.startswith("The ") and ": " not in name), bare.pop()
    )


def _without_subtitle(name: str) -> str:
    head, colon, _ = name.partition(": ")
    return head if colon and re.search(r" [A-Z]\Z", head) else name


def _is_useful(name: str, short: str) -> bool:
    """Return whether ``short`` abbreviates ``name``, and both are in Latin letters."""
    folded, cut = fold(name), fold(short)
    if ", " in name and name.rpartition(", ")[2] in ("Der", "Die", "Das", "The", "Le", "La"):
        return False
    return bool(cut) and cut != folded and " " in cut and len(folded) > len(cut) + 1


if __name__ == "__main__":
    main()
