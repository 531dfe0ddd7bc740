"""What an action did, for the message above the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pubman.library.session import Library
from pubman.serve.forms import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What an action did, in one sentence. ``operation``: the change to undo; 0 for none."""

    text: str
    operation: int = 0
    key: str = ""


Action = Callable[[Library, Form], Done]


def count(number: int, noun: str = "publication") -> str:
    """Return ``1 publication`` or ``2,000 publications``."""
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"
