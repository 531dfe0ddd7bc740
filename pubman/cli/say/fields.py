"""The sentences of set, unset, tag, untag, mark, unmark, link and unlink."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from pubman.library.fields import Edited

_SEPARATOR = re.compile(r"[,;&]| and ")
_UNCHANGED: Final = "Nothing was changed."


def value_set(done: Edited) -> str:
    """Return what ``set`` did."""
    if not done.operation:
        return f"{done.key}: {done.field} is already {_value(done.after)}. {_UNCHANGED}"
    if done.field == "key":
        return f"{done.before} is now {done.after}. The former key still works."
    was = f" (was {_value(done.before)})" if done.before != done.after else ""
    return (
        f"{done.key}: {done.field} is now {_value(done.after)}{was}. Your value overrides all "
        f"sources. (pubman unset {done.key} {done.field})"
    )


def too_few_people(done: Edited) -> str:
    """Return a warning if one name replaced several, because a separator was missing."""
    before, after = done.people
    if not (before > 1 and after == 1 and _SEPARATOR.search(done.after)):
        return ""
    return (
        f'{done.field} is now one name; before, there were {before}. Write "and" between names, '
        f'such as "Bo Zhao and Li Chen". To go back: pubman undo'
    )


def value_unset(done: Edited) -> str:
    """Return what ``unset`` did."""
    if not done.operation:
        return f"{done.key}: {done.field} was not set by hand. {_UNCHANGED}"
    if not done.after:
        return f"{done.key}: {done.field} is empty again, because no source gives it."
    origin = "from the date" if done.field == "era" else "from its sources"
    return f"{done.key}: {done.field} is {_value(done.after)} again, {origin}."


def tagged(name: str, done: Sequence[Edited], *, present: bool) -> str:
    """Return what ``tag`` or ``untag`` did."""
    keys = ", ".join(each.key for each in done)
    if not done[0].operation:
        state = "already has" if present else "does not have"
        state = state if len(done) == 1 else state.replace("has", "have").replace("does", "do")
        return f"{keys} {state} the tag {name}. {_UNCHANGED}"
    return f"Tag {name} {'added to' if present else 'removed from'} {keys}."


def tag_comes_last(name: str, keys: Sequence[str], command: str) -> str:
    """Return the hint that the tag comes last now."""
    return f"Next time, put the tag last: pubman {command} {' '.join(keys)} {name}"


def marked(done: Edited, *, present: bool) -> str:
    """Return what ``mark`` or ``unmark`` did."""
    if not done.operation:
        state = "already marked" if present else "not marked"
        return f"{done.key}: {done.after} is {state} {done.field}. {_UNCHANGED}"
    return f"{done.key}: {done.after} {'marked' if present else 'no longer marked'} {done.field}"


def linked(done: Edited) -> str:
    """Return what ``link`` did."""
    if not done.operation:
        return f"{done.key}: {done.field} is already {done.after}. {_UNCHANGED}"
    return f"{done.key}: {done.field} -> {done.after}"


def missing_file(done: Edited) -> str:
    """Return a warning about a link to a file that does not exist."""
    return f"{done.after} does not exist beside the store or your lists yet."


def unlinked(done: Edited) -> str:
    """Return what ``unlink`` did."""
    return f"{done.key}: link {done.field} removed (it was {done.before})."


def as_json(done: Sequence[Edited]) -> dict[str, Any]:
    """Return the edits of one command as plain data."""
    return {
        "operation": done[0].operation or None,
        "edits": [
            {"key": each.key, "field": each.field, "before": each.before, "after": each.after}
            for each in done
        ],
    }


def _value(text: str) -> str:
    return f'"{text}"' if text else "empty"
