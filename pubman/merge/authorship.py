"""The author list of a group, each name in its best spelling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pubman.record import Name
from pubman.text.fold import name_key


def spell_names(names: Sequence[Name], others: Sequence[Sequence[Name]]) -> tuple[Name, ...]:
    """Return *names*, each in the fullest spelling that any of the lists *others* has."""
    return tuple(_spell_best(name, at, others) for at, name in enumerate(names))


def _spell_best(name: Name, at: int, others: Sequence[Sequence[Name]]) -> Name:
    """Return *name* in the fullest spelling of its place in any list, with the ids of all lists."""
    spelt = name
    for authors in others:
        if at < len(authors) and _is_one_person(spelt, authors[at]):
            spelt = _join_spellings(spelt, authors[at])
    return spelt


def _join_spellings(one: Name, other: Name) -> Name:
    """Return the fuller of two spellings, with the additions of both."""
    fuller = _fullness(other) > _fullness(one)
    return replace(
        other if fuller else one,
        pid=one.pid or other.pid,
        orcid=one.orcid or other.orcid,
        number=one.number or (other.number if fuller else ""),
        marks=one.marks or other.marks,
    )


def _is_one_person(a: Name, b: Name) -> bool:
    """Return True if two names at the same place of two lists are spellings of one name."""
    if name_key(a) == name_key(b):
        return True
    key_a, key_b = name_key(a).split(" "), name_key(b).split(" ")
    return key_a[:-1] == key_b[:-1] and key_a[-1][:1] == key_b[-1][:1] and len(key_a) > 1


def _fullness(name: Name) -> tuple[int, int, int]:
    """Return how complete a spelling is: whole given names, diacritics, how many names."""
    words = [word for word in name.given.replace("-", " ").split() if len(word.rstrip(".")) > 1]
    not_initials = [word for word in words if not (word.isupper() and len(word) <= 3)]
    diacritics = sum(not char.isascii() for char in name.full)
    return (len(not_initials) > 0, diacritics, len(not_initials) + (not name.given.isupper()))
