"""Whether a name in Latin letters and one in another script, or two in Han characters, are one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubman.record import Name
from pubman.text.fold import fold
from pubman.text.given_names import given_alike
from pubman.text.name_readings import NameReading, cleaned, given_words, readings
from pubman.text.name_sounds import with_short_vowels
from pubman.text.scripts import initials, is_syllabic, script_of, spellings


def same_characters(a: Name, b: Name) -> bool:
    """Return whether two names in Han characters sound the same: 张三 and 張三."""
    ours, theirs = a.full, b.full
    if len(ours) != len(theirs) or script_of(ours) != "han" or script_of(theirs) != "han":
        return False
    return all(_same_syllable(*pair) for pair in zip(ours, theirs, strict=True))


def _same_syllable(a: str, b: str) -> bool:
    one, other = spellings(a), spellings(b)
    return a == b or (one is not None and other is not None and one.pattern == other.pattern)


def same_across_scripts(a: Name, b: Name) -> bool:
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
    return any(is_japanese(each, foreign) is True for each in ours)


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


def is_japanese(latin: NameReading, foreign: Name) -> bool | None:
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
