#!/usr/bin/env python3
"""Write the pages of docs/reference that are made from the code; ``--check`` only compares.

They are made by ``pubman/cli/reference.py``, and a test compares.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pubman.cli.reference import PAGES

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"


def main() -> int:
    """Return 0, or 1 if ``--check`` finds a page that differs from the code."""
    stale = []
    for name, make in PAGES.items():
        path, text = FOLDER / f"{name}.md", make()
        if path.is_file() and path.read_text("utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.write_text(text, "utf-8", newline="\n")
            print(f"wrote docs/reference/{name}.md")
    if stale and "--check" in sys.argv:
        print("Run scripts/make_reference.py: " + ", ".join(stale) + " differ from the code.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
