"""Undo and redo."""

from __future__ import annotations

from collections.abc import Sequence

from pubman.derive.stages import conclude
from pubman.library.log import LogLine
from pubman.library.session import Library
from pubman.store import config_copy as mirror
from pubman.store import undo as undoing


def undo(library: Library, number: int | None = None, *, with_later: bool = False) -> list[LogLine]:
    """Undo the latest operation that still holds, or ``number``. Return the undone operation.

    A backup is made first if the operation is large, as for every command that writes so much.
    """
    library.catch_up()
    with library.store.transaction():
        swaps = undoing.undo(library.store, number, with_later=with_later)
        _conclude_again(library, swaps)
    return [_line(swap, undone=True) for swap in swaps]


def redo(library: Library, number: int | None = None) -> LogLine:
    """Redo the operation that was undone last, or ``number``, after a backup if it is large."""
    library.catch_up()
    with library.store.transaction():
        swap = undoing.redo(library.store, number)
        _conclude_again(library, [swap])
    return _line(swap, undone=False)


def _line(swap: undoing.Swap, *, undone: bool) -> LogLine:
    return LogLine(id=swap.id, at="", command=swap.command, summary=swap.summary, undone=undone)


def _conclude_again(library: Library, swaps: Sequence[undoing.Swap]) -> None:
    touched = {record for swap in swaps for record in swap.touched}
    rewritten = {record for swap in swaps for record in swap.rewritten}
    accounts = {account for swap in swaps for account in swap.accounts}
    if accounts:
        library.forget_lists()
        touched |= mirror.records_of_accounts(library.store, accounts)
    conclude(library, touched, rewritten)
