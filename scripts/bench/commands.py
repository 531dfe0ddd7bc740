#!/usr/bin/env python3
"""Print CPU seconds and peak memory of every command, whole process, for a .bib of any size.

    scripts/bench/commands.py FILE.bib            beside bibmanager, cobib and pubs where installed
    scripts/bench/commands.py --generate 164000   over made-up entries
    scripts/bench/commands.py FILE.bib --peers VENV...    which are in those environments

The figures are user + system time of the process and its peak memory, the best of ``--times`` runs
(other programs' imports and "again, one entry changed": one run). The store is made in a temporary
folder.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from made_up import entry, make_records
from managers import Cost, managers

ROOT = Path(__file__).resolve().parent.parent.parent
TARGETS = {
    "import": 4.0, "again, one entry changed": 1.2, "list": 0.4, "search": 0.25, "show": 0.2,
    "set": 0.3, "export bib": 0.5, "--help": 0.12,
}  # fmt: skip
"""Our aim in CPU seconds for 5,000 entries."""


def cost(folder: Path, words: Sequence[str]) -> Cost:
    """The cost of one process; an error if it fails."""
    child = os.fork()
    if not child:
        os.chdir(folder)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        # Do not add it to the person's list of recently used stores.
        env = {"PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(folder / ".state")}
        os.execvpe(words[0], list(words), os.environ | env)  # noqa: S606
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{' '.join(words)} ended with {os.waitstatus_to_exitcode(status)}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def generate(path: Path, count: int) -> None:
    """Writes ``count`` made-up entries."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(map(entry, make_records(count)))


def pubman(folder: Path, bib: Path, times: int) -> dict[str, Cost]:
    """The cost of pubman's commands; the store of the last import stays in ``folder``."""
    run = [sys.executable, "-m", "pubman"]
    shutil.copy(bib, folder / "all.bib")
    imports = []
    for _ in range(times):
        for made in folder.glob("pub*"):
            shutil.rmtree(made) if made.is_dir() else made.unlink()
        cost(folder, [*run, "init", "--name", "Ada Lovelace"])
        imports.append(cost(folder, [*run, "import", "--mine", "all.bib"]))
    found = {"import": min(imports)}
    text = bib.read_text("utf-8", "replace")
    changed = re.sub(r"(title\s*=\s*[{\"]+)", r"\1Changed ", text, count=1)
    (folder / "all.bib").write_text(changed, "utf-8")
    found["again, one entry changed"] = cost(folder, [*run, "import", "--mine", "all.bib"])
    tried = {
        "again, nothing new": ["import", "--mine", "all.bib"],
        "list": ["list"], "search": ["search", "adaptive"], "search year:": ["search", "year:2015"],
        "show": ["show", "r7"], "why": ["why", "r7"], "set": ["set", "r7", "note", "{n}"],
        "tag": ["tag", "t{n}", "r9"], "undo": ["undo"], "status": ["status"],
        "export bib": ["export", "--format", "bibtex", "-o", "-"],
        "export html": ["export", "--format", "html", "-o", "-"],
        "query": ["query", "select count(*) from bibliography"],
        "backup": ["backup"], "dump": ["dump", "text"], "doctor": ["doctor"], "--help": ["--help"],
    }  # fmt: skip
    for name, words in tried.items():
        found[name] = min(
            cost(folder, [*run, *(word.replace("{n}", f"n{n}") for word in words)])
            for n in range(times)
        )
    found["python -c 'import click'"] = min(
        cost(folder, [sys.executable, "-c", "import click"]) for _ in range(times)
    )
    return found


def read_options(doc: str | None) -> argparse.Namespace:
    """Read the command line of a bench of whole commands, and make the peers available."""
    parser = argparse.ArgumentParser(description=(doc or "").split("\n", maxsplit=1)[0])
    parser.add_argument("bib", nargs="?", type=Path)
    parser.add_argument("--generate", type=int, metavar="COUNT")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--peers", nargs="*", default=[], type=Path, metavar="VENV")
    options = parser.parse_args()
    if not options.generate and options.bib is None:
        parser.error("a .bib, or --generate COUNT")
    folders = [str(each / "bin") for each in options.peers]
    os.environ["PATH"] = os.pathsep.join([*folders, os.environ["PATH"]])
    return options


def main() -> int:
    """Print the table on stdout, and return 0."""
    options = read_options(__doc__)
    with tempfile.TemporaryDirectory(prefix="pubman-bench-") as name:
        place = Path(name)
        bib = options.bib or place / "generated.bib"
        if options.generate:
            generate(bib, options.generate)
        (place / "store").mkdir()
        ours = pubman(place / "store", bib, options.times)
        beside = list(managers(bib, cost))
        size = (place / "store" / "pubs.db").stat().st_size / 1e6
    print(f"pubs.db: {size:.0f} MB")
    for name, _, kept in beside:
        print(f"{name} kept {kept} entries")
    heads = "".join(f" {name} |" for name, _, _ in beside)
    print(f"| command | CPU s | MB | aim at 5,000 |{heads}")
    print("| --- | ---: | ---: | ---: |" + " ---: |" * len(beside))
    for what, each in ours.items():
        aim = f"{TARGETS[what]:g}" if what in TARGETS else ""
        costs = [theirs.get(what) for _, theirs, _ in beside]
        cells = "".join(f" {found.seconds:.2f} |" if found else " |" for found in costs)
        print(f"| {what} | {each.seconds:.2f} | {each.megabytes:.0f} | {aim} |{cells}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
