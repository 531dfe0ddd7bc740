"""The large tables and the documentation in few bytes, for the wheel.

The build packs them (``packaging/pack.py``), and :mod:`pubman.data` unpacks them. Each table is
rewritten so that neighbours look alike, and then compressed by bz2:

==================  =========  =========  ==========================================================
table               in CSV     packed     how
==================  =========  =========  ==========================================================
token_frequencies   160 kB     97 kB      words sorted, each without the letters of the one before
journals            120 kB     68 kB      names sorted; an abbreviation is how each word is cut
words               26 kB      12 kB      the same
pinyin              46 kB      29 kB      by character: the step from the one before, the syllables
==================  =========  =========  ==========================================================

(Both sizes are those inside a wheel.) Packing keeps every row, but not the order of the rows.
"""

from __future__ import annotations

import bz2
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

Row = tuple[str, str]
Rows = Iterable[Row]


class Codec(NamedTuple):
    """How the rows of a table become bytes, and again rows."""

    pack: Callable[[Rows], bytes]
    unpack: Callable[[bytes], Iterable[Row]]


def pack_texts(texts: Mapping[str, str]) -> bytes:
    """Return texts and their names as bytes."""
    return _compressed("\0".join(part for pair in texts.items() for part in pair))


def unpack_texts(packed: bytes) -> dict[str, str]:
    """Return the texts of :func:`pack_texts` by name, in their order."""
    parts = bz2.decompress(packed).decode().split("\0")
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _compressed(text: str) -> bytes:
    return bz2.compress(text.encode(), 9)


def _pack_columns(first: str, second: str) -> bytes:
    """Return two columns as bytes. They are compressed apart, because they do not look alike."""
    one = _compressed(first)
    return len(one).to_bytes(4, "big") + one + _compressed(second)


def _unpack_columns(packed: bytes) -> tuple[str, str]:
    size = 4 + int.from_bytes(packed[:4], "big")
    return bz2.decompress(packed[4:size]).decode(), bz2.decompress(packed[size:]).decode()


# ------------------------------------------------------------------------------- words and counts


def _pack_words(rows: Rows) -> bytes:
    ordered = sorted(rows)
    words = "\n".join(_front_coded(word for word, _ in ordered))
    return _pack_columns(words, "\n".join(value for _, value in ordered))


def _unpack_words(packed: bytes) -> Iterable[Row]:
    coded, values = _unpack_columns(packed)
    words, word = [], ""
    for each in coded.split("\n"):
        word = word[: ord(each[0]) - _ZERO] + each[1:]
        words.append(word)
    return zip(words, values.split("\n"), strict=True)


_ZERO: Final = ord("0")


def _front_coded(words: Iterable[str]) -> Iterator[str]:
    """Yield sorted words: how many letters of the one before to keep, and the other letters."""
    before = ""
    for word in words:
        same = _shared(before, word)
        yield chr(_ZERO + same) + word[same:]
        before = word


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


# --------------------------------------------------------------------- abbreviations of journals

_WHOLE, _LEFT_OUT, _AGAIN, _OTHER = ".-,="
_LENGTHS: Final = ord("@")


def _pack_journals(rows: Rows) -> bytes:
    """Pack pairs of abbreviation and name.

    An abbreviation takes the words of the name one after another. A sign for each says how: whole,
    left out, cut after some letters (``A`` is one), or as the same word was cut the last time.
    """
    ordered = sorted((name, short) for short, name in rows)
    cuts = "\n".join(_cuts(ordered))
    return _pack_columns("\n".join(name for name, _ in ordered), cuts)


def _cuts(ordered: Iterable[Row]) -> Iterator[str]:
    last: dict[str, str] = {}
    for name, short in ordered:
        words, at, signs = name.lower().split(), 0, []
        for part in short.split(" "):
            found = next((i for i in range(at, len(words)) if words[i].startswith(part)), None)
            if found is None:
                signs.append(f"{_OTHER}{part} ")
                continue
            used = [
                *[(word, _LEFT_OUT) for word in words[at:found]],
                (words[found], _cut(words[found], part)),
            ]
            for word, sign in used:
                signs.append(_AGAIN if last.get(word) == sign else sign)
                last[word] = sign
            at = found + 1
        yield "".join(signs)


def _cut(word: str, part: str) -> str:
    return _WHOLE if word == part else chr(_LENGTHS + len(part))


def _unpack_journals(packed: bytes) -> Iterable[Row]:
    names, cuts = (column.split("\n") for column in _unpack_columns(packed))
    last: dict[str, str] = {}
    return [(_uncut(name, signs, last), name) for name, signs in zip(names, cuts, strict=True)]


def _uncut(name: str, signs: str, last: dict[str, str]) -> str:
    words, parts, at = iter(name.lower().split()), list[str](), 0
    while at < len(signs):
        sign = signs[at]
        if sign == _OTHER:
            end = signs.index(" ", at)
            parts.append(signs[at + 1 : end])
            at = end + 1
            continue
        word = next(words)
        sign = last.setdefault(word, sign) if sign == _AGAIN else sign
        last[word] = sign
        if sign != _LEFT_OUT:
            parts.append(word if sign == _WHOLE else word[: ord(sign) - _LENGTHS])
        at += 1
    return " ".join(parts)


# ------------------------------------------------------------------------ readings of characters


def _pack_readings(rows: Rows) -> bytes:
    """Pack pairs of a syllable and its characters."""
    syllables: defaultdict[str, list[str]] = defaultdict(list)
    for syllable, characters in rows:
        for char in characters:
            syllables[char].append(syllable)
    ordered = sorted(syllables)
    steps = "".join(chr(ord(b) - ord(a)) for a, b in pairwise(["\0", *ordered]))
    return _pack_columns(steps, "\n".join(" ".join(syllables[char]) for char in ordered))


def _unpack_readings(packed: bytes) -> Iterable[Row]:
    steps, readings = _unpack_columns(packed)
    characters: defaultdict[str, list[str]] = defaultdict(list)
    at = 0
    for step, syllables in zip(steps, readings.split("\n"), strict=True):
        at += ord(step)
        for syllable in syllables.split(" "):
            characters[syllable].append(chr(at))
    return [(syllable, "".join(characters[syllable])) for syllable in sorted(characters)]


TABLES: Final[Mapping[str, Codec]] = {
    "token_frequencies": Codec(_pack_words, _unpack_words),
    "words": Codec(_pack_words, _unpack_words),
    "journals": Codec(_pack_journals, _unpack_journals),
    "pinyin": Codec(_pack_readings, _unpack_readings),
}
"""The tables that a wheel has in packed form."""
