"""edit: one entry as BibTeX in the person's own editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from pubman.cli.arguments import library
from pubman.cli.command import command
from pubman.errors import PubmanError, Refused, Step, UsageError

if TYPE_CHECKING:
    from pubman.library.editor import Draft, EditResult
    from pubman.library.session import Library

_FALLBACKS: Final = ("nano", "vi", "notepad")
"""The editors to try on a terminal if neither VISUAL nor EDITOR is set."""
_NEED_A_TERMINAL: Final = frozenset(
    "vi vim nvim view ed ex nano pico emacs joe jed mg micro ne mcedit helix hx kak tilde".split()
)
"""Editors that draw in the terminal from which they were started, and cannot work without one."""


@command("edit")
@click.argument("key", metavar="KEY")
def edit(key: str) -> None:
    """Edit an entry as BibTeX in $VISUAL or $EDITOR, otherwise in nano or vi.

    What you change overrides all sources. What you empty stays empty. After a mistake the entry
    opens again, with your text and a note on top. To change nothing, quit without saving.
    """
    from pubman.cli.say.editor import tell_emptied, tell_saved
    from pubman.library import editor as drafts

    with library() as shelf:
        draft = drafts.open_entry(shelf, key)
        program = _editor()
        with tempfile.TemporaryDirectory(prefix="pubman-") as folder:
            path = Path(folder) / f"{draft.file_name}.bib"
            done = _edit_until_valid(shelf, draft, program, path)
    if done is None:
        tell_emptied(draft.key)
    else:
        tell_saved(done)


def _edit_until_valid(
    shelf: Library, draft: Draft, program: list[str], path: Path
) -> EditResult | None:
    """Open the editor until the text can be saved. Return None for an emptied file."""
    from pubman.cli.say.editor import LEFT_OVER, with_problem
    from pubman.library import rejected_edits

    left_over = rejected_edits.kept(shelf, draft)
    shown = with_problem(left_over, LEFT_OVER) if left_over else draft.text
    _write(path, shown)
    try:
        while True:
            _run(program, path)
            text = _read(path)
            try:
                saved = _save(shelf, draft, text)
            except UsageError as error:
                again = with_problem(text, error.message)
                if again == shown:  # the person gave up: the same mistake, unchanged
                    raise Refused(f"{draft.key}: {error.message}") from None
                shown = again
                _write(path, shown)
            else:
                rejected_edits.forget(shelf, draft)
                return saved
    except (PubmanError, KeyboardInterrupt) as error:
        _keep(shelf, draft, path, error)
        raise


def _save(shelf: Library, draft: Draft, text: str) -> EditResult | None:
    from pubman.library import editor as drafts

    return drafts.save(shelf, draft, text) if text.strip() else None


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _read(path: Path) -> str:
    """Return the edited text without the notes that pubman put on top."""
    from pubman.library.editor import without_notes

    return without_notes(path.read_text(encoding="utf-8", errors="replace"))


def _keep(shelf: Library, draft: Draft, path: Path, error: PubmanError | KeyboardInterrupt) -> None:
    """Keep a text that could not be saved, and add its path to ``error``."""
    from pubman.library import rejected_edits

    text = _read(path)
    if not text.strip() or text.splitlines() == draft.text.splitlines():
        return
    file = rejected_edits.keep(shelf, draft, text)
    if file is not None and isinstance(error, PubmanError):
        reopen = Step("edit", draft.key, "opens your text again")
        error.hints = (*error.hints, reopen, f"your text is kept in {file}")


def _editor() -> list[str]:
    """Return the command of the editor. ``UsageError`` if there is none, or it cannot work here."""
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    program = shlex.split(chosen, posix=os.name != "nt")
    terminal = bool(sys.stdin and sys.stdin.isatty())
    if not program and terminal:
        program = [each for each in _FALLBACKS if shutil.which(each)][:1]
    by_hand = Step("set", "KEY FIELD VALUE")
    if not program:
        raise UsageError("No editor is set.", "EDITOR=nano pubman edit KEY", by_hand)
    name = Path(program[0]).name.removesuffix(".exe")
    if name in _NEED_A_TERMINAL and not terminal:
        raise UsageError(f"{program[0]} needs a terminal, but there is none here.", by_hand)
    return program


def _run(program: list[str], path: Path) -> None:
    try:
        code = subprocess.run([*program, str(path)], check=False).returncode  # noqa: S603
    except OSError as error:
        raise UsageError(f"The editor {program[0]} cannot be started: {error.strerror}.") from None
    if code:
        raise Refused(f"The editor ended with an error ({code}).")
