"""Give the readers the inputs of a fuzzer for a while, and print which promises held.

    pip install atheris
    python scripts/fuzz_readers.py FOLDER                       every reader, 600 CPU seconds
    python scripts/fuzz_readers.py FOLDER --only dblp-person    one of them
    python scripts/fuzz_readers.py FOLDER --seconds 60

It begins with the fixtures of ``tests/formats``. FOLDER gets its corpus and, in ``found``, the
input and the traceback of every broken promise, one for each place. The promises:
a reader yields items and never raises; every item is a record, a problem or verbatim text; what was
left out keeps its text; a .bib is given back character for character; records have a kind and a
key. The readers alone are instrumented, so that coverage leads into them and not into libraries.
"""

from __future__ import annotations

import argparse
import importlib
import os
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pubman.formats", "pubman.text"]):
    from pubman.fields import KINDS
    from pubman.formats import READERS, decode, detect, read
    from pubman.formats.bibtex import reader as bibtex
    from pubman.formats.dblp import person as dblp_person
    from pubman.formats.items import Problem, Verbatim
    from pubman.record import Record

    for each in READERS.values():
        importlib.import_module(each.reader)  # so that it is instrumented
from pubman.errors import BadInput

FIXTURES = Path(__file__).parent.parent / "tests" / "formats"
SLOW = 2.0
"""CPU seconds for one input of a few kilobytes that count as a broken promise."""
NAMES = [*(name for name in READERS if name != "biblatex"), "dblp-person", "detect"]


class Broken(Exception):
    """A promise that did not hold."""


def check(name: str, data: bytes) -> Counter[str]:
    """The number of items of each sort that the reader ``name`` finds; raise a broken promise."""
    if name == "detect":
        return _check_detect(data)
    if name == "dblp-person":
        dblp_person.owner(data)
        name = "dblp-xml"
    items = list(read(name, data))
    for item in items:
        _check_item(item)
    if name == "bibtex":
        text = decode(data)[0]
        if "".join(item.raw for item in items) != text:
            raise Broken("not given back character for character")
        if list(bibtex.read(text)) != items:
            raise Broken("read otherwise the second time")
    return Counter(type(item).__name__ for item in items)


def _check_detect(data: bytes) -> Counter[str]:
    try:
        return Counter([detect(data, "input")])
    except BadInput:
        return Counter(["refused"])


def _check_item(item: object) -> None:
    match item:
        case Record():
            if item.kind not in KINDS or not item.source_key:
                raise Broken(f"a record of kind {item.kind!r} with the key {item.source_key!r}")
        case Problem():
            if item.level == "left out" and not item.raw:
                raise Broken("left out without its text")
        case Verbatim():
            return
        case _:
            raise Broken(f"no item: {item!r}")


# ------------------------------------------------------------------------------------- the run


class Run:
    """One run: its readers, its duration, its result."""

    def __init__(self, folder: Path, names: list[str], seconds: float) -> None:
        self.folder = folder
        self.names = names
        self.seconds = seconds
        self.inputs: Counter[str] = Counter()
        self.items: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.longest = (0.0, "")
        self.largest = 0

    def __call__(self, data: bytes) -> None:
        """One input: its first byte chooses the reader."""
        if time.process_time() > self.seconds:
            self.end()
        if not data:
            return
        name = self.names[data[0] % len(self.names)]
        begun = time.process_time()
        self.inputs[name] += 1
        self.largest = max(self.largest, len(data))
        try:
            self.items += check(name, data[1:])
        except Exception as error:  # noqa: BLE001 - any at all is what is looked for
            self.keep(name, data[1:], error)
        spent = time.process_time() - begun
        if spent > self.longest[0]:
            self.longest = (spent, name)
        if spent > SLOW:
            self.keep(name, data[1:], Broken(f"{spent:.1f} CPU seconds"))

    def keep(self, name: str, data: bytes, error: Exception) -> None:
        """Keeps the first input for each place where something broke."""
        frames = traceback.extract_tb(error.__traceback__)
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "slow"
        label = f"{name} {type(error).__name__} {place}"
        self.faults[label] += 1
        if self.faults[label] == 1:
            found = self.folder / "found"
            found.mkdir(exist_ok=True)
            stem = label.replace(" ", "-").replace(":", "-")
            (found / f"{stem}.input").write_bytes(data)
            (found / f"{stem}.txt").write_text("".join(traceback.format_exception(error)), "utf-8")

    def end(self) -> None:
        """Print the figures and end the process, because the fuzzer itself never ends."""
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{sum(self.inputs.values()):,} inputs in {time.process_time():,.0f} CPU s, "
              f"the largest {self.largest:,} bytes, the slowest {self.longest[0]:.2f} CPU s "
              f"({self.longest[1]}), peak {memory:,.0f} MB")  # fmt: skip
        for name, count in self.inputs.most_common():
            print(f"  {name:12} {count:>10,} inputs")
        print("  items: " + ", ".join(f"{n:,} {what}" for what, n in self.items.most_common(8)))
        for label, count in self.faults.most_common():
            print(f"  BROKEN {label}: {count:,} times")
        sys.stdout.flush()
        os._exit(1 if self.faults else 0)


def plant(folder: Path, names: list[str]) -> Path:
    """The folder of the corpus, with the fixtures of every reader in it."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for path in FIXTURES.glob("*/*"):
        if path.is_dir() or path.name.endswith((".expected.json", ".md")):
            continue
        own = path.parent.name
        for name in {own, "detect", "dblp-person" if own == "dblp-xml" else own} & set(names):
            first = bytes([names.index(name)])
            (corpus / f"{name}-{path.name}").write_bytes(first + path.read_bytes()[:8000])
    return corpus


def main() -> None:
    """Run the fuzzer on the selected readers."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", choices=NAMES, action="append")
    parser.add_argument("--seconds", type=float, default=600)
    options = parser.parse_args()
    names = options.only or NAMES
    corpus = plant(options.folder, names)
    run: Callable[[bytes], None] = Run(options.folder, names, options.seconds)
    fuzzer = [sys.argv[0], str(corpus), "-max_len=8000", "-timeout=60", "-rss_limit_mb=2000",
              "-len_control=0", "-verbosity=0", "-close_fd_mask=0"]  # fmt: skip
    atheris.Setup(fuzzer, run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
