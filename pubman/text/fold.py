"""Folding: the form that different spellings of one title or name have in common.

Folding removes case, diacritics, ligatures, punctuation, dashes and extra white space. Letters and
digits of every script are kept. Folding is idempotent. Folded text is used to compare and to find,
never to show.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import Final, NewType

from pubman.record import Name

Folded = NewType("Folded", str)
"""Text returned by :func:`fold`."""
NameKey = NewType("NameKey", str)
"""The folded family name and initials of a person, ``zhao b``, as marks and spellings use them."""

# Letters that have no Unicode decomposition (NFKD leaves them whole).
_LETTERS: Final = str.maketrans(
    {
        "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o",
        "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th",
        "ħ": "h", "Ħ": "h", "ı": "i", "ŋ": "ng", "Ŋ": "ng", "ŧ": "t", "Ŧ": "t", "ĸ": "k",
        "ʻ": "", "ʼ": "", "’": "", "‘": "", "'": "", "`": "", "´": "", "ʹ": "", "′": "",
    }
)  # fmt: skip
# The same for ASCII, which most text consists of: letters become lower case, apostrophes and
# backquotes disappear, and every other sign becomes a space.
_ASCII: Final = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(128)
).ljust(256)
_NO_SPACE: Final = b"'`"
_CJK: Final = (
    "[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7ff"
    "\uf900-\ufaff\U00020000-\U0003ffff]+"
)
"""Not compiled at import: so large a class would add 3 ms to every start."""


_TOGETHER = re.compile(r"\b[A-Z]{2,3}\b")  # initials without dots, as Scholar writes them


@lru_cache(maxsize=32768)
def fold(text: str) -> Folded:
    """Return ``text`` in lower case, without diacritics and punctuation, with single spaces.

    HTML entities are decoded first (``B&#246;hm`` -> ``bohm``).

    >>> fold("Straße & Æther: «Łódź»—naïve")
    'strasse aether lodz naive'
    """
    if text.isascii() and "&" not in text:
        return Folded(" ".join(ascii_words(text)))
    plain = html.unescape(text).translate(_LETTERS)
    decomposed = unicodedata.normalize("NFKD", plain).casefold()
    # casefold can return letters that decompose again (İ), so normalise once more.
    decomposed = unicodedata.normalize("NFKD", decomposed).translate(_LETTERS)
    lowered = "".join(c for c in decomposed if not unicodedata.combining(c) or _keeps(c))
    lowered = unicodedata.normalize("NFC", lowered)
    words = "".join(c if c.isalnum() or _keeps(c) else " " for c in lowered)
    return Folded(" ".join(words.split()))


def ascii_words(text: str) -> list[str]:
    """Return the words of :func:`fold`, for a text in ASCII without an ``&``."""
    return text.encode().translate(_ASCII, _NO_SPACE).decode().split()  # half the time of text


def _keeps(char: str) -> bool:
    """Return whether a combining sign belongs to the spelling (Kana voicing, Indic vowels)."""
    return not char.isascii() and (
        char in "\u3099\u309a"
        or (unicodedata.category(char).startswith("M") and not "\u0300" <= char <= "\u036f")
    )


def squash(text: str) -> str:
    """Return ``text`` folded and without spaces: ``data base`` equals ``database``.

    >>> squash("Data-Base Systems")
    'databasesystems'
    """
    return fold(text).replace(" ", "")


def name_key(name: Name) -> NameKey:
    """Return the folded family name and initials of ``name``, or the whole of an unsplit name.

    >>> name_key(Name(given="Jimmy Chih-Hsien", family="Peng"))
    'peng jch'
    >>> name_key(Name(given="JCH", family="Peng"))
    'peng jch'
    """
    if name.literal or not name.family:
        return NameKey(fold(name.literal or name.given))
    family = fold(f"{name.particle} {name.family}" if name.particle else name.family)
    if name.family_first:
        return NameKey(f"{family} {fold(name.given)}".strip())
    return NameKey(f"{family} {_initials(name.given)}".strip())


@lru_cache(maxsize=16384)
def _initials(given: str) -> str:
    if not _TOGETHER.search(given):  # nearly always
        return "".join([word[0] for word in fold(given).split()])
    given = _TOGETHER.sub(lambda run: " ".join(run[0]), given.replace("-", " "))
    return "".join([word[0] for word in fold(given).split()])


def search_text(text: str) -> str:
    """Return ``text`` folded, with Han, Kana and Hangul as overlapping pairs of characters.

    FTS5 splits only at spaces. The pairs make words inside Chinese and Japanese titles findable.

    >>> search_text("数据库系统 2024")
    '数据 据库 库系 系统 2024'
    """
    folded = fold(text)
    return folded if folded.isascii() else " ".join(re.sub(_CJK, _pairs, folded).split())


_UMLAUTS: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa",
     "ø": "oe", "Ø": "Oe"}
)  # fmt: skip


def index_text(text: str) -> str:
    """Return ``search_text`` with words that have an umlaut also in the form with two letters.

    >>> index_text("Jürgen in Düsseldorf")
    'jurgen in dusseldorf juergen duesseldorf'
    """
    if text.isascii() and "&" not in text:  # nearly every text
        return fold(text)
    words = search_text(text)
    if text.isascii():
        return words
    written_out = (
        search_text(word.translate(_UMLAUTS))
        for word in text.split()
        if not word.isascii() and word != word.translate(_UMLAUTS)
    )
    return " ".join([words, *written_out]).strip()


def _pairs(match: re.Match[str]) -> str:
    run = match[0]
    pairs = [run] if len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)]
    return f" {' '.join(pairs)} "


def slug(text: str) -> str:
    """Return ``text`` as an anchor of letters and digits of any script, ``-``, ``_``, ``.``, ``:``.

    >>> slug("before PhD"), slug("DBLP:conf/sosp/Z24")
    ('before-PhD', 'DBLP:conf-sosp-Z24')
    """
    return re.sub(r"[^\w.:-]+", "-", text).strip("-")
