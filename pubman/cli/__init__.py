"""The command line. ``pubman`` and ``python -m pubman`` call ``main``.

``commands`` lists every command. ``frame`` prints the help, loads commands on use, and is the entry
point. ``command`` is a command with examples in its help. ``settings`` holds the global options,
``arguments`` what commands share, ``completion`` what a shell can complete. ``reference`` makes the
pages about commands, formats and JSON, and ``documentation`` shows a page. ``say`` holds every
sentence that a user sees.

Commands live in one module or folder per heading of the help, and load when they are called::

    start.init  start.sync  start.add  start.tour  look  decide.review  start.move_in
    decide.decisions  decide.serve  edit.editor  edit.fields  publish.export  publish.check
    publish.stats  publish.convert  publish.dedupe  safe  data  shell  start.complete

To add a command, add a row to ``commands.COMMANDS`` and a ``click`` command with that name to the
module that the row names. It returns nothing, or an exit code.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line ``args`` and return its exit code; see ``frame.main``.

    The frame is loaded here, so that Ctrl-C while it loads does not end in a traceback.
    """
    program = args is None  # and not called by a test or another program
    if program:
        gc.disable()  # an eighth of the time of a large import, with the same peak of memory
    try:
        from pubman.cli.frame import main as run
    except KeyboardInterrupt:
        return 130
    code = run(args)
    if program:
        _leave(code)
    return code


def _leave(code: int) -> None:
    """End this process at once, unless something still needs it.

    Otherwise Python would take all objects apart, one by one, before the system takes the memory
    back. That is a tenth of the time of most commands.
    """
    threads = sys.modules.get("threading")
    watched = sys.gettrace() or sys.getprofile() or sys.flags.interactive
    if watched or (threads and threads.active_count() > 1):
        return
    atexit._run_exitfuncs()  # noqa: SLF001 - as Python does it at the end
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except (OSError, ValueError):  # Python ends in the usual way, and reports the stream.
        return
    os._exit(code)
