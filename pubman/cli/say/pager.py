"""Long output goes through a pager on a terminal, as git does it."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

_OFF: Final = ("", "cat")


class _Page(io.StringIO):
    """Collected output. It says that it is a terminal, so that lines are cut and coloured."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@contextmanager
def paged() -> Iterator[None]:
    """Collect what is printed on stdout, and show it in a pager if it exceeds the terminal.

    Nothing is collected unless both stdin and stdout are a terminal.
    """
    if not (sys.stdout.isatty() and sys.stdin and sys.stdin.isatty()):
        yield
        return
    terminal, page = sys.stdout, _Page()
    sys.stdout = page
    try:
        yield
    finally:
        sys.stdout = terminal
        _show(page.getvalue())


def _show(text: str) -> None:
    rows = shutil.get_terminal_size().lines
    command = _pager() if text.count("\n") >= rows else []
    if not command or not _run(command, text):
        sys.stdout.write(text)
        sys.stdout.flush()


def _pager() -> list[str]:
    """Return the command of the pager: PUBMAN_PAGER, PAGER or less; an empty list for none."""
    chosen = os.environ.get("PUBMAN_PAGER", os.environ.get("PAGER", "less"))
    if chosen.strip() in _OFF:
        return []
    command = shlex.split(chosen)
    return command if shutil.which(command[0]) else []


def _run(command: list[str], text: str) -> bool:
    """Show ``text`` with ``command``. Return False if the command cannot be started."""
    # F: leave at once if it fits. R: keep colours. X: do not clear the screen.
    environment = {"LESS": "FRX", **os.environ}
    try:
        import subprocess

        process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603
    except OSError:
        return False
    with suppress(BrokenPipeError, KeyboardInterrupt):
        process.communicate(text.encode("utf-8", "backslashreplace"))
    process.wait()
    return True
