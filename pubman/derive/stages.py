"""Draw the conclusions from the facts: matches, then groups, then publications.

:func:`conclude` redoes the components of the records that an operation touched;
:func:`conclude_all` redoes everything with the same code. Both are called inside the transaction
that wrote the facts. They work through some thousands of records at a time, so memory grows with
the groups, not with the text.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, repeat
from typing import Final, Self

from pubman.derive.context import Context
from pubman.derive.profiles import ProfileCache
from pubman.derive.publications import publish
from pubman.match import VARIANT, Profile, Verdict, block_keys, compare, profile
from pubman.merge.groups import Decision, Edge, Grouping, Node, group, node
from pubman.merge.overlap import SETTLED, judge_lists
from pubman.store import derived, matches, stored_records
from pubman.store.file import Store
from pubman.store.rows import dump
from pubman.store.stored_records import HELD, MANY, Stored

_AT_ONCE: Final = 2_000
"""Records, or ids of pairs of them, that are worked through in one go."""


def conclude(
    context: Context,
    touched: Collection[int],
    rewritten: Collection[int],
    *,
    added: Collection[int] = frozenset(),
    fresh: Mapping[int, Stored] | None = None,
) -> set[int]:
    """Draw the conclusions about the records ``touched`` again; return the records concerned.

    Only the records ``rewritten`` are compared again: their own text is new, changed, withdrawn or
    revived. ``added`` are the new ones among them. ``fresh`` holds some that are in memory already.
    """
    store = context.store
    with _Records(context, fresh or {}) as records:
        before = matches.component(store, touched) if touched else set()
        if rewritten:
            matches.forget_matches(store, set(rewritten).difference(added))
            _match(records, sorted(rewritten))
            # How much two lists overlap may have changed, and with it what settles their questions.
            before |= matches.asked_by(store, SETTLED)
        concerned = matches.component(store, before | set(touched))
        if concerned:
            _conclude(records, concerned)
    return concerned


def conclude_all(context: Context) -> None:
    """Draw all conclusions again, from the facts alone."""
    with _Records(context, {}) as records:
        matches.forget_matches(context.store, None)
        _match(records, stored_records.ids(context.store))
        _conclude(records, None)


def group_again(context: Context) -> tuple[Reader, Grouping]:
    """Group all records again from the stored verdicts; return a reader of records, and the groups.

    A record in no pair is a group by itself, so only the others need a profile.
    """
    records = _Records(context, {})
    paired = matches.records_in_pairs(context.store)
    for some in context.portions(paired, _AT_ONCE, "Joining"):
        records.keep_nodes(some)
    grouping = _group(context, records.nodes.values(), None)
    grouped = {each for group in grouping.groups for each in group}
    alone = [(each,) for each in stored_records.ids(context.store) if each not in grouped]
    return records.read_columns, replace(grouping, groups=(*grouping.groups, *alone))


Reader = Callable[[Sequence[int]], list[Stored]]
"""A function that gives records by their ids."""


class _Records:
    """The records of a store as conclusions need them: each is made a profile once."""

    def __init__(self, context: Context, fresh: Mapping[int, Stored]) -> None:
        self.context = context
        self.nodes: dict[int, Node] = {}
        self._held = dict(fresh)
        self._profiles = ProfileCache()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._profiles.close()

    def read(self, ids: Sequence[int]) -> list[Stored]:
        """Return the records of ``ids`` that are not withdrawn, in the order of ``ids``."""
        missing = [each for each in ids if each not in self._held]
        read = {}
        if missing:
            read = {
                each.id: each
                for each in stored_records.records(self.context.store, missing, raw=False)
            }
            if len(self._held) + len(read) <= HELD:
                self._held |= read
        found = (self._held.get(each) or read.get(each) for each in ids)
        return [each for each in found if each is not None]

    def read_columns(self, ids: Sequence[int]) -> list[Stored]:
        """Return the records of ``ids``, all of which can be read, without making any."""
        missing = [each for each in ids if each not in self._held]
        read = {
            each.id: each for each in stored_records.record_columns(self.context.store, missing)
        }
        return [self._held.get(each) or read[each] for each in ids]

    def profiles(self, ids: Sequence[int]) -> dict[int, Profile]:
        """Return the profiles of ``ids`` without withdrawn records, and keep their nodes."""
        missing = [each for each in ids if each not in self._profiles]
        new = {}
        for stored in self.read(missing):
            found = new[stored.id] = self._profile(stored)
            self._profiles.add(stored.id, found)
            self.nodes[stored.id] = node(stored.id, found)
        known = [each for each in ids if each not in new] if new else ids
        return new | self._profiles.get(known)

    def keep_nodes(self, ids: Sequence[int]) -> None:
        """Keep the nodes of ``ids``, and no profiles."""
        for stored in self.read([each for each in ids if each not in self.nodes]):
            self.nodes[stored.id] = node(stored.id, self._profile(stored))

    def take_nodes(self, ids: set[int] | None) -> list[Node]:
        """Return the nodes of ``ids``, and forget what only comparing and grouping need.

        Of many records, those at hand are forgotten too: to read them again takes less than 1 %.
        """
        nodes, self.nodes = self.nodes, {}
        self._profiles.close()
        self._profiles = ProfileCache()
        if len(nodes) > MANY:
            self._held = {}
        return [each for number, each in nodes.items() if ids is None or number in ids]

    def _profile(self, stored: Stored) -> Profile:
        return profile(
            stored.record,
            venue=self.context.venues.resolve(stored.record),
            source=stored.source,
            own_duplicates=self.context.own_duplicates(stored.source),
        )


# ------------------------------------------------------------------------------- stage 1: matches


def _match(records: _Records, ids: Sequence[int]) -> None:
    """Compare the records of ``ids`` with all that share a block key."""
    if not ids:
        return
    context, store = records.context, records.context.store
    for some in context.portions(ids, _AT_ONCE, "Preparing"):
        keys = (zip(block_keys(p), repeat(i)) for i, p in records.profiles(some).items())
        matches.write_blocks(store, chain.from_iterable(keys))
    for pairs in context.portions(matches.candidate_pairs(store), _AT_ONCE, "Comparing"):
        matches.write_matches(store, _compared(records, pairs))


def _compared(records: _Records, pairs: Sequence[int]) -> Iterator[tuple[object, ...]]:
    """Yield rows of ``matches`` for the pairs (a, b, a, b ...) that say something."""
    profiles = records.profiles(sorted(set(pairs)))
    for a, b in zip(pairs[::2], pairs[1::2], strict=True):
        verdict = compare(profiles[a], profiles[b])
        if worth_keeping(verdict):
            extending = {"a": a, "b": b, "": None}[verdict.extending]
            yield (
                a,
                b,
                verdict.verdict,
                verdict.rule,
                verdict.score,
                dump(dict(verdict.evidence)),
                extending,
            )


def worth_keeping(verdict: Verdict) -> bool:
    """Return whether grouping needs a verdict. All other pairs have nothing in common."""
    return verdict.verdict != "different" or verdict.rule != "titles"


# ----------------------------------------------------------------- stages 2 and 3: groups, and rows


def _conclude(records: _Records, ids: set[int] | None) -> None:
    context = records.context
    every = stored_records.ids(context.store) if ids is None else sorted(ids)
    for some in context.portions(every, _AT_ONCE, "Joining"):
        records.keep_nodes(some)
    grouping = _group(context, records.take_nodes(ids), ids)
    derived.forget_publications(context.store, ids)
    publish(context, records.read_columns, grouping, everything=ids is None)


def _group(context: Context, nodes: Collection[Node], ids: set[int] | None) -> Grouping:
    edges = (
        Edge(
            a=row["record_a"],
            b=row["record_b"],
            verdict=row["verdict"],
            rule=row["rule"],
            score=row["score"],
            extending=_extending(row["extending_record"], row["record_a"]),
        )
        for row in matches.verdicts_among(context.store, ids)
    )
    decisions = decisions_among(context.store, ids)
    both = context.config.preprints == "both"
    shared = matches.count_shared(context.store, SETTLED, VARIANT)
    return group(
        nodes,
        edges,
        decisions,
        preprints="both" if both else "join",
        overlaps=judge_lists(shared),
    )


def decisions_among(store: Store, ids: Collection[int] | None) -> list[Decision]:
    """Return the decisions of the person about two of the records *ids*."""
    return [
        Decision(
            a=row["record_a"],
            b=row["record_b"],
            verdict=row["verdict"],
            extending=row["extending_record"],
        )
        for row in matches.decisions_among(store, ids)
    ]


def _extending(record: int | None, a: int) -> str:
    if record is None:
        return ""
    return "a" if record == a else "b"
