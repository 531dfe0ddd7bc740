"""The command line. ``pubman`` and ``python -m pubman`` call ``main``.

``table`` names every command; ``frame`` is the help, loading on use and the entry point; ``faults``
puts errors into sentences; ``talk`` says and prints; ``settings`` is what every command is told.
The commands lie in one module per group of the help, loaded when one of them is asked for::

    start  sync  add  look  decide  review  editor  edit  publish  check  stats  convert  safe
    data

with ``keys``, ``report``, ``sync_report``, ``sync_stopped``, ``reasons`` and ``progress`` for what
they say.

To add a command: one row in ``table.COMMANDS``, and a ``click`` command of that name in the module
the row names. It returns nothing, or an exit code.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence

__all__ = ["main"]


def main(args: Sequence[str] | None = None) -> int:
    """The exit code of the command line ``args``; see ``frame.main``.

    The frame is loaded here, so that Ctrl-C in the first tenth of a second is no traceback either.
    """
    if args is None:  # started as a program, which lives for seconds
        gc.disable()  # an eighth of the time of a large import, with the same peak of memory
    try:
        from pubman.cli.frame import main as run
    except KeyboardInterrupt:
        return 130
    return run(args)
