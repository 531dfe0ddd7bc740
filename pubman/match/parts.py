"""The words by which a title names a part, a volume or an edition, and how numbers are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

ROMAN: Final = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10,
    "xi": 11, "xii": 12, "xiii": 13, "xiv": 14, "xv": 15, "xvi": 16, "xvii": 17, "xviii": 18,
    "xix": 19, "xx": 20, "xxi": 21, "xxii": 22, "xxiii": 23,
}  # fmt: skip
SURE_ROMAN: Final = frozenset(ROMAN) - {"i", "v", "x", "xi", "xx"}
"""Numerals that are hardly ever another word."""
COUNTING: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6,
    "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5, "6th": 6,
}  # fmt: skip
PART_WORDS: Final = frozenset(
    "part pt teil partie parte volume vol book band chapter section phase episode paper no nr"
    " lecture series issue chast часть частина том 卷 第".split()
)
PART: Final = re.compile(
    rf"\b(?:{'|'.join(sorted(PART_WORDS))})"
    r" (?P<n>[ivx]{1,5}|\d{1,3}|[a-d]|one|two|three|four|five|six|first|second|third|fourth)\b"
)
CJK_PART: Final = re.compile(
    r"第?([一二三四五六七八九十]|\d+)[部卷章回編编篇报報]|[上中下][卷篇編编]|\b[上中下]\Z"
)
EDITION: Final = re.compile(
    r"\b(?:(?P<n>\d+) ?(?:st|nd|rd|th)?|(?P<w>second|third|fourth|fifth|sixth|revised))"
    r" (?:ed|edition|aufl|auflage)\b"
)

YEARS_FROM: Final = 60
"""From this number, two digits at the end of a title are a year."""


def is_number(words: Sequence[str]) -> bool:
    """Return True if there is a word, and it writes a number."""
    return any(word in ROMAN or word in COUNTING or word.isdigit() for word in words)


def number_of(word: str) -> str:
    """Return the number that *word* writes, in digits: ``2`` of ``ii``, ``two`` and ``02``."""
    return str(ROMAN.get(word) or COUNTING.get(word) or word.lstrip("0"))


def find_part(core: str, breaks: frozenset[int] = frozenset(), *, named: bool = False) -> str:
    """Return the part or edition that *core* names; a numeral at the end counts ("": none).

    So does "I" before a mark. *breaks* are the positions after marks. *named* says that a numeral
    at the end belongs to a name ("COVID-19").
    """
    # Each pattern is tried only if a word that it needs is in the title: few titles have one.
    words = core.split()
    if (" ed" in core or " auf" in core) and (edition := EDITION.search(core)):
        return f"edition {number_of(edition['n'] or edition['w'])}"
    if not PART_WORDS.isdisjoint(words) and (match := PART.search(core)):
        return number_of(match["n"])
    if not core.isascii() and (match := CJK_PART.search(core)):
        return match[0]
    return _find_numeral(words, breaks, named=named)


def _find_numeral(words: list[str], breaks: frozenset[int], *, named: bool) -> str:
    """Return the number at the end, or a Roman one: "Graph Minors III: Planar tree-width"."""
    if len(words) > 2 and not named and _is_numeral(words[-1]):
        return number_of(words[-1])
    inside = words[1:-1] if named else words[1:]
    if ROMAN.keys().isdisjoint(inside):
        return ""
    return next((number_of(w) for at, w in enumerate(inside, 1) if _is_roman(w, at, breaks)), "")


def _is_roman(word: str, at: int, breaks: frozenset[int]) -> bool:
    """Return True for a numeral that is hardly another word, and for "I" before a mark."""
    return word in SURE_ROMAN or (word == "i" and at + 1 in breaks)


def _is_numeral(word: str) -> bool:
    """Return True for the number of a part, not a year: "VLDB '98", "SIGMOD '02"."""
    if word.isdigit():
        return len(word) <= 2 and not word.startswith("0") and int(word) < YEARS_FROM
    return word in SURE_ROMAN or word == "i"
