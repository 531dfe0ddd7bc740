"""After any commands, undo is an inverse, redo is its inverse, and a rebuild changes nothing."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pubman.derive import rebuild as rebuilding
from pubman.library import history
from pubman.library.log import read_log
from tests.sequences import (
    COMMANDS,
    DERIVED,
    FACTS,
    SMALL,
    Libraries,
    files,
    operations,
    rows,
    run,
    take_in,
)

EVERYTHING = (*FACTS, *DERIVED)
FIRST = files()
LATER = st.lists(COMMANDS, min_size=1, max_size=7)
ONE = "@article{own0,\n  title = {Load Shedding for Complex Event Processing}\n}\n"
ANOTHER = "@article{own5,\n  title = {Notes on the Analytical Engine}\n}\n"


@pytest.fixture
def fresh(tmp_path):
    """A function that gives a new, empty library each time."""
    libraries = Libraries(tmp_path)
    yield libraries
    libraries.close()


@SMALL
@given(first=FIRST, later=LATER)
def test_undo_restores_and_redo_does_again(fresh, first, later):
    library = fresh()
    take_in(library, first)
    states = [rows(library, *EVERYTHING)]
    for command in later:
        before = operations(library)
        accepted = run(library, command)
        state = rows(library, *EVERYTHING)
        if operations(library) == before:
            assert state == states[-1], f"{command} is no operation and changed something"
        else:
            assert accepted, f"{command} was refused and is an operation"
            states.append(state)
    for expected in reversed(states[:-1]):
        history.undo(library)
        assert rows(library, *EVERYTHING) == expected
    for expected in states[1:]:
        history.redo(library)
        assert rows(library, *EVERYTHING) == expected


@SMALL
@given(first=FIRST, later=LATER)
def test_undo_of_everything_leaves_withdrawn_records_only(fresh, first, later):
    library = fresh()
    for command in [("import", first), *later]:
        run(library, command)
    for _ in range(operations(library)):
        history.undo(library)
    assert {name: found for name, found in rows(library, *EVERYTHING).items() if found} == {}


@SMALL
@given(first=FIRST, later=LATER)
def test_rebuild_comes_to_the_same_rows(fresh, first, later):
    library = fresh()
    for command in [("import", first), *later]:
        run(library, command)
    before = rows(library, *DERIVED)
    assert rebuilding.rebuild(library).changed == ()
    assert rows(library, *DERIVED) == before


@SMALL
@example(first=("own", ANOTHER + ONE), later=[("import", ("own", ONE))])  # on another line
@given(first=FIRST, later=LATER)
def test_undo_of_one_in_the_middle_with_what_rests_on_it(fresh, first, later):
    library = fresh()
    take_in(library, first)
    before = rows(library, *EVERYTHING)
    for command in later:
        run(library, command)
    number = len(read_log(library))
    if number > 1:
        history.undo(library, 2, with_later=True)
        for line in itertools.takewhile(lambda line: line.id > 2, read_log(library)):
            if not line.undone:
                history.undo(library, line.id, with_later=True)
    assert rows(library, *EVERYTHING) == before
