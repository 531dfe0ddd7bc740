"""Conclusions, made again from the facts: matches, then groups, then publications.

``derive`` redoes the components of the records that an operation touched; ``rebuild`` redoes
everything with the same code. Both are called inside the transaction that wrote the facts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pubman.library.opened import Library
from pubman.library.publish import publish
from pubman.match import Profile, Verdict, block_keys, candidates, compare, profile
from pubman.merge.groups import Decision, Edge, Grouping, group, node
from pubman.store import derived
from pubman.store.derived import Stored
from pubman.store.rows import dump

Known = dict[int, tuple[Stored, Profile]]
"""Records that were read and profiled already, by id."""


def derive(library: Library, touched: Collection[int], rewritten: Collection[int]) -> set[int]:
    """Concludes anew what the records ``touched`` are part of; returns the records concerned.

    ``rewritten`` are those among them whose own text is new, changed, withdrawn or revived: only
    these are matched again.
    """
    store = library.store
    known: Known = {}
    before = derived.component(store, touched) if touched else set()
    if rewritten:
        known = match_again(library, rewritten)
    concerned = derived.component(store, before | set(touched))
    if concerned:
        _conclude(library, concerned, known)
    return concerned


def rebuild(library: Library) -> None:
    """Concludes everything anew, from the facts alone."""
    known = match_again(library, None)
    _conclude(library, None, known)


def match_again(library: Library, ids: Collection[int] | None) -> Known:
    """Compares the records of ``ids`` with all that share a block key; what was read, by id."""
    store = library.store
    new = derived.records(store, ids, raw=False)
    profiles = {each.id: _profile(library, each) for each in new}
    derived.forget_matches(store, ids)
    derived.write_blocks(
        store, ((key, each) for each, p in profiles.items() for key in block_keys(p))
    )
    pairs = _pairs(library, profiles, everything=ids is None)
    missing = {each for pair in pairs for each in pair} - profiles.keys()
    others = derived.records(store, missing, raw=False)
    everyone = profiles | {each.id: _profile(library, each) for each in others}
    derived.write_matches(store, _compared(everyone, pairs))
    return {each.id: (each, profiles[each.id]) for each in new}


def _profile(library: Library, stored: Stored) -> Profile:
    return profile(
        stored.record,
        venue=library.venues.resolve(stored.record),
        source=stored.source,
        own_duplicates=library.own_duplicates(stored.source),
    )


def _pairs(
    library: Library, profiles: dict[int, Profile], *, everything: bool
) -> list[tuple[int, int]]:
    if everything:
        ids = list(profiles)
        found = candidates([profiles[each] for each in ids])
        return [(min(ids[i], ids[j]), max(ids[i], ids[j])) for i, j in found]
    return derived.candidate_pairs(library.store, profiles)


def _compared(
    profiles: dict[int, Profile], pairs: Sequence[tuple[int, int]]
) -> Iterator[tuple[object, ...]]:
    """Rows of ``matches`` for the pairs that say something."""
    for a, b in pairs:
        verdict = compare(profiles[a], profiles[b])
        if worth_keeping(verdict):
            extending = {"a": a, "b": b, "": None}[verdict.extending]
            yield (a, b, verdict.verdict, verdict.rule, verdict.score,
                   dump(dict(verdict.evidence)), extending)  # fmt: skip


def worth_keeping(verdict: Verdict) -> bool:
    """True for a verdict that grouping needs; all other pairs have nothing in common."""
    return verdict.verdict != "different" or verdict.rule != "titles"


def _conclude(library: Library, ids: set[int] | None, known: Known) -> None:
    store = library.store
    if ids is None:
        stored = [each for each, _ in known.values()]
    else:
        others = derived.records(store, ids - known.keys(), raw=False)
        stored = [*others, *(known[each][0] for each in sorted(ids & known.keys()))]
    grouping = _group(library, stored, ids, known)
    derived.forget_publications(store, ids)
    publish(library, stored, grouping, everything=ids is None)


def _group(
    library: Library, stored: Sequence[Stored], ids: set[int] | None, known: Known
) -> Grouping:
    nodes = [
        node(each.id, known[each.id][1] if each.id in known else _profile(library, each))
        for each in stored
    ]
    edges = [
        Edge(
            a=m.a,
            b=m.b,
            verdict=m.verdict,
            rule=m.rule,
            score=m.score,
            extending="" if m.extending is None else "a" if m.extending == m.a else "b",
        )
        for m in derived.matches_among(library.store, ids)
    ]
    decisions = [
        Decision(
            a=row["record_a"],
            b=row["record_b"],
            verdict=row["verdict"],
            extending=row["extending_record"],
        )
        for row in derived.decisions_among(library.store, ids)
    ]
    both = library.config.preprints == "both"
    return group(nodes, edges, decisions, preprints="both" if both else "join")
