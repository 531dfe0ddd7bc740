"""Records and profiles come back from their bytes as they were."""

from __future__ import annotations

import marshal

import pytest
from rows import every_row
from test_match import read_cases, read_profile, read_record

from pubman.match import compare, worth_comparing
from pubman.match.packing import (
    pack_profile,
    record_from,
    record_values,
    unpack_profile,
    unpack_sketch,
    whole_profile,
)
from pubman.match.verdict import Verdict
from pubman.record import Date, Link, Name, Record

RECORDS = [
    Record(),
    Record(
        title="Ice on canals", date=Date(year=2021, month=3), extra={"shelf": "B 12"},
        authors=(Name(family="Quell", given="Ada", marks=("*",)),), related=("a/b",),
        editors=(Name(literal="Canal Society"), Name(family="Rhee", number="0002")),
        links=(Link(url="https://example.org/x.pdf", label="pdf"),), line=7, authors_cut=True,
    ),
    Record(title="half of a character: \ud800", keywords=("ice", "canals"), raw="x"),
]  # fmt: skip


def through_bytes(record: Record) -> Record:
    return record_from(marshal.loads(marshal.dumps(record_values(record))))


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_comes_back(record):
    again = through_bytes(record)
    assert again == record
    assert type(again) is Record


@every_row("case", [parameters.values[0] for parameters in read_cases()][::7])
def test_a_profile_comes_back(case):
    for said in (case["a"], case["b"]):
        assert unpack_profile(pack_profile(read_profile(said))) == read_profile(said)
        assert through_bytes(read_record(said)) == read_record(said)


CASES = [parameters.values[0] for parameters in read_cases()]


def test_sketches_settle_only_the_pairs_that_have_nothing_in_common():
    profiles = [read_profile(case[side]) for case in CASES for side in "ab"]
    sketches = [unpack_sketch(pack_profile(each)) for each in profiles]
    settled = 0
    for step in (1, 2, 7):
        for one in range(len(profiles) - step):
            a, b = one, one + step
            worth = worth_comparing(sketches[a], sketches[b])
            assert worth == worth_comparing(profiles[a], profiles[b])
            if not worth:
                assert compare(profiles[a], profiles[b]) == Verdict("different", "titles", 0.0)
                settled += 1
    assert settled > len(profiles)


def test_the_rest_of_a_sketch_is_the_whole_profile():
    for case in CASES[::11]:
        whole = read_profile(case["b"])
        assert whole_profile(unpack_sketch(pack_profile(whole))) == whole
        assert unpack_sketch(pack_profile(whole)).entry == whole.entry


def test_what_comes_back_is_frozen_too():
    with pytest.raises(AttributeError):
        through_bytes(RECORDS[1]).title = "another"
