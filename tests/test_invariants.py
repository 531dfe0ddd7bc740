"""Promises that once broke, each with the shortest sequence of commands that broke it."""

from __future__ import annotations

import pytest

THIRD = """\
@article{pump,
  author = {Bo Zhao and Li Chen},
  title = {Pumps for Viscous Mineral Slurries},
  journal = {Minerals Engineering}, year = 2018
}
@article{valve,
  author = {Bo Zhao},
  title = {Valves in Hydraulic Circuits},
  journal = {Hydraulics}, year = 2012
}
"""
OWNED = "SELECT key, mine FROM bibliography ORDER BY key"


@pytest.fixture
def third(pubman):
    """A store of one person that holds one file, which is not that person's own list."""
    (pubman.folder / "pubman.toml").write_text('[[people]]\nname = "Bo Zhao"\n', "utf-8")
    (pubman.folder / "third.bib").write_text(THIRD, "utf-8")
    pubman("init")
    pubman("import", "--not-mine", "third.bib")
    return pubman


def conclusions(pubman):
    """Every derived row: what a rebuild must make again."""
    from tests.sequences import DERIVED

    return {name: sorted(rows, key=repr) for name, rows in pubman.rows().items() if name in DERIVED}


def assert_rebuild_changes_nothing(pubman):
    before = conclusions(pubman)
    pubman("rebuild")
    assert conclusions(pubman) == before


# ------------------------------------------------------------------------------------ ownership


def test_a_typed_entry_is_not_a_list_of_its_author(third):
    third("add", "--title", "Notes on Gears", "--author", "Bo Zhao", "--year", "2020")
    assert {mine for _, mine in third.ask(OWNED)} == {1}
    assert_rebuild_changes_nothing(third)


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(("same", "pump", "valve"), id="same"),
        pytest.param(("tag", "selected", "pump"), id="tag"),
        pytest.param(("hide", "pump"), id="hide"),
    ],
)
def test_nothing_said_after_an_added_entry_changes_whose_the_others_are(third, later):
    third("add", "--title", "Notes on Gears", "--author", "Bo Zhao", "--year", "2020")
    third(*later)
    assert {mine for _, mine in third.ask(OWNED)} == {1}
    assert_rebuild_changes_nothing(third)


def test_a_first_list_of_ones_own_settles_anew_whose_every_other_paper_is(third):
    (third.folder / "own.bib").write_text(
        "@article{mine, author={Bo Zhao}, title={A Paper of My Own}, journal={Own}, year=2021}\n"
    )
    third("hide", "valve")
    third("import", "--mine", "own.bib")
    assert dict(third.ask(OWNED))["valve"] == 0
    assert_rebuild_changes_nothing(third)
    third("undo")
    assert dict(third.ask(OWNED))["valve"] == 1
    assert_rebuild_changes_nothing(third)


def test_a_paper_that_is_hidden_is_not_asked_about(shelf):
    assert ("slags",) in shelf.ask("SELECT key_a FROM review WHERE kind = 'mine'")
    shelf("hide", "slags")
    assert shelf.ask("SELECT mine, hidden FROM bibliography WHERE key = 'slags'") == [(0, 1)]
    assert ("slags",) not in shelf.ask("SELECT key_a FROM review WHERE kind = 'mine'")


# ------------------------------------------------------------------------------------ undo, redo


def test_an_import_made_again_after_an_undo_can_be_undone_and_redone(shelf):
    (shelf.folder / "third.bib").write_text(THIRD, "utf-8")
    shelf("import", "third.bib")
    shelf("undo")
    shelf("import", "third.bib")
    before = conclusions(shelf)
    shelf("undo")
    shelf("redo")
    assert conclusions(shelf) == before


def test_redo_says_that_a_later_import_brought_the_same_entries(shelf):
    (shelf.folder / "third.bib").write_text(THIRD, "utf-8")
    shelf("import", "third.bib")
    shelf("undo")
    shelf("import", "third.bib")
    before = conclusions(shelf)
    said = shelf("redo", code=1).said
    assert "import" in said
    assert conclusions(shelf) == before


# ------------------------------------------------------------------------------------------ keys


def test_a_key_that_was_taken_back_still_resolves(shelf):
    shelf("set", "tenplex", "key", "k7")
    shelf("undo")
    assert shelf.ask("SELECT count(*) FROM bibliography WHERE key = 'k7'") == [(0,)]
    assert "{tenplex," in shelf("show", "--bibtex", "k7").out
    assert_rebuild_changes_nothing(shelf)
    shelf("redo")
    assert shelf.ask("SELECT count(*) FROM bibliography WHERE key = 'k7'") == [(1,)]
    shelf("show", "tenplex")
    shelf("undo")
    assert "{tenplex," in shelf("show", "--bibtex", "k7").out


CORRECTED = """\
@article{DBLP:journals/x/ZhaoL24,
  author    = {Bo Zhao and Guo Li},
  title     = {Retired Keys of Corrected Papers},
  journal   = {J. Keys},
  year      = {2024},
  timestamp = {Mon, 04 Mar 2024 00:00:00 +0100},
  biburl    = {https://dblp.org/rec/journals/x/ZhaoL24.bib},
  bibsource = {dblp computer science bibliography, https://dblp.org}
}
"""
WRONG = CORRECTED.replace("Bo Zhao", "Bo Hybrid").replace("{2024}", "{2000}")
OLD, NEW = "hybrid2000retired", "zhao2024retired"


@pytest.mark.parametrize(
    "later",
    [
        pytest.param([], id="nothing"),
        pytest.param(["rebuild"], id="rebuild"),
        pytest.param(["undo"], id="undo"),
        pytest.param(["undo", "redo"], id="undo and redo"),
        pytest.param(["dump text", "load text"], id="dump and load"),
        pytest.param(["import page.bib"], id="the same import"),
        pytest.param(["backup", "restore --force"], id="backup and restore"),
        pytest.param(["restore --force"], id="restore an older state"),
        pytest.param(["backup", "undo", "restore --force"], id="restore a newer state"),
        pytest.param(["undo", "import page.bib", "dump text", "load text"], id="all of it"),
    ],
)
def test_a_key_that_a_correction_retired_still_resolves(shelf, later):
    page = shelf.folder / "page.bib"
    page.write_text(WRONG, "utf-8")
    shelf("import", "page.bib")
    assert shelf.ask("SELECT count(*) FROM bibliography WHERE key = ?", OLD) == [(1,)]
    shelf("backup")
    page.write_text(CORRECTED, "utf-8")
    shelf("import", "page.bib")
    assert shelf.ask("SELECT count(*) FROM bibliography WHERE key = ?", NEW) == [(1,)]
    for command in later:
        shelf(*command.split())
    for key in (OLD, NEW):
        assert "Retired Keys of Corrected Papers" in shelf("show", key).out
    assert_rebuild_changes_nothing(shelf)


def test_the_key_set_last_wins_over_one_set_earlier(shelf):
    shelf("set", "tenplex", "key", "zz")
    shelf("set", "zz", "key", "aa")
    assert shelf.ask("SELECT count(*) FROM bibliography WHERE key = 'aa'") == [(1,)]
    shelf("set", "aa", "key", "mm")
    assert shelf.ask("SELECT count(*) FROM bibliography WHERE key = 'mm'") == [(1,)]
    assert_rebuild_changes_nothing(shelf)


# -------------------------------------------------------------------------------------- position


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("6", 6, id="a whole number"),
        pytest.param("6.0", 6, id="a whole number with a point"),
        pytest.param("2.5", 2.5, id="a number between two others"),
        pytest.param("1234567", 1234567, id="a large number"),
        pytest.param("0.00001", 0.00001, id="a small number"),
        pytest.param("-3", -3, id="a negative number"),
    ],
)
def test_a_position_is_kept_in_one_form(shelf, typed, kept):
    shelf("set", "--", "tenplex", "position", typed)
    said = shelf.ask("SELECT value FROM overrides WHERE field = 'position'")[0][0]
    found = shelf.ask("SELECT position FROM publications WHERE key = 'tenplex'")[0][0]
    assert (found, type(found)) == (kept, type(kept))
    assert float(said) == kept
    assert "e" not in said
    operations = shelf.ask("SELECT count(*) FROM operations")
    shelf("set", "--", "tenplex", "position", said)
    assert shelf.ask("SELECT count(*) FROM operations") == operations
