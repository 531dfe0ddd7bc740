"""Whether two lists of given names may be one person's: initials, short forms, names left out.

Given names are folded words (``name_readings``).
"""

from __future__ import annotations

from collections.abc import Callable

from pubman.text.first_names import are_forms_of_one
from pubman.text.name_readings import Given, is_pinyin
from pubman.text.name_sounds import same_sound

WordTest = Callable[[str, str], bool]


def given_alike(a: Given, b: Given, test: WordTest | None = None) -> bool:
    """Return whether one holds every given name of the other, in order, or their initials."""
    test = test or word_alike
    if "".join(a) == "".join(b):
        return bool(a)  # Chih-Hsien and Chihhsien
    short, long = sorted((a, b), key=len)
    if not short or not test(short[0], long[0]):
        return False
    rest = iter(long[1:])
    return all(any(test(word, other) for other in rest) for word in short[1:])


def changed_places(a: Given, b: Given) -> bool:
    """Return whether two given names changed places: ``Ken Q.`` and ``Qian Ken``.

    One of them must be written out and the same in both.
    """
    if len(a) != 2 or len(b) != 2:
        return False
    pairs = ((a[0], b[1]), (a[1], b[0]))
    same = any(one == other and len(one) > 1 for one, other in pairs)
    return same and all(word_alike(one, other) for one, other in pairs)


def word_alike(a: str, b: str) -> bool:
    """Return whether two words are equal, or one is the initial of the other."""
    return a == b or (a[0] == b[0] and 1 in (len(a), len(b)))


def first_alike(a: str, b: str) -> bool:
    """Return whether two first names are equal, an initial, a short form, or sound the same."""
    if word_alike(a, b) or are_forms_of_one(a, b) or same_sound(a, b):
        return True
    short, long = sorted((a, b), key=len)
    # Benedikt and Bene; but Wei is not short for Weiming.
    return len(short) > 2 and long.startswith(short) and not is_pinyin(long)


def goes_by_later_name(a: Given, b: Given) -> bool:
    """Return whether one leaves out the first given name of the other: Johan for Alex Johan.

    What is left must be written out.
    """
    short, long = sorted((a, b), key=len)
    return bool(short) and len(short[0]) > 2 and short == long[-len(short) :]
