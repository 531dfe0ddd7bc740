"""Stores of every schema that ever landed open, are backed up and brought up to date."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pubman.store import migration, opening
from pubman.store import open_checks as recognition
from pubman.store.backup import backups_of

HERE = Path(__file__).resolve().parent
OLD = sorted((HERE / "upgrades").glob("*.db"))
TOML = '[[people]]\nname = "Bo Zhao"\n\n[[eras]]\nname = "Before PhD"\nto = "2016-09"\n'


@pytest.fixture
def old(pubman, request):
    shutil.copy(request.param, pubman.folder / "pubs.db")
    (pubman.folder / "pubman.toml").write_text(TOML, "utf-8")
    return pubman


every_schema = pytest.mark.parametrize("old", OLD, ids=lambda path: path.stem, indirect=True)


def test_every_schema_has_its_old_file():
    assert [path.stem for path in OLD] == [path.stem[:4] for path in migration.migrations()]


@every_schema
def test_an_old_store_opens_and_goes_on(old):
    assert "eires" in old("list").out
    assert old.ask("PRAGMA user_version") == [(len(migration.migrations()),)]
    assert old.ask("SELECT tag FROM tagged WHERE key = 'eires'") == [("selected",)]
    old("rebuild")
    assert old("doctor", "--exit-code").code == 0
    old("undo")
    old("hide", "tiling")
    old("undo")


@every_schema
def test_an_old_store_goes_through_text(old, tmp_path):
    old("dump", "text")
    old("load", "text")
    assert old("doctor", "--exit-code").code == 0


@pytest.fixture
def later(monkeypatch, tmp_path):
    """A pubman with one more migration than this one."""
    step = tmp_path / "9999_colours.sql"
    step.write_text(
        "CREATE TABLE colours (\n  -- A colour.\n  name TEXT PRIMARY KEY -- its name\n);\n"
        "ALTER TABLE overrides ADD COLUMN colour TEXT REFERENCES colours (name);\n"
    )
    steps = [*migration.migrations(), step]
    for module in (opening, migration, recognition):
        monkeypatch.setattr(module, "migrations", lambda: steps)
    return step


@every_schema
def test_a_migration_comes_after_a_backup(old, later):
    before = old.ask("SELECT * FROM overrides")
    said = " ".join(old("list").err.split())
    assert "Backup: pubs.backups/" in said
    # Another follows where the matcher is a newer one too.
    made = backups_of(old.folder / "pubs.db")[-1]
    assert made.reason == "before-migration"
    with closing(sqlite3.connect(made.path)) as connection:
        assert connection.execute("SELECT * FROM overrides").fetchall() == before
    assert old.ask("SELECT * FROM overrides") == [(*row, None) for row in before]
    assert "Backup" not in old("list").err


@every_schema
def test_a_migration_that_fails_changes_nothing(old, later):
    later.write_text(later.read_text() + "INSERT INTO nowhere VALUES (1);\n")
    before = old.rows()
    old("list", code=1)
    assert old.rows() == before
    assert old.ask("SELECT count(*) FROM sqlite_schema WHERE name = 'colours'") == [(0,)]


def test_a_newer_store_is_refused_and_left_alone(shelf):
    with closing(sqlite3.connect(shelf.folder / "pubs.db")) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = (shelf.folder / "pubs.db").read_bytes()
    assert "newer pubman (schema 99" in shelf("list", code=1).err
    assert (shelf.folder / "pubs.db").read_bytes() == before


def test_a_restored_old_store_is_brought_up_to_date(shelf, later):
    shutil.copy(OLD[0], shelf.folder / "old.db")
    shelf("restore", "--force", "old.db")
    assert shelf.ask("PRAGMA user_version") == [(len(migration.migrations()),)]


def test_a_view_that_was_mended_needs_no_migration(shelf, monkeypatch):
    text = migration.views_script().replace("-- the cite key", "-- the key to cite by", 1)
    monkeypatch.setattr(migration, "views_script", lambda: text)
    assert "the key to cite by" in shelf("schema", "bibliography").out
    assert not backups_of(shelf.folder / "pubs.db")


def test_another_matcher_waits_for_the_next_write_then_backs_up_and_reports(shelf):
    with closing(sqlite3.connect(shelf.folder / "pubs.db")) as connection:
        connection.execute("UPDATE settings SET value = '0' WHERE key = 'matcher_version'")
        # As the older one saw it: not one work but two.
        connection.execute(
            "UPDATE matches SET verdict = 'different' WHERE verdict = 'same' OR verdict = 'version'"
        )
        connection.commit()
    shelf("list")
    assert shelf.ask("SELECT value FROM settings WHERE key = 'matcher_version'") == [("0",)]
    said = " ".join(shelf("tag", "x", "eires").err.split())
    assert "compares papers differently" in said
    assert backups_of(shelf.folder / "pubs.db")[0].reason == "before-rematch"
    assert shelf("doctor", "--exit-code").code == 0


@pytest.mark.parametrize("old", [HERE / "upgrades" / "0007.db"], ids=["0007"], indirect=True)
def test_numbers_of_pubmed_move_into_their_columns(old):
    with closing(sqlite3.connect(old.folder / "pubs.db")) as connection, connection:
        ids = [row[0] for row in connection.execute("SELECT id FROM records ORDER BY id LIMIT 4")]
        extras = (
            '{"pmid": "0028123999", "pmcid": "pmc5123999", "x": "1"}',
            '{"pmid": "12; 13", "pmcid": "5123999"}', "{damaged", "{}",
        )  # fmt: skip
        for record, extra in zip(ids, extras, strict=True):
            connection.execute("UPDATE records SET extra = ? WHERE id = ?", (extra, record))
    old("list", code=None)
    found = old.ask("SELECT pmid, pmcid, extra FROM records ORDER BY id LIMIT 4")
    assert found == [
        ("28123999", "PMC5123999", '{"x":"1"}'), (None, None, extras[1]), (None, None, "{damaged"),
        (None, None, "{}"),
    ]  # fmt: skip
