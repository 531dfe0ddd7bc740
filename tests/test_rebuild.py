"""rebuild, through the command line: what would change and why, and that trying writes nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from pubman.derive.cite_keys import KeyMaker
from pubman.derive.publications import Said, publish_alone, publish_group
from pubman.derive.rows import Rows
from pubman.library.session import open_library
from pubman.match import candidates, profile
from pubman.store import stored_records


def alter(shelf, sql: str) -> None:
    with closing(sqlite3.connect(shelf.folder / "pubs.db")) as connection:
        connection.executescript(sql)


def groups(shelf) -> list[tuple[int, int]]:
    return shelf.ask("SELECT record_id, publication_id FROM publication_records ORDER BY 1")


@pytest.fixture
def parted(shelf):
    """A store in which two records of one work are separate, as an older pubman left them."""
    (record, *_), *_ = shelf.ask(
        "SELECT max(record_id) FROM publication_records GROUP BY publication_id "
        "HAVING count(*) > 1 ORDER BY 1"
    )
    alter(
        shelf,
        "CREATE TEMP TABLE one AS SELECT p.* FROM publications p JOIN publication_records r "
        f"ON r.publication_id = p.id WHERE r.record_id = {record};"
        f"UPDATE one SET id = 999, key = 'stray', raw_record = {record};"
        "INSERT INTO publications SELECT * FROM one;",
    )
    alter(shelf, f"UPDATE publication_records SET publication_id = 999 WHERE record_id = {record}")
    return shelf


@pytest.fixture
def lumped(shelf):
    """A store in which all records are in one publication."""
    alter(shelf, "UPDATE publication_records SET publication_id = "
          "(SELECT min(publication_id) FROM publication_records)")  # fmt: skip
    return shelf


def test_where_all_is_as_it_was(shelf):
    assert "the same as before" in shelf("rebuild", "--dry-run").said


def test_what_would_join_and_why(parted):
    before = groups(parted)
    said = parted("rebuild", "--dry-run").said
    assert "merged from" in said
    assert "stray" in said
    assert "same by" in said or "version by" in said
    assert "Dry run: nothing was written." in said
    assert groups(parted) == before


def test_what_would_split_and_why(lumped):
    before = groups(lumped)
    said = lumped("rebuild", "--dry-run").said
    assert "split from" in said
    assert "nothing in common" in said
    assert groups(lumped) == before


def test_questions_that_would_come(shelf):
    alter(shelf, "DELETE FROM questions WHERE kind = 'same'")
    assert "+ question same? " in shelf("rebuild", "-n").said
    assert shelf.ask("SELECT count(*) FROM questions WHERE kind = 'same'") == [(0,)]
    shelf("rebuild")
    assert shelf.ask("SELECT count(*) FROM questions WHERE kind = 'same'") == [(1,)]


def test_a_rebuild_does_what_was_said(parted):
    tried = parted("rebuild", "--dry-run").err.splitlines()
    assert parted("rebuild").err.splitlines() == tried[:-1]
    assert "the same as before" in parted("rebuild", "--dry-run").said


def test_a_new_matcher_reports_at_the_next_write_what_joined(parted):
    alter(parted, "UPDATE settings SET value = '0' WHERE key = 'matcher_version'")
    assert "merged from" in parted("rebuild", "--dry-run").said
    assert parted.ask("SELECT value FROM settings WHERE key = 'matcher_version'") == [("0",)]
    said = parted("tag", "x", "eires").said
    assert "compares papers differently" in said
    assert "merged from" in said
    assert parted("doctor", "--exit-code").code == 0


def test_the_store_pairs_what_the_matcher_pairs(shelf):
    with open_library(shelf.folder / "pubs.db") as library:
        stored = stored_records.records(library.store, None)
        profiles = [
            profile(
                each.record,
                venue=library.venues.resolve(each.record),
                source=each.source,
                own_duplicates=library.own_duplicates(each.source),
            )
            for each in stored
        ]
    pairs = [(stored[i].id, stored[j].id) for i, j in candidates(profiles)]
    assert pairs == shelf.ask(
        "SELECT DISTINCT x.record_id, y.record_id FROM blocks x JOIN blocks y "
        "ON y.block = x.block AND y.record_id > x.record_id ORDER BY 1, 2"
    )
    assert pairs


def test_a_record_alone_has_the_same_rows_as_in_a_group_of_one(shelf):
    shelf("tag", "selected", "eires")
    shelf("set", "eires", "link.slides", "https://example.org/slides.pdf", code=None)
    with open_library(shelf.folder / "pubs.db") as library:
        stored = stored_records.records(library.store, None, raw=False)
        said = Said.read(library, [each.id for each in stored])
        keys = KeyMaker(library.store, {each.id for each in stored})
        for each in stored:
            alone, group = Rows(), Rows()
            assert publish_alone(library, each, said, keys, alone) == publish_group(
                library, [each], said, keys, group
            )
            assert _as_sets(alone) == _as_sets(group), each.record.source_key


def _as_sets(rows: Rows) -> dict[str, set[tuple[object, ...]]]:
    return {table: set(found) for table, found in rows.tables.items()}
