"""Records and profiles come back from a pickle as they were."""

from __future__ import annotations

import pickle

import pytest
from test_match import read_cases, read_profile, read_record

from pubman.match import packing
from pubman.record import Date, Link, Name, Record

packing.register()
RECORDS = [
    Record(),
    Record(
        title="Ice on canals", date=Date(year=2021, month=3), extra={"shelf": "B 12"},
        authors=(Name(family="Quell", given="Ada", marks=("*",)),), related=("a/b",),
        links=(Link(url="https://example.org/x.pdf", label="pdf"),), line=7,
    ),
]  # fmt: skip


@pytest.mark.parametrize("record", RECORDS)
def test_a_record_comes_back(record):
    again = pickle.loads(pickle.dumps(record))
    assert again == record
    assert type(again) is Record


@pytest.mark.parametrize("case", [parameters.values[0] for parameters in read_cases()][::7])
def test_a_profile_comes_back(case):
    for said in (case["a"], case["b"]):
        assert pickle.loads(pickle.dumps(read_profile(said))) == read_profile(said)
        assert pickle.loads(pickle.dumps(read_record(said))) == read_record(said)


def test_what_comes_back_is_frozen_too():
    again = pickle.loads(pickle.dumps(RECORDS[1]))
    with pytest.raises(AttributeError):
        again.title = "another"


@pytest.mark.parametrize("each", packing.PACKED, ids=lambda each: each.__name__)
def test_the_classes_have_slots_for_every_field(each):
    assert not hasattr(each, "__dict__") or "__dict__" not in dir(each)
    assert len(packing._setters(each)) >= 2
