"""Long commands show their progress on a terminal, on one line that disappears."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import redirect_stderr

import pytest
from rows import every_row

from pubman.cli.say.progress import Progress
from pubman.cli.say.terminal import clear, complain, say
from pubman.library.imports import read_file, take_in
from pubman.library.session import open_library

pty = pytest.importorskip("pty", reason="terminals are made by POSIX systems only")

LINE = "\r\x1b[KReading  25% "
GONE = "\r\x1b[K"


def seen(*speak: Callable[[], None]) -> str:
    """The output on stderr of a terminal while each of ``speak`` is called."""
    clear()  # a line that another test left
    master, slave = pty.openpty()
    with os.fdopen(slave, "w") as stderr, redirect_stderr(stderr):
        for each in speak:
            each()
        stderr.write("|")  # reading waits for something to be there
        stderr.flush()
        text = b""
        while not text.endswith(b"|"):
            text += os.read(master, 4096)
    os.close(master)
    return text[:-1].decode()


@every_row(
    ("step", "line"),
    [
        (("Reading", 1, 4), LINE),
        (("Writing", 0, 9), "\r\x1b[KWriting   0% "),
        (("Writing", 9, 9), ""),
        (("Writing", 0, 0), ""),
    ],
    ids=["a quarter", "begun", "done", "nothing to do"],
)
def test_a_step_is_one_line(step: tuple[str, int, int], line: str) -> None:
    assert seen(lambda: Progress(after=0).watch(*step)) == line


def test_bytes_are_said_in_megabytes() -> None:
    said = seen(lambda: Progress(after=0)(2_000_000, 8_000_000), clear)
    assert said.startswith("\r\x1b[K 25% of 8 MB, ")


def test_the_line_goes_away_at_the_end() -> None:
    def work() -> None:
        progress = Progress(after=0)
        progress.watch("Reading", 1, 4)
        progress.watch("Reading", 4, 4)

    assert seen(work) == LINE + GONE


@pytest.mark.parametrize(
    ("speak", "label"), [(say, ""), (complain, "\x1b[31m\x1b[1merror:\x1b[0m ")]
)
def test_the_line_makes_way_for_words(speak: Callable[[str], None], label: str) -> None:
    def work() -> None:
        Progress(after=0).watch("Reading", 1, 4)
        speak("Something.")

    assert seen(work) == f"{LINE}{GONE}{label}Something.\r\n"


def test_the_first_second_is_silent() -> None:
    assert seen(lambda: Progress().watch("Reading", 1, 4)) == ""


def test_a_file_or_pipe_gets_none(capsys: pytest.CaptureFixture[str]) -> None:
    Progress(after=0).watch("Reading", 1, 4)
    Progress(after=0)(1, 4)
    assert capsys.readouterr().err == ""


def test_an_import_says_each_step_to_its_end(pubman, tmp_path) -> None:
    pubman("init", "--name", "Bo Zhao")
    entries = "".join(
        f"@article{{k{n}, title = {{Paper {n} on Things}}, author = {{Bo Zhao}}, year = 2020}}\n"
        for n in range(30)
    )
    (tmp_path / "some.bib").write_text(entries)
    heard: list[tuple[str, int, int]] = []
    with open_library(tmp_path / "pubs.db", watch=lambda *step: heard.append(step)) as library:
        take_in(library, [read_file(library, tmp_path / "some.bib")])
    assert list(dict.fromkeys(what for what, _, _ in heard)) == [
        "Reading", "Preparing", "Comparing", "Joining", "Writing",
    ]  # fmt: skip
    for step in dict.fromkeys(what for what, _, _ in heard):
        shares = [done / total for what, done, total in heard if what == step and total]
        assert shares == sorted(shares)
        assert shares[-1] == 1
