#!/usr/bin/env python3
"""Measure the scan of a dump: megabytes per second, and the peak memory.

``scripts/bench/dump.py FILE`` (made by ``scripts/make_dump.py``, or dblp's own), with ``--names``
for further names to look for. Each run is a separate process, so that it has its own peak.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def measure(path: Path, names: list[str], pids: list[str]) -> None:
    """Scan once and print the cost."""
    from pubman.formats.dblp.dump import pages, unpacked  # noqa: PLC0415 - after the clock is set

    with path.open("rb") as stream:
        size = sum(len(piece) for piece in unpacked(stream))
    started, cpu = time.perf_counter(), time.process_time()
    with path.open("rb") as stream:
        found = pages(stream, names, pids)
    wall, cpu = time.perf_counter() - started, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    records = sum(page.xml.count(b"<r>") for page in found.values())
    print(
        f"{path.name}: {size / 1e6:,.0f} MB unpacked, {len(names)} names: {wall:.1f} s wall, "
        f"{cpu:.1f} s CPU, {size / cpu / 1e6:,.0f} MB/s, peak {peak:,.0f} MB, "
        f"{len(found)} people, {records} records"
    )


def main() -> int:
    """The program."""
    parser = argparse.ArgumentParser(description="Measure the scan of a dump.")
    parser.add_argument("file", type=Path, nargs="+")
    parser.add_argument("--names", type=int, default=0, help="further names to look for")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if not args.one:
        for path in args.file:
            subprocess.run(
                [sys.executable, __file__, str(path), "--one", "--names", str(args.names)],
                check=True, env={"PYTHONPATH": str(ROOT)},
            )  # fmt: skip
        return 0
    sys.path.insert(0, str(ROOT / "scripts"))
    from make_dump import PEOPLE  # noqa: PLC0415 - a program beside this one

    names = [*{name for _, name in PEOPLE.values()}]
    names += [f"Nobody Number{number}" for number in range(args.names)]
    measure(args.file[0], names, list(PEOPLE))
    return 0


if __name__ == "__main__":
    sys.exit(main())
