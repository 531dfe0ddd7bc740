"""set, unset, tag, untag, mark, unmark, link, unlink, through the command line."""

from __future__ import annotations

import subprocess
import sys

import pytest
from rows import every_row

from pubman.derive.publications import publish_again
from pubman.fields import FIELDS
from pubman.library.session import open_library
from tests.sequences import DERIVED


def one(shelf, key: str, column: str):
    """The value of a column of the publication ``key``."""
    return shelf.ask(f'SELECT "{column}" FROM publications WHERE key = ?', key)[0][0]


# --------------------------------------------------------------------------------------------- set

SET = [
    ("title", "Loop Tiling", "Loop Tiling"),
    ("kind", "workshop", "workshop"),
    ("date", "2014-11", "2014-11"),
    ("date", "2014-11-03", "2014-11-03"),
    ("venue", "A Small Workshop", "A Small Workshop"),
    ("volume", "52", "52"),
    ("number", "5", "5"),
    ("pages", "1160-1176", "1160-1176"),
    ("publisher", "Science Press", "Science Press"),
    ("place", "Xi'an, China", "Xi'an, China"),
    ("doi", "https://doi.org/10.1000/XYZ.1", "10.1000/xyz.1"),
    ("arxiv_id", "arXiv:2401.13112v2", "2401.13112"),
    ("url", "https://example.org/tiling", "https://example.org/tiling"),
    ("abstract", "We tile loops.", "We tile loops."),
    ("language", "zh", "zh"),
    ("status", "to appear", "to appear"),
    ("award", "Best paper", "Best paper"),
    ("note", "In Chinese", "In Chinese"),
    ("era", "Publications", "Publications"),
    ("ordinal", "47th", "47th"),
    ("position", "1", 1.0),
    ("month", "nov", 11),
    ("month", "November", 11),
]


@pytest.mark.parametrize("field, text, stored", SET, ids=lambda value: str(value)[:30])
def test_a_field_is_set_and_given_back(shelf, field, text, stored):
    before = one(shelf, "tiling", field)
    outcome = shelf("set", "tiling", field, text)
    assert outcome.out == ""
    assert outcome.err.startswith(f"tiling: {field} is now ")
    assert one(shelf, "tiling", field) == stored
    assert shelf.ask("SELECT by_hand FROM provenance WHERE key = 'tiling' AND by_hand = 1")
    shelf("unset", "tiling", field)
    assert one(shelf, "tiling", field) == before


@pytest.mark.parametrize("part", ["authors", "title", "venue"])
def test_a_line_of_the_list_is_set_whole(shelf, part):
    shelf("set", "tiling", f"display.{part}", "Just so.")
    assert one(shelf, "tiling", f"display_{part}") == "Just so."
    assert "Just so." in shelf("export", "page", "-o", "-").out


def test_authors_are_set_as_in_bibtex(shelf):
    shelf("set", "tiling", "authors", "Liu, Song and Bo Zhao")
    names = shelf.ask("SELECT authors FROM bibliography WHERE key = 'tiling'")
    assert names == [("Song Liu, Bo Zhao",)]


def test_one_author_is_set_alone(shelf):
    shelf("set", "tiling", "authors.2", "Weiguo Q. Wu")
    names = shelf.ask("SELECT authors FROM bibliography WHERE key = 'tiling'")
    assert names == [("Song Liu, Weiguo Q. Wu, Bo Zhao",)]


def test_a_field_emptied_stays_empty_whatever_the_sources_say(shelf):
    shelf("set", "eires", "pages", "")
    shelf("import", "more.bib")
    assert one(shelf, "eires", "pages") is None
    shelf("unset", "eires", "pages")
    assert one(shelf, "eires", "pages") == "2128-2141"


def test_set_says_what_it_was(shelf):
    err = shelf("set", "eires", "pages", "1-2").err
    assert err == (
        'eires: pages is now "1-2" (was "2128-2141"). Your value overrides all sources.\n'
        "(pubman unset eires pages)\n"
    )


def test_set_the_same_again_is_no_operation(shelf):
    shelf("set", "eires", "pages", "1-2")
    before = shelf.rows()
    assert shelf("set", "eires", "pages", "1-2").err == (
        'eires: pages is already "1-2". Nothing was changed.\n'
    )
    assert shelf.rows() == before


def test_the_era_by_date_comes_back(shelf):
    shelf("set", "tiling", "era", "Publications")
    assert shelf("unset", "tiling", "era").err == (
        'tiling: era is "Before PhD" again, from the date.\n'
    )


def test_a_field_that_no_source_gives_is_empty_again(shelf):
    shelf("set", "tiling", "award", "Best paper")
    assert shelf("unset", "tiling", "award").err == (
        "tiling: award is empty again, because no source gives it.\n"
    )


def test_unset_of_what_was_not_set_is_said(shelf):
    before = shelf.rows()
    assert shelf("unset", "tiling", "award").err == (
        "tiling: award was not set by hand. Nothing was changed.\n"
    )
    assert shelf.rows() == before


def test_a_new_key_leads_to_it_and_so_does_the_old_one(shelf):
    assert shelf("set", "tiling", "key", "liu15").err == (
        "tiling is now liu15. The former key still works.\n"
    )
    assert shelf("show", "tiling").out == shelf("show", "liu15").out
    assert shelf.ask("SELECT key FROM bibliography WHERE year = 2015") == [("liu15",)]


def test_the_era_of_one_person(shelf):
    shelf("set", "tiling", "era", "Publications", "--person", "Bo Zhao")
    assert shelf.ask("SELECT person, era, by_hand FROM publication_eras WHERE key = 'tiling'") == [
        ("bo-zhao", "Publications", 1)
    ]


def test_help_names_every_field(shelf):
    text = " ".join(shelf("set", "--help").out.split())
    assert all(f"{field}," in text for field in FIELDS)


@every_row(
    "arguments, words",
    [
        (["tiling", "titel", "X"], "Did you mean title?"),
        (["tiling", "zzz", "X"], "There is no field 'zzz'. Nothing was changed."),
        (["tiling", "kind", "essay"], "'essay' is not a valid kind"),
        (["tiling", "status", "lost"], "'lost' is not a valid status"),
        (["tiling", "date", "last year"], "'last year' is not a valid date"),
        (["tiling", "date", "2015-13"], "there is no such month or day"),
        (["tiling", "month", "Smarch"], "'Smarch' is not a valid month"),
        (["tiling", "position", "first"], "'first' is not a valid number"),
        (["tiling", "doi", "not a doi"], "DOI"),
        (["tiling", "arxiv_id", "x"], "arXiv"),
        (["tiling", "authors.9", "X"], "tiling has only 3 authors"),
        (["tiling", "authors.0", "X"], "tiling has only 3 authors"),
        (["tiling", "key", "two words"], "'two words' is not a valid citation key"),
        (["tiling", "key", "r12"], "'r12' is not a valid citation key"),
        (["tiling", "key", ""], "is not a valid citation key"),
        (["tiling", "key", "eires"], "Another publication has the key 'eires'"),
        (["tiling", "era", "X", "--person", "Nobody"], "'Nobody' is not one of the people"),
        (
            ["tiling", "title", "X", "--person", "Bo Zhao"],
            "A person can only be given for the field era",
        ),
        (["nothing2020", "title", "X"], "No publication matches 'nothing2020'"),
        (["tiling", "title"], "Missing argument 'VALUE'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_set_refuses(shelf, arguments, words):
    before = shelf.rows()
    outcome = shelf("set", *arguments, code=2)
    assert words in " ".join(outcome.err.split())
    assert all(len(line) <= 80 for line in outcome.err.splitlines())
    assert shelf.rows() == before


# ------------------------------------------------------------------------------- tags, marks, links


def test_tag_and_untag(shelf):
    assert shelf("tag", "eires", "tiling", "selected").err == (
        "Tag selected added to eires, tiling.\n"
    )
    assert shelf("list", "tag:selected").out.count("\n") == 2
    assert shelf("untag", "tiling", "selected").err == "Tag selected removed from tiling.\n"
    assert shelf.ask("SELECT key FROM bibliography WHERE tags = 'selected'") == [("eires",)]


def test_a_tag_may_come_first_as_it_did_before(shelf):
    assert shelf("tag", "selected", "eires", "tiling").err == (
        "Tag selected added to eires, tiling.\n"
        "Next time, put the tag last: pubman tag eires tiling selected\n"
    )
    assert "put the tag last: pubman untag eires" in shelf("untag", "selected", "eires").err
    assert shelf.ask("SELECT key FROM bibliography WHERE tags = 'selected'") == [("tiling",)]


def test_a_tag_for_keys_on_stdin_comes_last(shelf):
    shelf("tag", "-", "talks", stdin="eires  2021\ntiling\n")
    assert shelf("list", "tag:talks").out.count("\n") == 2


@pytest.mark.parametrize("field", ["venue", "journal", "booktitle"])
def test_a_field_has_other_names(shelf, field):
    assert "tiling: venue is now" in shelf("set", "tiling", field, "Here and There").err
    assert one(shelf, "tiling", "venue") == "Here and There"
    assert "tiling: venue is" in shelf("unset", "tiling", field).err


@pytest.mark.parametrize(
    "field, text, column, stored",
    [
        ("year", "2016", "year", 2016),
        ("arxiv", "2312.05181", "arxiv_id", "2312.05181"),
        ("issue", "4", "number", "4"),
        ("type", "report", "kind", "report"),
    ],
)
def test_every_other_name_sets_its_field(shelf, field, text, column, stored):
    shelf("set", "tiling", field, text)
    assert one(shelf, "tiling", column) == stored


def test_one_name_in_the_place_of_several_is_a_warning(shelf):
    err = shelf("set", "eires", "authors", "Bo Zhao, Carl Ek").said
    assert "warning: authors is now one name; before, there were 3." in err
    assert "pubman undo" in err
    shelf("undo")
    err = shelf("set", "eires", "authors", "{Bo Zhao and Carl Ek}").said
    assert "warning: authors is now one name; before, there were 3." in err
    err = shelf("set", "eires", "authors", "Bo Zhao and Han van der Aa").err
    assert "warning" not in err


def test_a_link_to_a_file_that_does_not_exist_is_a_warning(shelf):
    assert "warning: papers/none.pdf" in shelf("link", "eires", "pdf", "papers/none.pdf").err
    (shelf.folder / "papers").mkdir()
    (shelf.folder / "papers" / "some.pdf").write_text("")
    assert "warning" not in shelf("link", "eires", "pdf", "papers/some.pdf").err


@pytest.mark.parametrize(
    "arguments",
    [
        ["tag", "eires", "selected"],
        ["untag", "eires", "other"],
        ["mark", "eires", "equal", "1"],
        ["unmark", "eires", "corresponding", "Bo Zhao"],
        ["link", "eires", "pdf", "https://example.org/a.pdf"],
    ],
    ids=" ".join,
)
def test_said_twice_is_one_operation(shelf, arguments):
    shelf("tag", "eires", "selected")
    shelf("mark", "eires", "equal", "Bo Zhao")
    shelf("link", "eires", "pdf", "https://example.org/a.pdf")
    shelf(*arguments)
    before = shelf.rows()
    assert "Nothing was changed." in shelf(*arguments).err
    assert shelf.rows() == before


@pytest.mark.parametrize(
    "author", ["Bo Zhao", "Zhao, Bo", "B. Zhao", "zhao", "1"], ids=lambda author: author
)
def test_an_author_is_named_in_any_way(shelf, author):
    shelf("mark", "eires", "equal", author)
    roles = shelf.ask(
        "SELECT a.name FROM authorships a JOIN publications p ON p.id = a.publication_id "
        "WHERE p.key = 'eires' AND a.roles = '[\"equal\"]'"
    )
    assert roles == [("Bo Zhao",)]


def test_marks_of_several_and_off_again(shelf):
    err = shelf("mark", "eires", "equal", "Bo Zhao", "Weidlich").err
    assert err == "eires: Bo Zhao, Matthias Weidlich marked equal\n"
    assert "Bo Zhao (equal), Han van der Aa, Matthias Weidlich (eq" in shelf("show", "eires").out
    shelf("unmark", "eires", "equal", "3")
    assert "Matthias Weidlich\n" in shelf("show", "eires").out


def test_link_and_unlink(shelf):
    url = "https://example.org/eires.pdf"
    assert shelf("link", "eires", "pdf", url).err == f"eires: pdf -> {url}\n"
    assert f"pdf {url}" in shelf("show", "eires").out
    shelf("link", "eires", "pdf", "papers/eires.pdf")
    assert shelf.ask("SELECT label, url FROM publication_links") == [("pdf", "papers/eires.pdf")]
    assert shelf("unlink", "eires", "pdf").err == (
        "eires: link pdf removed (it was papers/eires.pdf).\n"
    )
    assert shelf.ask("SELECT * FROM publication_links") == []


@every_row(
    "arguments, words",
    [
        (["tag", "", "eires"], "'' is not a valid tag"),
        (["tag", "a,b", "eires"], "'a,b' is not a valid tag"),
        (["tag", "selected"], "Give at least one KEY"),
        (["tag", "eires", "nothing2020", "selected"], "No publication matches 'nothing2020'"),
        (["mark", "eires", "equal", "Ada Lovelace"], "'Ada Lovelace' is not an author of eires"),
        (["mark", "eires", "equal", "4"], "'4' is not an author of eires"),
        (["mark", "eires", "", "Bo Zhao"], "Give a role"),
        (["link", "eires", "pdf", "javascript:alert(1)"], "is not a valid address"),
        (["link", "eires", "", "https://example.org"], "Give a label"),
        (["unlink", "eires", "pdf"], "eires has no link 'pdf'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_meant_is_said_and_changes_nothing(shelf, arguments, words):
    before = shelf.rows()
    assert words in " ".join(shelf(*arguments, code=2).err.split())
    assert shelf.rows() == before


# -------------------------------------------------------------------------------- what stays where


def test_what_was_set_survives_a_split_and_a_join(shelf):
    shelf("set", "eires", "award", "Best paper")
    shelf("tag", "selected", "eires")
    shelf("apart", "r3")
    kept = shelf.ask("SELECT key FROM publications WHERE award = 'Best paper'")
    assert len(kept) == 1
    shelf("same", "r3", "r7")
    assert shelf.ask("SELECT count(*) FROM publications WHERE award = 'Best paper'") == [(1,)]
    assert shelf.ask("SELECT tags FROM bibliography WHERE key = 'eires'") == [("selected",)]


def test_of_two_values_in_one_publication_the_later_wins(shelf):
    shelf("set", "tenplex", "note", "the first")
    shelf("set", "wagenlander", "note", "the second")
    shelf("same", "tenplex", "wagenlander")
    assert one(shelf, "tenplex", "note") == "the second"


# --------------------------------------------------------------- conclusions within the same groups

WITHIN = [
    ("set", "tenplex", "note", "Best paper"),
    ("set", "tenplex", "venue", "A Small Workshop"),
    ("set", "tiling", "key", "tiling2014"),
    ("unset", "tenplex", "title"),
    ("tag", "selected", "tenplex", "scalpel"),
    ("mark", "tenplex", "equal", "Bo Zhao", "Guo Li"),
    ("link", "tenplex", "code", "https://example.org/code"),
]


@pytest.mark.parametrize("words", WITHIN, ids=lambda words: " ".join(words[:3]))
def test_what_is_said_about_a_publication_needs_no_matcher(shelf, words):
    program = (
        "import sys; from pubman.cli import main; code = main(sys.argv[1:])\n"
        "print(code, *[n for n in sys.modules if n.startswith('pubman.match')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=shelf.folder, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["0"], done.stderr
    before = {table: sorted(rows, key=repr) for table, rows in shelf.rows().items()}
    shelf("rebuild")
    after = {table: sorted(rows, key=repr) for table, rows in shelf.rows().items()}
    assert {t: before[t] for t in DERIVED} == {t: after[t] for t in DERIVED}


@pytest.mark.parametrize("words", [("hide", "tenplex"), ("same", "tenplex", "scalpel")])
def test_what_can_change_a_question_forms_the_groups_again(shelf, words):
    shelf(*words)
    before = {table: sorted(rows, key=repr) for table, rows in shelf.rows().items()}
    shelf("rebuild")
    after = {table: sorted(rows, key=repr) for table, rows in shelf.rows().items()}
    assert {t: before[t] for t in DERIVED} == {t: after[t] for t in DERIVED}


def test_groups_that_are_not_stored_are_not_published_again(shelf):
    """The stored groups may be damaged, so they are not trusted to be complete."""
    lead = shelf.ask("SELECT id FROM publications WHERE key = 'tiling'")[0][0]
    with open_library(shelf.folder / "pubs.db") as library:
        assert publish_again(library, {lead})
        library.store.connection.execute("DELETE FROM publication_records")
        before = shelf.rows()
        assert not publish_again(library, {lead})
        assert shelf.rows() == before
