"""The documentation that is installed with pubman: its pages, and the section of a command."""

from __future__ import annotations

import re
from typing import Final

from pubman.cli.commands import COMMANDS
from pubman.data import read_docs
from pubman.errors import Step, UsageError

_COMMANDS: Final = "reference/commands"


def title_of(text: str) -> str:
    """Return the first heading of a page."""
    heading = re.search(r"^# (.+)$", text, re.MULTILINE)
    return heading[1] if heading else ""


def contents() -> str:
    """Return the names and titles of all pages, by folder."""
    lines: list[str] = []
    shown = ""
    for page, text in read_docs().items():
        folder, _, name = page.partition("/")
        if folder != shown:
            shown = folder
            lines += ["", folder.capitalize()] if lines else [folder.capitalize()]
        lines.append(f"  {name:30} {title_of(text) or name}")
    return "\n".join([*lines, "", "To read a page: pubman docs NAME"])


def page_for(topic: str) -> str:
    """Return the text about ``topic``: the section of a command, or a page."""
    if topic in COMMANDS:
        return _section(topic)
    named = {page.partition("/")[2]: text for page, text in read_docs().items()}
    if topic in named:
        return named[topic]
    found = [name for name, text in named.items() if topic.lower() in title_of(text).lower()]
    if len(found) == 1:
        return named[found[0]]
    hint = f"pages: {', '.join(found)}" if found else Step("docs", "", "lists all pages")
    raise UsageError(f"There is no page called {topic!r}.", hint)


def _section(command: str) -> str:
    """Return the section of the reference about one command."""
    text = read_docs()[_COMMANDS]
    start = text.index(f"### pubman {command}\n")
    end = re.compile(r"^##", re.MULTILINE).search(text, start + 3)
    return text[start : end.start() if end else len(text)].rstrip() + "\n"
