"""edit: an entry opened in an editor; only the changes made there are the person's."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from pubman.cli.edit import editor as editor_command
from pubman.errors import UsageError


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """``editor((old, new), ...)``: one that replaces, a pair each round, and keeps what it saw."""

    def script(*rounds: tuple[str, str], code: int = 0) -> Path:
        seen = tmp_path / "seen"
        seen.mkdir()
        program = tmp_path / "an editor.py"
        program.write_text(
            f"""
import pathlib, sys
seen = pathlib.Path({str(seen)!r})
number = len(list(seen.iterdir()))
rounds = {list(rounds)!r}
file = pathlib.Path(sys.argv[-1])
text = file.read_text('utf-8')
(seen / str(number)).write_text(text, 'utf-8')
if number < len(rounds):
    old, new = rounds[number]
    assert old in text, text
    file.write_text(text.replace(old, new), 'utf-8', newline='\\n')
sys.exit({code})
""",
            "utf-8",
        )
        monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{program}"')
        return seen

    return script


def overrides(shelf: Any) -> list[tuple[Any, ...]]:
    return sorted(shelf.ask("SELECT field, value FROM overrides"))


def entry(shelf: Any, key: str) -> str:
    text: str = shelf("export", "--format", "bibtex").out
    start = text.index(f"{{{key},")
    return text[text.rindex("@", 0, start) : text.find("\n\n", start)]


def test_what_was_changed_becomes_the_persons_and_nothing_else(shelf, editor) -> None:
    before = entry(shelf, "shedding")
    seen = editor(("ICDE}, year = 2020", "IEEE ICDE}, year = 2021"))
    outcome = shelf("edit", "shedding")
    assert (seen / "0").read_text("utf-8") == before + "\n"
    assert overrides(shelf) == [("date", "2021-04"), ("venue", "IEEE ICDE")]
    assert 'shedding: venue is now "IEEE ICDE"' in outcome.err
    expected = before.replace("{ICDE}, year = 2020", "{IEEE ICDE}, year = {2021}")
    assert entry(shelf, "shedding") == expected


@pytest.mark.parametrize(
    "change, line",
    [
        (
            ("{Some}", "{Some more}"),
            "title = {Some more}, subtitle = {A Study}, titleaddon = {Note}",
        ),
        (("Study", "Survey"), "title = {Some}, subtitle = {A Survey}, titleaddon = {Note}"),
        (("{Note}", "{Notes}"), "title = {Some}, subtitle = {A Study}, titleaddon = {Notes}"),
        (
            ("{Some}, subtitle = {A Study}", "{Any}, subtitle = {A Word}"),
            "title = {Any: A Word. Note}",
        ),
    ],
)
def test_of_a_title_in_parts_the_part_changes(shelf, editor, change, line) -> None:
    text = "title = {Some}, subtitle = {A Study}, titleaddon = {Note}}"
    (shelf.folder / "parts.bib").write_text("@book{parts, author = {Bo Zhao}, " + text, "utf-8")
    shelf("import", "--mine", "parts.bib")
    editor(change)
    shelf("edit", "parts")
    assert line + "}" in entry(shelf, "parts")


def test_what_was_emptied_is_emptied_for_good(shelf, editor) -> None:
    editor((", note = {to appear}", ""))
    shelf("edit", "scalpel")
    assert overrides(shelf) == [("status", "")]
    assert "to appear" not in entry(shelf, "scalpel")


def test_a_mistake_opens_it_again_with_the_text_kept(shelf, editor) -> None:
    seen = editor(("year = 2020, month = apr\n}", "year = 2021, note = {oops\n"), ("{oops", "{a}}"))
    shelf("edit", "shedding")
    again = (seen / "1").read_text("utf-8")
    assert again.startswith("% pubman: Line 1: ")
    assert "year = 2021, note = {oops" in again
    assert overrides(shelf) == [("date", "2021"), ("note", "a")]


def kept(home: Path) -> list[str]:
    """The texts kept because they were not accepted."""
    return [file.read_text("utf-8") for file in sorted(home.glob("**/drafts/*.bib"))]


def test_the_same_mistake_twice_gives_up_and_keeps_the_text(shelf, editor, home) -> None:
    before = shelf.rows()
    editor(("month = apr\n}", "note = {oops"))
    outcome = shelf("edit", "shedding", code=1)
    file = Path(outcome.said.split("your text is kept in ")[1])
    assert [file.read_text("utf-8")] == kept(home)
    assert "note = {oops" in kept(home)[0]
    assert "Nothing was changed." in outcome.said
    assert shelf.rows() == before


def test_a_text_kept_is_opened_again_until_it_is_taken(shelf, editor, home) -> None:
    seen = editor(("month = apr\n}", "note = {oops"), ("", ""), ("{oops", "{fine}\n}"))
    shelf("edit", "shedding", code=1)
    shelf("edit", "shedding")
    again = (seen / "2").read_text("utf-8")
    assert again.startswith("% pubman: This is your earlier text")
    assert "note = {oops" in again
    assert overrides(shelf) == [("date", "2020"), ("note", "fine")]
    assert kept(home) == []


def test_a_text_kept_is_forgotten_once_it_is_emptied(shelf, editor, home) -> None:
    left = entry(shelf, "shedding").replace("month = apr\n}", "note = {oops") + "\n"
    notes = "% pubman: This is your earlier text, which could not be saved.\n"
    more = "% pubman: Fix it, save and quit. To change nothing, empty the file and save it.\n"
    editor(("month = apr\n}", "note = {oops"), ("", ""), (notes + more + left, ""))
    shelf("edit", "shedding", code=1)
    assert kept(home) == [left]
    assert "the file was empty. Nothing was changed." in shelf("edit", "shedding").err
    assert kept(home) == []
    assert overrides(shelf) == []


@pytest.mark.parametrize(
    "old, new, problem",
    [
        ("@inproceedings{shedding", "", "no entry"),
        ("@inproceedings{shedding", "@misc{x, title={y}}\n@inproceedings{shedding", "2 entries"),
        ("{shedding,", "{she dding,", "a key with white space"),
        ("title = {Load", "title {Load", "no = between a field and its value"),
        ("year = 2020, ", "year = 2020 ", "no comma between two fields"),
    ],
)
def test_what_is_not_one_entry_is_said_above_it(shelf, editor, old, new, problem) -> None:
    seen = editor((old, new))
    shelf("edit", "shedding", code=1)
    assert problem in (seen / "1").read_text("utf-8").splitlines()[0]
    assert overrides(shelf) == []


@pytest.mark.parametrize("text", ["unchanged", "emptied"])
def test_nothing_saved_changes_nothing(shelf, editor, text) -> None:
    before = shelf.rows()
    whole = entry(shelf, "tiling") + "\n"
    editor(("@", "@") if text == "unchanged" else (whole, ""))
    assert "Nothing was changed." in shelf("edit", "tiling").err
    assert shelf.rows() == before


def test_key_tags_and_links_are_fields_like_others(shelf, editor) -> None:
    new = "{locality,\n  pdf = {https://example.org/a.pdf}, selected = {true}, foo = {bar},"
    editor(("{tiling,", new))
    outcome = shelf("edit", "tiling")
    assert 'extra.foo is now "bar"' in outcome.err
    assert shelf.ask("SELECT label, url FROM links") == [("pdf", "https://example.org/a.pdf")]
    assert shelf.ask("SELECT tag FROM tags") == [("selected",)]
    assert entry(shelf, "locality").startswith("@article{locality,")


def test_a_field_of_ones_own_is_kept_and_comes_back(shelf, editor) -> None:
    before = entry(shelf, "tiling")
    editor(("{tiling,", "{tiling,\n  foo = {Br{\\'a}s & co},"))
    shelf("edit", "tiling")
    assert shelf.ask("SELECT field, value FROM overrides") == [("extra.foo", "Brás & co")]
    assert "foo" in entry(shelf, "tiling")
    shelf("rebuild")
    assert "foo = {Br{\\'{a}}s \\& co}" in entry(shelf, "tiling")
    shelf("set", "tiling", "extra.foo", "other")
    assert "foo = {other}" in entry(shelf, "tiling")
    shelf("unset", "tiling", "extra.foo")
    assert entry(shelf, "tiling") == before


@pytest.mark.parametrize("name", ["foo", "bdsk-url-9", "x.y:z", "__note"])
def test_a_field_of_ones_own_goes_out_where_no_bib_leads(shelf, editor, name) -> None:
    shelf("add", "--title", "Under Way", "--author", "Bo Zhao", "--year", "2026", "--venue", "V")
    shelf("set", "zhao2026", "key", "way")
    before = entry(shelf, "way")
    seen = editor((" = {V", f" = {{V}},\n  {name} = {{a \\& b"), ("a \\& b", "c \\& d"))
    shelf("edit", "way")
    ours = f"{name:<9} = {{a \\& b}}"
    assert entry(shelf, "way") == before.replace("\n}", f",\n  {ours}\n}}")
    assert ours in shelf("export", "--format", "biblatex").out
    assert "own_fields" not in shelf("export", "--format", "json").out
    shelf("edit", "way")
    assert ours in (seen / "1").read_text("utf-8")
    assert f"{name:<9} = {{c \\& d}}" in entry(shelf, "way")
    shelf("unset", "way", f"extra.{name}")
    assert entry(shelf, "way") == before


def test_one_edit_is_one_step_to_take_back(shelf, editor) -> None:
    before = entry(shelf, "shedding")
    editor(
        ("Load Shedding", "Shedding Load"),
    )
    shelf("edit", "shedding")
    assert entry(shelf, "shedding") != before
    shelf("undo")
    assert entry(shelf, "shedding") == before
    assert overrides(shelf) == []


def test_an_entry_that_came_from_no_bib_is_made(shelf, editor) -> None:
    shelf("add", "--title", "Ünder & Way", "--author", "Bo Zhao", "--year", "2026", "--venue", "V")
    editor(("{2026}", "{2027}"))
    shelf("edit", "zhao2026")
    assert overrides(shelf) == [("date", "2027")]


def test_an_editor_that_fails_changes_nothing_and_keeps_what_was_typed(shelf, editor, home) -> None:
    editor(("ICDE", "X"), code=3)
    outcome = shelf("edit", "shedding", code=1)
    assert "ended with an error (3)" in outcome.err
    assert overrides(shelf) == []
    assert "{X}" in kept(home)[0]
    assert "pubman edit shedding" in outcome.err


def test_an_editor_that_fails_untouched_leaves_nothing_behind(shelf, editor, home) -> None:
    editor(code=3)
    shelf("edit", "shedding", code=1)
    assert kept(home) == []


def test_no_draft_is_left_in_the_temporary_folder(shelf, editor, tmp_path, monkeypatch) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    editor(("ICDE", "VLDB"), ("VLDB", ""), ("@inproceedings", "no"))
    shelf("edit", "shedding")
    shelf("edit", "shedding")
    shelf("edit", "shedding", code=1)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "command, sentence",
    [("", "No editor is set"), ("vim", "vim needs a terminal"), ("no-such-program", "cannot be")],
)
def test_without_an_editor_or_a_terminal_one_sentence(
    shelf, monkeypatch, command, sentence
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", command)
    outcome = shelf("edit", "shedding", code=2)
    assert sentence in outcome.err
    assert "Nothing was changed." in " ".join(outcome.err.split())


def test_visual_goes_before_editor(shelf, editor, monkeypatch) -> None:
    editor(("ICDE", "VLDB"))
    monkeypatch.setenv("VISUAL", "no-such-program")
    shelf("edit", "shedding", code=2)


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.skipif(os.name == "nt", reason="programs are found in another way there")
@pytest.mark.parametrize(
    ("there", "chosen"), [(["vi"], ["vi"]), (["vi", "nano"], ["nano"]), ([], None)], ids=str
)
def test_without_an_editor_set_it_falls_back_to_one_that_is_there(
    monkeypatch, tmp_path, there, chosen
):
    for name in there:
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setattr("sys.stdin", Terminal())
    if chosen is None:
        with pytest.raises(UsageError, match="No editor is set"):
            editor_command._editor()
    else:
        assert editor_command._editor() == chosen
