"""CPU time and memory of ``pubman dedupe`` at several sizes, and of Spark beside it.

    scripts/bench/deduping.py [SIZE...]             default: 20000 50000 100000
    scripts/bench/deduping.py --spark 100000        also compares the groups of both engines

The records are those of made_up.py, as JSON Lines. Times are user and system seconds of whole
processes. Spark's Java process is not a child of the command. On Linux this program adopts it and
waits for it; elsewhere its time is missing. The memory of Spark is not measured.
"""

from __future__ import annotations

import argparse
import ctypes
import math
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from made_up import make_records

from pubman.library.conversion import record_texts

SIZES = (20_000, 50_000, 100_000)


ADOPT = 36
"""``PR_SET_CHILD_SUBREAPER`` of Linux's prctl: orphans below this process become its children."""


def adopt_orphans() -> None:
    """Let processes whose parent ends become children of this one, so that their time counts."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ADOPT, 1, 0, 0, 0)


def wait_for_orphans() -> None:
    """Wait until every adopted process has ended."""
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        return


def make(path: Path, size: int) -> None:
    """Write *size* records to *path*."""
    with path.open("w", encoding="utf-8") as file:
        for text in record_texts(make_records(size), "jsonl"):
            file.write(text)


def measure(path: Path, engine: str, workers: int) -> tuple[float, int]:
    """Return CPU seconds and peak memory in MB of one run."""
    folder = path.parent
    outputs = ["-o", f"{folder}/{engine}.jsonl", "--groups", f"{folder}/{engine}.csv", "-f"]
    command = [sys.executable, "-m", "pubman", "dedupe", str(path), *outputs]
    environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(
        [*command, "--engine", engine, "--workers", str(workers)],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{engine} failed")
    wait_for_orphans()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, used.ru_maxrss // 1024


def main() -> None:
    """Read the command line and print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--workers", type=int, default=1)
    arguments = parser.parse_args()
    adopt_orphans()
    earlier: tuple[int, float] | None = None
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "made.jsonl"
            make(path, size)
            cpu, memory = measure(path, "local", arguments.workers)
            line = f"{size:>9,}  local {cpu:7.1f} CPU s  {memory:5} MB"
            if earlier:
                grown = math.log(cpu / earlier[1]) / math.log(size / earlier[0])
                line += f"  exponent {grown:.2f}"
            earlier = (size, cpu)
            if arguments.spark:
                seconds, _ = measure(path, "spark", arguments.workers)
                same = (path.parent / "local.csv").read_bytes() == (
                    path.parent / "spark.csv"
                ).read_bytes()
                line += f"  spark {seconds:7.1f} CPU s  groups {'same' if same else 'DIFFERENT'}"
            print(line, flush=True)


if __name__ == "__main__":
    main()
