"""What is declared of a format, and the format that a name means."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pubman.errors import UsageError
from pubman.formats.ranks import FILE_RANK


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format that pubman reads, writes, or both.

    ``label`` is the name that people know. ``purpose`` says in a few words what a written file is
    for. ``hint`` says how to get a file to read. ``aliases`` are other names that people type.

    ``reader`` and ``writer`` are modules. They are imported when they are needed. ``read`` of a
    reader takes text, or bytes if ``text`` is False. ``rereads`` says whether it also takes the
    texts of entries that are already known. ``render`` of a writer gives text, or bytes if
    ``binary`` is True.

    ``endings`` are the usual extensions of files to read. ``extension`` is that of a written file.
    ``source`` is the default source of the records (if it is empty, the file name without its
    extension). If two sources have a value for one field, the one with the higher ``rank`` wins.
    """

    name: str
    label: str
    reader: str = ""
    writer: str = ""
    purpose: str = ""
    hint: str = ""
    aliases: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    extension: str = ""
    media_type: str = ""
    source: str = ""
    rank: int = FILE_RANK
    text: bool = True
    rereads: bool = False
    binary: bool = False
    usual: bool = False

    @property
    def described(self) -> str:
        """The label, followed by what a written file is for."""
        return f"{self.label}, {self.purpose}" if self.purpose else self.label


def by_name(formats: Iterable[Format]) -> Mapping[str, Format]:
    """Return ``formats`` as a mapping from their names."""
    return {each.name: each for each in formats}


def find(name: str, among: Mapping[str, Format]) -> Format | None:
    """Return the format that has this name or alias, in capitals or not; None if there is none."""
    wanted = name.lower()
    if wanted in among:
        return among[wanted]
    return next((each for each in among.values() if wanted in each.aliases), None)


def nearest(name: str, among: Mapping[str, Format]) -> str:
    """Return the name of the format that is spelt most like ``name``, or ``""``."""
    spellings = {each.name: each.name for each in among.values()}
    spellings |= {alias: each.name for each in among.values() for alias in each.aliases}
    found = difflib.get_close_matches(name.lower(), spellings, n=1, cutoff=0.5)
    return spellings[found[0]] if found else ""


def unknown_format(name: str, among: Mapping[str, Format], does: str) -> UsageError:
    """Return the error that pubman does not read (or write) a format of this name."""
    near = nearest(name, among)
    meant = f" Did you mean {near}?" if near else ""
    return UsageError(
        f"{name!r} is not a format that pubman {does}.{meant}", f"formats: {', '.join(among)}"
    )
