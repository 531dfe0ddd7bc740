"""What two titles have in common: letters, words, numbers, parts and notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import fsum
from typing import Final

from rapidfuzz import fuzz

from pubman.match.bylines import find_title
from pubman.match.debris import without_debris
from pubman.match.differences import NONE, Difference, Side, find_difference, side_of
from pubman.match.notes import BESIDE_NOTES, OWN_NOTES, WEAK_NOTES
from pubman.match.parts import find_part
from pubman.match.profile import Profile
from pubman.match.rarity import information
from pubman.match.spelling import find_spellings
from pubman.match.titles import Title, numbers_in

CONTAINED_LEAST: Final = 24
"""Squashed letters a title must have to count as contained in a longer one."""
UNLIKE: Final = 60.0
"""Titles less alike than this are not aligned: too many words differ."""
DEBRIS_LEAVES: Final = 10
"""Letters a title must keep once names and places are cut off its ends."""
TRIMMED: Final = 0.97
"""The highest likeness of two titles if something was cut off, because it may be important."""


def find_place(one: str, other: str) -> str:
    """Return where one squashed title, long enough, is in the other: whole, begins, ends, inside.

    The answer is "" if it is nowhere.
    """
    short, long_ = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) < CONTAINED_LEAST or short not in long_:
        return ""
    if short == long_:
        return "whole"
    return "begins" if long_.startswith(short) else "ends" if long_.endswith(short) else "inside"


def compare_titles(a: Profile, b: Profile) -> tuple[float, str, Difference]:
    """Return how alike the titles are, where one is in the other, and how they differ."""
    one, other = a.title, b.title
    if not one.squashed or not other.squashed:
        return 0.0, "", Difference("replaced")
    if other.squashed in (one.squashed, a.translated) or one.squashed == b.translated:
        return 1.0, "whole", _compare_signs(a, b)
    plain = fuzz.ratio(one.squashed, other.squashed)
    contained = find_place(one.squashed, other.squashed)
    plain = max(plain, fuzz.token_sort_ratio(one.core, other.core))
    sides = _choose_sides(one, other)
    trimmed = _trim(a, b)
    if trimmed != (one.core, other.core) and min(map(len, trimmed)) >= DEBRIS_LEAVES:
        plain = max(plain, TRIMMED * fuzz.ratio(trimmed[0], trimmed[1]))
        place = find_place(*(each.replace(" ", "") for each in trimmed))
        contained = "whole" if place == "whole" else contained or place
        sides = _trimmed_sides(a, b, trimmed)
    if plain >= UNLIKE or contained:
        return plain / 100, contained, find_difference(*sides)
    return plain / 100, contained, _list_others(*sides)


def _choose_sides(one: Title, other: Title) -> tuple[Side, Side]:
    """Return the words of both titles.

    If both end in what may be a place of printing ("... at VLDB 2004", "... at SIGMOD 2004"), it is
    a part of the titles.
    """
    if one.bare == one.squashed or other.bare == other.squashed:
        return side_of(one), side_of(other)
    return (
        Side(one.core.split(), one.breaks, one.cut),
        Side(other.core.split(), other.breaks, other.cut),
    )


def _list_others(a: Side, b: Side) -> Difference:
    """Return the words that two unlike titles do not share."""
    one = tuple(word for word in a.words if word not in b.words)
    other = tuple(word for word in b.words if word not in a.words)
    return Difference("replaced" if one and other else "added", one, other)


def _compare_signs(a: Profile, b: Profile) -> Difference:
    """Return the difference of two titles with the same letters: B⁺ and B⁻ are two particles."""
    one, other = a.title.signs, b.title.signs
    return Difference("replaced", (one,), (other,)) if one and other and one != other else NONE


def _trimmed_sides(a: Profile, b: Profile, trimmed: tuple[str, str]) -> tuple[Side, Side]:
    """Return both titles for comparing; one from which something was cut has no subtitles."""
    sides = [
        side_of(p.title) if core == p.title.core else Side(core.split(), frozenset(), p.title.cut)
        for p, core in zip((a, b), trimmed, strict=True)
    ]
    return sides[0], sides[1]


def _trim(a: Profile, b: Profile) -> tuple[str, str]:
    """Return both cores without debris around them, if only one has some.

    If both titles have such an end ("... at VLDB 2004", "... at SIGMOD"), it may be their subject.
    """
    one, other = a.title.core, b.title.core
    trimmed = (
        without_debris(one, b.families, a.title.breaks),
        without_debris(other, a.families, b.title.breaks),
    )
    return (one, other) if trimmed[0] != one and trimmed[1] != other else trimmed


def bits_of(words: Iterable[str]) -> float:
    """Return the information of all of *words*, each counted once, the same in any order."""
    return fsum(map(information, set(words)))


def compare_words(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[float, float]:
    """Return the bits both titles share, and the bits each has *instead of* the other's.

    Words that may be spellings of one word, or differ by a space, count as shared.
    """
    one, other = set(a), set(b)
    shared = one & other
    only_one, only_other = sorted(one - other), sorted(other - one)
    run_one, run_other = "".join(a), "".join(b)
    for word in list(only_one):
        twin = next(iter(find_spellings(word, only_other)), "")
        if twin:
            only_other.remove(twin)
        if twin or (len(word) > 3 and word in run_other):
            only_one.remove(word)
            shared.add(word)
    only_other = [w for w in only_other if not (len(w) > 3 and w in run_one)]
    return bits_of(shared), min(bits_of(only_one), bits_of(only_other))


def compare_numbers(a: Profile, b: Profile) -> str:
    """Return same, more (one title holds numbers besides the other's) or differ.

    Years, and numbers in a clause before or after a title, do not count as more. If a title ends
    with "2", that is its part.
    """
    if a.title.numbers == b.title.numbers:
        return "same"
    core, twin = _trim(a, b)
    if core.startswith(twin) or twin.startswith(core):
        return "same"
    one, other = Counter(numbers_in(core)), Counter(numbers_in(twin))
    only_one, only_other = one - other, other - one
    if only_one and only_other:
        return "differ"
    return "more" if any(not _is_year(n) for n in only_one + only_other) else "same"


def _is_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in ("19", "20")


def compare_notes(a: Profile, b: Profile, places: str, pages: str) -> str:
    """Return same, weak, version or differ.

    A note is weak if one side may have left it out, at one venue in one year, or on one page. One
    list does not leave out the word "abstract" and print it, too.
    """
    if a.title.notes == b.title.notes:
        return "same"
    odd = a.title.notes ^ b.title.notes
    if odd == {"version"}:
        return "version"
    apart = a.year and b.year and a.year != b.year
    placed = places in ("same", "like", "unknown") and pages != "differ" and not apart
    printed = pages in ("range", "first", "page")
    own = OWN_NOTES | BESIDE_NOTES if a.source == b.source else OWN_NOTES
    weak = WEAK_NOTES if printed else WEAK_NOTES - own
    return "weak" if placed and odd <= weak else "differ"


def _find_part(p: Profile, other: Profile) -> str:
    """Return the part that a title names, and not the initial of an author before it."""
    if not p.title.part or not other.families:
        return p.title.part
    words = p.title.core.split()
    begin = find_title(words, other.families, p.title.breaks)
    if not begin:
        return p.title.part
    return find_part(
        " ".join(words[begin:]), frozenset(at - begin for at in p.title.breaks if at > begin)
    )


def compare_parts(a: Profile, b: Profile) -> str:
    """Return same, one (only one title names a part or edition) or differ."""
    if a.title.squashed == b.title.squashed and a.edition == b.edition:
        return "same"  # "SQL 3" ends with a number, "SQL3" does not
    one = _find_part(a, b) or (f"edition {a.edition}" if a.edition else "")
    other = _find_part(b, a) or (f"edition {b.edition}" if b.edition else "")
    if one == other:
        return "same"
    return "differ" if one and other else "one"
