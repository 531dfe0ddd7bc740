#!/usr/bin/env python3
"""Write a file like dblp's dump, of any size: ``make_dump.py OUT.xml[.gz] --mb 300``.

Records like those of dblp (one after another, about 600 bytes each, named entities in names and
titles, homepages at the end), made from a few words with a fixed seed. Some of them are by the
people of ``PEOPLE``, whom a scan should find.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

PEOPLE: Final = {
    "94/4810-19": ("Bo Zhao 0019", "Bo Zhao"),
    "94/4810-2": ("Bo Zhao 0002", "Bo Zhao"),
    "5/5": ("Bruno Magalh&atilde;es", "Bruno Magalhães"),
}
"""Number -> the name as the dump writes it, and as a person does."""

_GIVEN: Final = "Anna Bj&ouml;rn Chen Dana Emil Fatima Guo Hannah Ivan Jos&eacute; Kim Li".split()
_FAMILY: Final = "Berg Costa D&uuml;rr Evans Fischer Garc&iacute;a Huang Ito Jensen Kumar".split()
_WORDS: Final = (
    "adaptive stream graph learning parallel query memory distributed scheduling efficient neural "
    "tensor index transaction cache consensus model inference secure scalable approximate"
).split()
_HEAD: Final = (
    '<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE dblp SYSTEM "dblp.dtd">\n<dblp>\n'
)
_EVERY: Final = 5000
"""One in this many records is by somebody of ``PEOPLE``."""


def records(size: int, seed: int = 1) -> Iterator[str]:
    """The text of a dump of about ``size`` bytes, record by record."""
    chance = random.Random(seed)  # noqa: S311 - made-up data, the same each time
    yield _HEAD
    done, number = len(_HEAD), 0
    names = [shown for shown, _ in PEOPLE.values()]
    while done < size:
        number += 1
        own = names[number // _EVERY % len(names)] if number % _EVERY == 0 else ""
        text = _record(chance, number, own)
        done += len(text)
        yield text
    for number, (pid, (shown, _)) in enumerate(PEOPLE.items()):
        yield (
            f'<www mdate="2024-01-0{number + 1}" key="homepages/{pid}">\n<author>{shown}</author>\n'
            f"<title>Home Page</title>\n</www>"
        )
    yield "\n</dblp>\n"


def _record(chance: random.Random, number: int, own: str) -> str:
    authors = [f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}" for _ in range(3)]
    if own:
        authors[1] = own
    listed = "\n".join(
        f'<author orcid="0000-0002-{number % 10000:04d}-0000">{name}</author>' for name in authors
    )
    title = " ".join(chance.choices(_WORDS, k=9)).capitalize()
    return (
        f'<article mdate="2024-0{number % 9 + 1}-11" key="journals/x/P{number}">\n{listed}\n'
        f"<title>{title}.</title>\n<pages>{number % 900}-{number % 900 + 11}</pages>\n"
        f"<year>{1990 + number % 35}</year>\n<volume>{number % 60}</volume>\n"
        f"<journal>J. Things {number % 400}</journal>\n<number>{number % 12}</number>\n"
        f"<ee>https://doi.org/10.1000/x.{number}</ee>\n<url>db/journals/x/x{number % 60}.html#P"
        f"{number}</url>\n<stream>streams/journals/x</stream>\n</article>"
    )


def write(path: Path, size: int) -> int:
    """Write a dump of about ``size`` bytes, packed if the name ends in .gz; return its size."""
    done = 0
    packed = path.suffix == ".gz"
    with gzip.open(path, "wb", 6) if packed else path.open("wb") as file:
        batch: list[str] = []
        for text in records(size):
            batch.append(text)
            if len(batch) == 2000:
                done += file.write("".join(batch).encode("latin-1"))
                batch.clear()
        done += file.write("".join(batch).encode("latin-1"))
    return done


def main() -> int:
    """The program."""
    parser = argparse.ArgumentParser(description="Write a file of the shape of dblp's dump.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--mb", type=int, default=300)
    args = parser.parse_args()
    size = write(args.out, args.mb * 1_000_000)
    print(f"{args.out}: {size / 1e6:,.0f} MB unpacked, {args.out.stat().st_size / 1e6:,.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
