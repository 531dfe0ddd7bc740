"""Encodings: bytes to text, and the name of the encoding as people know it.

The whole file decides the encoding before any of it is read, because one odd byte at the end shows
that a file is not UTF-8. So a file is read twice, and never held in memory.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from io import SEEK_END, BytesIO
from typing import IO, Final, NamedTuple

PIECE: Final = 1 << 20
"""The number of bytes that are decoded at once."""
_HEAD: Final = 512
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with BOM"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
# Latin-1 has control characters at 0x80-0x9F; CP1252 has quotes and dashes there.
_CP1252_ONLY = re.compile(rb"[\x80-\x9f]")


# Characters of GB 2312: everyday Chinese is at 0xB0-0xD7, signs and rare characters around it.
_CHINESE = re.compile(rb"[\xb0-\xd7][\xa1-\xfe]|([\xa1-\xaf\xd8-\xf7][\xa1-\xfe])")
_COMMENT = re.compile(rb"(?im)^%+ *encoding: *([\w-]{2,30})(?=[^\w-])")
"""JabRef's line ``% Encoding: ISO8859_2`` at the beginning of a .bib. Its end must be there."""
_NO_FILES: Final = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "mbcs"})
"""Codecs of Python that are not encodings of files."""
_HIGH: Final = bytes(range(0x80))
_FEWEST: Final = 8


class _Found(NamedTuple):
    """An encoding: its name in Python, its name for people, and the length of its byte mark."""

    codec: str
    name: str
    mark: int = 0


class Text:
    """The text of a file, decoded piece by piece each time it is iterated.

    ``encoding`` is ``UTF-8``, ``UTF-8 with BOM``, ``UTF-16``, ``GB18030``, ``CP1252`` or
    ``Latin-1``. Line ends are kept and a BOM is removed. Decoding never fails: every byte is a
    character of Latin-1, and bytes that contradict a BOM become U+FFFD. ``file`` must be seekable.
    It is ``size`` bytes long; ``done`` counts the bytes decoded in the last iteration.
    """

    def __init__(self, file: IO[bytes], piece: int = PIECE, *, codec: str = "") -> None:
        self._file = file
        self._piece = piece
        self._found = _found_as(codec, file) if codec else _find(file, piece)
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


def decode(data: bytes, *, whole: bool = True) -> tuple[str, str]:
    """Return the text of ``data`` and the name of its encoding (see :class:`Text`).

    If it is not the ``whole`` of a file but its beginning, the end may be in the middle of a
    character. That character is left out.
    """
    found = _find(BytesIO(data), PIECE, whole=whole)
    decoder = codecs.getincrementaldecoder(found.codec)("replace")
    return decoder.decode(data[found.mark :], final=whole), found.name


def find_codec(name: str) -> str:
    """Return Python's name of an encoding as people and programs call it, or ``""``.

    >>> find_codec("ISO8859_2"), find_codec("Windows-1250"), find_codec("klingon")
    ('iso8859-2', 'cp1250', '')
    """
    try:
        found = codecs.lookup(name.strip())
    except (LookupError, ValueError):
        return ""
    is_text = getattr(found, "_is_text_encoding", True)
    return found.name if is_text and found.name not in _NO_FILES else ""


def _found_as(codec: str, file: IO[bytes]) -> _Found:
    """Return the encoding that somebody named, behind the mark that the file may have."""
    head = next(_pieces(file, _HEAD), b"")
    known = (mark for mark, name, _ in _BOMS if name == codec and head.startswith(mark))
    name = codec.upper().replace("ISO8859", "ISO-8859")
    return _Found(codec, name, len(next(known, b"")))


def _declared(head: bytes) -> str:
    """Return the codec that a comment at the beginning of a .bib names, as JabRef writes it."""
    match = _COMMENT.search(head)
    return find_codec(match[1].decode("ascii")) if match else ""


def _pieces(file: IO[bytes], size: int, at: int = 0) -> Iterator[bytes]:
    while file.seek(at) == at and (data := file.read(size)):
        yield data
        at += len(data)


def _find(file: IO[bytes], size: int, *, whole: bool = True) -> _Found:
    head = next(_pieces(file, _HEAD), b"")
    for mark, codec, name in _BOMS:
        if head.startswith(mark):
            return _Found(codec, name, len(mark))
    if codec := _utf16_without_bom(head):
        return _Found(codec, "UTF-16")
    if _is_in("utf-8", file, size, whole=whole):
        return _Found("utf-8", "UTF-8")
    declared = _declared(head)
    if declared and _is_in(declared, file, size, whole=whole):
        return _found_as(declared, file)
    if _is_chinese(file, size, whole=whole) and _is_in("gb18030", file, size, whole=whole):
        return _Found("gb18030", "GB18030")
    # Five bytes are undefined in CP1252.
    if any(map(_CP1252_ONLY.search, _pieces(file, size))) and _is_in("cp1252", file, size):
        return _Found("cp1252", "CP1252")
    return _Found("latin-1", "Latin-1")


def _is_chinese(file: IO[bytes], size: int, *, whole: bool) -> bool:
    """Return whether nearly all bytes beyond ASCII are pairs of GB 2312, mostly everyday ones.

    Texts in Latin-1 have single bytes of this kind, and seldom two together.
    """
    high = common = other = 0
    cut = b""  # the last byte of a piece, if it may be the first half of a pair
    for data in _pieces(file, size):
        high += len(data.translate(None, _HIGH))
        joined, end = cut + data, 0
        for match in _CHINESE.finditer(joined):
            other += match[1] is not None
            common += match[1] is None
            end = match.end()
        cut = joined[max(end, len(joined) - 1) :]
    if not whole:
        high -= len(cut.translate(None, _HIGH))
    return high >= _FEWEST and 2 * (common + other) >= 0.95 * high and common > 2 * other


def _is_in(codec: str, file: IO[bytes], size: int, *, whole: bool = True) -> bool:
    """Return whether ``codec`` can decode the file. Without ``whole``, its end may be missing."""
    decoder = codecs.getincrementaldecoder(codec)()
    try:
        for data in _pieces(file, size):
            decoder.decode(data)
        decoder.decode(b"", final=whole)
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_bom(head: bytes) -> str:
    """Return the codec of UTF-16 without a BOM: every second byte of its ASCII is NUL."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half >= 4 and max(even, odd) > half * 0.7 and min(even, odd) < half * 0.1:
        return "utf-16-be" if even > odd else "utf-16-le"
    return ""
