"""What commands share: the library of the store asked for, and KEYs from the arguments or stdin."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from pubman.cli.say.progress import Progress
from pubman.cli.say.terminal import say
from pubman.cli.settings import settings
from pubman.errors import UsageError
from pubman.library.session import Library, open_library


def library() -> Library:
    """The library of ``--db``, ``PUBMAN_DB`` or the nearest ``pubs.db``, open."""
    return open_library(settings().db, tell=say, watch=Progress().watch)


def keys_from(arguments: Sequence[str]) -> list[str]:
    """``arguments``, where ``-`` stands for the lines of stdin (the first word of each)."""
    keys: list[str] = []
    for argument in arguments:
        if argument == "-":
            keys += [line.split()[0] for line in sys.stdin or () if line.split()]
        else:
            keys.append(argument)
    if not keys:
        raise UsageError("No KEY was given. Nothing was changed.", "pubman list")
    return keys
