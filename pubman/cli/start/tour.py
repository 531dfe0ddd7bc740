"""tour: pubman at work on a small example, in a temporary folder."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click

from pubman.cli.command import command
from pubman.cli.say import tour as script
from pubman.cli.say.terminal import print_text, print_wrapped

_FILES: Final = {"own.bib": script.OWN_BIB, "citations.csv": script.CITATIONS_CSV}


@command("tour")
def tour() -> None:
    """See pubman at work in two minutes, on a small example in a temporary folder.

    Your own store is not touched. On a terminal, Enter goes to the next step.
    """
    with _example_folder() as folder:
        print_wrapped(script.WELCOME)
        for number, step in enumerate(script.STEPS, 1):
            print_text("")
            print_wrapped(f"{number}. {step.purpose}")
            _wait()
            _run(step.arguments, folder)
        print_text("")
        print_wrapped(script.FAREWELL)


@contextmanager
def _example_folder() -> Iterator[Path]:
    """Make the folder of the example and work in it. Go back and delete it at the end."""
    before = Path.cwd()
    named = os.environ.pop("PUBMAN_DB", None)
    with tempfile.TemporaryDirectory(prefix="pubman-tour-") as name:
        folder = Path(name)
        for file, text in _FILES.items():
            (folder / file).write_text(text, encoding="utf-8", newline="\n")
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(before)
            if named is not None:
                os.environ["PUBMAN_DB"] = named


def _wait() -> None:
    if sys.stdin and sys.stdin.isatty() and sys.stdout.isatty():
        click.prompt("   Press Enter", default="", show_default=False, prompt_suffix=" ", err=True)


def _run(arguments: tuple[str, ...], folder: Path) -> None:
    """Show a command and run it as the command line does."""
    from pubman.cli.frame import root

    print_text("")
    print_text(f"   $ pubman {script.typed(arguments)}")
    sys.stdout.flush()
    store = ["--db", str(folder / "pubs.db")]
    root.main([*store, *arguments], prog_name="pubman", standalone_mode=False)
    sys.stdout.flush()
