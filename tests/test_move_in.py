"""Moving in: a person's list, matched with records, kept in its order, and printed again."""

from __future__ import annotations

import json
import re

import pytest

PAGE = """\
<h1>Publications</h1>
<p>* denotes equal contribution.</p>
<h2>Systems</h2>
<ol reversed>
<li>Marcel Wagenl&auml;nder*, Guo Li*, Bo Zhao, Peter Pietzuch and Luo Mai. <b>Tenplex: Dynamic
Parallelism for Deep Learning using Parallelizable Tensors</b>. <i>SOSP</i>, 2024.
[<a href="files/tenplex.pdf">pdf</a>] [<a href="https://code.example/tenplex">code</a>]
(Best Paper Award)</li>
<li>Bo Zhao, Han van der Aa and Matthias Weidlich. <b>EIRES: Efficient Integration of Remote Data in
Event Stream Processing</b>. <i>SIGMOD</i>, 2021. [<a href="files/eires.pdf">pdf</a>]</li>
</ol>
<h2>Other work</h2>
<ol reversed>
<li>Bo Zhao and Emmy Noether. <b>How chains of ideals end in practice</b>. <i>Journal of Rings</i>,
submitted, 2025. [<a href="files/chains.pdf">pdf</a>]</li>
</ol>
<h2>Talks</h2>
<ul><li>Bo Zhao. <b>Streams and how to join them</b>. Colloquium, University of Bonn, 2020.</li>
</ul>
"""


@pytest.fixture
def moved(shelf):
    (shelf.folder / "home.html").write_text(PAGE, "utf-8")
    return shelf


def test_the_summary_says_what_became_of_every_entry(moved):
    said = moved("move-in", "home.html").said
    assert "home.html: HTML, 3 entries in 2 sections: 2 matched with your sources, 1 kept" in said
    assert "pubman export" in said


def test_a_plan_writes_nothing(moved):
    before = moved.rows()
    said = moved("move-in", "--plan", "home.html").said
    assert "2 matched with your sources" in said
    assert "Nothing written (--plan)." in said
    assert moved.rows() == before


def test_entries_that_match_are_one_publication_and_fill_no_gap(moved):
    moved("move-in", "home.html")
    assert moved.ask("SELECT count(*) FROM bibliography WHERE title LIKE 'EIRES%'") == [(1,)]
    pages = moved.ask("SELECT pages FROM publications WHERE title LIKE 'EIRES%'")
    assert pages == [("2128-2141",)]
    assert moved.ask("SELECT count(*) FROM publications WHERE volume IS NOT NULL") == [(0,)]


def test_a_difference_is_shown_with_the_command_that_keeps_yours(moved):
    said = moved("move-in", "home.html").said
    assert "authors: yours" in said
    command = re.search(r'pubman set (\S+) authors "([^"]*)"', said)
    assert command is not None
    moved("set", command[1], "authors", command[2])
    names = moved.ask("SELECT authors FROM bibliography WHERE title LIKE 'Tenplex: Dynamic%'")
    assert names[0][0].endswith("Luo Mai")


def test_placements_are_facts_in_sql(moved):
    moved("move-in", "home.html")
    rows = moved.ask(
        "SELECT position, section, label, award, signs FROM placements ORDER BY position"
    )
    assert [(row[0], json.loads(row[1]), row[2]) for row in rows] == [
        (1, ["Publications", "Systems"], "2"),
        (2, ["Publications", "Systems"], "1"),
        (3, ["Publications", "Other work"], "1"),
    ]
    assert rows[0][3] == "Best Paper Award"
    assert json.loads(rows[0][4]) == [{"sign": "*", "meaning": "equal contribution"}]


@pytest.mark.parametrize("format_", ["markdown", "text", "latex"])
def test_the_export_is_the_same_list(moved, format_):
    moved("move-in", "home.html")
    out = moved("export", "--format", format_, "-o", "-").out
    places = [
        out.find(words) for words in ("Systems", "Tenplex", "EIRES", "Other work", "chains of")
    ]
    assert -1 not in places
    assert places == sorted(places)
    assert "Scalpel" not in out
    if format_ != "text":
        assert "files/tenplex.pdf" in out
        assert "https://code.example/tenplex" in out


def test_a_list_that_numbers_its_entries_is_numbered_again(shelf):
    entries = [
        "Bo Zhao and Emmy Noether. <b>How chains of ideals end</b>. <i>Journal of Rings</i>, 2021.",
        "Bo Zhao, David Hilbert. <b>Forms of three variables</b>. <i>Journal of Forms</i>, 2020.",
        "Bo Zhao. <b>A report on the weaving of numbers</b>. <i>Technical report</i>, 2019.",
    ]
    page = (
        "<h2>Papers</h2><ol reversed>" + "".join(f"<li>{each}</li>" for each in entries) + "</ol>"
    )
    (shelf.folder / "home.html").write_text(page, "utf-8")
    shelf("move-in", "home.html")
    out = shelf("export", "--format", "text", "-o", "-").out
    places = [out.find(number) for number in ("[3]", "[2]", "[1]")]
    assert -1 not in places
    assert places == sorted(places)


LABELLED = """\
<h2>Journals</h2>
<p>[J2] Bo Zhao and Emmy Noether. <b>How chains of ideals end</b>. <i>J. Rings</i>, 2021.</p>
<p>[J1] Bo Zhao, David Hilbert. <b>Forms of three variables</b>. <i>Journal of Forms</i>, 2020.</p>
<h2>Conferences</h2>
<p>[C1] Bo Zhao. <b>A report on the weaving of rings</b>. <i>Symposium on Rings</i>, 2019.</p>
"""


def test_labels_are_printed_unless_a_list_says_none(shelf):
    (shelf.folder / "home.html").write_text(LABELLED, "utf-8")
    shelf("move-in", "home.html")
    out = shelf("export", "--format", "text", "-o", "-").out
    places = [out.find(label) for label in ("[J2]", "[J1]", "[C1]")]
    assert -1 not in places
    assert places == sorted(places)
    config = shelf.folder / "pubman.toml"
    bare = '\n[[lists]]\nname = "bare"\nformat = "text"\noutput = "bare.txt"\nnumbering = "none"\n'
    config.write_text(config.read_text("utf-8") + bare, "utf-8")
    shelf("export", "bare")
    assert "[J2]" not in (shelf.folder / "bare.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("format_", "legend"),
    [("markdown", "\\* equal contribution"), ("latex", "\\textsuperscript{*} equal contribution"),
     ("text", "*equal contribution"), ("html", "equal contribution")],
)  # fmt: skip
def test_signs_are_printed_with_their_sentence(moved, format_, legend):
    moved("move-in", "home.html")
    out = moved("export", "--format", format_, "-o", "-").out
    assert legend in out
    if format_ == "markdown":
        assert "Wagenländer\\*, Guo Li\\*, **Bo Zhao**," in out


def test_what_a_person_says_of_an_author_replaces_the_sign_of_the_list(moved):
    moved("move-in", "home.html")
    key = moved.ask("SELECT key FROM publications WHERE title LIKE 'Tenplex: Dynamic%'")[0][0]
    moved("mark", key, "presenter", "Guo Li")
    out = moved("export", "--format", "markdown", "-o", "-").out
    assert "Marcel Wagenländer\\*, Guo Li" in out
    assert "Guo Li\\*" not in out


def test_remarks_and_links_of_the_title_are_kept(shelf):
    page = (
        '<h2>Papers</h2><ul><li>Bo Zhao and Emmy Noether. <a href="rings.pdf">How chains of ideals '
        "end</a>. <i>Journal of Rings</i>, 2021 (invited to the special issue).</li></ul>"
    )
    (shelf.folder / "home.html").write_text(page, "utf-8")
    shelf("move-in", "home.html")
    assert shelf.ask("SELECT note FROM placements") == [("invited to the special issue",)]
    out = shelf("export", "--format", "markdown", "-o", "-").out
    assert "[PDF](rings.pdf)" in out
    assert "invited to the special issue" in out


def test_what_comes_later_is_put_in_front(moved):
    moved("move-in", "home.html")
    (moved.folder / "new.bib").write_text(
        "@article{new, author = {Bo Zhao}, title = {Something new under the sun}, "
        "journal = {Helios}, year = 2026}",
        "utf-8",
    )
    moved("import", "--mine", "new.bib")
    out = moved("export", "--format", "text", "-o", "-").out
    assert -1 < out.find("Something new") < out.find("Tenplex")


def test_moving_in_again_changes_nothing(moved):
    moved("move-in", "home.html")
    before = moved.rows()
    assert "Nothing new." in moved("move-in", "home.html").said
    assert moved.rows() == before


def test_an_edited_list_is_updated_and_not_added_twice(moved):
    moved("move-in", "home.html")
    edited = PAGE.replace("files/eires.pdf", "files/eires2.pdf").replace(
        PAGE[PAGE.index("<li>Bo Zhao and Emmy") : PAGE.index("</ol>\n<h2>Talks")], ""
    )
    (moved.folder / "home.html").write_text(edited, "utf-8")
    said = moved("move-in", "home.html").said
    assert "1 entry no longer on the list" in said
    assert moved.ask("SELECT count(*) FROM placements") == [(2,)]
    out = moved("export", "--format", "html", "-o", "-").out
    assert "eires2.pdf" in out
    assert "chains of ideals" not in out


def test_undo_and_redo(moved):
    before = moved.ask("SELECT key, title, year FROM bibliography ORDER BY key")
    moved("move-in", "home.html")
    moved("undo")
    assert moved.ask("SELECT key, title, year FROM bibliography ORDER BY key") == before
    assert moved.ask("SELECT count(*) FROM placements") == [(0,)]
    moved("redo")
    assert moved.ask("SELECT count(*) FROM placements") == [(3,)]


def test_the_dump_holds_the_placements(moved):
    moved("move-in", "home.html")
    before = moved.ask("SELECT list, position, section, written FROM placements ORDER BY position")
    moved("dump", "text")
    moved("load", "text")
    after = moved.ask("SELECT list, position, section, written FROM placements ORDER BY position")
    assert after == before


def test_why_names_the_line_and_the_rule(moved):
    moved("move-in", "home.html")
    key = moved.ask("SELECT key FROM publications WHERE title LIKE 'How chains%'")[0][0]
    said = " ".join(moved("why", key).out.split())
    assert "Entry 3 of home.html, line 14, under Publications > Other work:" in said
    assert "Title found by the rule: bold; names natural" in said


def test_pasted_text(pubman):
    pubman("init", "--name", "Ada Lovelace")
    text = (
        "Lovelace, A., & Babbage, C. (1943). Notes on the weaving of numbers. Journal of Engines, "
        "4(2), 11-39.\n\nBabbage, C. (1927). Errors in tables of logarithms. Journal of Engines, "
        "1, 3-9."
    )
    said = pubman("move-in", "-", stdin=text).said
    assert "pasted text: text, 2 entries: 2 kept as you wrote them" in said
    assert pubman.ask("SELECT title FROM publications ORDER BY year") == [
        ("Errors in tables of logarithms",),
        ("Notes on the weaving of numbers",),
    ]


def test_a_page_without_a_list_changes_nothing(shelf):
    (shelf.folder / "loop.md").write_text(
        "{% for p in site.data.papers %}{{ p }}{% endfor %}", "utf-8"
    )
    before = shelf.rows()
    said = shelf("move-in", "loop.md", code=1).said
    assert "loop.md is a template" in said
    assert "_data/papers.yml" in said
    assert shelf.rows() == before


def test_json(moved):
    found = json.loads(moved("move-in", "--json", "home.html").out)
    assert found[0]["entries"] == 3
    assert found[0]["matched"] == 2
    assert found[0]["differences"][0]["field"] == "authors"
