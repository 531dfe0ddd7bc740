#!/usr/bin/env python3
"""Let a random user loose on pubman for some minutes and report every broken promise.

    .venv/bin/python scripts/machine.py --minutes 60 --seed 1

Each seed is one run of hypothesis over ``tests/machine.py``. The end of the output is the line for
``docs/developers/faults.md``: seeds, commands, CPU time, promises broken.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from pathlib import Path

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]


def main() -> int:
    """Run the random user as the options say; 1 if a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60, help="CPU minutes (60)")
    parser.add_argument("--seed", type=int, default=1, help="the first seed (1)")
    parser.add_argument("--steps", type=int, default=30, help="commands in a sequence (30)")
    parser.add_argument("--shrink", action="store_true", help="look for the shortest sequence")
    options = parser.parse_args()
    _own_home()
    broken, seeds, commands, sequences = run(options)
    print(
        f"{seeds} seeds, {sequences:,} sequences, {commands:,} commands, "
        f"{time.process_time() / 60:.1f} CPU minutes, {broken} promises broken"
    )
    return int(broken > 0)


def _own_home() -> None:
    home = tempfile.mkdtemp(prefix="machine-home-")
    os.environ.update(HOME=home, TZ="UTC", COLUMNS="80", LC_ALL="C.UTF-8", PUBMAN_DEBUG="1")
    for name in list(os.environ):
        if name.startswith("XDG_"):
            del os.environ[name]


def run(options: argparse.Namespace) -> tuple[int, int, int, int]:
    """Run seed after seed; return how many broke a promise, seeds, commands and sequences."""
    from tests.machine import PubmanMachine  # noqa: PLC0415 - needs the path set above

    counts = {"commands": 0, "sequences": 0}

    class Counted(PubmanMachine):
        def teardown(self) -> None:
            counts["commands"] += len(self.typed)
            counts["sequences"] += 1
            super().teardown()

    phases = [Phase.generate, *([Phase.shrink] if options.shrink else [])]
    broken = seeds = 0
    while time.process_time() < options.minutes * 60:
        number = options.seed + seeds
        seeds += 1
        chosen = settings(
            max_examples=40, stateful_step_count=options.steps, deadline=None, database=None,
            phases=phases, suppress_health_check=list(HealthCheck), print_blob=False,
        )  # fmt: skip
        try:
            run_state_machine_as_test(seed(number)(Counted), settings=chosen)
        except KeyboardInterrupt:
            break
        except Exception:  # noqa: BLE001 - whatever it is, it is what the run was for
            broken += 1
            print(f"--- seed {number}\n{traceback.format_exc(limit=-1)}", flush=True)
    return broken, seeds, counts["commands"], counts["sequences"]


if __name__ == "__main__":
    sys.exit(main())
