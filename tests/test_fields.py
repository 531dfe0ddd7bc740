"""Fields chosen among the records of a publication, as a table: who gives what, and why."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest
from rows import every_row

from pubman.formats import READERS
from pubman.merge.fields import Combined, combine
from pubman.merge.members import Member, in_order
from pubman.merge.overrides import Override
from pubman.record import Date, Link, Name, Record

OWN, SCHOLAR, ADDED = 60, 40, 20
RANKS = {each.source: each.rank for each in READERS.values() if each.source} | {
    "own": OWN, "scholar": SCHOLAR, "added": ADDED,
    "a.bib": OWN, "b.bib": OWN, "c.bib": OWN,
}  # fmt: skip


def member(number: int, source: str, *, ranked: bool = False, **fields: Any) -> Member:
    fields.setdefault("kind", "conference")
    return Member(id=number, source=source, rank=RANKS[source], ranked=ranked,
                  record=Record(source_key=f"{source}{number}", **fields))  # fmt: skip


def names(*full: str) -> tuple[Name, ...]:
    return tuple(
        Name(given=text.rpartition(" ")[0], family=text.rpartition(" ")[2]) for text in full
    )


def year(text: str) -> Date:
    return Date.parse(text)


ONE_FIELD = {
    "the higher rank gives a field": (
        [member(1, "scholar", pages="1-2"), member(2, "dblp", pages="195-210")],
        "pages", "195-210", 2,
    ),
    "a lower rank fills a gap": (
        [member(1, "dblp"), member(2, "own", place="Austin, TX, USA")],
        "place", "Austin, TX, USA", 2,
    ),
    "a preprint gives no venue where there is a published record": (
        [member(1, "dblp", kind="preprint", venue="CoRR", volume="abs/1"),
         member(2, "scholar", venue="")],
        "venue", None, None,
    ),
    "a preprint alone gives its venue": (
        [member(1, "dblp", kind="preprint", venue="CoRR")], "venue", "CoRR", 1,
    ),
    "a preprint of high rank gives way to a published record of low rank": (
        [member(1, "dblp", kind="preprint", title="Old name"),
         member(2, "scholar", title="New name")],
        "title", "New name", 2,
    ),
    "a preprint gives its arXiv number to the paper it became": (
        [member(1, "dblp", kind="preprint", arxiv_id="2312.05181"), member(2, "dblp")],
        "arxiv_id", "2312.05181", 1,
    ),
    "a month refines the year of a higher rank": (
        [member(1, "dblp", date=year("2021")), member(2, "own", date=year("2021-06"))],
        "date", year("2021-06"), 2,
    ),
    "another year does not": (
        [member(1, "dblp", date=year("2021")), member(2, "own", date=year("2020-06"))],
        "date", year("2021"), 1,
    ),
    "a day refines the month of a higher rank": (
        [member(1, "dblp", date=year("2021-06")), member(2, "own", date=year("2021-06-14"))],
        "date", year("2021-06-14"), 2,
    ),
    "a day of another month does not": (
        [member(1, "dblp", date=year("2021-06")), member(2, "own", date=year("2021-07-14"))],
        "date", year("2021-06"), 1,
    ),
    "a typed status ends when a source has the paper": (
        [member(1, "added", status="submitted"), member(2, "dblp")], "status", None, None,
    ),
    "the leading record's status stays": (
        [member(1, "own", status="to appear"), member(2, "scholar")], "status", "to appear", 1,
    ),
    "a cut list never beats a whole one": (
        [member(1, "dblp", authors=names("A Ba", "C Da"), authors_cut=True),
         member(2, "scholar", authors=names("A Ba", "C Da", "E Fa"))],
        "authors", names("A Ba", "C Da", "E Fa"), 2,
    ),
    "of two cut lists the longer": (
        [member(1, "dblp", authors=names("A Ba"), authors_cut=True),
         member(2, "scholar", authors=names("A Ba", "C Da"), authors_cut=True)],
        "authors", names("A Ba", "C Da"), 2,
    ),
    "whole given names before initials, whoever has them": (
        [member(1, "own", authors=names("M Weidlich")),
         member(2, "scholar", authors=names("Matthias Weidlich"))],
        "authors", names("Matthias Weidlich"), 1,
    ),
    "diacritics before none": (
        [member(1, "dblp", authors=names("Marcel Wagenlander")),
         member(2, "scholar", authors=names("Marcel Wagenländer"))],
        "authors", names("Marcel Wagenländer"), 1,
    ),
    "pages are Crossref's, though dblp has the higher rank": (
        [member(1, "dblp", pages="1-9"), member(2, "crossref", pages="12-34")],
        "pages", "12-34", 2,
    ),
    "so are the publisher's name and the ISSN": (
        [member(1, "zbmath", issn="1111-1111"), member(2, "crossref", issn="2222-2222")],
        "issn", "2222-2222", 2,
    ),
    "pages of a preprint at Crossref are not those of the paper": (
        [member(1, "dblp", pages="1-9"), member(2, "crossref", kind="preprint", pages="12-34")],
        "pages", "1-9", 1,
    ),
    "a rank of one's own ends the exception": (
        [member(1, "dblp", ranked=True, pages="1-9"), member(2, "crossref", pages="12-34")],
        "pages", "1-9", 1,
    ),
    "the venue is dblp's before Crossref's": (
        [member(1, "crossref", venue="Proc. X"), member(2, "dblp", venue="X")],
        "venue", "X", 2,
    ),
    "the venue is Crossref's before INSPIRE's abbreviation": (
        [member(1, "inspire", venue="Phys.Lett.B"),
         member(2, "crossref", venue="Physics Letters B")],
        "venue", "Physics Letters B", 2,
    ),
    "the month is Crossref's before dblp's": (
        [member(1, "dblp", date=year("2021-06")), member(2, "crossref", date=year("2021-07-14"))],
        "date", year("2021-07-14"), 2,
    ),
    "but the year is not": (
        [member(1, "dblp", date=year("2021-01")), member(2, "crossref", date=year("2020-12-30"))],
        "date", year("2021-01"), 1,
    ),
    "a year of Crossref's takes no month away": (
        [member(1, "dblp", date=year("2021-06")), member(2, "crossref", date=year("2021"))],
        "date", year("2021-06"), 1,
    ),
    "OpenAlex never says what kind a paper is": (
        [member(1, "openalex", kind="article"), member(2, "added", kind="conference")],
        "kind", "conference", 2,
    ),
    "OpenAlex alone does": ([member(1, "openalex", kind="book")], "kind", "book", 1),
    "a copy in a repository that OpenAlex calls a book leaves a preprint a preprint": (
        [member(1, "arxiv", kind="preprint"), member(2, "openalex", kind="book")],
        "kind", "preprint", 1,
    ),
    "and its venue too": (
        [member(1, "arxiv", kind="preprint", venue="arXiv"),
         member(2, "openalex", kind="book", venue="Repository of a University")],
        "venue", "arXiv", 1,
    ),
    "the series of a report is not that of the journal": (
        [member(1, "own", kind="article", venue="Phys. Lett."),
         member(2, "dblp", kind="report", series="LAB Notes")],
        "series", None, None,
    ),
    "nor is its month that of the journal": (
        [member(1, "own", kind="article", date=Date(year=2012)),
         member(2, "dblp", kind="report", date=Date(year=2012, month=3))],
        "date", Date(year=2012), 1,
    ),
    "a report alone keeps its series": (
        [member(1, "own", kind="preprint"), member(2, "dblp", kind="report", series="LAB Notes")],
        "series", "LAB Notes", 2,
    ),
    "of two preprints the one with a number has the year": (
        [member(1, "own", kind="preprint", date=Date(year=2023)),
         member(2, "own", kind="preprint", arxiv_id="2407.00001", date=Date(year=2024))],
        "date", Date(year=2024), 2,
    ),
    "a title in capitals gives way to any other": (
        [member(1, "crossref", title="A STUDY OF SAND"),
         member(2, "scholar", title="A Study of Sand")],
        "title", "A Study of Sand", 2,
    ),
    "a title in capitals stays if nobody has another": (
        [member(1, "crossref", title="A STUDY OF SAND"),
         member(2, "scholar", title="A STUDY OF SAND")],
        "title", "A STUDY OF SAND", 1,
    ),
    "of two equal sources the title without a slip": (
        [member(1, "a.bib", title="Ripening of pears in seeled chambres"),
         member(2, "b.bib", title="Ripening of Pears in Sealed Chambers")],
        "title", "Ripening of Pears in Sealed Chambers", 2,
    ),
    "of equal sources the spelling of most": (
        [member(1, "a.bib", title="Pears of the Lindqvistai"),
         member(2, "b.bib", title="Pears of the Lindqvistia"),
         member(3, "c.bib", title="Pears of the Lindqvistia")],
        "title", "Pears of the Lindqvistia", 2,
    ),
    "a name that no table has is as good as another": (
        [member(1, "a.bib", title="Lindqvistia on damp walls"),
         member(2, "b.bib", title="Lindqvistai on damp walls")],
        "title", "Lindqvistia on damp walls", 1,
    ),
    "a slip of a better source stays": (
        [member(1, "own", title="Ripening of pears in seeled chambers"),
         member(2, "scholar", title="Ripening of pears in sealed chambers")],
        "title", "Ripening of pears in seeled chambers", 1,
    ),
    "another word is no slip": (
        [member(1, "a.bib", title="Ripening of pears in northern chambers"),
         member(2, "b.bib", title="Ripening of pears in southern chambers")],
        "title", "Ripening of pears in northern chambers", 1,
    ),
    "a title in capitals is not the one without a slip": (
        [member(1, "a.bib", title="Ripening of pears in seeled chambers"),
         member(2, "b.bib", title="RIPENING OF PEARS IN SEALED CHAMBERS")],
        "title", "Ripening of pears in seeled chambers", 1,
    ),
    "an acronym is no title in capitals": (
        [member(1, "crossref", title="SQL"), member(2, "scholar", title="Sql")],
        "title", "SQL", 1,
    ),
    "an abstract is arXiv's before PubMed's": (
        [member(1, "pubmed", abstract="In print."), member(2, "arxiv", abstract="Free.")],
        "abstract", "Free.", 2,
    ),
    "names of Semantic Scholar's count only if there are no others": (
        [member(1, "semanticscholar", authors=names("J Devlin")),
         member(2, "added", authors=names("Jacob Devlin"))],
        "authors", names("Jacob Devlin"), 2,
    ),
    "another person at that place is not a spelling": (
        [member(1, "dblp", authors=names("Zhenyuan Zhang")),
         member(2, "own", authors=names("Li Wei"))],
        "authors", names("Zhenyuan Zhang"), 1,
    ),
}  # fmt: skip


@every_row(("members", "field", "value", "giver"), ONE_FIELD.values(), ids=ONE_FIELD)
def test_one_field(members: list[Member], field: str, value: object, giver: int | None) -> None:
    combined = combine(members)
    assert (combined.values.get(field), combined.givers.get(field)) == (value, giver)


@every_row("members", [row[0] for row in ONE_FIELD.values()], ids=ONE_FIELD)
def test_the_order_of_the_records_does_not_matter(members: list[Member]) -> None:
    results = [combine(each) for each in itertools.permutations(members)]
    assert all(result == results[0] for result in results)


def test_identifiers_of_a_name_come_from_every_list() -> None:
    bare = Name(given="Bo", family="Zhao")
    known = Name(given="B.", family="Zhao", pid="94/4810-19", number="0019")
    combined = combine([member(1, "own", authors=(bare,)), member(2, "scholar", authors=(known,))])
    assert combined.values["authors"] == (
        Name(given="Bo", family="Zhao", pid="94/4810-19", number=""),
    )


@pytest.mark.parametrize("spelling", ["B. Zhao", "Bo Zhao", "Bo-Xiang Zhao"])
def test_marks_of_any_list_stay_on_the_chosen_spelling(spelling: str) -> None:
    """The list with the marks has the poorer, the same, or the fuller spelling."""
    (marked,) = names(spelling)
    marked = replace(marked, marks=("equal",))
    plain = names("Bo-Xiang Zhao" if spelling != "Bo-Xiang Zhao" else "B. Zhao")
    combined = combine([
        member(1, "own", authors=(marked,)), member(2, "dblp", authors=plain),
    ])  # fmt: skip
    (author,) = combined.values["authors"]
    assert author.marks == ("equal",)


def test_links_tags_and_other_fields_are_joined() -> None:
    pdf, code = Link(label="pdf", url="a.pdf"), Link(label="code", url="c")
    combined = combine([
        member(1, "own", links=(pdf, code), tags=("b",), extra={"x": "own", "y": "1"}),
        member(2, "dblp", links=(Link(label="pdf", url="d.pdf"),), tags=("a",), extra={"x": "d"}),
    ])  # fmt: skip
    assert combined.links == (Link(label="pdf", url="d.pdf"), code)
    assert combined.tags == ("a", "b")
    assert combined.extra == {"x": "d", "y": "1"}


def override(field: str, value: object, at: str = "1", record: int = 1) -> Override:
    return Override(record_id=record, field=field, value=value, set_at=at)


def with_overrides(*overrides: Override) -> Combined:
    record = member(1, "dblp", title="T", title_markup="<i>T</i>", date=year("2021-06-03"))
    return combine([record], overrides)


def test_what_a_person_set_wins_and_is_named() -> None:
    combined = with_overrides(override("title", "Mine"))
    assert combined.values["title"] == "Mine"
    assert "title_markup" not in combined.values
    assert combined.by_hand == {"title"}


def test_of_two_overrides_the_later_wins() -> None:
    combined = with_overrides(override("note", "late", "2", 1), override("note", "early", "1", 2))
    assert combined.values["note"] == "late"


def test_an_emptied_field_is_empty() -> None:
    assert with_overrides(override("title", "")).values["title"] == ""


@pytest.mark.parametrize(
    ("month", "date"), [(11, "2021-11"), (6, "2021-06-03"), (0, "2021")],
    ids=["another month drops the day", "the same month keeps it", "none leaves the year"],
)  # fmt: skip
def test_month(month: int, date: str) -> None:
    assert str(with_overrides(override("month", month)).values["date"]) == date


def test_the_lead_is_published_then_of_high_rank() -> None:
    members = [
        member(1, "dblp", kind="preprint"),
        member(2, "scholar"),
        member(3, "dblp"),
        member(4, "own"),
    ]
    assert [each.id for each in in_order(members)] == [3, 4, 2, 1]


# ----------------------------------------------------------------------------------------- notices

NOTICES = {
    "one source of any rank is enough": (
        [member(1, "dblp"), member(2, "scholar", extra={"retraction": "10.1/r"})],
        {"retraction": "10.1/r"},
    ),
    "two sources say two things": (
        [member(1, "dblp", extra={"correction": "10.1/a"}),
         member(2, "scholar", extra={"correction": "10.1/b"})],
        {"correction": "10.1/a; 10.1/b"},
    ),
    "two sources say one thing": (
        [member(1, "dblp", extra={"correction": "10.1/a"}),
         member(2, "scholar", extra={"correction": "10.1/a"})],
        {"correction": "10.1/a"},
    ),
    "a withdrawn preprint says nothing about its paper": (
        [member(1, "dblp", kind="preprint", extra={"retraction": "withdrawn"}),
         member(2, "scholar")],
        {},
    ),
    "a withdrawn preprint without a paper": (
        [member(1, "dblp", kind="preprint", extra={"retraction": "withdrawn"})],
        {"retraction": "withdrawn"},
    ),
}  # fmt: skip


@every_row(("members", "said"), NOTICES.values(), ids=NOTICES)
def test_notices_of_every_source_are_kept(members, said):
    extra = combine(members, []).extra
    assert {name: extra[name] for name in ("retraction", "correction") if name in extra} == said
