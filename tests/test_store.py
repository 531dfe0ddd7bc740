"""What the store promises: the same file twice is once, and neither order nor batches matter."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing, suppress

import pytest
from hypothesis import assume, given

from pubman.errors import StoreError
from pubman.library import history
from pubman.store.backup import BIG
from pubman.store.facts import Operation
from pubman.store.migration import migrations, statements
from pubman.store.narrow_rows import NARROW, TOGETHER, insert_rows
from pubman.store.opening import create_store, open_store
from tests.sequences import (
    DERIVED,
    FACTS,
    SMALL,
    Libraries,
    conclusions,
    files,
    rows,
    take_in,
)

ALL = (*FACTS, *DERIVED, "operations", "changes", "imports", "problems", "cite_keys", "sources")


@pytest.fixture
def fresh(tmp_path):
    """A function that gives a new, empty library each time."""
    libraries = Libraries(tmp_path)
    yield libraries
    libraries.close()


@SMALL
@given(one=files(), other=files())
def test_a_file_imported_twice_changes_no_row(fresh, one, other):
    library = fresh()
    take_in(library, one)
    if one[0] != other[0]:
        take_in(library, other)
    before = rows(library, *ALL)
    take_in(library, one)
    assert rows(library, *ALL) == before


@SMALL
@given(one=files(), other=files())
def test_order_and_batches_do_not_matter(fresh, one, other):
    assume(one[0] != other[0])
    found = []
    for batches in ([one], [other]), ([other], [one]), ([one, other],), ([other, one],):
        library = fresh()
        for batch in batches:
            take_in(library, *batch)
        found.append(conclusions(library))
    assert found[1:] == found[:1] * 3


@SMALL
@given(one=files(), other=files())
def test_a_file_undone_and_imported_again_is_as_if_never_undone(fresh, one, other):
    assume(one[0] != other[0])
    library = fresh()
    take_in(library, one)
    take_in(library, other)
    before = conclusions(library)
    history.undo(library)
    take_in(library, other)
    assert conclusions(library) == before


# ----------------------------------------------------------------------------------------- the file


def test_a_store_is_recognised_by_any_tool(tmp_path):
    create_store(tmp_path / "pubs.db").close()
    head = (tmp_path / "pubs.db").read_bytes()[:100]
    assert head.startswith(b"SQLite format 3\0")
    assert head[68:72] == b"pubm"
    assert int.from_bytes(head[60:64], "big") == len(migrations())


def test_foreign_keys_and_checks_hold(tmp_path):
    with create_store(tmp_path / "pubs.db") as store:
        assert store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert store.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert store.connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_a_transaction_is_written_whole_or_not_at_all(tmp_path):
    with create_store(tmp_path / "pubs.db") as store:
        with suppress(RuntimeError), store.transaction() as connection:
            connection.execute("INSERT INTO settings VALUES ('a', 'b')")
            raise RuntimeError
        assert store.setting("a") == ""


def test_an_existing_file_is_not_made_a_store(tmp_path):
    (tmp_path / "pubs.db").write_text("mine")
    with pytest.raises(StoreError):
        create_store(tmp_path / "pubs.db")
    assert (tmp_path / "pubs.db").read_text() == "mine"


def test_a_store_opens_again(tmp_path):
    create_store(tmp_path / "pubs.db").close()
    with open_store(tmp_path / "pubs.db") as store:
        store.set_setting("a", "b")
    with open_store(tmp_path / "pubs.db") as store:
        assert store.setting("a") == "b"


def test_a_folder_that_others_synchronise_keeps_one_file(tmp_path):
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    with create_store(folder / "pubs.db") as store:
        assert store.connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
        store.set_setting("a", "b")
        assert [path.name for path in folder.iterdir()] == ["pubs.db"]


def test_statements_keep_their_comments():
    script = "-- one\nCREATE TABLE t (\n  a -- ;\n);\nCREATE VIEW v AS SELECT ';' ;\n"
    assert list(statements(script)) == [
        "-- one\nCREATE TABLE t (\n  a -- ;\n);",
        "CREATE VIEW v AS SELECT ';' ;",
    ]


# ------------------------------------------------------------------- a file moved while it is open


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
@pytest.mark.parametrize("replaced", [False, True], ids=["moved away", "replaced by another"])
def test_nothing_is_written_into_a_file_that_was_moved(tmp_path, replaced):
    path = tmp_path / "pubs.db"
    with create_store(path) as store:
        with (  # noqa: PT012
            pytest.raises(StoreError, match="moved, deleted or replaced"),
            store.transaction(),
        ):
            store.set_setting("a", "1")
            path.rename(tmp_path / "away.db")
            if replaced:
                create_store(path).close()
        assert not store.in_transaction
    with closing(sqlite3.connect(tmp_path / "away.db")) as connection:
        assert connection.execute("SELECT * FROM settings WHERE key = 'a'").fetchall() == []


# ------------------------------------------------------- the backup before an operation that is big


@pytest.mark.parametrize(
    ("rows", "backups"),
    [
        pytest.param(BIG, 0, id="as many rows as go without a backup"),
        pytest.param(BIG + 1, 1, id="one row more"),
        pytest.param(2 * BIG + 1, 1, id="many more"),
    ],
)
@pytest.mark.parametrize("at_once", [1, 40], ids=["one by one", "forty at once"])
def test_an_operation_of_many_rows_is_preceded_by_a_backup(shelf, rows, backups, at_once):
    with open_store(shelf.folder / "pubs.db") as store, store.transaction():
        operation = Operation(store, "tag")
        tags = [{"record_id": 1, "tag": f"t{number}", "present": 1} for number in range(rows)]
        for start in range(0, rows, at_once):
            operation.add("tags", tags[start : start + at_once])
    assert len(list(shelf.folder.glob("pubs.backups/*-before-tag.db"))) == backups


@pytest.mark.parametrize("count", [0, 1, TOGETHER - 1, TOGETHER, TOGETHER + 1, 2 * TOGETHER])
@pytest.mark.parametrize("width", [1, NARROW, NARROW + 1])
def test_all_rows_are_written_in_order(count, width):
    columns = [f"c{number}" for number in range(width)]
    rows = [tuple(range(first, first + width)) for first in range(count)]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE TABLE t ({', '.join(columns)})")
        insert_rows(connection, "t", columns, iter(rows))
        assert connection.execute("SELECT * FROM t ORDER BY rowid").fetchall() == rows
