"""Two numbers that contradict each other: what is concluded, and what the verdict says about it."""

from __future__ import annotations

from typing import Any

from rows import every_row
from test_match import read_profile

from pubman.match import compare

PAPER = {
    "kind": "article", "title": "Braids with few crossings and the winding of tidal vortices",
    "authors": "Haugen, Siri; Otieno, Paul", "year": 2011, "venue": "Annals of Knots",
    "source": "one",
}  # fmt: skip
ELSEWHERE = {**PAPER, "source": "two"}
PREPRINT = {**PAPER, "kind": "preprint", "venue": "arXiv", "arxiv": "1103.40404"}
OTHER = {**PREPRINT, "arxiv": "1104.50505", "source": "two"}
REPORT = {**PAPER, "kind": "report", "venue": "Institute of Tides", "number": "TR-77"}
PRINTED = {"pages": "88-97", "volume": "7"}

Said = dict[str, Any]
PAIRS: dict[str, tuple[Said, Said, tuple[str, str, float], Said]] = {
    "one preprint sent in twice": (
        PREPRINT, OTHER, ("ask", "two arXiv numbers", 0.8), {"arxiv": "differ"},
    ),
    "two preprints of one list": (
        PREPRINT, {**OTHER, "source": "one"}, ("different", "two arXiv numbers", 0.4),
        {"arxiv": "differ"},
    ),
    "two preprints with a DOI each": (
        {**PREPRINT, "doi": "10.1145/7.1"}, {**OTHER, "doi": "10.1145/7.2"},
        ("different", "two arXiv numbers", 0.4), {"arxiv": "differ"},
    ),
    "a preprint with a DOI and one without": (
        {**PREPRINT, "doi": "10.1145/7.1"}, OTHER, ("ask", "two arXiv numbers", 0.8),
        {"arxiv": "differ"},
    ),
    "two preprints with another number in the title": (
        {**PREPRINT, "title": "Braids with 3 crossings"},
        {**OTHER, "title": "Braids with 4 crossings"},
        ("different", "two arXiv numbers", 0.4), {"arxiv": "differ"},
    ),
    "two DOIs of one paper in print": (
        {**PAPER, **PRINTED, "doi": "10.1145/7.1"}, {**ELSEWHERE, **PRINTED, "doi": "10.1145/7.2"},
        ("ask", "two DOIs", 0.8), {"doi": "differ"},
    ),
    "two DOIs, no pages": (
        {**PAPER, "doi": "10.1145/7.1"}, {**ELSEWHERE, "doi": "10.1145/7.2"},
        ("different", "doi", 0.4), {},
    ),
    "two DOIs, another volume": (
        {**PAPER, **PRINTED, "doi": "10.1145/7.1"},
        {**ELSEWHERE, **PRINTED, "doi": "10.1145/7.2", "volume": "8"},
        ("different", "doi", 0.4), {"volume": "differ"},
    ),
    "two PMIDs of one paper in print": (
        {**PAPER, **PRINTED, "pmid": "111"}, {**ELSEWHERE, **PRINTED, "pmid": "222"},
        ("ask", "two PMIDs", 0.8), {"pmid": "differ"},
    ),
    "two PMIDs, no pages": (
        {**PAPER, "pmid": "111"}, {**ELSEWHERE, "pmid": "222"}, ("different", "pmid", 0.4), {},
    ),
    "two patents": (
        {**PAPER, "kind": "patent", "venue": "", "number": "US1"},
        {**ELSEWHERE, "kind": "patent", "venue": "", "number": "US2"},
        ("different", "patent", 0.3), {"number": "differ"},
    ),
    "a patent and its paper": (
        {**PAPER, "kind": "patent", "venue": "", "number": "US1"}, ELSEWHERE,
        ("different", "patent", 0.3), {},
    ),
    "two reports of one institute": (
        REPORT, {**REPORT, "number": "TR-78", "source": "two"},
        ("different", "report number", 0.3), {"number": "differ"},
    ),
    "two reports, one of an unknown institute": (
        REPORT, {**REPORT, "number": "TR-78", "venue": "", "source": "two"},
        ("different", "report number", 0.3), {"number": "differ"},
    ),
    "two releases of one program": (
        {**PAPER, "kind": "software", "venue": "", "title": "Braids 1.2", "doi": "10.1145/7.1"},
        {**ELSEWHERE, "kind": "software", "venue": "", "title": "Braids 1.3", "doi": "10.1145/7.2"},
        ("different", "release", 0.0018), {"doi": "differ"},
    ),
    "data and a program": (
        {**PAPER, "kind": "software", "venue": ""}, {**ELSEWHERE, "kind": "dataset", "venue": ""},
        ("different", "supplement", 0.3), {},
    ),
    "two theses": (
        {**PAPER, "kind": "thesis", "venue": "", "school": "ETH"},
        {**ELSEWHERE, "kind": "thesis", "venue": "", "school": "ETH", "year": 2013},
        ("different", "two theses", 0.3), {"year": "2 apart"},
    ),
    "two books": (
        {**PAPER, "kind": "book", "venue": "", "isbn": "9780306406157"},
        {**ELSEWHERE, "kind": "book", "venue": "", "isbn": "9783161484100", "year": 2012},
        ("different", "isbn", 0.3), {"isbn": "differ"},
    ),
    "one book": (
        {**PAPER, "kind": "book", "venue": "", "isbn": "9780306406157"},
        {**ELSEWHERE, "kind": "book", "venue": "", "isbn": "9780306406157", "year": 2012},
        ("same", "isbn", 1.0), {"isbn": "same"},
    ),
    "strangers": (
        PAPER, {**ELSEWHERE, "authors": "Li, Wei", "year": 2010}, ("different", "authors", 0.1), {},
    ),
    "strangers with one title at one place": (
        PAPER, {**ELSEWHERE, "authors": "Li, Wei"}, ("ask", "one title", 0.6), {},
    ),
    "strangers with one title in one list": (
        PAPER, {**PAPER, "authors": "Li, Wei"}, ("ask", "authors", 0.6), {},
    ),
}  # fmt: skip


@every_row(
    "source, numbers, rule",
    [
        ("dblp", {"doi": "10.1145/7.1"}, "doi"),
        ("dblp", {"arxiv": "1103.40404"}, "one source"),
        ("dblp", {"pmid": "7"}, "one source"),
        ("file", {"arxiv": "1103.40404"}, "arxiv"),
    ],
    ids=[
        "one DOI in a clean source",
        "one number of arXiv in a clean source",
        "one number of PubMed in a clean source",
        "one number of arXiv in a file",
    ],
)
def test_in_a_source_without_duplicates_only_a_doi_makes_two_records_one(
    source: str, numbers: Said, rule: str
) -> None:
    one = {**PAPER, **numbers, "source": source, "key": "journals/t/1"}
    other = {**one, "key": "journals/t/2"}
    verdict = compare(read_profile(one), read_profile(other))
    assert (verdict.rule, verdict.verdict == "same") == (rule, rule != "one source")


@every_row("a, b, expected, evidence", PAIRS.values(), ids=PAIRS)
def test_two_numbers_are_judged_and_named(
    a: Said, b: Said, expected: tuple[str, str, float], evidence: Said
) -> None:
    verdict = compare(read_profile(a), read_profile(b))
    assert (verdict.verdict, verdict.rule, round(verdict.score, 4)) == expected
    assert evidence.items() <= verdict.evidence.items()
    assert "title" in verdict.evidence


@every_row(
    "one, other, rule",
    [
        ("TR-77", "77", "other"),
        ("77", "TR-77", "other"),
        ("TR-77", "7", "report number"),
        ("TR-177", "77", "report number"),
        ("TR2-77", "77", "report number"),
        ("TR", "T", "report number"),
    ],
)
def test_a_number_of_a_report_may_lack_its_letters(one: str, other: str, rule: str) -> None:
    a, b = {**REPORT, "number": one}, {**REPORT, "number": other, "source": "two"}
    verdict = compare(read_profile(a), read_profile(b))
    assert (verdict.rule == "report number") == (rule == "report number")


@every_row(
    "one, other, extending",
    [
        ("Braids 1.2", "Braids 1.3", "b"),
        ("Braids 1.10", "Braids 1.9", "a"),
        ("Braids 1.2", "Knots 1.3", ""),
        ("Braids 1.2", "Braids 1.2", ""),
    ],
)
def test_the_later_release_extends_the_earlier(one: str, other: str, extending: str) -> None:
    program = {**PAPER, "kind": "software", "venue": ""}
    a = {**program, "title": one, "doi": "10.1145/7.1"}
    b = {**program, "title": other, "doi": "10.1145/7.2", "source": "two"}
    verdict = compare(read_profile(a), read_profile(b))
    assert (verdict.verdict, verdict.extending) == ("different", extending)
