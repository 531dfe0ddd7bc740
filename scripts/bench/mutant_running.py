"""Running tests against small faults in one process, which forks once for each fault.

The process imports pubman and collects the tests. First each test runs in a child with marks in
the functions, which tells the statements that it reaches and the time that it takes. Then a child
for each fault replaces the code of one function, and runs the tests that reach the changed
statement, the quickest first, until one fails.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import gc
import hashlib
import importlib
import os
import pickle
import pkgutil
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from mutant_code import Mark, function_of, marked, replace

import pubman

BUDGET = 20.0
"""CPU seconds of tests for one fault. The last tests are left out if all would take longer."""
LIMIT = 60
"""CPU seconds after which the tests of a fault are stopped: it runs for ever, which is noticed."""
PATIENCE = 1200
"""Seconds after which a child that waits for something is stopped."""
MEMORY = 4 << 30


@dataclass(slots=True)
class Reach:
    """The statements that a test reaches, its CPU seconds, and whether it passes."""

    marks: set[Mark] = field(default_factory=set)
    seconds: float = 0.0
    passed: bool = False


# ------------------------------------------------------------------------------------- the children


@dataclass(slots=True)
class Child:
    """A forked process, the file that it writes its answer to, and its temporary folder."""

    pid: int
    folder: Path
    started: float

    def answer(self) -> Any:
        """Return what the child wrote, None if it was stopped or broke; its files are deleted."""
        try:
            return pickle.loads((self.folder / "answer").read_bytes())  # noqa: S301 - written by us
        except (OSError, EOFError, pickle.UnpicklingError):
            return None
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)


def start(session: pytest.Session, work: Callable[[], Any]) -> Child:
    """Start *work* in a child with a temporary folder of its own, limited in time and memory."""
    folder = Path(tempfile.mkdtemp(prefix="mutant-"))
    if pid := os.fork():
        return Child(pid, folder, time.monotonic())
    code = 1
    try:
        os.setsid()
        quiet = os.open(os.devnull, os.O_RDWR)
        for each in (0, 1, 2):
            os.dup2(quiet, each)
        resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        tempfile.tempdir = os.environ["TMPDIR"] = str(folder)
        (folder / "tests").mkdir()
        session.config._tmp_path_factory._basetemp = folder / "tests"  # type: ignore[attr-defined]  # noqa: SLF001
        (folder / "answer").write_bytes(pickle.dumps(work()))
        code = 0
    finally:
        os._exit(code)


def in_turn(
    session: pytest.Session, jobs: int, works: Iterable[tuple[Any, Callable[[], Any]]]
) -> Iterator[tuple[Any, Any]]:
    """Run each work in a child, *jobs* at once; yield its key with its answer."""
    running: dict[int, tuple[Any, Child]] = {}
    for key, work in works:
        if len(running) >= jobs:
            yield _next(running)
        child = start(session, work)
        running[child.pid] = (key, child)
    while running:
        yield _next(running)


def _next(running: dict[int, tuple[Any, Child]]) -> tuple[Any, Any]:
    """Wait for one of the children, and stop what waits for too long."""
    while True:
        for pid, (key, child) in running.items():
            if time.monotonic() - child.started > PATIENCE:
                os.kill(pid, signal.SIGKILL)
            if os.waitpid(pid, os.WNOHANG)[0]:
                del running[pid]
                with contextlib.suppress(ProcessLookupError):  # programs that the child started
                    os.killpg(pid, signal.SIGKILL)
                return key, child.answer()
        time.sleep(0.01)


# ---------------------------------------------------------------------------------------- the tests


def run_tests(session: pytest.Session, items: Sequence[pytest.Item]) -> bool:
    """Run tests until one fails; return whether all of them passed."""
    for item, after in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        if session.testsfailed or session.shouldstop:
            return False
    return True


@functools.cache
def caches() -> list[Any]:
    """Return every cache of pubman's functions."""
    wrapper = type(caches)
    return [
        each
        for each in gc.get_objects()
        if isinstance(each, wrapper) and str(each.__module__).startswith("pubman")
    ]


def clear() -> None:
    """Forget what pubman's functions have remembered, so that each test starts afresh."""
    for each in caches():
        each.cache_clear()


_EVERYWHERE = {"home", "_homes", "_no_network", "monkeypatch", "request", "tmp_path_factory"}
"""The fixtures of every test (see tests/conftest.py)."""


def pure(item: pytest.Item) -> bool:
    """Whether a test needs nothing that another test of its function would leave behind."""
    parameters = getattr(getattr(item, "callspec", None), "params", {})
    return set(getattr(item, "fixturenames", ())) <= _EVERYWHERE | set(parameters)


def record(
    session: pytest.Session,
    jobs: int,
    functions: Mapping[tuple[str, str], str],
    memory: dict[str, Reach],
) -> dict[str, Reach]:
    """Run each test alone; return what it reaches of *functions* (module and name -> text).

    *memory* has what earlier runs recorded of tests and functions with the same text.
    """
    reached: set[Mark] = set()
    for (module, name), text in functions.items():
        function_of(module, name).__globals__["__reached__"] = reached
        replace(module, name, marked(text, f"{module}.{name}"))
    code = "".join(functions.values())
    keys = {
        item.nodeid: digest(item.nodeid, item.path.read_text("utf-8"), code)
        for item in session.items
    }
    groups: dict[str, list[pytest.Item]] = {}
    for item in session.items:
        if keys[item.nodeid] not in memory:
            key = item.nodeid.partition("[")[0] if pure(item) else item.nodeid
            groups.setdefault(key, []).append(item)

    def work(items: Sequence[pytest.Item]) -> dict[str, Reach]:
        return {keys[item.nodeid]: _reach(session, item, reached) for item in items}

    works = [(key, functools.partial(work, items)) for key, items in groups.items()]
    for _, answer in in_turn(session, jobs, works):
        memory |= answer or {}
    for (module, name), text in functions.items():
        replace(module, name, ast.parse(text))
    return {name: memory.get(key, Reach()) for name, key in keys.items()}


def digest(*texts: str) -> str:
    """Return a short name for texts."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:20]


def _reach(session: pytest.Session, item: pytest.Item, reached: set[Mark]) -> Reach:
    clear()
    reached.clear()
    session.testsfailed = 0
    begun = time.process_time()
    passed = run_tests(session, [item])
    return Reach(set(reached), time.process_time() - begun, passed)


def choose(reaches: Mapping[str, Reach], mark: Mark) -> list[str]:
    """Return the tests that reach a statement, within the budget.

    The quickest of each test function come first, then the second quickest of each: rows of one
    table notice much the same.
    """
    known = sorted(
        (reach.seconds, name)
        for name, reach in reaches.items()
        if reach.passed and mark in reach.marks
    )
    rows: Counter[str] = Counter()
    ranked = []
    for seconds, name in known:
        function = name.partition("[")[0]
        ranked.append((rows[function], seconds, name))
        rows[function] += 1
    chosen, total = [], 0.0
    for _, seconds, name in sorted(ranked):
        total += seconds
        if total <= BUDGET:
            chosen.append(name)
    return chosen


class Experiment:
    """A pytest plugin that runs *work* with the collected tests instead of running them."""

    def __init__(self, work: Callable[[pytest.Session], None]) -> None:
        self.work = work

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Hand the session over."""
        sys.stdout.flush()
        warm()
        self.work(session)
        return True


def warm() -> None:
    """Import all of pubman, so that no child has to."""
    for each in pkgutil.walk_packages(pubman.__path__, "pubman."):
        with contextlib.suppress(ImportError):  # of an extra that is not installed
            importlib.import_module(each.name)


def collect(root: Path, files: Sequence[str], work: Callable[[pytest.Session], None]) -> None:
    """Collect the tests of *files* and run *work* with them."""
    os.chdir(root)
    options = ["-qq", "-s", "--no-header", "--no-summary", "--assert=plain", "--tb=no"]
    plugins = ["-p", "no:cacheprovider", "-p", "no:xdist", "-o", "faulthandler_timeout=0"]
    pytest.main([*options, *plugins, *files], plugins=[Experiment(work)])
