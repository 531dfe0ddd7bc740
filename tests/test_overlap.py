"""Two lists that name the same works settle the few that they word differently."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from rows import every_row

from pubman.match import CITED, GENERIC_TITLE, LISTED, ONE_TITLE, VARIANT, Verdict, compare
from pubman.merge.groups import Edge, Grouping, Node, group
from pubman.merge.overlap import CLOSE, LEAST, SHARE
from tests.test_groups import edge, make, sets
from tests.test_match import read_profile

APART = 1000
"""What is added to the id of a work in the first list to get its id in the second."""


def lists(alike: int, variants: int, *more: Edge, score: float = CLOSE) -> Grouping:
    """Group two lists with *alike* works named alike and *variants* named nearly alike."""
    works = range(alike + variants)
    nodes: dict[int, Node] = {}
    for work in works:
        nodes[work] = make(work, source="own.bib")
        nodes[work + APART] = make(work + APART, source="thesis.bib")
    edges = [edge(work, work + APART) for work in works[:alike]]
    edges += [ask(work, work + APART, score) for work in works[alike:]]
    for each in more:
        for record in (each.a, each.b):
            source = "own.bib" if record < APART else "thesis.bib"
            nodes.setdefault(record, make(record, source=source))
    return group(nodes.values(), [*edges, *more], [])


def ask(a: int, b: int, score: float = CLOSE, rule: str = VARIANT) -> Edge:
    return edge(a, b, "ask", score, rule=rule)


def joined(grouping: Grouping, work: int) -> bool:
    return frozenset({work, work + APART}) in sets(grouping)


@every_row(
    ("alike", "variants", "settled"),
    [
        pytest.param(LEAST, 1, True, id="enough in common"),
        pytest.param(LEAST - 1, 1, False, id="one work too few"),
        pytest.param(40, int(40 * SHARE), True, id="few variants"),
        pytest.param(40, int(40 * SHARE) + 1, False, id="one variant too many"),
        pytest.param(0, 90, False, id="sister papers and nothing else"),
    ],
)
def test_a_variant_is_settled_by_the_rest_of_two_lists(
    alike: int, variants: int, settled: bool
) -> None:
    grouping = lists(alike, variants)
    assert [joined(grouping, work) for work in range(alike, alike + variants)] == (
        [settled] * variants
    )
    assert len(grouping.questions) == (0 if settled else variants)


def test_a_rival_leaves_a_variant_open() -> None:
    work = LEAST  # the one variant
    grouping = lists(LEAST, 1, ask(work, 5000, 0.5))
    assert not joined(grouping, work)
    assert len(grouping.questions) == 2


def test_a_list_that_names_both_titles_leaves_a_variant_open() -> None:
    # The second list names the first list's title, too: its own variant is another paper.
    work = LEAST
    grouping = lists(LEAST, 1, edge(work, 5000))
    assert frozenset({work, 5000}) in sets(grouping)
    assert frozenset({work, work + APART}) not in sets(grouping)


def copies(count: int) -> list[Edge]:
    """Return edges by which the second list names the first *count* works twice."""
    first, second = range(count), range(5000, 5000 + count)
    return [edge(a + APART, b) for a, b in zip(first, second, strict=True)]


@pytest.mark.parametrize(
    ("repeated", "score", "settled"),
    [
        pytest.param(LEAST // 2, CLOSE, True, id="a list with copies"),
        pytest.param(LEAST // 2 - 1, CLOSE, False, id="too few copies"),
        pytest.param(LEAST // 2, CLOSE - 0.01, False, id="titles not close"),
    ],
)
def test_a_list_with_copies_may_have_one_more(repeated: int, score: float, settled: bool) -> None:
    work = LEAST
    nodes_of_copies = copies(repeated)
    grouping = lists(LEAST, 0, edge(work, work + APART), ask(work, 6000, score), *nodes_of_copies)
    assert (frozenset({work, work + APART, 6000}) in sets(grouping)) is settled


@pytest.mark.parametrize(
    ("repeated", "rivals", "settled"),
    [
        pytest.param(LEAST // 2, [], True, id="it fits one work"),
        pytest.param(LEAST // 2, [7], False, id="it fits two works"),
        pytest.param(LEAST // 2 - 1, [], False, id="a list without copies"),
    ],
)
def test_a_list_of_citations_settles_one_that_fits_one_work(
    repeated: int, rivals: list[int], settled: bool
) -> None:
    work, citation = LEAST, 6000
    more = [ask(each, citation, 0.6, CITED) for each in (work, *rivals)]
    grouping = lists(LEAST, 0, edge(work, work + APART), *more, *copies(repeated))
    assert (frozenset({work, work + APART, citation}) in sets(grouping)) is settled
    assert len(grouping.questions) == (0 if settled else 1 + len(rivals))


def test_citations_of_one_work_are_settled_together() -> None:
    # The work has two questions with the list until its two citations are one.
    work, one, other = 500, 6000, 6001
    more = [ask(work, one, CLOSE, CITED), ask(work, other, CLOSE, CITED)]
    grouping = lists(LEAST, 0, *more, ask(one, other, 0.6, CITED), *copies(LEAST // 2))
    assert frozenset({work, one, other}) in sets(grouping)
    assert not grouping.questions


def test_citations_are_no_variants() -> None:
    # A list of citations has garbled titles throughout. That is no sign of sister papers.
    works = range(500, 500 + 3 * LEAST)
    cited = [ask(each, each + APART, CLOSE, CITED) for each in works]
    grouping = lists(LEAST, 0, *cited, *copies(LEAST // 2))
    assert all(joined(grouping, each) for each in works)


@pytest.mark.parametrize(
    ("year", "settled"),
    [pytest.param(2001, True, id="one year"), pytest.param(2002, False, id="two years")],
)
def test_a_citation_does_not_join_two_that_are_asked_about(year: int, settled: bool) -> None:
    paper = make(500, source="own.bib", year=2001)
    copy, dated = (
        make(each, source="thesis.bib", year=y) for each, y in ((1500, 2001), (1501, year))
    )
    edges = [
        edge(500, 1500),
        ask(1500, 1501, CLOSE, CITED),
        ask(500, 1501, CLOSE, "title+authors"),
        *(edge(each, each + APART) for each in range(LEAST)),
        *copies(LEAST // 2),
    ]
    known = {record for each in edges for record in (each.a, each.b)} - {500, 1500, 1501}
    others = [make(n, source="own.bib" if n < APART else "thesis.bib") for n in sorted(known)]
    grouping = group([paper, copy, dated, *others], edges, [])
    assert (frozenset({500, 1500, 1501}) in sets(grouping)) is settled


@pytest.mark.parametrize(
    ("repeated", "settled"),
    [
        pytest.param(LEAST // 2, True, id="a list with copies"),
        pytest.param(LEAST // 2 - 1, False, id="a list without copies"),
    ],
)
def test_a_list_with_copies_may_have_one_work_under_two_titles(
    repeated: int, settled: bool
) -> None:
    work, other = LEAST, 6000
    more = [ask(work, other), edge(work + APART, other, "different", 0.35, rule=LISTED)]
    grouping = lists(LEAST, 0, edge(work, work + APART), *more, *copies(repeated))
    assert (frozenset({work, work + APART, other}) in sets(grouping)) is settled


def test_a_title_that_recurs_is_settled_if_each_list_has_it_once() -> None:
    grouping = lists(LEAST, 0, ask(500, 1500, 0.5, GENERIC_TITLE))
    assert joined(grouping, 500)


def test_a_title_that_recurs_in_both_lists_is_not_asked_about() -> None:
    several = [ask(a, b, 0.5, GENERIC_TITLE) for a, b in product((500, 501), (1500, 1501))]
    grouping = lists(LEAST, 0, *several)
    assert not any(joined(grouping, work) for work in (500, 501))
    assert grouping.questions == ()


# ---------------------------------------------------------------------------------- in a store

SUBJECTS = (
    "Erosion of Limestone Coasts", "Tidal Currents in Narrow Straits", "Breeding of Terns",
    "Medieval Salt Trade", "Harbour Dues and Smuggling", "Lighthouse Keepers' Diaries",
    "Seagrass and Sediment", "Storm Surges since 1750", "Names of Sandbanks",
    "Migration of Eels", "Wooden Pilings under Warehouses", "Peat Cutting Rights",
    "Dialects of Fishing Villages", "Copper Sheathing of Hulls", "Drainage Mills",
    "Quarantine Stations", "Cod Prices and Winter Ice", "Charts Engraved on Slate",
    "Beacons against Wreckers", "Oyster Leases", "Ballast Stones as Evidence",
    "Insurance of Small Vessels",
)  # fmt: skip
NAMES = "Abel Brink Cole Dahl Eder Frey Gall Hahn Ibsen Jung Keil".split()
VARIANTS = "Wind Loads on Drying {} Nets", "Wind Loads on Drying Nets"


def bib(titles: list[str], venue: str = "Coastal History") -> str:
    entries = []
    for number, title in enumerate(titles):
        names = f"Rolf {NAMES[number % 11]} and Ida {NAMES[number % 7]}"
        entries.append(
            f"@article{{k{number}, author = {{{names}}}, title = {{{title}}},\n"
            f"  journal = {{{venue}}}, year = {2000 + number}}}\n"
        )
    return "\n".join(entries)


@pytest.fixture
def two(pubman: Any) -> Any:
    """A store with one list of 23 works, and two files beside it."""
    pubman("init", "--name", "Ida Abel", code=None)
    for name, titles in (
        ("own.bib", [VARIANTS[0].format("Herring"), *SUBJECTS]),
        ("near.bib", [VARIANTS[1], *SUBJECTS]),
        ("far.bib", [VARIANTS[1], *SUBJECTS[:5]]),
    ):
        (pubman.folder / name).write_text(bib(titles), "utf-8")
    pubman("import", "--mine", "own.bib")
    return pubman


def publications(pubman: Any) -> int:
    (found,) = pubman.ask("SELECT count(*) FROM publications")
    return int(found[0])


def questions(pubman: Any) -> int:
    (found,) = pubman.ask("SELECT count(*) FROM questions WHERE kind = 'same'")
    return int(found[0])


def assert_rebuild_changes_nothing(pubman: Any) -> None:
    from tests.sequences import DERIVED

    def derived() -> dict[str, Any]:
        return {n: sorted(rows, key=repr) for n, rows in pubman.rows().items() if n in DERIVED}

    before = derived()
    pubman("rebuild")
    assert derived() == before


def test_a_list_with_much_in_common_asks_nothing(two: Any) -> None:
    two("import", "--mine", "near.bib")
    assert (publications(two), questions(two)) == (23, 0)
    assert_rebuild_changes_nothing(two)


def test_why_says_that_the_lists_agree(two: Any) -> None:
    two("import", "--mine", "near.bib")
    (key,) = two.ask("SELECT key FROM publications WHERE title LIKE '%Drying%'")
    out = " ".join(two("why", key[0]).out.split())
    assert "rule title variant" in out
    assert "their lists name the same other works" in out


def test_a_list_with_little_in_common_asks(two: Any) -> None:
    two("import", "--mine", "far.bib")
    assert (publications(two), questions(two)) == (24, 1)
    assert_rebuild_changes_nothing(two)


def test_a_list_that_grows_settles_what_was_asked(two: Any) -> None:
    two("import", "--mine", "far.bib")
    (two.folder / "far.bib").write_text(bib([VARIANTS[1], *SUBJECTS]), "utf-8")
    two("import", "--mine", "far.bib")
    assert (publications(two), questions(two)) == (23, 0)
    assert_rebuild_changes_nothing(two)
    two("undo")
    assert (publications(two), questions(two)) == (24, 1)
    assert_rebuild_changes_nothing(two)


# ------------------------------------------------------------------------ which pairs are variants

PEOPLE = "Haugen, Siri; Otieno, Paul; Abe, Kenji"


def question(one: str, other: str, **more: Any) -> Verdict:
    """Return the verdict on two titles of one team at one venue in one year, in two lists."""
    said = {"kind": "article", "authors": PEOPLE, "year": 2012, "venue": "Tides", **more}
    a, b = (
        read_profile(said | {"title": title, "source": source})
        for title, source in ((one, "one"), (other, "two"))
    )
    return compare(a, b)


@every_row(
    ("one", "other"),
    [
        pytest.param("Mapping harbour silt with sonar buoys", "Mapping harbour silt with buoys",
                     id="a word more"),
        pytest.param("Mapping harbour silt with LIDAR buoys", "Mapping harbour silt with buoys",
                     id="an acronym more"),
        pytest.param("Mapping silt in harbours with cheap sonar",
                     "Charting silt in harbours with cheap sonar", id="another word"),
        pytest.param("ISO 19115 metadata for tidal gauges", "Metadata for tidal gauges",
                     id="a name with a number left out"),
    ],
)  # fmt: skip
def test_words_make_a_variant(one: str, other: str) -> None:
    assert (question(one, other).verdict, question(one, other).rule) == ("ask", VARIANT)


@every_row(
    ("one", "other"),
    [
        pytest.param("Response of class A moorings to long swell",
                     "Response of class B moorings to long swell", id="a letter"),
        pytest.param("Moorings with elastic lines in long swell",
                     "Moorings without elastic lines in long swell", id="a negation"),
        pytest.param("Supertidal deposits of sheltered northern bays",
                     "Subtidal deposits of sheltered northern bays", id="a prefix"),
        pytest.param("Drift of HIV positive sailors between ports",
                     "Drift of HCV positive sailors between ports", id="two acronyms"),
        pytest.param("The drift of moored buoys", "The drift of moored buoys revisited",
                     id="a paper that goes on"),
    ],
)  # fmt: skip
def test_what_tells_two_works_apart_is_no_variant(one: str, other: str) -> None:
    verdict = question(one, other)
    assert verdict.verdict in ("ask", "different")
    assert verdict.rule != VARIANT


def test_a_note_in_one_list_alone_is_a_variant() -> None:
    verdict = question("Buoys that talk to each other (demo)", "Buoys that talk to each other")
    assert (verdict.verdict, verdict.rule, verdict.cause) == ("ask", VARIANT, "note")


def test_a_title_without_authors_is_settled_by_its_words() -> None:
    said = {"kind": "article", "title": "Silt in harbours", "source": "two"}
    one = read_profile(said | {"authors": PEOPLE, "year": 2012, "venue": "Tides", "source": "one"})
    verdict = compare(one, read_profile(said))
    assert (verdict.verdict, verdict.rule) == ("ask", ONE_TITLE)
    grouping = lists(LEAST, 0, ask(500, 1500, verdict.score, ONE_TITLE))
    assert joined(grouping, 500)


@pytest.mark.parametrize("count", [int(LEAST * SHARE), 3 * LEAST])
def test_titles_without_authors_are_no_variants(count: int) -> None:
    # A list that leaves the authors out does so in every entry. That is no sign of sister papers.
    works = range(500, 500 + count)
    grouping = lists(LEAST, 0, *(ask(each, each + APART, CLOSE, ONE_TITLE) for each in works))
    assert all(joined(grouping, each) for each in works)


def test_names_before_a_title_are_those_of_its_authors() -> None:
    title = "Sediment budgets of sheltered harbours in the western archipelago"
    said = {"kind": "article", "venue": "Tides"}
    one = read_profile(said | {"title": title, "authors": "Lund, Per; Okoye, Ada", "year": 2012})
    for front, merged in (("Okoye, A. and P. Lund. ", True), ("A response to Lund: ", False)):
        other = said | {"title": front + title, "authors": "Press, Tides", "source": "two"}
        assert (compare(one, read_profile(other)).verdict == "same") is merged, front
