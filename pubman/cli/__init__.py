"""The command line. ``pubman`` and ``python -m pubman`` call ``main``.

``frame`` holds the table of commands, the help and the one place where errors become sentences;
``talk`` says and prints; ``settings`` is what every command is told. The commands themselves lie in
one module per group of the help, loaded when one of them is asked for::

    start  look  decide  edit  publish  safe  data

To add a command: one row in ``frame.COMMANDS``, and a ``click`` command of that name in the module
the row names. It returns nothing, or an exit code.
"""

from __future__ import annotations

from pubman.cli.frame import main

__all__ = ["main"]
