"""The documentation that is installed with pubman: its pages, and the section of a command."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final

from pubman.cli.commands import COMMANDS
from pubman.data import read_docs
from pubman.errors import Step, UsageError

_MADE: Final[Mapping[str, str]] = {
    "commands": "Commands",
    "configuration": "pubman.toml",
    "fields": "Fields",
    "formats": "Formats",
    "json": "JSON",
}
"""The titles of the pages that are made from the code."""
_ONLY_ON_A_SITE: Final = re.compile(r"^(<!--.*?-->|!\[[^\]]*\]\([^)]*\))\n+", re.MULTILINE)
"""Comments and pictures, each on lines of its own."""
_LINK: Final = re.compile(r"\[([^\]]+)\]\((?:[\w.-]+/)*([\w-]+)\.md(?:#[^)]*)?\)")
_MENTIONED: Final = 5
"""The most pages to name for a topic that has no page of its own."""


def title_of(text: str) -> str:
    """Return the first heading of a page."""
    heading = re.search(r"^# (.+)$", text, re.MULTILINE)
    return heading[1] if heading else ""


def contents() -> str:
    """Return the names and titles of all pages, by folder."""
    lines: list[str] = []
    shown = ""
    written = {page: title_of(text) for page, text in read_docs().items()}
    titles = written | {f"reference/{name}": title for name, title in _MADE.items()}
    folders = list(dict.fromkeys(page.partition("/")[0] for page in written))
    for page in sorted(titles, key=lambda page: (folders.index(page.partition("/")[0]), page)):
        folder, _, name = page.partition("/")
        if folder != shown:
            shown = folder
            lines += ["", folder.capitalize()] if lines else [folder.capitalize()]
        lines.append(f"  {name:30} {titles[page] or name}")
    return "\n".join([*lines, "", "To read a page: pubman docs NAME"])


def page_for(topic: str) -> str:
    """Return the text about ``topic``: a page, or the page of a command and its section."""
    named = {page.partition("/")[2]: text for page, text in read_docs().items()}
    if topic not in COMMANDS:
        return _for_the_terminal(_page(topic, named), {*named, *_MADE})
    from pubman.cli.reference import command_section

    page = _for_the_terminal(named[topic], {*named, *_MADE}) + "\n" if topic in named else ""
    return page + command_section(topic) + _see_also(topic, named)


def _see_also(command: str, pages: Mapping[str, str]) -> str:
    """Return the pages that show a command most, apart from its own and the reference."""
    others = {name: text for name, text in pages.items() if name != command}
    lines = [
        f"  pubman docs {name:20} {title_of(others[name])}\n"
        for name in _most_about(f"pubman {command} ", others)
    ]
    return "".join(["\nPages that show it:\n", *lines]) if lines else ""


def _page(topic: str, named: Mapping[str, str]) -> str:
    if topic in named:
        return named[topic]
    from pubman.cli.reference import PAGES

    if topic in PAGES:
        return PAGES[topic]()
    named = {**named, **{name: make() for name, make in PAGES.items()}}
    found = [name for name, text in named.items() if topic.lower() in title_of(text).lower()]
    if len(found) == 1:
        return named[found[0]]
    about = found or _most_about(topic, named)
    hints = [Step("docs", name, title_of(named[name])) for name in about]
    raise UsageError(
        f"There is no page called {topic!r}.", *hints, Step("docs", "", "lists all pages")
    )


def _for_the_terminal(text: str, pages: Collection[str]) -> str:
    """Return a page without what only a site shows. A link to another page becomes a command."""

    def said(link: re.Match[str]) -> str:
        return f"{link[1]} (pubman docs {link[2]})" if link[2] in pages else link[1]

    return _LINK.sub(said, _ONLY_ON_A_SITE.sub("", text))


def _most_about(topic: str, pages: Mapping[str, str]) -> list[str]:
    """Return the names of the pages that mention ``topic`` most, at most ``_MENTIONED``."""
    mention = re.compile(rf"(?<!\w){re.escape(topic)}", re.IGNORECASE)
    counts = Counter({name: len(mention.findall(text)) for name, text in pages.items()})
    return [name for name, count in counts.most_common(_MENTIONED) if count]
