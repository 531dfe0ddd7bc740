"""What two author lists have in common, in any order and any spelling of the names.

A name agrees with another by family name (with at most a slip) and initials, with family and given
name swapped, or through a transliteration. Names in different scripts are not compared: missing is
not different.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from pubman.match.people import ComparedName

TAIL_LETTERS: Final = 4
"""Letters of a family name that may be the last part of a longer one: Molina, Garcia-Molina."""
HEAD_LETTERS: Final = 5
"""Letters of a family name that may be the first part of a longer one."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two author lists agree: ``matched`` names of ``fewer`` and ``more``; 0 of 0 = unknown.

    ``conflicting`` counts equal family names with other initials.
    """

    matched: int
    fewer: int
    more: int
    conflicting: int = 0

    @property
    def known(self) -> bool:
        """Return True if both lists hold names that can be compared."""
        return self.fewer > 0

    @property
    def whole(self) -> bool:
        """Return True if every name of the shorter list is in the longer one."""
        return 0 < self.fewer == self.matched

    @property
    def strangers(self) -> bool:
        """Return True if the lists can be compared and share no name."""
        return self.known and not self.matched and not self.conflicting


def agree(a: tuple[ComparedName, ...], b: tuple[ComparedName, ...]) -> Agreement:
    """Return how far two author lists agree; symmetric."""
    if len(a) > len(b) or (len(a) == len(b) and [p.words for p in a] > [p.words for p in b]):
        a, b = b, a
    if not a or not _in_one_script(a, b):
        return Agreement(0, 0, len(b))
    spelt, missed, free = _match_spelt(a, b)
    similar, conflicting = _match_alike(missed, free)
    matched = spelt + similar
    if matched == 0 and (swapped := _count_initials_swapped(a, b)) * 3 >= len(a) * 2:
        # One swapped name proves nothing either way.
        return Agreement(swapped, len(a), len(b)) if swapped > 1 else Agreement(0, 0, len(b))
    if conflicting == len(a) == 1 and _spells_initials(a[0], b):
        return Agreement(1, 1, len(b))
    return Agreement(matched, len(a), len(b), conflicting)


def _in_one_script(a: tuple[ComparedName, ...], b: tuple[ComparedName, ...]) -> bool:
    return a[0].latin == b[0].latin or any(p.latin == b[0].latin for p in a)


def _match_spelt(
    a: tuple[ComparedName, ...], b: tuple[ComparedName, ...]
) -> tuple[int, list[ComparedName], list[ComparedName]]:
    """Return how many of *a* are spelt alike in *b*, those that are not, and the rest of *b*."""
    free = list(b)
    missed: list[ComparedName] = []
    for person in a:
        for at, other in enumerate(free):
            if person.family == other.family and _initials_fit(person.initials, other.initials):
                del free[at]
                break
        else:
            missed.append(person)
    return len(a) - len(missed), missed, free


def _match_alike(missed: list[ComparedName], free: list[ComparedName]) -> tuple[int, int]:
    """Return how many of *missed* are like one of *free*, and how many only share a family name."""
    matched = conflicting = 0
    for person in missed:
        found = next((at for at, other in enumerate(free) if alike(person, other)), None)
        if found is not None:
            del free[found]
            matched += 1
        elif any(person.family == other.family for other in free):
            conflicting += 1
    return matched, conflicting


def _spells_initials(person: ComparedName, people: tuple[ComparedName, ...]) -> bool:
    """Return True if the given name is the initials of the whole list *people* run together:
    "akg weikum" of A. Kraiss and G. Weikum.
    """
    letters = "".join(
        p.initials + ("" if p.family == person.family else p.family[0]) for p in people
    )
    given = "".join(person.words[1:])
    return len(people) > 1 and len(given) > 2 and sorted(given) == sorted(letters)


def _initials_fit(a: str, b: str) -> bool:
    """Return True unless both have initials that share nothing (``j h`` fits ``h``, not ``p``)."""
    return not a or not b or a[0] == b[0] or a[0] in b or b[0] in a


@lru_cache(maxsize=16384)
def alike(a: ComparedName, b: ComparedName) -> bool:
    """Return True if two spellings can be one person: a slip, a swap, a double name."""
    if a.latin != b.latin:
        return False
    if _initials_fit(a.initials, b.initials) and _are_families_alike(a, b):
        return True
    if _holds_initial(a, b) or _holds_initial(b, a):
        return True
    if a.family == b.family:
        return False
    return _are_swapped(a, b) or _names_fewer(a, b) or _is_cut_elsewhere(a, b)


def _are_families_alike(a: ComparedName, b: ComparedName) -> bool:
    """Return True for a slip in a family name, a lost letter, or a part of a double name."""
    short, long_ = sorted((a.family, b.family), key=len)
    allowed = 0 if len(long_) < 4 else 1 if len(long_) < 8 else 2
    if allowed and OSA.distance(a.family, b.family, score_cutoff=allowed) <= allowed:
        return not _is_whole_word(a, b) if short == long_[1:] else True
    if a.broken != b.broken and _is_within(short, long_):
        return True
    if len(short) >= TAIL_LETTERS and long_.endswith(short) and _is_part(short, a, b):
        return True
    return len(short) >= HEAD_LETTERS and long_.startswith(short)


def _is_whole_word(a: ComparedName, b: ComparedName) -> bool:
    """Return True for two family names of which one has one more first letter: Wang, Hwang."""
    return a.family in a.words and b.family in b.words


def _is_part(short: str, a: ComparedName, b: ComparedName) -> bool:
    """Return True if *short* is a word of the longer family name: Molina of Garcia-Molina.

    This cannot be known if the longer name has no space ("garciamolina"). Wang is not in Hwang, and
    two names in one piece, each without a given name, are whole.
    """
    if not (a.initials or b.initials):
        return False
    longer = a if len(a.family) > len(b.family) else b
    return short in longer.words or len(longer.family) - len(short) >= TAIL_LETTERS


def _are_swapped(a: ComparedName, b: ComparedName) -> bool:
    """Return True if the family name of one is a given name of the other."""
    long_a = {word for word in a.words if len(word) > 1}
    long_b = {word for word in b.words if len(word) > 1}
    if a.family in long_b and b.family in long_a:
        return True
    one = a.family in long_b and _initials_fit(b.family[:1], a.initials)
    other = b.family in long_a and _initials_fit(a.family[:1], b.initials)
    return one or other or _is_family_of(a, b) or _is_family_of(b, a)


def _is_family_of(a: ComparedName, b: ComparedName) -> bool:
    """Return True if *b* uses another of the family names of *a*: "da Silva, J. P. Santos" and
    "Santos, J. P.".
    """
    if len(b.family) < TAIL_LETTERS or b.family not in a.words or not b.initials:
        return False
    return a.initials.startswith(b.initials) and len(b.initials) > 1


def _names_fewer(a: ComparedName, b: ComparedName) -> bool:
    """Return True if one has all names of the other: "Rafael Camps", "Rafael Camps Pare"."""
    fewer, more = sorted(({w for w in p.words if len(w) > 1} for p in (a, b)), key=len)
    if len(fewer) < 2 or min(map(len, fewer)) < 3 or not fewer < more:
        return False
    return len(fewer) == min(len(a.words), len(b.words))


def _is_cut_elsewhere(a: ComparedName, b: ComparedName) -> bool:
    """Return True for the same letters in other words: "Ravinder Krishna", "Ravinderkrishna"."""
    return len(a.words) > 1 and sorted("".join(a.words)) == sorted("".join(b.words))


def _holds_initial(a: ComparedName, b: ComparedName) -> bool:
    """Return True if the name of *b* was run together into the family name of *a*: "goldsteinj",
    "aminvahdat".
    """
    if len(b.family) < 5 or not b.initials or len(a.family) <= len(b.family):
        return False
    head, found, tail = a.family.partition(b.family)
    return bool(found) and not (head and tail) and (head or tail).startswith(b.initials[0])


def _is_within(short: str, long_: str) -> bool:
    """Return True if the letters of *short* are in *long_* in this order, at most two between."""
    rest = iter(long_)
    return len(long_) <= len(short) + 2 and all(letter in rest for letter in short)


def _count_initials_swapped(a: tuple[ComparedName, ...], b: tuple[ComparedName, ...]) -> int:
    """Count the names of *a* that fit one of *b* with initials and family names exchanged.

    "D. Dey" and "D. Debabrata" (of Debabrata Dey): weak for one name, strong for a whole list.
    """
    return sum(any(_exchange_initials(x, y) for y in b) for x in a)


def _exchange_initials(x: ComparedName, y: ComparedName) -> bool:
    return x.family[0] in y.initials and y.family[0] in x.initials
