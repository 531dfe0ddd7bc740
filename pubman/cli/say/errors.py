"""Errors as sentences and exit codes, for everything that can go wrong."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

import click

from pubman.cli.commands import left_alone
from pubman.cli.say.terminal import complain
from pubman.errors import PubmanError

INTERRUPTED: Final = 130
PIPE_CLOSED: Final = 141  # 128 + SIGPIPE: what every other program of a pipeline ends with


class PipeClosed(Exception):
    """The program that reads our output has closed the pipe."""


@contextmanager
def naming_closed_pipes() -> Iterator[None]:
    """Raise PipeClosed for a closed pipe, before click turns it into exit code 1."""
    try:
        yield
    except BrokenPipeError as error:
        raise PipeClosed from error


def explain(error: BaseException) -> int:
    """Print ``error`` as a sentence on stderr and return the exit code."""
    match error:
        case PipeClosed() | BrokenPipeError():
            _hush()
            return PIPE_CLOSED
        case KeyboardInterrupt() | click.Abort():
            complain("Interrupted. Unfinished work was not written.", label="")
            return INTERRUPTED
        case PubmanError():
            complain(whole_message(error), error.hints)
            return error.exit_code
        case click.UsageError():
            complain(_sentence(error.format_message()), _usage_hint(error))
            return error.exit_code
        case click.ClickException():
            complain(_sentence(error.format_message()))
            return error.exit_code
        case OSError():
            complain(_os_sentence(error))
            return 1
        case _ if _is_damage(error):
            complain(f"The store cannot be used: {error}. Unfinished work was not written.")
            return 1
    return _fault(error)


class _Running:
    """The command that runs. There is one per process."""

    name = ""


def begin(name: str) -> None:
    """Remember which command runs, so that its errors say what it did not do."""
    _Running.name = name


def whole_message(error: PubmanError) -> str:
    """Return the message of an error, followed by what the failed command did not do.

    The library does not say "Nothing was changed.", because it cannot know what its caller wanted
    to write. A message that already says so, or that reports a half-done job, is left as it is.
    """
    outcome = left_alone(_Running.name)
    if error.partial or not outcome or "Nothing was" in error.message:
        return error.message
    return f"{error.message} {outcome}"


def _fault(error: BaseException) -> int:
    said = " ".join(f"{type(error).__name__}: {error}".split())
    if os.environ.get("PUBMAN_DEBUG"):
        import traceback

        traceback.print_exception(error)
        hints: tuple[str, ...] = ()
    else:
        hints = ("To see where it happened, set PUBMAN_DEBUG=1 and run the command again.",)
    complain(f"This is a fault in pubman, not in your data: {said}", hints)
    return 1


def _is_damage(error: BaseException) -> bool:
    """Return True for SQLite's error about a damaged file, but not for a wrong statement.

    The error is recognised by its name, because only the store imports SQLite.
    """
    return f"{type(error).__module__}.{type(error).__name__}" == "sqlite3.DatabaseError"


_OURS: Final = {
    "is not a valid integer range": "is not a whole number",
    "is not a valid integer": "is not a whole number",
}
"""Words of click's messages, and ours."""


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    for theirs, ours in _OURS.items():
        text = text.replace(theirs, ours)
    return text if text.endswith((".", "?", ")")) else f"{text}."


def _usage_hint(error: click.UsageError) -> tuple[str, ...]:
    """Return how the command is used, if a part of it is missing, and where its help is."""
    if not error.ctx:
        return (f"pubman {_Running.name} --help".replace("  ", " "),)
    pieces = error.ctx.command.collect_usage_pieces(error.ctx)
    usage = " ".join(piece for piece in pieces if piece != "[OPTIONS]")
    path = error.ctx.command_path
    is_short = isinstance(error, click.MissingParameter | click.BadArgumentUsage)
    return (f"{path} {usage}     more: {path} --help" if is_short else f"{path} --help",)


def _os_sentence(error: OSError) -> str:
    name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"The disk is full: {name or 'a file'} could not be written completely."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return f"No permission for {name or 'a file'}: it is read-only or not yours."
        case errno.ENOENT:
            return f"No such file: {name}."
        case errno.EISDIR:
            return f"{name or 'That'} is a folder, not a file."
    return _sentence(f"{name}: {error.strerror}" if error.strerror and name else str(error))


def _hush() -> None:
    """Redirect stdout to nothing, so that Python does not report the closed pipe when it ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
