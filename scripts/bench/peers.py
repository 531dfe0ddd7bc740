"""Runs other tools on a folder of labelled records and prints what they merged, as JSON.

Usage: ``PYTHON scripts/bench/peers.py TOOL FOLDER``, where TOOL is ``bib-dedupe`` or ``splink`` and
PYTHON is an interpreter that has it; ``matching.py --peers PYTHON`` does so for both and prints
them beside pubman. Seconds are CPU seconds of the tool's own work and its children's, without
imports and reading.

splink is a library for any records, so its settings are ours: the comparisons and blocking rules
that its documentation recommends for names and texts, trained on the records themselves, without
labels.
"""

from __future__ import annotations

import csv
import json
import re
import resource
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import combinations
from pathlib import Path
from typing import Any

COLUMNS = (
    "ID", "ENTRYTYPE", "title", "author", "year", "journal", "booktitle", "volume", "number",
    "pages", "doi", "abstract", "search_set",
)  # fmt: skip
SURE = 0.95
"""splink merges from this probability on: its documentation's usual threshold."""
Rows = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Peer:
    """What another tool made of a folder: pairs merged, CPU seconds, peak memory in MB."""

    name: str
    merged: set[frozenset[str]]
    seconds: float
    memory: float


def ask_peers(python: Path, folder: Path) -> Iterator[Peer]:
    """Yield the answer of each tool on ``folder`` that the interpreter ``python`` has."""
    for tool in TOOLS:
        run = [str(python), __file__, tool, str(folder)]
        done = subprocess.run(run, check=False, capture_output=True, text=True)
        if done.returncode:
            print(f"  {tool}: {(done.stderr.splitlines() or ['failed'])[-1]}")
            continue
        found = json.loads(done.stdout.splitlines()[-1])
        yield Peer(
            name=found["name"],
            merged={frozenset(pair) for pair in found["merged"]},
            seconds=found["seconds"],
            memory=found["memory"],
        )


def main() -> None:
    """Run the tool of the command line on its folder."""
    tool, folder = sys.argv[1], Path(sys.argv[2])
    with (folder / "records.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    groups, seconds = TOOLS[tool](rows)
    answer = {
        "name": f"{tool} {version(tool)}",
        "merged": [pair for group in groups for pair in combinations(sorted(group), 2)],
        "seconds": seconds,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(answer))


def run_bib_dedupe(rows: Rows) -> tuple[Sequence[Sequence[str]], float]:
    """Return the groups that bib-dedupe makes, and its CPU seconds."""
    import pandas as pd  # noqa: PLC0415 - of the other interpreter
    from bib_dedupe.bib_dedupe import block, cluster, match, prep  # noqa: PLC0415 - the same

    table = pd.DataFrame([{name: row.get(name) or "" for name in COLUMNS} for row in rows])
    before = spent()
    pairs = block(prep(table, verbosity_level=0, cpu=1), verbosity_level=0, cpu=1)
    groups = cluster(match(pairs, verbosity_level=0, cpu=1), verbosity_level=0)
    return groups, spent() - before


def run_splink(rows: Rows) -> tuple[Sequence[Sequence[str]], float]:
    """Return the groups that splink makes on DuckDB, and its CPU seconds."""
    import pandas as pd  # noqa: PLC0415 - of the other interpreter
    import splink.comparison_library as cl  # noqa: PLC0415 - the same
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415 - the same

    before = spent()
    table = pd.DataFrame([_plain(row) for row in rows])
    blocks = [block_on("title_start"), block_on("first_author", "year"), block_on("doi")]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="ID",
        blocking_rules_to_generate_predictions=blocks,
        comparisons=[
            cl.JaroWinklerAtThresholds("title", [0.98, 0.94, 0.88]),
            cl.JaroWinklerAtThresholds("author", [0.95, 0.88, 0.7]),
            cl.ExactMatch("year"),
            cl.JaroWinklerAtThresholds("venue", [0.95, 0.8]),
            cl.ExactMatch("pages"),
            cl.ExactMatch("doi"),
        ],
    )
    linker = Linker(DuckDBAPI().register(table), settings, log_level=None)
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("title", "year")], recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for block in (block_on("title"), block_on("first_author", "year")):
        training.estimate_parameters_using_expectation_maximisation(block)
    found = linker.inference.predict(threshold_match_probability=0.5)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(found, SURE)
    groups: defaultdict[Any, list[str]] = defaultdict(list)
    for row in clusters.as_pandas_dataframe().to_dict("records"):
        groups[row["cluster_id"]].append(str(row["ID"]))
    return list(groups.values()), spent() - before


def _plain(row: Mapping[str, str]) -> dict[str, str | None]:
    """Return the columns that splink compares: lower case, no punctuation, empty ones null."""
    title = _words(row.get("title"))
    author = _words(row.get("author"))
    pages = re.sub(r"[^0-9]+", "-", row.get("pages") or "").strip("-")
    plain = {
        "title": title,
        "title_start": title[:12],
        "author": author,
        "first_author": author[:8],
        "year": (row.get("year") or "")[:4],
        "venue": _words(row.get("journal") or row.get("booktitle")),
        "pages": pages,
        "doi": (row.get("doi") or "").lower(),
    }
    return {"ID": row["ID"], **{name: value or None for name, value in plain.items()}}


def _words(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", (text or "").lower()))


def spent() -> float:
    """CPU seconds of this process and its children so far."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


TOOLS = {"bib-dedupe": run_bib_dedupe, "splink": run_splink}

if __name__ == "__main__":
    main()
