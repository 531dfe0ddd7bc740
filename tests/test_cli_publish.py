"""export, through the command line: what is written, where, and what is left alone."""

from __future__ import annotations

import json

import pytest
from rows import every_row

from pubman.pages import EXPORTS


def page(shelf, name: str = "page.txt") -> str:
    return (shelf.folder / name).read_bytes().decode("utf-8")


def add_list(shelf, text: str) -> None:
    with (shelf.folder / "pubman.toml").open("a", encoding="utf-8") as file:
        file.write("\n[[lists]]\n" + text)


def test_export_writes_every_list_with_an_output(shelf):
    add_list(shelf, 'name = "data"\nformat = "bibtex"\noutput = "all.bib"\n')
    outcome = shelf("export")
    assert outcome.out == ""
    assert "page.txt: 5 publications (4 Publications, 1 Before PhD), " in outcome.err
    assert "  left out: 1 not yours, 2 waiting for your answer\n" in outcome.err
    assert "all.bib: 8 publications, " in outcome.err
    assert page(shelf).startswith("Publications\n")
    assert page(shelf, "all.bib").count("\n@") + 1 == 8


def test_export_again_changes_nothing_and_says_so(shelf):
    shelf("export")
    before = shelf.rows()
    stamp = (shelf.folder / "page.txt").stat().st_mtime_ns
    assert "page.txt: 5 publications (4 Publications, 1 Before PhD), unchanged" in (
        shelf("export").err
    )
    assert (shelf.folder / "page.txt").stat().st_mtime_ns == stamp
    assert shelf.rows() == before


def test_export_says_how_a_list_changed(shelf):
    shelf("export")
    shelf("hide", "tiling")
    assert "page.txt: 4 publications, changed (-1), " in shelf("export").err


def test_export_of_one_list_by_name(shelf):
    add_list(shelf, 'name = "data"\nformat = "json"\noutput = "all.json"\n')
    shelf("export", "data")
    assert not (shelf.folder / "page.txt").exists()
    assert json.loads(page(shelf, "all.json"))


def test_export_of_a_list_narrowed(shelf):
    assert "1 publication" in shelf("export", "page", "year:2015").err


@every_row("name", sorted(EXPORTS))
def test_export_in_every_format_to_stdout(shelf, name):
    before = shelf.rows()
    outcome = shelf("export", "--format", name, "year:2021")
    assert "EIRES" in outcome.out
    assert "Load Shedding" not in outcome.out
    assert outcome.out.endswith("\n")
    assert shelf.rows() == before


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_the_ending_of_the_file_says_the_format(shelf, name):
    file = f"list{EXPORTS[name].extension}"
    expected = shelf("export", "--format", name).out
    shelf("export", "-o", file)
    assert page(shelf, file)[:200] == expected[:200]


def test_a_dash_is_stdout(shelf):
    assert shelf("export", "page", "-o", "-").out == shelf("export", "--format", "text").out


def test_a_data_format_holds_all_that_is_not_hidden(shelf):
    shelf("hide", "tiling")
    keys = shelf("export", "--format", "bibtex").out
    assert "{slags," in keys
    assert "{engine," in keys
    assert "{tiling," not in keys


def test_limit_and_title(shelf):
    out = shelf("export", "--format", "markdown", "--limit", "2", "--title", "Two").out
    assert out.startswith("# Two\n")
    assert "Scalpel" in out
    assert "EIRES" not in out


def test_rehearsed(shelf):
    before = shelf.rows()
    assert "page.txt: 5 publications" in shelf("export", "-n").err
    assert not (shelf.folder / "page.txt").exists()
    assert shelf.rows() == before


def test_a_list_with_sections_and_conditions(shelf):
    shelf("tag", "selected", "eires")
    add_list(
        shelf,
        'name = "cv"\nformat = "text"\noutput = "cv.txt"\n'
        '[[lists.sections]]\nheading = "Selected"\ntag = "selected"\n'
        '[[lists.sections]]\nheading = "Journals"\nwhere = "kind = \'article\' and year > 2000"\n',
    )
    assert "cv.txt: 3 publications (1 Selected, 2 Journals)" in shelf("export", "cv").err


def test_order_by_hand(shelf):
    shelf("set", "tenplex", "position", "1")
    shelf("export")
    assert page(shelf).index("Tenplex") < page(shelf).index("Scalpel")


# ------------------------------------------------------------------------------- what is left alone


def test_a_file_pubman_did_not_write_is_left_alone_unless_forced(shelf):
    (shelf.folder / "page.txt").write_text("by hand")
    before = shelf.rows()
    outcome = shelf("export", code=1)
    assert "page.txt was not written by pubman. Nothing was written." in outcome.said
    assert page(shelf) == "by hand"
    assert shelf.rows() == before
    shelf("export", "--force")
    assert page(shelf).startswith("Publications")


def test_a_file_edited_since_is_left_alone(shelf):
    shelf("export")
    (shelf.folder / "page.txt").write_text("edited")
    assert "was changed since pubman wrote it" in shelf("export", code=1).said
    assert page(shelf) == "edited"


def test_a_link_to_a_file_pubman_did_not_write_is_no_way_round(shelf):
    (shelf.folder / "mine.txt").write_text("by hand")
    (shelf.folder / "page.txt").symlink_to("mine.txt")
    assert "was not written by pubman" in shelf("export", code=1).said
    assert page(shelf, "mine.txt") == "by hand"
    shelf("export", "--force")
    assert (shelf.folder / "page.txt").is_symlink()
    assert page(shelf, "mine.txt").startswith("Publications")


def test_an_empty_list_does_not_replace_a_full_one_unless_forced(shelf):
    shelf("export")
    full = page(shelf)
    shelf("hide", "scalpel", "tenplex", "eires", "shedding", "tiling")
    outcome = shelf("export", code=1)
    assert "The list would be empty" in outcome.err
    assert page(shelf) == full
    shelf("export", "--force")
    assert page(shelf) != full


@every_row(
    "arguments, words",
    [
        (
            ["nosuch"],
            "There is no list called 'nosuch' in pubman.toml. Nothing was written. lists: page",
        ),
        (["page", "nosuch"], "There is no list called 'nosuch'"),
        (["cv.docx"], "pubman export -o cv.docx writes this file"),
        (["papers/list.tex"], "pubman export -o papers/list.tex writes this file"),
        (["latex"], "pubman export --format latex writes this format"),
        (["word"], "pubman export --format docx writes this format"),
        (["bayes"], "pubman export --format text bayes exports a search"),
        (["p.5"], "pubman export --format text p.5 exports a search"),
        (["--format", "wordy"], "'wordy' is not a format that pubman writes"),
        (["-o", "list.xyz"], "The file ending .xyz is not known. Use --format with one of: html, "),
        (["-o", "list"], "No format was given. Use --format with one of: html, "),
        (["-o", "nowhere/list.txt"], "There is no folder nowhere"),
        (["-o", ".", "--format", "text"], "is a folder"),
        (["--limit", "0"], "0 is not in the range"),
        (["--format", "text", "year:never"], "'never' is not a valid year"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_export_refuses(shelf, arguments, words):
    before = shelf.rows()
    files = {path.name for path in shelf.folder.iterdir()}
    outcome = shelf("export", *arguments, code=2)
    assert words in " ".join(outcome.err.split())
    assert outcome.out == ""
    assert {path.name for path in shelf.folder.iterdir()} == files
    assert shelf.rows() == before


def test_export_without_a_list_says_how(pubman):
    pubman("init", "--name", "Bo Zhao")
    (pubman.folder / "pubman.toml").write_text('[[people]]\nname = "Bo Zhao"\n')
    assert "No list in pubman.toml has an output." in pubman("export", code=2).err


def test_without_a_browser_the_address_is_said(shelf, monkeypatch):
    import webbrowser

    monkeypatch.setattr(webbrowser, "_tryorder", [])
    said = shelf("export", "-o", "page.html", "--open").said
    assert f"open: {(shelf.folder / 'page.html').as_uri()}" in said
