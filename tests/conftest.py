"""The environment of every test: no network beyond this machine, its own home, one locale.

The network is blocked, not faked: a test that needs a server starts one on loopback.
"""

from __future__ import annotations

import faulthandler
import gc
import io
import itertools
import os
import shutil
import signal
import socket
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

pytest_plugins = ["sources_stand"]

settings.register_profile("pubman", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("pubman")

ROOT = Path(__file__).resolve().parent.parent
_LOOPBACK = {"localhost", "127.0.0.1", "::1", "0.0.0.0", ""}
_FIXED = {
    "COLUMNS": "80",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    # Programs started by a test inherit these and reach nothing but this machine either.
    "http_proxy": "http://127.0.0.1:9",
    "https_proxy": "http://127.0.0.1:9",
    "no_proxy": "localhost,127.0.0.1,::1",
    "PUBMAN_DEBUG": "1",
}


_SECONDS = 120
"""A test that hangs ends its process after this time, and every thread says where it is."""
_stderr = sys.__stderr__.fileno() if sys.__stderr__ else 2


def pytest_configure() -> None:
    if hasattr(signal, "SIGALRM"):
        # A copy, because later the tests' own output is caught. "chain" ends the process.
        faulthandler.register(signal.SIGALRM, file=os.dup(_stderr), chain=True)


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Iterator[int]:
    """Return one more than there are processors, because tests wait for browsers and servers."""
    number = yield
    return number if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ else number + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests in a browser first. They take longest, and the others fill the time beside."""
    items.sort(key=lambda item: "browser" not in item.path.name)


def pytest_collection_finish() -> None:
    """Keep the garbage collector away from thousands of tests that stay until the end."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Iterator[None]:
    """Set an alarm. The option of pytest starts a thread for every test and waits for its end."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, _SECONDS)
    try:
        return (yield)
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)


class NetworkBlockedError(RuntimeError):
    """A test tried to leave this machine."""


def _check_host(host: Any) -> None:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host is None or host in _LOOPBACK or str(host).startswith("127."):
        return
    raise NetworkBlockedError(f"tests may not reach {host!r}; start a server on loopback")


def _check_address(address: Any) -> None:
    if isinstance(address, tuple):  # anything else is a socket in the file system
        _check_host(address[0])


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Raise NetworkBlockedError for every connection and look-up beyond loopback."""
    patch = pytest.MonkeyPatch()

    def guard(owner: Any, name: str, check: Any, position: int) -> None:
        original = getattr(owner, name)

        def guarded(*args: Any, **options: Any) -> Any:
            check(args[position] if len(args) > position else options.get("host"))
            return original(*args, **options)

        patch.setattr(owner, name, guarded)

    for name in ("connect", "connect_ex"):
        guard(socket.socket, name, _check_address, 1)
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        guard(socket, name, _check_host, 0)
    yield
    patch.undo()


_HOMES = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")


@pytest.fixture(autouse=True, scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Iterator[Path]]:
    """Home directories that do not exist yet, one for each test and one for what they share."""
    base = tmp_path_factory.mktemp("homes")
    patch = pytest.MonkeyPatch()
    patch.delenv("XDG_STATE_HOME", raising=False)
    for name in _HOMES:
        patch.setenv(name, str(base / "shared"))
    yield (base / str(number) for number in itertools.count())
    patch.undo()


@pytest.fixture(autouse=True)
def home(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home directory: nothing of the person who runs the tests is seen or touched."""
    path = next(_homes)
    for name in list(os.environ):
        if name.startswith(("PUBMAN_", "XDG_")) or name in {"LANG", "LANGUAGE", "NO_COLOR"}:
            monkeypatch.delenv(name)
    for name in _HOMES:
        monkeypatch.setenv(name, str(path))
    for name, value in _FIXED.items():
        monkeypatch.setenv(name, value)
    return path


@dataclass(frozen=True)
class Outcome:
    """The result of a command: its exit code, its data (stdout) and its messages (stderr)."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """The messages on one line, because wrapping depends on the length of a path."""
        return " ".join(self.err.split())


class Runner:
    """The real command line, in this process, inside a folder of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *args: object, stdin: str = "", code: int | None = 0) -> Outcome:
        """Run ``pubman ARGS…``; ``code`` is the exit code it must have (None: any)."""
        from pubman.cli import main

        self._capsys.readouterr()
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
            exit_code = main([str(arg) for arg in args])
        captured = self._capsys.readouterr()
        outcome = Outcome(exit_code, captured.out, captured.err)
        if code is not None:
            assert exit_code == code, f"pubman {args} ended with {exit_code}\n{captured.err}"
        return outcome

    def ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of ``sql`` from ``pubs.db``, without using pubman."""
        with closing(sqlite3.connect(self.folder / "pubs.db")) as connection:
            return connection.execute(sql, values).fetchall()

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table of the store, to compare before and after a command."""
        with closing(sqlite3.connect(self.folder / "pubs.db")) as connection:
            tables = connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'venues' "
                "AND name NOT LIKE 'publications_fts_%'"  # the index behind publications_fts
            ).fetchall()
            return {
                name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in tables
            }


@pytest.fixture
def pubman(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    """``pubman("list", "--json")`` runs that command in ``tmp_path`` and gives its Outcome."""
    return Runner(tmp_path, capsys)


# ------------------------------------------------------------------------- a small store to act on

TOML = """\
[[people]]
name = "Bo Zhao"

[[eras]]
name = "Publications"
from = "2016-10"

[[eras]]
name = "Before PhD"
to = "2016-09"

[[lists]]
name = "page"
format = "text"
output = "page.txt"
group_by = ["era"]
"""
OWN = """\
@inproceedings{tenplex,
  author = {Marcel Wagenl{\\"a}nder and Guo Li and Bo Zhao and Peter Pietzuch and Luo Mai},
  title = {Tenplex: Changing Resources of Deep Learning Jobs using Parallelizable Tensors},
  booktitle = {Proc. of Symposium on Operating Systems Principles (SOSP)},
  year = 2024
}
@article{scalpel,
  author = {Song Liu and Bo Zhao and Weiguo Wu},
  title = {Scalpel: Contention-Aware Task Co-Scheduling for Shared Cache Hierarchy},
  journal = {IEEE Transactions on Computers}, year = 2024, note = {to appear}
}
@inproceedings{eires,
  author = {Bo Zhao and Han van der Aa and Matthias Weidlich},
  title = {{EIRES}: Efficient Integration of Remote Data in Event Stream Processing},
  booktitle = {SIGMOD}, year = 2021, month = jun
}
@inproceedings{shedding,
  author = {Bo Zhao and Nguyen Quoc Viet Hung and Matthias Weidlich},
  title = {Load Shedding for Complex Event Processing},
  booktitle = {ICDE}, year = 2020, month = apr
}
@article{tiling,
  author = {Song Liu and Weiguo Wu and Bo Zhao},
  title = {Loop Tiling for Optimization of Locality and Parallelism},
  journal = {Journal of Computer Research and Development}, year = 2015
}
"""
MORE = """\
@inproceedings{wagenlander,
  author = {Marcel Wagenl{\\"a}nder and Guo Li and Bo Zhao and Luo Mai and Peter Pietzuch},
  title = {Tenplex: Dynamic Parallelism for Deep Learning using Parallelizable Tensors},
  booktitle = {SOSP}, pages = {195--210}, year = 2024, doi = {10.1145/3694715.3695975}
}
@inproceedings{eires21,
  author = {Bo Zhao and Han van der Aa and Matthias Weidlich},
  title = {EIRES: Efficient Integration of Remote Data in Event Stream Processing},
  booktitle = {SIGMOD Conference}, pages = {2128--2141}, year = 2021
}
@article{slags,
  author = {Bo Zhao and Li Chen},
  title = {A Survey of Mineral Processing Slags},
  journal = {Minerals Engineering}, year = 2019
}
@article{engine,
  author = {Ada Lovelace and Charles Babbage},
  title = {Notes on the Analytical Engine},
  journal = {Taylor's Scientific Memoirs}, year = 1843
}
"""
"""A person's own file, and a shared one: a pair with a question, a pair that is merged, a paper
that may be the person's own, and one that is not."""


@pytest.fixture(scope="session")
def _shelf_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that ``shelf`` copies."""
    from pubman.cli import main

    folder = tmp_path_factory.mktemp("shelf")
    for name, text in (("pubman.toml", TOML), ("own.bib", OWN), ("more.bib", MORE)):
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.delenv("PUBMAN_DB", raising=False)
        for command in ("init", "import --mine own.bib", "import --not-mine more.bib"):
            assert main(["-q", *command.split()]) == 0
    return folder


@pytest.fixture
def shelf(pubman: Runner, _shelf_made: Path) -> Runner:
    """``pubman`` in a folder with a small store of own.bib and more.bib (see ``OWN``, ``MORE``)."""
    for file in _shelf_made.iterdir():
        shutil.copy(file, pubman.folder)
    return pubman
