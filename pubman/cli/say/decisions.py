"""The sentences of same, apart, extends, mine, keep, hide and unhide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from pubman.cli.say.terminal import plural
from pubman.library.decisions import Decided

_NAMED: Final = 5
"""Up to this many publications are named; more are counted."""
_UNDO: Final = "(pubman undo)"
_UNCHANGED: Final = "Nothing was changed."


def merged(done: Decided) -> str:
    """Return what ``same`` did."""
    if not done.changed:
        return f"These are already one publication. {_UNCHANGED}"
    return f"Merged as {done.keys[0]}. {_UNDO}"


def split(done: Decided) -> str:
    """Return what ``apart`` did."""
    if not done.changed:
        return f"These are already two publications. {_UNCHANGED}"
    if len(done.targets) == 1:
        record = done.targets[0].record
        return f"Split off: r{record} is now a publication of its own, {done.keys[0]}. {_UNDO}"
    return f"{' and '.join(done.keys)} are two publications. I won't ask again. {_UNDO}"


def extended(done: Decided) -> str:
    """Return what ``extends`` did."""
    first, last = done.keys[0], done.keys[-1]
    if not done.changed:
        return f"You already said that {first} extends {last}. {_UNCHANGED}"
    return f"{first} extends {last}. Both stay on your list, linked. {_UNDO}"


def claimed(done: Decided) -> str:
    """Return what ``mine`` did."""
    if not done.changed:
        return f"Already yours: {_named(done.keys)}. {_UNCHANGED}"
    return f"Marked as yours: {_named(done.keys)}. {_UNDO}"


def kept(done: Decided) -> str:
    """Return what ``keep`` did."""
    if not done.changed:
        return f"Already kept: {_named(done.keys)}. {_UNCHANGED}"
    them = "it" if len(done.keys) == 1 else "them"
    kept = f"Kept: {_named(done.keys)}, even if no source lists {them}. {_UNDO}"
    if not done.listed:
        return kept
    verb = "is" if len(done.listed) == 1 else "are"
    return f"{kept} So far, {_named(done.listed)} {verb} still listed."


def hidden(done: Decided) -> str:
    """Return what ``hide`` did."""
    if not done.changed:
        return f"Already hidden: {_named(done.keys)}. {_UNCHANGED}"
    return f"Hidden from your lists: {_named(done.keys)}. {_UNDO}"


def shown_again(done: Decided) -> str:
    """Return what ``unhide`` did."""
    if not done.changed:
        verb = "is" if len(done.keys) == 1 else "are"
        return f"{_named(done.keys)} {verb} not hidden. {_UNCHANGED}"
    return f"No longer hidden: {_named(done.keys)}. {_UNDO}"


def as_json(done: Decided) -> dict[str, Any]:
    """Return a decision as plain data."""
    return {"operation": done.operation or None, "keys": list(done.keys)}


def _named(keys: Sequence[str]) -> str:
    return ", ".join(keys) if len(keys) <= _NAMED else plural(len(keys), "publication")
