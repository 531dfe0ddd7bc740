"""Lists as files: into a person's file, into a folder, completely or not at all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import every_row

from pubman.errors import Refused
from pubman.library.insertion import place
from pubman.library.lists import Made
from pubman.library.output_folders import is_folder
from pubman.text.file_names import file_name

ROOT = Path(__file__).resolve().parent.parent
MARKS = "<!-- pubman page -->\nold\n<!-- /pubman -->"


def add_list(shelf, text: str) -> None:
    with (shelf.folder / "pubman.toml").open("a", encoding="utf-8") as file:
        file.write("\n[[lists]]\n" + text)


def said(outcome) -> str:
    return " ".join(outcome.err.split())


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


# ------------------------------------------------------------------------ into a file of one's own


def test_into_replaces_what_stands_between_the_marks_and_nothing_else(shelf):
    before, after = "<!doctype html>\n<p>Töne</p>\n", "\n<footer>x</footer>  \n\n"
    file = shelf.folder / "index.html"
    file.write_bytes(f"{before}{MARKS}{after}".encode())
    outcome = shelf("export", "page", "--format", "html", "--into", "index.html")
    assert outcome.err == "index.html, page: 5 publications\n"
    text = file.read_bytes().decode()
    assert text.startswith(before + "<!-- pubman page -->\n")
    assert text.endswith("\n<!-- /pubman -->" + after)
    assert "EIRES" in text
    assert text.count("<html") + text.count("<!doctype") == 1
    assert "unchanged" in shelf("export", "page", "--format", "html", "--into", "index.html").err
    assert file.read_bytes().decode() == text


def test_into_takes_every_list_whose_marks_are_there(shelf):
    add_list(shelf, 'name = "new"\nformat = "text"\nwhere = "year > 2020"\n')
    file = shelf.folder / "index.txt"
    file.write_text(MARKS.replace("page", "new") + "\n" + MARKS)
    outcome = shelf("export", "--into", "index.txt")
    assert outcome.err == "index.txt, new: 3 publications\nindex.txt, page: 5 publications\n"


def test_into_what_a_search_finds(shelf):
    (shelf.folder / "cv.md").write_text(MARKS.replace("page", "publications"))
    shelf("export", "--format", "markdown", "--into", "cv.md", "year:2021", "--limit", "1")
    assert "EIRES" in (shelf.folder / "cv.md").read_text()
    assert not (shelf.folder / "page.txt").exists()


REFUSED = {
    "no marks": (
        "<p>",
        "The file has no place for 'page'. Nothing was written. put these two lines where",
    ),
    "another list's": (MARKS.replace("page", "cv"), "The file has no place for 'page'"),
    "twice": (f"{MARKS}\n{MARKS}", "is in the file twice"),
    "not closed": ("<!-- pubman page -->\n", "is not closed"),
    "closed behind another": ("<!-- pubman page -->\n" + MARKS.replace("page", "cv"), "not closed"),
}


@pytest.mark.parametrize("content, words", REFUSED.values(), ids=REFUSED.keys())
def test_into_refuses(shelf, content, words):
    file = shelf.folder / "index.html"
    file.write_text(content)
    outcome = shelf("export", "page", "--into", "index.html", code=1)
    assert words in said(outcome)
    assert file.read_text() == content


def test_missing_marks_are_told_to_paste(shelf):
    (shelf.folder / "index.html").write_text("<p>")
    lines = shelf("export", "page", "--into", "index.html", code=1).err.splitlines()
    assert [line.strip() for line in lines[-2:]] == ["<!-- pubman page -->", "<!-- /pubman -->"]


def test_into_never_replaces_a_full_list_by_an_empty_one_unless_forced(shelf):
    file = shelf.folder / "index.html"
    file.write_text(MARKS)
    assert "would be empty" in said(
        shelf("export", "page", "year:1900", "--into", "index.html", code=1)
    )
    shelf("export", "page", "year:1900", "--into", "index.html", "--force")
    assert file.read_text() == "<!-- pubman page -->\n<!-- /pubman -->"


@pytest.mark.parametrize("format_", ["html", "markdown"])
def test_a_title_cannot_close_the_mark(shelf, format_):
    shelf("set", "eires", "title", "A <!-- /pubman --> title <!-- pubman page -->")
    file = shelf.folder / "index.html"
    file.write_text(MARKS)
    for _ in range(2):
        shelf("export", "page", "--format", format_, "--into", "index.html")
    assert file.read_text().count("-->") == 2


@given(st.binary(max_size=40), st.binary(max_size=40), st.text("ab\n", min_size=1))
def test_every_other_byte_stays(before, after, text):
    made = Made(name="n", format="text", text=text, count=1)
    content = before + b"<!-- pubman n --><!-- /pubman -->" + after
    done = place(content, made, "n")
    assert done.startswith(before + b"<!-- pubman n -->")
    assert done.endswith(b"<!-- /pubman -->" + after)
    assert place(done, made, "n") == done


def test_lines_end_as_in_the_file():
    made = Made(name="n", format="text", text="a\nb\n", count=1)
    done = place(b"x\r\n<!-- pubman n -->\r\n<!-- /pubman -->\r\n", made, "n")
    assert done == b"x\r\n<!-- pubman n -->\r\na\r\nb\r\n<!-- /pubman -->\r\n"


def test_a_list_that_holds_a_mark_is_refused():
    made = Made(name="n", format="text", text="<!-- /pubman -->", count=1)
    with pytest.raises(Refused, match="contains such a mark"):
        place(b"<!-- pubman n --><!-- /pubman -->", made, "n")


def test_fragment_and_heading_level(shelf):
    out = shelf("export", "--format", "html", "--fragment", "--heading-level", "4").out
    assert "<html" not in out
    assert "<h4" in out
    assert "<h2" not in out


# ------------------------------------------------------------------------------------ into a folder

PAPERS = 'name = "bibs"\nformat = "bibtex"\noutput = "papers/"\nwhere = "mine = 1"\n'


@pytest.fixture
def papers(shelf):
    """A list of a .bib per paper, exported once."""
    add_list(shelf, PAPERS)
    outcome = shelf("export", "bibs")
    assert outcome.err == "papers/: 5 pages, 5 changed, 0 unchanged\n"
    return shelf


def test_a_folder_holds_a_file_per_publication(papers):
    assert names(papers.folder / "papers") == [
        "eires.bib", "scalpel.bib", "shedding.bib", "tenplex.bib", "tiling.bib"]  # fmt: skip
    assert papers("export", "bibs").err == "papers/: 5 pages, 0 changed, 5 unchanged\n"
    assert "papers/" in papers("status").out


def test_a_folder_on_the_spot(shelf):
    shelf("export", "--format", "markdown", "-o", "notes/", "year:2020..2021")
    assert names(shelf.folder / "notes") == ["eires.md", "shedding.md"]


def test_files_of_others_and_edited_ones_are_left_and_named(papers):
    folder = papers.folder / "papers"
    (folder / "eires.bib").write_text("edited")
    (folder / "own.bib").write_text("mine")
    papers("set", "tiling", "number", "5")
    outcome = papers("export", "bibs")
    assert outcome.err.splitlines() == [
        "papers/: 5 pages, 1 changed, 3 unchanged",
        "  ! eires.bib was changed since pubman wrote it, so it was left alone.",
    ]
    assert (folder / "eires.bib").read_text() == "edited"
    papers("export", "bibs", "--force")
    assert "Bo Zhao" in (folder / "eires.bib").read_text()
    assert (folder / "own.bib").read_text() == "mine"


def test_a_file_that_was_there_before_is_left(shelf):
    (shelf.folder / "papers").mkdir()
    (shelf.folder / "papers" / "eires.bib").write_text("mine")
    add_list(shelf, PAPERS)
    assert (
        "! eires.bib was not written by pubman, so it was left alone."
        in shelf("export", "bibs").err
    )
    assert (shelf.folder / "papers" / "eires.bib").read_text() == "mine"


def test_prune_deletes_its_own_stale_files_and_no_others(papers):
    folder = papers.folder / "papers"
    (folder / "own.bib").write_text("mine")
    papers("hide", "eires", "tiling")
    (folder / "tiling.bib").write_text("edited")
    outcome = papers("export", "bibs")
    assert "No longer made: eires.bib. (pubman export bibs --prune)" in outcome.err
    assert "! tiling.bib is no longer made, but was changed since" in said(outcome)
    papers("export", "bibs", "--prune", "--dry-run")
    assert (folder / "eires.bib").exists()
    assert "- eires.bib deleted" in papers("export", "bibs", "--prune").err
    assert names(folder) == [
        "own.bib", "scalpel.bib", "shedding.bib", "tenplex.bib", "tiling.bib"]  # fmt: skip
    papers("export", "bibs", "--prune")


def test_prune_leaves_the_files_of_other_lists(papers):
    add_list(papers, 'name = "all"\nformat = "bibtex"\noutput = "papers/all.bib"\n')
    papers("export", "all")
    papers("hide", "eires")
    papers("export", "bibs", "--prune")
    assert "all.bib" in names(papers.folder / "papers")


@pytest.mark.parametrize("words", [["year:2020"], ["--limit", "1"]])
def test_a_narrowed_list_makes_nothing_stale(papers, words):
    assert "No longer made" not in papers("export", "bibs", *words).err
    assert (
        "Only the export of a whole list" in papers("export", "bibs", "--prune", *words, code=2).err
    )


def test_prune_goes_with_a_folder(shelf):
    assert "--prune works with a folder only" in shelf("export", "page", "--prune", code=2).err


def test_keys_lead_nowhere_else(papers):
    for old, key in [("eires", "DBLP:conf/x"), ("tiling", "../../out"), ("scalpel", "con")]:
        papers("set", old, "key", key)
    papers("export", "bibs", "--prune")
    assert names(papers.folder / "papers") == [
        "DBLP_conf_x.bib", "_.._out.bib", "_con.bib", "shedding.bib", "tenplex.bib"]  # fmt: skip
    assert not list(papers.folder.parent.glob("out*"))


def test_links_in_a_folder_are_not_followed(papers, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "x.bib").write_text("mine")
    file = papers.folder / "papers" / "eires.bib"
    file.unlink()
    file.symlink_to(elsewhere / "x.bib")
    papers("set", "eires", "note", "Changed")
    assert "! eires.bib is a link, so it was left alone." in papers("export", "bibs", "--force").err
    assert names(elsewhere) == ["x.bib"]
    assert (elsewhere / "x.bib").read_text() == "mine"


def test_a_folder_inside_that_is_a_link_is_not_followed(shelf, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (shelf.folder / "site").mkdir()
    (shelf.folder / "site" / "eires").symlink_to(elsewhere)
    add_list(shelf, 'name = "site"\nformat = "markdown"\noutput = "site/{key}/index.md"\n')
    assert "! eires/index.md is behind the link eires, so it was left alone." in (
        shelf("export", "site", "--force").err
    )
    assert names(elsewhere) == []
    assert (shelf.folder / "site" / "tiling" / "index.md").exists()


def test_the_folder_itself_may_be_a_link_to_a_folder_that_is_allowed(shelf, tmp_path_factory, home):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    settings = home / ".config" / "pubman" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"allowed_output_folders = ['{elsewhere}']\n", "utf-8")
    (shelf.folder / "papers").symlink_to(elsewhere)
    add_list(shelf, PAPERS)
    shelf("export", "bibs")
    shelf("hide", "eires")
    shelf("export", "bibs", "--prune")
    assert len(names(elsewhere)) == 4


def test_a_folder_needs_a_place(shelf):
    outcome = shelf("export", "-o", "no/such/{key}.md", code=2)
    assert "There is no folder" in outcome.err
    assert "not both" in shelf("export", "-o", "{key}-{person}.md", code=2).err


@given(st.text(max_size=150))
def test_a_file_name_is_one_step(text):
    name = file_name(text)
    assert name not in {"", ".", ".."}
    assert not set(name) & set('/\\:*?"<>|\0')
    assert Path(name).name == name
    assert file_name(name) == name or name.startswith("_")


@every_row(
    "output, several",
    [
        ("a.html", False),
        ("a/", True),
        ("{person}.html", True),
        ("a/{key}.md", True),
        ("{x}", False),
    ],
)
def test_which_outputs_are_folders(output, several):
    assert is_folder(output) is several


# ---------------------------------------------------------------------------- whole or not at all

_KILLED = """
import resource, signal, sys
from pathlib import Path
from pubman.library.lists import make
from pubman.library.session import open_library
from pubman.library.outputs import write

signal.signal(signal.SIGXFSZ, signal.SIG_DFL if sys.argv[1] == "killed" else signal.SIG_IGN)
with open_library(Path("pubs.db")) as library:
    made = make(library, library.config.lists[0])
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
    write(library, made, Path("page.txt"))
"""


@pytest.mark.skipif(os.name != "posix", reason="limits of files are POSIX's")
@pytest.mark.parametrize("how", ["killed", "disk full"])
def test_an_export_that_is_cut_short_leaves_the_old_file(shelf, how):
    shelf("export", "page")
    old = (shelf.folder / "page.txt").read_bytes()
    shelf("set", "eires", "note", "Changed since")
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, how], cwd=shelf.folder, capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PUBMAN_DEBUG": ""},
    )  # fmt: skip
    assert done.returncode == (-signal.SIGXFSZ if how == "killed" else 1), done.stderr
    assert (shelf.folder / "page.txt").read_bytes() == old
    shelf("export", "page")
    assert b"Changed since" in (shelf.folder / "page.txt").read_bytes()


def test_a_file_that_is_as_it_would_be_written_is_taken_for_ones_own(shelf):
    text = shelf("export", "page", "-o", "-").out
    (shelf.folder / "page.txt").write_bytes(text.encode())
    assert "unchanged" in shelf("export", "page").err


def test_status_tells_a_fresh_list_from_an_old_one(shelf):
    def state() -> str:
        return json.loads(shelf("status", "--json").out)["lists"]["page.txt"]

    assert state() == "not written yet"
    shelf("export")
    assert state() == "up to date"
    shelf("set", "tenplex", "title", "Another")
    assert state() == "out of date"
    shelf("undo")
    assert state() == "up to date", "what would be written is what stands there"
    (shelf.folder / "page.txt").unlink()
    assert state() == "not written yet"


# ------------------------------------------------------------------------ the day of the update


def last_update(shelf, text: str = "") -> str:
    add_list(shelf, f'name = "dated"\nformat = "html"\noutput = "dated.html"\n{text}')
    shelf("export", "dated")
    page = (shelf.folder / "dated.html").read_text(encoding="utf-8")
    return page.partition("<footer>")[2].partition('datetime="')[2].partition('"')[0]


def test_a_page_names_the_day_of_the_last_change(shelf):
    [(day,)] = shelf.ask("SELECT max(substr(at, 1, 10)) FROM operations")
    assert last_update(shelf) == day


@pytest.mark.parametrize(("said", "shown"), [("2026-05-04", "2026-05-04"), ("none", "")])
def test_a_page_names_the_day_that_its_list_says(shelf, said, shown):
    assert last_update(shelf, f'updated = "{said}"\n') == shown
