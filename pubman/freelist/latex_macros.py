"""Read the preamble of a LaTeX document: its own commands, and the .bib files it prints."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pubman.freelist.latex_input import SKIPPED_LINE, read_group

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*(?:\n[ \t]*|\Z)")
_DEFINITION = re.compile(
    r"\\(?:re|provide)?(?:new)?(?:command|DocumentCommand)\*?\s*\{?\s*\\([A-Za-z@]+)\s*\}?\s*"
    r"(?:\[(\d)\])?\s*(?:\[[^\[\]]{0,99}\])?\s*(?=\{)|\\def\s*\\([A-Za-z@]+)((?:#\d)*)\s*(?=\{)"
)
_PRINTS = re.compile(r"\\(?:printbibliography|nocite|bibliography|bibentry|fullcite|printbib)\b")
_BIB_FILES = re.compile(
    r"\\(?:bibliography|addbibresource|nobibliography"
    r"|addglobalbib)(?:\[[^\]]*\])?\{([^{}]{1,500})\}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Macro:
    """A command that the document defines: how many arguments it has, and its body."""

    arguments: int
    body: str


def without_comments(text: str) -> str:
    """*text* without its comments; their line ends stay countable."""
    return _COMMENT.sub(lambda found: (found[1] or "") + SKIPPED_LINE * found[0].count("\n"), text)


def read_macros(text: str) -> dict[str, Macro]:
    """The commands that the document defines, by name."""
    found: dict[str, Macro] = {}
    for match in _DEFINITION.finditer(text):
        body, _ = read_group(text, match.end())
        name = match[1] or match[3]
        count = int(match[2] or 0) if match[1] else match[4].count("#")
        found.setdefault(name, Macro(arguments=count, body=body))
    return found


def bibliographies(text: str) -> list[str]:
    """The .bib files from which a document prints its list; empty if it lists entries itself."""
    bare = without_comments(text)
    if not _PRINTS.search(bare):
        return []
    names = [name.strip() for each in _BIB_FILES.findall(bare) for name in each.split(",")]
    return [name if name.endswith(".bib") else f"{name}.bib" for name in names if name]
