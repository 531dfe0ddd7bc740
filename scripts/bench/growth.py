"""Show how matching grows: time and memory at several sizes, and the exponent between them.

Usage: ``python scripts/bench/growth.py [SIZE…]`` (default 20000 50000 100000 200000 300000)

The records are those of ``made_up.py``; ``matching.py`` prints the time of real ones. Each size
runs in a process of its own, so that peak memory is its own, without the cycle collector, as the
command line does. If a size has a bound, the bound is printed after it.
"""

from __future__ import annotations

import argparse
import gc
import math
import resource
import subprocess
import sys
import time

from made_up import make_records

from pubman.match import candidates, compare, profile
from pubman.merge.groups import Edge, group, node

SIZES = (20_000, 50_000, 100_000, 200_000, 300_000)
BOUNDS = {
    5_000: "at most 1.5 s",
    13_000: "at most 4 s",
    35_000: "at most 30 s, 500 MB",
    164_000: "at most 60 s, 1000 MB",
}


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
    first: tuple[int, float] | None = None
    before: tuple[int, float] | None = None
    for size in arguments.sizes:
        run = [sys.executable, __file__, "--once", str(size)]
        line = subprocess.run(run, check=True, capture_output=True, text=True).stdout.strip()
        seconds = float(line.split()[-2])
        now = (size, seconds)
        grown = f"{exponent(before, now):.2f}" if before else ""
        first, before = first or now, now
        print(f"{line} {grown:>9}  {BOUNDS.get(size, '')}".rstrip(), flush=True)
    if first and before and first != before:
        print(f"from {first[0]:,} to {before[0]:,} records: exponent {exponent(first, before):.2f}")


def exponent(one: tuple[int, float], other: tuple[int, float]) -> float:
    """The power with which seconds grow from ``one`` (size, seconds) to ``other``."""
    return math.log(other[1] / one[1]) / math.log(other[0] / one[0])


def measure(size: int) -> None:
    """Print the cost of matching ``size`` records: reading profiles, pairs, verdicts, groups."""
    gc.disable()
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


if __name__ == "__main__":
    main()
