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

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import product
from typing import Final

from pubman.record import Name
from pubman.text.first_names import are_forms_of_one
from pubman.text.fold import fold
from pubman.text.name_readings import (
    PARTICLES,
    PLACEHOLDERS,
    TITLES,
    Given,
    NameReading,
    cleaned,
    given_words,
    is_pinyin,
    readings,
    shortened,
)
from pubman.text.scripts import initials, is_syllabic, script_of, spellings

WordTest = Callable[[str, str], bool]


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
        return _same_across_scripts(written, own)
    ours = readings(own) + shortened(own)
    return any(
        theirs.family == each.family
        and (given_alike(theirs.given, each.given) or _changed_places(theirs.given, each.given))
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
    if _same_characters(written, own) or _same_turned(written, own):
        return True
    if any(_is_japanese(each, own) is None for each in readings(written)):
        return True
    if any(_is_japanese(each, written) is None for each in readings(own)):
        return True
    # A part of the family name may be left out on one side, but not on both: Rios Marin is not
    # Gomez Marin.
    pairs = [*product(readings(written), readings(own) + shortened(own))]
    pairs += product(shortened(written), readings(own))
    return any(
        _same_sound(a.family, b.family)
        and (given_alike(a.given, b.given, _first_alike) or _goes_by_later_name(a.given, b.given))
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
    return all(theirs.isdisjoint(_forms(word)) for word in words if word[:1] in letters)


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
    return frozenset().union(*map(_forms, words))


@lru_cache(maxsize=1024)
def _form_letters(own: Name) -> frozenset[str]:
    """Return the letters with which a word that shares a form with ``own`` can begin."""
    letters = letters_of(family_beginnings(own))
    return letters if letters.isdisjoint("ae") else letters | set("ae")  # the Arabic article


@lru_cache(maxsize=65536)
def _forms(word: str) -> frozenset[str]:
    """Return forms of which two family names that sound the same share one."""
    forms = {f"short {with_short_vowels(word)}"}
    if word in _UMLAUT_OF_PINYIN:
        forms.add("umlaut")
    if len(word) > _SHORTEST_SOUND:
        forms.add(f"sound {_sound(_ARTICLE.sub('al', word))}")
    return frozenset(forms)


def _goes_by_later_name(a: Given, b: Given) -> bool:
    """Return whether one leaves out the first given name of the other: Johan for Alex Johan.

    What is left must be written out.
    """
    short, long = sorted((a, b), key=len)
    return bool(short) and len(short[0]) > 2 and short == long[-len(short) :]


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
    return all(any(_word_alike(word, other) for other in middle) for word in words)


def _same_characters(a: Name, b: Name) -> bool:
    """Return whether two names in Han characters sound the same: 张三 and 張三."""
    ours, theirs = a.full, b.full
    if len(ours) != len(theirs) or script_of(ours) != "han" or script_of(theirs) != "han":
        return False
    return all(_same_syllable(*pair) for pair in zip(ours, theirs, strict=True))


def _same_syllable(a: str, b: str) -> bool:
    one, other = spellings(a), spellings(b)
    return a == b or (one is not None and other is not None and one.pattern == other.pattern)


def given_alike(a: Given, b: Given, word_alike: WordTest | None = None) -> bool:
    """Return whether one holds every given name of the other, in order, or their initials."""
    test = word_alike or _word_alike
    if "".join(a) == "".join(b):
        return bool(a)  # Chih-Hsien and Chihhsien
    short, long = sorted((a, b), key=len)
    if not short or not test(short[0], long[0]):
        return False
    rest = iter(long[1:])
    return all(any(test(word, other) for other in rest) for word in short[1:])


def _changed_places(a: Given, b: Given) -> bool:
    """Return whether two given names changed places: ``Ken Q.`` and ``Qian Ken``.

    One of them must be written out and the same in both.
    """
    if len(a) != 2 or len(b) != 2:
        return False
    pairs = ((a[0], b[1]), (a[1], b[0]))
    same = any(one == other and len(one) > 1 for one, other in pairs)
    return same and all(_word_alike(one, other) for one, other in pairs)


def _word_alike(a: str, b: str) -> bool:
    return a == b or (a[0] == b[0] and 1 in (len(a), len(b)))


def _first_alike(a: str, b: str) -> bool:
    """Return whether two first names are equal, an initial, a short form, or sound the same."""
    if _word_alike(a, b) or are_forms_of_one(a, b) or _same_sound(a, b):
        return True
    short, long = sorted((a, b), key=len)
    # Benedikt and Bene; but Wei is not short for Weiming.
    return len(short) > 2 and long.startswith(short) and not is_pinyin(long)


def _same_words(a: Name, b: Name) -> bool:
    """Return whether both have the same words in any order, all written out."""
    words_a, words_b = (sorted(fold(name.full).split()) for name in (a, b))
    written_out = len(words_a) > 1 and all(len(word) > 1 for word in words_a)
    return words_a == words_b and (written_out or fold(a.full) == fold(b.full) != "")


_SOUND: Final = (
    ("x", "ks"), ("ph", "f"), ("tch", "ch"), ("zh", "j"), ("dj", "j"), ("iou", "iu"), ("ou", "u"),
    ("oo", "u"), ("ee", "i"), ("kh", "h"), ("ck", "k"), ("c", "k"), ("q", "k"), ("w", "v"),
    ("y", "i"), ("j", "i"),
)  # fmt: skip
_SHORTEST_SOUND: Final = 3
"""A word must have more letters than this to be compared by its sound."""
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=8192)
def _sound(word: str) -> str:
    """Return a rough key of the sound of a word, the same for usual transcriptions of it."""
    for written, sound in _SOUND:
        word = word.replace(written, sound)
    return _REPEATED.sub(r"\1", word)


def _same_sound(a: str, b: str) -> bool:
    if a == b:
        return True
    if with_short_vowels(a) == with_short_vowels(b) or {a, b} <= _UMLAUT_OF_PINYIN:
        return True
    return min(len(a), len(b)) > _SHORTEST_SOUND and _sound(_ARTICLE.sub("al", a)) == _sound(
        _ARTICLE.sub("al", b)
    )


@lru_cache(maxsize=8192)
def with_short_vowels(word: str) -> str:
    """Return a folded word without the signs of long vowels in Japanese.

    >>> [with_short_vowels(word) for word in ("satoh", "taroh", "yuuki", "ohno")]
    ['sato', 'taro', 'yuki', 'ono']
    """
    return _LONG_VOWEL.sub(lambda found: found[1] or found[2], word)


_LONG_VOWEL = re.compile(r"(o)(?:u|o|h(?![aeiouy]))|(u)u")
_ARTICLE = re.compile(r"\A[ae]l(?=[^aeioul]{1,2}[aeiou])")
"""The Arabic article: ``alhassan`` and ``elhassan``."""
_UMLAUT_OF_PINYIN: Final = frozenset({"lu", "lv", "lyu", "lue"})
"""The ways to write a Chinese name with ü: Lü is Lyu in passports."""


def _kinds_of_beginning() -> dict[str, str]:
    """Return a representative for each letter, the same for letters that may begin one sound."""
    kinds: dict[str, str] = {}
    for written, sound in _SOUND:
        one, other = (kinds.get(text[0], text[0]) for text in (written, sound))
        kinds |= dict.fromkeys((written[0], sound[0], one), other)
        kinds |= {letter: other for letter, kind in kinds.items() if kind == one}
    return kinds


_BEGINNINGS: Final = _kinds_of_beginning()
_CAPITALS = re.compile("[A-Z]{2}")


def has_capitals(text: str) -> bool:
    """Return whether two capitals follow each other, which may be initials without dots."""
    return _CAPITALS.search(text) is not None


def begins_like(written: Name, beginnings: frozenset[str]) -> bool:
    """Return whether a word of ``written`` begins with one of :func:`family_beginnings`.

    If not, the two are not one name. This is much quicker to find out than all readings of
    ``written``, and nearly every author of another person's paper fails here.
    """
    full = written.full
    if not beginnings or script_of(full) != "latin":
        return True
    letters = [word[0] for word in fold(full).split()]
    if not letters_of(beginnings).isdisjoint(letters):
        return True
    if full.isascii() and not has_capitals(full):
        return False
    # Capitals without dots may be initials: each is a word of its own.
    return any(
        _BEGINNINGS.get(letter, letter) in beginnings
        for word in re.split(r"[\s.]+", full)
        if len(word) > 1 and word.isupper()
        for letter in fold(word)
    )


@lru_cache(maxsize=1024)
def letters_of(beginnings: frozenset[str]) -> frozenset[str]:
    """Return all letters that may begin the same sound as one of ``beginnings``."""
    return beginnings - _BEGINNINGS.keys() | {
        letter for letter, kind in _BEGINNINGS.items() if kind in beginnings
    }


@lru_cache(maxsize=1024)
def family_beginnings(own: Name) -> frozenset[str]:
    """Return how the family name of ``own`` may begin; empty if that is not clear."""
    families = [each.family for each in (*readings(own), *shortened(own))]
    if not families or script_of(own.full) != "latin":
        return frozenset()
    words = [*families, *fold(own.family or own.literal).split()]
    return frozenset(_BEGINNINGS.get(word[0], word[0]) for word in words if word)


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

    "Suwarno" is also "Suwarno, Suwarno" and "Suwarno, S.", because forms ask for two names.
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
    made_up = other if last == single else last
    return made_up in (single, single[0])


def _single_word(name: Name) -> str:
    """Return the only word of a name, folded; ``""`` for a name with more."""
    given, family = cleaned(name)
    folded = fold(family or given)
    return folded if not (given and family) and folded and " " not in folded else ""


# --------------------------------------------------------------------------------- other scripts


def _same_across_scripts(a: Name, b: Name) -> bool:
    """Return whether a name in Latin letters transcribes a name in another script."""
    latin, foreign = (a, b) if script_of(a.full) == "latin" else (b, a)
    if script_of(latin.full) != "latin":
        return False
    ours = readings(latin) + _swapped(latin)
    if any(
        _transcribes(each, family, given)
        for family, given in _foreign_readings(foreign)
        for each in ours
    ):
        return True
    return any(_is_japanese(each, foreign) is True for each in ours)


def _swapped(name: Name) -> tuple[NameReading, ...]:
    """Return the reading with family and given name exchanged, if both are written out."""
    given, family = cleaned(name)
    words = given_words(family, given)
    if len(fold(given).replace(" ", "")) < 2 or not words:
        return ()
    return (NameReading(fold(given).replace(" ", ""), words),)


def _transcribes(latin: NameReading, family: str, given: tuple[str, ...]) -> bool:
    pattern = spellings(family)
    if pattern is None or not pattern.fullmatch(latin.family) or not latin.given:
        return False
    whole = spellings("".join(given))
    if whole and whole.fullmatch("".join(latin.given)):
        return True
    return given_alike(latin.given, given, _transcribed_word)


def _is_japanese(latin: NameReading, foreign: Name) -> bool | None:
    """Return whether a name in Han characters is read so in Japanese; None if only the family is.

    In that case the table lacks a character of the given name.
    """
    if script_of(foreign.full) != "han" or not latin.given:
        return False
    from pubman.text.scripts.japanese import japanese  # noqa: PLC0415 - only for Han characters

    written = with_short_vowels("".join(latin.given))
    answers: set[bool | None] = {False}
    for family, given in japanese("".join(_words_of(foreign))):
        if not family.fullmatch(with_short_vowels(latin.family)):
            continue
        if given is None or len(written) > 1:
            answers.add(given and given.fullmatch(written) is not None)
        else:
            answers.add(written in re.findall(r"(?<![a-z])[a-z]", _first_group(given)))
    return True if True in answers else None if None in answers else False


def _first_group(pattern: re.Pattern[str]) -> str:
    return pattern.pattern.partition(")")[0]


def _words_of(name: Name) -> list[str]:
    """Return the words of a name, the family name first."""
    return re.findall(r"\w+", f"{name.family} {name.given} {name.literal}")


def _transcribed_word(a: str, b: str) -> bool:
    """Return whether one word transcribes the other, or is an initial of it."""
    latin, foreign = (a, b) if script_of(a) == "latin" else (b, a)
    if len(latin) == 1:
        return latin in initials(foreign)
    if len(foreign) == 1 and not is_syllabic(foreign):
        return latin[:1] in initials(foreign)
    pattern = spellings(foreign)
    return bool(pattern and pattern.fullmatch(latin))


def _foreign_readings(name: Name) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield family name and given names of a name in another script, in the possible orders."""
    given, family = cleaned(name)
    words = tuple(re.findall(r"\w+", given))
    last = tuple(re.findall(r"\w+", family))
    if not last:
        return
    if words and is_syllabic(family):
        yield family, tuple("".join(words))
        yield "".join(words), tuple(family)
        return
    yield "".join(last), words
    if words:
        yield words[0], (*words[1:], *last)  # Иванов Иван Петрович: the family name is first
