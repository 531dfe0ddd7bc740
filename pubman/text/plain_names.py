"""Read a name that has nothing to decode and nothing to decide, as nearly every name is.

Every command reads the names of ``pubman.toml``, so this module loads nothing. ``names`` reads all
other names.
"""

from __future__ import annotations

import re
from typing import Final

from pubman.record import Name

SUFFIXES: Final = frozenset("Jr Jr. Sr Sr. II III IV VI VII VIII".split())
_PLAIN_WORD: Final = r"[A-Z][A-Za-z]*\.?(?:['-][A-Za-z]+\.?)*"
_PLAIN_NAME = re.compile(rf"{_PLAIN_WORD}(?: {_PLAIN_WORD})+")
"""Capitalised words without anything to decode, as in nearly every name."""


def read_plain(text: str) -> Name | None:
    """Return the name of ``First Last``; None if it is written in any other way.

    >>> print(read_plain("Ada Lovelace"), read_plain("Lovelace, Ada"))
    Ada Lovelace None
    """
    if _PLAIN_NAME.fullmatch(text):
        given, _, family = text.rpartition(" ")
        if family not in SUFFIXES:
            return Name(given=given, family=family)
    return None
