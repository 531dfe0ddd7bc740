"""Imports in any batches and order give the same groups; unrelated records change nothing."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pubman.errors import PubmanError
from pubman.library import decisions as decide
from tests.sequences import SMALL, Libraries, conclusions, files, take_in

SEVERAL = st.lists(files(), min_size=2, max_size=5).map(
    lambda drawn: [(f"{source}{number}", text) for number, (source, text) in enumerate(drawn)]
)
"""Files, each of its own source: a second import from one source is an update."""
STRANGERS = (
    ("afar", ("@article{a,\n  title = {Growth of Orchids in Temperate Greenhouses},\n"
             "  author = {Ida Weber}, journal = {Botany Letters}, year = {1998}\n}\n")),
    ("awry", ("@article{b,\n  title = {Locality of Parallel Streams over Locks},\n"
             "  author = {Bo Zhang}, journal = {Complexity}, year = {2020}\n}\n")),
)  # fmt: skip


@pytest.fixture
def fresh(tmp_path):
    """A function that gives a new, empty library each time."""
    libraries = Libraries(tmp_path)
    yield libraries
    libraries.close()


def in_batches(library, drawn, rng: random.Random) -> None:
    """Imports the files in another order, some together and some alone."""
    left = rng.sample(drawn, len(drawn))
    while left:
        size = rng.randint(1, len(left))
        take_in(library, *left[:size])
        left = left[size:]


def asked(library) -> set[frozenset[tuple[str, str]]]:
    """The pairs of records with an open question, by source and key."""
    found = library.store.connection.execute(
        "SELECT a.source, a.source_key, b.source, b.source_key FROM questions q "
        "JOIN records a ON a.id = q.record_a JOIN records b ON b.id = q.record_b "
        "WHERE q.kind = 'same'"
    )
    return {frozenset({(a, key_a), (b, key_b)}) for a, key_a, b, key_b in found}


@SMALL
@given(drawn=SEVERAL, rng=st.randoms(use_true_random=False))
def test_any_batches_in_any_order(fresh, drawn, rng):
    one, other = fresh(), fresh()
    take_in(one, *drawn)
    in_batches(other, drawn, rng)
    assert conclusions(one) == conclusions(other)
    assert asked(one) == asked(other)


@SMALL
@given(drawn=SEVERAL, rng=st.randoms(use_true_random=False))
def test_unrelated_records_change_nothing(fresh, drawn, rng):
    alone, among = fresh(), fresh()
    take_in(alone, *drawn)
    in_batches(among, [*drawn, *STRANGERS], rng)
    strange = {source for source, _ in STRANGERS}
    kept = {each for each in conclusions(among) if not {s for s, _ in each[0]} & strange}
    assert conclusions(alone) == kept
    assert asked(alone) == asked(among)


@SMALL
@given(drawn=SEVERAL, answer=st.sampled_from(["same", "apart"]))
def test_a_settled_question_is_not_asked_again_when_a_third_record_joins(fresh, drawn, answer):
    library = fresh()
    take_in(library, *drawn[:-1])
    settled = set()
    while waiting := library.store.connection.execute(
        "SELECT record_a, record_b FROM questions WHERE kind = 'same'"
    ).fetchall():
        a, b = waiting[0]
        assert (a, b) not in settled
        settled.add((a, b))
        keys = [f"r{a}", f"r{b}"]
        try:
            decide.merge(library, keys) if answer == "same" else decide.split(library, keys)
        except PubmanError:
            break
    take_in(library, drawn[-1])
    again = library.store.connection.execute(
        "SELECT record_a, record_b FROM questions WHERE kind = 'same'"
    ).fetchall()
    assert settled.isdisjoint(map(tuple, again))
