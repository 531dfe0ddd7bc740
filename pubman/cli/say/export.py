"""The sentences of export."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pubman.cli.say.terminal import plural, say
from pubman.library.lists import Made
from pubman.library.output_folders import Filled
from pubman.library.outputs import Written

DRY_RUN: Final = "Dry run: nothing was written."
_MOST_SECTIONS: Final = 5
"""The most sections that are listed with their sizes."""


def formats_help() -> str:
    """Return every format by group, for the help of export."""
    from pubman.exports import DATA_FORMATS, DOCUMENTS, FORMATS

    data = [name for name in FORMATS if name in DATA_FORMATS]
    documents = [name for name in FORMATS if name in DOCUMENTS]
    pages = [name for name in FORMATS if name not in {*data, *documents}]
    aliases = [f"{alias} = {each.name}" for each in FORMATS.values() for alias in each.aliases]
    return (
        f"Formats for people: {', '.join(pages)}. Documents: {', '.join(documents)}. "
        f"Formats for programs: {', '.join(data)}. Other names: {', '.join(aliases)}."
    )


def tell_file(name: str, made: Made, written: Written) -> None:
    """Print what was written to a file."""
    _tell(name, made, _change(made, written))


def tell_unchanged(name: str, made: Made) -> None:
    """Print that a file already has the list that would be written."""
    _tell(name, made, "unchanged")


def _tell(name: str, made: Made, change: str) -> None:
    say(f"{name}: {_count(made)}, {change}")
    if made.left_out:
        say(f"left out: {_listed(made.left_out)}", indent=2)


def would_write(name: str, made: Made) -> str:
    """Return what a dry run would write to a file."""
    return f"{name}: {_count(made)}. {DRY_RUN}"


def left_out(counts: Mapping[str, int]) -> str:
    """Return how many publications were left out, by reason."""
    return f"Left out: {_listed(counts)}."


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {reason}" for reason, count in counts.items())


def _count(made: Made) -> str:
    count = plural(made.count, "publication")
    if not 1 < len(made.sections) <= _MOST_SECTIONS:
        return count
    parts = ", ".join(f"{number} {heading}" for heading, number in made.sections)
    return f"{count} ({parts})"


def _change(made: Made, written: Written) -> str:
    size = _size(len(made.content))
    if not written.changed:
        return "unchanged"
    if written.before is not None and written.before != made.count:
        return f"changed ({made.count - written.before:+d}), {size}"
    return size


def _size(number: int) -> str:
    return f"{number / 1000:.0f} kB" if number >= 1000 else f"{number} bytes"


def tell_inserted(file: str, name: str, made: Made, *, changed: bool, dry_run: bool) -> None:
    """Print what was written between the marks of a file."""
    state = "" if changed else ", unchanged"
    end = f". {DRY_RUN}" if dry_run else ""
    say(f"{file}, {name}: {plural(made.count, 'publication')}{state}{end}")


def tell_folder(done: Filled, list_name: str, *, dry_run: bool) -> None:
    """Print what was written into a folder."""
    same = done.pages - len(done.changed) - done.refused
    state = f"{len(done.changed)} changed, {same} unchanged"
    end = f". {DRY_RUN}" if dry_run else ""
    say(f"{done.folder.name}/: {plural(done.pages, 'page')}, {state}{end}")
    for name, why in done.left:
        say(f"{name} {why}, so it was left alone.", sign="!")
    for name in done.pruned:
        say(f"{name} deleted", sign="-")
    if done.stale:
        say(f"No longer made: {', '.join(done.stale)}. (pubman export {list_name} --prune)")
