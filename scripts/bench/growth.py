"""Shows how matching grows: time and memory at several sizes, and the exponent between them.

Usage: ``python scripts/bench/growth.py [SIZE…]`` (default 20000 50000 100000 200000 300000)

Records are generated, the same for every run: titles of 5 to 14 words drawn by the frequencies of
``db/token_frequencies.csv``, family names and venues by Zipf's law, one to eight authors of circles
that publish together, and every tenth record a second description of an earlier one (lower case,
initials, a cut list, a preprint). Each size runs in a process of its own, so that peak memory is
its own.
"""

from __future__ import annotations

import argparse
import math
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from pubman.match import candidates, compare, profile
from pubman.match.rarity import frequencies
from pubman.merge.groups import Edge, group, node
from pubman.record import Date, Name, Record

SIZES = (20_000, 50_000, 100_000, 200_000, 300_000)
SYLLABLES = "ba be bo da di do fa ga ge ha ho ja ka ko la le li lo ma me mo na ne ni no pa ra re ri"
VENUES = 600
FAMILIES = 40_000
"""Distinct family names in the world; the most common one is borne by about one in twelve."""


def main() -> None:
    """Reads the command line; with one size and ``--once`` measures in this process."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.once:
        measure(arguments.sizes[0])
        return
    print(f"{'records':>8} {'pairs':>9} {'groups':>8} {'s':>7} {'MB':>6} {'exponent':>9}")
    before: tuple[int, float] | None = None
    for size in arguments.sizes:
        run = [sys.executable, __file__, "--once", str(size)]
        line = subprocess.run(run, check=True, capture_output=True, text=True).stdout.strip()
        seconds = float(line.split()[-2])
        grown = ""
        if before is not None:
            grown = f"{math.log(seconds / before[1]) / math.log(size / before[0]):.2f}"
        before = (size, seconds)
        print(f"{line} {grown:>9}", flush=True)


def measure(size: int) -> None:
    """Prints what matching ``size`` records takes: reading profiles, pairs, verdicts, groups."""
    started = time.process_time()
    records = list(make_records(size))
    made = time.process_time() - started
    profiles = []
    while records:
        record = records.pop()
        source = "dblp" if record.source_key.startswith("x/") else "file"
        profiles.append(profile(record, venue=None, source=source, own_duplicates=source != "dblp"))
    edges, pairs = [], 0
    for a, b in candidates(profiles):
        pairs += 1
        found = compare(profiles[a], profiles[b])
        if found.rule != "titles":
            edges.append(
                Edge(a=a, b=b, verdict=found.verdict, rule=found.rule, score=found.score,
                     extending=found.extending)
            )  # fmt: skip
    nodes = [node(index, each) for index, each in enumerate(profiles)]
    groups = len(group(nodes, edges, ()).groups)
    seconds = time.process_time() - started - made
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{size:8} {pairs:9} {groups:8} {seconds:7.1f} {memory:6.0f}")


# ---------------------------------------------------------------------------------- generating


def make_records(size: int) -> Iterator[Record]:
    """Yields ``size`` records: nine of ten new, the tenth an earlier one described again."""
    rng = random.Random(20_000)  # noqa: S311 - a repeatable world, not a secret
    world = World(rng)
    recent: list[Record] = []
    for number in range(size):
        if number % 10 == 9:
            yield describe_again(rng.choice(recent), rng, number)
            continue
        record = world.make(number)
        recent.append(record)
        if len(recent) > 2000:
            del recent[: len(recent) // 2]
        yield record


class World:
    """Words, names, venues and circles of authors to draw records from."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        table = frequencies()
        self.words = list(table)
        self.word_weights = list(accumulate(table.values()))
        self.families = [self._family(rank) for rank in range(FAMILIES)]
        self.family_weights = list(accumulate(1 / (rank + 8) for rank in range(FAMILIES)))
        self.venues = [f"Proceedings of {self._family(rank)} {rank}" for rank in range(VENUES)]
        self.venue_weights = list(accumulate(1 / (rank + 5) for rank in range(VENUES)))
        self.circle: tuple[Name, ...] = ()

    def _family(self, rank: int) -> str:
        syllables = SYLLABLES.split()
        digits = []
        rank += len(syllables)
        while rank:
            rank, digit = divmod(rank, len(syllables))
            digits.append(syllables[digit])
        return "".join(digits).title()

    def _name(self) -> Name:
        family = self.rng.choices(self.families, cum_weights=self.family_weights)[0]
        given = self.rng.choices(self.families, cum_weights=self.family_weights)[0]
        return Name(family=family, given=given)

    def make(self, number: int) -> Record:
        """A new record; every third time by people of another circle."""
        rng = self.rng
        if not self.circle or rng.random() < 1 / 3:
            self.circle = tuple(self._name() for _ in range(rng.randint(2, 10)))
        authors = rng.sample(self.circle, min(len(self.circle), rng.randint(1, 8)))
        words = rng.choices(self.words, cum_weights=self.word_weights, k=rng.randint(5, 14))
        page = rng.randint(1, 2000)
        return Record(
            kind="conference",
            title=" ".join(words).capitalize(),
            authors=tuple(authors),
            date=Date(year=rng.randint(1985, 2026)),
            venue=rng.choices(self.venues, cum_weights=self.venue_weights)[0],
            pages=f"{page}-{page + 11}",
            doi=f"10.1000/{number}" if rng.random() < 0.7 else "",
            source_key=f"x/{number}",
        )


def describe_again(record: Record, rng: random.Random, number: int) -> Record:
    """``record`` as another source has it."""
    kind = rng.randrange(3)
    if kind == 0:
        return replace(
            record, kind="preprint", venue="CoRR", doi="", pages="", source_key=f"p{number}"
        )
    authors = tuple(replace(each, given=each.given[:1]) for each in record.authors)
    changed = replace(
        record, title=record.title.lower(), authors=authors, doi="", source_key=f"s{number}"
    )
    return changed if kind == 1 else replace(changed, authors=authors[:3], venue="", pages="")


if __name__ == "__main__":
    main()
