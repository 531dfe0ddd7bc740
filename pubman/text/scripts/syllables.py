"""Hangul and Kana syllables -> the Latin letters that they are written as in names.

Korean names follow the Revised Romanisation, McCune-Reischauer, or personal habit (Lee, Park,
Choi). Japanese names follow Hepburn or Kunrei-shiki, with long vowels written or not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

_FIRST: Final = (
    "g|k|c", "kk|gg|g|k", "n", "d|t", "tt|dd|d|t", "r|l|n|rh|", "m", "b|p", "pp|bb|b|p", "sh|s",
    "ss|s", "", "j|ch|z", "jj|tch|j|ch", "ch|c", "k", "t", "p|f", "h",
)  # fmt: skip
"""The first consonants of Hangul, from U+1100."""
_VOWELS: Final = (
    "ah|ar|a", "ae|ai|ay|e", "ya|ia", "yae|ya", "eo|eu|ou|oo|u|o|e", "eh|ae|e",
    "yeo|you|yu|yo|ye|eo|u", "yeh|ye|e", "oh|oo|o", "wa|oa", "wae|wai", "oe|oi|oy|we|wo", "yoh|yo",
    "woo|oo|wu|ou|u", "weo|wo|uo", "we|ue", "wee|wi|ui|ee", "yoo|you|yu", "eu|ou|oo|u|e",
    "eui|ui|uy|ee|ie|i|e", "ee|ie|yi|i|y",
)  # fmt: skip
"""The vowels of Hangul, from U+1161."""
_LAST: Final[Mapping[str, str]] = {
    "\u11a8": "ck|k|g|c", "\u11a9": "k|g", "\u11ab": "nn|n", "\u11ae": "t|d", "\u11af": "ll|l|r",
    "\u11b0": "lk|k|g", "\u11b7": "m", "\u11b8": "p|b", "\u11ba": "t|s", "\u11bb": "t|s",
    "\u11bc": "ng", "\u11bd": "t|j", "\u11be": "t", "\u11c0": "t", "\u11c1": "p", "\u11c2": "h|t|",
}  # fmt: skip
"""The last consonants of Hangul."""
_SURNAMES: Final[Mapping[str, str]] = {
    "이": "lee|rhee|rhie|yee|lie|yi|li|ri|i", "임": "lim|rim|yim|im",
    "유": "yoo|you|ryoo|ryu|lyu|yu",
    "류": "ryoo|ryu|yoo|lyu|yu", "노": "noh|roh|rho|no|ro",
    "우": "woo|wu|u", "박": "park|pak|bak",
    "여": "yeo|yuh|yo", "허": "huh|hur|heo|her|hu", "서": "suh|seo|so|su", "양": "yang|ryang",
    "연": "yeon|youn|yun|yon", "나": "nah|rah|na|ra", "라": "rah|nah|ra|na", "석": "seok|suk|sok",
}  # fmt: skip
"""Korean family names that are written in their own way."""

_KANA: Final[Mapping[str, str]] = {
    "あ": "a", "い": "i|y", "う": "u|h|o|", "え": "e|ye", "お": "o|h|", "か": "ka", "き": "ki",
    "く": "ku", "け": "ke", "こ": "ko", "が": "ga", "ぎ": "gi", "ぐ": "gu", "げ": "ge", "ご": "go",
    "さ": "sa", "し": "shi|si", "す": "su", "せ": "se", "そ": "so", "ざ": "za", "じ": "ji|zi",
    "ず": "zu|dzu", "ぜ": "ze", "ぞ": "zo", "た": "ta", "ち": "chi|ti", "つ": "tsu|tu", "て": "te",
    "と": "to", "だ": "da", "ぢ": "ji|di|zi", "づ": "zu|dzu|du", "で": "de", "ど": "do", "な": "na",
    "に": "ni", "ぬ": "nu", "ね": "ne", "の": "no", "は": "ha", "ひ": "hi", "ふ": "fu|hu",
    "へ": "he",
    "ほ": "ho", "ば": "ba", "び": "bi", "ぶ": "bu", "べ": "be", "ぼ": "bo", "ぱ": "pa", "ぴ": "pi",
    "ぷ": "pu", "ぺ": "pe", "ぽ": "po", "ま": "ma", "み": "mi", "む": "mu", "め": "me", "も": "mo",
    "や": "ya", "ゆ": "yu", "よ": "yo", "ら": "ra", "り": "ri", "る": "ru", "れ": "re", "ろ": "ro",
    "わ": "wa", "を": "wo|o", "ん": "nn|n|m", "っ": "k|s|t|p|c|",
    "ー": "a|i|u|e|o|h|", "ゔ": "vu|bu",
}  # fmt: skip
_SMALL: Final[Mapping[str, str]] = {
    "ゃ": "a", "ゅ": "u", "ょ": "o", "ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o",
}  # fmt: skip
_PALATAL: Final[Mapping[str, str]] = {
    "し": "sh|sy", "ち": "ch|ty|cy", "じ": "jy|j|zy", "ぢ": "jy|j|dy",
}  # fmt: skip


def hangul(word: str) -> str:
    """Return the pattern of a Korean word: one or more syllables.

    >>> import re
    >>> bool(re.fullmatch(hangul("민수"), "minsoo"))
    True
    """
    if word in _SURNAMES:
        return f"(?:{_SURNAMES[word]})"
    parts: list[str] = []
    for jamo in unicodedata.normalize("NFD", word):
        if "\u1100" <= jamo <= "\u1112":
            parts.append(f"(?:{_FIRST[ord(jamo) - 0x1100]})")
        elif "\u1161" <= jamo <= "\u1175":
            parts.append(f"(?:{_VOWELS[ord(jamo) - 0x1161]})")
        elif jamo in _LAST:
            parts.append(f"(?:{_LAST[jamo]})")
        else:
            return ""
    return "".join(parts)


def kana(word: str) -> str:
    """Return the pattern of a word in Hiragana or Katakana.

    >>> import re
    >>> bool(re.fullmatch(kana("さとう"), "sato"))
    True
    """
    parts: list[str] = []
    previous = ""
    for char in map(_hiragana, word):
        if char in _SMALL and previous:
            parts[-1] = f"(?:(?:{_stem(previous)}){_SMALL[char]})"
        elif char in _KANA:
            parts.append(f"(?:{_KANA[char]})")
        else:
            return ""
        previous = char
    return "".join(parts)


def _hiragana(char: str) -> str:
    return chr(ord(char) - 0x60) if "\u30a1" <= char <= "\u30f4" else char


def _stem(char: str) -> str:
    """Return the consonant of a syllable before a small ``ya``, ``yu`` or ``yo``: ki -> ky."""
    return _PALATAL.get(char) or _KANA.get(char, "")[:-1] + "y"
