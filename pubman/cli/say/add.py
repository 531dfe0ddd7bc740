"""What was added, as sentences or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pubman.cli.say.hints import shown
from pubman.cli.say.terminal import complain, cut, print_json, say
from pubman.errors import PubmanError
from pubman.fields import UNPUBLISHED_STATUSES
from pubman.library.fetched_entry import Added


def tell_added(
    added: Sequence[Added],
    failed: Sequence[PubmanError] = (),
    *,
    dry_run: bool,
    as_json: bool,
    typed: bool = False,
) -> None:
    """Print a line for each paper, and an error for each that could not be fetched."""
    if as_json:
        print_json(added_as_json(added, failed, dry_run=dry_run))
        return
    for each in added:
        _tell(each, typed=typed)
    if dry_run:
        say("Dry run: nothing was written.")
    for failure in failed:
        complain(f"{failure.message} It was left out.", failure.hints)


def _tell(added: Added, *, typed: bool) -> None:
    if added.joined:
        details = "merged with what you typed" if typed else "I added its new details"
        say(f"{added.key}  already known; {details}", sign="=")
        return
    off = " (on no public list until accepted)" if added.status in UNPUBLISHED_STATUSES else ""
    line = ", ".join(part for part in (cut(added.title, 60), added.place) if part)
    say(f"{added.key}  {line}{off}", sign="+", hang=6)
    if added.mine is False:
        say(
            "It lists nobody in pubman.toml as an author, so it is on none of your lists. Is it "
            "yours?",
            indent=4,
        )
        say(f"pubman mine {added.key}", indent=4)


def added_as_json(
    added: Sequence[Added], failed: Sequence[PubmanError], *, dry_run: bool
) -> dict[str, Any]:
    """Return what was added as plain data. ``mine`` is null if nobody was asked for."""
    return {
        "dry_run": dry_run,
        "added": [
            {
                "key": each.key,
                "title": each.title,
                "place": each.place,
                "status": each.status,
                "new": not each.joined,
                "mine": each.mine,
            }
            for each in added
        ],
        "failed": [
            {"message": each.message, "hints": [shown(hint) for hint in each.hints]}
            for each in failed
        ],
    }
