"""Names in other scripts: the Latin spellings of a word in Han, Hangul, Kana, Cyrillic ...

There is no single romanisation: ``Щукин`` is Shchukin, Schukin or Ščukin, and ``曾`` is Zeng or
Tseng. So a word becomes a *pattern* that matches all its usual spellings in folded Latin letters::

    spellings("Щукин")   matches shchukin, schukin, scukin
    spellings("晓明")     matches xiaoming, hsiaoming

``alphabets`` holds the tables for Cyrillic, Greek, Arabic and Hebrew, ``syllables`` those for
Hangul and Kana, ``han`` reads Chinese characters, ``japanese`` Japanese names in Han characters.
All of it is loaded when the first such name is compared. Japanese readings cannot be derived from
the characters, so ``japanese`` knows common names only. A person adds another one as a spelling.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final, Literal

Script = Literal["latin", "cyrillic", "greek", "arabic", "hebrew", "hangul", "kana", "han", ""]

_RANGES: Final[tuple[tuple[str, str, Script], ...]] = (
    ("A", "\u02af", "latin"),
    ("\u0370", "\u03ff", "greek"),
    ("\u0400", "\u052f", "cyrillic"),
    ("\u05d0", "\u05ea", "hebrew"),
    ("\u0600", "\u06ff", "arabic"),
    ("\u0750", "\u077f", "arabic"),
    ("\u1100", "\u11ff", "hangul"),
    ("\u1e00", "\u1eff", "latin"),
    ("\u1f00", "\u1fff", "greek"),
    ("\u3040", "\u30ff", "kana"),
    ("\u3130", "\u318f", "hangul"),
    ("\u3400", "\u4dbf", "han"),
    ("\u4e00", "\u9fff", "han"),
    ("\uac00", "\ud7ff", "hangul"),
    ("\uf900", "\ufaff", "han"),
)
_SYLLABIC: Final = frozenset({"hangul", "kana", "han"})
_MOST: Final = 40
"""The most characters of a word that is read. No name is longer."""


def script_of(text: str) -> Script:
    """Return the script of the first letter of ``text``; ``""`` for an unknown one.

    >>> script_of("Щукин"), script_of("O'Neil")
    ('cyrillic', 'latin')
    """
    if text[:1].isascii() and text[:1].isalpha():
        return "latin"
    for char in text:
        if char.isalpha():
            return next((name for first, last, name in _RANGES if first <= char <= last), "")
    return ""


def is_syllabic(text: str) -> bool:
    """Return whether ``text`` is in a script in which one character is one syllable."""
    return script_of(text) in _SYLLABIC


@lru_cache(maxsize=4096)
def spellings(word: str) -> re.Pattern[str] | None:
    """Return the pattern of the folded Latin spellings of a word in another script.

    None for a Latin word, a word that is too long, and a script without a table.

    >>> bool(spellings("Щукин").fullmatch("shchukin")), spellings("Bo")
    (True, None)
    """
    source = _source(word)
    return re.compile(source) if source else None


@lru_cache(maxsize=4096)
def initials(word: str) -> frozenset[str]:
    """Return the Latin letters with which a spelling of ``word`` may begin."""
    first = _source(word[:1])
    if not first:
        return frozenset()
    return frozenset(
        letter for letter in "abcdefghijklmnopqrstuvwxyz" if re.match(_beginning(first), letter)
    )


def _beginning(source: str) -> str:
    """Return a pattern for the first letters of the alternatives of one group."""
    return "[" + "".join(sorted(set(re.findall(r"(?<![a-z])[a-z]", source)))) + "]"


def _source(word: str) -> str:
    if not word or len(word) > _MOST:
        return ""
    read = _readers().get(script_of(word))
    return read(unicodedata.normalize("NFC", word)) if read else ""


@lru_cache(maxsize=1)
def _readers() -> Mapping[str, Callable[[str], str]]:
    """Return the function that makes the pattern of a word, by script; loaded on first use."""
    # Imported here because most stores never meet another script.
    from pubman.text.scripts import alphabets, han, syllables  # noqa: PLC0415

    return {
        "cyrillic": alphabets.cyrillic,
        "greek": alphabets.greek,
        "arabic": alphabets.arabic,
        "hebrew": alphabets.hebrew,
        "hangul": syllables.hangul,
        "kana": syllables.kana,
        "han": han.han,
    }
