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


_GIVEN: Final = r"[A-Z][A-Za-z]*\.?(?:-[A-Z][A-Za-z]*\.?)*"
INVERTED_NAME: Final = re.compile(rf"([A-Z][A-Za-z]*), ({_GIVEN}(?: {_GIVEN})*)")
"""One plain family name before the comma, and capitalised given names behind it."""
_NO_GIVEN: Final = SUFFIXES | {"NULL"}


def read_inverted(text: str) -> Name | None:
    """Return the name of ``Last, First``; None if it is written in any other way.

    >>> print(read_inverted("Lovelace, Ada"), read_inverted("Lovelace, Jr."))
    Ada Lovelace None
    """
    found = INVERTED_NAME.fullmatch(text)
    if found is None:
        return None
    family, given = found.groups()
    if given in _NO_GIVEN or given[:2] == "Ph" or given[:3] == "Esq" or given[-3:] in _CUT_OFF:
        return None
    return Name(family=family, given=given)


_CUT_OFF: Final = frozenset({" Al", " AL", "Al.", "AL."})
"""How ``et al.`` ends, which may be all that is behind the comma."""
