"""Chinese characters -> the ways in which they are romanised in names: pinyin and Wade-Giles.

``db/pinyin.csv`` lists the characters by syllable. A character with several readings is listed for
each of them, because a surname often has a rare one (曾 is Zeng, 单 is Shan).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from pubman.data import read_pairs

_COMPOUND_U: Final = {
    "lü": "lv|lyu|lu|lue",
    "nü": "nv|nyu|nu|nue",
    "lüe": "lve|lue",
    "nüe": "nve|nue",
}
_WHOLE: Final[Mapping[str, str]] = {
    "zi": "tzu|tsu", "ci": "tzu|tsu", "si": "szu|ssu|sze", "zhi": "chih", "chi": "chih",
    "shi": "shih", "ri": "jih", "er": "erh", "yi": "i", "ye": "yeh", "yan": "yen", "you": "yu",
    "yong": "yung", "ge": "ko", "ke": "ko", "he": "ho", "li": "lee", "wu": "woo", "xu": "hsu|shu",
    "lin": "lim",
}  # fmt: skip
"""Wade-Giles and usual spellings of whole syllables."""
_FIRST: Final[Mapping[str, str]] = {
    "zh": "ch|j", "ch": "ch", "j": "ch", "q": "ch|ts", "x": "hs|sh|s", "z": "ts|tz", "c": "ts|tz",
    "b": "p", "d": "t", "g": "k", "r": "j",
}  # fmt: skip
"""The first consonants of pinyin -> those of Wade-Giles and of common use."""
_REST: Final[tuple[tuple[str, str], ...]] = (
    ("iong", "iung"), ("ong", "ung"), ("ian", "ien"), ("ie", "ieh"), ("ue", "ueh"), ("uo", "o"),
    ("ui", "uei"), ("e", "o"), ("e", "eh"),
)  # fmt: skip
"""Finals of pinyin -> those of Wade-Giles."""


def han(word: str) -> str:
    """Return the pattern of a word of Chinese characters; ``""`` if one is not in the table.

    >>> bool(re.fullmatch(han("曾"), "zeng"))
    True
    """
    table = _readings()
    parts: list[str] = []
    for char in word:
        if char not in table:
            return ""
        forms = sorted({form for syllable in table[char] for form in _forms(syllable)}, key=len)
        parts.append(f"(?:{'|'.join(reversed(forms))})")
    return "".join(parts)


@lru_cache(maxsize=1)
def _readings() -> Mapping[str, tuple[str, ...]]:
    """Return the syllables of every character."""
    found: dict[str, tuple[str, ...]] = {}
    for syllable, characters in read_pairs("pinyin"):
        for char in characters:
            found[char] = (*found.get(char, ()), syllable)
    return found


@lru_cache(maxsize=512)
def _forms(syllable: str) -> frozenset[str]:
    """Return the spellings of one syllable of pinyin."""
    forms = {syllable.replace("ü", "u")}
    forms.update(_COMPOUND_U.get(syllable, "").split("|"), _WHOLE.get(syllable, "").split("|"))
    forms.update(_wade_giles(syllable))
    return frozenset(forms - {""})


def _wade_giles(syllable: str) -> Iterator[str]:
    match = re.match("zh|ch|[jqxzcbdgr]?", syllable)
    first = match[0] if match else ""
    rest = syllable[len(first) :]
    rests = {rest, *(rest.removesuffix(old) + new for old, new in _REST if rest.endswith(old))}
    for start in _FIRST.get(first, first).split("|"):
        for end in rests:
            yield (start + end).replace("ü", "u")
