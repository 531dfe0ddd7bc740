"""Draw all conclusions again, or only try to: what merges, what splits, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pubman import MATCHER_VERSION
from pubman.derive.stages import conclude_all
from pubman.store import derived, matches
from pubman.store.questions import open_questions

if TYPE_CHECKING:
    from pubman.derive.context import Context

Groups = dict[frozenset[int], str]
"""The records of each publication, and its key."""
Waiting = tuple[str, str, str]
"""An open question: the kind, and both keys ("" if there is no second)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouping:
    """A publication that is grouped differently than before.

    ``before`` are the keys of the publications that its records belonged to. ``why`` says in a few
    words what merged them, or what splits them.
    """

    key: str
    before: tuple[str, ...]
    why: str

    @property
    def joined(self) -> bool:
        """Whether records of several publications came together."""
        return len(self.before) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What a rebuild changes: publications that merge or split, questions that come or go."""

    publications: int
    changed: tuple[Regrouping, ...] = ()
    asked: tuple[Waiting, ...] = ()
    answered: tuple[Waiting, ...] = ()


def rebuild(context: Context, *, dry_run: bool = False) -> Rebuilt:
    """Draw all conclusions again from the facts; return what changed.

    With ``dry_run`` everything is taken back.
    """
    store = context.store
    with store.rehearsal() if dry_run else store.transaction():
        before, waited = _groups(context), _questions(context)
        conclude_all(context)
        if not dry_run:
            store.set_setting("matcher_version", MATCHER_VERSION)
        after, waiting = _groups(context), _questions(context)
        return Rebuilt(
            publications=len(after),
            changed=tuple(_changes(context, before, after)),
            asked=tuple(sorted(waiting[each] for each in waiting.keys() - waited.keys())),
            answered=tuple(sorted(waited[each] for each in waited.keys() - waiting.keys())),
        )


def _groups(context: Context) -> Groups:
    return {records: key for key, records in derived.snapshot(context.store).values()}


def _questions(context: Context) -> dict[tuple[str, int, int], Waiting]:
    """Return the open questions by the records they ask about."""
    found = open_questions(context.store)
    return {
        (row["kind"], row["record_a"], row["record_b"] or 0): (
            row["kind"],
            row["key_a"],
            row["key_b"] or "",
        )
        for row in found
    }


def _changes(context: Context, before: Groups, after: Groups) -> Iterable[Regrouping]:
    home = {record: group for group in before for record in group}
    for group, key in sorted(after.items(), key=lambda each: each[1]):
        if group in before:
            continue
        origins = {home[record] for record in group if record in home}
        why = _why_joined(context, group, home) if len(origins) > 1 else ""
        if not why:
            why = _why_split(context, group, frozenset().union(*origins) - group)
        yield Regrouping(key=key, before=tuple(sorted(before[each] for each in origins)), why=why)


def _why_joined(context: Context, group: frozenset[int], home: dict[int, frozenset[int]]) -> str:
    """Return the best verdict that makes one work of several former publications."""
    found = [
        match
        for match in matches.matches_among(context.store, group)
        if match.verdict in ("same", "version") and home.get(match.a) != home.get(match.b)
    ]
    best = max(found, key=lambda match: match.score, default=None)
    return f"{best.verdict} by {best.rule}, {best.score:.0%}" if best else ""


def _why_split(context: Context, group: frozenset[int], left: frozenset[int]) -> str:
    """Return what keeps ``group`` apart from the records ``left`` of the same publication."""
    found = [
        match
        for match in matches.matches_among(context.store, group | left)
        if (match.a in group) != (match.b in group)
    ]
    said = [f"{match.verdict} by {match.rule}, {match.score:.0%}" for match in found]
    vetoes = [each for each in said if each.startswith(("different", "extends"))]
    return next(iter(sorted(vetoes) or sorted(said)), "nothing in common")
