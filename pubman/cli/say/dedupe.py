"""The sentences of dedupe."""

from __future__ import annotations

from typing import Any, Final

from pubman.cli.say.terminal import plural, say, suggest
from pubman.dedupe.results import Deduplicated, Wanted

_NAMED: Final = 10
"""This many entries that could not be read are named; more are counted."""


def tell_deduplicated(done: Deduplicated, wanted: Wanted) -> None:
    """Print what was read, merged and left as a question."""
    files = ", ".join(f"{name} {count:,}" for name, count in done.counts.items())
    say(f"{plural(done.entries, 'entry')} read ({files})")
    say(
        f"{plural(done.groups, 'work')} in {wanted.output.name}; "
        f"{plural(done.merged, 'work')} merged from several entries",
        sign="=",
    )
    if done.questions:
        say(f"{plural(done.questions, 'pair')} left for you to judge", sign="?")
    _tell_unread(done)
    if done.questions and wanted.questions:
        say(f"Fill in the column answer of {wanted.questions.name}: same, different or extends.")
        suggest(f"pubman dedupe ... --decisions {wanted.questions.name}")
    elif done.questions:
        say("To see them, add --ask questions.csv.")


def deduplicated_as_json(done: Deduplicated, wanted: Wanted) -> dict[str, Any]:
    """Return what was read, merged and left as a question as plain data."""
    return {
        "output": str(wanted.output),
        "files": done.counts,
        "entries": done.entries,
        "publications": done.groups,
        "merged": done.merged,
        "questions": done.questions,
        "pairs": done.pairs,
        "left_out": done.left_out,
        "warnings": done.warnings,
        "resumed": done.resumed,
    }


def _tell_unread(done: Deduplicated) -> None:
    if done.left_out:
        say(f"{plural(len(done.left_out), 'entry')} could not be read:", sign="!")
        for line in done.left_out[:_NAMED]:
            say(line, indent=4)
        if len(done.left_out) > _NAMED:
            say(f"and {len(done.left_out) - _NAMED:,} more", indent=4)
    if done.warnings:
        say(f"{plural(done.warnings, 'entry')} read with a warning", sign="!")
