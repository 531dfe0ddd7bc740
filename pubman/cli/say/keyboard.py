"""Single keys from a terminal, one at a time, also those that were pressed ahead."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

QUIT = "q"
_END = ("", "\x04")  # the end of input, and Ctrl-D


@contextmanager
def single_keys() -> Iterator[None]:
    """Read the terminal key by key for as long as this lasts.

    The terminal is switched once, and not for every key: switching it throws away what a person has
    typed ahead.
    """
    try:
        import termios
        import tty
    except ImportError:  # Windows: its console gives single keys in any mode
        yield
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    tty.setcbreak(terminal, termios.TCSADRAIN)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def read_key(allowed: str) -> str:
    """Wait for one of the keys in ``allowed``, show it and return it.

    Other keys are ignored. The end of input counts as ``q``. Ctrl-C interrupts.
    """
    while True:
        pressed = _next_key().lower()
        if pressed in _END:
            pressed = QUIT
        if len(pressed) == 1 and pressed in allowed:
            click.echo(pressed, err=True)
            return pressed


def _next_key() -> str:
    try:
        import termios  # noqa: F401 - only POSIX has it
    except ImportError:
        return click.getchar()
    return _read_sequence()


def _read_sequence() -> str:
    """Return the next character. A sequence of an arrow or function key counts as one."""
    import os
    import select

    terminal = sys.stdin.fileno()
    first = os.read(terminal, 1)
    if first != b"\x1b":
        return first.decode("ascii", "replace")
    sequence = first
    while select.select([terminal], [], [], 0.02)[0] and not _is_complete(sequence):
        sequence += os.read(terminal, 1)
    return sequence.decode("ascii", "replace")


def _is_complete(sequence: bytes) -> bool:
    """Return True at the end of an escape sequence: ``ESC [ A``, ``ESC O P``, ``ESC [ 3 ~``."""
    return len(sequence) > 2 and (sequence[-1:].isalpha() or sequence[-1:] == b"~")
