"""A .bib read again: entries with the same text need not be read.

The result is the same as if they had been read.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest
from conftest import Runner
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rows import every_row

from pubman.formats import read
from pubman.formats.items import Unread
from pubman.record import Record

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.+]+")
A = "@article{a,\n  author = {Bo Zhao and Luo Mai}, title = {Alpha Beta}, year = 2019\n}\n"
B = "@article{b,\n  author = {Bo Zhao}, title = {Gamma Delta}, year = 2020\n}\n"
C = "@inproceedings{c,\n  author = {Bo Zhao}, title = {Epsilon}, year = 2021\n}\n"
M = "@article{m,\n  title = {Zeta}, journal = jcrd,\n  year = 2021\n}\n"
JOINED = M.replace("jcrd", "{J. of } # jcrd")
NOV = M.replace("journal = jcrd", "month = nov, url = {x?a=b}")
GROUPS = (
    "@comment{jabref-meta: groupsversion:3;}\n@comment{jabref-meta: groupstree:\n"
    "0 AllEntriesGroup:;\n1 ExplicitGroup:Best\\;0\\;a\\;;\n}\n"
)


def unread(text: str, *known: str) -> list[int]:
    """The lines of the entries of ``text`` that need not be read."""
    items = read("bibtex", text.encode(), read_before={each.strip() for each in known})
    return [item.line for item in items if isinstance(item, Unread)]


@every_row(
    ("text", "lines"),
    [
        pytest.param(A + B, [1, 4], id="both are known"),
        pytest.param(A + C, [1], id="one is known"),
        pytest.param(C + A + B, [4, 7], id="further down"),
        pytest.param(A.replace("2019", "2018") + B, [4], id="a changed one is read"),
        pytest.param('@string{x = "y"}\n' + A, [], id="a macro may change what it means"),
        pytest.param(M + A, [5], id="a macro that the file does not have any more"),
        pytest.param(JOINED + A, [5], id="a macro behind a text"),
        pytest.param(NOV + A, [1, 5], id="a month needs no macro"),
        pytest.param(A + GROUPS, [], id="a group may hold it"),
        pytest.param(A + "@book{d, crossref = {a}}\n", [], id="a parent may change another"),
        pytest.param(A + "@xdata{d, year = 2000}\n", [], id="inherited data"),
        pytest.param(A + A, [1], id="the second of a key gets another key"),
        pytest.param(A.replace("year", "date") + A, [], id="a key that another entry took first"),
    ],
)
def test_what_need_not_be_read(text, lines):
    assert unread(text, A, B, M, JOINED, NOV) == lines


def test_nothing_is_unread_unless_asked():
    assert all(isinstance(item, Record) for item in read("bibtex", A.strip().encode()))


def test_unread_entries_are_counted(pubman: Runner, tmp_path):
    pubman("init", "--name", "Bo Zhao")
    (tmp_path / "own.bib").write_text(A + B)
    pubman("import", "own.bib")
    (tmp_path / "own.bib").write_text(C + A + B)
    said = pubman("import", "own.bib").err
    assert "3 entries" in said
    assert "+ 1 new" in said
    assert "= 2 already known" in said
    assert pubman.ask("SELECT source_key, line FROM records ORDER BY line") == [
        ("c", 1), ("a", 4), ("b", 7),
    ]  # fmt: skip


ENTRY = st.builds(
    lambda key, author, title, year, beside: (
        f"@article{{{key},\n  author = {{{author}}}, title = {{{title}}}, {beside}\n"
        f"  year = {year}\n}}\n"
    ),
    st.sampled_from("abcd"),
    st.sampled_from(["Bo Zhao", "Bo Zhao and Luo Mai", "Ada Lovelace", "Zhao, Bo and"]),
    st.sampled_from(["Alpha Beta", "Gamma {D}elta", "A Survey of Slags", "Alpha Beta Gamma"]),
    st.sampled_from([2019, 2020]),
    st.sampled_from(["", "journal = jcrd,", "crossref = {a},", "doi = {10.1000/x},"]),
)
FILES = st.lists(
    st.one_of(ENTRY, ENTRY, st.just('@string{jcrd = "J. of C."}\n'), st.just("% remark\n")),
    min_size=1,
    max_size=5,
)
TABLES = ("records", "listings", "cite_keys", "publications", "authorships", "matches", "problems")


def rows(run: Runner) -> dict[str, list[tuple[object, ...]]]:
    """The content of the store, without times."""
    found = {table: run.ask(f"SELECT * FROM {table}") for table in TABLES}
    return {
        table: [tuple(MOMENT.sub("", str(value)) for value in row) for row in found[table]]
        for table in TABLES
    }


def forget_who_read(run: Runner) -> None:
    """Change the store as if another version of pubman had read everything."""
    with closing(sqlite3.connect(run.folder / "pubs.db")) as connection, connection:
        connection.execute("DELETE FROM settings WHERE key = 'reader_version'")


@example(states=[['@string{jcrd = "J. of C."}\n', M], [M]])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(FILES, min_size=2, max_size=3))
def test_it_is_as_if_all_had_been_read(tmp_path_factory, capsys, states):
    found = []
    for forget in (False, True):
        run = Runner(tmp_path_factory.mktemp("store"), capsys)
        run("init", "--name", "Bo Zhao")
        for state in states:
            (run.folder / "own.bib").write_text("".join(state))
            if forget:
                forget_who_read(run)
            run("import", "own.bib", code=None)
        found.append(rows(run))
    assert found[0] == found[1]
