"""Without a store, the one used last is named, and nothing more."""

from __future__ import annotations

import pytest


@pytest.fixture
def elsewhere(pubman, tmp_path, monkeypatch):
    """The command line in a folder without a store, after another folder's store was used."""
    site = tmp_path / "site"
    site.mkdir()
    pubman("--db", site / "pubs.db", "init", "--name", "Bo Zhao")
    pubman("--db", site / "pubs.db", "list")
    return pubman


def test_a_folder_without_a_store_names_the_one_used_last(elsewhere):
    outcome = elsewhere("list", code=1)
    assert "used last:" in outcome.err
    assert "site/pubs.db" in outcome.err
    assert "pubman init     starts one here" in outcome.err


def test_a_store_that_is_gone_is_not_named(elsewhere, tmp_path):
    (tmp_path / "site" / "pubs.db").unlink()
    assert "used last" not in elsewhere("list", code=1).err


def test_a_damaged_list_is_no_trouble(elsewhere, home):
    (home / ".local" / "state" / "pubman" / "stores.json").write_text("[1", "utf-8")
    assert "used last" not in elsewhere("list", code=1).err
    elsewhere("--db", elsewhere.folder / "site" / "pubs.db", "list")
    assert "used last" in elsewhere("list", code=1).err


def test_nothing_is_remembered_where_there_is_no_home(pubman, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path / "file" / "home"))
    (tmp_path / "file").write_text("", "utf-8")
    pubman("init", "--name", "Bo Zhao")
    pubman("list")
