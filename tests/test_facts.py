"""Operations: what a write notes for undo, and about which records it asks for new conclusions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from pubman.errors import Refused
from pubman.record import Record
from pubman.store.backup import BIG
from pubman.store.facts import PRIMARY_KEYS, Operation, now, records_of, where
from pubman.store.file import Store
from pubman.store.opening import open_store
from pubman.store.stored_records import MANY, Stored
from pubman.store.undo import redo, undo

THEN, LATER = "2026-01-01T00:00:00", "2026-02-02T00:00:00"
ROWS: dict[str, tuple[dict[str, Any], dict[str, Any], set[int]]] = {
    "records": ({"id": 3}, {"title": "Another"}, {3}),
    "accounts": ({"account": "own:new", "source": "own"}, {"person": "bo-zhao"}, set()),
    "listings": (
        {"account": "own:own.bib", "record_id": 7, "first_seen": THEN, "last_changed": THEN},
        {"last_changed": LATER}, {7},
    ),
    "decisions": (
        {"record_a": 2, "record_b": 5, "verdict": "same", "decided_at": THEN},
        {"verdict": "different", "decided_at": LATER}, {2, 5},
    ),
    "overrides": (
        {"record_id": 3, "field": "title", "person": "", "value": "A", "set_at": THEN},
        {"value": "B"}, {3},
    ),
    "tags": ({"record_id": 3, "tag": "best", "present": 1}, {"present": 0}, {3}),
    "links": ({"record_id": 3, "label": "pdf", "url": "https://x.org"}, {"url": ""}, {3}),
    "ownership": ({"record_id": 3, "state": "mine"}, {}, {3}),
    "author_marks": (
        {"record_id": 3, "name_key": "zhao b", "role": "equal", "present": 1}, {"present": 0}, {3},
    ),
    "accepted": ({"record_id": 3, "rule": "doi", "value": "x"}, {}, {3}),
    "placements": ({"record_id": 3, "list": "cv", "position": 1}, {"position": 2}, {3}),
    "cite_keys": (
        {"key": "new", "record_id": 3, "origin": "hand", "given_at": THEN},
        {"given_at": LATER}, {3},
    ),
}  # fmt: skip
"""A row of every table, columns that change later, and the records that it is about."""
GROUPING = {"records", "accounts", "listings", "decisions", "ownership"}
"""The tables that may change which records a publication has."""


@pytest.fixture
def store(shelf) -> Iterator[Store]:
    """An open store, in a transaction."""
    with open_store(shelf.folder / "pubs.db") as opened, opened.transaction():
        yield opened


def noted(store: Store, operation: Operation) -> list[tuple[Any, ...]]:
    """The rows that an operation has noted, without its number."""
    found = store.connection.execute(
        "SELECT seq, table_name, row_key, before FROM changes WHERE operation_id = ? ORDER BY seq",
        (operation.id,),
    )
    return [
        (seq, table, json.loads(key), before if before is None else {**json.loads(before)})
        for seq, table, key, before in found
    ]


def test_every_table_has_a_row_here() -> None:
    assert set(ROWS) == set(PRIMARY_KEYS)


@pytest.mark.parametrize("table", [table for table in ROWS if table != "records"])
def test_a_row_is_noted_when_it_comes_changes_and_goes(store, table) -> None:
    row, changed, _ = ROWS[table]
    operation = Operation(store, "tag")
    key = [row[column] for column in PRIMARY_KEYS[table]]
    assert operation.find(table, *key) is None
    assert not operation.remove(table, *key)
    assert operation.id == 0
    assert operation.put(table, row)
    assert not operation.put(table, row)
    old = dict(operation.find(table, *key))
    assert row.items() <= old.items()
    notes: list[tuple[Any, ...]] = [(1, table, key, None)]
    if changed:
        assert operation.put(table, {**row, **changed})
        assert not operation.put(table, {**row, **changed})
        notes.append((2, table, key, {name: old[name] for name in changed}))
    last = dict(operation.find(table, *key))
    assert last == old | changed
    assert operation.remove(table, *key)
    assert operation.find(table, *key) is None
    assert noted(store, operation) == [*notes, (len(notes) + 1, table, key, last)]


@pytest.mark.parametrize("table", ROWS)
def test_a_write_asks_for_conclusions_about_its_records(store, table) -> None:
    row, changed, records = ROWS[table]
    operation = Operation(store, "tag")
    operation.put(table, {**row, **changed} if table == "records" else row)
    assert operation.touched == records
    assert operation.regrouped == (records if table in GROUPING else set())
    assert operation.rewritten == (records if table == "records" else set())
    assert operation.accounts == ({"own:new"} if table == "accounts" else set())
    assert operation.added == set()
    key = tuple(row[column] for column in PRIMARY_KEYS[table])
    assert records_of(store.connection, table, [key]) == records
    operation.forget_touched()
    assert not operation.touched | operation.regrouped | operation.rewritten | operation.added
    assert (operation.accounts, operation.fresh) == (set(), {})
    operation.put("tags", {"record_id": 4, "tag": "new", "present": 1})
    assert (operation.touched, operation.regrouped) == ({4}, set())
    for record in (5, 6):
        operation.put("ownership", {"record_id": record, "state": "mine"})
    assert (operation.touched, operation.regrouped) == ({4, 5, 6}, {5, 6})


def test_several_rows_are_noted_in_turn(store) -> None:
    operation = Operation(store, "tag")
    operation.add("tags", [])
    assert (operation.id, noted(store, operation)) == (0, [])
    operation.add("tags", [{"record_id": each, "tag": "a", "present": 1} for each in (3, 1)])
    operation.add("tags", [{"record_id": each, "tag": "b", "present": 1} for each in (2,)])
    assert noted(store, operation) == [
        (1, "tags", [3, "a"], None), (2, "tags", [1, "a"], None), (3, "tags", [2, "b"], None),
    ]  # fmt: skip
    assert operation.touched == {1, 2, 3}


def test_new_records_get_the_next_numbers_and_undo_withdraws_them(store) -> None:
    newest = store.connection.execute("SELECT max(id) FROM records").fetchone()[0]
    operation = Operation(store, "import")
    columns = ("source", "source_key", "kind")
    ids = operation.add_records(columns, [("own", "x", "article"), ("own", "y", "book")])
    assert list(ids) == [newest + 1, newest + 2]
    assert operation.added == operation.touched == operation.rewritten == set(ids)
    assert operation.regrouped == set(ids)
    found = store.connection.execute(
        "SELECT id, source_key, kind, withdrawn FROM records WHERE id > ?", (newest,)
    )
    assert [tuple(row) for row in found] == [
        (newest + 1, "x", "article", 0), (newest + 2, "y", "book", 0),
    ]  # fmt: skip
    assert noted(store, operation) == [
        (1, "records", [newest + 1], {"withdrawn": 1}),
        (2, "records", [newest + 2], {"withdrawn": 1}),
    ]
    assert list(operation.add_records(columns, [])) == []
    assert list(operation.add_records(columns, [("own", "z", "book")])) == [newest + 3]


def test_a_record_that_is_kept_is_read_again_once_it_changes(store) -> None:
    operation = Operation(store, "import")
    kept = [Stored(id=each, source="own", format="bibtex", record=Record()) for each in (3, 4)]
    operation.hold(kept[:1])
    operation.hold(kept[1:])
    assert operation.fresh == {3: kept[0], 4: kept[1]}
    operation.put("tags", {"record_id": 4, "tag": "new", "present": 1})
    operation.put("records", {"id": 5, "title": "Another"})
    assert operation.fresh == {3: kept[0], 4: kept[1]}
    operation.put("records", {"id": 3, "title": "Another"})
    assert operation.fresh == {4: kept[1]}


def test_no_record_is_kept_of_a_very_large_import(store) -> None:
    operation = Operation(store, "import")
    kept = [Stored(id=each, source="own", format="bibtex", record=Record()) for each in (3, 4)]
    operation.expected = MANY
    operation.hold(kept[:1])
    operation.expected = MANY + 1
    operation.hold(kept[1:])
    assert operation.fresh == {3: kept[0]}


def test_an_operation_is_logged_with_its_first_write(store) -> None:
    log = "SELECT id, at, command, summary, undone_at FROM operations WHERE id > 2"
    operation = Operation(store, "tag", "first")
    operation.describe("second")
    assert store.connection.execute(log).fetchall() == []
    operation.put("tags", {"record_id": 3, "tag": "a", "present": 1})
    assert [tuple(row) for row in store.connection.execute(log)] == [
        (3, operation.at, "tag", "second", None)
    ]
    operation.put("tags", {"record_id": 3, "tag": "b", "present": 1})
    operation.describe("third")
    assert [tuple(row) for row in store.connection.execute(log)] == [
        (3, operation.at, "tag", "third", None)
    ]
    assert operation.id == 3
    other = Operation(store, "hide", "said at once")
    other.put("ownership", {"record_id": 3, "state": "hidden"})
    Operation(store, "hide").put("ownership", {"record_id": 4, "state": "hidden"})
    assert [row["summary"] for row in store.connection.execute(log)] == [
        "third", "said at once", "",
    ]  # fmt: skip


@pytest.mark.parametrize("table", [table for table in ROWS if ROWS[table][1]])
def test_a_row_that_was_written_twice_is_undone_and_done_again_in_order(store, table) -> None:
    row, changed, _ = ROWS[table]
    operation = Operation(store, "tag")
    key = [row[column] for column in PRIMARY_KEYS[table]]
    before = operation.find(table, *key)
    operation.put(table, {**row, "title": "First"} if table == "records" else row)
    operation.put(table, {**row, **changed})
    after = dict(operation.find(table, *key))
    assert changed.items() <= after.items()
    undo(store)
    left = operation.find(table, *key)
    if table == "cite_keys":
        assert left["origin"] == "former"
    else:
        assert left == before
    redo(store)
    assert dict(operation.find(table, *key)) == after


def test_a_row_that_another_program_deleted_is_not_brought_back(store) -> None:
    first, second = Operation(store, "tag"), Operation(store, "tag")
    first.put("tags", {"record_id": 3, "tag": "a", "present": 1})
    second.put("tags", {"record_id": 3, "tag": "a", "present": 0})
    store.connection.execute("DELETE FROM tags")
    undo(store)
    assert second.find("tags", 3, "a") is None
    assert noted(store, second) == [(1, "tags", [3, "a"], {"present": 1})]
    redo(store)
    assert second.find("tags", 3, "a") is None
    assert noted(store, second) == [(1, "tags", [3, "a"], {"present": 1})]
    with pytest.raises(Refused, match="a later change depends on it"):
        undo(store, first.id)
    assert [each.id for each in undo(store, first.id, with_later=True)] == [second.id, first.id]


def test_an_operation_of_many_rows_can_do_without_a_backup(shelf) -> None:
    with open_store(shelf.folder / "pubs.db") as store, store.transaction():
        operation = Operation(store, "tag")
        assert operation.backs_up
        operation.backs_up = False
        tags = [{"record_id": 1, "tag": str(each), "present": 1} for each in range(BIG + 1)]
        operation.add("tags", tags)
    assert not list(shelf.folder.glob("pubs.backups/*.db"))


@pytest.mark.parametrize(
    "rows, backups",
    [(BIG, 0), (BIG + 1, 1)],
    ids=["as many rows as go without a backup", "one row more"],
)
def test_undo_and_redo_of_many_rows_are_preceded_by_a_backup(shelf, rows, backups) -> None:
    with open_store(shelf.folder / "pubs.db") as store:
        with store.transaction():
            operation = Operation(store, "tag")
            operation.backs_up = False
            tags = [{"record_id": 1, "tag": str(each), "present": 1} for each in range(rows)]
            operation.add("tags", tags)
        for command, run in (("undo", undo), ("redo", redo)):
            with store.transaction():
                run(store)
            assert len(list(shelf.folder.glob(f"pubs.backups/*-before-{command}.db"))) == backups


def test_the_moment_is_text_that_sorts_by_time() -> None:
    moments = [now() for _ in range(3)]
    assert moments == sorted(moments)
    assert {len(each) for each in moments} == {len("2026-01-01T00:00:00.000000+00:00")}
    assert all(each.endswith("+00:00") for each in moments)


def test_a_row_is_found_by_its_whole_key() -> None:
    assert where("cite_keys") == '"key" = ?'
    assert where("overrides") == '"record_id" = ? AND "field" = ? AND "person" = ?'
