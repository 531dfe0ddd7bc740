"""What two author lists have in common, order-free, whatever way the names are written.

A name agrees with another by family name (a slip of the pen forgiven) and initials, with family and
given name swapped, or through a transliteration. Names in different scripts are not compared:
missing is not different.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Levenshtein

from pubman.record import Name
from pubman.text.fold import fold

_CYRILLIC: Final = dict(
    zip("абвгдезийклмнопрстуфхцыіїєґъьэ", (
        "a b v g d e z i i k l m n o p r s t u f kh ts y i i e g").split() + ["", "", "e"],
        strict=True,
    )
)  # fmt: skip
_CYRILLIC.update({"ж": "zh", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ё": "e", "ў": "u"})
_GREEK: Final = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
    "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
    "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
}  # fmt: skip
_LATIN_LETTERS: Final = str.maketrans(_CYRILLIC | _GREEK)


@dataclass(frozen=True, slots=True)
class Person:
    """A name for comparing: folded ``family`` without spaces, ``initials``, all ``words``.

    ``latin`` is False for scripts that are not transliterated here (Han, Arabic ...).
    """

    family: str
    initials: str
    words: tuple[str, ...]
    latin: bool


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
def read_person(family: str, given: str, particle: str, literal: str) -> Person:
    """The person of these parts of a name."""
    if literal or not family:
        words = _romanise(fold(literal or given)).split()
        family, rest = (words[-1], words[:-1]) if words else ("", [])
        return Person(family, "".join(w[0] for w in rest), tuple(words), family.isascii())
    folded = _romanise(fold(f"{particle} {family}" if particle else family))
    givens = _romanise(fold(given)).split()
    squashed = folded.replace(" ", "")
    return Person(
        squashed, "".join(w[0] for w in givens), (*folded.split(), *givens), squashed.isascii()
    )


def people(names: tuple[Name, ...]) -> tuple[Person, ...]:
    """The persons of ``names``; "others" and unknown authors left out."""
    found = (read_person(n.family, n.given, n.particle, n.literal) for n in names)
    return tuple(p for p in found if p.family and p.family not in ("unknown", "anonymous", "others"))


def _romanise(folded: str) -> str:
    if folded.isascii():
        return folded
    romanised = folded.translate(_LATIN_LETTERS)
    if romanised.isascii():
        return romanised
    return "".join(c for c in unicodedata.normalize("NFKD", romanised) if not unicodedata.combining(c))


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
    return Agreement(matched, len(a), len(b), conflicting)


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
        allowed = 0 if longest < 5 else 1 if longest < 8 else 2
        if allowed and Levenshtein.distance(a.family, b.family, score_cutoff=allowed) <= allowed:
            return True
        # Garcia-Molina and Molina; "bin Ali" and "Ali"
        short, long_ = sorted((a.family, b.family), key=len)
        if len(short) >= 4 and long_.endswith(short):
            return True
        if len(short) >= 5 and long_.startswith(short):
            return True
    long_a = {w for w in a.words if len(w) > 1}
    long_b = {w for w in b.words if len(w) > 1}
    # Swapped: the family name of one is a given name of the other.
    if a.family in long_b and b.family in long_a:
        return True
    if (a.family in long_b and _initials_fit(b.family[:1], a.initials)) or (
        b.family in long_a and _initials_fit(a.family[:1], b.initials)
    ):
        return True
    # The same letters, cut into words differently: "Ravinder Krishna" and "Ravinderkrishna".
    return len(a.words) > 1 and sorted("".join(a.words)) == sorted("".join(b.words))
