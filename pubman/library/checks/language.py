"""Tell whether a title is English, because only English titles are written in Title Case."""

from __future__ import annotations

import re
from typing import Final

_ENGLISH: Final = frozenset(
    "the of and for with from to by at as an on into over under via between towards toward "
    "using through without is are how what why when its their can does not or beyond".split()
)
"""Small words of English titles that other European languages do not have."""
_OTHERS: Final = frozenset(
    # German, Dutch
    "der die das und für mit von zur zum bei auf ein eine einer eines im ist wie über nach aus "
    "den dem des durch het een van voor naar bij door met op te en de uit tot zijn "
    # French, Spanish, Portuguese, Italian, Catalan
    "le la les du et dans pour par sur au aux une un avec chez sans el los las y del por con para "
    "una uno como entre sobre o os da do das dos em na nos nas ao e di della delle dei nel nella "
    "gli il lo tra fra amb els "
    # Norwegian, Danish, Swedish, Icelandic
    "og i på til av fra med om som ved hos er et att och från för ett af den det de ikke hvordan "
    "hvad hva mot mellom mellem blant "
    # Finnish, Polish, Czech, Slovak, Slovene, Croatian, Hungarian, Turkish, Romanian, Latin
    "ja sekä w z na do dla oraz jako ze się ve pro při nad pod és az egy ile için ve bir în și cu "
    "din pentru u za s k ob iz kod seu cum ex".split()
)
"""Small words of titles in other languages."""
_LETTERS: Final = re.compile("[æøåäöüßéèêëçñàâîôûíóúáãõýčšžřěůąęłńśźżğşţőűþð]", re.IGNORECASE)
"""Letters that English words do not have. A name with one may still be in an English title."""
_WORDS: Final = re.compile(r"[^\W\d_]+")


def is_english(title: str, language: str = "") -> bool:
    """Return True if ``title`` is English. ``language`` is the code of its language, if known.

    Small words decide. A title without any is English if it has only English letters.

    >>> is_english("Load Shedding for Complex Event Processing")
    True
    >>> is_english("Kunstig intelligens i norsk skole"), is_english("Zeitreihen und Ereignisse")
    (False, False)
    """
    if language:
        return language.lower().split("-")[0] in ("en", "eng", "english")
    words = [word.lower() for word in _WORDS.findall(title)]
    english = sum(word in _ENGLISH for word in words)
    others = sum(word in _OTHERS and word not in _ENGLISH for word in words)
    if english != others:
        return english > others
    return not _LETTERS.search(title) and others == 0
