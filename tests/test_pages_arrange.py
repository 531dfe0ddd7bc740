"""The sections of publications, and their order."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from pages.samples import HOMEPAGE, ICDE, PARTS, SOSP, publication
from rows import every_row

from pubman.errors import UsageError
from pubman.listing import Section, publications, walk
from pubman.pages.arrangement import arrange, sort


def keys(*when: str, **more: object) -> list[str]:
    """The dates, in the order in which their publications are sorted."""
    pubs = [publication(n, "Bo Zhao", f"T{n}", date, key=date) for n, date in enumerate(when, 1)]
    random.Random(3).shuffle(pubs)
    return [pub.key for pub in sort(pubs, **more)]  # type: ignore[arg-type]


def test_newest_year_first_then_newest_month_a_known_month_before_none() -> None:
    assert keys("2023-02", "2024", "2024-03", "2024-11", "2022") == [
        "2024-11",
        "2024-03",
        "2024",
        "2023-02",
        "2022",
    ]


def test_oldest_first_is_the_other_way_round() -> None:
    order = keys("2023-02", "2024", "2024-03", "2024-11", order="oldest")
    assert order == ["2023-02", "2024-03", "2024-11", "2024"]


def test_positions_come_before_months_and_before_what_has_none() -> None:
    one = publication(1, "A B", "a", "2024-01", position=2.0)
    two = publication(2, "A B", "b", "2024-12", position=3.0)
    rest = publication(3, "A B", "c", "2024-12")
    newer = publication(4, "A B", "d", "2025-01")
    assert [pub.id for pub in sort([rest, two, one, newer])] == [4, 1, 2, 3]


def test_what_is_being_written_comes_first_and_other_undated_work_last() -> None:
    writing = publication(1, "A B", "a", "", status="in preparation")
    dated = publication(2, "A B", "b", "1990")
    lost = publication(3, "A B", "c", "")
    assert [pub.id for pub in sort([lost, dated, writing])] == [1, 2, 3]


def test_titles_settle_the_rest_without_regard_to_case() -> None:
    pubs = [publication(n, "A B", title, "2024") for n, title in enumerate(["b", "A", "É", "z"], 1)]
    assert [pub.title for pub in sort(pubs)] == ["A", "b", "É", "z"]


def test_any_order_of_input_gives_the_same_list() -> None:
    mixed = list(HOMEPAGE)
    random.Random(1).shuffle(mixed)
    assert arrange(mixed, sections=PARTS) == arrange(HOMEPAGE, sections=PARTS)


def test_the_homepage_is_in_its_order() -> None:
    found = arrange(HOMEPAGE, sections=PARTS)
    assert [part.heading for part in found] == ["Publications", "Before PhD"]
    assert [pub.id for pub in publications(found)] == list(range(1, 17))


def test_without_sections_all_stand_under_no_heading() -> None:
    (part,) = arrange(HOMEPAGE)
    assert part.heading == ""
    assert len(part.publications) == 16


def test_nothing_gives_no_section() -> None:
    assert arrange([]) == ()
    assert arrange(HOMEPAGE, sections=[("None", [])]) == ()


def test_one_publication_may_stand_in_two_sections_and_counts_once() -> None:
    found = arrange(HOMEPAGE, sections=[("Selected", [1, 3]), ("All", range(1, 17))])
    assert [len(part.publications) for part in found] == [2, 16]
    assert len(publications(found)) == 16


def test_groups_nest_in_the_order_asked_for() -> None:
    found = arrange(HOMEPAGE, sections=PARTS, group_by=("kind", "year"))
    tree = [(level, part.heading) for part, level in walk(found)]
    assert tree[:5] == [
        (0, "Publications"),
        (1, "Journal articles"),
        (2, "2024"),
        (2, "2023"),
        (2, "2022"),
    ]
    assert len(publications(found)) == 16


GROUPS = {
    "year": ["2025", "2024", "No date"],
    "kind": ["Journal articles", "Conference papers", "Theses"],
    "venue": ["ICDE", "J", "SOSP", "Other"],
    "tag": ["a", "b", "Other"],
    "person": ["Second", "First", "Other"],
    "era": ["Now", "Then", "Other"],
}


@every_row("group, headings", GROUPS.items())
def test_a_group_is_headed_and_ordered(group: str, headings: list[str]) -> None:
    base = publication(1, "A B", "t", "2024", kind="conference", canonical=SOSP, era="Then")
    person = replace(base.authorships[0], person="one")
    pubs = [
        replace(base, tags=("b", "a"), authorships=(person, replace(person, person="two"))),
        replace(base, id=2, kind="thesis", canonical=None, authorships=(person,), era=""),
        replace(base, id=3, kind="article", canonical=None, venue="J", date=None),
        replace(base, id=4, canonical=ICDE, date=publication(1, "A", "t", "2025").date, era="Now"),
    ]
    people = [("two", "Second"), ("one", "First")]
    assert [part.heading for part in arrange(pubs, group_by=[group], people=people)] == headings


def test_headings_are_in_the_language_asked_for() -> None:
    found = arrange(HOMEPAGE, group_by=["kind"], language="de")
    assert found[0].heading == "Zeitschriftenartikel"


@pytest.mark.parametrize("more", [{"order": "newst"}, {"group_by": ["yeer"]}])
def test_an_unknown_word_is_refused(more: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        arrange(HOMEPAGE, **more)  # type: ignore[arg-type]


def test_walking_gives_levels() -> None:
    tree = (Section(heading="a", sections=(Section(heading="b"),)), Section(heading="c"))
    assert [(part.heading, level) for part, level in walk(tree)] == [("a", 0), ("b", 1), ("c", 0)]


# ------------------------------------------------------------------ work to come, order of the file


def test_accepted_work_without_a_year_is_the_newest_under_a_heading_of_its_own() -> None:
    coming = publication(1, "A B", "a", "", status="to appear")
    newest = publication(2, "A B", "b", "2025")
    lost = publication(3, "A B", "c", "")
    parts = arrange([lost, newest, coming], group_by=["year"])
    assert [part.heading for part in parts] == ["Forthcoming", "2025", "No date"]
    last = arrange([lost, newest, coming], group_by=["year"], order="oldest")
    assert [part.heading for part in last] == ["2025", "Forthcoming", "No date"]


def test_the_order_of_the_file_goes_by_file_then_line() -> None:
    pubs = [publication(n, "A B", title, "2024") for n, title in enumerate("abcd", 1)]
    places = {1: (7, 30), 2: (7, 10), 4: (3, 99)}
    assert [pub.id for pub in sort(pubs, "file", places)] == [4, 2, 1, 3]


def test_the_file_settles_what_dates_leave_open_only_if_all_are_in_it() -> None:
    pubs = [publication(n, "A B", title, "2024") for n, title in enumerate("abc", 1)]
    in_one = {1: (7, 30), 2: (7, 10), 3: (7, 20)}
    assert [pub.id for pub in sort(pubs, "newest", in_one)] == [2, 3, 1]
    assert [pub.id for pub in sort(pubs, "newest", {**in_one, 3: (9, 1)})] == [1, 2, 3]
    assert [pub.id for pub in sort(pubs, "newest", {2: (7, 10)})] == [1, 2, 3]
