"""How findings are said: each in a clause, for or against the two records being one work."""

from __future__ import annotations

from typing import Any

import pytest
from rows import every_row
from test_match import read_cases, read_profile

from pubman.cli.say.review import because_all
from pubman.library.review import OpenQuestion
from pubman.match import Verdict, compare, explain
from pubman.match.differences import NOTHING


def said(evidence: dict[str, Any], verdict: str = "ask", rule: str = "x") -> tuple[list[str], ...]:
    made: Any = verdict
    return explain(Verdict(made, rule, 0.5, evidence))


FOR: dict[str, dict[str, Any]] = {
    "same title": {"title": 1.0},
    "titles 99% alike": {"title": 0.999},
    "titles 90% alike": {"title": 0.9},
    "same author": {"authors": "1 of 1"},
    "same 3 authors": {"authors": "3 of 3"},
    "same year": {"year": "same"},
    "same venue": {"venue": "same"},
    "similar venues": {"venue": "like"},
    "same pages": {"pages": "range"},
    "same first page": {"pages": "first"},
    "on one page": {"pages": "page"},
    "same volume": {"volume": "same"},
    "same DOI": {"doi": "same"},
    "one title begins the other": {"title contained": "begins"},
    "its authors name the DOI of the paper at arXiv": {"claim": "arxiv"},
    "crossref names one with the DOI of the other": {"claim": "crossref"},
    "2 of 5 authors, all that one list names": {"authors": "2 of 2 (5 in the longer list)"},
}
AGAINST: dict[str, dict[str, Any]] = {
    "titles 89% alike": {"title": 0.89},
    "titles 0% alike": {"title": 0.0},
    'one title says "boys", the other "girls"': {"words": "boys / girls"},
    'only one title says "revisited"': {"words": f"revisited / {NOTHING}"},
    'only one title says "again"': {"words": f"{NOTHING} / again"},
    "no author in common": {"authors": "0 of 3"},
    "only 2 of 3 authors agree": {"authors": "2 of 3"},
    "1 year apart": {"year": "1 apart"},
    "3 years apart": {"year": "3 apart"},
    "venues named differently": {"venue": "unlike"},
    "another venue": {"venue": "other"},
    "venues of two kinds": {"venue": "form"},
    "other pages": {"pages": "differ"},
    "two DOIs": {"doi": "differ"},
    "one title has a number more": {"numbers": "more"},
    "only one title names a part or edition": {"part": "one"},
    "one title has a note the other lacks": {"notes": "weak"},
    "a doubt of its own": {"doubt": "a doubt of its own"},
    "years apart": {"doubt": "years apart"},
    "one is on some pages of a book": {"bound": "chapter"},
    "one is a thesis, which has one author": {"bound": "thesis"},
}


@every_row("clause, evidence", FOR.items(), ids=FOR)
def test_a_finding_speaks_for_one_work(clause: str, evidence: dict[str, Any]) -> None:
    assert said(evidence) == ([clause], [])


@every_row("clause, evidence", AGAINST.items(), ids=AGAINST)
def test_a_finding_speaks_against_one_work(clause: str, evidence: dict[str, Any]) -> None:
    assert said(evidence) == ([], [clause])


@every_row(
    "evidence",
    [{"authors": "unknown"}, {"year": "unknown"}, {"venue": "unknown"}, {"pages": "unknown"}],
)
def test_what_is_unknown_is_not_said(evidence: dict[str, Any]) -> None:
    assert said(evidence) == ([], [])


@pytest.mark.parametrize(
    "text, clause",
    [
        ("1 of 1", "same author, in the same order"),
        ("3 of 3", "same 3 authors, in the same order"),
        (
            "2 of 2 (5 in the longer list)",
            "2 of 5 authors, all that one list names, in the same order",
        ),
    ],
)
def test_the_order_of_authors_is_said_with_them(text: str, clause: str) -> None:
    assert said({"authors": text, "order": "same"}) == ([clause], [])
    assert clause not in said({"authors": text, "order": "differ"})[0]


@pytest.mark.parametrize("years, usual", [("1", True), ("2", True), ("3", False)])
def test_a_paper_may_appear_two_years_after_its_preprint(years: str, usual: bool) -> None:
    found = said({"year": f"{years} apart"}, verdict="version")
    assert [len(side) for side in found] == [int(usual), int(not usual)]


@every_row(
    "doubt, finding",
    [
        ("another number or part", {"part": "differ"}),
        ("another number or part", {"numbers": "differ"}),
        ("a number in one title alone", {"numbers": "more"}),
        ("another venue", {"venue": "other"}),
        ("years apart", {"year": "3 apart"}),
        ("another event", {"event": "differ"}),
        ("other words in the title", {"words": "boys / girls"}),
        ("more words in one title", {"words": f"{NOTHING} / again"}),
    ],
)
def test_a_doubt_that_a_finding_says_already_is_not_said_again(
    doubt: str, finding: dict[str, Any]
) -> None:
    assert said({**finding, "doubt": doubt}) == said(finding)


def test_findings_are_said_in_order() -> None:
    evidence = {"title": 0.95, "words": "boys / girls", "authors": "2 of 2", "year": "same"}
    assert said(evidence) == (
        ["titles 95% alike", "same 2 authors", "same year"],
        ['one title says "boys", the other "girls"'],
    )


def test_titles_without_evidence_have_too_little_in_common() -> None:
    assert said({}, rule="titles") == ([], ["their titles have too little in common"])
    assert said({}, rule="part") == ([], [])
    assert said({"title": 0.5}, rule="titles") == ([], ["titles 50% alike"])


def test_the_cause_of_every_question_has_words() -> None:
    pairs = [parameters.values[0] for parameters in read_cases()]
    verdicts = [compare(read_profile(each["a"]), read_profile(each["b"])) for each in pairs]
    causes = {verdict.cause for verdict in verdicts if verdict.verdict == "ask"}
    assert causes >= {"book", "same pages", "translation", "identifier"}
    assert [each for each in sorted(causes) if not because_all(question_of(each))] == []


def question_of(cause: str) -> OpenQuestion:
    """A question of this cause, of which nothing else is known."""
    return OpenQuestion(
        kind="same", key_a="a", key_b="b", title_a="", title_b="", score=0.7, reason="",
        record_a=1, record_b=2, cause=cause, evidence={},
    )  # fmt: skip
