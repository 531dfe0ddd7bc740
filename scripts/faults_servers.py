#!/usr/bin/env python3
"""Print a table of the faults of servers: the name of each, and its effect on a store.

    scripts/faults_servers.py              the table, in Markdown
    scripts/faults_servers.py --only head  the faults of one group

The faults are those of ``tests/test_server_faults.py``, where each is also a test. Every fault is
one answer of dblp to a sync of a store that was synced before. ``heals`` says whether the list,
after the next good answer, is the same as without the fault.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import test_server_faults as faults  # type: ignore[import-not-found]  # noqa: E402
from loopback_dblp import running  # type: ignore[import-not-found]  # noqa: E402


def main() -> int:
    """Try the faults and print the table; 1 if one of them did harm."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", default="", help="the faults of one group: head, body, page ...")
    only = parser.parse_args().only
    rows = {name: row for name, row in faults.ROWS.items() if name.startswith(only)}
    os.environ.pop("PUBMAN_DB", None)
    print("| fault | exit | what pubman says | store | heals |")
    print("|---|---|---|---|---|")
    bad = 0
    with tempfile.TemporaryDirectory() as scratch, running() as server:
        for name, *cells in _tried(Path(scratch), server, rows):
            print(f"| {name} | {' | '.join(cells)} |")
            bad += cells[-1] != "yes" or cells[-2] == "damaged"
    print(f"\n{len(rows)} faults, {bad} did harm.")
    return 1 if bad else 0


def _tried(scratch: Path, server: Any, rows: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    synced, never = scratch / "synced", scratch / "never"
    synced.mkdir()
    faults.begin(synced, server.url)
    server.person("94/4810-19", faults.GOOD)
    faults.resync(synced, faults.Fault(), server.clock)
    shutil.copytree(synced, never)
    server.person("94/4810-19", faults.FINAL)
    faults.resync(never, faults.Fault(), server.clock)
    expected = faults.the_list(never)
    for number, (name, fault) in enumerate(rows.items()):
        folder = scratch / str(number)
        shutil.copytree(synced, folder)
        yield name, *_one(folder, server, fault, expected)
        shutil.rmtree(folder)


def _one(folder: Path, server: Any, fault: Any, expected: object) -> tuple[str, str, str, str]:
    """Return the exit code, the message, the effect on the store, and whether it heals."""
    before = faults.facts(folder)
    server.person("94/4810-19", faults.GOOD)
    server.fault = None if fault.reply is None else lambda _: fault.reply
    if fault.at:
        os.environ["PUBMAN_DBLP_URL"] = fault.at
    server.clock.tick = fault.tick
    outcome = faults.resync(folder, fault, server.clock)
    server.clock.tick, server.fault = 0.0, None
    os.environ.pop("PUBMAN_DBLP_URL", None)
    error = outcome.error
    unchanged = faults.facts(folder) == before
    said = error.message if error else f"{outcome.state}, as the answer says"
    store = "unchanged" if unchanged else "damaged" if error else "as answered"
    server.person("94/4810-19", faults.FINAL)
    faults.resync(folder, faults.Fault(), server.clock)
    heals = "yes" if faults.the_list(folder) == expected else "no"
    return str(error.exit_code if error else 0), said.replace(server.url[7:], "HOST"), store, heals


if __name__ == "__main__":
    raise SystemExit(main())
