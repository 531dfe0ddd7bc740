"""Whether two different words are one word in two spellings.

A slip makes a word that no title uses. Two words that titles use are different words:
"northern" and "southern", "hypertension" and "hypotension". The rules, in this order:

* the same: British and American spelling, a Greek letter and its name, a number and its word;
* a plural;
* a slip of a machine: a lost ligature, letters that text recognition confuses;
* another word: a prefix that changes the meaning (un-, hypo-, intra-), an ending of another
  substance (-ate, -ite, -ide), a digit, two known words;
* a slip: one wrong letter in a word that titles use, two in a long one;
* unsure: everything between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from pubman.match.normal_spelling import find_singular, normalise
from pubman.match.opposites import are_opposed
from pubman.match.rarity import information
from pubman.match.vocabulary import is_word

Spelling = Literal["same", "plural", "slip", "unsure", "other"]

UNLIKE: Final = 45.0
"""Words less alike than this (rapidfuzz ratio) are not spellings of one word."""
SLIP_LETTERS: Final = 5
"""Letters a word must have before one wrong letter counts as a slip."""
TWO_SLIPS_LETTERS: Final = 8
"""Letters a word must have before two wrong letters count as slips."""
GARBLED_LETTERS: Final = 7
GARBLED_LIKENESS: Final = 70.0
"""A word this long and this much like a known one may be the known one, garbled."""
COMMON_SLIP_LETTERS: Final = 10
COMMON_SLIP_BITS: Final = 3.3
"""A known word this long, one letter from a word ten times as common, is a common slip."""
COMMON_BITS: Final = 6.0
"""A word with less information is so common that a short unknown word may be a slip for it."""
STEM_LETTERS: Final = 5
"""Letters two forms of one word must share before their endings: "learn-ed", "learn-ing"."""
ABBREVIATED_LETTERS: Final = 3
"""Letters of an abbreviation; the word must have twice as many."""
MISREAD_LETTERS: Final = 3
"""Letters a word must have before text recognition may have garbled it."""
LOST_LETTERS: Final = 3
"""A rest of at most this many letters is not a word of a title: "ow" of "flow"."""
_ENDINGS: Final = frozenset("d ed r er ing ly al s es ity ive ion n".split())
"""Endings that make another form of a word."""
_LIGATURES: Final = ("ffi", "ffl", "ff", "fi", "fl")
_CONFUSED: Final = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("0", "o"), ("1", "l"), ("5", "s"))
"""Letters that text recognition confuses."""


@lru_cache(maxsize=262144)
def compare_spelling(a: str, b: str) -> Spelling:
    """Return whether the folded words *a* and *b* are spellings of one word; symmetric."""
    if a > b:
        return compare_spelling(b, a)
    one, other = normalise(a), normalise(b)
    if one == other:
        return "same"
    if one.isdigit() != other.isdigit():
        one, other = a, b  # "foruth" is not a number, but may be a slip for "fourth"
    if not fuzz.ratio(one, other, score_cutoff=UNLIKE):
        return "other"
    if find_singular(one) == find_singular(other):
        return "plural"
    return _compare_others(a, b)


def find_spellings(word: str, others: Sequence[str]) -> list[str]:
    """Return those of *others*, in order, that may be spellings of *word*.

    ``compare_spelling`` calls all the rest ``other``. Of the words of two titles, nearly all are
    nothing alike. One call finds this out for all of them, instead of a call for each.
    """
    if not others:
        return []
    one = normalise(word)
    forms = list(map(normalise, others))
    number = one.isdigit()
    alike = process.extract(one, forms, scorer=fuzz.ratio, limit=None, score_cutoff=UNLIKE)
    near = {at for _, _, at in alike}
    # A number and a word are compared as they are written.
    near.update(at for at, form in enumerate(forms) if form.isdigit() != number)
    return [others[at] for at in sorted(near) if compare_spelling(word, others[at]) != "other"]


def _compare_others(a: str, b: str) -> Spelling:
    """Compare two words that are not one word in two correct spellings."""
    if any(map(str.isdigit, a + b)):
        return "slip" if _is_misread(a, b) else "other"
    if min(len(a), len(b)) < 2 or not (a.isascii() and b.isascii()):
        return _compare_letter(a, b)
    if _lost_ligature(a, b) or _is_misread(a, b):
        return "slip"
    if are_opposed(a, b):
        return "other"
    if is_word(a) and is_word(b):
        return _compare_known(a, b)
    short = min(len(a), len(b)) < SLIP_LETTERS
    return _compare_short(a, b) if short else _compare_long(a, b)


def _compare_letter(a: str, b: str) -> Spelling:
    """Compare words of one letter, or in another script: only a long word can have a slip."""
    if min(len(a), len(b)) < SLIP_LETTERS:
        return "other"
    return "unsure" if OSA.distance(a, b, score_cutoff=1) <= 1 else "other"


def _compare_known(a: str, b: str) -> Spelling:
    """Compare two real words: two words, except perhaps a common slip or another form.

    The table has "heterogenous" for "heterogeneous", but also "ferrimagnetic".
    """
    if _is_common_slip(a, b):
        return "slip" if _lacks_letter(a, b) else "unsure"
    return "unsure" if _differ_by_ending(a, b) else "other"


def _compare_short(a: str, b: str) -> Spelling:
    """Compare short words: only a very common one may have a slip."""
    if _abbreviates(*sorted((a, b), key=len)):
        return "unsure"
    common = min(information(a), information(b)) < COMMON_BITS
    known = is_word(a) or is_word(b)
    one_off = OSA.distance(a, b, score_cutoff=1) <= 1
    return "slip" if known and common and one_off else "other"


def _compare_long(a: str, b: str) -> Spelling:
    """Compare two words of which at least one is unknown, by the number of wrong letters."""
    wrong = OSA.distance(a, b, score_cutoff=3)
    long_ = max(len(a), len(b)) >= TWO_SLIPS_LETTERS
    known = is_word(a) or is_word(b)
    if wrong == 1 and (_is_typical(a, b) or _lacks_letter(a, b)):
        return "slip"
    if known and a[0] == b[0] and wrong <= (2 if long_ else 1):
        return "slip"
    if wrong <= (2 if long_ else 1) or _differ_by_ending(a, b):
        return "unsure"
    return "unsure" if known and _is_garbled(a, b) else "other"


def _is_garbled(a: str, b: str) -> bool:
    if max(len(a), len(b)) < GARBLED_LETTERS:
        return False
    return fuzz.ratio(a, b) >= GARBLED_LIKENESS


def _is_common_slip(a: str, b: str) -> bool:
    """Return True for a slip so common that the table knows it: "heterogenous"."""
    if (min(len(a), len(b)) < COMMON_SLIP_LETTERS and not _is_typical(a, b)) or a[0] != b[0]:
        return False
    rarer = abs(information(a) - information(b)) >= COMMON_SLIP_BITS
    return rarer and OSA.distance(a, b, score_cutoff=1) <= 1


def _lost_ligature(a: str, b: str) -> bool:
    """Return True if one word is the other without a ligature: "ecient" of "efficient"."""
    short, long_ = sorted((a, b), key=len)
    if len(long_) - len(short) not in (2, 3):
        return False
    if is_word(short) and len(short) > LOST_LETTERS:
        return False
    return any(
        long_[:at] + long_[at + len(each) :] == short
        for each in _LIGATURES
        for at in [long_.find(each)]
        if at >= 0
    )


def _is_misread(a: str, b: str) -> bool:
    """Return True if text recognition may have confused the words: "modem", "modern"."""
    if is_word(a) and is_word(b):
        return False
    if a.isdigit() or b.isdigit() or min(len(a), len(b)) < MISREAD_LETTERS:
        return False
    for wrong, right in _CONFUSED:
        a, b = a.replace(wrong, right), b.replace(wrong, right)
    return a == b


def _differ_by_ending(a: str, b: str) -> bool:
    """Return True for forms of one word: "learned", "learning"; "base", "based"."""
    short, long_ = sorted((a, b), key=len)
    if (
        len(short) >= SLIP_LETTERS - 1
        and long_.startswith(short)
        and long_[len(short) :] in _ENDINGS
    ):
        return True
    if len(short) >= STEM_LETTERS and long_.startswith(short):
        return True
    if _abbreviates(short, long_):
        return True
    stem = max(STEM_LETTERS, max(len(a), len(b)) - 3)
    return min(len(a), len(b)) > stem - 1 and a[:stem] == b[:stem]


def _abbreviates(short: str, long_: str) -> bool:
    """Return True for an abbreviation with the first and the last letter: "dept", "intl"."""
    if (
        len(short) < ABBREVIATED_LETTERS
        or len(long_) < 2 * len(short)
        or short[-1] not in long_[-4:]
    ):
        return False
    rest = iter(long_)
    return short[0] == long_[0] and all(letter in rest for letter in short)


def _lacks_letter(a: str, b: str) -> bool:
    """Return True if one of two long words lacks a letter inside: "exlude"."""
    if len(a) == len(b) or max(len(a), len(b)) < GARBLED_LETTERS:
        return False
    return a[0] == b[0] and a[-1] == b[-1]


def _is_typical(a: str, b: str) -> bool:
    """Return True for a typing error: two letters exchanged, or one doubled."""
    if len(a) == len(b):
        return sorted(a) == sorted(b)
    return re.sub(r"(.)\1", r"\1", a) == re.sub(r"(.)\1", r"\1", b)
