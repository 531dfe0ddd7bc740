"""A typed entry is merged with the record of a source, automatically."""

from __future__ import annotations

import shutil

import pytest
from conftest import ROOT

TITLE = "EIRES: Efficient Integration of Remote Data in Event Stream Processing"


@pytest.mark.parametrize("year", ["2020", "2021", ""], ids=["a year early", "that year", "no year"])
def test_a_submitted_paper_joins_its_published_record(pubman, year):
    page = "94_4810-19.xml"
    shutil.copy(ROOT / "examples" / "bo-zhao" / page, pubman.folder)
    pubman("init", "--name", "Bo Zhao", "--dblp", "94/4810-19")
    authors = ("--author", "Bo Zhao", "--author", "Matthias Weidlich")
    typed = ("--year", year) if year else ()
    pubman("add", "--title", TITLE, *authors, *typed, "--status", "submitted")
    assert pubman("list").out == ""
    pubman("sync", "--dblp", "--from-file", page)
    found = pubman.ask(
        "SELECT year, venue, status, sources FROM bibliography WHERE title = ?", TITLE
    )
    assert found == [(2021, "SIGMOD", None, "added, dblp")]
    key = pubman.ask("SELECT key FROM bibliography WHERE title = ?", TITLE)[0][0]
    assert key == f"zhao{year}eires", "the key it was given stays"
    names = pubman.ask("SELECT count(*) FROM authorships JOIN publications ON id = publication_id "
                       "WHERE key = ?", key)  # fmt: skip
    assert names == [(5,)], "the source's author list is whole"


def test_undoing_the_source_leaves_what_was_typed(pubman):
    page = "94_4810-19.xml"
    shutil.copy(ROOT / "examples" / "bo-zhao" / page, pubman.folder)
    pubman("init", "--name", "Bo Zhao", "--dblp", "94/4810-19")
    pubman(
        "add", "--title", TITLE, "--author", "Bo Zhao", "--year", "2020", "--status", "submitted"
    )
    before = pubman.ask("SELECT * FROM bibliography")
    pubman("sync", "--dblp", "--from-file", page)
    pubman("undo")
    assert pubman.ask("SELECT * FROM bibliography") == before
