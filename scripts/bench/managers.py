"""The cost of the same commands with bibmanager, cobib and pubs, if they are installed.

Each is run as its manual says for use without a terminal, in its own home directory. Its own export
counts the entries that it kept, because a command that fails is not fast. If a program lacks
a command, or the command waits for a terminal, the cell stays empty.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Cost(NamedTuple):
    """The cost of a process: CPU seconds and peak megabytes."""

    seconds: float
    megabytes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Manager:
    """One program: the commands that prepare it, and its command for each of ours, in order.

    ``{bib}`` is the file. ``plain_keys``: it cannot keep a key with a slash.
    """

    program: str
    prepare: tuple[tuple[str, ...], ...] = ()
    commands: dict[str, tuple[str, ...]]
    plain_keys: bool = False
    exported: str = "out.bib"


MANAGERS = {
    "bibmanager": Manager(
        program="bibm",
        commands={
            "import": ("bibm", "merge", "{bib}", "new"),
            "search": ("sh", "-c", "echo 'title:\"adaptive\"' | bibm search -v 0"),
            "export bib": ("bibm", "export", "out.bib"),
            "--help": ("bibm", "--help"),
        },
    ),
    "cobib": Manager(
        program="cobib",
        prepare=(("cobib", "init"), ("cobib", "list")),  # the first run prints its news
        commands={
            "import": ("cobib", "add", "-b", "{bib}"),
            "list": ("cobib", "list"),
            "search": ("cobib", "search", "adaptive"),
            "export bib": ("cobib", "export", "--bibtex", "--", "out.bib"),
            "--help": ("cobib", "--help"),
        },
    ),
    "pubs": Manager(
        program="pubs",
        prepare=(("pubs", "init"),),
        plain_keys=True,
        commands={
            "import": ("pubs", "import", "{bib}"),
            "list": ("pubs", "list"),
            "search": ("pubs", "list", "title:adaptive"),
            "export bib": ("sh", "-c", "exec pubs export > out.bib"),
            "--help": ("pubs", "--help"),
        },
    ),
}


def managers(
    bib: Path, run: Callable[[Path, Sequence[str]], Cost]
) -> Iterator[tuple[str, dict[str, Cost | None], int]]:
    """Name, cost of each command (None if it fails) and entries kept, of installed programs."""
    for name, each in MANAGERS.items():
        if not shutil.which(each.program):
            continue
        with _home() as folder:
            file = folder / "all.bib"
            text = bib.read_text("utf-8", "replace")
            file.write_text(_with_plain_keys(text) if each.plain_keys else text, "utf-8")
            for words in each.prepare:
                subprocess.run(words, cwd=folder, check=False, capture_output=True,
                               stdin=subprocess.DEVNULL)  # fmt: skip
            found: dict[str, Cost | None] = {}
            for what, words in each.commands.items():
                try:
                    found[what] = run(folder, [word.replace("{bib}", str(file)) for word in words])
                except SystemExit:
                    found[what] = None
            kept = folder / each.exported
            text = kept.read_text("utf-8", "replace") if kept.exists() else ""
            yield name, found, len(re.findall(r"^@\w+\{", text, re.MULTILINE))


@contextmanager
def _home() -> Iterator[Path]:
    """A folder that is the home directory while the block runs."""
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    before = {name: os.environ.get(name) for name in names}
    with tempfile.TemporaryDirectory(prefix="pubman-bench-") as place:
        for name in names:
            os.environ.pop(name, None)
        os.environ["HOME"] = place
        try:
            yield Path(place)
        finally:
            for name, value in before.items():
                os.environ.pop(name, None)
                if value is not None:
                    os.environ[name] = value


def _with_plain_keys(text: str) -> str:
    return re.sub(
        r"^(\s*@\w+\{)([^,\s]+)",
        lambda match: match[1] + re.sub(r"[^\w-]", "-", match[2]),
        text,
        flags=re.MULTILINE,
    )
