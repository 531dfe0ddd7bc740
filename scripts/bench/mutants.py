"""Mutation testing: how many small faults in the code that decides the tests notice.

    scripts/bench/mutants.py [--sample N] [--seed N] [--jobs N] [AREA...]

mutmut (``pip install mutmut``, not a dependency) makes the mutants, in a copy of the checkout. N of
each area are drawn, and for each the tests of its area run until one fails. Prints a table, and the
change of each mutant that survived. A mutant that only changes the words of a message is marked:
tests compare the words of few messages.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LIMIT = 900
"""Seconds after which the tests of a mutant are stopped: it runs for ever, which is noticed."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the package: the pattern of its files, and its test files, the quickest first."""

    files: str
    tests: tuple[str, ...]


AREAS = {
    "match": Area("pubman/match/*", ("verdicts", "match", "title_tables", "spelling", "crowd")),
    "merge": Area("pubman/merge/*", ("groups", "overlap", "fields", "values", "cli_decide")),
    "facts": Area("pubman/store/facts.py", ("store", "history", "cli_safe", "cli_edit", "dump")),
    "undo": Area("pubman/store/undo.py", ("cli_safe", "history", "store")),
    "sync": Area("pubman/library/sync/*", ("accounts", "sync", "sync_sources", "sync_promises")),
    "selection": Area(
        "pubman/library/selection.py", ("list_sections", "cli_publish", "outputs", "search")
    ),
    "encoding": Area("pubman/text/encoding.py", ("encoding", "bad_input", "cli_data")),
}
COPIED = (
    "pubman", "tests", "db", "docs", "examples", "scripts", "man", "packaging", ".github",
    "pyproject.toml", "action.yml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE",
    "SECURITY.md", "CITATION.cff", "codemeta.json",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: its area, its name, and the function before and after."""

    area: str
    name: str
    before: str
    after: str

    @property
    def change(self) -> str:
        """The lines that differ."""
        lines = difflib.unified_diff(
            self.before.splitlines(), self.after.splitlines(), lineterm="", n=0
        )
        return "\n".join(f"      {line}" for line in list(lines)[3:] if line[:1] in "+-")

    @property
    def only_words(self) -> bool:
        """Whether nothing but a text of several words differs: the words of a message."""
        return _without_texts(self.before) == _without_texts(self.after)


def _without_texts(function: str) -> str:
    """Return the syntax tree of a function without its texts of several words."""
    tree = ast.parse(textwrap.dedent(function))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            node.value = ""
    return ast.dump(tree)


def make(folder: Path) -> None:
    """Copy the checkout into *folder* and let mutmut write every mutant of the areas."""
    for name in COPIED:
        source = ROOT / name
        skipped = shutil.ignore_patterns("__pycache__", "node_modules")
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=skipped)
        elif source.exists():
            shutil.copy(source, folder / name)
    files = ", ".join(f'"{area.files}"' for area in AREAS.values())
    copied = ", ".join(f'"{name}"' for name in COPIED if name not in ("pubman", "tests"))
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write(
            f'\n[tool.mutmut]\nsource_paths = ["pubman"]\nonly_mutate = [{files}]\n'
            f"also_copy = [{copied}]\n"
        )
    code = (
        "from mutmut import __main__ as m; from mutmut.configuration import config\n"
        "m.copy_src_dir(); m.copy_also_copy_files(); m.create_mutants(2)\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=True, capture_output=True)


def find(folder: Path) -> Iterator[Mutant]:
    """Yield every mutant below *folder*."""
    for area, said in AREAS.items():
        place = folder / "mutants" / said.files.removesuffix("/*")
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            yield from _mutants_in(area, path, folder / "mutants")


def _mutants_in(area: str, path: Path, root: Path) -> Iterator[Mutant]:
    module = ".".join(path.relative_to(root).with_suffix("").parts)
    text = path.read_text(encoding="utf-8")
    functions = re.split(r"^(?=\s*(?:async )?def )", text, flags=re.MULTILINE)
    named = {}
    for function in functions:
        if match := re.match(r"\s*(?:async )?def (x\S*?)\(", function):
            named[match[1]] = _whole(function)
    for name, function in named.items():
        stem, mutant, number = name.rpartition("__mutmut_")
        original = named.get(f"{stem}__mutmut_orig")
        if mutant and number != "orig" and original:
            after = function.replace(name, stem, 1)
            before = original.replace(f"{stem}__mutmut_orig", stem, 1)
            yield Mutant(area, f"{module}.{name}", before, after)


def _whole(text: str) -> str:
    """Return the function at the beginning of *text*, without what follows it."""
    first, *rest = text.splitlines(keepends=True)
    depth = len(first) - len(first.lstrip())
    lines = [first]
    for line in rest:
        if line.strip() and len(line) - len(line.lstrip()) <= depth and line.lstrip()[0] != ")":
            break
        lines.append(line)
    return "".join(lines)


def survives(folder: Path, mutant: str, tests: Sequence[str]) -> bool:
    """Return whether all *tests* pass with *mutant* in force."""
    place = folder / "mutants"
    environment = {**os.environ, "MUTANT_UNDER_TEST": mutant, "PYTHONPATH": str(place)}
    pytest = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    files = [
        f"tests/test_{name}.py" for name in tests if (place / f"tests/test_{name}.py").exists()
    ]
    try:
        done = subprocess.run(
            [*pytest, "-p", "no:xdist", *files], cwd=place, env=environment,
            capture_output=True, check=False, timeout=LIMIT,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main() -> None:
    """Read the command line, run the sample and print the table."""
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("areas", nargs="*", default=list(AREAS))
    parser.add_argument("--sample", type=int, default=50)
    parser.add_argument("--seed", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        make(folder)
        every = list(find(folder))
        print(f"{len(every):,} mutants; up to {wanted.sample} of each area, seed {wanted.seed}")
        print(f"{'area':12}{'drawn':>6}{'killed':>7}{'share':>8}{'words':>7}  without words")
        for area in wanted.areas:
            if not survives(folder, "none", AREAS[area].tests):
                sys.exit(f"The tests of {area} fail without a mutant.")
            run(folder, area, [each for each in every if each.area == area], wanted)


def run(folder: Path, area: str, mutants: Sequence[Mutant], wanted: argparse.Namespace) -> None:
    """Run a sample of the mutants of one area and print its line and its survivors."""
    rng = random.Random(wanted.seed)  # noqa: S311 - a repeatable sample
    drawn = rng.sample(mutants, min(wanted.sample, len(mutants)))
    tests = AREAS[area].tests
    with ThreadPoolExecutor(max_workers=wanted.jobs) as pool:
        results = list(pool.map(lambda each: survives(folder, each.name, tests), drawn))
    alive = [mutant for mutant, lives in zip(drawn, results, strict=True) if lives]
    words = sum(mutant.only_words for mutant in alive)
    killed = len(drawn) - len(alive)
    share, plain = killed / len(drawn), killed / max(1, len(drawn) - words)
    print(f"{area:12}{len(drawn):>6}{killed:>7}{share:>8.1%}{words:>7}  {plain:.1%}", flush=True)
    for mutant in alive:
        note = "  (words of a message)" if mutant.only_words else ""
        print(f"    {mutant.name}{note}\n{mutant.change}", flush=True)


if __name__ == "__main__":
    main()
