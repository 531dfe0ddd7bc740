"""What every form of sync ends with: the words for each account, the sum, and the exit code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pubman.cli.say.terminal import say
from pubman.errors import BotCheck, PubmanError, Step, UsageError

if TYPE_CHECKING:
    from pubman.library.session import Library
    from pubman.library.sync.opening import Opened
    from pubman.library.sync.outcome import Outcome
    from pubman.library.sync.source import Wish


def require_one(wish: Wish, asked: Sequence[object]) -> None:
    """Refuse ``--person`` for several pages, because it names the owner of one page."""
    if wish.person and len(asked) > 1:
        raise UsageError(
            "--person says whose page it is, so it works with one page only.",
            Step("sync", f'--dblp NUMBER --person "{wish.person}"'),
        )


def tell_made(begun: Opened, *, as_json: bool) -> None:
    """Say which files the first sync made."""
    if begun.made and not as_json:
        say(f"Wrote {' and '.join(begun.made)} (the store).")


def report_outcomes(
    shelf: Library,
    found: Iterable[Outcome],
    asked: Sequence[object],
    wish: Wish,
    *,
    as_json: bool,
) -> list[Outcome]:
    """Report the result of each account as it comes, and the sum; raise a single failure."""
    from pubman.cli.say.sync import tell_end, tell_one, tell_progress
    from pubman.cli.say.sync_stops import tell_stopped, was_stopped

    alone = len(asked) == 1
    outcomes: list[Outcome] = []
    for each in found:
        outcome = _in_words(each)
        outcomes.append(outcome)
        if as_json or outcome.state == "waiting":
            continue
        if alone and outcome.error is not None and len(outcomes) == 1:
            raise outcome.error
        if alone or len(outcomes) > len(asked):
            tell_one(outcome)
        else:
            tell_progress(outcome, len(outcomes), len(asked))
    if not as_json:
        if was_stopped(outcomes):
            tell_stopped(outcomes, Path.cwd())
        tell_end(shelf, outcomes, dry_run=wish.dry_run)
    return outcomes


def _in_words(outcome: Outcome) -> Outcome:
    """Return the outcome with what to do by hand, if dblp asked for a human."""
    from pubman.cli.say.sync_stops import bot_check_of_one

    if outcome.account.source != "dblp" or not isinstance(outcome.error, BotCheck):
        return outcome
    error = bot_check_of_one(outcome.account.id, outcome.synced, outcome.error)
    return replace(outcome, error=error)


def exit_after(outcomes: Sequence[Outcome], *, as_json: bool) -> None:
    """End with 4 if some accounts failed, and as the failure says if all of them did."""
    failed = [each for each in outcomes if each.state in ("failed", "waiting")]
    if not failed:
        return
    if len(failed) < len(outcomes):
        click.get_current_context().exit(4)
    error = next((each.error for each in outcomes if each.error is not None), None)
    code = error.exit_code if isinstance(error, PubmanError) and as_json else 1
    click.get_current_context().exit(code)
