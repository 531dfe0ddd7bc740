"""Mutation testing: how many small faults in the code that decides the tests notice.

    scripts/bench/mutants.py [--sample N] [--seed N] [--jobs N] [--only NAME]...
        [--memory FILE] [AREA...]

mutmut 3.8 (``pip install mutmut``, not a dependency) makes the faults. N of each area are drawn.
For each the tests that reach it run until one fails. Prints each fault that survived, and a table.
Two kinds of survivors have columns of their own: those that only change the words of a message, and
those that change nothing, by rules that are sure (the case of SQL, the type of a cast). A function
that runs only while pubman is imported has already run, so its faults count as survived.
"""

from __future__ import annotations

import argparse
import ast
import functools
import os
import pickle
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mutant_code import mark_of, replace
from mutant_making import Mutant, find
from mutant_running import (
    Reach,
    choose,
    clear,
    collect,
    in_turn,
    record,
    run_tests,
)

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the package: the pattern of its files, and the test files that concern it."""

    files: str
    tests: str


AREAS = {
    "match": Area(
        "pubman/match/*.py",
        "verdicts match vetoes points forms renaming saying title_signs title_tables spelling "
        "crowd packing packing_profiles distinction bylines people preprint_claims",
    ),
    "merge": Area("pubman/merge/*.py", "groups overlap fields values cli_decide changed_names"),
    "facts": Area(
        "pubman/store/facts.py", "facts store history cli_safe cli_edit dump review cli_decide"
    ),
    "undo": Area("pubman/store/undo.py", "facts store history cli_safe cli_edit backup"),
    "sync": Area(
        "pubman/library/sync/**/*.py",
        "accounts dblp_pages dump_scan found_accounts portals preprint_claims server_faults sync "
        "sync_complete sync_faults sync_orcid sync_parts sync_promises sync_refusals sync_saved "
        "sync_semanticscholar sync_sources typed_entry",
    ),
    "selection": Area(
        "pubman/library/selection.py", "selection list_sections cli_publish outputs search cli_look"
    ),
    "encoding": Area("pubman/text/encoding.py", "encoding bad_input cli_data convert"),
}


@dataclass(slots=True)
class Result:
    """A fault with the tests that reach it, and whether they noticed it or had to be stopped."""

    mutant: Mutant
    tests: Sequence[str]
    survived: bool
    stopped: bool

    @property
    def kind(self) -> str:
        """The column of a survivor."""
        if self.mutant.same and self.tests:
            return "same"
        return "words" if self.mutant.only_words else "alive"


def main() -> None:
    """Read the command line, run the samples and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("areas", nargs="*", default=list(AREAS))
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--seed", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--memory", type=Path, default=Path(os.devnull), metavar="FILE")
    wanted = parser.parse_args()
    names = {name for area in wanted.areas for name in AREAS[area].tests.split()}
    files = [f"tests/test_{name}.py" for name in sorted(names)]
    collect(ROOT, files, functools.partial(examine, wanted=wanted))


def examine(session: pytest.Session, wanted: argparse.Namespace) -> None:
    """Draw the samples, record what the tests reach, and run the faults of each area."""
    totals: dict[str, int] = {}
    drawn: dict[str, list[Mutant]] = {}
    functions: dict[tuple[str, str], str] = {}
    for area in wanted.areas:
        sites = list(find(ROOT, AREAS[area].files))
        rng = random.Random(wanted.seed)  # noqa: S311 - a repeatable sample
        chosen = sites if wanted.only else rng.sample(sites, min(wanted.sample, len(sites)))
        mutants = [site.make() for site in chosen]
        totals[area] = len(sites)
        drawn[area] = [m for m in mutants if not wanted.only or m.name in wanted.only]
        functions |= {(site.module, site.function): site.text for site in sites}
    memory = pickle.loads(wanted.memory.read_bytes()) if wanted.memory.is_file() else {}  # noqa: S301
    reaches = record(session, wanted.jobs, functions, memory)
    wanted.memory.write_bytes(pickle.dumps(memory))
    broken = [item.nodeid for item in session.items if not reaches.get(item.nodeid, Reach()).passed]
    seconds = sum(reach.seconds for reach in reaches.values())
    print(f"{len(session.items):,} tests, {seconds:.0f} CPU seconds; they fail without a fault:")
    print("\n".join(broken) or "none", flush=True)
    table = [
        line(area, totals[area], list(run(session, reaches, mutants, wanted.jobs)))
        for area, mutants in drawn.items()
    ]
    print(f"\nseed {wanted.seed}; without: survivors of the columns same and words are left out\n")
    print("| area | faults | drawn | killed | share | same | words | without | stopped |")
    print("| --- |" + " ---: |" * 8)
    print("\n".join(table))


def run(
    session: pytest.Session, reaches: dict[str, Reach], mutants: Sequence[Mutant], jobs: int
) -> Iterator[Result]:
    """Run the tests of each fault; print and yield what became of it."""
    items = {item.nodeid: item for item in session.items}
    plans = [(mutant, choose(reaches, mark_of(mutant))) for mutant in mutants]

    def work(mutant: Mutant | None, tests: Sequence[str]) -> bool:
        session.testsfailed = 0
        clear()
        if mutant:
            replace(mutant.module, mutant.function, ast.parse(mutant.after))
        return run_tests(session, [items[name] for name in tests])

    longest: Any = max((tests for _, tests in plans), key=len, default=())
    without = [(None, functools.partial(work, None, longest))]
    if not all(passed for _, passed in in_turn(session, 1, without)):
        sys.exit("The tests fail in this order without a fault.")
    works = [((m, tests), functools.partial(work, m, tests)) for m, tests in plans if tests]
    missed = [
        Result(mutant, (), survived=True, stopped=False) for mutant, tests in plans if not tests
    ]
    for result in missed:
        show(result)
        yield result
    for (mutant, tests), answer in in_turn(session, jobs, works):
        result = Result(mutant, tests, survived=answer is True, stopped=answer is None)
        show(result)
        yield result


def show(result: Result) -> None:
    """Print a fault that survived, or whose tests were stopped."""
    if result.survived or result.stopped:
        kind = "stopped" if result.stopped else result.kind
        print(f"{result.mutant.name}  ({kind}; {len(result.tests)} tests)")
        print(result.mutant.change, flush=True)


def line(area: str, total: int, results: Sequence[Result]) -> str:
    """Return the line of an area in the table."""
    kinds = [result.kind for result in results if result.survived]
    killed = len(results) - len(kinds)
    same, words = kinds.count("same"), kinds.count("words")
    without = killed / max(1, killed + kinds.count("alive"))
    stopped = sum(result.stopped for result in results)
    cells = (area, f"{total:,}", len(results), killed, f"{killed / max(1, len(results)):.1%}")
    cells += (same, words, f"{without:.1%}", stopped)  # type: ignore[assignment]
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


if __name__ == "__main__":
    main()
