#!/usr/bin/env python3
"""Print the cost of each format, whole process, and the size of a page of 500.

    scripts/bench/exporting.py FILE.bib                   its entries as one's own
    scripts/bench/exporting.py --generate 5000            made-up ones
    scripts/bench/exporting.py FILE.bib --peers VENV...  beside bibmanager and cobib if installed

User + system seconds and peak memory of ``pubman export --format F -o FILE``, start-up, reading and
writing included; the best of ``--times`` runs. pandoc's and typst's formats are left out.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from commands import cost, generate, read_options
from managers import Cost, managers

from pubman.pages import EXPORTS

TARGETS = {"html": 2.0, "markdown": 2.0, "bibtex": 0.5}
"""Our aim in CPU seconds for 5,000 entries."""
RUN = [sys.executable, "-m", "pubman"]


def measure(folder: Path, times: int) -> Iterator[tuple[str, Cost]]:
    """Every format with the cost of its fastest run."""
    for name, export in EXPORTS.items():
        output = f"{name}{export.extension}"
        words = [*RUN, "export", "--format", name, "-o", output]
        yield name, min(cost(folder, words) for _ in range(times))


def page_of_500(folder: Path) -> tuple[int, int]:
    """The bytes of a page of 500 of the publications, and the same compressed."""
    cost(folder, [*RUN, "export", "--format", "html", "--limit", "500", "-o", "500.html"])
    page = (folder / "500.html").read_bytes()
    return len(page), len(gzip.compress(page, 9, mtime=0))


def main() -> int:
    """Print the table on stdout, and return 0."""
    options = read_options(__doc__)
    with tempfile.TemporaryDirectory(prefix="pubman-bench-") as name:
        place = Path(name)
        bib = options.bib.absolute() if options.bib else place / "generated.bib"
        if options.generate:
            generate(bib, options.generate)
        cost(place, [*RUN, "init", "--name", "Ada Lovelace"])
        cost(place, [*RUN, "import", "--mine", str(bib)])
        ours = dict(measure(place, options.times))
        whole, packed = page_of_500(place)
        beside = list(managers(bib, cost)) if options.peers else []
    print("| format | CPU s | MB | aim at 5,000 |\n| --- | ---: | ---: | ---: |")
    for form, (seconds, megabytes) in ours.items():
        print(f"| {form} | {seconds:.2f} | {megabytes:.0f} | {TARGETS.get(form, '')} |")
    print(f"page of 500: {whole / 1000:.0f} kB, {packed / 1000:.0f} kB gzipped")
    for name, theirs, kept in beside:
        if found := theirs.get("export bib"):
            ratio = ours["bibtex"].seconds / found.seconds
            print(f"{name}: {found.seconds:.2f} s for {kept} entries; ours takes {ratio:.2f} of it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
