"""query, schema, rebuild, config, through the command line."""

from __future__ import annotations

import csv
import io
import json

import pytest
from rows import every_row

ASKED = "select key, year, doi from bibliography where year >= 2021 order by year, key"
FOUND = [
    ("eires", 2021, None),
    ("scalpel", 2024, None),
    ("tenplex", 2024, None),
    ("wagenlander", 2024, "10.1145/3694715.3695975"),
]

# ------------------------------------------------------------------------------------------- query


def test_query_as_a_table(shelf):
    lines = [line.split() for line in shelf("query", ASKED).out.splitlines()]
    assert lines[0] == ["key", "year", "doi"]
    assert lines[1:] == [[str(value) for value in row if value is not None] for row in FOUND]


def test_query_as_json(shelf):
    rows = json.loads(shelf("query", "--json", ASKED).out)
    assert [tuple(row.values()) for row in rows] == FOUND


def test_query_as_csv(shelf):
    rows = list(csv.reader(io.StringIO(shelf("query", "--csv", ASKED).out)))
    assert rows[0] == ["key", "year", "doi"]
    assert rows[4] == ["wagenlander", "2024", "10.1145/3694715.3695975"]


def test_query_as_markdown(shelf):
    out = shelf("query", "--markdown", "select 'a|b' as x, null as y").out
    assert out == "| x | y |\n| --- | --- |\n| a\\|b |  |\n"


def test_query_plain(shelf):
    assert shelf("query", "--plain", "select 1, null, 'x'").out == "1\t\tx\n"


def test_query_with_parameters(shelf):
    out = shelf("query", "--plain", "select key from bibliography where year = ?", "2015").out
    assert out == "tiling\n"


def test_query_of_no_rows_says_so_and_prints_the_header(shelf):
    outcome = shelf("query", "select key from bibliography where year = 1066")
    assert (outcome.out, outcome.err) == ("key\n", "No rows.\n")


VIEWS = ("bibliography", "review", "verdicts", "extensions", "publication_eras",
         "publication_people", "provenance")  # fmt: skip


@every_row("view", VIEWS)
def test_every_view_can_be_asked(shelf, view):
    shelf("extends", "eires", "shedding")
    assert shelf("query", "--plain", f"select count(*) from {view}").out != "0\n"


# --------------------------------------------------------------------------------- schema, rebuild


def test_schema_explains_every_view_and_table(shelf):
    outcome = shelf("schema")
    assert "bibliography (view): One readable line per publication" in outcome.out
    for (name,) in shelf.ask(
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') "
        "AND name NOT LIKE '%sqlite_%' AND name NOT LIKE 'publications_fts%'"
    ):
        assert f"{name} (" in outcome.out
        kind = outcome.out.split(f"{name} (", 1)[1]
        assert kind.split(":", 1)[1].split("\n")[0].strip(), f"{name} has no comment"


def test_schema_explains_every_column(shelf):
    known = "type IN ('table', 'view') AND name NOT LIKE '%sqlite_%' AND name NOT LIKE '%_fts%'"
    names = [row[0] for row in shelf.ask(f"SELECT name FROM sqlite_schema WHERE {known}")]
    blocks = dict(zip(names, shelf("schema", *names).out.split("\n\n"), strict=True))
    for name, block in blocks.items():
        described = [line.split(maxsplit=2) for line in block.splitlines()[1:]]
        columns = [row[1] for row in shelf.ask(f"PRAGMA table_info({name})")]
        assert [words[0] for words in described] == columns
        assert [words[0] for words in described if len(words) < 3 and name in VIEWS] == []
        assert [words[0] for words in described if len(words) < 3] == [], name


def test_schema_of_an_unknown_table(shelf):
    outcome = shelf("schema", "nosuch", code=2)
    assert outcome.err.startswith("error: There is no table or view 'nosuch'.")
    assert all(len(line) <= 80 for line in outcome.err.splitlines())


def test_rebuild_comes_to_the_same(shelf):
    shelf("same", "tenplex", "wagenlander")
    shelf("set", "tiling", "award", "Best paper")
    before = shelf.rows()
    assert shelf("rebuild").err == "7 publications, the same as before.\n"
    assert shelf.rows() == before


# ------------------------------------------------------------------------------------------ config


def test_config_says_where_and_what(shelf):
    lines = [line.split(maxsplit=1) for line in shelf("config").out.splitlines()]
    assert [line[0] for line in lines] == ["store", "config", "person", "era", "era", "list"]
    assert lines[0][1] == str(shelf.folder / "pubs.db")
    assert lines[5][1].split() == ["page", "text", "page.txt"]


def test_config_without_a_store(pubman):
    assert pubman("config", code=1).err == (
        "error: No publication store here or in the folders above.\n  pubman init\n"
    )


def test_a_changed_configuration_counts_at_the_next_command(shelf):
    path = shelf.folder / "pubman.toml"
    path.write_text(path.read_text("utf-8").replace("2016-1", "2014-1").replace("2016-0", "2014-0"))
    shelf("list")
    assert shelf.ask("SELECT era FROM bibliography WHERE key = 'tiling'") == [("Publications",)]


def test_a_new_spelling_brings_publications_in(shelf):
    path = shelf.folder / "pubman.toml"
    path.write_text(
        path.read_text("utf-8").replace('"Bo Zhao"\n', '"Bo Zhao"\nspellings = ["Ada Lovelace"]\n')
    )
    assert "engine" in shelf("review").out


# -------------------------------------------------------------------------- the store asked for


@pytest.mark.parametrize("how", ["--db before", "--db behind", "PUBMAN_DB", "walking up"])
def test_the_store_is_found(shelf, monkeypatch, how):
    expected = shelf("list").out
    inside = shelf.folder / "a" / "b"
    inside.mkdir(parents=True)
    store = str(shelf.folder / "pubs.db")
    shelf.folder = inside
    if how == "PUBMAN_DB":
        monkeypatch.setenv("PUBMAN_DB", store)
    before = ["--db", store] if how == "--db before" else []
    behind = ["--db", store] if how == "--db behind" else []
    assert shelf(*before, "list", *behind).out == expected


def test_config_explains_every_key_without_a_store(pubman) -> None:
    told = pubman("config", "--help-keys")
    assert "## [[people]]" in told.out
    assert "| `orcid` |" in told.out


# --------------------------------------------------------------------- the people of a joint list

TWO = {
    "bo.bib": "Bo Zhao", "luo.bib": "Luo Mai",
}  # fmt: skip


@pytest.fixture
def joint(pubman):
    """A store without a person, and a file of each of two members."""
    pubman("init", "--name", "")
    for file, name in TWO.items():
        entries = [
            f"@article{{{file[:2]}{n}, author = {{{name}}}, title = {{The {word} of {file[:2]}}}, "
            f"journal = {{J}}, year = 20{n}}}"
            for n, word in enumerate(("Roots", "Leaves", "Seeds"), 10)
        ]
        (pubman.folder / file).write_text("\n".join(entries))
    return pubman


def test_two_unknown_names_may_be_two_people(joint):
    said = joint("import", *TWO).err
    for name in TWO.values():
        assert f'pubman config --add-person "{name}"   somebody else of this list' in said
        joint("config", "--add-person", name)
    assert joint.ask("SELECT name FROM people ORDER BY name") == [("Bo Zhao",), ("Luo Mai",)]
    assert len(joint("list", "person:bo").out.splitlines()) == 3
    assert len(joint("list", "person:luo").out.splitlines()) == 3


def test_one_unknown_name_is_asked_about_alone(joint):
    assert "--add-person" not in joint("import", "bo.bib").err
    joint("config", "--spelling", "Bo Zhao")
    assert '--add-person "Luo Mai"' in joint("import", "luo.bib").err


def test_a_person_is_added_once(joint):
    joint("import", "bo.bib")
    joint("config", "--add-person", "Bo Zhao")
    before = (joint.folder / "pubman.toml").read_text()
    assert "Nothing was changed." in joint("config", "--add-person", "Bo Zhao").said
    assert (joint.folder / "pubman.toml").read_text() == before
