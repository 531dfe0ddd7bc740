"""How fast .bib files are read: CPU seconds and peak memory, bibtexparser and pybtex beside us.

    python scripts/bench/reading.py FILE.bib            one file, bibtexparser and pybtex beside us
    python scripts/bench/reading.py FILE.bib --alone    entries, seconds, megabytes of ours
    python scripts/bench/reading.py FOLDER              every suite of a folder (suites.py)
    python scripts/bench/reading.py --make N OUT.bib    a file of N entries to measure memory on
        [--with TEXT] [--title TEXT]                    TEXT in one of them, or as every title

Each run is one process, so its peak includes the modules.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import suites

from pubman.formats.bibtex.reader import read
from pubman.formats.items import Problem
from pubman.record import Record
from pubman.text.encoding import Text
from pubman.text.encoding import decode as decode_bytes


def main() -> None:
    """Prints what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--make", type=int, metavar="N")
    parser.add_argument("--with", dest="one", metavar="TEXT", default="")
    parser.add_argument("--title", metavar="TEXT", default="Reading Every Export")
    options = parser.parse_args()
    if options.make:
        make(options.make, options.path, options.title, options.one)
    elif options.path.is_dir():
        suites.measure_folder(options.path)
    else:
        ours = measure_file(options.path)
        if not options.alone:
            measure_peers(options.path, ours)


# ------------------------------------------------------------------------------------- one file


def measure_file(path: Path) -> float:
    """Read one file as a stream of records; print the CPU seconds and its content."""
    begun = time.process_time()
    with path.open("rb") as file:
        counts = Counter(_what(item) for item in read(Text(file)))
    seconds = time.process_time() - begun
    entries = counts["record"] + counts["left out"]
    print(f"{path.name}: {counts['record']:,} records, {counts['left out']:,} left out, "
          f"{counts['doubt']:,} doubts; {seconds:.2f} CPU s, {entries / seconds:,.0f}/s, "
          f"peak {_peak():,.0f} MB")  # fmt: skip
    return seconds


def _what(item: object) -> str:
    if isinstance(item, Record):
        return "record"
    return item.level if isinstance(item, Problem) else "verbatim"


def _peak() -> float:
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def measure_peers(path: Path, ours: float) -> None:
    """Prints a table: each reader's CPU seconds, and how many times ours they are."""
    text = decode_bytes(path.read_bytes())[0]
    print("\n| reader | entries | CPU s | times ours |\n| --- | ---: | ---: | ---: |")
    print(f"| pubman: names, Unicode, records | | {ours:.2f} | 1.0 |")
    for name, reader in _peers().items():
        begun = time.process_time()
        count = reader(text)
        seconds = time.process_time() - begun
        print(f"| {name} | {count:,} | {seconds:.2f} | {seconds / ours:.1f} |", flush=True)


def _peers() -> dict[str, Callable[[str], int]]:
    """The number of entries that each installed reader finds in a text, by its name."""
    import bibtexparser.entrypoint  # noqa: PLC0415 - only where it is compared with
    from bibtexparser import middlewares as m  # noqa: PLC0415

    every = [
        m.MonthIntMiddleware(), m.NormalizeFieldKeys(), m.SeparateCoAuthors(),
        m.LatexDecodingMiddleware(), m.SplitNameParts(),
    ]  # fmt: skip
    parse, version = bibtexparser.entrypoint.parse_string, bibtexparser.__version__

    def read_with(stack: list[Any]) -> Callable[[str], int]:
        return lambda text: len(parse(text, append_middleware=stack).entries)

    found = {
        f"bibtexparser {version}, all middlewares": read_with(every),
        f"bibtexparser {version}, fields only": read_with([]),
    }
    try:
        from pybtex.database import parse_string  # noqa: PLC0415 - no dependency of ours
    except ImportError:
        print("\npybtex: not installed")
        return found
    return found | {
        "pybtex, names, no Unicode": lambda text: len(parse_string(text, "bibtex").entries)
    }


def make(number: int, path: Path, title: str, one: str) -> None:
    """Writes ``number`` entries of about a kilobyte, as dblp writes them.

    Their titles end with ``title``; the one in the middle has ``one`` besides.
    """
    with path.open("w", encoding="utf-8") as file:
        for index in range(number):
            authors = " and\n                  ".join(
                f"Author{(index * 7 + k) % 50_000} Fam{{\\'{{\\i}}}}ly{(index + k * 31) % 90_000}"
                for k in range(4)
            )
            named = f"{title} {one}" if one and index == number // 2 else title
            file.write(
                f"@inproceedings{{DBLP:conf/x{index % 400}/Key{index},\n"
                f"  author       = {{{authors}}},\n"
                f"  title        = {{On the {{Case}} Number {index} of {named}}},\n"
                f"  booktitle    = {{Proceedings of the {index % 60}th {{XYZ}} Conference "
                f"on Things, Some Town,\n                  May 7-12, {1970 + index % 55}}},\n"
                f"  pages        = {{{index % 900}--{index % 900 + 12}}},\n"
                f"  publisher    = {{{{ACM}}}},\n  year         = {{{1970 + index % 55}}},\n"
                f"  url          = {{https://doi.org/10.1145/{index}.{index + 1}}},\n"
                f"  doi          = {{10.1145/{index}.{index + 1}}},\n"
                f"  timestamp    = {{Tue, 06 Nov 2018 00:00:00 +0100}},\n"
                f"  biburl       = {{https://dblp.org/rec/conf/x{index % 400}/Key{index}.bib}},\n"
                f"  bibsource    = {{dblp computer science bibliography, https://dblp.org}}\n}}\n\n"
            )


if __name__ == "__main__":
    main()
