"""The fields that a person set: they replace what the records say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pubman.fields import EXTRA
from pubman.record import Date


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A field a person set on a record; ``value`` is already of the field's type."""

    record_id: int
    field: str
    value: Any
    set_at: str
    person: str = ""


def apply_overrides(
    overrides: Sequence[Override],
    values: dict[str, Any],
    givers: dict[str, int],
    extra: dict[str, str],
) -> frozenset[str]:
    """Apply a person's edits, the earlier before the later; return the fields."""
    by_hand: set[str] = set()
    for override in sorted(overrides, key=lambda o: (o.set_at, o.record_id)):
        # An override of a person is an era of one of several people: see derive.
        if override.person or (override.field == "month" and values.get("date") is None):
            continue
        field, value = _read_override(override, values)
        if field == "title":
            values.pop("title_markup", None)
        if field.startswith(EXTRA):
            extra[field.removeprefix(EXTRA)] = value
        else:
            values[field] = value
        givers[field] = override.record_id
        by_hand.add(override.field)
    for name in [name for name, value in extra.items() if not value]:
        del extra[name]
    return frozenset(by_hand)


def _read_override(override: Override, values: Mapping[str, Any]) -> tuple[str, Any]:
    """Return the field and the value that *override* sets; a month alters the date."""
    if override.field != "month":
        return override.field, override.value
    date, month = values["date"], override.value or 0
    day = date.day if month == date.month else 0
    return "date", Date(year=date.year, month=month, day=day)
