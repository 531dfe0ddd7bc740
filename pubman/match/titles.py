"""What a title says: its core, its numbers, and the words that mark it as another kind of thing.

An erratum, a reply, a demonstration or Part II bears nearly the title of the paper it belongs to;
those words are taken out of the core and kept as *notes*, so that two titles can be alike and the
works still be told apart.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import Final

from pubman.match.title_words import (
    CJK_PART,
    COUNTING,
    EDITION,
    GENERIC,
    LEADING_NOTE,
    NOTE,
    NOTHING,
    PART,
    PART_WORDS,
    PRINTED_BEHIND,
    REMARK,
    ROMAN,
    SURE_ROMAN,
    VERSION,
)
from pubman.text.fold import fold, search_text, squash

_BRACKETS: Final = re.compile(r"[\(\[（【]([^()\[\]（）【】]*)[\)\]）】]")
# What is left of quotation marks and dashes that were decoded wrongly.
_DEBRIS: Final = re.compile(
    r"[\u00e2\u00e3\u00c2\u00c3](?:\s?(?:\?+|[\u20ac\u2122\u0153\u00ac\u00a2\u00a6\u00bc]|1/4|cents))+"
)
_DIGITS: Final = re.compile(r"\d+")
_CLAUSE: Final = re.compile(r"(?:[.,;:]|\s[-\u2013\u2014])\s")
CLAUSE_LETTERS: Final = 24
"""Letters a clause must have to be taken for a title."""
HEAD_LETTERS: Final = 20
"""So many letters of a title are never taken for its place of printing."""
TRANSLATED_LETTERS: Final = 25
"""A square bracket this long behind a title this long is the title again in another language."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title, read.

    ``core`` is folded, without notes, remarks and a repeated translation; ``squashed`` the core
    without spaces, ``bare`` that without a place of printing behind it, ``tokens`` the words of
    the bare title (Han, Kana and Hangul as pairs of characters). ``clauses`` are what follows a
    colon, comma or full stop, squashed, where it is long: a title may be cited without what stands
    before. ``numbers`` are its numbers in
    order, ``part`` is the part or edition it names ("2"; empty: none), ``notes`` the classes of
    notes it bore, ``generic`` says that many works bear it, ``other`` is the title again in
    another language, squashed.
    """

    core: str
    squashed: str
    bare: str
    tokens: tuple[str, ...]
    numbers: tuple[str, ...]
    part: str
    notes: frozenset[str]
    generic: bool
    other: str = ""
    clauses: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def read_title(text: str) -> Title:
    """The title as the matcher sees it; an unknown or empty title has an empty core."""
    plain = html.unescape(text) if "&" in text else text
    plain = _DEBRIS.sub(" ", plain)
    notes: set[str] = set()
    others: list[str] = []
    if "(" in plain or "[" in plain or "（" in plain or "【" in plain:
        plain = _take_brackets(plain, notes, others)
    plain = _take_ends(plain, notes)
    core = str(fold(plain))
    generic = len(core) < 80 and GENERIC.fullmatch(core) is not None
    if core in NOTHING:
        core = ""
    bare = without_debris(core)
    part = _find_part(bare)
    if part.startswith("edition"):
        core = bare = EDITION.sub("", bare).strip()
    words = bare.split() if bare.isascii() else search_text(bare).split()
    squashed = core.replace(" ", "")
    return Title(
        core=core,
        squashed=squashed,
        bare=squashed if bare == core else bare.replace(" ", ""),
        tokens=tuple(map(intern, words)),  # a library repeats its words: one string for each
        numbers=numbers_in(core),
        part=part,
        notes=frozenset(notes),
        generic=generic or not core,
        other=squash(others[0]) if others else "",
        clauses=_find_clauses(plain),
    )


def _find_clauses(plain: str) -> tuple[str, ...]:
    """The clauses of a title after its first that could be taken for the title."""
    clauses = (str(fold(plain[mark.end() :])).replace(" ", "") for mark in _CLAUSE.finditer(plain))
    return tuple(each for each in clauses if len(each) >= CLAUSE_LETTERS)


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers of ``text`` in order, without leading zeros: ``db2`` and ``db 2`` hold one."""
    return tuple(each.lstrip("0") or "0" for each in _DIGITS.findall(text))


def _take_brackets(plain: str, notes: set[str], others: list[str]) -> str:
    """``plain`` without bracketed notes, version words and remarks; notes go to ``notes``, the
    title again in another language to ``others``.
    """
    stripped = plain.strip().rstrip(".")
    if stripped[:1] == "[" and stripped[-1:] == "]" and stripped.count("[") == 1:
        return stripped[1:-1]  # PubMed's mark of a translated title

    def replace(match: re.Match[str]) -> str:
        inner, square = str(fold(match[1])), match[0][0] in "[【"
        if not square and (found := NOTE.match(inner)):
            notes.add(str(found.lastgroup))
            return " "
        if REMARK.match(inner) if square else VERSION.match(inner):
            return " "
        if square and min(len(inner), match.start()) >= TRANSLATED_LETTERS:
            others.append(match[1])
            return " "
        return match[0]

    return _BRACKETS.sub(replace, plain)


def _take_ends(plain: str, notes: set[str]) -> str:
    """``plain`` without a note before the first colon, after the last one, or leading into it."""
    head, mark, rest = plain.partition(":")
    if mark and len(head) < 40 and rest.strip() and (found := NOTE.match(fold(head))):
        notes.add(str(found.lastgroup))
        return _take_ends(rest, notes)
    for separator in (":", " - ", "—", "–", "."):
        front, mark, tail = plain.rstrip(" .").rpartition(separator)
        if mark and front.strip() and len(tail) < 45 and (found := NOTE.match(fold(tail))):
            notes.add(str(found.lastgroup))
            return front
    folded = str(fold(plain))
    if leading := LEADING_NOTE.match(folded):
        notes.add(str(leading.lastgroup))
        return folded[leading.end() :]
    return plain


def _find_part(core: str) -> str:
    """The part or edition ``core`` names, as a number; a numeral that ends it counts."""
    # Each pattern is tried only where a word that it needs stands in the title: few hold one.
    words = core.split()
    if (" ed" in core or " auf" in core) and (edition := EDITION.search(core)):
        return f"edition {_number_of(edition['n'] or edition['w'])}"
    if not PART_WORDS.isdisjoint(words) and (match := PART.search(core)):
        return _number_of(match["n"])
    if not core.isascii() and (match := CJK_PART.search(core)):
        return match[0]
    if len(words) > 2:
        last = words[-1]
        if last in SURE_ROMAN or last == "i" or (last.isdigit() and len(last) <= 2):
            return _number_of(last)
    # "Graph Minors III: Planar tree-width"
    return next((_number_of(word) for word in words[1:] if word in SURE_ROMAN), "")


def _number_of(word: str) -> str:
    return str(ROMAN.get(word) or COUNTING.get(word) or word.lstrip("0"))


@lru_cache(maxsize=16384)
def without_debris(core: str, families: frozenset[str] = frozenset()) -> str:
    """``core`` without the names of ``families`` before it and the place of printing behind it.

    Extraction from PDF files puts "and D. Shasha." in front of a title and "Proc. ACM ..." behind.
    """
    words = core.split()
    last = max((at for at, word in enumerate(words[:14]) if word in families), default=-1)
    rest = " ".join(words[last + 1 :])
    return rest[:HEAD_LETTERS] + PRINTED_BEHIND.sub("", rest[HEAD_LETTERS:], count=1)
