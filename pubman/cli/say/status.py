"""The report of status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pubman.cli.say.terminal import plural, print_text, print_wrapped
from pubman.library.status import AccountStatus, ImportedFile, LastChange, Status

_NAMED: Final = 5
"""Up to this many gone publications are named; more are counted."""
_INDENT: Final = 10
_WHOLE_STORE: Final = frozenset({"load", "restore"})
"""Commands that replace the whole store. A backup takes them back, not undo."""


def print_status(status: Status) -> None:
    """Print the status, and what to do next time."""
    for label, lines in _lines(status):
        for number, line in enumerate(lines):
            head = f"{label:{_INDENT - 1}} " if number == 0 else " " * _INDENT
            print_wrapped(line, first=head, rest=" " * _INDENT, styles={label: "heading"})
    print_text("")
    steps = ["pubman sync"] if any(accounts for _, accounts in status.people) else []
    print_text("Next time: " + ", ".join([*steps, "pubman review", "pubman export"]))


def gone_line(keys: Sequence[str]) -> str:
    """Return which publications no source lists any more, and how to decide."""
    more = f" and {len(keys) - _NAMED} more" if len(keys) > _NAMED else ""
    named = ", ".join(keys[:_NAMED]) + more
    if len(keys) == 1:
        return f"{named}: no source lists it any more. It stays on your list. (pubman review)"
    return f"{named}: no source lists them any more. They stay on your list. (pubman review)"


def _lines(status: Status) -> Iterator[tuple[str, list[str]]]:
    """Yield each label with its lines, in the order of the screen. Empty labels are left out."""
    people = [f"{name}: {_accounts(accounts)}" for name, accounts in status.people]
    width = max((len(name) for name, _ in status.lists), default=0)
    for label, lines in (
        ("Store", [_store(status), _counts(status)]),
        ("You" if len(people) < 2 else "People", people),
        ("Files", _files(status.files)),
        ("Lists", [f"{name:{width}}  {_list_state(state)}" for name, state in status.lists]),
        ("Waiting", [_waiting(status)]),
        ("Gone", [gone_line(status.gone)] if status.gone else []),
        ("Last", [_last(status.last)] if status.last else []),
        ("Backup", [f"{status.backup[:10]}  (pubman restore)"] if status.backup else []),
        (
            "Copies",
            [f"{name}: another copy of the store (pubman doctor)" for name in status.copies],
        ),
    ):
        if lines:
            yield label, lines


def _store(status: Status) -> str:
    eras = ", ".join(f"{count} {era}" for era, count in status.eras)
    several = f" ({eras})" if len(status.eras) > 1 else ""
    return f"{_home(status.store)}, {plural(status.publications, 'publication')}{several}"


def _counts(status: Status) -> str:
    parts = [f"from {plural(status.records, 'record')}"]
    if status.hidden:
        parts.append(f"{status.hidden} hidden")
    if status.others:
        parts.append(f"{status.others} not yours")
    return "; ".join(parts)


def _accounts(accounts: Sequence[AccountStatus]) -> str:
    if not accounts:
        return "no dblp page and no ORCID"
    return "; ".join(f"{each.source} {each.id}, {_synced(each)}" for each in accounts)


def _synced(account: AccountStatus) -> str:
    return f"synced {_ago(account.checked_at)}" if account.checked_at else "not synced yet"


def _files(files: Sequence[ImportedFile]) -> list[str]:
    by_day: dict[str, list[str]] = {}
    for each in files:
        by_day.setdefault(each.day, []).append(f"{each.name} ({each.format})")
    return [f"{', '.join(names)}: imported {day}" for day, names in by_day.items()]


def _list_state(state: str) -> str:
    return state if state == "up to date" else f"{state} (pubman export)"


def _waiting(status: Status) -> str:
    parts = []
    if status.questions:
        parts.append(f"{plural(status.questions, 'question')} (pubman review)")
    if status.findings:
        parts.append(f"{plural(status.findings, 'finding')} (pubman check)")
    return ", ".join(parts) or "nothing"


def _last(last: LastChange) -> str:
    way_back = "pubman restore --list" if last.command in _WHOLE_STORE else "pubman undo"
    return f"{last.day}  {last.command}  {last.summary}  ({way_back})"


def _ago(at: str) -> str:
    """Return how long ago, and the day: ``8 months ago (2026-03-02)``."""
    days = (datetime.now(UTC) - datetime.fromisoformat(at)).days
    for size, unit in ((365, "year"), (30, "month"), (1, "day")):
        if days >= size:
            return f"{plural(days // size, unit)} ago ({at[:10]})"
    return f"today ({at[:10]})"


def _home(path: Path) -> str:
    try:
        return f"~/{path.relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(path)
