"""What two titles have in common: letters, words, numbers, parts and notes."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from pubman.match.profile import Profile
from pubman.match.rarity import information
from pubman.match.title_words import WEAK_NOTES
from pubman.match.titles import numbers_in, without_debris

CONTAINED_LEAST: Final = 24
"""Squashed letters a title must have to count as contained in a longer one."""
GARBLED_LETTERS: Final = 7
GARBLED_LIKENESS: Final = 70.0
"""Words this long and this much alike are one word, garbled."""
SLIP_LENGTH: Final = 0.53
"""A word this much shorter than another is no spelling of it: too little is left to agree."""
TELLING_WORD: Final = 6.0
"""Bits of a word that a title can turn on: ``queries`` has 7, ``system`` 4.5."""
DEBRIS_LEAVES: Final = 15
"""Letters a title must keep once names and places are cut off its ends."""


def find_place(one: str, other: str) -> str:
    """Where one squashed title, long enough, stands in the other: whole, begins, ends, inside; ""
    where it does not.
    """
    short, long_ = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) < CONTAINED_LEAST or short not in long_:
        return ""
    if short == long_:
        return "whole"
    return "begins" if long_.startswith(short) else "ends" if long_.endswith(short) else "inside"


def compare_titles(a: Profile, b: Profile) -> tuple[float, str]:
    """How alike the titles are, and where one of them, long enough, stands in the other."""
    one, other = a.title, b.title
    if not one.squashed or not other.squashed:
        return 0.0, ""
    if other.squashed in (one.squashed, a.translated) or one.squashed == b.translated:
        return 1.0, "whole"
    plain = fuzz.ratio(one.squashed, other.squashed)
    contained = find_place(one.squashed, other.squashed)
    if plain >= 95:
        return plain / 100, contained
    plain = max(plain, fuzz.token_sort_ratio(one.core, other.core))
    trimmed = _trim(a, b)
    if trimmed != (one.core, other.core) and min(map(len, trimmed)) >= DEBRIS_LEAVES:
        # Never quite 1: what was cut may have meant something.
        plain = max(plain, 0.97 * fuzz.ratio(trimmed[0], trimmed[1]))
        place = find_place(*(each.replace(" ", "") for each in trimmed))
        contained = "whole" if place == "whole" else contained or place
    return plain / 100, contained


def _trim(a: Profile, b: Profile) -> tuple[str, str]:
    """Both cores without debris around them, if only one has some: what two titles both go on with
    ("... at VLDB 2004", "... at SIGMOD") may be what they are about.
    """
    one, other = a.title.core, b.title.core
    trimmed = without_debris(one, b.families), without_debris(other, a.families)
    return (one, other) if trimmed[0] != one and trimmed[1] != other else trimmed


def bits_of(words: Iterable[str]) -> float:
    """The information of all of ``words``, each counted once; the same in any order of the set."""
    return fsum(map(information, set(words)))


def compare_words(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[float, float, float]:
    """Bits both titles share, bits only one holds, and bits each holds *instead of* the other's.

    Words that differ by a slip, an ending or a space count as shared.
    """
    one, other = set(a), set(b)
    shared = one & other
    only_one, only_other = sorted(one - other), sorted(other - one)
    run_one, run_other = "".join(a), "".join(b)
    for word in list(only_one):
        twin = next((w for w in only_other if _is_slip(word, w)), "")
        if twin:
            only_other.remove(twin)
        if twin or (len(word) > 3 and word in run_other):
            only_one.remove(word)
            shared.add(word)
    only_other = [w for w in only_other if not (len(w) > 3 and w in run_one)]
    left, right = bits_of(only_one), bits_of(only_other)
    return bits_of(shared), left + right, min(left, right)


def replaces_words(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """True for two titles word for word alike but for one or two telling words that stand in each
    other's place ("of kidneys in adults", "of kidneys in children"): perhaps a sister paper.
    """
    if len(a) != len(b):
        return False
    changed = [pair for pair in zip(a, b, strict=True) if pair[0] != pair[1]]
    return 0 < len(changed) <= 2 and any(
        min(information(x), information(y)) >= TELLING_WORD and not _is_slip(x, y)
        for x, y in changed
    )


def _is_slip(a: str, b: str) -> bool:
    """True for two spellings of a word: ``query`` and ``queries``, ``colour`` and ``color``."""
    shortest, longest = (len(a), len(b)) if len(a) < len(b) else (len(b), len(a))
    if longest < 4 or shortest < SLIP_LENGTH * longest or a.isdigit() or b.isdigit():
        return False
    if longest > 4 and a[: max(4, longest - 3)] == b[: max(4, longest - 3)]:
        return True  # another ending
    if longest >= GARBLED_LETTERS and fuzz.ratio(a, b, score_cutoff=GARBLED_LIKENESS):
        return True
    slips = 1 if longest < 8 else 2
    return longest - shortest <= slips and OSA.distance(a, b, score_cutoff=slips) <= slips


def compare_numbers(a: Profile, b: Profile) -> str:
    """same; more (one title holds numbers besides the other's); differ (each holds its own).

    Years, and numbers in what stands before or behind a title, do not count as more; that a title
    goes on with "2" is found by its part.
    """
    if a.title.numbers == b.title.numbers:
        return "same"
    core, twin = _trim(a, b)
    if core.startswith(twin) or twin.startswith(core):
        return "same"
    one, other = numbers_in(core), numbers_in(twin)
    only_one = [n for n in one if n not in other]
    only_other = [n for n in other if n not in one]
    if only_one and only_other:
        return "differ"
    return "more" if any(not _is_year(n) for n in only_one + only_other) else "same"


def _is_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in ("19", "20")


def compare_notes(a: Profile, b: Profile, places: str) -> str:
    """same; weak (a note one side leaves out, at one venue in one year); differ."""
    if a.title.notes == b.title.notes:
        return "same"
    odd = a.title.notes ^ b.title.notes
    apart = a.year and b.year and a.year != b.year
    if odd <= WEAK_NOTES and places in ("same", "like", "unknown") and not apart:
        return "weak"
    return "differ"


def compare_parts(a: Profile, b: Profile) -> str:
    """same; one (only one title names a part or edition); differ."""
    if a.title.squashed == b.title.squashed and a.edition == b.edition:
        return "same"  # "SQL 3" ends with a number, "SQL3" does not
    one = a.title.part or (f"edition {a.edition}" if a.edition else "")
    other = b.title.part or (f"edition {b.edition}" if b.edition else "")
    if one == other:
        return "same"
    return "differ" if one and other else "one"
