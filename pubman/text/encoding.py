"""Encoding: bytes to text, and the name of the encoding as people know it.

An encoding is settled by the whole file before any of it is read: one odd byte at its end makes of
UTF-8 something else. So a file is gone through twice, and never held.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from io import SEEK_END, BytesIO
from typing import IO, Final, NamedTuple

PIECE: Final = 1 << 20
"""So many bytes of a file are decoded at once."""
_HEAD: Final = 512
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with BOM"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
# Latin-1 has control characters at 0x80-0x9F; CP1252 has quotes and dashes there.
_CP1252_ONLY = re.compile(rb"[\x80-\x9f]")


# Characters of GB 2312: those of everyday Chinese stand at 0xB0-0xD7, signs and the rest around.
_CHINESE = re.compile(rb"[\xb0-\xd7][\xa1-\xfe]|([\xa1-\xaf\xd8-\xf7][\xa1-\xfe])")
_HIGH: Final = bytes(range(0x80))
_FEWEST: Final = 8


class _Found(NamedTuple):
    """An encoding: what Python calls it, what people do, and behind how long a mark it begins."""

    codec: str
    name: str
    mark: int = 0


class Text:
    """The text of a file, decoded piece by piece each time it is gone through.

    ``encoding`` is ``UTF-8``, ``UTF-8 with BOM``, ``UTF-16``, ``GB18030``, ``CP1252`` or
    ``Latin-1``. Line ends stay as they are, a BOM goes. Nothing fails: every byte is a character of
    Latin-1, and what a mark promised and is not there becomes U+FFFD. In ``file`` any place can be
    sought; it is ``size`` bytes long, and ``done`` of them were decoded when it was last gone
    through.
    """

    def __init__(self, file: IO[bytes], piece: int = PIECE) -> None:
        self._file = file
        self._piece = piece
        self._found = _find(file, piece)
        self.encoding = self._found.name
        self.size = file.seek(0, SEEK_END)
        self.done = 0

    def __iter__(self) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(self._found.codec)("replace")
        self.done = self._found.mark
        for data in _pieces(self._file, self._piece, self._found.mark):
            self.done = self._file.tell()
            yield decoder.decode(data)
        yield decoder.decode(b"", final=True)


def decode(data: bytes) -> tuple[str, str]:
    """The text of ``data`` at once, and its encoding, as :class:`Text` has them."""
    found = _find(BytesIO(data), PIECE)
    return data[found.mark :].decode(found.codec, errors="replace"), found.name


def _pieces(file: IO[bytes], size: int, at: int = 0) -> Iterator[bytes]:
    while file.seek(at) == at and (data := file.read(size)):
        yield data
        at += len(data)


def _find(file: IO[bytes], size: int) -> _Found:
    head = next(_pieces(file, _HEAD), b"")
    for mark, codec, name in _BOMS:
        if head.startswith(mark):
            return _Found(codec, name, len(mark))
    if codec := _utf16_without_bom(head):
        return _Found(codec, "UTF-16")
    if _is_in("utf-8", file, size):
        return _Found("utf-8", "UTF-8")
    if _is_chinese(file, size) and _is_in("gb18030", file, size):
        return _Found("gb18030", "GB18030")
    # Five bytes mean nothing in CP1252.
    if any(map(_CP1252_ONLY.search, _pieces(file, size))) and _is_in("cp1252", file, size):
        return _Found("cp1252", "CP1252")
    return _Found("latin-1", "Latin-1")


def _is_chinese(file: IO[bytes], size: int) -> bool:
    """True where all but a few bytes beyond ASCII are pairs of GB 2312, most of them everyday ones.

    Texts of Latin-1 have single letters of that sort, and seldom two together.
    """
    high = common = other = 0
    for data in _pieces(file, size):
        high += len(data.translate(None, _HIGH))
        for match in _CHINESE.finditer(data):
            other += match[1] is not None
            common += match[1] is None
    return high >= _FEWEST and 2 * (common + other) >= 0.95 * high and common > 2 * other


def _is_in(codec: str, file: IO[bytes], size: int) -> bool:
    """True where ``codec`` can decode the whole file."""
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for data in _pieces(file, size):
            decoder.decode(data)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_bom(head: bytes) -> str:
    """The codec of UTF-16 that lost its mark: every other byte of its ASCII is NUL."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half >= 4 and max(even, odd) > half * 0.7 and min(even, odd) < half * 0.1:
        return "utf-16-be" if even > odd else "utf-16-le"
    return ""
