"""Repair text in UTF-8 that a program read as Windows-1252: ``JosÃ©`` -> ``José``.

A run of characters is repaired only if its bytes are valid UTF-8, so ``Ã`` in a Portuguese word
stays as it is. A run may have been damaged twice.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_LOST_BYTE = re.compile(r"â€(?=[\s.,;:)}]|\Z)")
"""A closing quotation mark, whose last byte Windows-1252 does not define."""
_TWICE: Final = 2
_UNDEFINED: Final = "\x81\x8d\x8f\x90\x9d"
"""Bytes that Windows-1252 does not define. Programs keep them as control characters."""
_HIGH: Final = "".join(
    bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(0x80, 0x100)
)
"""The characters of Windows-1252 beyond ASCII, in the order of their bytes."""
_PAIR: Final = 2
_PUNCTUATION: Final = "–—‘’“”‚„…‹›«»"
"""Signs that follow a letter in sound text, too: ``CAFÉ–BAR``, ``“GRÅ”``."""
_FIRST: Final = re.escape(_HIGH[0xC2 - 0x80 : 0xF5 - 0x80])
_NEXT: Final = re.escape(_HIGH[: 0xC0 - 0x80] + _UNDEFINED)


@lru_cache(maxsize=1)
def _run() -> re.Pattern[str]:
    """Return the pattern of a run that may be damaged: a first byte and those that follow it."""
    return re.compile(f"(?:[{_FIRST}][{_NEXT}]{{1,3}})+")


def repair(text: str) -> str:
    """Return ``text`` with damaged runs repaired.

    >>> repair("AndrÃ©s, 3140â€“3146"), repair("São Paulo, Ã")
    ('Andrés, 3140–3146', 'São Paulo, Ã')
    """
    if text.isascii():
        return text
    text = _LOST_BYTE.sub("”", text)
    for _ in range(_TWICE):
        repaired = _run().sub(_decoded, text)
        if repaired == text:
            break
        text = repaired
    return text


def _decoded(match: re.Match[str]) -> str:
    run = match[0]
    if len(run) == _PAIR and run[1] in _PUNCTUATION and not _is_in_a_word(match):
        return run
    data = bytes(0x80 + _HIGH.index(char) if char in _HIGH else ord(char) for char in run)
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError:
        return run
    return decoded if decoded.isprintable() else run


def _is_in_a_word(match: re.Match[str]) -> bool:
    """Return whether a letter and a sign are one damaged letter: ``Ã–sterreich``, ``Å“uvre``."""
    before, behind = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    if match[0][0] in "ÃÂ":
        return not before.isupper() or behind.islower()
    return match[0][0] in "ÄÅ" and (before.islower() or behind.islower())
