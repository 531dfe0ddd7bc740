"""Pairs that are two works for certain: the comparison would say so, too."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from rows import every_row
from test_match import read_cases, read_profile

from pubman.dedupe.groups import Compared, PairAnswer, grouped, settle
from pubman.match import Profile, are_distinct, candidates, compare, profile, worth_comparing
from pubman.match.packing import pack_profile, unpack_sketch
from pubman.record import Date, Name, Record

WORDS = (
    "adaptive query plans for streaming graphs under memory pressure with learned cost models and"
    " robust joins over sparse tensors in distributed stores of colour images 2 part editorial"
    " erratum poster data"
).split()
FAMILIES = ("Quell", "Rhee", "Stroud", "Wang", "Adeyemi")
VENUES = ("Journal of Canals", "Proc. Canal Conference", "Journal of Locks", "")


def made_records(seed: int, size: int) -> Iterator[Record]:
    """Yield records that resemble each other: few words, names, venues, years and pages."""
    rng = random.Random(seed)
    for number in range(size):
        page = rng.choice(("", "1-9", "17-30", "23-41", "17"))
        title = " ".join(rng.sample(WORDS, rng.randint(2, 8)))
        yield Record(
            kind=rng.choice(("article", "conference", "preprint", "book", "dataset")),
            title=rng.choice((title.capitalize(), title, f"Wang and Rhee {title}", f"{title}: on")),
            authors=tuple(Name(family=f, given=rng.choice("AB")) for f in rng.sample(FAMILIES, 2)),
            date=Date(year=rng.choice((2019, 2020))) if rng.random() < 0.9 else None,
            venue=rng.choice(VENUES), pages=page, volume=rng.choice(("", "", "7")),
            doi=f"10.1234/{rng.randint(0, 400)}" if rng.random() < 0.6 else "",
            isbn="9780306406157" if rng.random() < 0.05 else "", source_key=f"k{number}",
        )  # fmt: skip


def made_profiles(seed: int, size: int, sources: str = "ab") -> list[Profile]:
    rng = random.Random(seed)
    return [
        profile(each, venue=None, source=rng.choice(sources), own_duplicates=True)
        for each in made_records(seed, size)
    ]


@pytest.mark.parametrize("seed", range(4))
def test_the_comparison_never_says_that_distinct_works_are_one(seed):
    profiles = made_profiles(seed, 250)
    sketches = [unpack_sketch(pack_profile(each)) for each in profiles]
    settled = 0
    for a, b in combinations(range(len(profiles)), 2):
        found = are_distinct(sketches[a], sketches[b])
        assert found == are_distinct(sketches[b], sketches[a])
        if found and worth_comparing(sketches[a], sketches[b]):
            assert compare(profiles[a], profiles[b]).verdict in ("different", "extends")
            settled += 1
    assert settled > 100


def test_no_case_that_is_one_work_or_a_question_is_distinct():
    cases = [parameters.values[0] for parameters in read_cases()]
    for case in cases:
        a, b = read_profile(case["a"]), read_profile(case["b"])
        if are_distinct(a, b):
            assert compare(a, b).verdict in ("different", "extends")
    profiles = [read_profile(case[side]) for case in cases for side in "ab"]
    for one, other in zip(profiles, profiles[3:], strict=False):
        if are_distinct(one, other):
            assert compare(one, other).verdict in ("different", "extends")


JOINS = Record(
    title="Robust joins over sparse tensors", date=Date(year=2020), pages="17-30",
    authors=(Name(family="Quell", given="Ada"),), venue="Journal of Canals", source_key="one",
)  # fmt: skip
PLANS = replace(JOINS, title="Adaptive plans for streaming graphs", date=Date(year=2019),
                pages="41-56", source_key="two")  # fmt: skip
TWO = {
    "one list, two years": ({}, {}, True),
    "one list, one year, two pages": ({}, {"date": JOINS.date}, True),
    "one list, one year, one page": ({}, {"date": JOINS.date, "pages": "17-30"}, False),
    "one list, one year, no pages": ({"pages": ""}, {"date": JOINS.date, "pages": ""}, True),
    "one list, one volume": ({"volume": "7"}, {"volume": "7"}, False),
    "one list, two volumes": ({"volume": "7"}, {"volume": "8"}, True),
    "two lists": ({}, {"source": "other"}, False),
    "two lists, two DOIs": ({"doi": "10.1234/aa"}, {"doi": "10.1234/bb", "source": "other"}, True),
    "two DOIs, one page": (
        {"doi": "10.1234/aa"}, {"doi": "10.1234/bb", "date": JOINS.date, "pages": "17-30"}, True),
    "one DOI": ({"doi": "10.1234/aa"}, {"doi": "10.1234/aa"}, False),
    "one PubMed number": ({"pmid": "7"}, {"pmid": "7"}, False),
    "a preprint": ({"kind": "preprint", "venue": "CoRR"}, {}, False),
    "an ISBN": ({"isbn": "9780306406157"}, {}, False),
    "one key": ({}, {"source_key": "one#other"}, False),
    "a link of their source": ({"related": ("two",)}, {}, False),
    "titles that are alike": ({}, {"title": "Robust joins over dense tensors"}, False),
    "words in another order": ({}, {"title": "Over sparse tensors, robust joins"}, False),
    "one title in the other": ({}, {"title": JOINS.title + " in memory"}, False),
    "all words of the other": ({}, {"title": "Joins"}, False),
    "a name before the title": ({}, {"title": "Quell: plans for graphs"}, False),
    "a place of printing behind": ({}, {"title": PLANS.title + " in Proc. of SIGMOD"}, False),
    "letters of another script": ({}, {"title": "Графы и планы"}, False),
    "no title": ({}, {"title": ""}, False),
}  # fmt: skip


@every_row("one, other, distinct", TWO.values(), ids=TWO)
def test_what_makes_two_works_for_certain(one, other, distinct):
    a, b = (_profile(record, said) for record, said in ((JOINS, one), (PLANS, other)))
    assert are_distinct(a, b) is distinct
    assert are_distinct(b, a) is distinct


def _profile(record: Record, said: dict[str, object]) -> Profile:
    fields = {name: value for name, value in said.items() if name != "source"}
    source = str(said.get("source", "list"))
    return profile(replace(record, **fields), venue=None, source=source, own_duplicates=True)


# ---------------------------------------------------------------------------------- their groups


@pytest.mark.parametrize("seed", range(6))
def test_groups_need_only_the_distinct_pairs_that_others_tie(seed):
    profiles = made_profiles(seed, 300, "abcde")
    pairs = list(candidates(profiles))
    every: list[Compared] = [(a, b, compare(profiles[a], profiles[b])) for a, b in pairs]
    distinct = [(a, b) for a, b in pairs if are_distinct(profiles[a], profiles[b])]
    apart = set(distinct)
    rest = [each for each in every if each[:2] not in apart]
    some = [PairAnswer(a=a, b=b, verdict="same") for a, b in distinct[::9]]
    for answers in ([], some):
        needed = list(settle(rest, distinct, answers, profiles.__getitem__))
        assert len(needed) < len(distinct)
        whole = grouped(every, answers, profiles.__getitem__)
        found = grouped([*rest, *needed], answers, profiles.__getitem__)
        assert {each for each in found.groups if len(each) > 1} == {
            each for each in whole.groups if len(each) > 1
        }
        assert set(found.questions) == set(whole.questions)


def test_two_works_that_a_third_ties_are_kept_apart():
    profiles = [_profile(JOINS, {}), _profile(PLANS, {}), _profile(PLANS, {"source_key": "three"})]
    same = compare(profiles[1], profiles[2])
    tie = PairAnswer(a=0, b=2, verdict="same")
    assert list(settle([(1, 2, same)], [(0, 1)], [], profiles.__getitem__)) == []
    needed = settle([(1, 2, same)], [(0, 1)], [tie], profiles.__getitem__)
    assert list(needed) == [(0, 1, compare(profiles[0], profiles[1]))]
