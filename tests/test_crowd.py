"""Collaborations: candidate pairs grow with the records, and one paper is still found."""

from __future__ import annotations

import itertools

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
