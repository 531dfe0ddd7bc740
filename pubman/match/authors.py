"""What two author lists have in common, order-free, whatever way the names are written.

A name agrees with another by family name (a slip of the pen forgiven) and initials, with family and
given name swapped, or through a transliteration. Names in different scripts are not compared:
missing is not different.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from pubman.record import Name
from pubman.text.fold import fold

_CYRILLIC: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ы": "y", "і": "i", "ї": "i", "є": "e", "ґ": "g",
    "ъ": "", "ь": "", "э": "e", "ж": "zh", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu",
    "я": "ya", "ё": "e", "ў": "u",
}  # fmt: skip
_GREEK: Final = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_LATIN_LETTERS: Final = str.maketrans(_CYRILLIC | _GREEK)


_NOBODY: Final = frozenset({"unknown", "anonymous", "others", "anon", "etal", "various", "al"})
_PARTICLES: Final = frozenset(
    "van von de der den di da do del della dello degli dalla la le lo las los el al bin ibn ben "
    "ter ten zu zur zum dos das du des af av san st sankt vom mac abu bint".split()
)
_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "md", "phd", "et", "al", "ea"})
_BODIES: Final = frozenset(
    "group team consortium corporation corp corporate inc ltd gmbh committee society institute "
    "university univ association organization organisation collaboration editors staff "
    "investigators laboratory laboratories department company foundation anthology study "
    "microsoft edition transactions proceedings conference journal technology technologies "
    "presentation databases".split()
)
"""Words of corporate authors, and of what extraction takes for authors ("ACM Anthology, P
Edition"): one list names the body, the other the people. Not compared."""
_SITE: Final = re.compile(r"\w\.(?:org|com|net|edu)\b|\A\d+\Z", re.IGNORECASE)
"""A web site or a year in the place of a name."""
_MIXED: Final = re.compile("[a-z][\u0370-\u052f]|[\u0370-\u052f][a-z]")
_HAN_OR_OTHER: Final = re.compile("[\u0590-\uffff]")
_VOWELS: Final = frozenset("aeiouy")
# What is left of letters that were decoded wrongly ("Ng\u00e2 ? \u00a6").
_DEBRIS: Final = re.compile(
    r"[\u00e2\u00e3\u00c2\u00c3](?:\s?(?:\?|[\u20ac\u2122\u0153\u00ac\u00a2\u00a6\u00bc]|1/4|cents))+.*"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A name for comparing: folded ``family`` without spaces, ``initials``, all ``words``.

    ``latin`` is False for scripts that are not transliterated here (Han, Arabic ...), ``broken``
    True for a Latin name with a letter of another script in it: that letter is lost.
    """

    family: str
    initials: str
    words: tuple[str, ...]
    latin: bool
    broken: bool = False


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
        """True where both lists hold names that can be compared."""
        return self.fewer > 0


@lru_cache(maxsize=65536)
def read_person(family: str, given: str, particle: str, literal: str) -> Person | None:
    """The person of these parts of a name; None for a body, for nobody, for a cut-off letter."""
    families = _words(family)
    givens = _words(literal or given)
    if particle:
        before = _words(particle)
        # Where a whole list is in lower case, BibTeX takes given names for particles.
        if _PARTICLES.issuperset(before):
            families = before + families
        else:
            givens = before + givens
    if not families and givens:
        families, givens = givens[-1:], givens[:-1]
    squashed = "".join(families)
    if (len(squashed) < 2 and squashed.isascii()) or squashed in _NOBODY:
        return None
    if not (_BODIES.isdisjoint(families) and _BODIES.isdisjoint(givens)):
        return None
    if _SITE.search(literal or family):
        return None
    initials = "".join(map(_initials_of, givens))
    broken = not family.isascii() and _MIXED.search(fold(family)) is not None
    return Person(squashed, initials, (*families, *givens), squashed.isascii(), broken)


@lru_cache(maxsize=65536)
def _words(text: str) -> tuple[str, ...]:
    """The folded words of a name in Latin letters where possible, without suffixes and debris."""
    folded = fold(text) if text.isascii() else _romanise(fold(_DEBRIS.sub(" ", text)))
    words = folded.split()
    return tuple(words if _SUFFIXES.isdisjoint(words) else [w for w in words if w not in _SUFFIXES])


@lru_cache(maxsize=65536)
def _initials_of(word: str) -> str:
    """``h`` of Hans, but ``hp`` of "HP": two letters, or no vowel, are initials run together."""
    if len(word) <= 2 or _VOWELS.isdisjoint(word):
        return word if word.isascii() else word[0]
    return word[0]


def people(names: tuple[Name, ...]) -> tuple[Person, ...]:
    """The persons of ``names``; bodies, "others" and unknown authors left out."""
    found = [read_person(n.family, n.given, n.particle, n.literal) for n in names]
    return tuple([person for person in found if person is not None])


def _romanise(folded: str) -> str:
    if folded.isascii():
        return folded
    if any("a" <= c <= "z" for c in folded) and not _HAN_OR_OTHER.search(folded):
        # A letter of another script inside a Latin name is a letter that broke on its way.
        return " ".join("".join(c for c in w if c.isascii()) or w for w in folded.split())
    romanised = folded.translate(_LATIN_LETTERS)
    if romanised.isascii():
        return romanised
    return "".join(
        c for c in unicodedata.normalize("NFKD", romanised) if not unicodedata.combining(c)
    )


def agree(a: tuple[Person, ...], b: tuple[Person, ...]) -> Agreement:
    """How far two author lists agree; symmetric."""
    if len(a) > len(b) or (len(a) == len(b) and [p.words for p in a] > [p.words for p in b]):
        a, b = b, a
    if not a:
        return Agreement(0, 0, len(b))
    if a[0].latin != b[0].latin and not any(p.latin == b[0].latin for p in a):
        return Agreement(0, 0, len(b))
    free = list(b)
    matched = conflicting = 0
    missed: list[Person] = []
    for person in a:
        for at, other in enumerate(free):
            if person.family == other.family and _initials_fit(person.initials, other.initials):
                del free[at]
                matched += 1
                break
        else:
            missed.append(person)
    for person in missed:
        found = next((at for at, other in enumerate(free) if alike(person, other)), None)
        if found is not None:
            del free[found]
            matched += 1
        elif any(person.family == other.family for other in free):
            conflicting += 1
    if matched == 0 and (swapped := _count_initials_swapped(a, b)) * 3 >= len(a) * 2:
        # One swapped name proves nothing either way.
        return Agreement(swapped, len(a), len(b)) if swapped > 1 else Agreement(0, 0, len(b))
    if conflicting == len(a) == 1 and _spells_initials(a[0], b):
        return Agreement(1, 1, len(b))
    return Agreement(matched, len(a), len(b), conflicting)


def _spells_initials(person: Person, people: tuple[Person, ...]) -> bool:
    """True where the given name of ``person`` is the initials of the whole list ``people`` run
    together: "akg weikum" of A. Kraiss and G. Weikum.
    """
    letters = "".join(
        p.initials + ("" if p.family == person.family else p.family[0]) for p in people
    )
    given = "".join(person.words[1:])
    return len(people) > 1 and len(given) > 2 and sorted(given) == sorted(letters)


def _initials_fit(a: str, b: str) -> bool:
    """True unless both have initials that share nothing (``j h`` fits ``h``, not ``p``)."""
    return not a or not b or a[0] == b[0] or a[0] in b or b[0] in a


@lru_cache(maxsize=65536)
def alike(a: Person, b: Person) -> bool:
    """True when two spellings can be one person, by slip, swap, double name or joined parts."""
    if a.latin != b.latin:
        return False
    if _initials_fit(a.initials, b.initials):
        longest = max(len(a.family), len(b.family))
        allowed = 0 if longest < 4 else 1 if longest < 8 else 2
        if allowed and OSA.distance(a.family, b.family, score_cutoff=allowed) <= allowed:
            return True
        if a.broken != b.broken and _is_within(*sorted((a.family, b.family), key=len)):
            return True
        # Garcia-Molina and Molina; "bin Ali" and "Ali"
        short, long_ = sorted((a.family, b.family), key=len)
        if len(short) >= 4 and long_.endswith(short):
            return True
        if len(short) >= 5 and long_.startswith(short):
            return True
    if _holds_initial(a, b) or _holds_initial(b, a):
        return True
    if a.family == b.family:
        return False
    long_a = {w for w in a.words if len(w) > 1}
    long_b = {w for w in b.words if len(w) > 1}
    # Swapped: the family name of one is a given name of the other.
    if a.family in long_b and b.family in long_a:
        return True
    if (a.family in long_b and _initials_fit(b.family[:1], a.initials)) or (
        b.family in long_a and _initials_fit(a.family[:1], b.initials)
    ):
        return True
    # "Rafael Camps" and "Rafael Camps Pare": every whole name of one is borne by the other.
    fewer, more = sorted((long_a, long_b), key=len)
    if (
        len(fewer) > 1
        and min(map(len, fewer)) > 2
        and fewer < more
        and len(fewer) == min(len(a.words), len(b.words))
    ):
        return True
    # The same letters, cut into words differently: "Ravinder Krishna" and "Ravinderkrishna".
    return len(a.words) > 1 and sorted("".join(a.words)) == sorted("".join(b.words))


def _holds_initial(a: Person, b: Person) -> bool:
    """True where the name of ``b`` was run together into the family name of ``a``: "goldsteinj",
    "aminvahdat".
    """
    if len(b.family) < 5 or not b.initials or len(a.family) <= len(b.family):
        return False
    head, found, tail = a.family.partition(b.family)
    return bool(found) and not (head and tail) and (head or tail).startswith(b.initials[0])


def _is_within(short: str, long_: str) -> bool:
    """True when the letters of ``short`` stand in ``long_`` in this order, at most two between."""
    rest = iter(long_)
    return len(long_) <= len(short) + 2 and all(letter in rest for letter in short)


def _count_initials_swapped(a: tuple[Person, ...], b: tuple[Person, ...]) -> int:
    """How many of ``a`` have a twin in ``b`` when initials and family names are exchanged.

    "D. Dey" and "D. Debabrata" (of Debabrata Dey): weak for one name, strong for a whole list.
    """
    return sum(
        any(
            x.family[0] in y.initials and y.family[0] in x.initials
            for y in b
        )
        for x in a
    )  # fmt: skip
