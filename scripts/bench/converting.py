"""The cost of `pubman convert` for a large file: CPU seconds and peak memory for every format.

    python scripts/bench/converting.py FILE.bib [FORMAT ...]
    python scripts/bench/reading.py --make 164449 FILE.bib     makes a file to measure on
        [--with 😀] [--title 读取每一种导出格式的方法研究]        one that is not all ASCII

Each conversion is a separate process. ``again`` says whether the result stays the same if it is
converted into its own format again. It needs ``--again`` and takes the same time once more.
"""

from __future__ import annotations

import argparse
import filecmp
import os
import subprocess
import sys
import tempfile
from pathlib import Path

FORMATS = ("bibtex", "biblatex", "ris", "enw", "csl-json", "csv", "json", "jsonl")
UNREAD = frozenset({"json"})
"""Formats that are written and not read: the data of a page is not a bibliography."""


def main() -> None:
    """Prints a line for each format."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("formats", nargs="*", default=FORMATS)
    parser.add_argument("--again", action="store_true")
    options = parser.parse_args()
    print(f"{options.file.name}: {options.file.stat().st_size / 1e6:,.0f} MB")
    print(f"{'into':10} {'CPU s':>8} {'peak MB':>8} {'MB':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for form in options.formats:
            out = Path(folder) / f"out.{form}"
            seconds, memory = convert(options.file, form, out)
            line = f"{form:10} {seconds:>8.1f} {memory:>8,.0f} {out.stat().st_size / 1e6:>8,.0f}"
            if options.again and form not in UNREAD:
                twice = Path(folder) / "twice"
                convert(out, form, twice, source=form)
                line += (
                    "  again the same"
                    if filecmp.cmp(out, twice, shallow=False)
                    else "  AGAIN OTHER"
                )
                twice.unlink()
            out.unlink()
            print(line, flush=True)


def convert(file: Path, form: str, out: Path, *, source: str = "") -> tuple[float, float]:
    """CPU seconds and peak memory in MB of one conversion."""
    command = [sys.executable, "-m", "pubman", "-q", "convert", str(file), "--to", form,
               "-o", str(out)]  # fmt: skip
    started = subprocess.Popen([*command, "--from", source] if source else command)
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        sys.exit(f"converting into {form} failed: {started.returncode}")
    size = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return used.ru_utime + used.ru_stime, used.ru_maxrss / size


if __name__ == "__main__":
    main()
