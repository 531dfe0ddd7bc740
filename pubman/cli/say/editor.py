"""The sentences of edit."""

from __future__ import annotations

from typing import Final

from pubman.cli.say.terminal import say
from pubman.library.editor import NOTE, EditResult

LEFT_OVER: Final = "This is your earlier text, which could not be saved."
_UNCHANGED: Final = "Nothing was changed."


def tell_saved(done: EditResult) -> None:
    """Print which fields an edit changed."""
    for name in done.ignored:
        say(f"{name} repeats another field, so its change was not kept.", sign="!")
    if not done.changes:
        say(f"{done.key} is as it was. {_UNCHANGED}")
        return
    for change in done.changes:
        now = f'"{change.after}"' if change.after else "empty"
        say(f"{done.key}: {change.field} is now {now}", sign="~", hang=6)
    say("Your values override all sources. (pubman undo)")


def tell_emptied(key: str) -> None:
    """Print that an emptied file changed nothing."""
    say(f"{key}: the file was empty. {_UNCHANGED}")


def with_problem(text: str, problem: str) -> str:
    """Return ``text`` with a note on top that says what is wrong with it."""
    problem = problem.removesuffix(_UNCHANGED).strip()
    return (
        f"{NOTE} {problem}\n"
        f"{NOTE} Fix it, save and quit. To change nothing, empty the file and save it.\n{text}"
    )
