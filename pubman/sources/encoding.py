"""Encoding: bytes to text, and the name of the encoding as people know it."""

from __future__ import annotations

import codecs
import re
from typing import Final

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with BOM"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
# Latin-1 has control characters at 0x80-0x9F; CP1252 has quotes and dashes there.
_CP1252_ONLY = re.compile(rb"[\x80-\x9f]")


def decode(data: bytes) -> tuple[str, str]:
    """The text of ``data`` and its encoding; line ends stay as they are, a BOM goes.

    The encoding is ``UTF-8``, ``UTF-8 with BOM``, ``UTF-16``, ``CP1252`` or ``Latin-1``. Never
    fails: every byte is a character of Latin-1.
    """
    for bom, codec, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(codec, errors="replace"), name
    if codec := _utf16_without_bom(data[:512]):
        return data.decode(codec, errors="replace"), "UTF-16"
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        pass
    if _CP1252_ONLY.search(data):
        try:
            return data.decode("cp1252"), "CP1252"
        except UnicodeDecodeError:  # five bytes mean nothing in CP1252
            pass
    return data.decode("latin-1"), "Latin-1"


def _utf16_without_bom(head: bytes) -> str:
    """The codec of UTF-16 that lost its mark: every other byte of its ASCII is NUL."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half >= 4 and max(even, odd) > half * 0.7 and min(even, odd) < half * 0.1:
        return "utf-16-be" if even > odd else "utf-16-le"
    return ""
