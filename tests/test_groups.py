"""Grouping: what is merged, what never is, and that order and unrelated records do not matter."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import every_row

from pubman.match import CLAIM, RELEASE, RETITLED, REWORDED, SUPPLEMENT, profile
from pubman.merge.groups import (
    Decision,
    Edge,
    Grouping,
    Node,
    contradictions,
    group,
    node,
)
from pubman.record import Date, Record


def make(
    id: int,  # noqa: A002 - as in Node
    *,
    source: str = "file",
    preprint: bool = False,
    year: int = 2020,
    unique: bool | None = None,
    doi: str = "",
) -> Node:
    return Node(
        id=id,
        order=(int(preprint), year, source, str(id)),
        source=source,
        unique=(source == "dblp" and not preprint) if unique is None else unique,
        preprint=preprint,
        year=year,
        doi=doi,
    )


def edge(a: int, b: int, verdict: str = "same", score: float = 0.95, **more: str) -> Edge:
    return Edge(a=a, b=b, verdict=verdict, rule=more.pop("rule", verdict), score=score, **more)


def same(a: int, b: int) -> Decision:
    return Decision(a=a, b=b, verdict="same")


def different(a: int, b: int) -> Decision:
    return Decision(a=a, b=b, verdict="different")


def sets(grouping: Grouping) -> set[frozenset[int]]:
    return {frozenset(each) for each in grouping.groups}


def parts(*groups: set[int]) -> set[frozenset[int]]:
    return {frozenset(each) for each in groups}


def test_what_is_alone_stays_alone() -> None:
    assert sets(group([make(1), make(2)], [], [])) == parts({1}, {2})


def test_the_same_joins() -> None:
    assert sets(group([make(1), make(2), make(3)], [edge(1, 2), edge(2, 3)], [])) == parts(
        {1, 2, 3}
    )


def test_the_best_edge_wins_where_two_compete() -> None:
    nodes = [make(1, source="dblp"), make(2, source="dblp"), make(3)]
    found = group(nodes, [edge(1, 3, score=0.95), edge(2, 3, score=0.99)], [])
    assert sets(found) == parts({1}, {2, 3})


def test_one_doi_lets_two_records_of_a_clean_source_join() -> None:
    nodes = [make(1, source="dblp", doi="10.1/x"), make(2, source="dblp", doi="10.1/x")]
    assert sets(group(nodes, [edge(1, 2, rule="doi", score=1.0)], [])) == parts({1, 2})


def test_a_third_record_does_not_bridge_a_veto() -> None:
    nodes = [make(1), make(2), make(3)]
    edges = [edge(1, 2), edge(2, 3, score=0.92), edge(1, 3, "different", 0.1, rule="part")]
    assert sets(group(nodes, edges, [])) == parts({1, 2}, {3})


def test_a_third_record_bridges_mere_doubt() -> None:
    nodes = [make(1), make(2), make(3)]
    edges = [edge(1, 2), edge(2, 3), edge(1, 3, "different", 0.4, rule="title+authors")]
    assert sets(group(nodes, edges, [])) == parts({1, 2, 3})


def test_one_poor_record_does_not_join_two_groups() -> None:
    """1 and 2 are one paper, 3 and 4 another; 2 resembles 3 as well."""
    nodes = [make(each) for each in (1, 2, 3, 4)]
    edges = [edge(1, 2, score=0.99), edge(3, 4, score=0.99), edge(2, 3, score=0.91)]
    found = group(nodes, edges, [])
    assert sets(found) == parts({1, 2}, {3, 4})


def test_groups_that_agree_in_a_third_of_their_pairs_are_joined() -> None:
    nodes = [make(each) for each in (1, 2, 3, 4, 5)]
    edges = [edge(1, 2, score=0.99), edge(3, 4, score=0.99), edge(4, 5, score=0.98)]
    cross = [edge(1, 3, score=0.92), edge(2, 4, score=0.91)]
    assert sets(group(nodes, edges + cross, [])) == parts({1, 2, 3, 4, 5})


def test_an_identifier_joins_two_groups_by_itself() -> None:
    nodes = [make(each) for each in (1, 2, 3, 4)]
    edges = [edge(1, 2, score=1.0), edge(3, 4, score=1.0), edge(2, 3, score=0.99, rule="doi")]
    assert sets(group(nodes, edges, [])) == parts({1, 2, 3, 4})


def test_a_supplement_is_a_line_of_its_own_and_tied() -> None:
    found = group(
        [make(1), make(2)], [edge(1, 2, "different", 0.3, rule=SUPPLEMENT, extending="b")], []
    )
    assert sets(found) == parts({1}, {2})
    assert [(tie.kind, tie.a, tie.b) for tie in found.ties] == [("supplement", 2, 1)]


def test_a_later_release_extends_the_earlier() -> None:
    found = group(
        [make(1), make(2)], [edge(1, 2, "different", 0.3, rule=RELEASE, extending="a")], []
    )
    assert sets(found) == parts({1}, {2})
    assert [(tie.kind, tie.a, tie.b) for tie in found.ties] == [("extends", 1, 2)]


def test_an_extension_is_a_line_of_its_own_and_tied() -> None:
    nodes = [make(1, year=2020), make(2, year=2022), make(3)]
    edges = [edge(1, 2, "extends", 0.9, extending="b"), edge(1, 3), edge(2, 3, score=0.93)]
    found = group(nodes, edges, [])
    assert sets(found) == parts({1, 3}, {2})
    assert [(t.kind, t.a, t.b) for t in found.ties] == [("extends", 2, 1)]


def test_a_preprint_joins_the_earliest_paper_only() -> None:
    nodes = [
        make(1, source="dblp", year=2019),
        make(2, source="dblp", year=2021),
        make(3, source="dblp", preprint=True, year=2018),
    ]
    edges = [edge(2, 3, "version", 0.999), edge(1, 3, "version", 0.998)]
    found = group(nodes, edges, [])
    assert sets(found) == parts({1, 3}, {2})
    assert found.questions == ()


def test_a_preprint_joins_the_paper_an_identifier_names() -> None:
    nodes = [make(1, year=2019), make(2, year=2021), make(3, preprint=True, year=2018)]
    edges = [edge(1, 3, "version", 0.99), edge(2, 3, "version", 1.0, rule="arxiv")]
    assert sets(group(nodes, edges, [])) == parts({1}, {2, 3})


def test_the_very_title_wins_over_an_older_paper_of_a_like_title() -> None:
    nodes = [make(1, year=2019), make(2, year=2021), make(3, preprint=True, year=2018)]
    edges = [edge(1, 3, "version", 0.95), edge(2, 3, "version", 0.999)]
    assert sets(group(nodes, edges, [])) == parts({1}, {2, 3})


def test_several_preprints_join_one_paper() -> None:
    nodes = [make(1), make(2, preprint=True), make(3, preprint=True)]
    edges = [edge(1, 2, "version"), edge(1, 3, "version"), edge(2, 3)]
    assert sets(group(nodes, edges, [])) == parts({1, 2, 3})


def test_preprints_may_have_lines_of_their_own() -> None:
    nodes = [make(1), make(2, preprint=True)]
    found = group(nodes, [edge(1, 2, "version")], [], preprints="both")
    assert sets(found) == parts({1}, {2})
    assert [(t.kind, t.a, t.b) for t in found.ties] == [("version", 2, 1)]


def test_two_titles_of_two_sources_are_one_paper() -> None:
    nodes = [make(1, source="dblp"), make(2, source="own"), make(3, source="scholar")]
    edges = [edge(1, 2, score=0.9, rule=RETITLED), edge(1, 3, score=1.0)]
    assert sets(group(nodes, edges, ())) == parts({1, 2, 3})


def test_two_titles_that_one_source_knows_are_asked_about() -> None:
    nodes = [make(1, source="dblp"), make(2, source="own"), make(3, source="own")]
    edges = [edge(1, 2, score=0.9, rule=RETITLED), edge(1, 3, score=1.0)]
    found = group(nodes, edges, ())
    assert sets(found) == parts({1, 3}, {2})
    assert [(q.a, q.b) for q in found.questions] == [(1, 2)]
    assert sets(group(nodes, edges, [same(1, 2)])) == parts({1, 2, 3})
    assert not group(nodes, edges, [different(1, 2)]).questions


def test_a_reworded_preprint_joins_a_paper_without_one() -> None:
    nodes = [make(1, year=2021), make(2, preprint=True), make(3, preprint=True)]
    reworded, exact = edge(1, 2, "version", 0.9, rule=REWORDED), edge(1, 3, "version", 1.0)
    assert sets(group(nodes[:2], [reworded], ())) == parts({1, 2})
    found = group(nodes, [reworded, exact], ())
    assert sets(found) == parts({1, 3}, {2})
    assert not found.questions


def test_one_question_for_two_groups() -> None:
    nodes = [make(1), make(2), make(3), make(4)]
    edges = [edge(1, 2), edge(3, 4), edge(1, 3, "ask", 0.6), edge(2, 4, "ask", 0.8)]
    found = group(nodes, edges, [])
    assert [(q.a, q.b, q.score) for q in found.questions] == [(2, 4, 0.8)]


RIVALS = [make(1, source="dblp"), make(2, source="dblp", year=2021), make(3), make(4)]
"""Two papers of a clean source, and two records that fit either."""
FIT_BOTH = [edge(1, 3, score=0.97), edge(2, 3, score=0.95), edge(3, 4), edge(1, 4, score=0.92)]


def test_a_record_that_fits_two_papers_alike_is_asked_about_once() -> None:
    found = group(RIVALS, FIT_BOTH, [])
    assert sets(found) == parts({1, 3, 4}, {2})
    assert [(q.a, q.b, q.contested) for q in found.questions] == [(2, 3, True)]


def test_a_record_that_fits_one_paper_better_is_not_asked_about() -> None:
    edges = [edge(1, 3, score=0.99), edge(2, 3, score=0.91)]
    assert group(RIVALS[:3], edges, []).questions == ()


def test_a_contested_record_moves_after_a_yes_and_is_settled() -> None:
    found = group(RIVALS, FIT_BOTH, [same(2, 3)])
    assert sets(found) == parts({1}, {2, 3, 4})
    assert 3 not in {each for q in found.questions for each in (q.a, q.b)}


def test_a_contested_record_stays_after_a_no_and_is_settled() -> None:
    found = group(RIVALS, FIT_BOTH, [different(2, 3)])
    assert sets(found) == parts({1, 3, 4}, {2})
    assert found.questions == ()


def test_a_veto_of_one_member_alone_is_asked_about() -> None:
    edges = [edge(1, 2, score=0.99), edge(1, 3), edge(2, 3, "different", 0.2, rule="form")]
    found = group([make(1), make(2), make(3)], edges, [])
    assert sets(found) == parts({1, 2}, {3})
    assert [(q.a, q.b, q.contested) for q in found.questions] == [(1, 3, True)]


def test_an_answer_drives_nothing_away() -> None:
    edges = [edge(1, 2, score=0.99), edge(1, 3), edge(2, 3, "different", 0.2, rule="form")]
    assert sets(group([make(1), make(2), make(3)], edges, [same(1, 3)])) == parts({1, 2, 3})


@pytest.mark.parametrize("answer", [same(1, 2), different(1, 2)], ids=["same", "different"])
def test_a_settled_question_stays_settled_when_a_third_record_joins(answer: Decision) -> None:
    nodes = [make(1), make(2), make(3)]
    edges = [edge(1, 2, "ask", 0.7), edge(2, 3), edge(1, 3, "ask", 0.7)]
    assert group(nodes, edges, [answer]).questions == ()


def test_a_decision_wins_over_every_edge() -> None:
    nodes = [make(1), make(2)]
    assert sets(group(nodes, [edge(1, 2, score=1.0)], [different(1, 2)])) == parts({1}, {2})
    veto = edge(1, 2, "different", 0.0, rule="doi")
    assert sets(group(nodes, [veto], [same(1, 2)])) == parts({1, 2})


def test_an_extension_by_hand_is_tied_as_said() -> None:
    said = Decision(a=1, b=2, verdict="extends", extending=1)
    found = group([make(1), make(2)], [edge(1, 2)], [said])
    assert sets(found) == parts({1}, {2})
    assert [(t.a, t.b, t.by) for t in found.ties] == [(1, 2, "said")]


def test_contradictions_name_the_chain() -> None:
    chain = [same(1, 2), same(2, 3)]
    assert contradictions([*chain, different(1, 3)]) == [(different(1, 3), tuple(chain))]
    assert contradictions([*chain, different(1, 4)]) == []


def test_a_node_sorts_papers_before_preprints() -> None:
    def of(kind: str, year: int) -> Node:
        record = Record(kind=kind, title="A Title", date=Date(year=year))
        return node(1, profile(record, venue=None, source="s", own_duplicates=True))

    assert of("conference", 2021).order < of("preprint", 2020).order
    assert of("conference", 2020).order < of("conference", 2021).order


# ------------------------------------------------------------------------------- properties

VERDICTS = st.sampled_from(["same", "version", "extends", "ask", "different"])


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Node], list[Edge], list[Decision]]:
    size = draw(st.integers(2, 7))
    nodes = [
        make(
            id,
            source=draw(st.sampled_from(["dblp", "file"])),
            preprint=draw(st.booleans()),
            year=draw(st.integers(2018, 2022)),
        )
        for id in range(size)  # noqa: A001
    ]
    pairs = list(combinations(range(size), 2))
    edges = []
    for a, b in draw(st.lists(st.sampled_from(pairs), unique=True)):
        verdict = draw(VERDICTS)
        if verdict == "version" and nodes[a].preprint == nodes[b].preprint:
            verdict = "same"
        score = draw(st.integers(0, 20)) / 20
        side = draw(st.sampled_from("ab")) if verdict == "extends" else ""
        rule = draw(st.sampled_from(["title+authors", "doi"]))
        if verdict in ("same", "version") and draw(st.booleans()):
            rule = RETITLED if verdict == "same" else REWORDED
        edges.append(edge(a, b, verdict, score, rule=rule, extending=side))
    decisions = []
    for a, b in draw(st.lists(st.sampled_from(pairs), unique=True, max_size=2)):
        answer: Literal["same", "different"] = draw(st.sampled_from(["same", "different"]))
        decisions.append(Decision(a=a, b=b, verdict=answer))
    return nodes, edges, decisions


@given(graphs(), st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_order_does_not_matter(graph: Any, rng: random.Random) -> None:
    nodes, edges, decisions = graph
    shuffled = [rng.sample(each, len(each)) for each in graph]
    flipped = [
        Edge(a=e.b, b=e.a, verdict=e.verdict, rule=e.rule, score=e.score,
             extending={"a": "b", "b": "a", "": ""}[e.extending])
        for e in shuffled[1]
    ]  # fmt: skip
    first = group(nodes, edges, decisions)
    second = group(shuffled[0], flipped, shuffled[2])
    assert first.groups == second.groups
    assert first.ties == second.ties
    assert {frozenset((q.a, q.b)) for q in first.questions} == {
        frozenset((q.a, q.b)) for q in second.questions
    }


@given(graphs())
@settings(max_examples=200)
def test_no_group_holds_what_must_stay_apart(graph: Any) -> None:
    nodes, edges, decisions = graph
    by_id = {each.id: each for each in nodes}
    together = {pair for each in group(nodes, edges, []).groups for pair in combinations(each, 2)}
    together |= {(b, a) for a, b in together}
    for a, b in together:
        assert not (by_id[a].unique and by_id[b].unique)
    for each in edges:
        if each.verdict == "extends" or (each.verdict == "different" and each.rule == "doi"):
            assert (each.a, each.b) not in together
    if not contradictions(decisions):
        found = group(nodes, edges, decisions)
        home = {record: at for at, each in enumerate(found.groups) for record in each}
        for decision in decisions:
            assert (home[decision.a] == home[decision.b]) == (decision.verdict == "same")


@given(graphs(), graphs())
def test_strangers_change_nothing(graph: Any, stranger: Any) -> None:
    nodes, edges, decisions = graph
    more = [
        Node(id=n.id + 100, order=n.order, source=n.source, unique=n.unique, preprint=n.preprint,
             year=n.year)
        for n in stranger[0]
    ]  # fmt: skip
    moved = [
        Edge(a=e.a + 100, b=e.b + 100, verdict=e.verdict, rule=e.rule, score=e.score,
             extending=e.extending)
        for e in stranger[1]
    ]  # fmt: skip
    alone = group(nodes, edges, decisions)
    among = group([*more, *nodes], [*moved, *edges], decisions)
    own = {each.id for each in nodes}
    assert set(alone.groups) == {each for each in among.groups if set(each) <= own}
    assert set(alone.ties) == {tie for tie in among.ties if tie.a in own}


# ------------------------------------------------------------------- preprints with several papers


def test_a_preprint_is_asked_about_once_with_its_best_paper() -> None:
    nodes = [make(1, preprint=True), make(2), make(3)]
    found = group(nodes, [edge(1, 2, "ask", 0.8), edge(1, 3, "ask", 0.9)], [])
    assert [(each.a, each.b) for each in found.questions] == [(1, 3)]


def claim(a: int, b: int, verdict: str = "version", score: float = 0.9) -> Edge:
    return edge(a, b, verdict, score, rule=CLAIM)


def test_a_preprint_joins_its_paper_by_title_before_a_claim() -> None:
    nodes = [make(1, preprint=True), make(2), make(3)]
    found = group(nodes, [claim(1, 2), edge(1, 3, "version", 0.9, rule="preprint")], [])
    assert frozenset({1, 3}) in sets(found)
    assert found.questions == ()


def test_a_claim_of_a_paper_that_has_its_preprint_is_a_question() -> None:
    nodes = [make(1, preprint=True), make(2), make(3, preprint=True)]
    found = group(nodes, [claim(1, 2), edge(2, 3, "version", 0.9, rule="preprint")], [])
    assert sets(found) == parts({1}, {2, 3})
    assert [(each.a, each.b, each.rule) for each in found.questions] == [(1, 2, CLAIM)]


def test_exchanged_claims_are_not_asked_about() -> None:
    nodes = [make(1, preprint=True), make(2, preprint=True), make(3), make(4)]
    named = [edge(a, b, "version", rule="preprint") for a, b in ((1, 3), (2, 4))]
    found = group(nodes, [*named, claim(1, 4, "ask"), claim(2, 3, "ask")], [])
    assert sets(found) == parts({1, 3}, {2, 4})
    assert found.questions == ()


def test_a_claim_that_was_denied_is_not_asked_about_again() -> None:
    nodes = [make(1, preprint=True), make(2, preprint=True), make(3)]
    edges = [edge(1, 2), claim(1, 3, "ask"), claim(2, 3, "ask")]
    assert group(nodes, edges, [different(1, 3)]).questions == ()


def test_a_claim_ties_two_lines_if_preprints_have_their_own() -> None:
    nodes = [make(1, preprint=True), make(2)]
    found = group(nodes, [claim(1, 2)], [], preprints="both")
    assert [(each.kind, each.a, each.b) for each in found.ties] == [("version", 1, 2)]
    assert found.questions == ()


def test_two_papers_without_a_preprint_are_asked_about_each() -> None:
    nodes = [make(1), make(2), make(3)]
    found = group(nodes, [edge(1, 2, "ask", 0.8), edge(1, 3, "ask", 0.9)], [])
    assert {(each.a, each.b) for each in found.questions} == {(1, 2), (1, 3)}


@every_row(
    ("first", "second", "taken"),
    [(2020, 2019, 3), (2019, 2020, 2), (None, 2024, 3), (9998, None, 2)],
    ids=["the second is earlier", "the first is", "the first has no year", "the second has none"],
)
def test_a_preprint_joins_the_earliest_of_two_papers(first, second, taken) -> None:
    nodes = [make(1, preprint=True, year=2018), make(2, source="dblp"), make(3, source="dblp")]
    nodes[1:] = [replace(nodes[1], year=first), replace(nodes[2], year=second)]
    edges = [edge(1, 2, "version", rule="preprint"), edge(1, 3, "version", rule="preprint")]
    assert frozenset({1, taken}) in sets(group(nodes, edges, []))


def test_a_decision_parts_what_the_matcher_joins() -> None:
    nodes = [make(1), make(2)]
    found = group(nodes, [edge(1, 2)], [different(1, 2)])
    assert sets(found) == parts({1}, {2})


def test_an_answer_keeps_a_record_that_is_the_same_as_one_of_two() -> None:
    nodes = [make(1), make(2), make(3)]
    edges = [edge(2, 3), edge(1, 3, "different", 0.1, rule="part")]
    assert sets(group(nodes, edges, [])) == parts({1}, {2, 3})
    assert sets(group(nodes, edges, [same(1, 2)])) == parts({1, 2, 3})


def test_an_answer_keeps_no_record_that_only_a_third_is_the_same_as() -> None:
    nodes = [make(1), make(2), make(3), make(4)]
    edges = [edge(2, 4, score=0.99), edge(3, 4), edge(1, 3, "different", 0.1, rule="part")]
    assert sets(group(nodes, edges, [same(1, 2)])) == parts({1, 2, 4}, {3})
