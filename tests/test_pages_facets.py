"""What a page can be narrowed and sorted by: facets, topics, citations; and what it warns of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pages.reading import Seen, read
from pages.samples import HOMEPAGE, OPTIONS, publication
from rows import every_row

from pubman.listing import Options
from pubman.pages import render
from pubman.pages.arrangement import arrange
from pubman.pages.topics import Topics
from pubman.record import Link, Publication


def page(*pubs: Publication, **more: object) -> Seen:
    return read(render("html", arrange(pubs), replace(OPTIONS, **more)))


def papers(count: int, **more: object) -> list[Publication]:
    return [publication(n, "Bo Zhao", f"Paper {n}", "2020", **more) for n in range(1, count + 1)]


def facets(seen: Seen) -> list[str]:
    found = (each.attributes for each in seen.elements)
    return [each["data-facet"] for each in found if "data-facet" in each]


def test_a_page_has_the_facets_that_tell_its_entries_apart() -> None:
    assert facets(page(*HOMEPAGE)) == ["kind", "venue", "year", "with", "open", "code"]


def test_a_facet_with_one_value_is_left_out() -> None:
    assert facets(page(*papers(5))) == []
    other = replace(papers(1)[0], id=9, key="x", kind="thesis")
    assert facets(page(*papers(5), other)) == ["kind"]


@pytest.mark.parametrize(("count", "expected"), [(4, []), (5, ["year", "with"])])
def test_a_page_of_five_has_facets_besides_its_kinds(count: int, expected: list[str]) -> None:
    pubs = [publication(n, f"Ann Boo{n}", "A", f"20{n + 10}") for n in range(count)]
    assert facets(page(*pubs)) == expected


def test_open_access_and_code_say_how_many() -> None:
    seen = page(*papers(4), replace(papers(1)[0], id=9, key="x", arxiv_id="2312.05181"))
    assert seen.texts("button", class_="flag") == ["Open access 1"]
    every = papers(5, links=(Link(label="code", url="https://example.org/x"),))
    assert facets(page(*every)) == []
    assert facets(page(*every[:4], replace(every[4], links=()), links=False)) == []


def test_a_lab_can_be_narrowed_by_person() -> None:
    both = (("bo-zhao", "Bo Zhao"), ("ann", "Ann Boo"))
    pubs = papers(5)
    one = pubs[0].authorships[0]
    pubs[0] = replace(pubs[0], authorships=(one, replace(one, person="ann")))
    assert "person" in facets(page(*pubs, people=both))
    assert "person" not in facets(page(*pubs))


# ------------------------------------------------------------------------------------------ topics


@every_row(
    ("tags", "keywords", "expected"),
    [
        ((("grants",), ()), ((), ()), [("grants",), ()]),
        ((("selected",), ("selected",)), ((), ()), [(), ()]),
        (((), ()), (("Mosses",), ("mosses", "Lichens")), [("mosses",), ("mosses",)]),
        (((), ()), (("Mosses", "mosses"), ()), [(), ()]),
        ((("Moss",), ()), ((), ("moss",)), [("Moss",), ("Moss",)]),
        (((), ()), (("a" * 60,), ("a" * 60,)), [("a" * 60,), ("a" * 60,)]),
        (((), ()), (("a" * 61,), ("a" * 61,)), [(), ()]),
    ],
    ids=["tag", "selected", "shared keyword", "one paper", "tag and keyword", "long", "too long"],
)
def test_a_topic_is_a_tag_or_a_keyword_that_papers_share(tags, keywords, expected) -> None:
    one, two = papers(2)
    pubs = [
        replace(pub, tags=t, keywords=k)
        for pub, t, k in zip((one, two), tags, keywords, strict=True)
    ]
    topics = Topics(pubs)
    assert [topics.of(pub) for pub in pubs] == expected


def test_topics_are_a_facet_and_each_entry_has_its_own() -> None:
    pubs = [replace(pub, keywords=("moss", f"k{pub.id}")) for pub in papers(5)]
    pubs[0] = replace(pubs[0], tags=("grants",))
    seen = page(*pubs)
    assert "topic" in facets(seen)
    assert [e.attributes["data-topic"] for e in seen.of("li", class_="entry")] == [
        "grants\nmoss", "moss", "moss", "moss", "moss",
    ]  # fmt: skip


# --------------------------------------------------------------------------------------- citations


@every_row(
    ("extra", "expected"),
    [
        ({"cited_by": "12"}, "12"),
        ({"Times-Cited": " 7 "}, "7"),
        ({"citations": "many"}, None),
        ({"cited_by": "12345678"}, None),
        ({"cited_by": "٣"}, None),
        ({}, None),
    ],
)
def test_a_list_can_be_sorted_by_citations_if_a_source_says_them(extra, expected) -> None:
    seen = page(replace(HOMEPAGE[0], extra=extra), HOMEPAGE[1])
    assert seen.of("li", class_="entry")[0].attributes.get("data-cited") == expected
    offered = [each.attributes["value"] for each in seen.of("option")]
    assert ("cited" in offered) is (expected is not None)


# ----------------------------------------------------------------------------------------- notices


@every_row(
    ("extra", "badges", "struck"),
    [
        ({"retraction": "Retraction"}, ["retracted"], True),
        ({"retraction": "withdrawn by the authors"}, ["withdrawn"], True),
        ({"retraction": "expression of concern"}, ["expression of concern"], False),
        ({"correction": "10.1000/x"}, ["corrected"], False),
        ({}, [], False),
    ],
)
def test_a_notice_is_a_warning_and_only_what_was_taken_back_is_struck_out(
    extra: dict[str, str], badges: list[str], *, struck: bool
) -> None:
    seen = page(replace(HOMEPAGE[0], extra=extra))
    assert seen.texts("strong", class_="warning") == badges
    assert bool(seen.of("li", class_="retracted")) is struck
    quiet = page(replace(HOMEPAGE[0], extra=extra), notices=False)
    assert not quiet.texts("strong")
    assert not quiet.of("li", class_="retracted")


def test_the_page_of_a_paper_says_the_notice_too() -> None:
    pub = replace(HOMEPAGE[0], extra={"retraction": "Retraction"}, award="Prize")
    seen = read(render("pages", arrange([pub]), Options()))
    assert seen.texts("strong", class_="warning") == ["retracted"]
    assert seen.texts("span", class_="award") == ["★ Prize"]
