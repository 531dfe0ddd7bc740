"""What ``every_row`` promises: no row is left out, and one that fails has a name."""

from __future__ import annotations

import pytest
from rows import every_row

TABLE = {"one": 1, "two": 2, "three": 3}


def tried(table, *, names="value", ids=None):
    """Return the values that a test saw, and the exception with which it ended."""
    seen = []

    @every_row(names, table, ids=ids)
    def small(value):
        seen.append(value)
        if value == "skip":
            pytest.skip("not here")
        if value == "fail":
            pytest.fail("told to")
        assert value < 2

    try:
        small()
    except BaseException as error:  # noqa: BLE001 - looked at by the test
        return seen, error
    return seen, None


def test_every_row_is_tried_and_each_that_fails_is_named():
    seen, error = tried(TABLE.values(), ids=TABLE)
    assert seen == [1, 2, 3]
    assert "2 of 3 rows failed:\n  two\n  three" in str(error)
    assert [each.__notes__ for each in error.exceptions] == [
        ["in the row: two"], ["in the row: three"]
    ]  # fmt: skip


def test_a_single_row_that_fails_raises_its_own_error():
    seen, error = tried([1, 2, 0])
    assert seen == [1, 2, 0]
    assert isinstance(error, AssertionError)
    assert error.__notes__ == ["in the row: 2"]


def test_a_row_that_calls_fail_does_not_hide_the_others():
    seen, error = tried(["fail", 0, 3])
    assert seen == ["fail", 0, 3]
    assert len(error.exceptions) == 2


def test_rows_that_all_pass_raise_nothing():
    assert tried([0, 1]) == ([0, 1], None)


@pytest.mark.parametrize(
    ("table", "ids", "name"),
    [
        ([pytest.param(5, id="five")], None, "five"),
        ([5], lambda value: f"<{value}>", "<5>"),
        ([5], ["a name"], "a name"),
        ([5], None, "5"),
        ([(5,)], None, ""),
    ],
)
def test_a_row_is_named_as_parametrize_would(table, ids, name):
    _, error = tried(table, ids=ids)
    if name:
        assert error.__notes__ == [f"in the row: {name}"]
    else:
        assert isinstance(error, TypeError)  # one name takes the row as it is


def test_a_table_without_rows_is_refused():
    with pytest.raises(ValueError, match="empty"):
        tried([])


def test_names_and_rows_have_the_same_number():
    with pytest.raises(ValueError, match="1 names for 2 rows"):
        tried([1, 2], ids=["one"])
    with pytest.raises(ValueError, match="shorter"):
        tried([(1,)], names="value, other")


def test_all_rows_may_be_skipped_but_not_some_of_them():
    assert isinstance(tried(["skip", "skip"])[1], pytest.skip.Exception)
    assert "1 of 2 rows were skipped" in str(tried(["skip", 1])[1])


PRODUCT = []


@every_row("a", [1, 2])
@every_row("b", [3, 4])
def test_tables_multiply_and_fixtures_are_passed_on(a, b, tmp_path):
    assert tmp_path.is_dir()
    PRODUCT.append((a, b))
    assert (a, b) != (2, 4) or PRODUCT == [(1, 3), (1, 4), (2, 3), (2, 4)]
