"""list, search, show, why, status, log, through the command line: looking changes nothing."""

from __future__ import annotations

import json

import pytest
from rows import every_row

from pubman.library import explain


def first_words(text: str) -> list[str]:
    """The first word of every line."""
    return [line.split()[0] for line in text.splitlines() if line.split()]


LOOKING = [
    ["list"],
    ["list", "--all"],
    ["list", "--json"],
    ["search", "event"],
    ["search", "event", "--json"],
    ["show", "eires"],
    ["show", "eires", "--json"],
    ["show", "eires", "--bibtex"],
    ["why", "eires"],
    ["why", "eires", "--json"],
    ["why", "eires", "title"],
    ["why", "tenplex", "wagenlander"],
    ["why", "tenplex", "wagenlander", "--json"],
    ["status"],
    ["status", "--json"],
    ["log"],
    ["log", "--json"],
    [],
]


@every_row("arguments", LOOKING, ids=lambda value: " ".join(value) or "pubman")
def test_looking_changes_nothing_and_ends_well(shelf, arguments):
    before = shelf.rows()
    outcome = shelf(*arguments)
    assert outcome.out.strip()
    assert all(line == line.rstrip() for line in outcome.out.splitlines())
    assert all(len(line) <= 80 for line in outcome.err.splitlines())
    if "--json" in arguments:
        assert json.loads(outcome.out)
    assert shelf.rows() == before


@every_row("arguments", LOOKING, ids=lambda value: " ".join(value) or "pubman")
def test_quiet_leaves_the_data_as_it_is(shelf, arguments):
    outcome = shelf("-q", *arguments)
    assert outcome.err == ""
    assert outcome.out == shelf(*arguments).out


# -------------------------------------------------------------------------------------------- list


def test_list_holds_what_is_mine_newest_first_and_says_what_it_leaves_out(shelf):
    outcome = shelf("list")
    assert first_words(outcome.out) == ["scalpel", "tenplex", "eires", "shedding", "tiling"]
    assert outcome.err == (
        "Not on this list: 1 not yours, 2 waiting for your answer (pubman list --all)\n"
    )


def test_list_leaves_out_what_is_only_submitted(shelf):
    shelf("set", "eires", "status", "submitted")
    assert "eires" not in shelf("list").out
    assert "1 not yet published" in shelf("list").err
    assert "[submitted]" in shelf("list", "status:submitted").out


def test_list_all_says_of_each_why_it_is_on_no_list(shelf):
    shelf("hide", "tiling")
    ends = {
        line.split()[0]: line.rpartition(" [")[2]
        for line in shelf("list", "--all").out.splitlines()
        if line.endswith("]")
    }
    assert ends == {
        "scalpel": "to appear]",
        "slags": "yours?]",
        "wagenlander": "yours?]",
        "engine": "not yours]",
        "tiling": "hidden]",
    }


@every_row(
    "arguments, keys",
    [
        (["--hidden"], ["tiling"]),
        (["--others"], ["engine"]),
        (["year:2020..2021"], ["eires", "shedding"]),
        (["year:2020..2021", "event"], ["eires", "shedding"]),
        (["year:..2020"], ["shedding"]),
        (["kind:article"], ["scalpel"]),
        (["kind:article,thesis", "is:all"], ["scalpel", "slags", "tiling", "engine"]),
        (["author:weidlich"], ["eires", "shedding"]),
        (["author:aa"], ["eires"]),
        (["title:load"], ["shedding"]),
        (["venue:sigmod"], ["eires"]),
        (['era:"Before PhD"', "is:hidden"], ["tiling"]),
        (["era:publications", "year:2020"], ["shedding"]),
        (["is:asked"], ["wagenlander", "slags"]),
        (["source:more", "is:all"], ["wagenlander", "eires", "slags", "engine"]),
        (['person:"Bo Zhao"', "year:2021"], ["eires"]),
        (["key:eires"], ["eires"]),
        (["co-scheduling"], ["scalpel"]),
        (["shed"], ["shedding"]),
        (["nothing of the kind"], []),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_list_narrowed(shelf, arguments, keys):
    shelf("hide", "tiling")
    assert first_words(shelf("list", *arguments).out) == keys


def test_list_of_nothing_says_so(shelf):
    outcome = shelf("list", "year:1066")
    assert outcome.out == ""
    assert outcome.err == "No publication of yours matches year:1066. (pubman list --all)\n"


def test_list_of_an_empty_store_says_how_to_go_on(pubman):
    pubman("init", "--name", "Bo Zhao")
    assert pubman("list").err.startswith("No publications yet.\nNext: pubman import FILE")


# ------------------------------------------------------------------------------------------ search


@every_row(
    "words, keys",
    [
        (["analytical", "engine"], ["engine"]),
        (["WAGENLÄNDER"], ["tenplex", "wagenlander"]),
        (["wagenlander"], ["tenplex", "wagenlander"]),
        (["event", "stream"], ["eires"]),
        (['"event processing"'], ["shedding"]),
        (["event processing"], ["shedding"]),
        (["event stream", "year:2020"], []),
    ],
    ids=" ".join,
)
def test_search_looks_in_everything(shelf, words, keys):
    assert sorted(first_words(shelf("search", *words).out)) == sorted(keys)


def test_search_that_finds_nothing_says_so(shelf):
    outcome = shelf("search", "quantum")
    assert outcome.out == ""
    assert outcome.err.startswith("No publication matches quantum.")


# -------------------------------------------------------------------------------------------- show


@every_row(
    "key",
    [
        "wagenlander",
        "WAGENLANDER",
        "wage",
        "10.1145/3694715.3695975",
        "https://doi.org/10.1145/3694715.3695975",
        "more:wagenlander",
        "r6",
    ],
)
def test_show_takes_every_kind_of_key(shelf, key):
    assert shelf("show", key).out.startswith("wagenlander  Tenplex: Dynamic")


def test_show_several_and_each_once(shelf):
    out = shelf("show", "eires", "tiling", "eires21").out
    assert [line.split()[0] for line in out.split("\n\n")] == ["eires", "tiling"]


def test_show_from_stdin(shelf):
    out = shelf("show", "-", stdin="tiling\n\neires  2021 and so on\n").out
    assert [line.split()[0] for line in out.split("\n\n")] == ["tiling", "eires"]


def test_show_as_bibtex_is_the_entry_as_it_was_written(shelf):
    written = (shelf.folder / "own.bib").read_text("utf-8")
    entry = shelf("show", "tiling", "--bibtex").out.strip()
    assert entry in written


def test_show_says_all_there_is(shelf):
    shelf("set", "eires", "award", "Best paper")
    shelf("tag", "selected", "eires")
    shelf("link", "eires", "code", "https://example.org/eires")
    lines = [line.strip().split(maxsplit=1) for line in shelf("show", "eires").out.splitlines()]
    said = dict(line for line in lines if len(line) == 2)
    assert said["award"] == "Best paper"
    assert said["tags"] == "selected"
    assert said["links"] == "code https://example.org/eires"
    assert said["pages"] == "2128-2141"
    assert said["sources"] == "more, own"


# --------------------------------------------------------------------------------------------- why


def test_why_names_records_rule_evidence_and_who_gave_each_field(shelf):
    out = shelf("why", "eires").out
    assert "One publication from 2 records:" in " ".join(out.split())
    assert "more.bib, line 6" in out
    assert "own.bib, line 12" in out
    assert "same 3 authors" in out
    assert "Wrong? To split off r3: pubman apart r3" in out
    assert [line.split()[:4] for line in out.splitlines() if line.startswith("  pages")] == [
        ["pages", "2128-2141", "more", "r7"]
    ]


def test_why_says_what_a_person_said(shelf):
    shelf("same", "tenplex", "wagenlander", "--note", "renamed in print")
    shelf("set", "tenplex", "title", "Tenplex")
    out = shelf("why", "tenplex").out
    assert "you decided on " in out
    assert "renamed in print" in out
    assert [line.split()[2:4] for line in out.splitlines() if line.startswith("  title ")] == [
        ["you", "own"]
    ]


def test_why_of_one_field(shelf):
    shelf("set", "eires", "pages", "1-2")
    assert shelf("why", "eires", "pages").out == (
        "pages    1-2\n"
        "from     you (to use the sources again: pubman unset eires pages)\n"
        "other    more r7: 2128-2141\n"
    )


def test_why_two(shelf):
    out = shelf("why", "tenplex", "wagenlander").out
    assert "  for      same 5 authors" in out
    assert "  result   not certain: pubman asks you (rule title variant, 0.80)" in out


def test_why_as_json_is_complete(shelf):
    found = json.loads(shelf("why", "eires", "--json").out)
    assert {record["source"] for record in found["records"]} == {"own", "more"}
    assert next(f for f in found["fields"] if f["field"] == "pages")["from"] == "more"


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["eires", "award"], "No source gives award of eires."),
        (["eires", "nothing2020"], "No publication matches 'nothing2020'"),
        (["nothing2020"], "No publication matches 'nothing2020'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_why_of_nothing(shelf, arguments, words):
    assert words in shelf("why", *arguments, code=2).err


# ----------------------------------------------------------------------------------- status and log


def test_status_says_what_is_there_what_waits_and_what_was_last(shelf):
    shelf("hide", "tiling")
    out = " ".join(shelf("status").out.split())
    assert "4 publications" in out
    assert "from 9 records; 1 hidden; 1 not yours" in out
    assert "own.bib (BibTeX), more.bib (BibTeX): imported" in out
    assert "page.txt not written yet (pubman export)" in out
    assert "Waiting 3 questions (pubman review)" in out
    assert "hide tiling (pubman undo)" in out


def test_status_follows_the_lists(shelf):
    shelf("export")
    assert "page.txt  up to date" in shelf("status").out
    shelf("hide", "tiling")
    assert "page.txt  out of date (pubman export)" in shelf("status").out


def test_status_forgets_a_file_that_was_undone(shelf):
    shelf("undo")
    assert "more.bib" not in shelf("status").out.replace("(pubman redo)", "")


def test_pubman_alone_is_the_status(shelf):
    assert shelf().out == shelf("status").out
    assert shelf().err == "All commands: pubman --help\n"


def test_log_is_latest_first_and_marks_what_was_undone(shelf):
    shelf("hide", "tiling")
    shelf("undo")
    lines = [line.split() for line in shelf("log").out.splitlines()]
    assert [line[0] for line in lines] == ["3", "2", "1"]
    assert [line[3] for line in lines] == ["hide", "import", "import"]
    assert lines[0][4] == "(undone)"
    assert len(shelf("log", "--limit", "1").out.splitlines()) == 1


def test_log_of_a_new_store(pubman):
    pubman("init", "--name", "Bo Zhao")
    outcome = pubman("log")
    assert (outcome.out, outcome.err) == ("", "Nothing was changed yet.\n")


DIFFERENCES = {
    "a date that is only less precise": ("date", "2024", "2024-06", False),
    "a more precise date": ("date", "2024-06-03", "2024-06", False),
    "another month": ("date", "2024-05", "2024-06", True),
    "another year": ("date", "2023", "2024-06", True),
    "another dash": ("pages", "1\u20139", "1-9", False),
    "other pages": ("pages", "1-9", "1-10", True),
    "another case of a number": ("number", "A1", "a1", False),
    "white space": ("title", "A  title", "A title", False),
    "another case of a title": ("title", "A Title", "A title", True),
}


@every_row(("field", "a", "b", "differs"), DIFFERENCES.values(), ids=DIFFERENCES)
def test_what_counts_as_another_value(field, a, b, differs):
    assert explain._differs(field, a, b) is differs
    assert explain._differs(field, b, a) is differs


RAISED = (
    r"Up to 10\textsuperscript{9} moles of CO\textsubscript{2} in the 3\textsuperscript{rd} year"
)


def test_raised_numbers_are_not_joined_to_others(pubman):
    (pubman.folder / "a.bib").write_text(f"@article{{moss, title = {{{RAISED}}}, year = {{2020}}}}")
    pubman("init")
    pubman("import", "a.bib")
    shown = "Up to 10⁹ moles of CO₂ in the 3rd year"
    assert shown in pubman("list").out
    assert shown in pubman("search", "moles").out
    assert shown in pubman("show", "moss").out
    for form in ("text", "ris", "enw", "csv"):
        assert shown in pubman("export", "--format", form, "-o", "-").out
