"""Compare the store before and after a list, and find records that vanished from the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from pubman.derive.context import ADDED
from pubman.errors import Refused, Step
from pubman.fields import STATUSES
from pubman.store.file import Store
from pubman.store.imports.reading import Reading
from pubman.store.imports.result import ImportResult
from pubman.store.listings import listed_records
from pubman.store.snapshots import (
    COMPARED,
    Snapshot,
    evidence_on,
    lines,
    said_by_hand,
    scores,
    sources_of,
)

_VANISHED_SHARE: Final = 0.2
_VANISHED_AT_LEAST: Final = 3
"""A list that lacks at least three of its known records, and more than a fifth, is refused."""

_UNPUBLISHED: Final = frozenset({"preprint", "report"})
"""Kinds that do not count as published."""

What = Literal["new", "published", "joined", "changed", "back", "gone"]
"""What can happen to a publication. ``published``: a preprint or a typed entry has appeared."""

_ORDER: Final[tuple[What, ...]] = ("new", "published", "joined", "changed", "back", "gone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One publication that a sync touched.

    ``fields`` are old and new values. ``joined`` is the source of the record that the new one
    joined, ``score`` the certainty and ``evidence`` the reasons. ``was`` is what the publication
    was before it came out (``preprint``, or a status). ``yours`` are fields set by hand of which
    the source now says something.
    """

    what: What
    key: str
    title: str
    place: str
    fields: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    was: str = ""
    joined: str = ""
    score: float = 0.0
    evidence: Mapping[str, Any] = field(default_factory=dict)
    yours: Mapping[str, str] = field(default_factory=dict)


# ---------------------------------------------------------------------------------------- vanished


def refuse_vanishing(arrival: ImportResult) -> None:
    """Raise ``Refused`` if a list takes away so much that it may be a mistake."""
    gone = len(arrival.gone)
    known = len(arrival.known) + len(arrival.changed) + gone
    if gone < _VANISHED_AT_LEAST or gone <= known * _VANISHED_SHARE:
        return
    reading = arrival.reading
    source, _, account = reading.account.partition(":")
    who = f"{source} {account}"
    if arrival.new and gone == known:
        raise Refused(
            f"{who} names none of its {known} known records any more, and {len(arrival.new)} under "
            "keys it has not used before.",
            "A source that gives every record a new key does this. So does a wrong page.",
            Step("sync", f"--{source} {account} --force", "accept it: the records stay"),
        )
    raise Refused(
        f"{who} lacks {gone} of the {known} records it had.",
        "A source that splits a mix-up of two people does this. So does a damaged page.",
        Step("sync", f"--{source} {account} --force", "accept it: the records stay"),
    )


def refuse_nothing(store: Store, reading: Reading, *, force: bool) -> None:
    """Raise ``Refused`` if a list became empty, because that is usually a fault."""
    if force or not reading.complete or reading.entries:
        return
    known = len(listed_records(store, reading.account))
    if known:
        source, _, account = reading.account.partition(":")
        raise Refused(
            f"{source} {account} lists nothing, and it listed {known} before.",
            "Perhaps everything there was made private.",
            Step("sync", f"--{source} --force", "accept it: the records stay"),
        )


# ----------------------------------------------------------------------------------------- changes


def compare_states(
    store: Store, before: Mapping[int, Snapshot], arrival: ImportResult
) -> tuple[Change, ...]:
    """Return the changes that ``arrival`` brought since the state ``before``, new ones first."""
    after = lines(store, {*arrival.new, *arrival.changed, *arrival.back, *arrival.gone})
    touched = _touched_lines(store, before, after, arrival)
    found = {**touched}
    for line in _distinct(after, arrival.back):
        if line.id not in touched:
            found[line.id] = _change("back", line)
    listed = {*arrival.new, *arrival.changed, *arrival.known, *arrival.back}
    gone = [
        _change("gone", line)
        for line in _distinct(after, arrival.gone)
        if not line.records & listed  # not if the list names another record of the paper
    ]
    kept = [
        each
        for line, each in found.items()
        if (each.what != "changed" or each.fields or each.yours)
        and (each.what != "new" or after[line].mine)
    ]
    return tuple(sorted([*kept, *gone], key=lambda each: _ORDER.index(each.what)))


def _touched_lines(
    store: Store,
    before: Mapping[int, Snapshot],
    after: Mapping[int, Snapshot],
    arrival: ImportResult,
) -> dict[int, Change]:
    """Return the change of every publication with a new or changed record, by its id."""
    by_hand = said_by_hand(store)
    found: dict[int, Change] = {}
    for record in (*arrival.new, *arrival.changed):
        line = after.get(record)
        if line is None:
            continue
        yours = _yours(line, by_hand, arrival)
        if record in arrival.changed:
            change = _changed(line, before, yours)
        else:
            change = _arrived(store, line, before, record, yours)
        known = found.get(line.id)
        if known is None or (known.what == "changed" and change.what != "changed"):
            found[line.id] = change
    return found


def _distinct(after: Mapping[int, Snapshot], records: Iterable[int]) -> Iterator[Snapshot]:
    seen: set[int] = set()
    for record in records:
        line = after.get(record)
        if line is not None and line.id not in seen:
            seen.add(line.id)
            yield line


def _change(what: What, line: Snapshot, **more: Any) -> Change:
    return Change(what=what, key=line.key, title=line.values["title"], place=line.place, **more)


def _changed(line: Snapshot, before: Mapping[int, Snapshot], yours: Mapping[str, str]) -> Change:
    """Return the change of a publication if one of its records has changed."""
    old = _before(line, before)
    if old is None:
        return _change("new", line, yours=yours)
    was = came_out_of(old, line, typed=False)
    what: What = "published" if was else "changed"
    return _change(what, line, was=was, fields=_differences(old, line), yours=yours)


def _arrived(
    store: Store,
    line: Snapshot,
    before: Mapping[int, Snapshot],
    record: int,
    yours: Mapping[str, str],
) -> Change:
    """Return the change of a publication that a new record has joined or created."""
    old = _before(line, before)
    if old is None:
        return _change("new", line, yours=yours)
    sure = scores(store, record)
    other = max(sure.keys() & before.keys(), key=lambda each: sure[each], default=None)
    sources = sources_of(store, line.records - {record})
    typed = ADDED in sources.values()
    was = came_out_of(old, line, typed=typed)
    what: What = "published" if was else "joined"
    fields = _differences(old, line)
    if other is None:
        joined = ADDED if typed else ""
        return _change(what, line, was=was, fields=fields, joined=joined, yours=yours)
    return _change(
        what,
        line,
        was=was,
        fields=fields,
        joined=sources.get(other, ""),
        score=sure[other],
        evidence=evidence_on(store, record, other),
        yours=yours,
    )


def came_out_of(old: Snapshot, line: Snapshot, *, typed: bool) -> str:
    """Return what a publication was before it appeared, or an empty text if it did not appear now.

    A report is not a publication. If a preprint became a report, it has not appeared. ``typed``
    means that a person typed an entry for it. The status of that entry no longer applies.
    """
    if line.kind in _UNPUBLISHED:
        return ""
    if old.kind == "preprint":
        return "preprint"
    status = old.values["status"]
    return status if typed and status in STATUSES else ""


def _differences(old: Snapshot, line: Snapshot) -> dict[str, tuple[str, str]]:
    return {
        name: (old.values[name], line.values[name])
        for name in COMPARED
        if old.values[name] != line.values[name]
    }


def _before(line: Snapshot, before: Mapping[int, Snapshot]) -> Snapshot | None:
    """Return the earlier publication for ``line``. If several merged, return the published one."""
    old = {before[each].id: before[each] for each in line.records if each in before}
    return max(old.values(), key=lambda each: (each.kind != "preprint", -each.id), default=None)


def _yours(
    line: Snapshot, by_hand: Mapping[int, Mapping[str, str]], arrival: ImportResult
) -> dict[str, str]:
    """Return the fields set by hand that the new records now have another value for."""
    said: dict[str, str] = {}
    touched: set[str] = set()
    for record in line.records:
        said |= by_hand.get(record, {})
        touched |= arrival.changed.get(record, {}).keys()
    status = said.get("status", "")
    if status in STATUSES and _is_out(line) and line.records & {*arrival.new, *arrival.changed}:
        touched.add("status")
    return {name: value for name, value in said.items() if name in touched}


def _is_out(line: Snapshot) -> bool:
    """Return whether a publication has a volume, pages or a DOI, and is of a published kind."""
    has_place = any(line.values[name] for name in ("volume", "pages", "doi"))
    return has_place and line.kind not in _UNPUBLISHED
