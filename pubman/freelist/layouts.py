"""Find the layout of a free list, and say what a page without a list is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from pubman.errors import BadInput
from pubman.freelist.finding import find_entries
from pubman.freelist.html_layout import read_html
from pubman.freelist.latex_layout import read_latex
from pubman.freelist.latex_macros import bibliographies
from pubman.freelist.markdown_layout import read_markdown
from pubman.freelist.org_layout import read_org
from pubman.freelist.placement import PersonalList
from pubman.freelist.reading import read_entries
from pubman.freelist.records import list_entries
from pubman.freelist.text_layout import read_text
from pubman.freelist.tree import Node, lines_of, text_of

LONGEST: Final = 20_000_000
"""Characters of the largest page that is read."""
MOST: Final = 5_000
"""Entries of the longest list that is read."""

_BY_EXTENSION: Final = {
    "html": "HTML", "htm": "HTML", "xhtml": "HTML", "md": "Markdown", "markdown": "Markdown",
    "rmd": "Markdown", "qmd": "Markdown", "mdx": "Markdown", "tex": "LaTeX", "ltx": "LaTeX",
    "org": "Org", "txt": "text",
}  # fmt: skip
_READERS: Final[Mapping[str, Callable[[str], Node]]] = {
    "HTML": read_html, "Markdown": read_markdown, "LaTeX": read_latex, "Org": read_org,
    "text": read_text,
}  # fmt: skip
_HTML = re.compile(r"(?i)<(?:!doctype|html|body|div|table|ul|ol|p|li|br)\b")
_LATEX = re.compile(r"\\(?:documentclass|begin\{|section\*?\{|item\b|cvsection)")
_ORG = re.compile(r"^(?:#\+\w+:|\*+ \S.*\n)", re.MULTILINE)
_MARKDOWN = re.compile(
    r"^(?:#{1,6} \S|[-*] \S|\d+\. .*\]\(|---\n)|\]\(https?:|\*\*\S", re.MULTILINE
)

_LOOP = re.compile(r"\{%-?\s*(?:for|include|bibliography|assign)\b|\{\{[<%]?\s*\w|\{\{<")
_SCRIPT = re.compile(r"(?i)<script\b|fetch\(|innerHTML")
_SHORT_PAGE: Final = 600
_LOOP_SOURCE = re.compile(
    r"site\.data\.([\w.]+)|site\.(\w+)\b|\{%-?\s*include\s+([\w./-]+)|bibliography[^%]*--file\s+(\S+)"
)


def layout_of(text: str, filename: str) -> str:
    """The layout of a list: by the ending of its name, else by its content."""
    ending = filename.rpartition(".")[2].lower() if "." in filename else ""
    if ending in _BY_EXTENSION:
        return _BY_EXTENSION[ending]
    head = text[:20_000]
    for layout, sign in (
        ("HTML", _HTML),
        ("LaTeX", _LATEX),
        ("Org", _ORG),
        ("Markdown", _MARKDOWN),
    ):
        if sign.search(head):
            return layout
    return "text"


def read_free_list(text: str, filename: str) -> PersonalList:
    """The list in a page, a CV or a pasted text; ``BadInput`` says why it has none."""
    if len(text) > LONGEST:
        raise BadInput(
            f"{filename} has {len(text):,} characters. I read lists of up to {LONGEST:,}."
        )
    layout = layout_of(text, filename)
    if layout == "LaTeX" and (files := bibliographies(text)):
        _refuse_bibliography(text, filename, files)
    try:
        tree = _READERS[layout](text)
        found = find_entries(tree)
    except RecursionError:
        raise BadInput(f"{filename} is nested too deeply to be a list.") from None
    if len(found) > MOST:
        raise BadInput(f"{filename} has {len(found):,} entries. I read lists of up to {MOST:,}.")
    if not found:
        raise _nothing_found(text, filename, layout)
    entries = tuple(list_entries(read_entries(found), lines_of(tree)))
    return PersonalList(kind=layout, entries=entries)


def _refuse_bibliography(text: str, filename: str, files: list[str]) -> None:
    """Say which .bib a CV prints, unless it lists entries itself."""
    if len(find_entries(read_latex(text))) > 2:
        return
    named = ", ".join(files)
    raise BadInput(
        f"{filename} prints its list from {named} and lists nothing itself.",
        f"Import {named} instead.",
    )


def _nothing_found(text: str, filename: str, layout: str) -> BadInput:
    """The reason why a page has no list: a loop, a script, or simply no entries."""
    if _LOOP.search(text):
        sources = [next(filter(None, each), "") for each in _LOOP_SOURCE.findall(text)]
        hints = [_source_hint(each) for each in dict.fromkeys(sources) if each]
        return BadInput(
            f"{filename} is a template: the site fills the list in from another file.",
            *(
                hints[:3]
                or ["Give the data file of the site, or a saved copy of the finished page."]
            ),
        )
    if layout == "HTML" and _is_filled_in(text):
        return BadInput(
            f"{filename} holds no list: a script fills it in when a browser opens the page.",
            "Open the page in a browser, save it as a complete page, and give that file.",
        )
    if layout == "LaTeX" and "\\nocite" in text:
        return BadInput(
            f"{filename} prints entries of a .bib by their keys and lists nothing itself.",
            "Import that .bib instead.",
        )
    return BadInput(f"I found no publications in {filename}.")


def _source_hint(name: str) -> str:
    if name == "publications":
        return "Give the folder _publications of the site."
    if "." in name.rpartition("/")[2]:
        return f"Give {name}."
    return f"Give the site's file _data/{name.replace('.', '/')}.yml (or .json)."


def _is_filled_in(text: str) -> bool:
    """Return True for a page with little text and a script or empty element for a list."""
    waits = _SCRIPT.search(text) or "id=" in text
    return bool(waits) and len(text_of(read_html(text), 2 * _SHORT_PAGE)) < _SHORT_PAGE
