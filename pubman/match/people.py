"""Read names for comparison: persons and corporate bodies."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from pubman.frozen import quick_dataclass
from pubman.record import Name
from pubman.text.fold import ascii_words, fold

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
    "university univ association organization organisation collaboration collaborations editors "
    "staff investigators laboratory laboratories department company foundation anthology study "
    "abstract contents introduction keywords microsoft edition transactions proceedings conference "
    "journal technology technologies "
    "presentation databases international commission council ministry agency bank".split()
)
"""Words of corporate authors, and words that extraction mistakes for authors ("ACM Anthology, P
Edition"): one list names the body, the other the people. They are not compared with people."""
_BODY_NOISE: Final = frozenset(
    "the of and for on in group team consortium corporation corp inc ltd gmbh committee society "
    "collaboration collaborations investigators study editors staff experiment".split()
)
"""Words of a body's name that do not distinguish it from another body."""
_SITE: Final = re.compile(r"\w\.(?:org|com|net|edu)\b|\A\d+\Z", re.IGNORECASE)
"""A web site or a year instead of a name."""
_BEGUN: Final = re.compile("and[b-df-hj-np-tv-z]{1,2}")
"""An "and" with the initials of the next name, at which a list breaks off. Ando is a name."""
_MIXED: Final = re.compile("[a-z][\u0370-\u052f]|[\u0370-\u052f][a-z]")
# From Hebrew to the end of the first plane, as what it is not: the range itself would take 8 ms of
# every start.
_HAN_OR_OTHER: Final = re.compile("[^\x00-\u058f\U00010000-\U0010ffff]")
_VOWELS: Final = frozenset("aeiouy")
# What is left of letters that were decoded wrongly ("Ng\u00e2 ? \u00a6").
_WRONGLY_DECODED: Final = re.compile(
    r"[\u00e2\u00e3\u00c2\u00c3](?:\s?(?:\?|[\u20ac\u2122\u0153\u00ac\u00a2\u00a6\u00bc]|1/4|cents))+.*"
)


@quick_dataclass(frozen=True, slots=True)
class ComparedName:
    """A name for comparison: folded ``family`` without spaces, ``initials``, all ``words``.

    ``latin`` is False for scripts that are not transliterated here (Han, Arabic ...). ``broken`` is
    True for a Latin name with a letter of another script in it: that letter is lost. ``whole`` is
    True for a name in one piece, which may be a body ("OECD").
    """

    family: str
    initials: str
    words: tuple[str, ...]
    latin: bool
    broken: bool = False
    whole: bool = False


@lru_cache(maxsize=16384)
def read_person(family: str, given: str, particle: str, literal: str) -> ComparedName | None:
    """Return the person of these parts of a name; None for a body, nobody or a single letter."""
    usual = None if particle or literal else _read_usual(family, given)
    return usual or _read_any(family, given, particle, literal)


def _read_any(family: str, given: str, particle: str, literal: str) -> ComparedName | None:
    """Return the person of any name."""
    families = _words(family)
    givens = _words(literal or given)
    if particle:
        before = _words(particle)
        # If a whole list is in lower case, BibTeX reads given names as particles.
        if _PARTICLES.issuperset(before):
            families = before + families
        else:
            givens = before + givens
    if not families or _is_begun(families, givens):
        families, givens = givens[-1:], givens[:-1]
    squashed = "".join(families)
    if (len(squashed) < 2 and squashed.isascii()) or squashed in _NOBODY:
        return None
    if not (_BODIES.isdisjoint(families) and _BODIES.isdisjoint(givens)):
        return None
    if _is_site(literal or family):
        return None
    initials = "".join(map(_initials_of, givens))
    broken = not family.isascii() and _MIXED.search(fold(family)) is not None
    words = (*families, *givens)
    return ComparedName(squashed, initials, words, squashed.isascii(), broken, bool(literal))


def _read_usual(family: str, given: str) -> ComparedName | None:
    """Return the person of a family name in one plain word, as nearly every name has one.

    Return None if the name may be anything else. Then :func:`_read_any` has to read it.
    """
    word = family.lower()
    if not (family.isascii() and family.isalpha() and len(word) > 1) or word in _UNUSUAL:
        return None
    givens = _words(given)
    if not givens or word[:3] == "and" or not _BODIES.isdisjoint(givens):
        return None
    initials = "".join(map(_initials_of, givens))
    return ComparedName(word, initials, (word, *givens), latin=True)


_UNUSUAL: Final = _SUFFIXES | _NOBODY | _BODIES


def _is_begun(families: tuple[str, ...], givens: tuple[str, ...]) -> bool:
    """Return True if the "family name" is the beginning of the next name: "S. Ceri andJ."."""
    begun = len(families) == 1 and len(givens) > 1 and _BEGUN.fullmatch(families[0])
    return bool(begun) and len(givens[-1]) > 1


def _is_site(name: str) -> bool:
    """Return whether a web site or a year is written instead of a name. Letters alone are not."""
    return not name.isalpha() and _SITE.search(name) is not None


@lru_cache(maxsize=16384)
def _words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name, in Latin letters if possible, without suffixes."""
    if text.isascii():
        words = fold(text).split() if "&" in text else ascii_words(text)
    else:
        words = _romanise(fold(_WRONGLY_DECODED.sub(" ", text))).split()
    return tuple(words if _SUFFIXES.isdisjoint(words) else [w for w in words if w not in _SUFFIXES])


def _initials_of(word: str) -> str:
    """Return ``h`` of Hans, but ``hp`` of "HP": a word without a vowel is initials run together."""
    if len(word) <= 2 or _VOWELS.isdisjoint(word):
        return word if word.isascii() else word[0]
    return word[0]


def people(names: tuple[Name, ...]) -> tuple[ComparedName, ...]:
    """Return the persons of *names*, without bodies, "others" and unknown authors."""
    found = [read_person(n.family, n.given, n.particle, n.literal) for n in names]
    return tuple([person for person in found if person is not None])


def bodies(names: tuple[Name, ...], collaboration: str) -> frozenset[str]:
    """Return the significant words of the corporate authors of a record: ``{"atlas"}``."""
    written = [name.literal for name in names if name.literal]
    found: set[str] = set()
    for each in (*written, collaboration):
        words = fold(each).split()
        if each is collaboration or not _BODIES.isdisjoint(words):
            found.update(set(words) - _BODY_NOISE or words)
    return frozenset(found)


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
