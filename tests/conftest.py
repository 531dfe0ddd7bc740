"""What every test gets: no network beyond this machine, a home of its own, one locale.

The network is blocked, not faked: a test that needs a server starts one on loopback.
"""

from __future__ import annotations

import io
import itertools
import os
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

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


@pytest.fixture(autouse=True, scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Home directories that do not exist yet, one for each test."""
    base = tmp_path_factory.mktemp("homes")
    return (base / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def home(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home directory: nothing of the person who runs the tests is seen or touched."""
    path = next(_homes)
    for name in list(os.environ):
        if name.startswith(("PUBMAN_", "XDG_")) or name in {"LANG", "LANGUAGE", "NO_COLOR"}:
            monkeypatch.delenv(name)
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(path))
    for name, value in _FIXED.items():
        monkeypatch.setenv(name, value)
    return path


@dataclass(frozen=True)
class Outcome:
    """What a command left behind: its exit code, its data (stdout) and its talk (stderr)."""

    code: int
    out: str
    err: str


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


@pytest.fixture
def pubman(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Runner:
    """``pubman("list", "--json")`` runs that command in ``tmp_path`` and gives its Outcome."""
    return Runner(tmp_path, capsys)
