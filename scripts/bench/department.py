"""A department from end to end: one file per person -> ``dedupe`` -> a store -> a page per group.

    scripts/bench/department.py [RECORDS [PEOPLE]]      default: 100000 1000
    scripts/bench/department.py --keep FOLDER 2000 20   keeps the files to look at

The records are those of made_up.py. The PEOPLE with the most records are the department; each has
one .bib with the records that list them, so that a paper of three members is in three files, and
records of other people come in one more file. Prints CPU seconds and peak memory of each command.
"""

from __future__ import annotations

import argparse
import csv
import os
import resource
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from made_up import entry, make_records

from pubman.record import Record

GROUP_SIZE = 50
"""People of a research group, each of which gets a page."""
PEOPLE_COLUMNS = ("name", "from")


def make_files(folder: Path, size: int, people: int) -> tuple[list[str], list[Path]]:
    """Write the files of the department; return the names of its people, and the paths."""
    records = list(make_records(size))
    counts = Counter(name.full for record in records for name in record.authors)
    names = [name for name, _ in counts.most_common(people)]
    files = {name: folder / f"person-{number:04}.bib" for number, name in enumerate(names)}
    texts: defaultdict[Path, list[str]] = defaultdict(list)
    for record in records:
        for path in files_of(record, files) or [folder / "others.bib"]:
            texts[path].append(entry(record))
    for path, entries in texts.items():
        path.write_text("".join(entries), encoding="utf-8")
    return names, sorted(texts)


def files_of(record: Record, files: dict[str, Path]) -> list[Path]:
    """Return the files of the members of the department among the authors of *record*."""
    return sorted({files[name.full] for name in record.authors if name.full in files})


def write_settings(folder: Path, names: Sequence[str]) -> int:
    """Write ``people.csv`` and ``pubman.toml`` with a page per group; return how many groups."""
    with (folder / "people.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(PEOPLE_COLUMNS)
        table.writerows((name, "") for name in names)
    groups = [names[start : start + GROUP_SIZE] for start in range(0, len(names), GROUP_SIZE)]
    lines = ['people_from = "people.csv"\n']
    for number, members in enumerate(groups, 1):
        said = ", ".join(f'"{name}"' for name in members)
        lines.append(
            f'[[lists]]\nname = "group-{number}"\ntitle = "Group {number}"\n'
            f'output = "groups/{number}.html"\nperson = [{said}]\n'
        )
    (folder / "pubman.toml").write_text("\n".join(lines), encoding="utf-8")
    return len(groups)


def run(folder: Path, *arguments: str) -> None:
    """Run a command in *folder* and print its CPU seconds and its peak memory."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(
        [sys.executable, "-m", "pubman", *arguments], cwd=folder,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    said = process.stdout.read() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    shown = " ".join(arguments) if len(arguments) < 8 else f"{arguments[0]} … ({len(arguments)})"
    print(f"{shown:<44.44} {cpu:8.1f} CPU s  {used.ru_maxrss // 1024:5} MB", flush=True)
    if os.waitstatus_to_exitcode(status):
        sys.exit(said[-2000:])


def main() -> None:
    """Make the files and run the commands of docs/how-to/department.md."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("records", nargs="?", type=int, default=100_000)
    parser.add_argument("people", nargs="?", type=int, default=1_000)
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        # In a process of its own: a child's peak memory includes what its parent held at the fork.
        with ProcessPoolExecutor(max_workers=1) as pool:
            made = pool.submit(make_files, folder, arguments.records, arguments.people)
            names, paths = made.result()
        files = [path.name for path in paths]
        groups = write_settings(folder, names)
        (folder / "groups").mkdir(exist_ok=True)
        print(f"{arguments.records:,} records, {len(names):,} people, {len(files):,} files")
        run(folder, "dedupe", *files, "-o", "merged.jsonl", "--groups", "same.csv")
        run(folder, "init")
        run(folder, "import", "--not-mine", "merged.jsonl")
        run(folder, "export")
        run(folder, "export")
        print(f"{groups} pages, {(folder / 'pubs.db').stat().st_size // 1_000_000} MB of store")


if __name__ == "__main__":
    main()
