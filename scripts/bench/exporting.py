"""Prints how long each format takes for 5,000 publications, and how big a page of 500 is.

    python scripts/bench/exporting.py [COUNT]

The publications are made up, of lengths as in dblp: titles of about 80 letters, four authors, most
with a DOI; nothing is read from or written to disk. CPU seconds, the best of three runs.
"""

from __future__ import annotations

import gzip
import random
import sys
import time

from pubman.exports import EXPORTS, Options, Section, publications, render
from pubman.exports.arrange import arrange
from pubman.record import Authorship, Date, Link, Name, Publication, Venue

PERSON = ("me", "Ada Lovelace")
TARGETS = {"html": 2.0, "markdown": 2.0, "bibtex": 0.5}
WORDS = (
    "adaptive scalable learned distributed query stream graph index memory cache kernel neural "
    "policy parallel tensor compiler scheduling consistent transactions über naïve Σ-protocol "
    "verification of for with under and in GPU RDMA NVMe SQL"
).split()
GIVEN = "Ada Grace Alan Barbara Edsger Donald Frances Jürgen Łukasz Søren 小明 Xiu-Li".split()
FAMILY = "Lovelace Hopper Turing Liskov Dijkstra Knuth Allen Müller Wójcik Kjær 王 García".split()
VENUES = [
    Venue(id=f"v{n}", acronym=f"CONF{n}", name=f"Conference on Subject {n}", kind="conference")
    for n in range(40)
]


def publication(number: int, chance: random.Random) -> Publication:
    """One made-up publication."""
    people = [
        Authorship(name=Name(given=chance.choice(GIVEN), family=chance.choice(FAMILY)))
        for _ in range(chance.randint(1, 7))
    ]
    people[chance.randrange(len(people))] = Authorship(
        name=Name(given="Ada", family="Lovelace"), person="me"
    )
    title = " ".join(chance.choice(WORDS) for _ in range(chance.randint(7, 14))).capitalize()
    journal = number % 3 == 0
    return Publication(
        id=number,
        key=f"lovelace{number}",
        kind="article" if journal else "conference",
        title=title,
        authorships=tuple(people),
        authors=tuple(each.name for each in people),
        date=Date(year=1990 + number % 36, month=chance.randint(0, 12)),
        canonical=None if journal else chance.choice(VENUES),
        venue="Journal of Things" if journal else "Proceedings",
        volume=str(number % 60) if journal else "",
        pages=f"{number}-{number + 14}",
        doi=f"10.1145/{number}.{number * 7}" if chance.random() < 0.8 else "",
        links=(Link(label="pdf", url=f"papers/{number}.pdf"),) if number % 5 == 0 else (),
    )


def sections(count: int) -> tuple[Section, ...]:
    """A list of ``count`` publications, grouped by year."""
    chance = random.Random(1)  # noqa: S311 - the same list on every run
    return arrange([publication(n, chance) for n in range(1, count + 1)], group_by=("year",))


def measure(name: str, count: int) -> float:
    """CPU seconds of the fastest of three runs."""
    parts, best = sections(count), float("inf")
    for _ in range(3):
        start = time.process_time()
        render(name, parts, Options(title="Ada Lovelace", people=(PERSON,)))
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    """Prints a line for each format, then the size of a page of 500."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    start = time.process_time()
    made = sections(count)
    print(f"{len(publications(made))} publications made and arranged: ", end="")
    print(f"{time.process_time() - start:.2f} s CPU")
    for name in EXPORTS:
        target = f"  (target {TARGETS[name]})" if name in TARGETS else ""
        print(f"{name:10} {measure(name, count):6.2f} s CPU{target}")
    options = Options(title="Ada Lovelace", people=(PERSON,))
    page = render("html", sections(500), options).encode()
    packed = len(gzip.compress(page, 9, mtime=0))
    print(f"page of 500: {len(page) / 1000:.0f} kB, {packed / 1000:.0f} kB gzipped")


if __name__ == "__main__":
    main()
