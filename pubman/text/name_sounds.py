"""How a family name sounds: one name in several transcriptions.

Satoh and Sato sound the same, and so do Lü, Lu and Lyu, and Alhassan and Elhassan. Words are folded
(``fold``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

SOUNDS: Final = (
    ("x", "ks"), ("ph", "f"), ("tch", "ch"), ("zh", "j"), ("dj", "j"), ("iou", "iu"), ("ou", "u"),
    ("oo", "u"), ("ee", "i"), ("kh", "h"), ("ck", "k"), ("c", "k"), ("q", "k"), ("w", "v"),
    ("y", "i"), ("j", "i"),
)  # fmt: skip
_SHORTEST_SOUND: Final = 3
"""A word must have more letters than this to be compared by its sound."""
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=8192)
def _sound(word: str) -> str:
    """Return a rough key of the sound of a word, the same for usual transcriptions of it."""
    for written, sound in SOUNDS:
        word = word.replace(written, sound)
    return _REPEATED.sub(r"\1", word)


def same_sound(a: str, b: str) -> bool:
    """Return whether two words may be transcriptions of one."""
    if a == b:
        return True
    if with_short_vowels(a) == with_short_vowels(b) or {a, b} <= _UMLAUT_OF_PINYIN:
        return True
    return min(len(a), len(b)) > _SHORTEST_SOUND and _sound(_ARTICLE.sub("al", a)) == _sound(
        _ARTICLE.sub("al", b)
    )


@lru_cache(maxsize=8192)
def with_short_vowels(word: str) -> str:
    """Return a folded word without the signs of long vowels in Japanese.

    >>> [with_short_vowels(word) for word in ("satoh", "taroh", "yuuki", "ohno")]
    ['sato', 'taro', 'yuki', 'ono']
    """
    return _LONG_VOWEL.sub(lambda found: found[1] or found[2], word)


_LONG_VOWEL = re.compile(r"(o)(?:u|o|h(?![aeiouy]))|(u)u")
_ARTICLE = re.compile(r"\A[ae]l(?=[^aeioul]{1,2}[aeiou])")
"""The Arabic article: ``alhassan`` and ``elhassan``."""
_UMLAUT_OF_PINYIN: Final = frozenset({"lu", "lv", "lyu", "lue"})
"""The ways to write a Chinese name with ü: Lü is Lyu in passports."""


@lru_cache(maxsize=65536)
def sound_forms(word: str) -> frozenset[str]:
    """Return forms of which two family names that sound the same share one."""
    forms = {f"short {with_short_vowels(word)}"}
    if word in _UMLAUT_OF_PINYIN:
        forms.add("umlaut")
    if len(word) > _SHORTEST_SOUND:
        forms.add(f"sound {_sound(_ARTICLE.sub('al', word))}")
    return frozenset(forms)
