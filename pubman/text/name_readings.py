"""The ways to read a name: which words are the family name, which the given names.

"Alejandro Rios Marin" has the family name Marin, or Rios Marin; "Zhao B" has the family name Zhao.
:func:`readings` lists what a name may mean as it is written, :func:`shortened` what its owner may
leave out of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple

from pubman.record import Name
from pubman.text.first_names import is_first_name
from pubman.text.fold import fold
from pubman.text.name_parts import FAMILY_FIRST

Given = tuple[str, ...]


class NameReading(NamedTuple):
    """One way to read a name: the folded family name without spaces, and folded given names."""

    family: str
    given: Given


PARTICLES: Final = frozenset(
    "af al am an auf aus av bin ben ibn abu da das de degli dei del della delle den der des di do "
    "dos du e el la las le les lo los of op st ten ter the tho van von vom y zu zum zur".split()
)
"""Folded words that belong to a family name and are often left out or moved."""
_JOINING: Final = frozenset({"y", "e", "i"})
"""Words between two surnames: Ortega y Gasset."""
TITLES: Final = frozenset(
    "dr prof professor phd md msc mba jr sr junior senior ii iii iv mr mrs ms dipl ing rer nat med "
    "habil facs rn mph esq deceased eds ed".split()
)
"""Folded words beside a name that are not part of it."""
_SHORT_NAMES: Final = frozenset({"ed", "md", "nat"})
"""Titles that begin a name as short forms of Edward, Mohammad and Nathaniel: ``Ed H. Chi``."""
PLACEHOLDERS: Final = frozenset({"-", "--", ".", "?", "n/a", "fnu", "lnu", "no name"})
"""Text that fills the field for a given name, if a person has only one name. It is never a name."""
NAMES_OR_PLACEHOLDERS: Final = frozenset({"na", "nn", "nil", "none", "null"})
"""Folded words that fill the field as well, but that are also names: ``N.N. Bogolyubov``,
``Nil Puig``, ``Jennifer Null``."""
_PINYIN: Final = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai"
    r"|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u|v))+"
)
"""Folded text made of Chinese syllables, to which Korean and Vietnamese ones are similar. Not
compiled at import, because few commands compare names."""
_ABBREVIATED = re.compile(r"(?:[vdzt]\.)+")
"""Abbreviated particles: ``v.``, ``v.d.``"""
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "Å": "Aa",
     "ø": "oe", "Ø": "Oe", "ő": "oe", "Ő": "Oe", "ű": "ue", "Ű": "Ue"}
)  # fmt: skip


@lru_cache(maxsize=65536)
def readings(name: Name) -> tuple[NameReading, ...]:
    """Return the ways to read a name."""
    given, family = cleaned(name)
    if not given or not family:
        return ()
    pairs = [(family, given)]
    if _runs_together(family, given):
        pairs.append((given, family))
    elif all(len(word) == 1 for word in fold(family).split()):
        pairs.append(_initials_last(given, family))
    found = [
        NameReading(folded.replace(" ", ""), words)
        for last, first in pairs
        for folded in variants(last)
        for words in _given_variants(first, last)
    ]
    found += _without_abbreviated_particles(family, given)
    return tuple(dict.fromkeys([*found, *_with_moved_particles(found)]))


@lru_cache(maxsize=4096)
def shortened(name: Name) -> tuple[NameReading, ...]:
    """Return readings that a person may mean by ``name``, beside the plain :func:`readings`.

    A part of the family name is left out (a particle, one of two surnames), the last given name is
    the first of two surnames, or the family name comes first, as in Vietnamese.
    """
    given, family = cleaned(name)
    if not given or not family:
        return ()
    found: list[NameReading] = []
    for folded, first_names in product(variants(family), _given_variants(given, family)):
        words = folded.split()
        if not words:  # a family name of signs alone
            continue
        found += _two_surnames(name, first_names, words)
        found += _one_surname(words, first_names)
        if first_names and _comes_first(first_names[0], words[-1:]):
            found.append(NameReading(first_names[0], (*first_names[1:], *words)))
    return tuple(dict.fromkeys(each for each in found if each.given and each.family))


def _without_abbreviated_particles(family: str, given: str) -> Iterator[NameReading]:
    """Yield the reading without particles, if they are abbreviated: ``v. d. Berg``, ``d. Silva``.

    The letter may mean any particle, so the family name alone must agree.
    """
    words = family.split()
    start = next((at for at, word in enumerate(words) if not _ABBREVIATED.fullmatch(word)), 0)
    if start:
        first_names = given_words(given, family)
        yield from (
            NameReading(folded.replace(" ", ""), first_names)
            for folded in variants(" ".join(words[start:]))
        )


def _one_surname(words: list[str], given: Given) -> Iterator[NameReading]:
    """Yield readings with one surname of several, without particles and joining words."""
    surnames = [word for word in words if word not in PARTICLES]
    if not surnames or len(words) < 2:
        return
    yield NameReading("".join(surnames), given)
    if len(surnames) > 1:
        yield NameReading(surnames[0], given)
        yield NameReading(surnames[0] + surnames[1][0], given)  # Rios M., Alejandro
        yield NameReading(surnames[-1], (*given, *surnames[:-1]))
        yield NameReading(surnames[-1], given)
        before = words[: words.index(surnames[-1])]
        yield NameReading("".join(before), given)  # with its particle: de la Cruz


def _two_surnames(name: Name, given: Given, family: list[str]) -> Iterator[NameReading]:
    """Yield readings in which the last of the given names is the first of two surnames."""
    second = _second_surname(name, given, family)
    if not second:
        return
    first_names = given[: -len(second)]
    whole = [*second, *family]
    yield NameReading("".join(whole), first_names)
    yield NameReading("".join(word for word in whole if word not in PARTICLES), first_names)
    if not is_first_name(second[-1]):  # "Michael, J." does not mean John Michael Smith
        yield NameReading("".join(second), first_names)
        yield NameReading(second[-1] + family[-1][0], first_names)
        yield NameReading(family[-1][0], given)  # Alejandro Rios M.


def _second_surname(name: Name, given: Given, family: list[str]) -> tuple[str, ...]:
    """Return the last words of the given names if they may be the first of two surnames."""
    if len(given) < 2 or (name.particle and fold(name.particle) not in _JOINING):
        return ()
    last = given[-1]
    if len(last) < 3 or last in FAMILY_FIRST or family[0] in FAMILY_FIRST:
        return ()
    if is_pinyin(last) and is_pinyin("".join(family)):
        return ()
    start = len(given) - 1
    while start > 1 and given[start - 1] in PARTICLES:
        start -= 1
    return given[start:]


def _comes_first(first: str, last: list[str]) -> bool:
    """Return whether the family name is the first word, as in "Nguyen Van Anh"."""
    return first in FAMILY_FIRST and not FAMILY_FIRST.intersection(last)


def _with_moved_particles(found: list[NameReading]) -> Iterator[NameReading]:
    """Yield readings with particles moved from the end of the given names to the family name."""
    for each in found:
        end = len(each.given)
        while end > 1 and each.given[end - 1] in PARTICLES:
            end -= 1
        if end < len(each.given):
            yield NameReading("".join(each.given[end:]) + each.family, each.given[:end])


@lru_cache(maxsize=65536)
def cleaned(name: Name) -> tuple[str, str]:
    """Return given and family name without titles, suffixes and placeholders."""
    given, family = name.given, " ".join(p for p in (name.particle, name.family) if p)
    if name.literal:
        family, comma, given = name.literal.partition(",")
        if not comma:
            given, _, family = name.literal.rpartition(" ")
    given, family = given.strip(), family.strip()
    if given.lower() in PLACEHOLDERS:
        given = ""
    if family.lower() in PLACEHOLDERS:
        given, family = "", given
    return _without_titles(given), _without_titles(family)


def _initials_last(given: str, family: str) -> tuple[str, str]:
    """Return family and given name of ``Zhao B. C.``: a family name is never one initial."""
    words = [*given.split(), *family.split()]
    end = len(words)
    while end > 1 and len(fold(words[end - 1]).replace(" ", "")) == 1:
        end -= 1
    if len(fold(words[-1]).split()) > 1:  # B.C. is one word
        end = len(given.split())
    return " ".join(words[:end]), " ".join(words[end:])


def _without_titles(text: str) -> str:
    words = text.split()
    if len(words) < 2:
        return text
    kept: list[str] = []
    for word in words:
        folded = fold(word)
        if folded not in TITLES or (folded in _SHORT_NAMES and not kept):
            kept.append(word)
    return " ".join(kept) or text


def given_words(given: str, family: str) -> Given:
    """Return the folded given names; initials without dots become single letters."""
    words: list[str] = []
    for word in re.split(r"[\s.]+", given):
        folded = fold(word)
        words += list(folded) if _runs_together(word, family) else folded.split()
    return tuple(words)


def _given_variants(given: str, family: str) -> tuple[Given, ...]:
    """Return the folded given names, also with umlauts written out (Jörg: joerg) or without Md."""
    found = [given_words(given, family)]
    first, _, others = given.partition(" ")
    if others and fold(first) == "md":
        found.append(given_words(others, family))
    if not given.isascii():
        found.append(given_words(given.translate(_UMLAUTS), family))
    return tuple(dict.fromkeys(found))


def _runs_together(word: str, other: str) -> bool:
    """Return whether a word is initials without dots: two to four capitals beside a usual name."""
    return 1 < len(word) <= 4 and word.isalpha() and word.isupper() and not other.isupper()


@lru_cache(maxsize=8192)
def is_pinyin(word: str) -> bool:
    """Return whether a folded word is made of Chinese syllables: ``weiming``, ``li``."""
    return re.fullmatch(_PINYIN, word) is not None


def variants(text: str) -> tuple[str, ...]:
    """Return the text folded, and once more with umlauts written out (Müller: muller, mueller)."""
    if text.isascii():
        return (fold(text),)
    plain, written_out = fold(text), fold(text.translate(_UMLAUTS))
    return (plain,) if plain == written_out else (plain, written_out)
