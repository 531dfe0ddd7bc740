"""Makes up records that are distributed as in life, for benches that need more than there are.

Usage: ``python scripts/bench/made_up.py COUNT > FILE.bib``

Titles have 5 to 14 words drawn by the frequencies of ``db/token_frequencies.csv``, family names
and venues follow Zipf's law, one to eight authors come from circles that publish together, and
every tenth record describes an earlier one again (lower case, initials, a cut list, a preprint).
The same for every run.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from pubman.match.rarity import frequencies
from pubman.record import Date, Name, Record

SYLLABLES = "ba be bo da di do fa ga ge ha ho ja ka ko la le li lo ma me mo na ne ni no pa ra re ri"
VENUES = 600
FAMILIES = 40_000
"""Distinct family names in the world; the most common one is borne by about one in twelve."""


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


def entry(record: Record) -> str:
    """``record`` as an entry of BibTeX."""
    fields = {
        "title": record.title,
        "author": " and ".join(f"{name.family}, {name.given}" for name in record.authors),
        "year": str(record.date.year) if record.date else "",
        "booktitle": record.venue,
        "pages": record.pages,
        "doi": record.doi,
    }
    said = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@inproceedings{{{record.source_key},\n{said}\n}}\n"


def main() -> None:
    """Writes COUNT made-up entries to stdout."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("count", type=int)
    for record in make_records(parser.parse_args().count):
        sys.stdout.write(entry(record))


if __name__ == "__main__":
    main()
