"""Makers: whose export a .bib file is, dblp's, Google Scholar's, or somebody's own.

Only what the maker alone writes counts, and nine in ten entries must have it: a person's own file
with entries pasted from there stays the person's own.
"""

from __future__ import annotations

import re
from typing import Final

from pubman.formats.pieces import Pieces, begin

SAMPLE: Final = 500_000
"""Characters of a file that are looked at: some 500 entries show who made it."""

_ENTRY = re.compile(r"^@(?!(?i:string|comment|preamble)\b)\w+[ \t]*[{(]", re.MULTILINE)
_DBLP_HEAD = re.compile(r"^@\w+[ \t]*\{[ \t]*DBLP:", re.MULTILINE)
_SCHOLAR_HEAD = re.compile(r"^@\w+\{([^\s,]*),\r?\n  title=\{", re.MULTILINE)
_FIELD = re.compile(r"^[ \t]*([\w-]+[ \t]*=[ \t]?)(?=[\w{\"])", re.MULTILINE)
_SCHOLAR_FIELDS: Final = frozenset(
    f"{name}="
    for name in "title author journal booktitle volume number pages year publisher organization"
    " school institution note month howpublished edition editor series".split()
)
# Family name, year, first word of the title: wagenlander2024tenplex. Of 210 entries of a real
# export 26 lack the year or begin the word with a digit.
_SCHOLAR_KEY = re.compile(r"[^\W\d_]+\d{4}[^\W\d_][^\W_]*")


def bibtex_maker(text: Pieces) -> str:
    """``dblp`` or ``scholar`` where the .bib file ``text`` was made there, else an empty string."""
    text = begin(text, SAMPLE)
    entries = len(_ENTRY.findall(text))
    if not entries:
        return ""
    if len(_DBLP_HEAD.findall(text)) * 10 >= entries * 9:
        return "dblp"
    return "scholar" if _by_scholar(text, entries) else ""


def _by_scholar(text: str, entries: int) -> bool:
    """True for Scholar's own form: its keys, the title first, its fields only, no spaces.

    ``@article{zhao2020load,`` and ``  title={…}`` below it. One key that Scholar would not make, or
    one field that it does not give (a DOI, an address), and the file is somebody's own.
    """
    keys = _SCHOLAR_HEAD.findall(text)
    keyed = sum(1 for key in keys if _SCHOLAR_KEY.fullmatch(key))
    if len(keys) * 10 < entries * 9 or keyed * 5 < len(keys) * 4:
        return False
    if not all(key.isalnum() for key in keys):
        return False
    return all(field in _SCHOLAR_FIELDS for field in _FIELD.findall(text))
