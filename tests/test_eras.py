"""Eras: what a date known to the day, month or year falls in; what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import every_row

from pubman.eras import Era, check_eras, era_of, span
from pubman.errors import ConfigError
from pubman.record import Date


def era(name: str, start: str = "", end: str = "", person: str = "") -> Era:
    return Era(
        name=name,
        start=Date.parse(start) if start else None,
        end=Date.parse(end) if end else None,
        person=person,
    )


HOMEPAGE = (era("Publications", "2016-10"), era("Before PhD", "", "2016-09"))
CAREER = (
    era("Master", "2013", "2015"),
    era("PhD", "2016-07", "2022-03-15"),
    era("Postdoc", "2022-03-16", "2022-12-31"),
)


@every_row(
    "eras, date, expected",
    [
        pytest.param(HOMEPAGE, "2024", "Publications", id="a year wholly inside"),
        pytest.param(HOMEPAGE, "2015", "Before PhD", id="an era without a beginning"),
        pytest.param(HOMEPAGE, "2016", "Before PhD", id="a year goes where most of its days are"),
        pytest.param(HOMEPAGE, "2016-09", "Before PhD", id="the last month counts"),
        pytest.param(HOMEPAGE, "2016-10", "Publications", id="the first month counts"),
        pytest.param(HOMEPAGE, "2016-09-30", "Before PhD", id="the last day of the last month"),
        pytest.param(CAREER, "2013-01-01", "Master", id="a bound that is a year: its first day"),
        pytest.param(CAREER, "2015-12-31", "Master", id="a bound that is a year: its last day"),
        pytest.param(CAREER, "2016", "PhD", id="days in no era do not count"),
        pytest.param(CAREER, "2016-02", "", id="between two eras"),
        pytest.param(CAREER, "2022", "Postdoc", id="nine months against two and a half"),
        pytest.param(CAREER, "2022-03", "Postdoc", id="a month split 15 to 16 days"),
        pytest.param(CAREER, "2023", "", id="after the last era"),
        pytest.param((era("all"),), "1999-12", "all", id="an era open at both ends"),
        pytest.param((), "2024", "", id="no eras"),
        pytest.param(
            (era("first", "", "2015-06"), era("second", "2015-07")),
            "2015",
            "second",
            id="184 days against 181",
        ),
        pytest.param(
            (era("second", "2016-07"), era("first", "", "2016-06")),
            "2016",
            "second",
            id="the second half of a leap year is longer",
        ),
        pytest.param(
            (era("b", "2021-06-16"), era("a", "", "2021-06-15")),
            "2021-06",
            "b",
            id="of two with fifteen days each the later one, however they are listed",
        ),
        pytest.param(
            (era("a", "", "2021-06-15"), era("b", "2021-06-16")),
            "2021-06",
            "b",
            id="and listed the other way round",
        ),
    ],
)
def test_a_date_falls_in_the_era_that_holds_most_of_it(eras, date, expected):
    assert era_of(Date.parse(date), eras) == expected


def test_no_date_falls_in_no_era():
    assert era_of(None, HOMEPAGE) == ""


@every_row(
    "eras",
    [
        pytest.param(HOMEPAGE, id="neighbours"),
        pytest.param(CAREER, id="with a gap"),
        pytest.param((), id="none"),
        pytest.param(
            (era("PhD", "2016", "", "a"), era("PhD", "2017", "", "b")),
            id="two people's may overlap",
        ),
    ],
)
def test_eras_that_are_apart_are_accepted(eras):
    check_eras(eras)


@every_row(
    "eras, words",
    [
        pytest.param(
            (era("PhD", "2020", "2019"),), "ends (2019) before", id="ends before it starts"
        ),
        pytest.param((era(" "),), "no name", id="no name"),
        pytest.param((era("PhD", "", "2016"), era("phd", "2017")), "two eras", id="one name twice"),
        pytest.param(
            (era("A", "", "2016"), era("B", "2016-10")), "overlap", id="a year holds its months"
        ),
        pytest.param((era("A"), era("B", "2016", "2017")), "overlap", id="inside an open one"),
        pytest.param((era("A", "2016"), era("B", "2018")), "overlap", id="open towards today"),
        pytest.param(
            (era("A", "2016", "2016"), era("B", "2016", "2016")), "overlap", id="the same"
        ),
    ],
)
def test_eras_that_contradict_are_refused_in_one_sentence(eras, words):
    with pytest.raises(ConfigError) as caught:
        check_eras(eras)
    assert words in caught.value.message
    assert "\n" not in caught.value.message


dates = st.builds(
    lambda year, month, day: Date(year=year, month=month, day=day if month else 0),
    st.integers(1900, 2100),
    st.integers(0, 12),
    st.integers(0, 31),
)


@given(dates)
def test_the_days_a_date_may_mean_are_in_order(date):
    first, last = span(date)
    assert first <= last
    assert last - first < 366


@given(dates, st.lists(dates, max_size=4, unique_by=lambda date: date.year))
def test_consecutive_eras_hold_every_date(date, starts):
    starts = sorted({Date(year=each.year, month=each.month or 1) for each in starts})
    names = ["before", *(f"from {start}" for start in starts)]
    ends = [
        Date(year=s.year - (s.month == 1), month=12 if s.month == 1 else s.month - 1)
        for s in starts
    ]
    eras = tuple(
        Era(name=name, start=start, end=end)
        for name, start, end in zip(names, [None, *starts], [*ends, None], strict=True)
    )
    check_eras(eras)
    assert era_of(date, eras) in names
    assert era_of(date, eras) == era_of(date, eras[::-1])
