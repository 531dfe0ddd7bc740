"""edit: one entry as BibTeX in one's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from pubman.cli.arguments import library
from pubman.cli.say.terminal import say
from pubman.errors import PubmanError, Refused, UsageError

if TYPE_CHECKING:
    from pubman.library.editor import Draft, Saved
    from pubman.library.session import Library

_UNCHANGED: Final = "Nothing was changed."
_LEFT: Final = "This is your text of before, which was not taken."
_NEED_A_TERMINAL: Final = frozenset(
    "vi vim nvim view ed ex nano pico emacs joe jed mg micro ne mcedit helix hx kak tilde".split()
)
"""Editors that draw in the terminal they were started from, and wait for ever without one."""


@click.command("edit")
@click.argument("key", metavar="KEY")
def edit(key: str) -> None:
    """Edit an entry as BibTeX in $VISUAL or $EDITOR.

    What you change is yours and stays, whatever the sources say; what you empty stays empty. A
    mistake opens the entry again with your text kept. Save nothing to change nothing.
    """
    from pubman.library import editor as drafts

    with library() as shelf:
        draft = drafts.open_entry(shelf, key)
        command = _editor()
        with tempfile.TemporaryDirectory(prefix="pubman-") as folder:
            path = Path(folder) / f"{draft.file_name}.bib"
            done = _until_sound(shelf, draft, command, path)
    if done is None:
        say(f"{draft.key}: emptied, so left as it was. {_UNCHANGED}")
    else:
        _tell(done)


def _until_sound(shelf: Library, draft: Draft, command: list[str], path: Path) -> Saved | None:
    """What was saved, after as many rounds as it takes; None for an emptied file."""
    from pubman.library import editor as drafts
    from pubman.library import rejected_edits as kept_drafts

    left = kept_drafts.kept(shelf, draft)
    shown = _with_problem(left, _LEFT) if left else draft.text
    path.write_text(shown, encoding="utf-8", newline="\n")
    try:
        while True:
            _run(command, path)
            bare = drafts.without_notes(path.read_text(encoding="utf-8", errors="replace"))
            try:
                saved = drafts.save(shelf, draft, bare) if bare.strip() else None
            except UsageError as error:
                again = _with_problem(bare, error.message)
                if again == shown:
                    said = error.message.removesuffix(_UNCHANGED).strip()
                    raise Refused(f"{draft.key}: {said} {_UNCHANGED}") from None
                shown = again
                path.write_text(shown, encoding="utf-8", newline="\n")
            else:
                kept_drafts.forget(shelf, draft)
                return saved
    except (PubmanError, KeyboardInterrupt) as error:
        _keep(shelf, draft, path, error)
        raise


def _keep(shelf: Library, draft: Draft, path: Path, error: PubmanError | KeyboardInterrupt) -> None:
    """Keeps a text that was changed and not taken, and lets ``error`` say where it is."""
    from pubman.library import editor as drafts
    from pubman.library import rejected_edits as kept_drafts

    text = drafts.without_notes(path.read_text(encoding="utf-8", errors="replace"))
    if not text.strip() or text.splitlines() == draft.text.splitlines():
        return
    file = kept_drafts.keep(shelf, draft, text)
    if file is not None and isinstance(error, PubmanError):
        error.hints = (
            *error.hints,
            f"pubman edit {draft.key}   opens your text again",
            f"it is kept in {file}",
        )


def _tell(done: Saved) -> None:
    for name in done.ignored:
        say(f"{name} is no field of pubman's: its change was not kept.", sign="!")
    if not done.changes:
        say(f"{done.key}: no change. {_UNCHANGED}")
        return
    for change in done.changes:
        now = f'"{change.after}"' if change.after else "empty"
        say(f"{done.key}: {change.field} is now {now}", sign="~", hang=6)
    say("Yours stays. (pubman undo)")


def _editor() -> list[str]:
    """The editor to run; one sentence where there is none that can be."""
    said = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    command = shlex.split(said, posix=os.name != "nt")
    if not command:
        raise UsageError(
            f"No editor is set. {_UNCHANGED}",
            "EDITOR=nano pubman edit KEY",
            "pubman set KEY FIELD VALUE",
        )
    program = Path(command[0]).name.removesuffix(".exe")
    if program in _NEED_A_TERMINAL and not (sys.stdin and sys.stdin.isatty()):
        raise UsageError(
            f"{command[0]} needs a terminal, and there is none here. {_UNCHANGED}",
            "pubman set KEY FIELD VALUE",
        )
    return command


def _run(command: list[str], path: Path) -> None:
    try:
        code = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603
    except OSError as error:
        raise UsageError(
            f"The editor {command[0]} cannot be started: {error.strerror}. {_UNCHANGED}"
        ) from None
    if code:
        raise Refused(f"The editor ended with an error ({code}). {_UNCHANGED}")


def _with_problem(text: str, problem: str) -> str:
    from pubman.library.editor import NOTE

    said = problem.removesuffix(_UNCHANGED).strip()
    return (
        f"{NOTE} {said}\n{NOTE} Mend it, save and quit; or empty the file to leave all as it was.\n"
        + text
    )
