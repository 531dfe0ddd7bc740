"""A store that another program damaged or made: one sentence, and what can work works."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from pubman.store import shipped_schema
from pubman.store.opening import open_store


def damage(pubman, *statements):
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


# ------------------------------------------------------------------------------- derived values


DERIVED_VALUES = {
    "names that are not JSON": "UPDATE authorships SET parts = 'x'",
    "names nested 100,000 deep": (
        "UPDATE authorships SET parts = ?",
        '{"family":' + "[" * 100_000 + "]" * 100_000 + "}",
    ),
    "a date of letters": "UPDATE publications SET date = 'yyyy'",
    "a title of bytes": "UPDATE publications SET title = x'ff00ff'",
    "a title that is not UTF-8": "UPDATE publications SET title = CAST(x'ff41' AS TEXT)",
    "keywords that are not JSON": "UPDATE publications SET keywords = '{'",
    "a search index of bytes": "UPDATE publications_fts_data SET block = x'ff' WHERE id > 10",
}


@pytest.mark.parametrize("statement", DERIVED_VALUES.values(), ids=DERIVED_VALUES)
def test_a_damaged_conclusion_is_drawn_again_by_itself(shelf, statement):
    before = listed(shelf)
    damage(shelf, statement)
    assert listed(shelf) == before
    assert shelf("search", "tenplex").out
    shelf("doctor", "--fix")
    assert shelf("doctor", "--exit-code", code=None).code == 0


# ------------------------------------------------------------------------- facts that are none


DEEP = "[" * 100_000 + "]" * 100_000
FACTS = {
    "authors that are not JSON": ("UPDATE records SET authors = 'x' WHERE id = 1", "record r1"),
    "authors nested 100,000 deep": (
        ("UPDATE records SET authors = ? WHERE id = 1", DEEP),
        "record r1: authors",
    ),
    "authors that are numbers": (
        """UPDATE records SET authors = '[{"family":7}]' WHERE id = 1""",
        "record r1: authors",
    ),
    "a date of letters": ("UPDATE records SET date = 'yyyy' WHERE id = 1", "record r1: date"),
    "a title of bytes": ("UPDATE records SET title = x'ff00' WHERE id = 1", "record r1: title"),
    "a title that is not UTF-8": (
        "UPDATE records SET title = CAST(x'ff41' AS TEXT) WHERE id = 1",
        "record r1: title",
    ),
    "extra fields that are a list": (
        "UPDATE records SET extra = '[1]' WHERE id = 1",
        "record r1: extra",
    ),
    "a kind that is none": ("UPDATE records SET kind = 'x' WHERE id = 1", "record r1: kind"),
    "a field set to what it cannot be": (
        "INSERT INTO overrides VALUES (1, 'position', '', 'x', '2026')",
        "overrides 1 position",
    ),
    "a tag of bytes": ("INSERT INTO tags VALUES (1, x'ff', 1)", "tags 1"),
    "blocks that are not JSON": ("UPDATE imports SET blocks = '{' WHERE id = 1", "imports 1"),
    "a change that is not JSON": ("UPDATE changes SET row_key = 'x' WHERE seq = 1", "changes 1 1"),
}
COMMANDS = [
    ("list", "--all"),
    ("status",),
    ("search", "eires"),
    ("review",),
    ("why", "eires"),
    ("tag", "talk", "eires"),
    ("import", "more.bib"),
    ("rebuild",),
    ("export", "bibtex", "out.bib"),
    ("dump", "text"),
    ("backup",),
    ("undo",),
    ("check",),
]


@pytest.mark.parametrize(("statement", "name"), FACTS.values(), ids=FACTS)
def test_a_fact_that_cannot_be_read_is_named_and_the_rest_works(shelf, statement, name):
    damage(shelf, statement)
    for command in COMMANDS:
        outcome = shelf(*command, code=None)
        assert "fault in pubman" not in outcome.err, command
        assert "Traceback" not in outcome.err, command
        if outcome.code not in (0, 2):
            assert name in outcome.said, command
            assert "pubman doctor --fix" in outcome.said, command
    assert "eires" in listed(shelf)
    found = shelf("doctor", "--exit-code", code=None)
    assert found.code == 3
    assert name.lower() in found.out.lower()


@pytest.mark.parametrize(("statement", "name"), FACTS.values(), ids=FACTS)
def test_the_doctor_puts_it_aside_and_all_is_well(shelf, statement, name):
    damage(shelf, statement)
    shelf("doctor", "--fix")
    assert len(shelf.ask("SELECT * FROM set_aside")) >= 1
    assert shelf("doctor", "--exit-code", code=None).code == 0
    for command in COMMANDS:
        assert shelf(*command, code=None).code in (0, 2), command


@pytest.mark.parametrize(("statement", "name"), FACTS.values(), ids=FACTS)
def test_a_dump_and_a_restore_work_on_what_can_be_read(shelf, statement, name):
    shelf("backup")
    damage(shelf, statement)
    shelf("dump", "text")
    shelf("load", "text")
    assert "eires" in listed(shelf)
    shelf("restore", "--force")
    assert "eires" in listed(shelf)


def test_a_value_of_60_mb_is_put_aside(shelf):
    damage(shelf, "UPDATE records SET title = CAST(zeroblob(60000000) AS TEXT) WHERE id = 1")
    assert "eires" in listed(shelf)
    assert "Record r1: title is too large." in shelf("doctor").out
    shelf("doctor", "--fix")
    assert shelf("doctor", "--exit-code", code=None).code == 0
    assert shelf.ask("SELECT max(length(title)) FROM records")[0][0] < 1000
