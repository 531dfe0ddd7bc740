"""undo and redo, through the command line."""

from __future__ import annotations

import pytest

WRITING = [
    ["hide", "tiling"],
    ["mine", "slags"],
    ["mine", "--source", "more.bib"],
    ["mine", "--not-mine", "--source", "own.bib"],
    ["keep", "tiling"],
    ["same", "tenplex", "wagenlander"],
    ["apart", "r7"],
    ["apart", "tenplex", "wagenlander"],
    ["extends", "eires", "shedding"],
    ["set", "tiling", "title", "Loops"],
    ["set", "tiling", "era", "Publications"],
    ["set", "tiling", "key", "liu15"],
    ["tag", "eires", "tiling", "selected"],
    ["mark", "eires", "equal", "Bo Zhao"],
    ["link", "eires", "pdf", "https://example.org/a.pdf"],
    ["add", "--title", "A New One", "--author", "Bo Zhao", "--year", "2026"],
    ["import", "--as", "again", "more.bib"],
]
ONLY_GROW = {"operations", "changes", "imports", "problems", "sqlite_sequence", "sources"}


def state(shelf) -> dict[str, list]:
    """The store except for tables that only grow, withdrawn records and their keys."""
    rows = {name: found for name, found in shelf.rows().items() if name not in ONLY_GROW}
    rows["records"] = shelf.ask("SELECT * FROM records WHERE withdrawn = 0")
    rows["cite_keys"] = shelf.ask(
        "SELECT k.* FROM cite_keys k JOIN records r ON r.id = k.record_id WHERE r.withdrawn = 0"
    )
    return {name: sorted(found, key=repr) for name, found in rows.items()}


@pytest.mark.parametrize("arguments", WRITING, ids=" ".join)
def test_undo_takes_it_back_and_redo_does_it_again(shelf, arguments):
    before = state(shelf)
    shelf(*arguments)
    after = state(shelf)
    assert after != before
    said = shelf("undo").err
    assert said.startswith(f"Undone 3, {arguments[0]}: ")
    assert said.endswith("(pubman redo)\n")
    left = state(shelf)
    generated = [row for row in left["cite_keys"] if row not in before["cite_keys"]]
    # A key that was undone becomes a former key, which still resolves.
    assert all(row[2] in ("generated", "former") for row in generated)
    left["cite_keys"] = before["cite_keys"]
    assert left == before
    assert shelf("redo").err.startswith(f"Redone 3, {arguments[0]}: ")
    assert state(shelf) == after


def test_a_summary_that_ends_in_a_full_stop_gets_no_second(shelf):
    shelf("set", "tiling", "note", "Best of all.")
    assert "note = Best of all. (pubman redo)" in shelf("undo").said
    assert "note = Best of all. (pubman undo)" in shelf("redo").said


def test_a_key_that_was_undone_still_resolves(shelf):
    origin = "SELECT origin FROM cite_keys WHERE key = 'liu15'"
    shelf("set", "tiling", "key", "liu15")
    assert shelf.ask(origin) == [("hand",)]
    shelf("undo")
    assert shelf.ask(origin) == [("former",)]
    assert shelf("show", "liu15").out == shelf("show", "tiling").out
    shelf("redo")
    assert shelf.ask(origin) == [("hand",)]
    assert shelf("list", "year:2015").out.startswith("liu15 ")


def test_undo_twice_goes_two_steps(shelf):
    shelf("hide", "tiling")
    shelf("hide", "eires")
    assert shelf("undo").err.startswith("Undone 4, hide: eires.")
    assert shelf("undo").err.startswith("Undone 3, hide: tiling.")
    assert shelf("redo").err.startswith("Redone 3")
    assert shelf("redo").err.startswith("Redone 4")


def test_undo_of_an_earlier_one_by_number(shelf):
    shelf("hide", "tiling")
    shelf("hide", "eires")
    shelf("undo", "3")
    assert shelf.ask("SELECT key FROM bibliography WHERE hidden") == [("eires",)]


def test_undo_of_what_others_rest_on_is_refused_by_name(shelf):
    shelf("set", "tiling", "title", "One")
    shelf("set", "tiling", "title", "Two")
    before = shelf.rows()
    outcome = shelf("undo", "3", code=1)
    assert outcome.err == (
        "error: Cannot undo 3, because a later change depends on it: 4 set. Nothing was\n"
        "changed.\n"
        "  pubman undo 3 --with-later     undoes 4 and 3\n"
    )
    assert shelf.rows() == before
    shelf("undo", "3", "--with-later")
    assert shelf.ask("SELECT title FROM bibliography WHERE key = 'tiling'") == [
        ("Loop Tiling for Optimization of Locality and Parallelism",)
    ]


LATER = [
    (1, "a later change depends on it: 4 set.", "4"),
    (2, "later changes depend on it: 4 set and 5 set.", "5, 4"),
    (4, "later changes depend on it: 4 set, 5 set, 6 set and 7 set.", "7, 6, 5, 4"),
    (5, "later changes depend on it: 4 set, 5 set, 6 set, 7 set and 1 more.", "8, 7, 6, 5, 4"),
    (6, "later changes depend on it: 4 set, 5 set, 6 set, 7 set and 2 more.", "9, 8, 7, 6, 5, 4"),
]


@pytest.mark.parametrize("count, words, numbers", LATER, ids=[f"{row[0]}" for row in LATER])
def test_later_changes_are_named_up_to_four(shelf, count, words, numbers):
    for number in range(count + 1):
        shelf("set", "tiling", "title", f"Title {number}")
    said = shelf("undo", "3", code=1).err
    assert f"Cannot undo 3, because {words} Nothing was changed." in " ".join(said.split())
    assert f"  pubman undo 3 --with-later     undoes {numbers} and 3\n" in said
    assert shelf("undo", "3", "--with-later").err.count("Undone") == count + 1
    assert shelf.ask("SELECT count(*) FROM overrides") == [(0,)]


@pytest.mark.parametrize("arguments", [["restore", "--force"], ["load", "kept"]], ids=" ".join)
def test_undo_of_what_replaced_the_store_is_refused(shelf, arguments):
    shelf("backup")
    shelf("dump", "kept")
    shelf("hide", "tiling")
    shelf(*arguments)
    before = shelf.rows()
    number = shelf.ask("SELECT max(id) FROM operations")[0][0]
    outcome = shelf("undo", code=1)
    assert outcome.said == (
        f"error: Cannot undo {number}, because {arguments[0]} replaced the whole store. The former "
        "store is among the backups. Nothing was changed. pubman restore --list"
    )
    assert shelf.rows() == before


def test_redo_takes_the_one_that_was_undone_last(shelf):
    for key in ("tiling", "eires", "scalpel"):
        shelf("hide", key)
    for number in ("4", "3", "5"):
        shelf("undo", number)
    assert [shelf("redo").err.split(",")[0] for _ in range(3)] == [
        "Redone 5", "Redone 3", "Redone 4",
    ]  # fmt: skip


def test_undo_of_an_import_on_which_facts_rest_is_refused(shelf):
    shelf("hide", "slags")
    assert "a later change depends on it: 3 hide." in shelf("undo", "2", code=1).said


def test_undo_of_the_first_of_two_readings_of_a_list_is_refused(shelf):
    text = (shelf.folder / "more.bib").read_text("utf-8")
    (shelf.folder / "more.bib").write_text(text + "@misc{new, title={A New One}, year=2026}\n")
    shelf("import", "more.bib")
    before = shelf.rows()
    assert "a later change depends on it: 3 import." in shelf("undo", "2", code=1).said
    assert shelf.rows() == before
    shelf("undo", "2", "--with-later")
    assert shelf.ask("SELECT count(*) FROM publications") == [(5,)]


def test_redo_of_what_rests_on_an_undone_one_is_refused(shelf):
    text = (shelf.folder / "more.bib").read_text("utf-8")
    (shelf.folder / "more.bib").write_text(text + "@misc{new, title={A New One}, year=2026}\n")
    shelf("import", "more.bib")
    shelf("undo", "2", "--with-later")
    before = shelf.rows()
    assert shelf("redo", "3", code=1).err == (
        "error: Cannot redo 3, because it depends on 2 import, which is also undone.\n"
        "Nothing was changed.\n"
        "  pubman redo 2     comes first\n"
    )
    assert shelf.rows() == before
    shelf("redo", "2")
    shelf("redo", "3")
    assert shelf.ask("SELECT count(*) FROM publications") == [(9,)]


def test_undo_takes_back_what_rests_on_what_rests_on_it(shelf):
    text = (shelf.folder / "more.bib").read_text("utf-8")
    (shelf.folder / "more.bib").write_text(text + "@misc{new, title={A New One}, year=2026}\n")
    shelf("import", "more.bib")
    shelf("hide", "new")
    shelf("set", "slags", "key", "zhao19")
    assert "undoes 5, 4, 3 and 2" in shelf("undo", "2", code=1).said
    shelf("undo", "2", "--with-later")
    assert shelf.ask("SELECT count(*) FROM ownership") == [(0,)]


def test_redo_of_what_was_written_since_is_refused(shelf):
    shelf("set", "tiling", "title", "One")
    shelf("undo")
    shelf("set", "tiling", "title", "Two")
    before = shelf.rows()
    assert shelf("redo", code=1).said == (
        "error: Cannot redo 3, because later changes wrote the same: 4 set. Nothing was changed. "
        "pubman log"
    )
    assert shelf.rows() == before


@pytest.mark.parametrize(
    "arguments, code, words",
    [
        (["undo", "99"], 2, "There is no change 99 in the log. Nothing was changed. pubman log"),
        (["undo", "0"], 2, "There is no change 0"),
        (["redo", "99"], 2, "There is no change 99 in the log. Nothing was changed. pubman log"),
        (["undo", "last"], 2, "'last' is not a whole number"),
        (["redo", "2"], 2, "Change 2 is not undone. Nothing was changed. pubman log"),
        (["redo"], 1, "There is nothing to redo. Nothing was changed."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_nothing_to_take_back_is_said(shelf, arguments, code, words):
    before = shelf.rows()
    assert words in shelf(*arguments, code=code).said
    assert shelf.rows() == before


def test_undo_of_what_is_already_undone_is_refused(shelf):
    shelf("hide", "tiling")
    shelf("undo")
    said = shelf("undo", "3", code=2).said
    assert said == "error: Change 3 is already undone. Nothing was changed. pubman log"


def test_undo_in_a_new_store(pubman):
    pubman("init", "--name", "Bo Zhao")
    assert "There is nothing to undo. Nothing was changed." in pubman("undo", code=1).err
