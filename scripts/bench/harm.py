#!/usr/bin/env python3
"""Print the cost of harmful files for ``pubman convert``: CPU seconds, memory, messages.

    scripts/bench/harm.py [NAME ...]

Each file is made in a separate folder and converted by a separate process.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

_MANY: Final = 100_000
_ENTITIES: Final = '<!DOCTYPE dblp [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {new} "{"&" + old + ";"}{"&" + old + ";"}">'
    for old, new in zip("abcdefghijklmnopqrstuvwxy", "bcdefghijklmnopqrstuvwxyz", strict=True)
) + "]>\n"  # fmt: skip
_PERSON: Final = '<dblpperson name="A"><r><article key="a/b"><title>{}</title></article></r>'
_BIB: Final = b"@misc{k, title = {"
_RIS: Final = "TY  - JOUR\nTI  - Paper {0}\nAU  - Family, Given{0}\nPY  - 2020\n\n"

HARM: Final[Mapping[str, tuple[str, Callable[[], bytes]]]] = {
    "never closed": ("a.bib", lambda: b"@article{k, title = {On \n" * _MANY),
    "no key": ("a.bib", lambda: b"@article{ = , }}}\n" * _MANY),
    "one bad name": ("a.bib", lambda: b"@misc{k, author = {Foo, and ,, }, title = {T}}\n" * _MANY),
    "one key": ("a.bib", lambda: b"@misc{k, title = {T}}\n" * _MANY),
    "nested braces": ("a.bib", lambda: _BIB + b"{" * _MANY + b"x" + b"}" * _MANY + b"}}"),
    "open braces": ("a.bib", lambda: _BIB + b"{" * _MANY),
    "nested groups of LaTeX": (
        "a.bib", lambda: _BIB + b"\\emph{" * _MANY + b"x" + b"}" * _MANY + b"}}",
    ),
    "a value of 10 MB": ("a.bib", lambda: _BIB + b"word " * 2_000_000 + b"}}"),
    "10 MB of names": ("a.bib", lambda: b"@misc{k, author = {" + b"A Bc and " * 1_100_000 + b"D}}"),
    "10 MB of maths": ("a.bib", lambda: _BIB + b"$x^2$ \\'e " * 1_000_000 + b"}}"),
    "@strings that double": (
        "a.bib",
        lambda: b"@string{a0 = {xx}}\n"
        + b"".join(b"@string{a%d = a%d # a%d}\n" % (n + 1, n, n) for n in range(60))
        + b"@misc{k, title = a60}\n",
    ),
    "NUL bytes": ("a.bib", lambda: b"@misc{k\0, title = {T\0}}\n\0\0" * 10_000),
    "a RIS without ER": ("a.ris", lambda: "".join(map(_RIS.format, range(_MANY))).encode()),
    "a CSV of odd rows": (
        "a.csv", lambda: b"title,author,year\n" + b'T,A,2000,x,y,z\nT\n"T\n' * (_MANY // 3),
    ),
    "JSON cut in half": (
        "a.json",
        lambda: json.dumps([{"id": str(n), "type": "book", "title": "T"} for n in range(_MANY)])
        .encode()[:3_000_000],
    ),
    "JSON nested": ("a.json", lambda: b'[{"type": "book", "title": ' + b"[" * _MANY),
    "an entity bomb": ("a.xml", (_ENTITIES + _PERSON.format("&z;")).encode),
    "an external entity": (
        "a.xml",
        ('<!DOCTYPE dblp [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n' + _PERSON.format("&x;"))
        .encode,
    ),
    "500 MB of nothing, packed": ("a.bib.gz", lambda: gzip.compress(bytes(500_000_000), 1)),
}  # fmt: skip
"""The name of the harm -> the name of the file, and a function for its content."""


def main() -> None:
    """Prints a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", default=list(HARM), metavar="NAME")
    print(f"{'file':28} {'MB':>6} {'CPU s':>6} {'peak MB':>8} {'lines':>6} {'exit':>5}  it says")
    for name in parser.parse_args().names:
        file, make = HARM[name]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / file
            path.write_bytes(make())
            print(f"{name:28} {path.stat().st_size / 1e6:>6.1f} {convert(path)}", flush=True)


def convert(path: Path) -> str:
    """CPU seconds, peak memory, the number of lines, the exit code and the first sentence."""
    talk = path.with_name("talk")
    with talk.open("wb") as stderr:
        started = subprocess.Popen(
            [sys.executable, "-m", "pubman", "convert", path.name, "--to", "jsonl", "-o", "out"],
            cwd=path.parent, stderr=stderr, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
    said = talk.read_text("utf-8").splitlines()
    size = 1 << 20 if sys.platform == "darwin" else 1 << 10
    seconds = used.ru_utime + used.ru_stime
    return (f"{seconds:>6.1f} {used.ru_maxrss / size:>8,.0f} {len(said):>6} "
            f"{started.returncode:>5}  {' '.join(said)[:90]}")  # fmt: skip


if __name__ == "__main__":
    main()
