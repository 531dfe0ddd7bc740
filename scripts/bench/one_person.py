"""Print how well several services' lists of one person's papers are matched.

Usage: ``python scripts/bench/one_person.py [-v] FOLDER...``

A folder holds saved answers about one person: ``*.bib``, ``crossref*.json``, ``openalex*.json`` and
``arxiv*.json`` (the feed of an author as feedparser reads it). Two records count as one work if
they have the same title, letter for letter, or one arXiv number, or one DOI under titles that do
not contradict, and so on along the chain. They are matched as they are, and with all DOIs and arXiv
numbers hidden.
"""

from __future__ import annotations

import argparse
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from matching import Pair, match, rate
from rapidfuzz import fuzz

from pubman.formats import read
from pubman.match import CLAIMED, profile
from pubman.record import Date, Record
from pubman.text.fold import squash
from pubman.text.names import split_names
from pubman.venues import VenueTable

ALIKE = 60.0
"""How alike the titles of two records of one work are at least, if they share a DOI."""
FORMATS = {"crossref": "crossref", "openalex": "openalex"}


def main() -> None:
    """Print two lines for each folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="list what went wrong")
    options = parser.parse_args()
    print(f"{'person':36} {'records':>7} {'works':>5} {'wrong':>5} {'missed':>6} {'P':>6} {'R':>6}"
          f" {'F1':>6} {'questions':>9}")  # fmt: skip
    for folder in options.folders:
        records = list(read_folder(folder))
        truth, works = label([record for _, record in records])
        for name, hidden in (("", False), (", no identifiers", True)):
            measure(folder.name + name, records, truth, works, hidden=hidden,
                    verbose=options.verbose)  # fmt: skip


def read_folder(folder: Path) -> Iterator[tuple[str, Record]]:
    """Yield the source and the record of every item in *folder*."""
    for path in sorted(folder.iterdir()):
        service = path.name.partition("_")[0]
        if service == "arxiv":
            yield from (("arxiv", record) for record in read_feed(path))
        elif path.suffix == ".bib" or service in FORMATS:
            form = FORMATS.get(service, "bibtex")
            items = read(form, io.BytesIO(path.read_bytes()))
            yield from ((path.stem, each) for each in items if isinstance(each, Record))


def read_feed(path: Path) -> Iterator[Record]:
    """Yield the preprints of an author's feed."""
    for entry in json.loads(path.read_text("utf-8"))["entries"]:
        number = entry["id"].partition("/abs/")[2].rpartition("v")[0]
        names = " and ".join(each["name"] for each in entry["authors"])
        yield Record(
            kind="preprint",
            title=" ".join(entry["title"].split()),
            authors=tuple(split_names(names).names),
            date=Date(year=int(entry["published"][:4])),
            venue="arXiv",
            arxiv_id=number,
            extra={CLAIMED: entry.get("arxiv_doi", "")},
            source_key=number,
        )


def label(records: Sequence[Record]) -> tuple[set[Pair], int]:
    """Return the pairs of records that are one work, by number, and how many works there are."""
    root = list(range(len(records)))

    def find(index: int) -> int:
        while root[index] != index:
            index = root[index]
        return index

    titles = [squash(record.title) for record in records]
    for one, other in combinations(range(len(records)), 2):
        a, b = records[one], records[other]
        numbered = a.arxiv_id == b.arxiv_id != ""
        alike = fuzz.ratio(titles[one], titles[other]) >= ALIKE
        identified = numbered or (alike and doi_of(a) == doi_of(b) != "")
        if titles[one] == titles[other] or identified:
            root[find(one)] = find(other)
    groups: dict[int, list[str]] = {}
    for index in range(len(records)):
        groups.setdefault(find(index), []).append(str(index))
    pairs = {frozenset(pair) for each in groups.values() for pair in combinations(each, 2)}
    return pairs, len(groups)


def doi_of(record: Record) -> str:
    """Return the DOI of a record, or the one that its author gave it."""
    return (record.doi or record.extra.get(CLAIMED, "")).lower()


def measure(
    name: str,
    records: Sequence[tuple[str, Record]],
    truth: set[Pair],
    works: int,
    *,
    hidden: bool,
    verbose: bool,
) -> None:
    """Print the figures of one person."""
    table = VenueTable.load()
    profiles = []
    for source, record in records:
        bare = replace(record, doi="", arxiv_id="", related=(), extra={})
        said = bare if hidden else record
        profiles.append(
            profile(said, venue=table.resolve(said), source=source, own_duplicates=True)
        )
    outcome = match(profiles, [str(index) for index in range(len(records))])
    merged = outcome.merged
    precision, recall, f1 = rate(merged, truth)
    print(f"{name:36} {len(records):7} {works:5} {len(merged - truth):5} {len(truth - merged):6}"
          f" {precision:6.4f} {recall:6.4f} {f1:6.4f} {outcome.questions:9}")  # fmt: skip
    if verbose:
        for word, pairs in (("WRONG", merged - truth), ("MISSED", truth - merged)):
            for pair in sorted(pairs, key=sorted):
                print(word, outcome.why.get(pair))
                for each in sorted(pair):
                    source, record = records[int(each)]
                    print("     ", source, record.kind, record.title, record.year, record.venue)


if __name__ == "__main__":
    main()
