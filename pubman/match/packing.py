"""Records and profiles as bytes, for a large run that keeps them on disk.

``marshal`` writes and reads plain values five times as quickly as ``pickle`` writes and reads
objects. So an object is taken apart into plain values here, and put together again from them. The
bytes are for the same version of Python only, and for files that no other program writes.
"""

from __future__ import annotations

from dataclasses import fields
from marshal import dumps, loads
from operator import attrgetter
from typing import Any, Final

from pubman.frozen import Parts
from pubman.match.people import ComparedName
from pubman.match.places import Place
from pubman.match.profile import Profile
from pubman.match.sketch import Sketch
from pubman.match.titles import Title
from pubman.record import Date, Link, Name, Record

_IN_SKETCH: Final = tuple(
    each.name
    for each in fields(Sketch)
    if each.name not in ("core", "team", "plain", "bilingual", "packed")
)
_COMPARED: Final = Parts(ComparedName)
_DATE: Final = Parts(Date)
_LINK: Final = Parts(Link)
_NAME: Final = Parts(Name)
_PLACE: Final = Parts(Place)
_PROFILE: Final = Parts(Profile, *_IN_SKETCH, "title", "people", "place")
_RECORD: Final = Parts(Record, "authors", "editors", "date", "links", "extra")
_SKETCH: Final = Parts(Sketch)
_TITLE: Final = Parts(Title)
_sketched: Final = attrgetter("title.core", "team", "plain", "bilingual", *_IN_SKETCH)
_also_in_profile: Final = attrgetter(*_IN_SKETCH)


def pack_profile(profile: Profile) -> bytes:
    """Return *profile* as bytes."""
    rest = (
        _PROFILE.values(profile),
        _TITLE.values(profile.title),
        list(map(_COMPARED.values, profile.people)),
        _PLACE.values(profile.place),
    )
    return dumps((*_sketched(profile), dumps(rest)))


def unpack_sketch(packed: bytes) -> Sketch:
    """Return the first part of a profile that :func:`pack_profile` packed. This is quick."""
    sketch: Sketch = _SKETCH.build(loads(packed))  # noqa: S302 - packed by this program
    return sketch


def whole_profile(sketch: Sketch) -> Profile:
    """Return the whole profile of a sketch."""
    values, title, people, place = loads(sketch.packed)  # noqa: S302 - packed by this program
    read = tuple(map(_COMPARED.build, people))
    known = _also_in_profile(sketch)
    profile: Profile = _PROFILE.build(
        (*values, *known, _TITLE.build(title), read, _PLACE.build(place))
    )
    return profile


def unpack_profile(packed: bytes) -> Profile:
    """Return the profile that :func:`pack_profile` packed."""
    return whole_profile(unpack_sketch(packed))


def record_values(record: Record) -> tuple[Any, ...]:
    """Return *record* as plain values, which :func:`record_from` takes."""
    return (
        _RECORD.values(record),
        list(map(_NAME.values, record.authors)),
        list(map(_NAME.values, record.editors)),
        _DATE.values(record.date) if record.date else None,
        list(map(_LINK.values, record.links)),
        dict(record.extra),
    )


def record_from(values: tuple[Any, ...]) -> Record:
    """Return the record of these values."""
    plain, authors, editors, date, links, extra = values
    record: Record = _RECORD.build(
        (
            *plain,
            tuple(map(_NAME.build, authors)),
            tuple(map(_NAME.build, editors)),
            _DATE.build(date) if date else None,
            tuple(map(_LINK.build, links)),
            extra,
        )
    )
    return record
