"""The names that a citation has before its title: "and D. Shasha. Faster joins".

Extraction from PDF files cuts a list of authors in two and takes its end for the beginning of the
title. The names are often garbled, and run together: "andD. Tscichritzis (1994). Modeling ...".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import OSA

SUBJECTS: Final = frozenset(
    "about after against beyond by for from in of on re since to versus vs with without"
    " auf nach uber zu sur selon sobre segun".split()
)
"""Prepositions after which a name is a subject, not an author."""
STEM_LETTERS: Final = 6
"""Letters of a family name that is recognised with an initial run into it."""
LEADING_WORDS: Final = 14
"""Names are looked for among this many first words."""
SLIP_LETTERS: Final = 5
"""Letters a family name must have before one wrong letter in it is forgiven; for two, twice as
many less two."""
INITIAL_LETTERS: Final = 2
"""Letters that initials run together have at most."""
LINKS: Final = frozenset("and et etal al eds ed".split())
"""Words between names, and after the last."""
CLOSING: Final = frozenset({"etal"})
"""Words that only a list of names has."""
NO_INITIALS: Final = frozenset("a an as at by if in is it no of on or so to up we".split())
"""Words of two letters and less that begin a title."""
NO_BREAKS: Final[frozenset[int]] = frozenset()
_YEAR: Final = re.compile(r"(?:19|20)\d\d[a-d]?")


def find_title(
    words: Sequence[str], families: frozenset[str], breaks: frozenset[int] = NO_BREAKS
) -> int:
    """Return the position of the title after the names of *families* (0: no name is before it).

    A name after a preposition is part of the title: "A response to Wang". The first word may be a
    name with its initial run into it: "papadopoulosk". *breaks* are the positions after a mark.
    """
    named = [at for at, word in enumerate(words[:LEADING_WORDS]) if word in families]
    garbled = _read_byline(words, families, breaks)
    if not named:
        run_in = bool(words) and words[0][:-1] in families and len(words[0]) > STEM_LETTERS
        return garbled or int(run_in)
    if not SUBJECTS.isdisjoint(words[: named[-1]]):
        return garbled
    return max(garbled, _skip_initials(words, named[-1] + 1))


def names_before(
    core: str, families: frozenset[str], breaks: frozenset[int] = NO_BREAKS
) -> frozenset[str]:
    """Return those of *families* that are before a title, if nothing but names and initials is.

    One name without initials may be a word of the title ("Wang tiles"), unless a year or a mark
    follows. After other words it may be that of the person to whom the title replies ("Safer by
    design? A reply to Wang").
    """
    words = core.split()
    end = find_title(words, families, breaks)
    before = words[:end]
    found = {family for word in before if (family := _find_family(word, families))}
    rest = [word for word in before if not _find_family(word, families) and word not in LINKS]
    if any(len(word) > INITIAL_LETTERS and not _YEAR.fullmatch(word) for word in rest):
        return frozenset()
    initials = any(word != "a" for word in rest) or end in breaks
    return frozenset(found) if initials or len(found) > 1 else frozenset()


def _read_byline(words: Sequence[str], families: frozenset[str], breaks: frozenset[int]) -> int:
    """Return the position after the names, initials and year with which *words* begin."""
    at = end = 0
    while at < min(len(words), LEADING_WORDS):
        if taken := _count_name(words, at, families) or _count_whole_name(words, at, families):
            at = end = at + taken
        elif words[at] in CLOSING or (_YEAR.fullmatch(words[at]) and (at or 1 in breaks)):
            at = end = at + 1
        elif words[at] in LINKS or _are_initials(words[at]):
            at += 1
        else:
            break
    return _skip_initials(words, end) if end else 0


def _count_name(words: Sequence[str], at: int, families: frozenset[str]) -> int:
    """Return how many words from *at* are a family name, perhaps garbled or cut in two."""
    if _find_family(words[at], families):
        return 1
    return 2 if _find_family("".join(words[at : at + 2]), families) else 0


def _count_whole_name(words: Sequence[str], at: int, families: frozenset[str]) -> int:
    """Return how many words from *at* are a given name, an initial and a family name, or a family
    name with its initial run into it before a year: "Joseph M. Hellerstein", "ChuV (1999)".
    """
    following = (*words[at + 1 : at + 3], "", "")
    if len(following[0]) == 1 and following[0] != "a" and _find_family(following[1], families):
        return 3
    run_in = words[at][:-1] in families and _YEAR.fullmatch(following[0])
    return 1 if run_in else 0


def _find_family(word: str, families: frozenset[str]) -> str:
    """Return the family name that *word* is, perhaps with "and" before it or a slip ("": none)."""
    if word in families:
        return word
    if word.startswith("and") and word[3:] in families:
        return word[3:]
    if len(word) < SLIP_LETTERS:
        return ""
    first = word[0]
    near = [f for f in families if f[0] == first and len(f) >= SLIP_LETTERS]
    allowed = 1 if len(word) < 2 * SLIP_LETTERS - 2 else 2
    close = (f for f in near if OSA.distance(word, f, score_cutoff=allowed) <= allowed)
    return min(close, default="") if near else ""


def _are_initials(word: str) -> bool:
    """Return True for initials, perhaps with "and" before them: "jf", "andd"."""
    letters = word.removeprefix("and")
    return len(letters) <= INITIAL_LETTERS and letters.isalpha() and word not in NO_INITIALS


def _skip_initials(words: Sequence[str], at: int) -> int:
    """Return the position of the title after a name, initials and a year: "Codd, EF (1970)"."""
    if re.match(r"[^aeiou\W\d]{2} (?:19|20)\d\d ", " ".join((*words[at : at + 2], ""))):
        at += 1
    while at < len(words) and (
        len(words[at]) == 1 or re.fullmatch(r"(?:19|20)\d\d|and", words[at])
    ):
        at += 1
    return at
