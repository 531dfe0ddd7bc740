"""What moving in with a list did, in words or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from pubman.cli.say.terminal import cut, plural, say, suggest
from pubman.library.move_in import FieldConflict, MovedIn

_SHOWN: Final = 5
"""Differences, entries and keys named one by one; the rest are counted."""


def tell_move_in(moved: MovedIn, *, plan: bool) -> None:
    """Say what was found, what was matched, what needs a look, and one thing to do next."""
    entries = len(moved.list.entries)
    where = f" in {plural(moved.sections, 'section')}" if moved.sections else ""
    say(f"{moved.name}: {moved.list.kind}, {plural(entries, 'entry')}{where}: {_fates(moved)}")
    if moved.person:
        say(f"Most entries list {moved.person} as an author, so I treated the list as theirs.")
    for look in moved.looks[:_SHOWN]:
        say(f"line {look.line}: {cut(look.written, 60)} ({look.why})", sign="?", hang=4)
    _tell_rest(len(moved.looks) - _SHOWN)
    _tell_differences(moved.differences)
    _tell_absent(moved)
    _tell_unread(moved)
    if moved.removed:
        say(f"{plural(moved.removed, 'entry')} no longer on the list", sign="-")
    if plan:
        say("Nothing written (--plan).")
        return
    if not moved.operation:
        say("Nothing new. Nothing was written.")
    if moved.looks:
        suggest("pubman review")
    elif moved.operation:
        suggest("pubman export --format html -o publications.html")


def _fates(moved: MovedIn) -> str:
    parts = []
    if moved.matched:
        parts.append(f"{moved.matched:,} matched with your sources")
    if moved.kept:
        parts.append(f"{moved.kept:,} kept as you wrote them")
    if moved.looks:
        lines = [str(look.line) for look in moved.looks if look.line][:_SHOWN]
        named = f" (line{'s' if len(lines) > 1 else ''} {', '.join(lines)})" if lines else ""
        need = "needs" if len(moved.looks) == 1 else "need"
        parts.append(f"{len(moved.looks):,} {need} a look{named}")
    return ", ".join(parts)


def _tell_rest(count: int) -> None:
    if count > 0:
        say(f"and {count:,} more", indent=4)


def _tell_differences(differences: Sequence[FieldConflict]) -> None:
    """Say where the list and the sources disagree, and how to keep the list's value."""
    if not differences:
        return
    say(
        f"Your list and your sources disagree in {plural(len(differences), 'field')}. I show the "
        "value of the source:"
    )
    for each in differences[:_SHOWN]:
        say(
            f"{each.key} {each.field}: yours {cut(each.yours, 50)!r}, shown "
            f"{cut(each.shown, 50)!r}",
            sign="~",
            hang=4,
        )
    _tell_rest(len(differences) - _SHOWN)
    first = differences[0]
    say("To show yours:")
    suggest(f'pubman set {first.key} {first.field} "{first.yours}"')


def _tell_absent(moved: MovedIn) -> None:
    if not moved.absent:
        return
    keys = ", ".join(moved.absent[:3]) + (" ..." if len(moved.absent) > 3 else "")
    say(f"{plural(len(moved.absent), 'publication')} in your sources only: {keys}")


def _tell_unread(moved: MovedIn) -> None:
    """Say which fields and entries were not understood."""
    if moved.list.unknown:
        counted = ", ".join(f"{name} {count}" for name, count in moved.list.unknown.items())
        say(f"Unknown fields, kept as they are: {counted}")
    for sentence in moved.list.skipped[:_SHOWN]:
        say(sentence, sign="!", hang=4)
    _tell_rest(len(moved.list.skipped) - _SHOWN)


def report_as_json(moved: MovedIn) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "list": moved.name,
        "kind": moved.list.kind,
        "operation": moved.operation or None,
        "entries": len(moved.list.entries),
        "sections": moved.sections,
        "matched": moved.matched,
        "kept": moved.kept,
        "looks": [asdict(look) for look in moved.looks],
        "differences": [asdict(each) for each in moved.differences],
        "only_in_sources": list(moved.absent),
        "unknown_fields": dict(moved.list.unknown),
        "left_out": list(moved.list.skipped),
        "removed": moved.removed,
        "person": moved.person,
    }
