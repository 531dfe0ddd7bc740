"""Compare spellings of names: which may be the same person's, and which probably are.

A name can be read in several ways. "Alejandro Rios Marin" has the family name Marin, or Rios
Marin; "Zhao B" has the family name Zhao. :func:`readings` lists them. Two names agree if one
reading of each has the same family name and compatible given names. What publishers do to names
is forgiven: initials, left-out middle names, diacritics, hyphens, umlauts as ``oe``, run-together
initials (``BRC Magalhaes``), family and given name swapped, one of two surnames, a particle left
out, titles and suffixes, and another script.

There are two degrees. :func:`is_spelling_of` is true only if the two names say the same thing.
:func:`may_be` also accepts a short form (``Aleks`` for ``Aleksander``) or another transcription. It
is meant for a person's own list, because another person of almost the same name is unlikely there.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import Final

from pubman.record import Name
from pubman.text.fold import fold
from pubman.text.given_names import (
    changed_places,
    first_alike,
    given_alike,
    goes_by_later_name,
    word_alike,
)
from pubman.text.name_beginnings import (
    begins_like,
    family_beginnings,
    has_capitals,
    letters_of,
)
from pubman.text.name_readings import (
    NAMES_OR_PLACEHOLDERS,
    PARTICLES,
    PLACEHOLDERS,
    TITLES,
    cleaned,
    given_words,
    readings,
    shortened,
)
from pubman.text.name_sounds import same_sound, sound_forms
from pubman.text.scripts import script_of
from pubman.text.transcriptions import is_japanese, same_across_scripts, same_characters

# ------------------------------------------------------------------------------------- comparing


def same_spelling(a: Name, b: Name) -> bool:
    """Return whether the two may be spellings of one name. The order does not matter.

    >>> same_spelling(Name(given="Bruno R. C.", family="Magalhães"),
    ...               Name(given="BRC", family="Magalhaes"))
    True
    >>> same_spelling(Name(given="Bo", family="Zhao"), Name(given="Bin", family="Zhao"))
    False
    """
    return is_spelling_of(a, b) or is_spelling_of(b, a)


def is_spelling_of(written: Name, own: Name) -> bool:
    """Return whether ``written`` is a usual way to write the name ``own``.

    ``own`` is written out by the person, so it may be shortened in more ways than ``written``.
    """
    if _same_words(written, own) or _same_single_word(written, own):
        return True
    if script_of(written.full) != script_of(own.full):
        return same_across_scripts(written, own)
    ours = readings(own) + shortened(own)
    return any(
        theirs.family == each.family
        and (given_alike(theirs.given, each.given) or changed_places(theirs.given, each.given))
        for theirs in readings(written)
        for each in ours
    ) or _married(written, own)


def may_be(written: Name, own: Name) -> bool:
    """Return whether ``written`` probably means ``own``, in a list that is this person's own.

    >>> may_be(Name(given="Aleks", family="Nordmann"), Name(given="Aleksander", family="Nordmann"))
    True
    """
    return begins_like(written, family_beginnings(own)) and may_mean(written, own)


def may_mean(written: Name, own: Name) -> bool:
    """Return :func:`may_be` for a name that :func:`begins_like` a family name of ``own``."""
    if _is_plainly_another(written, own):
        return False
    if is_spelling_of(written, own) or is_spelling_of(own, written):
        return True
    if same_characters(written, own) or _same_turned(written, own):
        return True
    if any(is_japanese(each, own) is None for each in readings(written)):
        return True
    if any(is_japanese(each, written) is None for each in readings(own)):
        return True
    # A part of the family name may be left out on one side, but not on both: Rios Marin is not
    # Gomez Marin.
    pairs = [*product(readings(written), readings(own) + shortened(own))]
    pairs += product(shortened(written), readings(own))
    return any(
        same_sound(a.family, b.family)
        and (given_alike(a.given, b.given, first_alike) or goes_by_later_name(a.given, b.given))
        for a, b in pairs
    )


def _is_plainly_another(written: Name, own: Name) -> bool:
    """Return whether nothing in ``written`` can be a family name of ``own``.

    This settles names with one family name in plain letters, as most are, without all their
    readings: ``Michelle L. Mazurek`` is not Lovelace. Other names are not settled here.
    """
    theirs = _family_forms(own)
    given = _plain_given(written) if theirs else ()
    if not given:
        return False
    family = fold(written.family)
    # Any of the given names may begin a longer family name, or be one of two surnames.
    words = [family, *given]
    if len(given) > 1:
        ends = [given[start:] for start in range(1, len(given))]
        ends += [[word for word in end if word not in PARTICLES] for end in ends]
        joined = ["".join(end) for end in ends]
        words += [*joined, *(each + family for each in joined), given[-1] + family[0], family[0]]
    letters = _form_letters(own)
    return all(theirs.isdisjoint(sound_forms(word)) for word in words if word[:1] in letters)


def _plain_given(name: Name) -> list[str]:
    """Return the folded given names of a plain name; an empty list for any other name."""
    given, family = name.given, name.family
    if name.particle or name.suffix or name.literal or not (given.isascii() and family.isascii()):
        return []
    if not (family.isalpha() and family[1:].islower()) or has_capitals(given):
        return []
    words = fold(given).split()
    if not TITLES.isdisjoint(words) or not PLACEHOLDERS.isdisjoint((*words, family.lower())):
        return []
    return words


@lru_cache(maxsize=1024)
def _family_forms(own: Name) -> frozenset[str]:
    """Return the forms of every family name of ``own``; empty if that is not clear."""
    families = [each.family for each in (*readings(own), *shortened(own))]
    if not families or script_of(own.full) != "latin":
        return frozenset()
    words = [*families, *fold(own.family).split(), *fold(cleaned(own)[1]).split()]
    return frozenset().union(*map(sound_forms, words))


@lru_cache(maxsize=1024)
def _form_letters(own: Name) -> frozenset[str]:
    """Return the letters with which a word that shares a form with ``own`` can begin."""
    letters = letters_of(family_beginnings(own))
    return letters if letters.isdisjoint("ae") else letters | set("ae")  # the Arabic article


_LONGEST_SYLLABLE: Final = 4
"""A family name with more letters is seldom one Chinese syllable."""


def _same_turned(written: Name, own: Name) -> bool:
    """Return whether the words are the same in a wrong order: ``R Moreno Diego``, Diego R. Moreno.

    Family name and first name must be written out in both; other given names may be initials.
    """
    given, family = cleaned(own)
    first, *middle = given_words(given, family) or ("",)
    words = fold(written.full).split()
    needed = [first, *fold(family).split()]
    if len(first) < 3 or len(needed[-1]) < 3 or len(words) < len(needed):
        return False
    for word in needed:
        if word not in words:
            return False
        words.remove(word)
    # One word more may be the beginning of the next name: "Diego Moreno Ana, B. Cruz".
    if len(words) == 1 and len(words[0]) > 2 and len(needed[-1]) > _LONGEST_SYLLABLE:
        return True
    return all(any(word_alike(word, other) for other in middle) for word in words)


def _same_words(a: Name, b: Name) -> bool:
    """Return whether both have the same words in any order, all written out."""
    words_a, words_b = (sorted(fold(name.full).split()) for name in (a, b))
    written_out = len(words_a) > 1 and all(len(word) > 1 for word in words_a)
    return words_a == words_b and (written_out or fold(a.full) == fold(b.full) != "")


def _married(written: Name, own: Name) -> bool:
    """Return whether ``written`` has a second surname that ``own`` lacks, the first name in full.

    "Alejandro Rios" is also "Rios-Marin, Alejandro", but "Rios-Marin, A." may be somebody else.
    """
    words = fold(written.family).split()
    surnames = [word for word in words if word not in PARTICLES]
    if len(surnames) < 2 or shortened(own):
        return False
    return any(
        surnames[0] == ours.family
        and len(ours.given[0]) > 2
        and theirs.given[0] == ours.given[0]
        and given_alike(theirs.given, ours.given)
        for ours in readings(own)
        for theirs in readings(written)
        if ours.given and theirs.given
    )


# -------------------------------------------------------------------------------- one-word names


def _same_single_word(written: Name, own: Name) -> bool:
    """Return whether a person with one name only is written with a made-up second one.

    "Suwarno" is also "Suwarno, Suwarno", "Suwarno, S." and "None, Suwarno", because forms ask for
    two names.
    """
    single = _single_word(own)
    if not single:
        return False
    given, family = cleaned(written)
    if not given:
        return fold(family) == single
    other, last = fold(given), fold(family)
    if single not in (other, last):
        return False
    made_up = (other if last == single else last).replace(" ", "")
    return made_up in (single, single[0]) or made_up in NAMES_OR_PLACEHOLDERS


def _single_word(name: Name) -> str:
    """Return the only word of a name, folded; ``""`` for a name with more."""
    given, family = cleaned(name)
    folded = fold(family or given)
    return folded if not (given and family) and folded and " " not in folded else ""
