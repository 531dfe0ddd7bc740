"""Records and profiles as bytes, for a large run that keeps them on disk.

``marshal`` writes and reads plain values five times as quickly as ``pickle`` writes and reads
objects. So an object is taken apart into plain values here, and put together again from them. The
bytes are for the same version of Python only, and for files that no other program writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from marshal import dumps, loads
from operator import attrgetter
from typing import Any, Final

from pubman.match.people import ComparedName
from pubman.match.places import Place
from pubman.match.profile import Profile
from pubman.match.titles import Title
from pubman.record import Date, Link, Name, Record


class _Parts:
    """The fields of a frozen class with slots: their values as a tuple, and an object from them.

    The constructor of such a class looks up each field by name. Here that is done once per class.
    """

    def __init__(self, class_: type[Any], *without: str) -> None:
        names = [each.name for each in fields(class_) if each.name not in without]
        self._class = class_
        self._setters: tuple[Callable[[Any, Any], None], ...] = tuple(
            getattr(class_, name).__set__ for name in names
        )
        self.values: Callable[[Any], tuple[Any, ...]] = attrgetter(*names)
        self.others: tuple[Callable[[Any, Any], None], ...] = tuple(
            getattr(class_, name).__set__ for name in without
        )

    def build(self, values: Iterable[Any], *others: Any) -> Any:
        """Return an object with these values, then those of the fields that were left out."""
        made = object.__new__(self._class)
        for put, value in zip(self._setters, values, strict=True):
            put(made, value)
        for put, value in zip(self.others, others, strict=True):
            put(made, value)
        return made


_COMPARED: Final = _Parts(ComparedName)
_DATE: Final = _Parts(Date)
_LINK: Final = _Parts(Link)
_NAME: Final = _Parts(Name)
_PLACE: Final = _Parts(Place)
_PROFILE: Final = _Parts(Profile, "title", "people", "place")
_RECORD: Final = _Parts(Record, "authors", "editors", "date", "links", "extra")
_TITLE: Final = _Parts(Title)


def pack_profile(profile: Profile) -> bytes:
    """Return *profile* as bytes."""
    return dumps(
        (
            _PROFILE.values(profile),
            _TITLE.values(profile.title),
            [_COMPARED.values(each) for each in profile.people],
            _PLACE.values(profile.place),
        )
    )


def unpack_profile(packed: bytes) -> Profile:
    """Return the profile that :func:`pack_profile` packed."""
    values, title, people, place = loads(packed)  # noqa: S302 - packed by this program
    profile: Profile = _PROFILE.build(
        values,
        _TITLE.build(title),
        tuple([_COMPARED.build(each) for each in people]),
        _PLACE.build(place),
    )
    return profile


def record_values(record: Record) -> tuple[Any, ...]:
    """Return *record* as plain values, which :func:`record_from` takes."""
    return (
        _RECORD.values(record),
        [_NAME.values(each) for each in record.authors],
        [_NAME.values(each) for each in record.editors],
        _DATE.values(record.date) if record.date else None,
        [_LINK.values(each) for each in record.links],
        dict(record.extra),
    )


def record_from(values: tuple[Any, ...]) -> Record:
    """Return the record of these values."""
    plain, authors, editors, date, links, extra = values
    record: Record = _RECORD.build(
        plain,
        tuple([_NAME.build(each) for each in authors]),
        tuple([_NAME.build(each) for each in editors]),
        _DATE.build(date) if date else None,
        tuple([_LINK.build(each) for each in links]),
        extra,
    )
    return record
