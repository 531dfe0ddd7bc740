"""Find out who made a .bib file: dblp, Google Scholar, or a person.

Only signs that no other program writes count, and nine in ten entries must have them. A person's
own file with some entries pasted from dblp remains the person's own.
"""

from __future__ import annotations

import re
from typing import Final

from pubman.formats.pieces import Pieces, begin

SAMPLE: Final = 500_000
"""How many characters of a file are examined: about 500 entries show who made it."""

_ENTRY = re.compile(r"^@(?!(?i:string|comment|preamble)\b)\w+[ \t]*[{(]", re.MULTILINE)
_DBLP_HEAD = re.compile(r"^@\w+[ \t]*\{[ \t]*DBLP:", re.MULTILINE)
_SCHOLAR_HEAD = re.compile(r"^@\w+\{([^\s,]*),\r?\n  title=\{", re.MULTILINE)
_FIELD = re.compile(r"^[ \t]*([\w-]+[ \t]*=[ \t]?)(?=[\w{\"])", re.MULTILINE)
_SCHOLAR_FIELDS: Final = frozenset(
    f"{name}="
    for name in "title author journal booktitle volume number pages year publisher organization"
    " school institution note month howpublished edition editor series".split()
)
# Family name, year, first word of the title: wagenlander2024tenplex. In a real export 26 of 210
# entries lack the year, or their word begins with a digit.
_SCHOLAR_KEY = re.compile(r"[^\W\d_]+\d{4}[^\W\d_][^\W_]*")


def bibtex_maker(text: Pieces) -> str:
    """Return ``dblp`` or ``scholar`` if the .bib file ``text`` was made there, else ``""``."""
    text = begin(text, SAMPLE)
    entries = len(_ENTRY.findall(text))
    if not entries:
        return ""
    if len(_DBLP_HEAD.findall(text)) * 10 >= entries * 9:
        return "dblp"
    return "scholar" if _by_scholar(text, entries) else ""


def _by_scholar(text: str, entries: int) -> bool:
    """Return whether the file has Scholar's form: its keys, title first, only its fields.

    An entry begins with ``@article{zhao2020load,`` and ``  title={…}`` on the next line. One key
    that Scholar would not make, or one field that it never gives (a DOI, an address), shows that a
    person edited the file.
    """
    keys = _SCHOLAR_HEAD.findall(text)
    keyed = sum(1 for key in keys if _SCHOLAR_KEY.fullmatch(key))
    if len(keys) * 10 < entries * 9 or keyed * 5 < len(keys) * 4:
        return False
    if not all(key.isalnum() for key in keys):
        return False
    return all(field in _SCHOLAR_FIELDS for field in _FIELD.findall(text))
