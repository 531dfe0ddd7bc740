"""Cyrillic, Greek, Arabic, Hebrew letters -> the Latin letters that they are written as in names.

The tables join the systems in use: ISO 9, BGN/PCGN and passports for Cyrillic, ELOT 743 and common
use for Greek, ALA-LC and French or Persian use for Arabic. A ``|`` separates alternatives; an
empty alternative means that the letter may be left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

_CYRILLIC: Final[Mapping[str, str]] = {
    "а": "a", "б": "b", "в": "v|w|ff", "г": "g|h", "ґ": "g", "д": "d", "е": "e|ye|ie|je|yo|io",
    "ё": "yo|io|jo|e|o", "є": "ye|ie|je|e", "ж": "zh|j|z", "з": "z|s", "и": "i|y", "і": "i|y",
    "ї": "yi|i|ji", "й": "y|i|j|", "к": "k|c", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s|ss|c", "т": "t", "у": "u|ou|oo", "ф": "f|ph", "х": "kh|h|ch|x",
    "ц": "ts|tz|cz|c|z", "ч": "ch|tch|tsch|c", "ш": "sh|sch|s|ch", "щ": "shch|sch|sht|sh|sc",
    "ъ": "|a|u", "ы": "y|i", "ь": "|j|i|y", "э": "e|ae", "ю": "yu|iu|ju|u", "я": "ya|ia|ja|a",
    "ђ": "dj|d|gj", "ј": "j|y|i", "љ": "lj|l|ly", "њ": "nj|n|ny", "ћ": "c|ch|tj", "џ": "dz|dzh|j",
    "ѓ": "gj|g", "ќ": "kj|k", "ў": "u|w|v", "ѕ": "dz|z", "ә": "a|ae", "қ": "q|k", "ң": "ng|n",
    "ө": "o|oe", "ү": "u|ue", "ұ": "u", "һ": "h", "ғ": "g|gh",
    "кс": "ks|x", "ий": "iy|ii|ij|yi|y|i", "ый": "yi|iy|yy|y|i", "дж": "dzh|dj|j",
    "ье": "ie|ye|e|je", "ьё": "io|yo|e|jo", "ия": "iya|ia|ija|iia",
    "ей": "ey|ei|ej|ay|ai|y|eyi", "ою": "oyu|oiu|oju",
}  # fmt: skip
"""Letters and pairs of Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian, Kazakh."""

_CYRILLIC_NAMES: Final[Mapping[str, str]] = {
    "александр": "alexander|alexandre|aleksander|oleksandr", "александра": "alexandra",
    "алексей": "alexis|alexej", "михаил": "michael|michail", "пётр": "peter|petr|piotr",
    "петр": "peter|petr|piotr", "павел": "paul", "николай": "nicholas|nikolaus|nicolas|nicolai",
    "екатерина": "catherine|katherine", "елена": "helen|helena", "мария": "mary|maria",
    "иосиф": "joseph|josef", "юрий": "george|youri|iouri", "евгений": "eugene|evgeni",
    "андрей": "andrew|andre", "сергей": "serge", "наталья": "natalia|nathalie",
    "софья": "sophia|sofia",
}  # fmt: skip
"""First names that people also write in an English or French form."""

_GREEK: Final[Mapping[str, str]] = {
    "α": "a", "β": "v|b", "γ": "g|gh|y", "δ": "d|dh", "ε": "e", "ζ": "z", "η": "i|e|h",
    "θ": "th", "ι": "i|y", "κ": "k|c", "λ": "l", "μ": "m", "ν": "n", "ξ": "x|ks", "ο": "o",
    "π": "p", "ρ": "r|rh", "σ": "s|ss", "τ": "t", "υ": "y|i|u", "φ": "f|ph", "χ": "ch|h|kh|x",
    "ψ": "ps", "ω": "o|w",
    "ου": "ou|u", "αι": "ai|e|ae", "ει": "ei|i", "οι": "oi|i|oe", "αυ": "av|af|au",
    "ευ": "ev|ef|eu", "μπ": "mp|b|mb", "ντ": "nt|d|nd", "γκ": "gk|g|ng|gg", "γγ": "ng|gg",
    "γχ": "nch|gch|nh", "τζ": "tz|j", "τσ": "ts|c", "γι": "gi|ghi|yi|y|j", "λλ": "ll|l",
    "σσ": "ss|s", "νν": "nn|n", "ρρ": "rr|r|rrh", "ββ": "vv|v", "κκ": "kk|k", "ππ": "pp|p",
    "ττ": "tt|t", "μμ": "mm|m",
}  # fmt: skip

_VOWEL: Final = "(?:ou|ee|oo|[aeiou])?"
"""A short vowel, which Arabic does not write."""
_ARABIC: Final[Mapping[str, str]] = {
    "ا": "aa|a|e|i|o|u|", "أ": "a|o|u|e|i", "إ": "i|e", "آ": "aa|a", "ب": "b|p", "پ": "p",
    "ت": "t", "ث": "th|s|t", "ج": "j|g|dj", "چ": "ch|tch", "ح": "h", "خ": "kh|h|ch", "د": "d",
    "ذ": "dh|z|d|th", "ر": "r", "ز": "z", "ژ": "zh|j", "س": "s|c", "ش": "sh|sch|ch", "ص": "s",
    "ض": "dh|d|z", "ط": "t", "ظ": "dh|z|th", "ع": "aa|a|e|i|o|u|", "غ": "gh|g|q", "ف": "f|ph",
    "ق": "q|k|gh|g", "ك": "k|c", "ک": "k|c", "گ": "g", "ل": "l", "م": "m", "ن": "n",
    "ه": "h|eh|ah|a|e|", "ة": "ah|at|eh|a|e", "و": "w|v|ou|oo|ow|au|aw|o|u",
    "ي": "y|iy|ie|ei|ai|ay|ee|i|e", "ی": "y|iy|ie|ei|ai|ay|ee|i|e", "ى": "a|i|y|e", "ئ": "i|e|y|",
    "ؤ": "ou|o|u|", "ء": "",
}  # fmt: skip
_DOUBLED: Final = frozenset("بپتثجچحخدذرزژسشصضطظغفقكکگلمن")
"""Consonants that Latin letters may write twice (Muhammad, Hassan)."""
_ARTICLE: Final = "(?:[aeu]?(?:sh|th|dh|[lrsntdz]))"
"""The article, also assimilated: al-Rahman, el-Rahman, ar-Rahman."""
_HEBREW: Final[Mapping[str, str]] = {
    "א": "a|e|i|o|u|", "ב": "b|v", "ג": "g|j", "ד": "d", "ה": "h|a|e|ah|", "ו": "v|o|u|w|oo|ou|vv",
    "ז": "z|s", "ח": "h|ch|kh", "ט": "t", "י": "y|i|j|ee|ie|ei|ai|ay|ey|e|", "כ": "k|c|ch|kh",
    "ך": "ch|kh|k", "ל": "l|ll", "מ": "m", "ם": "m", "נ": "n|nn", "ן": "n|nn", "ס": "s|ss",
    "ע": "a|e|i|o|u|", "פ": "p|f|ph|pp", "ף": "f|ph|p|ff", "צ": "ts|tz|z", "ץ": "ts|tz|z",
    "ק": "k|q|c|ck", "ר": "r|rr", "ש": "sh|s|sch", "ת": "t|th",
}  # fmt: skip
_SHORT_VOWELS = re.compile("[\u064b-\u065f\u0670\u0640]")


def cyrillic(word: str) -> str:
    """Return the pattern of a Cyrillic word.

    >>> bool(re.fullmatch(cyrillic("Алексей"), "aleksei"))
    True
    """
    word = word.casefold()
    other_forms = _CYRILLIC_NAMES.get(word, "")
    letters = _by_letters(word, _CYRILLIC)
    return f"(?:{letters}|{other_forms})" if letters and other_forms else letters


def greek(word: str) -> str:
    """Return the pattern of a Greek word.

    >>> bool(re.fullmatch(greek("Γιώργος"), "giorgos"))
    True
    """
    decomposed = unicodedata.normalize("NFD", word.casefold())
    return _by_letters("".join(c for c in decomposed if not unicodedata.combining(c)), _GREEK)


def arabic(word: str) -> str:
    """Return the pattern of an Arabic or Persian word.

    >>> bool(re.fullmatch(arabic("محمد"), "mohammed"))
    True
    """
    word = _SHORT_VOWELS.sub("", word)
    start = ""
    if word.startswith("ال") and len(word) > 3:
        start, word = _ARTICLE, word[2:]
    parts: list[str] = []
    for char in word:
        if char not in _ARABIC:
            return ""
        parts.append(f"(?:{_ARABIC[char]}){{1,2}}" if char in _DOUBLED else f"(?:{_ARABIC[char]})")
    return start + _VOWEL.join(parts)


def hebrew(word: str) -> str:
    """Return the pattern of a Hebrew word, whose vowels are mostly not written.

    >>> bool(re.fullmatch(hebrew("כהן"), "cohen"))
    True
    """
    if not all(char in _HEBREW for char in word):
        return ""
    return _VOWEL.join(f"(?:{_HEBREW[char]})" for char in word)


def _by_letters(word: str, table: Mapping[str, str]) -> str:
    """Return the groups of ``word``, pairs of letters first; ``""`` for an unknown letter."""
    parts: list[str] = []
    at = 0
    while at < len(word):
        size = 2 if word[at : at + 2] in table else 1
        letters = word[at : at + size]
        if letters in table:
            parts.append(f"(?:{_with_single(letters, table)})")
        elif letters.isalpha():
            return ""
        at += size
    return "".join(parts)


def _with_single(letters: str, table: Mapping[str, str]) -> str:
    """Return the alternatives of a pair of letters, those of its single letters included."""
    if len(letters) == 1:
        return table[letters]
    first, second = (f"(?:{table[letter]})" for letter in letters)
    return f"{table[letters]}|{first}{second}"
