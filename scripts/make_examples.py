"""Run the console blocks of the documentation and write their real output below each command.

    scripts/make_examples.py            write the output into every page
    scripts/make_examples.py PAGE...    write it into these pages only

A page is one session in one folder that holds the files of ``examples/bo-zhao``, or of the folder
that ``OWNERS`` names. A block below ``<!-- file: NAME -->`` is such a file, too. A line ``...``
in an output stands for any number of lines, and a size for any size. They are kept as long as the
lines around still match; if they do not, the whole output is written, and somebody should read
the page again.

Commands that need a service, a pipe, an extra or another program stand in blocks of ``sh`` or
``text``. They are not run; a test checks that they exist and have these options.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

from pubman.cli import main

ROOT: Final = Path(__file__).resolve().parent.parent
PAGES: Final = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
OWNERS: Final = {"biologist": "bruno-magalhaes", "student": "bruno-magalhaes"}
"""The folder of ``examples`` for a page, if it is not that of Bo Zhao."""
_COPIED: Final = frozenset({".bib", ".csv", ".xml", ".html", ".nbib"})
_FILE: Final = re.compile(r"^<!-- file: (\S+) -->\n```\w*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_BLOCK: Final = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_GAP: Final = "..."

# What differs from run to run, and what the pages show instead.
_TODAY: Final = "2026-11-21"
_CHANGING: Final = (
    (re.compile(r"\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?\b"), f"{_TODAY} 10:15"),
    (re.compile(r"\b\d{4}-\d\d-\d\d-\d{4,6}\b"), f"{_TODAY}-1015"),
    (re.compile(r"\b\d{4}-\d\d-\d\dT\d{6}\.\d{6}Z"), f"{_TODAY}T101500.000000Z"),
    (re.compile(r"(http://127\.0\.0\.1):\d+/enter\?t=\S+"), r"\1:40123/enter?t=..."),
)
_SIZE: Final = re.compile(r"\b[\d,.]+ [kM]B")
"""The size of a file, which changes with every line of a style."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A command of a console block, as written, and the output that the page shows for it."""

    command: str
    shown: tuple[str, ...] = ()

    @property
    def words(self) -> list[str]:
        """The command as a shell would split it."""
        return shlex.split(self.command.replace("\\\n", " "), comments=True)


def examples(block: str) -> Iterator[Example]:
    """Yield the commands of a console block with the output below each."""
    command, shown = "", list[str]()
    for line in block.splitlines():
        if command.endswith("\\"):
            command += f"\n{line}"
        elif line.startswith("$ "):
            if command:
                yield Example(command=command, shown=tuple(shown))
            command, shown = line[2:], []
        else:
            shown.append(line)
    if command:
        yield Example(command=command, shown=tuple(shown))


def sessions(page: Path) -> list[Example]:
    """Return every command of a page, in order."""
    blocks = _BLOCK.findall(page.read_text("utf-8"))
    return [example for block in blocks for example in examples(block)]


def prepare(folder: Path, page: Path) -> None:
    """Copy the example files of *page* into *folder*."""
    owner = OWNERS.get(page.stem, "bo-zhao")
    for path in ROOT.glob(f"examples/{owner}/*"):
        if path.suffix in _COPIED:
            shutil.copy(path, folder)
    for name, content in _FILE.findall(page.read_text("utf-8")):
        (folder / name).write_text(content, "utf-8")


def run(words: list[str], folder: Path) -> tuple[int, list[str]]:
    """Run one command in *folder*. Return its exit code and the lines that a person would see."""
    program, *arguments = words
    match program:
        case "sqlite3":
            code, said = _ask_sqlite(folder / arguments[0], arguments[1])
        case "mkdir":
            code, said = 0, _make_folders(folder, arguments)
        case "pubman" if arguments[0] == "serve":
            code, said = _serve_and_stop(arguments, folder)
        case "pubman":
            code, said = _run_pubman(arguments, folder)
        case _:
            raise ValueError(f"a console block runs pubman, sqlite3 or mkdir, not {program}")
    return code, [_settled(line, folder) for line in said.splitlines()]


def _run_pubman(arguments: list[str], folder: Path) -> tuple[int, str]:
    content = io.BytesIO()
    both = io.TextIOWrapper(content, encoding="utf-8", newline="\n", write_through=True)
    with chdir(folder), redirect_stdout(both), redirect_stderr(both):
        code = main(arguments)
    return code, content.getvalue().decode()


def _make_folders(folder: Path, names: list[str]) -> str:
    for name in names:
        (folder / name).mkdir(parents=True)
    return ""


def _serve_and_stop(arguments: list[str], folder: Path) -> tuple[int, str]:
    """Start the server, and press Ctrl-C once it answers."""
    command = [sys.executable, "-m", "pubman", *arguments, "--no-open"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        said, port = [], 0
        for line in process.stderr:
            said.append(line)
            if found := re.search(r"127\.0\.0\.1:(\d+)", line):
                port = int(found[1])
            if "Ctrl-C" in line:
                with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
                    connection.request("GET", "/")
                    connection.getresponse()
                process.send_signal(signal.SIGINT)
    return process.returncode, "".join(said)


def _ask_sqlite(database: Path, statement: str) -> tuple[int, str]:
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(statement).fetchall()
    cells = (["" if cell is None else str(cell) for cell in row] for row in rows)
    return int(not rows), "\n".join("|".join(row) for row in cells)


def _settled(line: str, folder: Path) -> str:
    """Return *line* without what changes from run to run: the folder, dates and times."""
    line = line.replace(str(folder), "~/site")
    for pattern, instead in _CHANGING:
        line = pattern.sub(instead, line)
    return line.replace(datetime.now(UTC).date().isoformat(), _TODAY).rstrip()


def matches(shown: tuple[str, ...], said: list[str]) -> bool:
    """Return whether an output is what a page shows, if ``...`` stands for any lines."""
    said = [_SIZE.sub("N kB", line) for line in said]
    chunks: list[list[str]] = [[]]
    for line in (_SIZE.sub("N kB", line) for line in shown):
        if line == _GAP:
            chunks.append([])
        else:
            chunks[-1].append(line)
    if len(chunks) == 1:
        return said == chunks[0]
    first, *middle, last = chunks
    if len(said) < len(first) + len(last):
        return False
    if said[: len(first)] != first or (last and said[-len(last) :] != last):
        return False
    return _in_order(middle, said[len(first) : len(said) - len(last)])


def _in_order(chunks: list[list[str]], lines: list[str]) -> bool:
    """Return whether the chunks occur in *lines* one after another, without overlap."""
    at = 0
    for chunk in chunks:
        places = range(at, len(lines) - len(chunk) + 1)
        found = next((i for i in places if lines[i : i + len(chunk)] == chunk), None)
        if found is None:
            return False
        at = found + len(chunk)
    return True


def rewritten(page: Path, folder: Path) -> str:
    """Return the text of a page with the real output below each command."""
    prepare(folder, page)

    def renew(block: re.Match[str]) -> str:
        lines: list[str] = []
        for example in examples(block[1]):
            _, said = run(example.words, folder)
            lines.append(f"$ {example.command}")
            lines += example.shown if matches(example.shown, said) else said
        return "\n".join(["```console", *lines, "```"])

    return _BLOCK.sub(renew, page.read_text("utf-8"))


def write(pages: list[Path]) -> None:
    """Rewrite the pages whose output has changed, and name them."""
    for page in pages:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["XDG_STATE_HOME"] = os.environ["XDG_CONFIG_HOME"] = f"{folder}/.home"
            text = rewritten(page, Path(folder))
        if text != page.read_text("utf-8"):
            page.write_text(text, "utf-8")
            print(page.relative_to(ROOT))


if __name__ == "__main__":
    os.environ |= {"COLUMNS": "80", "TZ": "UTC", "NO_COLOR": "1"}
    write([Path(name).resolve() for name in sys.argv[1:]] or PAGES)
