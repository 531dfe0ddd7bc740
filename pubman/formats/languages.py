"""Convert languages from exports to the codes of HTML (BCP 47): ``ger``, ``ngerman`` -> ``de``.

All readers share one table: the codes of ISO 639-2, the names in English and in the language
itself, and the names in LaTeX's packages babel and polyglossia.
"""

from __future__ import annotations

import re
from typing import Final

_NAMES: Final = {
    "ar": "ara arabic", "bg": "bul bulgarian", "ca": "cat catalan", "cs": "cze ces czech",
    "da": "dan danish", "de": "ger deu german deutsch ngerman austrian naustrian nswissgerman",
    "el": "gre ell greek", "en": "eng english american british usenglish ukenglish canadian"
    " australian newzealand", "es": "spa spanish español", "et": "est estonian",
    "fa": "per fas persian farsi", "fi": "fin finnish suomi",
    "fr": "fre fra french français francais acadian canadien", "he": "heb hebrew",
    "hi": "hin hindi", "hr": "hrv croatian", "hu": "hun hungarian magyar", "id": "ind indonesian",
    "it": "ita italian italiano", "ja": "jpn japanese 日本語", "ko": "kor korean 한국어",
    "la": "lat latin", "lt": "lit lithuanian", "lv": "lav latvian", "nl": "dut nld dutch",
    "no": "nor norwegian norsk nynorsk", "pl": "pol polish",
    "pt": "por portuguese português brazilian portuges", "ro": "rum ron romanian",
    "ru": "rus russian русский", "sk": "slo slk slovak", "sl": "slv slovenian slovene",
    "sr": "srp serbian", "sv": "swe swedish", "th": "tha thai", "tr": "tur turkish",
    "uk": "ukr ukrainian", "vi": "vie vietnamese", "zh": "chi zho chinese 中文 pinyin",
}  # fmt: skip
_CODES: Final = {name: code for code, names in _NAMES.items() for name in names.split()}
_TAG = re.compile(r"([A-Za-z]{2})(?:[_-]([A-Za-z]{2}))?")


def read_language(text: str) -> str:
    """Return the language as HTML names it, or ``text`` if it is not a known name or code.

    >>> read_language("ger"), read_language("en_us"), read_language("French; English")
    ('de', 'en-US', 'fr')
    """
    text = " ".join(text.split())
    if match := _TAG.fullmatch(text):
        return f"{match[1].lower()}-{match[2].upper()}" if match[2] else match[1].lower()
    first = re.split(r"\s*[;,/]\s*", text, maxsplit=1)[0]
    return _CODES.get(first.lower(), _CODES.get(text.lower(), text))


def language_alone(text: str) -> str:
    """Return the language of ``text`` without its country: ``en`` for ``en-US``."""
    return read_language(text).partition("-")[0] if _TAG.fullmatch(text) else read_language(text)
