"""The sentences of backup, restore, doctor, dump and load."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pubman.cli.say.hints import shown
from pubman.cli.say.tables import print_table
from pubman.cli.say.terminal import Style, plural, print_text, print_wrapped, say
from pubman.library.safekeeping import Loaded, Restored
from pubman.store.backup import Backup
from pubman.store.doctor import Diagnosis


def backed_up(made: Backup, output: Path | None) -> str:
    """Return the path of a backup, and its size."""
    return f"Backup: {output or made.shown}, {file_size(made.path)}"


def print_backups(found: Sequence[Backup]) -> None:
    """Print the backups, the newest first."""
    print_table([(each.path.name, file_size(each.path)) for each in found], right=[1])
    if not found:
        say("No backups yet. (pubman backup)")


def backup_as_json(made: Backup) -> dict[str, Any]:
    """Return a backup as plain data."""
    return {"name": made.path.name, "path": str(made.path), "at": made.at, "reason": made.reason}


def tell_restored(store: Path, done: Restored) -> None:
    """Print what a restore did, and how to take it back."""
    before = "" if done.before is None else f" ({done.before} before)"
    count = plural(done.publications, "publication")
    say(f"Restored {store.name} from {done.source.name}: {count}{before}.")
    if done.kept and done.before is None:
        say(f"The former file could not be read. It is kept beside the store as {done.kept.name}.")
    elif done.kept:
        _tell_way_back(done.kept.name)


def restored_as_json(store: Path, done: Restored) -> dict[str, Any]:
    """Return what a restore did as plain data."""
    return {
        "store": str(store),
        "backup": str(done.source),
        "publications_before": done.before,
        "publications": done.publications,
        "kept": str(done.kept) if done.kept else None,
    }


def dumped(folder: Path, rows: int) -> str:
    """Return how many rows a dump has."""
    return f"{folder}: {plural(rows, 'row')}."


def tell_loaded(source: Path, done: Loaded) -> None:
    """Print what a load did, and how to take it back."""
    if done.wrote_config:
        say("Wrote pubman.toml, from the dump.")
    count = plural(done.publications, "publication")
    place = " in a new store." if done.made else f" now, {done.before} before."
    say(f"{source}: {plural(done.rows, 'row')}. {count}{place}")
    if done.kept:
        _tell_way_back(done.kept.path.name)


def loaded_as_json(source: Path, done: Loaded) -> dict[str, Any]:
    """Return what a load did as plain data."""
    return {
        "source": str(source),
        "rows": done.rows,
        "publications_before": None if done.made else done.before,
        "publications": done.publications,
        "kept": str(done.kept.path) if done.kept else None,
    }


def _tell_way_back(backup: str) -> None:
    say("The former store is kept. To go back:")
    say(f"pubman restore --force {shlex.quote(backup)}", indent=2)


def print_findings(found: Sequence[Diagnosis]) -> None:
    """Print what doctor found, each with its remedy."""
    for finding in found:
        style: Style = "error" if finding.level == "damage" else "warning"
        lead = f"{finding.level:7} "
        print_wrapped(finding.message, first=lead, rest=" " * 8, styles={finding.level: style})
        if finding.hint:
            print_text(f"{'':7} {shown(finding.hint)}")


def findings_as_json(found: Sequence[Diagnosis]) -> list[dict[str, str]]:
    """Return what doctor found as plain data."""
    return [
        {"level": each.level, "message": each.message, "hint": shown(each.hint)} for each in found
    ]


def file_size(path: Path) -> str:
    """Return the size of a file, or an empty text if it cannot be read."""
    try:
        number = path.stat().st_size
    except OSError:
        return ""
    return f"{number / 1e6:.1f} MB" if number >= 1e6 else f"{number / 1000:.0f} kB"
