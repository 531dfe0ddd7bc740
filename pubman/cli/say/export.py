"""The sentences of export."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pubman.cli.say.terminal import plural, print_json, say
from pubman.library.lists import Made
from pubman.library.output_folders import Filled
from pubman.library.outputs import Written

if TYPE_CHECKING:
    from pubman.config import ListConfig

DRY_RUN: Final = "Dry run: nothing was written."
_MOST_SECTIONS: Final = 5
"""The most sections that are listed with their sizes."""


def formats_help() -> str:
    """Return every format by group, for the help of export."""
    from pubman.exports import DATA_FORMATS, DOCUMENTS, FORMATS

    data = [name for name in FORMATS if name in DATA_FORMATS]
    documents = [name for name in FORMATS if name in DOCUMENTS]
    pages = [name for name in FORMATS if name not in {*data, *documents}]
    aliases = [
        f"{alias} = {each.name}"
        for each in FORMATS.values()
        for alias in each.aliases
        if alias not in FORMATS
    ]
    return (
        f"Formats for people: {', '.join(pages)}. Documents: {', '.join(documents)}. "
        f"Formats for programs: {', '.join(data)}. Other names: {', '.join(aliases)}."
    )


class Report:
    """Tells what an export does: in sentences as it goes, or at its end as JSON."""

    def __init__(self, *, dry_run: bool, as_json: bool) -> None:
        self.as_json = as_json
        self._dry_run = dry_run
        self._written: list[dict[str, Any]] = []

    def file(self, path: Path, made: Made, written: Written | None) -> None:
        """Tell what was written to a file, or what a dry run would write."""
        if self.as_json:
            self._written.append(_file_as_json(path, made, changed=not written or written.changed))
        elif written is None:
            say(f"{path.name}: {_count(made)}. {DRY_RUN}")
        else:
            _tell_file(path, made, _change(made, written))

    def unchanged(self, path: Path, made: Made) -> None:
        """Tell that a file already has the list that would be written."""
        if self.as_json:
            self._written.append(_file_as_json(path, made, changed=False))
        else:
            _tell_file(path, made, "unchanged")

    def printed(self, made: Made) -> None:
        """Tell what a list on stdout leaves out."""
        if made.left_out:
            say(f"Left out: {_listed(made.left_out)}.")

    def inserted(self, path: Path, name: str, made: Made, *, changed: bool) -> None:
        """Tell what was written between the marks of a file."""
        if self.as_json:
            self._written.append(_file_as_json(path, made, changed=changed))
            return
        state = "" if changed else ", unchanged"
        end = f". {DRY_RUN}" if self._dry_run else ""
        say(f"{path.name}, {name}: {plural(made.count, 'publication')}{state}{end}")

    def folder(self, done: Filled, config: ListConfig) -> None:
        """Tell what was written into a folder."""
        if self.as_json:
            self._written.append(_folder_as_json(done, config))
            return
        same = done.pages - len(done.changed) - done.refused
        state = f"{len(done.changed)} changed, {same} unchanged"
        end = f". {DRY_RUN}" if self._dry_run else ""
        say(f"{done.folder.name}/: {plural(done.pages, 'page')}, {state}{end}")
        for name, why in done.left:
            say(f"{name} {why}, so it was left alone.", sign="!")
        for name in done.pruned:
            say(f"{name} deleted", sign="-")
        if done.stale:
            say(f"No longer made: {', '.join(done.stale)}. (pubman export {config.name} --prune)")

    def finish(self) -> None:
        """Print what was told, if it was asked for as JSON."""
        if self.as_json:
            print_json({"dry_run": self._dry_run, "written": self._written})


def _tell_file(path: Path, made: Made, change: str) -> None:
    say(f"{path.name}: {_count(made)}, {change}")
    if made.left_out:
        say(f"left out: {_listed(made.left_out)}", indent=2)


def _file_as_json(path: Path, made: Made, *, changed: bool) -> dict[str, Any]:
    return {
        "list": made.name,
        "format": made.format,
        "path": str(path),
        "changed": changed,
        "publications": made.count,
        "sections": dict(made.sections),
        "left_out": made.left_out,
    }


def _folder_as_json(done: Filled, config: ListConfig) -> dict[str, Any]:
    return {
        "list": config.name,
        "format": config.format,
        "path": str(done.folder),
        "changed": bool(done.changed or done.pruned),
        "pages": done.pages,
        "changed_pages": list(done.changed),
        "left_alone": dict(done.left),
        "no_longer_made": list(done.stale),
        "deleted": list(done.pruned),
    }


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {reason}" for reason, count in counts.items())


def _count(made: Made) -> str:
    count = plural(made.count, "publication")
    if not 1 < len(made.sections) <= _MOST_SECTIONS:
        return count
    parts = ", ".join(f"{number} {heading}" for heading, number in made.sections)
    return f"{count} ({parts})"


def _change(made: Made, written: Written) -> str:
    size = _size(made.size)
    if not written.changed:
        return "unchanged"
    if written.before is not None and written.before != made.count:
        return f"changed ({made.count - written.before:+d}), {size}"
    return size


def _size(number: int) -> str:
    return f"{number / 1000:.0f} kB" if number >= 1000 else f"{number} bytes"
