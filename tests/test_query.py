"""SQL from people: the recipes run, every form prints, and nothing but reading is possible."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from rows import every_row

from pubman.errors import UsageError
from pubman.store import query

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs/how-to/query.md").read_text("utf-8")
SECTIONS = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
RECIPES = [
    (section.splitlines()[0], sql)
    for section in SECTIONS
    for sql in re.findall(r"^```sql\n(.*?)^```", section, re.DOTALL | re.MULTILINE)
]
EXAMPLE = ROOT / "examples" / "bo-zhao"


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The store of the example, with a tag."""
    from pubman.cli import main

    folder = tmp_path_factory.mktemp("example")
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for line in (EXAMPLE / "commands.txt").read_text("utf-8").splitlines():
            words = line.removeprefix("$ ").split("#", maxsplit=1)[0]
            if words.startswith(("pubman init", "pubman import", "pubman sync")):
                assert main(["-q", *words.split()[1:]]) in (0, None)
        if not (folder / "pubs.db").exists():
            main(["-q", "init"])
        main(["-q", "sync", "--from-file", "94_4810-19.xml"])
        main(["-q", "import", "citations.csv", "own.bib", "scholar.bib"])
    return folder / "pubs.db"


def test_there_are_a_dozen_recipes():
    assert len(RECIPES) >= 12


@every_row("sql", [sql for _, sql in RECIPES], ids=[name for name, _ in RECIPES])
def test_recipe_answers_over_the_example(example, sql):
    assert query.ask(example, sql).rows


@every_row("sql", [sql for _, sql in RECIPES], ids=[name for name, _ in RECIPES])
def test_recipe_needs_no_more_than_sqlite(example, sql):
    with closing(sqlite3.connect(f"file:{example}?mode=ro", uri=True)) as connection:
        assert connection.execute(sql).fetchall()


SELECT = "select key, year, doi from bibliography where key in ('eires', 'shedding') order by key"


def test_forms_of_the_answer(shelf):
    assert shelf("query", SELECT).out.split()[:4] == ["key", "year", "doi", "eires"]
    assert json.loads(shelf("query", "--json", SELECT).out) == [
        {"key": "eires", "year": 2021, "doi": None},
        {"key": "shedding", "year": 2020, "doi": None},
    ]
    rows = list(csv.reader(io.StringIO(shelf("query", "--csv", SELECT).out)))
    assert rows == [["key", "year", "doi"], ["eires", "2021", ""], ["shedding", "2020", ""]]
    assert shelf("query", "--plain", SELECT).out == "eires\t2021\t\nshedding\t2020\t\n"
    assert shelf("query", "--markdown", SELECT).out.splitlines()[:3] == [
        "| key | year | doi |",
        "| --- | --- | --- |",
        "| eires | 2021 |  |",
    ]


def test_values_go_in_behind_the_statement(shelf):
    sql = "select key from bibliography where year = ? and key like ?"
    assert shelf("query", "--plain", sql, "2021", "e%").out == "eires\n"


def test_keys_of_an_answer_go_into_another_command(shelf):
    keys = shelf("query", "--plain", "select key from bibliography where year = 2021").out
    shelf("tag", "then", "-", stdin=keys)
    assert shelf.ask("SELECT key FROM tagged") == [("eires",)]


REFUSED = [
    "DELETE FROM records", "UPDATE records SET title = ''", "DROP VIEW bibliography",
    "INSERT INTO settings VALUES ('a', 'b')", "CREATE TEMP TABLE t (x)", "ATTACH ':memory:' AS a",
    "ATTACH 'new.db' AS a", "DETACH main", "PRAGMA user_version = 9", "PRAGMA query_only = OFF",
    "PRAGMA journal_mode", "VACUUM", "VACUUM INTO 'copy.db'", "BEGIN", "COMMIT", "SAVEPOINT a",
    "REINDEX", "ANALYZE", "select load_extension('x')", "select readfile('/etc/hosts')",
    "select writefile('x', 'y')", "EXPLAIN DELETE FROM records", "select 1; select 2", "", ";",
    "-- nothing", "select", "select * from nowhere", "select nothing from bibliography",
    "select ? from bibliography",
]  # fmt: skip


@every_row("sql", REFUSED)
def test_refused_with_a_sentence_and_without_a_trace(shelf, sql):
    rows, files = shelf.rows(), sorted(shelf.folder.iterdir())
    said = shelf("query", "--", sql, code=2).err
    assert "Traceback" not in said
    assert shelf.rows() == rows
    assert sorted(shelf.folder.iterdir()) == files


@pytest.mark.parametrize("condition", ["1); DROP TABLE records; --", "load_extension('x')",
                                       "(select 1 from nowhere)", "year >"])  # fmt: skip
def test_the_condition_of_a_list_is_guarded_alike(shelf, condition):
    toml = shelf.folder / "pubman.toml"
    toml.write_text(toml.read_text("utf-8") + f'[[lists]]\nname = "x"\nwhere = "{condition}"\n')
    shelf("status")
    rows = shelf.rows()
    said = shelf("export", "x", "-o", "-", code=None)
    assert said.code in (1, 2)
    assert "Traceback" not in said.err
    assert shelf.rows() == rows


ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"


def test_a_query_that_never_ends_is_stopped(shelf):
    with pytest.raises(UsageError, match=r"stopped after 0\.05 seconds"):
        query.ask(shelf.folder / "pubs.db", ENDLESS, seconds=0.05)


def test_an_answer_that_never_ends_is_cut(shelf, monkeypatch):
    monkeypatch.setattr(query, "ROWS", 1000)
    endless = ENDLESS.replace("count(*)", "x")
    with pytest.raises(UsageError, match="more than 1,000 rows"):
        query.ask(shelf.folder / "pubs.db", endless)


def test_a_value_that_would_fill_the_memory_is_refused(shelf):
    with pytest.raises(UsageError, match="too big"):
        query.ask(shelf.folder / "pubs.db", "select zeroblob(900000000)")


def test_a_query_sees_one_state_while_others_write(shelf):
    path = shelf.folder / "pubs.db"
    with closing(query.guarded(path)) as connection:
        connection.execute("SELECT count(*) FROM bibliography").fetchone()
        shelf("hide", "eires")
        assert connection.execute("SELECT hidden FROM bibliography WHERE key = 'eires'").fetchone()
