"""Pickle records and profiles in half the time.

The dataclasses of Python write and read their fields one by one in Python, and look up the list of
fields each time. Here that list is made once per class. Modules that pickle many objects call
:func:`register` first. To read the pickles, nothing need be called.
"""

from __future__ import annotations

import copyreg
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final

from pubman.match.people import ComparedName
from pubman.match.places import Place
from pubman.match.profile import Profile
from pubman.match.titles import Title
from pubman.match.verdict import Verdict
from pubman.record import Date, Link, Name, Record

PACKED: Final = (ComparedName, Date, Link, Name, Place, Profile, Record, Title, Verdict)
"""The classes of which a large run pickles many objects. Each has slots and at least two fields."""

_KNOWN: Final[dict[type[Any], tuple[Callable[[Any, Any], None], ...]]] = {}


def register() -> None:
    """Let ``pickle`` write the objects of these classes as their class and their values."""
    for each in PACKED:
        copyreg.pickle(each, _reducer(each))


def _reducer(class_: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    values = attrgetter(*(field.name for field in fields(class_)))

    def reduce(value: Any) -> tuple[Any, ...]:
        return rebuild, (class_, values(value))

    return reduce


def rebuild(class_: type[Any], values: tuple[Any, ...]) -> Any:
    """Return the object of a class with these values, in the order of its fields."""
    made = object.__new__(class_)
    for put, value in zip(_setters(class_), values, strict=True):
        put(made, value)
    return made


def _setters(class_: type[Any]) -> tuple[Callable[[Any, Any], None], ...]:
    """Return a function for each field that sets it, also in a frozen object."""
    if class_ not in _KNOWN:
        _KNOWN[class_] = tuple(getattr(class_, each.name).__set__ for each in fields(class_))
    return _KNOWN[class_]
