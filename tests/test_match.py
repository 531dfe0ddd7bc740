"""The matcher: the pairs of ``cases/*.toml``, and properties of every pair."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rows import every_row

from pubman.match import (
    CLAIMED,
    Profile,
    Verdict,
    block_keys,
    candidates,
    compare,
    explain,
    plausible,
    profile,
)
from pubman.match.authors import agree
from pubman.match.evidence import weigh
from pubman.match.people import people
from pubman.match.places import read_place, venue_likeness
from pubman.match.titles import read_title
from pubman.record import Date, Name, Record
from pubman.venues import VenueTable

CASES = Path(__file__).parent / "cases"
TABLE = VenueTable.load()


def read_name(text: str) -> Name:
    """``Zhao, Bo`` or ``B Zhao``; one word is a name in one piece."""
    family, comma, given_name = text.partition(", ")
    if comma:
        return Name(family=family, given=given_name)
    front, _, last = text.rpartition(" ")
    return Name(family=last, given=front) if front else Name(literal=text)


def read_record(said: dict[str, Any]) -> Record:
    """The record of one side of a pair."""
    texts = (
        "title", "venue", "venue_key", "volume", "number", "pages", "doi", "isbn", "edition",
        "publisher", "note",
    )  # fmt: skip
    return Record(
        kind=said.get("kind", "other"),
        authors=tuple(map(read_name, filter(None, said.get("authors", "").split("; ")))),
        authors_cut=said.get("authors_cut", False),
        date=Date(year=said["year"], month=said.get("month")) if "year" in said else None,
        arxiv_id=said.get("arxiv", ""),
        pmid=said.get("pmid", ""),
        pmcid=said.get("pmcid", ""),
        school=said.get("school", ""),
        source_key=said.get("key", ""),
        related=tuple(said.get("related", ())),
        extra={CLAIMED: said["claims"]} if "claims" in said else {},
        **{name: said.get(name, "") for name in texts},
    )


def read_profile(said: dict[str, Any]) -> Profile:
    record = read_record(said)
    source = said.get("source", "file")
    return profile(
        record, venue=TABLE.resolve(record), source=source, own_duplicates=source != "dblp"
    )


CASE_FILES = sorted(CASES.glob("*.toml"))


def read_cases(*files: Path) -> Iterator[Any]:
    """Yield the pairs of ``files``, or of all files."""
    for path in files or CASE_FILES:
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["pair"]:
            yield pytest.param(case, id=case["id"])


def joins(verdict: Verdict) -> bool:
    return verdict.verdict in ("same", "version")


@every_row("case", list(read_cases()))
def test_pair(case: dict[str, Any]) -> None:
    a, b = read_profile(case["a"]), read_profile(case["b"])
    verdict = compare(a, b)
    allowed = {case["answer"]} | {
        other for other in ("ask", "different", "extends") if case.get(f"or_{other}")
    }
    assert verdict.verdict in allowed, (case["why"], verdict)
    if verdict.verdict == "extends" and "extending" in case:
        assert verdict.extending == case["extending"]
    if joins(verdict) or verdict.verdict == "ask":
        assert block_keys(a) & block_keys(b), "the pair would never be looked at"


@every_row("case", list(read_cases()))
def test_pair_is_symmetric(case: dict[str, Any]) -> None:
    a, b = read_profile(case["a"]), read_profile(case["b"])
    assert compare(a, b) == mirrored(compare(b, a))


@pytest.mark.parametrize(
    ("title", "extending"),
    [
        pytest.param("Growth of pine under the snow of the north", "a", id="its own paper"),
        pytest.param("Growth of larch under the snow of the north", "", id="a sister paper"),
    ],
)
def test_data_is_tied_to_its_own_paper(title: str, extending: str) -> None:
    authors = "Lindqvist, Maja; Brandt, Jonas"
    data = {"title": "Data for: Growth of pine under the snow of the north", "authors": authors}
    paper = {"title": title, "authors": authors, "kind": "article", "venue": "Forest Notes"}
    verdict = compare(read_profile(data), read_profile(paper))
    assert (verdict.verdict, verdict.rule) == ("different", "supplement")
    assert verdict.extending == extending


def test_there_are_more_negatives_than_positives() -> None:
    cases = [param.values[0] for param in read_cases()]
    positive = sum(case["answer"] in ("same", "version") for case in cases)
    assert len(cases) >= 120
    assert positive * 2 < len(cases)


def mirrored(verdict: Verdict) -> Verdict:
    swap = {"a": "b", "b": "a", "": ""}
    return replace(verdict, extending=swap[verdict.extending])  # type: ignore[arg-type]


# ------------------------------------------------------------------------------- candidates


@every_row("case", list(read_cases()))
def test_candidates_are_the_pairs_that_share_a_key(case: dict[str, Any]) -> None:
    pair = [read_profile(case["a"]), read_profile(case["b"])]
    shares = bool(block_keys(pair[0]) & block_keys(pair[1]))
    assert list(candidates(pair)) == ([(0, 1)] if shares else [])


def test_candidates_come_once_and_in_order() -> None:
    profiles = [read_profile(case.values[0]["a"]) for case in read_cases()] * 2
    pairs = list(candidates(profiles))
    assert pairs == sorted(set(pairs))
    assert all(i < j for i, j in pairs)


def test_keys_are_the_same_in_every_process() -> None:
    record = Record(doi="10.1145/3694715.3695975")
    keys = block_keys(profile(record, venue=None, source="s", own_duplicates=True))
    assert keys == frozenset({2841062507350922564})


def test_an_empty_record_has_no_key() -> None:
    empty = profile(Record(), venue=None, source="s", own_duplicates=True)
    assert block_keys(empty) == frozenset()


# ----------------------------------------------------------------------------------- titles


@every_row(
    ("text", "core", "notes"),
    [
        ("Poster: Fast Joins on GPUs", "fast joins on gpus", {"poster"}),
        ("Fast Joins (Extended Abstract)", "fast joins", {"abstract"}),
        ("Erratum to: Fast Joins", "fast joins", {"erratum"}),
        ("Fast Joins: erratum", "fast joins", {"erratum"}),
        ("Fast Joins. [Review] [21 refs]", "fast joins", set()),
        ("Fast Joins (Extended Version)", "fast joins", {"version"}),
        ("Comments on 'Fast Joins'", "fast joins", {"reply"}),
        ("On Errata in Printed Books", "on errata in printed books", set()),
        ("A Poster of the Past", "a poster of the past", set()),
        ("[Schnelle Verbunde]", "schnelle verbunde", set()),
    ],
)
def test_notes_are_taken_off(text: str, core: str, notes: set[str]) -> None:
    title = read_title(text)
    assert title.core == core
    assert title.notes == notes


@every_row(
    ("text", "part"),
    [
        ("Graph Minors, Part II", "2"),
        ("Graph Minors. XX. Wagner's conjecture", ""),
        ("Graph Minors III: Planar tree-width", "3"),
        ("Algebras for communication 2", "2"),
        ("Introduction to Algorithms, 3rd Edition", "edition 3"),
        ("Введение. Часть 2", "2"),
        ("Level 3 autonomy in traffic", ""),
        ("A Vitamin C study", ""),
    ],
)
def test_parts_are_found(text: str, part: str) -> None:
    assert read_title(text).part == part


@every_row("text", ["Editorial", "Guest Editor's Introduction", "Book Review", ""])
def test_generic_titles(text: str) -> None:
    assert read_title(text).generic


def test_long_clauses_are_kept() -> None:
    title = read_title("Minicon: Combinatorial wavelets and pyramids. A study")
    assert title.clauses == ("combinatorialwaveletsandpyramidsastudy",)


# ------------------------------------------------------------------------ authors and venues


@every_row(
    ("a", "b", "matched", "fewer"),
    [
        ("Zhao, Bo", "B Zhao", 1, 1),
        ("García-Molina, Hector", "Molina, H", 1, 1),
        ("Schürmann, Felix", "Schuermann, F", 1, 1),
        ("Wang, Xiaoguang", "Xiaoguang, Wang", 1, 1),
        ("Бобков, В", "Bobkov, V", 1, 1),
        ("Smith, Adam", "Smith, John", 0, 1),
        ("李, 明", "Li, Ming", 0, 0),
        ("Zhao, Bo; ALTS Study Group", "Zhao, Bo", 1, 1),
        ("Ng, A", "Wu, B", 0, 1),
        ("Goldsteinj, Rr", "Goldstein, J; Ramakrishnan, R", 1, 1),
        ("Martinsson, P", "Martin, J", 0, 1),
        ("Weikum, Akg", "Kraiss, A; Weikum, G", 1, 1),
        ("Veda, Cs; Yair, W; Kon, W", "Wand, Y; Storey, V; Weber, R", 2, 3),
        ("Edition, P; Anthology, Acms", "Dogac, A", 0, 0),
        ("portal.acm.org", "Dogac, A", 0, 0),
    ],
)
def test_names_agree(a: str, b: str, matched: int, fewer: int) -> None:
    one, other = (people(tuple(map(read_name, text.split("; ")))) for text in (a, b))
    found = agree(one, other)
    assert (found.matched, found.fewer) == (matched, fewer)
    assert found == agree(other, one)


@every_row(
    ("a", "b", "least", "most"),
    [
        ("ACM Trans. Database Syst.", "ACM Transactions on Database Systems (TODS)", 0.6, 1.0),
        ("VLDB", "Very Large Data Bases", 0.9, 1.0),
        ("J. Mach. Learn. Res.", "Journal of Machine Learning Research", 0.6, 1.0),
        ("Theoretical Computer Science", "Journal of Physics A", 0.0, 0.3),
        ("Cell", "", 0.5, 0.5),
    ],
)
def test_venues_as_written(a: str, b: str, least: float, most: float) -> None:
    one, other = (read_place(Record(kind="article", venue=text), None) for text in (a, b))
    assert least <= venue_likeness(one, other) <= most
    assert venue_likeness(one, other) == venue_likeness(other, one)


# --------------------------------------------------------------------------------- verdicts


@every_row(
    ("a", "b", "found"),
    [
        ("World Health Organization", "WHO Committee", "unknown"),
        ("WHO Committee", "World Health Organization", "unknown"),
        ("World Trade Institute", "WHO Committee", "differ"),
        ("WHO Committee", "The WHO Committee", "same"),
        ("World Health Organization", "", "unknown"),
    ],
)
def test_a_body_may_be_its_initials(a: str, b: str, found: str) -> None:
    one, other = (
        profile(
            Record(kind="report", title="Prices of Water", authors=(Name(literal=text),)),
            venue=None, source="own", own_duplicates=True,
        )
        for text in (a, b)
    )  # fmt: skip
    assert weigh(one, other).bodies == found


def test_evidence_is_plain_data() -> None:
    for param in read_cases():
        verdict = compare(*(read_profile(param.values[0][side]) for side in "ab"))
        assert 0.0 <= verdict.score <= 1.0
        assert all(isinstance(value, str | float) for value in verdict.evidence.values())


def test_explain_says_what_speaks_for_and_against() -> None:
    cases = {param.id: param.values[0] for param in read_cases()}
    case = cases["tenplex under two titles at one SOSP"]
    pro, con = explain(compare(read_profile(case["a"]), read_profile(case["b"])))
    assert "same 5 authors, in the same order" in pro
    assert "same year" in pro
    assert any(clause.startswith("titles 8") for clause in con)


SAID_BY = {
    "another number or part": ("part", "numbers"),
    "a number in one title alone": ("numbers",),
    "other words in the title": ("words",),
    "more words in one title": ("words",),
    "another venue": ("venue",),
    "another event": ("event",),
    "years apart": ("year",),
}
"""The findings that already say the same as a doubt; other doubts have their own words."""


@every_row("case", list(read_cases()))
def test_every_verdict_can_be_said(case: dict[str, Any]) -> None:
    verdict = compare(read_profile(case["a"]), read_profile(case["b"]))
    clauses = [clause for side in explain(verdict) for clause in side]
    assert clauses or not verdict.evidence
    assert all(clause == clause.strip() and "unknown" not in clause for clause in clauses)
    if "doubt" in verdict.evidence:
        doubt = verdict.evidence["doubt"]
        said = any(each in verdict.evidence for each in SAID_BY.get(str(doubt), ()))
        assert said or doubt in explain(verdict)[1]


WORDS = st.sampled_from(
    "graph graphs minor minors II 2 fast join joins on for the database 数据库 poster: (demo) Über "
    "zażółć базы editorial erratum to part".split()
)
SIDES = st.fixed_dictionaries(
    {
        "title": st.lists(WORDS, max_size=7).map(" ".join),
        "authors": st.lists(
            st.sampled_from(["Zhao, Bo", "B Zhao", "Ng, A.", "李, 明", "Müller, Max"]), max_size=3
        ).map("; ".join),
        "kind": st.sampled_from(["article", "conference", "preprint", "thesis", "demo", "other"]),
        "venue": st.sampled_from(["", "SOSP", "VLDB J.", "CoRR", "Proc. of the 3rd Workshop on X"]),
        "source": st.sampled_from(["dblp", "file"]),
        "doi": st.sampled_from(["", "10.1145/1", "10.1145/2", "10.48550/arXiv.2101.00001"]),
        "pages": st.sampled_from(["", "1-12", "195-210", "5"]),
        "volume": st.sampled_from(["", "1", "2"]),
    },
    optional={"year": st.integers(2019, 2024)},
)


@given(SIDES, SIDES)
@settings(max_examples=300)
def test_compare_is_symmetric(a: dict[str, Any], b: dict[str, Any]) -> None:
    one, other = read_profile(a), read_profile(b)
    assert compare(one, other) == mirrored(compare(other, one))
    assert plausible(one, other) == plausible(other, one)


@given(SIDES)
def test_a_record_matches_itself_or_is_asked_about(a: dict[str, Any]) -> None:
    verdict = compare(read_profile(a), read_profile({**a, "source": "copy"}))
    assert verdict.verdict != "extends"


@given(SIDES, SIDES)
def test_published_records_of_a_clean_source_are_apart(
    a: dict[str, Any], b: dict[str, Any]
) -> None:
    one, other = (read_profile({**side, "source": "dblp"}) for side in (a, b))
    if one.unique and other.unique and not (one.doi and one.doi == other.doi):
        assert not joins(compare(one, other))


ANY = st.fixed_dictionaries(
    {
        name: st.text(max_size=40)
        for name in ("title", "venue", "volume", "number", "pages", "doi", "isbn", "edition")
    }
)
NAMES = st.lists(
    st.builds(Name, family=st.text(max_size=8), given=st.text(max_size=8), literal=st.just("")),
    max_size=3,
)


@given(ANY, ANY, NAMES, NAMES)
def test_any_text_is_compared(
    a: dict[str, str], b: dict[str, str], first: list[Name], second: list[Name]
) -> None:
    one, other = (
        profile(Record(**said, authors=tuple(names)), venue=None, source="s", own_duplicates=True)
        for said, names in ((a, first), (b, second))
    )
    assert compare(one, other) == mirrored(compare(other, one))
    assert all(-(2**63) <= key < 2**63 for key in block_keys(one))
    shares = bool(block_keys(one) & block_keys(other))
    assert list(candidates([one, other])) == ([(0, 1)] if shares else [])
