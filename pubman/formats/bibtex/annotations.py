"""Roles of authors: biblatex's data annotations, read and written.

``author+an = {1=equal; 2=equal,highlight; 3=corresponding}`` (biblatex manual, section 3.7) says
which author has which role. Annotations that are not roles stay as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from pubman.record import Authorship, Name
from pubman.text.name_parts import with_fields

_FIELD: Final = "author+an"
_ITEM = re.compile(r"\s*(\d+)(?::\w+)?\s*=\s*\"?([^\";]*)\"?\s*")
_ROLES: Final[Mapping[str, str]] = {
    "equal": "equal", "equalcontribution": "equal", "equalcontrib": "equal", "cofirst": "equal",
    "co-first": "equal", "jointfirst": "equal", "shared": "equal", "first": "equal",
    "corresponding": "corresponding", "corr": "corresponding", "correspondence": "corresponding",
    "correspondingauthor": "corresponding", "student": "student", "phd": "student",
    "advisee": "student", "mentee": "student", "supervised": "student", "presenter": "presenter",
    "presenting": "presenter", "speaker": "presenter", "deceased": "deceased", "lead": "lead",
}  # fmt: skip
"""Annotations -> roles, as ``pubman mark`` sets them."""


def take_annotations(left: dict[str, str], names: Sequence[Name]) -> tuple[Name, ...]:
    """Return ``names`` with the roles of the annotation field as marks.

    The field is removed if all of it was understood.
    """
    items = [_ITEM.fullmatch(item) for item in left.get(_FIELD, "").split(";") if item.strip()]
    if not items:
        return tuple(names)
    found = list(names)
    understood = True
    for match in items:
        words = match[2].lower().split(",") if match else []
        place = int(match[1]) - 1 if match else -1
        roles = [_ROLES[word.strip()] for word in words if word.strip() in _ROLES]
        understood = understood and len(roles) == len(words) > 0 and 0 <= place < len(found)
        if roles and 0 <= place < len(found):
            name = found[place]
            found[place] = with_fields(name, marks=tuple(dict.fromkeys((*name.marks, *roles))))
    if understood:
        del left[_FIELD]
    return tuple(found)


def annotation(authorships: Sequence[Authorship]) -> str:
    """Return the annotation value for the roles of authors; ``""`` if nobody has one.

    >>> annotation([Authorship(name=Name(family="A"), roles=("equal",))])
    '1=equal'
    """
    items = (
        f"{place}={','.join(words)}"
        for place, each in enumerate(authorships, 1)
        if (words := [role for role in each.roles if role.isalpha()])
    )
    return "; ".join(items)
