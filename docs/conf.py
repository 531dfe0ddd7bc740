"""Sphinx settings of the documentation: scripts/build_docs.

README.md is the index that people read in the repository, too. Its sections are the navigation
of the site, so no second list has to be kept. decisions/0019-a-site-of-markdown.md says why Sphinx.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from pubman import __version__

project = "pubman"
release = version = __version__
copyright = "pubman contributors"  # noqa: A001 - the name that Sphinx reads
extensions = ["myst_parser"]
root_doc = "README"
source_suffix = {".md": "markdown"}
html_theme = "furo"
html_title = f"pubman {release}"
html_copy_source = False
html_show_sourcelink = False
myst_heading_anchors = 4
suppress_warnings = ["myst.header", "misc.highlighting_failure", "toc.not_included"]

_FOLDER = Path(__file__).resolve().parent
_LINK = re.compile(r"\[([^\]]+)\]\(([^)#\s]+)(#[^)\s]*)?\)")
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)


def _navigation(text: str) -> str:
    """Return a hidden table of contents for each section of the index."""
    _, *parts = _SECTION.split(text)
    trees = []
    for heading, section in zip(parts[::2], parts[1::2], strict=True):
        pages = [target for _, target, _ in _LINK.findall(section) if (_FOLDER / target).is_file()]
        lines = [each.removesuffix(".md") for each in dict.fromkeys(pages)]
        trees += ["```{toctree}", f":caption: {heading}", ":hidden:", "", *lines, "```", ""]
    decisions = sorted((_FOLDER / "decisions").glob("0*.md"))
    if decisions:
        lines = [f"decisions/{path.stem}" for path in decisions]
        trees += ["```{toctree}", ":caption: Decisions", ":hidden:", "", *lines, "```", ""]
    return "\n".join(trees)


def _inside_only(name: str, text: str) -> str:
    """Turn links to files outside this folder into their text: the site does not have them."""
    here = (_FOLDER / name).parent

    def keep(link: re.Match[str]) -> str:
        if "://" in link[2] or link[2].startswith("mailto:"):
            return link[0]
        inside = Path(os.path.normpath(here / link[2])).is_relative_to(_FOLDER)
        return link[0] if inside else link[1]

    return _LINK.sub(keep, text)


def _read(_: Any, name: str, content: list[str]) -> None:
    content[0] = _inside_only(name, content[0])
    if name == root_doc:
        content[0] += "\n" + _navigation(content[0])


def setup(app: Any) -> None:
    """Register the changes that a page gets before it is read."""
    app.connect("source-read", _read)
