"""set, unset, tag, untag, mark, unmark, link, unlink, through the command line."""

from __future__ import annotations

import pytest

from pubman.record import FIELDS


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
    assert err == 'eires: pages is now "1-2" (was: "2128-2141"). Yours stays.\n'


def test_set_the_same_again_is_no_operation(shelf):
    shelf("set", "eires", "pages", "1-2")
    before = shelf.rows()
    assert shelf("set", "eires", "pages", "1-2").err.endswith("already. Nothing was changed.\n")
    assert shelf.rows() == before


def test_the_era_by_date_comes_back(shelf):
    shelf("set", "tiling", "era", "Publications")
    assert shelf("unset", "tiling", "era").err == 'tiling: era is "Before PhD" again, by date.\n'


def test_a_field_that_no_source_gives_is_empty_again(shelf):
    shelf("set", "tiling", "award", "Best paper")
    assert shelf("unset", "tiling", "award").err == (
        "tiling: award is empty again: no source gives it.\n"
    )


def test_unset_of_what_was_not_set_is_said(shelf):
    before = shelf.rows()
    assert shelf("unset", "tiling", "award").err == (
        "tiling: award was not set by hand. Nothing was changed.\n"
    )
    assert shelf.rows() == before


def test_a_new_key_leads_to_it_and_so_does_the_old_one(shelf):
    assert shelf("set", "tiling", "key", "liu15").err == (
        "tiling is now liu15; the former key still leads to it.\n"
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


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["tiling", "year", "2015"], "There is no field 'year'. Did you mean date?"),
        (["tiling", "journal", "X"], "Did you mean venue?"),
        (["tiling", "titel", "X"], "Did you mean title?"),
        (["tiling", "zzz", "X"], "There is no field 'zzz'. Nothing was changed."),
        (["tiling", "kind", "essay"], "'essay' is no kind"),
        (["tiling", "status", "lost"], "'lost' is no status"),
        (["tiling", "date", "last year"], "Not a date"),
        (["tiling", "date", "2015-13"], "No such month or day"),
        (["tiling", "month", "Smarch"], "'Smarch' is not a month"),
        (["tiling", "position", "first"], "'first' is not a number"),
        (["tiling", "doi", "not a doi"], "DOI"),
        (["tiling", "arxiv_id", "x"], "arXiv"),
        (["tiling", "authors.9", "X"], "tiling has 3 authors"),
        (["tiling", "authors.0", "X"], "tiling has 3 authors"),
        (["tiling", "key", "two words"], "'two words' cannot be a cite key"),
        (["tiling", "key", "r12"], "'r12' cannot be a cite key"),
        (["tiling", "key", ""], "cannot be a cite key"),
        (["tiling", "key", "eires"], "The key 'eires' is taken"),
        (["tiling", "era", "X", "--person", "Nobody"], "pubman.toml names no 'Nobody'"),
        (["tiling", "title", "X", "--person", "Bo Zhao"], "--person goes with era only"),
        (["nothing2020", "title", "X"], "No publication 'nothing2020'"),
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
    assert shelf("tag", "selected", "eires", "tiling").err == "Tag selected on: eires, tiling\n"
    assert shelf("list", "tag:selected").out.count("\n") == 2
    assert shelf("untag", "selected", "tiling").err == "Tag selected off: tiling\n"
    assert shelf.ask("SELECT key FROM bibliography WHERE tags = 'selected'") == [("eires",)]


@pytest.mark.parametrize(
    "arguments",
    [
        ["tag", "selected", "eires"],
        ["untag", "other", "eires"],
        ["mark", "eires", "equal", "1"],
        ["unmark", "eires", "corresponding", "Bo Zhao"],
        ["link", "eires", "pdf", "https://example.org/a.pdf"],
    ],
    ids=" ".join,
)
def test_said_twice_is_one_operation(shelf, arguments):
    shelf("tag", "selected", "eires")
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
        "eires: link pdf is off (it was papers/eires.pdf)\n"
    )
    assert shelf.ask("SELECT * FROM publication_links") == []


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["tag", "", "eires"], "'' cannot be a tag"),
        (["tag", "a,b", "eires"], "'a,b' cannot be a tag"),
        (["tag", "selected"], "Missing argument 'KEY...'"),
        (["tag", "selected", "eires", "nothing2020"], "No publication 'nothing2020'"),
        (["mark", "eires", "equal", "Ada Lovelace"], "'Ada Lovelace' is no author of eires"),
        (["mark", "eires", "equal", "4"], "'4' is no author of eires"),
        (["mark", "eires", "", "Bo Zhao"], "A role is a word"),
        (["link", "eires", "pdf", "javascript:alert(1)"], "is no http, https or mailto address"),
        (["link", "eires", "", "https://example.org"], "A label is a word"),
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
