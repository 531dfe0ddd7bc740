"""A store that another program damaged or made: one sentence, and what can work works."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from pubman.store import shipped_schema
from pubman.store.file import open_store


def damage(pubman, *statements, text=True):
    """Run statements on the file as another program would, without any check."""
    with closing(sqlite3.connect(pubman.folder / "pubs.db")) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            values = () if isinstance(statement, str) else statement[1:]
            connection.execute(statement if isinstance(statement, str) else statement[0], values)
        connection.commit()


def listed(pubman):
    return pubman("list", "--all").out


# ----------------------------------------------------------------------------------- the schema


def test_the_shipped_fingerprint_is_that_of_the_files():
    found = shipped_schema.fingerprint(shipped_schema.shipped())
    assert found == shipped_schema.shipped_fingerprint(), "run scripts/make_schema_reference.py"


DERIVED_DAMAGE = {
    "a dropped table": ["DROP TABLE authorships"],
    "several dropped tables": ["DROP TABLE matches", "DROP TABLE questions", "DROP TABLE ties"],
    "the table of publications dropped": ["DROP TABLE publications"],
    "a dropped column": ["DROP TABLE ties", "CREATE TABLE ties (kind TEXT, record_a INTEGER)"],
    "the search index dropped": ["DROP TABLE publications_fts"],
    "a table behind the search index dropped": [
        "PRAGMA writable_schema = ON",
        "DELETE FROM sqlite_schema WHERE name = 'publications_fts_data'",
    ],
    "a view dropped": ["DROP VIEW bibliography"],
    "a view of another meaning": [
        "DROP VIEW bibliography",
        "CREATE VIEW bibliography AS SELECT 1 AS key",
    ],
    "a view that never ends": [
        "DROP VIEW review",
        (
            "CREATE VIEW review AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
            "SELECT x AS kind FROM n"
        ),
    ],
    "an index dropped": ["DROP INDEX authorships_by_name_key"],
}


@pytest.mark.parametrize("statements", DERIVED_DAMAGE.values(), ids=DERIVED_DAMAGE)
def test_what_is_derived_is_made_again_by_itself(shelf, statements):
    before = listed(shelf)
    damage(shelf, *statements)
    assert listed(shelf) == before
    assert shelf("search", "tenplex").out
    assert shelf("review", code=None).code == 0
    assert shelf("doctor", "--exit-code", code=None).code == 0


def test_a_fact_table_that_is_missing_is_named_and_made_empty(shelf):
    damage(shelf, "DROP TABLE tags")
    said = shelf("list").said
    assert "The table tags was missing, so I made an empty one." in said
    assert list((shelf.folder / "pubs.backups").glob("*before-repair.db"))
    shelf("tag", "selected", "tenplex")


def test_a_column_of_a_fact_table_that_is_missing_is_named_and_added(shelf):
    damage(shelf, "ALTER TABLE records DROP COLUMN award")
    assert "The table records had no column award" in shelf("list").said
    shelf("import", "more.bib")


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        pytest.param(
            ["DROP TABLE cite_keys", "CREATE TABLE cite_keys (key TEXT)"],
            "the table cite_keys has no column record_id",
            id="a column that no default replaces",
        ),
        pytest.param(
            ["DROP TABLE tags", "CREATE VIEW tags AS SELECT 1 AS record_id"],
            "tags is a view instead of a table",
            id="a view in the place of a table",
        ),
    ],
)
def test_what_only_a_backup_brings_back_is_one_sentence(shelf, statements, said):
    shelf("backup")
    damage(shelf, *statements)
    outcome = shelf("list", code=1)
    assert said in outcome.said
    assert "pubman restore" in outcome.said
    shelf("restore", "--force")
    assert "tenplex" in listed(shelf)


def test_a_trigger_of_another_program_never_runs(shelf):
    damage(
        shelf,
        "CREATE TRIGGER harm AFTER INSERT ON tags BEGIN DELETE FROM decisions; "
        "UPDATE records SET title = 'owned'; END",
    )
    said = shelf("tag", "selected", "tenplex").said
    assert "I removed the trigger harm, which pubman did not make." in said
    assert shelf.ask("SELECT count(*) FROM records WHERE title = 'owned'") == [(0,)]


def test_tables_and_views_of_ones_own_stay(shelf):
    damage(shelf, "CREATE TABLE mine (a)", "CREATE VIEW own AS SELECT key FROM bibliography")
    shelf("tag", "selected", "tenplex")
    assert shelf.ask("SELECT count(*) FROM own")[0][0] > 0
    assert not (shelf.folder / "pubs.backups").exists() or not list(
        (shelf.folder / "pubs.backups").glob("*before-repair.db")
    )


def test_the_connection_trusts_nothing_in_the_file(shelf):
    with open_store(shelf.folder / "pubs.db") as store:
        ask = store.connection.execute
        assert ask("PRAGMA trusted_schema").fetchone()[0] == 0
        assert ask("PRAGMA cell_size_check").fetchone()[0] == 1
        assert store.connection.getlimit(sqlite3.SQLITE_LIMIT_LENGTH) == 50_000_000
