"""Collaborations: candidate pairs grow with the records, and one paper is still found."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from pubman.match import block_keys, candidates, profile
from pubman.record import Date, Name, Record

SIGNS = "B0 B+ Bs0 D0 Ds+ Lb0 Xib K+ K- pi+ phi W Z".split()
FORMS = (
    "Measurement of the {} production cross-section in pp collisions at {} TeV",
    "Search for the rare decay {} -> mu+ mu- with {} fb of data",
    "Observation of the decay {} -> J/psi K+ at {} TeV",
)
AAIJ = (Name(family="Aaij", given="R."),)


def make_list(years: int) -> list[Record]:
    """As many papers of one collaboration each year, by their first author "and others"."""
    return [
        Record(
            kind="article",
            title=form.format(sign, energy),
            authors=AAIJ,
            authors_cut=True,
            date=Date(year=1980 + year),
            venue="Phys. Rev. Lett.",
            volume=str(100 + year),
            pages=str(1000 + 7 * number),
        )
        for year in range(years)
        for number, (form, sign, energy) in enumerate(
            itertools.islice(itertools.product(FORMS, SIGNS, (7 + year, 8 + year)), 20)
        )
    ]


def count_pairs(years: int) -> int:
    profiles = [
        profile(record, venue=None, source="file", own_duplicates=True)
        for record in make_list(years)
    ]
    return sum(1 for _ in candidates(profiles))


def test_pairs_of_a_collaboration_grow_with_its_records() -> None:
    few, many = count_pairs(8), count_pairs(32)
    assert many <= 4.8 * few
    assert many <= 40 * 20 * 32


def test_a_paper_of_a_collaboration_is_found_in_two_states() -> None:
    title = FORMS[0].format("B0", 7)
    whole = Record(
        title=title, authors=AAIJ, authors_cut=True, date=Date(year=2011), kind="article"
    )
    slip = Record(
        title=title.replace("production", "prodution"), authors=AAIJ, authors_cut=True,
        date=Date(year=2012), kind="article",
    )  # fmt: skip
    a, b = (profile(each, venue=None, source="file", own_duplicates=True) for each in (whole, slip))
    assert block_keys(a) & block_keys(b)


def test_a_first_author_and_others_meets_the_whole_list() -> None:
    names = tuple(Name(family=f"Name{n}", given="A.") for n in range(40))
    title = FORMS[1].format("B0", 9)
    whole = Record(title=title, authors=names, date=Date(year=2011), kind="article")
    short = Record(
        title=title, authors=names[:1], authors_cut=True, date=Date(year=2011), kind="article"
    )
    a, b = (
        profile(each, venue=None, source="file", own_duplicates=True) for each in (whole, short)
    )
    assert block_keys(a) & block_keys(b)


@pytest.mark.parametrize(
    "title",
    [
        "Seasonal variation of birch pollen in coastal towns: a",
        "Seasonal variation of brich pollen in coastal towns: a decade of counts",
        "Sesonal variation of birch pollen in coastal towns: a decade of counts",
    ],
)
def test_a_first_author_and_others_meets_a_small_team(title: str) -> None:
    names = tuple(Name(family=family, given="A.") for family in ("Okonkwo", "Brandt", "Silva"))
    whole = Record(
        title="Seasonal variation of birch pollen in coastal towns: a decade of counts",
        authors=names, date=Date(year=2011), kind="article",
    )  # fmt: skip
    short = Record(
        title=title, authors=names[:1], authors_cut=True, date=Date(year=2011), kind="article"
    )
    a, b = (
        profile(each, venue=None, source="file", own_duplicates=True) for each in (whole, short)
    )
    assert block_keys(a) & block_keys(b)


SERIES = {
    "the number last": "Observations of variable stars from three observatories, circular {}",
    "the number first": "Circular {}: observations of variable stars from three observatories",
    "a short title": "Star circular {}",
    "a letter before the number": "Photometry of comet C{} with the northern survey telescope",
}
"""Titles of a numbered series, of which thousands appear by the same people."""
EDITOR = Name(family="Lindqvist", given="Maja")
OBSERVERS = [
    Name(family=f"{head}{tail}", given="A.")
    for head in ("Bro", "Sto", "Ha", "Ke")
    for tail in ("berg", "land", "vik", "ström", "dal", "ness")
]


def read_series(form: str, count: int, *, cut: bool) -> list[Record]:
    """Return the first *count* papers of a series: by its editor, alone "and others" or last."""
    return [
        Record(
            kind="article",
            title=form.format(number),
            authors=(EDITOR,) if cut else (OBSERVERS[number % len(OBSERVERS)], EDITOR),
            authors_cut=cut,
            date=Date(year=2001),
            venue="Circulars of the Northern Survey",
        )
        for number in range(1, 1 + count)
    ]


def count_series(form: str, count: int, *, cut: bool) -> int:
    profiles = [
        profile(record, venue=None, source="file", own_duplicates=True)
        for record in read_series(form, count, cut=cut)
    ]
    return sum(1 for _ in candidates(profiles))


@pytest.mark.parametrize("cut", [True, False], ids=["and others", "the same last author"])
@pytest.mark.parametrize("form", SERIES.values(), ids=SERIES)
def test_pairs_of_a_numbered_series_grow_with_its_records(form: str, *, cut: bool) -> None:
    # 1 to 9 and 60 to 99 narrow nothing, so the pairs among them are there from the beginning.
    few, many = count_series(form, 100, cut=cut), count_series(form, 800, cut=cut)
    assert few <= many <= 8 * few


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Circular 4711: observations of stars", "Circular 4711: observatons of stars"),
        ("Photometry of comet C4711 at night", "Photometry of the comet C 4711 at night"),
        ("Twelve years of storm counts, 1987 to 1998", "Twelve years of storm counts"),
        ("Twelve years of storm counts (STORMS '87)", "Twelve years of storm counts"),
        ("13. Storm counts of twelve years", "Storm counts of twelve years"),
        ("Twelve years of storm counts: a guide in 14 steps", "Twelve years of storm counts"),
        ("Section 9 of the storm counts of the north", "Section of the storm counts of the north"),
    ],
    ids=["a slip beside the number", "a space before the number", "years", "a year in two digits",
         "the number of an entry in a list", "a number in a subtitle", "a single digit"],
)  # fmt: skip
def test_one_paper_of_a_numbered_series_is_found(one: str, other: str) -> None:
    record = Record(title=one, authors=(OBSERVERS[0], EDITOR), kind="article")
    a, b = (
        profile(each, venue=None, source="file", own_duplicates=True)
        for each in (record, replace(record, title=other))
    )
    assert block_keys(a) & block_keys(b)
