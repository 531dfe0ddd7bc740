"""review, same, apart, extends, mine, keep, hide, unhide, through the command line."""

from __future__ import annotations

import json

import pytest
from rows import every_row


def together(shelf, *titles: str) -> bool:
    """True if the records of ``own`` and ``more`` that begin so share a publication."""
    found = {
        shelf.ask(
            "SELECT publication_id FROM publication_records JOIN records r ON r.id = record_id "
            "WHERE r.source = ? AND r.title LIKE ?",
            *title.split(":"),
        )[0]
        for title in titles
    }
    return len(found) == 1


TENPLEX = ("own:Tenplex%", "more:Tenplex%")


# ------------------------------------------------------------------------------------------ review


def asked(shelf, *words: str) -> list[list[str]]:
    """The kind and first key of every question listed."""
    lines = shelf("review", *words).out.splitlines()
    return [line.split()[1:3] for line in lines if line.lstrip()[:1].isdigit()]


def test_review_lists_what_waits_one_a_line(shelf):
    assert asked(shelf) == [["same?", "tenplex"], ["mine?", "slags"], ["mine?", "wagenlander"]]
    assert asked(shelf, "year:2019") == [["mine?", "slags"]]


def test_review_says_how_to_answer(shelf):
    assert "Answer: pubman same|apart|extends A B, pubman mine|hide KEY" in shelf("review").out


def test_review_as_json(shelf):
    found = json.loads(shelf("review", "--json").out)
    assert [each["kind"] for each in found] == ["same", "mine", "mine"]
    assert found[0]["key_a"] == "tenplex"
    assert found[0]["score"] > 0.5


def test_review_of_nothing_says_so(shelf):
    outcome = shelf("review", "year:1843")
    assert outcome.out == ""
    assert outcome.err == "No open questions.\n"


def test_review_changes_nothing(shelf):
    before = shelf.rows()
    shelf("review")
    assert shelf.rows() == before


# ---------------------------------------------------------------------------- same, apart, extends


def test_same_makes_one_line_that_is_never_asked_about_again(shelf):
    outcome = shelf("same", "tenplex", "wagenlander", "--note", "renamed in print")
    assert outcome.out == ""
    assert outcome.err == "Merged as tenplex. (pubman undo)\n"
    assert together(shelf, *TENPLEX)
    assert shelf.ask("SELECT verdict, note FROM decisions") == [("same", "renamed in print")]
    assert shelf.ask("SELECT count(*) FROM questions WHERE kind = 'same'") == [(0,)]


def test_said_again_in_fewer_words_changes_nothing(shelf):
    shelf("same", "tenplex", "wagenlander", "--note", "renamed in print")
    before = shelf.rows()
    assert "Nothing was changed." in shelf("same", "wagenlander", "tenplex").err
    assert shelf.rows() == before


def test_same_of_three(shelf):
    shelf("same", "tenplex", "wagenlander", "shedding")
    assert together(shelf, *TENPLEX, "own:Load%")


def test_apart_keeps_a_pair_two_and_asks_no_more(shelf):
    outcome = shelf("apart", "tenplex", "wagenlander")
    assert outcome.err == (
        "tenplex and wagenlander are two publications. I won't ask again. (pubman undo)\n"
    )
    assert not together(shelf, *TENPLEX)
    assert shelf.ask("SELECT count(*) FROM questions WHERE kind = 'same'") == [(0,)]


def test_apart_takes_one_record_out(shelf):
    ((record,),) = shelf.ask("SELECT id FROM records WHERE source_key = 'eires21'")
    assert together(shelf, "own:EIRES%", "more:EIRES%")
    outcome = shelf("apart", f"r{record}")
    assert "r7 is now a publication of its own, eires21" in outcome.err
    assert not together(shelf, "own:EIRES%", "more:EIRES%")


@pytest.mark.parametrize("arguments", [("r7", "r3"), ("r3", "r7")], ids=["r7 r3", "r3 r7"])
def test_apart_of_two_records_of_one_publication(shelf, arguments):
    shelf("apart", *arguments)
    assert not together(shelf, "own:EIRES%", "more:EIRES%")


@pytest.mark.parametrize(
    "first, second, one",
    [
        (["apart", "tenplex", "wagenlander"], ["same", "tenplex", "wagenlander"], True),
        (["extends", "tenplex", "wagenlander"], ["same", "tenplex", "wagenlander"], True),
        (["apart", "shedding", "eires"], ["same", "shedding", "eires"], True),
        (["apart", "r7"], ["same", "r3", "r7"], True),
        (["same", "tenplex", "wagenlander"], ["apart", "r1", "r6"], False),
        (["same", "tenplex", "wagenlander"], ["extends", "r1", "r6"], False),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_a_new_word_replaces_the_old_one(shelf, first, second, one):
    shelf(*first)
    shelf(*second)
    ((verdict,),) = shelf.ask("SELECT DISTINCT verdict FROM decisions")
    assert verdict == ("same" if one else "different" if second[0] == "apart" else "extends")
    ids = [key for key in second[1:] if key.startswith("r") and key[1:].isdigit()]
    keys = ids or second[1:]
    found = {shelf("show", key).out.split()[0] for key in keys}
    assert (len(found) == 1) == one


def test_same_after_apart_joins_whole_publications(shelf):
    shelf("apart", "shedding", "eires")
    shelf("same", "shedding", "eires")
    assert together(shelf, "own:Load%", "own:EIRES%", "more:EIRES%")
    assert shelf.ask("SELECT count(*) FROM publications") == [(7,)]


def test_extends_ties_two_lines(shelf):
    outcome = shelf("extends", "eires", "shedding")
    assert outcome.err == "eires extends shedding. Both stay on your list, linked. (pubman undo)\n"
    assert shelf.ask("SELECT key, of_key, by FROM extensions") == [("eires", "shedding", "said")]
    assert "extends     shedding" in shelf("show", "eires").out
    assert "extended by eires" in shelf("show", "shedding").out


def test_a_decision_that_contradicts_others_is_refused_by_name(shelf):
    shelf("same", "shedding", "tiling")
    shelf("same", "tiling", "scalpel")
    before = shelf.rows()
    outcome = shelf("apart", "r4", "r2", code=1)
    assert " ".join(outcome.err.split()).startswith(
        "error: This contradicts your other decisions: r2 is the same as r5 and r4 is the same "
        "as r5, but r2 is different from r4. Nothing was changed."
    )
    assert shelf.rows() == before


# ------------------------------------------------------------------------------------- whose it is


@pytest.mark.parametrize(
    "command, key, column, value",
    [
        (["mine", "slags"], "slags", "mine", 1),
        (["mine", "engine"], "engine", "mine", 1),
        (["hide", "slags"], "slags", "hidden", 1),
        (["hide", "tiling"], "tiling", "hidden", 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_whose_it_is_said_by_hand(shelf, command, key, column, value):
    shelf(*command)
    assert shelf.ask(f"SELECT {column} FROM bibliography WHERE key = ?", key) == [(value,)]
    assert shelf.ask("SELECT count(*) FROM review WHERE kind = 'mine' AND key_a = ?", key) == [(0,)]


def test_hide_and_unhide(shelf):
    assert shelf("hide", "tiling").err == "Hidden from your lists: tiling. (pubman undo)\n"
    assert "tiling" not in shelf("list").out
    assert shelf("unhide", "tiling").err == "No longer hidden: tiling. (pubman undo)\n"
    assert "tiling" in shelf("list").out


def test_mine_brings_back_what_was_hidden(shelf):
    shelf("hide", "slags")
    shelf("mine", "slags")
    assert shelf.ask("SELECT mine, hidden FROM bibliography WHERE key = 'slags'") == [(1, 0)]


def test_a_word_about_several(shelf):
    assert "Hidden from your lists: shedding, tiling" in shelf("hide", "shedding", "tiling").err


def test_what_is_hidden_stays_so_when_its_file_comes_again(shelf):
    shelf("hide", "slags")
    before = shelf.rows()
    shelf("import", "more.bib")
    assert shelf.rows() == before


def test_keep_is_kept(shelf):
    said = shelf("keep", "tiling").said
    assert shelf.ask("SELECT state FROM ownership") == [("kept",)]
    assert "So far, tiling is still listed." in said


# ------------------------------------------------------------------------------- keys, and nothing


COMMANDS = [
    ("mine", ["slags"]),
    ("hide", ["slags", "tiling"]),
    ("keep", ["tiling"]),
    ("same", ["tenplex", "wagenlander"]),
    ("apart", ["tenplex", "wagenlander"]),
]


@pytest.mark.parametrize("command, keys", COMMANDS, ids=[c for c, _ in COMMANDS])
def test_keys_come_from_stdin(shelf, command, keys):
    lines = "".join(f"{key}  2020  and more\n\n" for key in keys)
    shelf(command, "-", stdin=lines)
    assert shelf.ask("SELECT command, summary FROM operations ORDER BY id DESC LIMIT 1") == [
        (command, " ".join(keys))
    ]


def test_a_list_can_be_piped_into_a_command(shelf):
    shelf("hide", "-", stdin=shelf("list", "year:2020..").out)
    shelf("unhide", "-", stdin=shelf("list", "--hidden").out)
    assert shelf.ask("SELECT count(*) FROM ownership") == [(0,)]


@every_row("command", ["mine", "hide", "keep", "unhide", "show", "same", "apart"])
def test_no_key_on_stdin_is_said(shelf, command):
    before = shelf.rows()
    outcome = shelf(command, "-", stdin="\n", code=2)
    assert outcome.err.startswith("error: No KEY was given.")
    assert shelf.rows() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["mine", "eires"],
        ["unhide", "eires"],
        ["same", "eires", "eires21"],
        ["same", "eires", "eires"],
    ],
    ids=" ".join,
)
def test_what_is_so_already_is_no_operation(shelf, arguments):
    if arguments[0] == "mine":
        shelf("mine", "eires")
    before = len(shelf.ask("SELECT * FROM operations"))
    shelf(*arguments)
    assert len(shelf.ask("SELECT * FROM operations")) - before <= (arguments[-1] == "eires21")


@every_row(
    "arguments, words",
    [
        (["same", "eires"], "needs at least two KEYs"),
        (["apart", "eires"], "is a publication, not a record"),
        (["apart", "r5"], "has only one record"),
        (["apart", "eires", "eires21"], "are one publication"),
        (["apart", "eires", "shedding", "tiling"], "Give two KEYs"),
        (["extends", "eires", "eires21"], "are one publication"),
        (["apart", "r3", "r3"], "r3 and r3 are one publication"),
        (["extends", "r3", "r3"], "r3 and r3 are one publication"),
        (["extends", "eires"], "Missing argument 'B'"),
        (["hide", "nothing2020"], "No publication matches 'nothing2020'"),
        (["hide", "eires", "nothing2020"], "No publication matches 'nothing2020'"),
        (["mine", "s"], "'s' matches 3 publications"),
        (["same", "eires", "r999"], "No publication matches 'r999'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_meant_is_said_and_changes_nothing(shelf, arguments, words):
    before = shelf.rows()
    outcome = shelf(*arguments, code=2)
    assert words in outcome.err
    assert outcome.out == ""
    assert shelf.rows() == before
