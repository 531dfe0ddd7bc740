"""Generate records with realistic distributions, for benches that need more than real ones.

Usage: ``python scripts/bench/made_up.py COUNT > FILE.bib``

Titles are walks over the pairs of words of ``phrases.tsv``, the 14,000 most frequent ones in the
titles of arXiv. So phrases recur as in real titles ("deep learning for"), and with them
the candidate pairs. If a word is followed by none of its pairs, the next is drawn by the
frequencies of ``db/token_frequencies.csv``. Family names and venues follow Zipf's law. Authors come
from circles that publish together again and again, each on its own topics. Every tenth record
describes an earlier one again (lower case, initials, a cut list, a preprint). The same for every
run.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from pubman.match.rarity import frequencies
from pubman.record import Date, Name, Record

PHRASES = Path(__file__).parent / "phrases.tsv"
SYLLABLES = "ba be bo da di do fa ga ge ha ho ja ka ko la le li lo ma me mo na ne ni no pa ra re ri"
VENUES = 600
FAMILIES = 40_000
"""Distinct family names; about one in twelve people has the most common one."""
PAPERS_OF_CIRCLE = 12
"""How many records there are for each circle of authors, on average."""
MATTERS = 8
"""Words that a circle writes about; most of its titles have one of them."""
BEGIN, END = "^", "$"


def make_records(size: int) -> Iterator[Record]:
    """Yield *size* records: nine of ten new, the tenth an earlier one described again."""
    rng = random.Random(20_000)  # noqa: S311 - a repeatable world, not a secret
    world = World(rng, size)
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


class Titles:
    """A walk over pairs of words, as real titles have them."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        table = frequencies()
        self.words = list(table)
        self.weights = list(accumulate(table.values()))
        self.all_of = table
        followers: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for line in PHRASES.read_text(encoding="utf-8").splitlines():
            word, following, per_million = line.split("\t")
            followers[word][following] = int(per_million)
        self.followers = {
            word: (list(them), list(accumulate(them.values()))) for word, them in followers.items()
        }

    def draw(self) -> str:
        """Return a random word; common words come more often."""
        return self.rng.choices(self.words, cum_weights=self.weights)[0]

    def follow(self, word: str) -> str:
        """Return a word that follows *word*."""
        them, weights = self.followers.get(word, ([], [0]))
        share = 1.0 if word == BEGIN else weights[-1] / max(weights[-1], self.all_of.get(word, 1.0))
        if not them or self.rng.random() > share:
            return self.draw()
        return self.rng.choices(them, cum_weights=weights)[0]

    def make(self, matter: str) -> str:
        """Return a title with the word *matter*."""
        length = self.rng.randint(5, 14)
        words = [self.follow(BEGIN)]
        at = self.rng.randrange(1, length)
        while len(words) < length:
            following = matter if len(words) == at else self.follow(words[-1])
            words.append(self.draw() if following == END else following)
        return " ".join(words).capitalize()


@dataclass(frozen=True, slots=True)
class Circle:
    """People who publish together, and their topics."""

    people: tuple[Name, ...]
    matters: tuple[str, ...]


class World:
    """Words, names, venues and circles of authors to draw records from."""

    def __init__(self, rng: random.Random, size: int) -> None:
        self.rng = rng
        self.titles = Titles(rng)
        self.families = [self._family(rank) for rank in range(FAMILIES)]
        self.family_weights = list(accumulate(1 / (rank + 8) for rank in range(FAMILIES)))
        self.venues = [f"Proceedings of {self._family(rank)} {rank}" for rank in range(VENUES)]
        self.venue_weights = list(accumulate(1 / (rank + 5) for rank in range(VENUES)))
        self.circles = [self._circle() for _ in range(max(1, size // PAPERS_OF_CIRCLE))]

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

    def _circle(self) -> Circle:
        people = tuple(self._name() for _ in range(self.rng.randint(2, 10)))
        return Circle(people, tuple(self.titles.draw() for _ in range(MATTERS)))

    def make(self, number: int) -> Record:
        """Return a new record of one of the circles."""
        rng = self.rng
        circle = rng.choice(self.circles)
        page = rng.randint(1, 2000)
        return Record(
            kind="conference",
            title=self.titles.make(rng.choice(circle.matters)),
            authors=self._team(circle.people),
            date=Date(year=rng.randint(1985, 2026)),
            venue=rng.choices(self.venues, cum_weights=self.venue_weights)[0],
            pages=f"{page}-{page + 11}",
            doi=f"10.1000/{number}" if rng.random() < 0.7 else "",
            source_key=f"x/{number}",
        )

    def _team(self, people: Sequence[Name]) -> tuple[Name, ...]:
        return tuple(self.rng.sample(people, min(len(people), self.rng.randint(1, 8))))


def describe_again(record: Record, rng: random.Random, number: int) -> Record:
    """Return *record* as another source has it."""
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
    """Return *record* as an entry of BibTeX."""
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
    """Write COUNT made-up entries to stdout."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("count", type=int)
    for record in make_records(parser.parse_args().count):
        sys.stdout.write(entry(record))


if __name__ == "__main__":
    main()
