"""Print how well the shipped matcher does on labelled data, in one configuration.

Usage: ``python scripts/bench/matching.py [-v] [--sisters N] [--peers PYTHON] FOLDER_OR_FILE...``

A folder holds ``records.csv`` (``ID,src,ENTRYTYPE,title,author,year,journal,booktitle,volume,
number,pages,doi``) and ``pairs.csv`` (``a,b``), perhaps ``pairs_venue_conflict.csv`` (pairs that
count neither way). It is measured in several roles. If both sources A and B are labelled, only
pairs across them count, as in the labels, and A is once dblp (free of duplicates) and once a plain
file. If records have DOIs, they are also hidden. A ``.json`` file holds pairs (test cases, or pairs
of different records). A ``.bib`` file is matched with itself as an export of dblp.

Wrong merges come first, because a wrong merge hides somebody's paper. Then come the pairs that were
missed, of which a question joins some. Last come both error rates on pairs made of the same titles:
sister papers merged and slips not merged (``sisters.py``).

Automatic merges are pairs inside one group; asked pairs are those a question joins.
With ``--peers`` bib-dedupe and splink, as far as the interpreter named has them, are run on the
same folders.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from pathlib import Path
from typing import Final

import sisters
from peers import Peer, ask_peers

from pubman.formats.bibtex.reader import read
from pubman.match import Profile, Verdict, candidates, compare, profile
from pubman.merge.groups import Decision, Edge, Grouping, Node, Question, group, node
from pubman.record import Date, Record
from pubman.text.identifiers import doi
from pubman.text.names import split_names
from pubman.venues import VenueTable

KINDS: Final = {
    "article": "article", "inproceedings": "conference", "incollection": "chapter",
    "book": "book", "proceedings": "proceedings", "techreport": "report",
    "phdthesis": "thesis", "misc": "other", "unpublished": "preprint",
}  # fmt: skip
COLUMNS: Final = (
    ("records", 7), ("wrong", 5), ("missed", 6), ("P", 6), ("R", 6), ("F1", 6), ("R+ask", 6),
    ("ask%", 6), ("s", 6), ("MB", 5),
)  # fmt: skip
Pair = frozenset[str]
Counts = Callable[[Pair], bool]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Pairs merged and pairs asked about, and how long it took in CPU seconds."""

    merged: set[Pair]
    asked: set[Pair]
    questions: int
    groups: int
    seconds: float
    why: Mapping[Pair, Verdict]


def main() -> None:
    """Read the command line and print one line per data set and role."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="list what went wrong")
    parser.add_argument("--sisters", type=int, default=100, help="made pairs of each kind")
    parser.add_argument(
        "--peers", type=Path, metavar="PYTHON", help="one that has bib-dedupe or splink"
    )
    arguments = parser.parse_args()
    VenueTable.load()
    print(f"{'set':36}" + "".join(f" {name:>{width}}" for name, width in COLUMNS))
    for path in arguments.paths:
        if path.is_dir() and not (path / "records.csv").exists():
            print(f"{path}: no records.csv, left out")
        elif path.is_dir():
            measure_folder(path, verbose=arguments.verbose, peers=arguments.peers)
        elif path.suffix == ".json":
            measure_pairs(path, verbose=arguments.verbose)
        else:
            measure_bib(path, verbose=arguments.verbose)
    titled = [path for path in arguments.paths if (path / "records.csv").exists()]
    if titled and arguments.sisters:
        sisters.measure(titled, arguments.sisters, show=arguments.verbose)


# ------------------------------------------------------------------------------------- reading


def read_record(row: Mapping[str, str | None]) -> Record:
    """Return the record of a row with BibTeX's field names; ``UNKNOWN`` is nothing."""
    said = {
        key: value.strip()
        for key, value in row.items()
        if value and value not in ("UNKNOWN", "None")
    }
    names = split_names(said.get("author", ""))
    year = said.get("year", "")
    return Record(
        kind=KINDS.get(said.get("ENTRYTYPE", "").lower(), "other"),
        title=said.get("title", ""),
        authors=tuple(names.names),
        authors_cut=names.cut,
        date=Date(year=int(year[:4])) if year[:4].isdigit() else None,
        venue=said.get("journal") or said.get("booktitle") or "",
        volume=said.get("volume", ""),
        number=said.get("number", ""),
        pages=said.get("pages", ""),
        doi=doi(said.get("doi", "")),
        isbn=said.get("isbn", ""),
        source_key=said.get("ID", ""),
    )


def read_profile(record: Record, source: str, table: VenueTable) -> Profile:
    """Return the profile of *record*; only dblp counts as free of duplicates of its own."""
    return profile(
        record, venue=table.resolve(record), source=source, own_duplicates=source != "dblp"
    )


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file; none if there is no such file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


# ------------------------------------------------------------------------------------- running


def match(profiles: Sequence[Profile], keys: Sequence[str]) -> Outcome:
    """Match and group *profiles*, named by *keys*."""
    started = time.process_time()
    edges, why = [], {}
    for i, j in candidates(profiles):
        verdict = compare(profiles[i], profiles[j])
        if verdict.rule != "titles":
            edges.append(
                Edge(a=i, b=j, verdict=verdict.verdict, rule=verdict.rule, score=verdict.score,
                     extending=verdict.extending)
            )  # fmt: skip
            why[frozenset((keys[i], keys[j]))] = verdict
    nodes = [node(index, each) for index, each in enumerate(profiles)]
    found = group(nodes, edges, ())
    seconds = time.process_time() - started
    return Outcome(
        merged=pairs_of(found, keys),
        asked=asked_of(found, keys, nodes, edges),
        questions=len(found.questions),
        groups=len(found.groups),
        seconds=seconds,
        why=why,
    )


def pairs_of(found: Grouping, keys: Sequence[str]) -> set[Pair]:
    """Return every pair inside one group."""
    return {
        frozenset((keys[a], keys[b])) for each in found.groups for a, b in combinations(each, 2)
    }


def asked_of(
    found: Grouping, keys: Sequence[str], nodes: Sequence[Node], edges: Sequence[Edge]
) -> set[Pair]:
    """Return every pair that would be in one group if a question were answered with yes.

    A yes about a contested record moves it between groups. What is together then is found by
    grouping again.
    """
    groups = {record: each for each in found.groups for record in each}
    asked = {
        frozenset((keys[a], keys[b]))
        for question in found.questions
        if not question.contested
        for a, b in product(groups[question.a], groups[question.b])
    }
    tied: dict[int, list[Edge]] = {}
    for edge in edges:
        tied.setdefault(edge.a, []).append(edge)
        tied.setdefault(edge.b, []).append(edge)
    for question in found.questions:
        if question.contested:
            asked |= answered(question, groups, keys, nodes, tied)
    return asked


def answered(
    question: Question,
    groups: Mapping[int, Sequence[int]],
    keys: Sequence[str],
    nodes: Sequence[Node],
    tied: Mapping[int, Sequence[Edge]],
) -> set[Pair]:
    """Return the pairs of both groups of *question* that are together after a yes."""
    concerned = {*groups[question.a], *groups[question.b]}
    among = {e for each in concerned for e in tied.get(each, ()) if {e.a, e.b} <= concerned}
    yes = Decision(a=question.a, b=question.b, verdict="same")
    return pairs_of(group([nodes[each] for each in concerned], among, [yes]), keys)


@dataclass(frozen=True, slots=True)
class Role:
    """How the records of a folder are given to the matcher."""

    name: str
    clean: bool
    dois: bool = True


def roles_of(rows: Sequence[Mapping[str, str]]) -> list[Role]:
    """Return the roles in which the records of a folder are measured."""
    across = {row.get("src", "") for row in rows} == {"A", "B"}
    roles = [Role("A is dblp", clean=True), Role("two files", clean=False)] if across else []
    roles = roles or [Role("one file", clean=False)]
    if any(row.get("doi") not in ("", None, "UNKNOWN") for row in rows):
        roles.append(replace(roles[-1], name="DOIs hidden", dois=False))
    return roles


def measure_folder(folder: Path, *, verbose: bool, peers: Path | None) -> None:
    """Print a line per role for a folder of labelled records, and one for bib-dedupe if asked."""
    rows = read_rows(folder / "records.csv")
    truth = read_truth(folder / "pairs.csv")
    neither = read_truth(folder / "pairs_venue_conflict.csv")
    sources = {row["ID"]: row.get("src", "") for row in rows}
    across = set(sources.values()) == {"A", "B"}

    def counts(pair: Pair) -> bool:
        one, other = pair
        return pair not in neither and not (across and sources[one] == sources[other])

    seconds = 0.0
    for role in roles_of(rows):
        outcome, reading = match_rows(rows, role)
        seconds = reading + outcome.seconds
        report(f"{folder.name}, {role.name}", len(rows), outcome, truth - neither, counts, reading)
        if verbose:
            explain_errors(outcome, truth - neither, counts, {r["ID"]: r for r in rows})
    if peers:
        for peer in ask_peers(peers, folder):
            report_peer(peer, seconds, truth - neither, counts)


def read_truth(path: Path) -> set[Pair]:
    """Return the pairs of a file of labels."""
    return {frozenset((row["a"], row["b"])) for row in read_rows(path)}


def match_rows(rows: Sequence[Mapping[str, str]], role: Role) -> tuple[Outcome, float]:
    """Match the rows of a folder in *role*; return also the seconds that reading them took."""
    table = VenueTable.load()
    records = [read_record(row) for row in rows]
    if not role.dois:
        records = [replace(record, doi="") for record in records]
    started = time.process_time()
    profiles = [
        read_profile(record, source_of(row.get("src", ""), role), table)
        for row, record in zip(rows, records, strict=True)
    ]
    reading = time.process_time() - started
    return match(profiles, [each.source_key for each in records]), reading


def source_of(label: str, role: Role) -> str:
    """Return the source of a record labelled *label*: dblp, or a file of that name."""
    return "dblp" if role.clean and label == "A" else f"file {label}"


def report(
    name: str, size: int, outcome: Outcome, truth: set[Pair], counts: Counts, reading: float
) -> None:
    """Print the figures of one set."""
    merged = {pair for pair in outcome.merged if counts(pair)}
    asked = {pair for pair in outcome.asked if counts(pair)} - merged
    precision, recall, f1 = rate(merged, truth)
    reached = len((merged | asked) & truth) / max(1, len(truth))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name:36} {size:7} {len(merged - truth):5} {len(truth - merged):6}"
        f" {precision:6.4f} {recall:6.4f} {f1:6.4f} {reached:6.4f}"
        f" {100 * outcome.questions / size:6.2f} {reading + outcome.seconds:6.2f} {memory:5.0f}"
    )


def report_peer(peer: Peer, seconds: float, truth: set[Pair], counts: Counts) -> None:
    """Print the figures of another tool, and how many times ``seconds`` it took."""
    merged = {pair for pair in peer.merged if counts(pair)}
    precision, recall, f1 = rate(merged, truth)
    print(
        f"  {peer.name:42} {len(merged - truth):5} {len(truth - merged):6}"
        f" {precision:6.4f} {recall:6.4f} {f1:6.4f} {'':13}"
        f" {peer.seconds:6.2f} {peer.memory:5.0f}  {peer.seconds / seconds:.1f} times the time"
    )


def rate(merged: set[Pair], truth: set[Pair]) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    right = len(merged & truth)
    precision, recall = right / max(1, len(merged)), right / max(1, len(truth))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def explain_errors(
    outcome: Outcome, truth: set[Pair], counts: Counts, rows: Mapping[str, Mapping[str, str]]
) -> None:
    """List wrong merges and missed pairs with the verdict on each."""
    merged = {pair for pair in outcome.merged if counts(pair)}
    for label, wrong in (("WRONG", merged - truth), ("MISSED", truth - merged)):
        for pair in sorted(wrong, key=sorted):
            verdict = outcome.why.get(pair)
            asked = " asked" if pair in outcome.asked else ""
            print(f"{label}{asked} {verdict.verdict if verdict else 'no candidate'}"
                  f" {verdict.rule if verdict else ''} {verdict.score if verdict else 0:.3f}"
                  f" {dict(verdict.evidence) if verdict else ''}")  # fmt: skip
            for key in sorted(pair):
                print("    ", " | ".join(v for v in rows[key].values() if v))


def measure_pairs(path: Path, *, verbose: bool) -> None:
    """Print one line for a file of pairs: test cases, or records of dblp that are different."""
    table = VenueTable.load()
    data = json.loads(path.read_text(encoding="utf-8"))
    outcomes: Counter[str] = Counter()
    for name, a, b, answer in read_pairs(data, table):
        verdict = compare(a, b)
        joined = verdict.verdict in ("same", "version")
        outcome = "asked" if verdict.verdict == "ask" else "right" if joined == answer else "wrong"
        outcomes[outcome] += 1
        outcomes["merged"] += joined
        if verbose and outcome != "right":
            print(outcome, name, verdict)
    print(f"{path.stem:36} {dict(outcomes)}")


def read_pairs(data: object, table: VenueTable) -> Iterable[tuple[str, Profile, Profile, bool]]:
    """Yield name, both profiles and whether they are one work."""
    if isinstance(data, dict):
        for case in data["cases"]:
            a, b = (
                read_profile(read_record(case[side]), "file", table)
                for side in ("record_a", "record_b")
            )
            yield case["id"], a, b, case["expected_duplicate"]
    elif isinstance(data, list):
        for case in data:
            a, b = (read_profile(read_dblp_side(case, side), "dblp", table) for side in "ab")
            yield case["key_a"], a, b, False


def read_dblp_side(case: Mapping[str, str], side: str) -> Record:
    """Return one record of a pair of dblp records."""
    key = case[f"key_{side}"].removeprefix("DBLP:")
    journal = key.startswith("journals/")
    preprint = key.startswith("journals/corr/")
    return Record(
        kind="preprint" if preprint else "article" if journal else "conference",
        title=case["title"],
        authors=tuple(split_names(case[f"author_{side}"]).names),
        date=Date(year=int(case[f"year_{side}"])),
        venue=case[f"venue_{side}"].replace("{", "").replace("}", ""),
        venue_key="/".join(key.split("/")[:2]),
        doi=doi(case[f"doi_{side}"]),
        source_key=key,
    )


def measure_bib(path: Path, *, verbose: bool) -> None:
    """Print one line for a .bib file exported from dblp, matched with itself."""
    table = VenueTable.load()
    text = path.read_text(encoding="utf-8")
    records = [each for each in read(text) if isinstance(each, Record)]
    started = time.process_time()
    profiles = [read_profile(each, "dblp", table) for each in records]
    reading = time.process_time() - started
    outcome = match(profiles, [each.source_key for each in records])
    informal = sum(each.informal for each in profiles)
    print(
        f"{path.stem:36} {len(records):7} records, {informal} informal -> {outcome.groups} groups,"
        f" {len(outcome.merged)} pairs merged, {outcome.questions} questions,"
        f" {reading + outcome.seconds:.2f} s"
    )
    if verbose:
        by_key = {each.source_key: each for each in records}
        for label, pairs in (("MERGED", outcome.merged), ("ASKED", outcome.asked)):
            for pair in sorted(pairs, key=sorted):
                print(label, outcome.why.get(pair))
                for key in sorted(pair):
                    r = by_key[key]
                    print(
                        "    ",
                        key,
                        "|",
                        r.title,
                        "|",
                        "; ".join(map(str, r.authors)),
                        r.year,
                        r.venue,
                    )


if __name__ == "__main__":
    main()
