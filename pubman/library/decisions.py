"""A person's decisions about publications: same, apart, extends, mine, hide, keep.

Decisions are stored on records, because records never change their number while publications come
and go. *same* is stored for one pair of records, *different* and *extends* for every cross pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import Literal

from pubman.errors import Refused, Step, UsageError
from pubman.library.session import Library
from pubman.store import matches, stored_records
from pubman.store.facts import Operation
from pubman.store.keys import Target, records_of, resolve
from pubman.store.search import find

Answer = Literal["same", "extends", "different"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a decision did: the publications named, their keys now, the number of the operation.

    ``listed`` are the keys of publications to be kept that a source still lists.
    """

    targets: tuple[Target, ...]
    keys: tuple[str, ...]
    operation: int
    listed: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """False if the decision was already recorded."""
        return self.operation > 0


def merge(library: Library, keys: Sequence[str], *, note: str = "") -> Decided:
    """Merge the publications ``keys`` (two or more) into one."""
    targets = _several(library, keys, "same")
    with library.operation("same", " ".join(t.key for t in targets)) as operation:
        for one, two in combinations({t.publication for t in targets}, 2):
            ours, theirs = records_of(library.store, one), records_of(library.store, two)
            _clear(library, operation, ours, theirs, {"different", "extends"})
        first = _lead(library, targets[0])
        for other in targets[1:]:
            second = _lead(library, other)
            if first == second:
                continue  # both keys name the same record
            _decide(operation, [(first, second)], "same", note=note)
        _refuse_contradiction(library, operation)
    return _decided(library, targets, operation)


def split(library: Library, keys: Sequence[str], *, note: str = "") -> Decided:
    """Record that two publications are different, or split one record off its publication."""
    targets = [resolve(library.store, key) for key in keys]
    if len(targets) == 1:
        return _split_off(library, targets[0], note)
    if len(targets) != 2:
        raise UsageError("Give two KEYs, or one record such as r18.")
    a, b = targets
    with library.operation("apart", f"{a.key} {b.key}") as operation:
        if _is_one(a, b):
            raise UsageError(
                f"{keys[0]} and {keys[1]} are one publication. Name the record to split off.",
                _show_records(a.key),
            )
        ours, theirs = _sides(library, a, b)
        _clear(library, operation, ours, theirs, {"same"})
        _decide(operation, product(ours, theirs), "different", note=note)
        _refuse_contradiction(library, operation)
    return _decided(library, targets, operation)


def extend(library: Library, a_key: str, b_key: str, *, note: str = "") -> Decided:
    """Record that ``a_key`` is the extended version of ``b_key``. Both stay publications."""
    a, b = resolve(library.store, a_key), resolve(library.store, b_key)
    if _is_one(a, b):
        raise UsageError(f"{a_key} and {b_key} are one publication.", _show_records(a.key))
    with library.operation("extends", f"{a.key} {b.key}") as operation:
        ours, theirs = _sides(library, a, b)
        _clear(library, operation, ours, theirs, {"same"})
        for ours_id, theirs_id in product(ours, theirs):
            pair = [(ours_id, theirs_id)]
            _decide(operation, pair, "extends", extending=ours_id, note=note)
        _refuse_contradiction(library, operation)
    return _decided(library, [a, b], operation)


def _show_records(key: str) -> Step:
    return Step("why", key, "shows its records")


def _is_one(a: Target, b: Target) -> bool:
    """Return True if the two are the same: one publication, or one record twice."""
    if a.publication != b.publication:
        return False
    return a.record is None or b.record is None or a.record == b.record


def _split_off(library: Library, target: Target, note: str) -> Decided:
    members = records_of(library.store, target.publication)
    if target.record is None or len(members) < 2:
        what = "has only one record" if len(members) < 2 else "is a publication, not a record"
        raise UsageError(f"{target.key} {what}.", _show_records(target.key))
    others = [each for each in members if each != target.record]
    with library.operation("apart", f"{target.key} r{target.record}") as operation:
        _clear(library, operation, [target.record], others, {"same"})
        _decide(operation, product([target.record], others), "different", note=note)
        _refuse_contradiction(library, operation)
    return _decided(library, [target], operation)


def _sides(library: Library, a: Target, b: Target) -> tuple[list[int], list[int]]:
    """Return the records on either side: all of each publication, or the two that were named."""
    ours = records_of(library.store, a.publication)
    theirs = records_of(library.store, b.publication)
    if a.publication == b.publication:
        return [a.record or ours[0]], [b.record or theirs[0]]
    return ours, theirs


def _several(library: Library, keys: Sequence[str], command: str) -> list[Target]:
    targets = [resolve(library.store, key) for key in keys]
    if len(targets) < 2:
        raise UsageError(f"{command} needs at least two KEYs.")
    return targets


def _lead(library: Library, target: Target) -> int:
    """Return the record that was named, or the lead record of the publication."""
    return target.record or target.via or records_of(library.store, target.publication)[0]


def _clear(
    library: Library,
    operation: Operation,
    ours: list[int],
    theirs: list[int],
    old: AbstractSet[Answer],
) -> None:
    """Remove earlier decisions between the two sides: a new decision replaces an old one."""
    for row in matches.decisions_among(library.store, {*ours, *theirs}):
        across = (row["record_a"] in ours) != (row["record_b"] in ours)
        if across and row["verdict"] in old:
            operation.remove("decisions", row["record_a"], row["record_b"])


def _decide(
    operation: Operation,
    pairs: Iterable[tuple[int, int]],
    verdict: Answer,
    *,
    extending: int | None = None,
    note: str = "",
) -> None:
    for one, other in pairs:
        row = {
            "record_a": min(one, other),
            "record_b": max(one, other),
            "verdict": verdict,
            "extending_record": extending,
            "note": note,
        }
        old = operation.find("decisions", row["record_a"], row["record_b"])
        if old is not None and not note:
            row["note"] = old["note"]  # repeated without a note: keep the old one
        if old is None or any(old[column] != value for column, value in row.items()):
            operation.put("decisions", row | {"decided_at": operation.at})


def _refuse_contradiction(library: Library, operation: Operation) -> None:
    """Refuse a decision that contradicts others by transitivity, and name them."""
    if not operation.touched:
        return
    from pubman.derive.stages import decisions_among  # noqa: PLC0415 - it loads the matcher
    from pubman.merge.conflicts import contradictions  # noqa: PLC0415

    concerned = matches.component(library.store, operation.touched)
    denied = contradictions(decisions_among(library.store, concerned))
    if denied:
        decision, chain = denied[0]
        said = " and ".join(f"r{each.a} is the same as r{each.b}" for each in chain)
        relation = "is different from" if decision.verdict == "different" else "is linked to"
        first = f"r{chain[0].a} r{chain[0].b}"
        raise Refused(
            f"This contradicts your other decisions: {said}, but r{decision.a} {relation} "
            f"r{decision.b}.",
            Step("apart", first, "takes the first one back"),
        )


def _decided(library: Library, targets: Sequence[Target], operation: Operation) -> Decided:
    keys = [
        resolve(library.store, f"r{each.record}" if each.record else each.key).key
        for each in targets
    ]
    return Decided(targets=tuple(targets), keys=tuple(dict.fromkeys(keys)), operation=operation.id)


# --------------------------------------------------------------------------------------- ownership


def own(library: Library, keys: Sequence[str], state: Literal["mine", "hidden", "kept"]) -> Decided:
    """Mark publications as mine, as hidden, or as kept although no source lists them any more."""
    targets = [resolve(library.store, key) for key in keys]
    listed = _still_listed(library, targets) if state == "kept" else ()
    command = {"mine": "mine", "hidden": "hide", "kept": "keep"}[state]
    with library.operation(command, " ".join(t.key for t in targets)) as operation:
        for target in targets:
            if state == "mine":
                _disown(library, operation, target, "hidden")
            states = _states(library, target)
            if state not in states:
                lead = records_of(library.store, target.publication)[0]
                operation.put("ownership", {"record_id": lead, "state": state})
    return replace(_decided(library, targets, operation), listed=listed)


def _still_listed(library: Library, targets: Sequence[Target]) -> tuple[str, ...]:
    gone = set(find(library.store, ["is:gone"], listed=False))
    return tuple(each.key for each in targets if each.publication not in gone)


def unhide(library: Library, keys: Sequence[str]) -> Decided:
    """Put hidden publications back on the lists."""
    targets = [resolve(library.store, key) for key in keys]
    with library.operation("unhide", " ".join(t.key for t in targets)) as operation:
        for target in targets:
            _disown(library, operation, target, "hidden")
    return _decided(library, targets, operation)


def _states(library: Library, target: Target) -> set[str]:
    ids = set(records_of(library.store, target.publication))
    return {row["state"] for row in stored_records.facts_about(library.store, "ownership", ids)}


def _disown(library: Library, operation: Operation, target: Target, state: str) -> None:
    for record_id in records_of(library.store, target.publication):
        operation.remove("ownership", record_id, state)
