"""Write ``tests/cases/verdicts.txt``: what the matcher concludes on every pair of the case files.

Run it after a change of the matcher, and read the difference line by line.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))


def main() -> None:
    """Write the table."""
    tests = import_module("test_verdicts")
    cases = [parameters.values[0] for parameters in tests.read_cases()]
    tests.TABLE.write_text("".join(map(tests.written, cases)), encoding="utf-8")
    print(f"wrote {tests.TABLE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
