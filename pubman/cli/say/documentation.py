"""The documentation that is installed with pubman: its pages, and the section of a command."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pubman.cli.commands import COMMANDS
from pubman.data import docs_path
from pubman.errors import Step, UsageError

_FOLDERS: Final = ("tutorial", "how-to", "reference", "explanation")
"""The folders for people who use pubman, in reading order."""
_COMMANDS: Final = "reference/commands.md"


def pages() -> Iterator[Path]:
    """Yield the pages for people who use pubman, in reading order."""
    for folder in _FOLDERS:
        yield from sorted((docs_path() / folder).glob("*.md"))


def title_of(page: Path) -> str:
    """Return the first heading of a page."""
    heading = re.search(r"^# (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return heading[1] if heading else page.stem


def contents() -> str:
    """Return the names and titles of all pages, by folder."""
    lines: list[str] = []
    folder = ""
    for page in pages():
        if page.parent.name != folder:
            folder = page.parent.name
            lines += ["", folder.capitalize()] if lines else [folder.capitalize()]
        lines.append(f"  {page.stem:30} {title_of(page)}")
    return "\n".join([*lines, "", "To read a page: pubman docs NAME"])


def page_for(topic: str) -> str:
    """Return the text about ``topic``: the section of a command, or a page."""
    if topic in COMMANDS:
        return _section(topic)
    named = {page.stem: page for page in pages()}
    if topic in named:
        return named[topic].read_text("utf-8")
    found = [name for name, page in named.items() if topic.lower() in title_of(page).lower()]
    if len(found) == 1:
        return named[found[0]].read_text("utf-8")
    hint = f"pages: {', '.join(found)}" if found else Step("docs", "", "lists all pages")
    raise UsageError(f"There is no page called {topic!r}.", hint)


def _section(command: str) -> str:
    """Return the section of the reference about one command."""
    text = (docs_path() / _COMMANDS).read_text("utf-8")
    start = text.index(f"### pubman {command}\n")
    end = re.compile(r"^##", re.MULTILINE).search(text, start + 3)
    return text[start : end.start() if end else len(text)].rstrip() + "\n"
