"""What commands share: the open library, and KEYs from the arguments or stdin."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from pubman.cli.say.progress import Progress
from pubman.cli.say.terminal import say
from pubman.cli.settings import settings
from pubman.errors import Step, UsageError
from pubman.library.session import Library, open_library


def library() -> Library:
    """Open the library of ``--db``, of ``PUBMAN_DB`` or of the nearest ``pubs.db``."""
    return open_library(settings().db, tell=say, watch=Progress().watch)


def keys_from(arguments: Sequence[str]) -> list[str]:
    """Return ``arguments``; a ``-`` is replaced by the first word of every line of stdin."""
    keys: list[str] = []
    for argument in arguments:
        if argument == "-":
            keys += [line.split()[0] for line in sys.stdin or () if line.split()]
        else:
            keys.append(argument)
    if not keys:
        raise UsageError("No KEY was given.", Step("list"))
    return keys
