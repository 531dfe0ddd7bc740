"""What a sync changed, publication by publication: the two states of the store compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pubman.derive.context import ADDED
from pubman.record import STATUSES
from pubman.store.file import Store
from pubman.store.imports.readings import Arrival
from pubman.store.snapshots import (
    COMPARED,
    Line,
    evidence_on,
    lines,
    said_by_hand,
    scores,
    sources_of,
)

What = Literal["new", "published", "joined", "changed", "gone", "back"]
"""What became of a publication; ``published``: a preprint, or what was typed in, came out."""


@dataclass(slots=True, kw_only=True)
class Change:
    """One publication that a sync touched.

    ``fields`` are old and new values. ``joined`` says of what source the record was that the new
    one joined, ``score`` how sure that is and ``evidence`` on what; ``was`` is what the publication
    was before it came out (``preprint``, or a status). ``yours`` are fields set by hand of which
    the source now says something.
    """

    what: What
    key: str
    title: str
    place: str
    fields: dict[str, tuple[str, str]] = field(default_factory=dict)
    was: str = ""
    joined: str = ""
    score: float = 0.0
    evidence: Mapping[str, Any] = field(default_factory=dict)
    yours: dict[str, str] = field(default_factory=dict)


def compare_states(store: Store, before: Mapping[int, Line], arrival: Arrival) -> list[Change]:
    """The changes that ``arrival`` brought since the state ``before``, the new ones first."""
    after = lines(store)
    by_hand = said_by_hand(store)
    found: dict[tuple[str, int], Change] = {}
    new = frozenset(arrival.new)
    for record in (*arrival.new, *arrival.changed):
        line = after.get(record)
        if line is None:
            continue
        change = _touched(store, line, before, record, is_new=record in new)
        change.yours = _yours(line, by_hand, arrival)
        known = found.get(("touched", line.id))
        if known is None or (known.what == "changed" and change.what != "changed"):
            found["touched", line.id] = change
    for what, records in (("gone", arrival.gone), ("back", arrival.back)):
        for line in _distinct(after, records):
            if what == "gone" or ("touched", line.id) not in found:
                found[what, line.id] = _change("gone" if what == "gone" else "back", line)
    order = ("new", "published", "joined", "changed", "back", "gone")
    kept = (each for each in found.values() if each.what != "changed" or each.fields or each.yours)
    return sorted(kept, key=lambda each: order.index(each.what))


def _distinct(after: Mapping[int, Line], records: Iterable[int]) -> Iterator[Line]:
    seen: set[int] = set()
    for record in records:
        line = after.get(record)
        if line is not None and line.id not in seen:
            seen.add(line.id)
            yield line


def _change(what: What, line: Line) -> Change:
    return Change(what=what, key=line.key, title=line.values["title"], place=line.place)


def _touched(
    store: Store, line: Line, before: Mapping[int, Line], record: int, *, is_new: bool
) -> Change:
    """What became of the publication ``line`` by a record that is new or changed."""
    old = _before(line, before)
    if old is None:
        return _change("new", line)
    change = _change("joined" if is_new else "changed", line)
    change.fields = {
        name: (old.values[name], line.values[name])
        for name in COMPARED
        if old.values[name] != line.values[name]
    }
    if is_new:
        sure = scores(store, record)
        other = max(sure.keys() & before.keys(), key=lambda each: sure[each], default=None)
        if other is not None:
            change.score, change.evidence = sure[other], evidence_on(store, record, other)
        sources = sources_of(store, line.records - {record})
        change.joined = sources.get(other, "") if other is not None else ""
        typed = ADDED in sources.values()
        if typed and other is None:
            change.joined = ADDED
    else:
        typed = False
    came_out = line.kind not in ("preprint", "report")
    if old.kind == "preprint" and came_out:
        change.what, change.was = "published", "preprint"
    elif typed and came_out and old.values["status"] in STATUSES:
        change.what, change.was = "published", old.values["status"]
    return change


def _before(line: Line, before: Mapping[int, Line]) -> Line | None:
    """The publication that ``line`` was; of several that became one, the published one."""
    old = {before[each].id: before[each] for each in line.records if each in before}
    return max(old.values(), key=lambda each: (each.kind != "preprint", -each.id), default=None)


def _yours(
    line: Line, by_hand: Mapping[int, Mapping[str, str]], arrival: Arrival
) -> dict[str, str]:
    """The fields set by hand of which the arrived records now say something new."""
    said: dict[str, str] = {}
    for record in line.records:
        said |= by_hand.get(record, {})
    if not said:
        return {}
    touched: set[str] = set()
    for record in line.records:
        touched |= arrival.changed.get(record, {}).keys()
    came_out = line.kind not in ("preprint", "report") and (
        line.values["volume"] or line.values["pages"] or line.values["doi"]
    )
    arrived = line.records & {*arrival.new, *arrival.changed}
    return {
        name: value
        for name, value in said.items()
        if name in touched or (name == "status" and value in STATUSES and came_out and arrived)
    }
