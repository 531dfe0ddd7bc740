"""Bad input: one sentence on stderr that says what to do, exit 1 or 2, and nothing changed."""

from __future__ import annotations

import ctypes
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest
from rows import every_row

from tests.conftest import OWN, TOML

_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH, _PR_CAPBSET_DROP = 1, 2, 24


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of ``folder`` with its bytes, except the two that SQLite keeps beside a store."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def check_said(err: str, words: str = "") -> None:
    """One or two sentences, hints below, no traceback, and 80 columns except for commands."""
    assert words in " ".join(err.split())
    assert "Traceback" not in err
    assert "This is a fault in pubman" not in err
    lines = err.splitlines()
    assert lines
    assert lines[0].startswith(("error: ", "warning: ")) or "." in lines[0]
    longest = [line for line in lines if len(line) > 80 and " pubman " not in line]
    assert all(" " not in line.removeprefix("error: ").strip() for line in longest), longest


# --------------------------------------------------------------------------------- files to import

BIB = OWN.encode()
LATIN = OWN.replace('{\\"a}', "ä").encode("latin-1")

UNREADABLE = {
    "empty": ("a.bib", b"", "a.bib is empty. Nothing was changed."),
    "blank": ("a.bib", b"  \n\n", "Nothing was changed."),
    "binary": ("a.bib", bytes(range(256)) * 20, "a.bib is a binary file, not a bibliography"),
    "zeros": ("a.bib", b"\0" * 5000, "Nothing was changed."),
    "PDF": ("thesis.pdf", b"%PDF-1.4\n%\xe2\xe3\n1 0 obj", "thesis.pdf is a PDF"),
    "PDF called .bib": ("a.bib", b"%PDF-1.4\n%\xe2\xe3\n1 0 obj", "a.bib is a PDF"),
    "picture": ("a.bib", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "a.bib is an image"),
    "zip": ("a.csv", b"PK\x03\x04" + b"\0" * 99, "Nothing was changed."),
    "prose": ("a.txt", b"Dear editor, please find attached.\n", "a.txt is text, but not"),
    "HTML": ("a.xml", b"<!DOCTYPE html><html><body>Please wait</body></html>", "a.xml is"),
    "other XML": ("a.xml", b"<?xml version='1.0'?><feed><entry/></feed>", "Nothing was changed."),
    "other JSON": ("a.json", b'{"a": 1}', "a.json is JSON, but not a bibliography"),
    "broken JSON": ("a.json", b'[{"title": "x"', "Nothing was changed."),
    "a list of shoes": ("a.csv", b"shoe,size\nboot,43\n", "Nothing was changed."),
    "a header alone": (
        "a.csv",
        b"Authors,Title,Publication,Volume,Number,Pages,Year,Publisher\n",
        "Nothing was changed.",
    ),
    "comments alone": ("a.bib", b"% my papers\n@comment{none yet}\n", "Nothing was changed."),
    "nothing whole": ("a.bib", b"@article{a, title = {One", "Nothing was changed."),
}


@pytest.mark.parametrize("file, data, words", UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_is_no_bibliography_is_refused(shelf, file, data, words):
    (shelf.folder / file).write_bytes(data)
    before = shelf.rows()
    outcome = shelf("import", file, code=None)
    if outcome.code == 0:  # it could be read after all: kept, with a warning
        assert shelf.ask("SELECT count(*) FROM problems") != [(0,)]
        return
    assert outcome.code == 1
    assert outcome.out == ""
    check_said(outcome.err, words)
    assert shelf.rows() == before


READABLE = {
    "wrong extension": ("own.txt", BIB, "BibTeX"),
    "no extension": ("own", BIB, "BibTeX"),
    "upper case": ("OWN.BIB", BIB, "BibTeX"),
    "called .csv": ("own.csv", BIB, "BibTeX"),
    "byte-order mark": ("o.bib", b"\xef\xbb\xbf" + BIB, "UTF-8 with BOM"),
    "Latin-1": ("o.bib", LATIN, "Latin-1"),
    "UTF-16": ("o.bib", OWN.encode("utf-16"), "UTF-16"),
    "CRLF": ("o.bib", BIB.replace(b"\n", b"\r\n"), "UTF-8"),
    "CR": ("o.bib", BIB.replace(b"\n", b"\r"), "UTF-8"),
    "a name with spaces": ("my own list.bib", BIB, "BibTeX"),
    "a name beyond ASCII": ("Übersicht 论文.bib", BIB, "BibTeX"),
}


@pytest.mark.parametrize("file, data, words", READABLE.values(), ids=READABLE)
def test_a_file_in_odd_clothes_is_read_all_the_same(pubman, file, data, words):
    pubman("init", "--name", "Bo Zhao")
    (pubman.folder / file).write_bytes(data)
    assert words in pubman("import", file).err
    found = pubman.ask("SELECT key FROM bibliography ORDER BY key")
    assert [row[0] for row in found] == ["eires", "scalpel", "shedding", "tenplex", "tiling"]
    ((authors,),) = pubman.ask("SELECT authors FROM bibliography WHERE key = 'tenplex'")
    assert "Wagenländer" in authors


PARTLY = {
    "truncated entry": (BIB[: BIB.index(b"@article{tiling") + 60], 4),
    "duplicate keys": (BIB + b"@misc{tiling, title={Another}, author={Bo Zhao}, year=1999}", 6),
    "an unknown type": (BIB.replace(b"@article{tiling", b"@gadget{tiling"), 5),
    "no title": (BIB + b"@misc{x, author={Bo Zhao}}\n", 5),
    "an unknown string": (BIB + b"@misc{x, title=nosuch, author={Bo Zhao}}\n", 5),
    "text between": (b"Papers:\n" + BIB + b"\nand more @ home\n", 5),
    "a stray brace": (BIB + b"}\n@misc{x, title={The Last}, author={Bo Zhao}}\n", 6),
    "a lone surrogate": (BIB + b"@misc{x, title={A \xed\xa0\x80 B}, author={Bo Zhao}}\n", 5),
    "a NUL": (BIB + b"@misc{x, title={A \0 B}, author={Bo Zhao}}\n", 5),
}


@pytest.mark.parametrize("data, at_least", PARTLY.values(), ids=PARTLY)
def test_what_is_amiss_in_a_file_loses_nothing_else(pubman, data, at_least):
    pubman("init", "--name", "Bo Zhao")
    (pubman.folder / "own.bib").write_bytes(data)
    outcome = pubman("import", "own.bib", code=None)
    check_said(outcome.err)
    assert outcome.code == 0
    ((records,),) = pubman.ask("SELECT count(*) FROM records")
    assert records >= at_least
    ((entries, left_out),) = pubman.ask("SELECT entries, left_out FROM imports")
    assert entries == records + left_out


@pytest.mark.parametrize(
    "arguments, code, words",
    [
        (["nosuch.bib"], 1, "There is no file nosuch.bib. Nothing was changed."),
        (["sub"], 1, "sub is a folder, not a file. Nothing was changed."),
        (["own.bib", "--from", "word"], 2, "'word' is not a format that pubman reads"),
        (["own.bib", "--from", "ris"], 1, "Nothing was changed."),
        (["own.bib", "--from", "dblp-xml"], 1, "Nothing was changed."),
        (["own.bib", "--from", "scholar-csv"], 1, "Nothing was changed."),
        (["own.bib", "--from", "csl-json"], 1, "Nothing was changed."),
        (["own.bib", "--person", "Nobody"], 2, "'Nobody' is not one of the people in pubman.toml"),
        ([], 2, "Missing argument 'FILE...'"),
        (["--nosuch", "own.bib"], 2, "No such option"),
    ],
    ids=lambda value: " ".join(value) or "nothing" if isinstance(value, list) else "",
)
def test_import_refuses(shelf, arguments, code, words):
    (shelf.folder / "sub").mkdir()
    before = shelf.rows()
    outcome = shelf("import", *arguments, code=code)
    check_said(outcome.err, words)
    assert shelf.rows() == before


@pytest.mark.parametrize(
    "names, ending",
    [([], ".bib"), (["a.ris", "B.RIS", "c.ris", "d.csv", "e.jpg", "f.jpg"], ".ris")],
)
def test_a_folder_is_refused_with_the_ending_of_its_files(shelf, names, ending):
    (shelf.folder / "sub").mkdir()
    for name in names:
        (shelf.folder / "sub" / name).write_bytes(b"x")
    assert f"pubman import sub/*{ending}" in shelf("import", "sub", code=1).err


def test_entries_of_nobody_with_mine_is_refused(pubman):
    pubman("init")
    (pubman.folder / "own.bib").write_bytes(BIB)
    check_said(pubman("import", "--mine", "own.bib", code=2).err, "pubman.toml names nobody yet")


@pytest.fixture
def page() -> bytes:
    """The example person page."""
    folder = Path(__file__).resolve().parent.parent / "examples" / "bo-zhao"
    return (folder / "94_4810-19.xml").read_bytes()


@pytest.mark.parametrize(
    "change, words",
    [
        (lambda page: b"", "is empty"),
        (lambda page: BIB, "page.xml is "),
        (lambda page: page[: len(page) // 2], "is cut off"),
        (lambda page: page.replace(b"94/4810-19", b"94/4811"), "94/4811 is the page of Bo Zhao"),
        (lambda page: b"<html><title>Are you a robot?</title></html>", "Nothing was changed."),
    ],
    ids=["empty", "BibTeX", "cut off", "somebody else's", "a robot check"],
)
def test_sync_refuses_a_page(pubman, page, change, words):
    pubman("init", "--name", "Bo Zhao", "--dblp", "94/4810-19")
    (pubman.folder / "page.xml").write_bytes(change(page))
    before = pubman.rows()
    outcome = pubman("sync", "--from-file", "page.xml", code=None)
    assert outcome.code in (1, 2)
    check_said(outcome.err, words)
    assert pubman.rows() == before


# ------------------------------------------------------------------------------------------- stores


def other_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE records (id)")
        connection.commit()


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.commit()


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


STORES = {
    "empty": (lambda path: path.write_bytes(b""), "is empty, so it is not a pubman store"),
    "text": (lambda path: path.write_text("hello\n" * 99), "is not a SQLite file"),
    "another program's": (other_program, "belongs to another program"),
    "newer": (newer, "was written by a newer pubman (schema 99"),
    "a folder": (folder_instead, "is a folder, not a store"),
    "cut off in the head": (lambda path: path.write_bytes(path.read_bytes()[:50]), "is cut off"),
    "cut off in the middle": (
        lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
        "is damaged",
    ),
    "overwritten inside": (
        lambda path: path.write_bytes(path.read_bytes()[:100] + b"\xff" * 8000),
        "is damaged",
    ),
}


@pytest.mark.parametrize("spoil, words", STORES.values(), ids=STORES)
def test_a_store_that_cannot_be_used_is_left_as_it_is(shelf, spoil, words):
    spoil(shelf.folder / "pubs.db")
    before = contents(shelf.folder)
    for arguments in (["list"], ["hide", "tiling"], ["import", "own.bib"], ["status"]):
        outcome = shelf(*arguments, code=1)
        assert outcome.out == ""
        check_said(outcome.err, words)
    assert contents(shelf.folder) == before


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["list"], "No publication store here or in the folders above."),
        (["undo"], "No publication store here or in the folders above."),
        (["--db", "nowhere.db", "list"], "No publication store at nowhere.db."),
        (["--db", "no/such/pubs.db", "query", "select 1"], "No publication store at"),
    ],
    ids=["looking", "undoing", "--db", "--db in no folder"],
)
def test_no_store_is_made_by_looking_for_one(pubman, arguments, words):
    outcome = pubman(*arguments, code=1)
    check_said(outcome.err, words)
    assert "init" in outcome.err
    assert list(pubman.folder.iterdir()) == []


def bound() -> None:
    """In the child: from here on, permission bits also apply to root."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH):
        libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)


def run_bound(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *args],
        cwd=folder,
        preexec_fn=bound,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def read_only(shelf):
    """A folder that cannot be written, with its store."""
    if not sys.platform.startswith("linux"):
        pytest.skip("permission bits cannot be made to bind here")
    shelf("export")
    shelf.folder.chmod(0o555)
    yield shelf.folder
    shelf.folder.chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="folders have no permission bits")
def test_a_read_only_folder_can_be_read_and_is_left_as_it_is(read_only):
    if run_bound(read_only, "-c", "open('x', 'w')").returncode == 0:
        (read_only / "x").unlink()
        pytest.skip("permission bits do not bind here")
    before = contents(read_only)
    looked = run_bound(read_only, "-m", "pubman", "list")
    assert looked.returncode == 0, looked.stderr
    assert "tiling" in looked.stdout
    for arguments in (["hide", "tiling"], ["import", "more.bib"], ["undo"], ["rebuild"]):
        refused = run_bound(read_only, "-m", "pubman", *arguments)
        assert refused.returncode == 1
        check_said(refused.stderr, "Nothing was changed.")
    begun = run_bound(read_only, "-m", "pubman", "--db", "other.db", "init")
    assert begun.returncode == 1
    check_said(begun.stderr, "Nothing was changed.")
    assert contents(read_only) == before


# ------------------------------------------------------------------------------------ configuration

CONFIGURATIONS = {
    "no TOML": ("[[people]\nname = 3\n", "is not valid TOML"),
    "not UTF-8": (b"name = '\xe4'\n", "is not UTF-8"),
    "an unknown table": ("[[peeple]]\nname = 'Bo'\n", "'peeple'"),
    "an unknown key": ("[[people]]\nnmae = 'Bo'\n", "unknown key 'nmae'"),
    "a number for a name": ("[[people]]\nname = 3\n", "must be text in quotes"),
    "text for a list": ("[[lists]]\nname='a'\noutput='a.txt'\ngroup_by = 1\n", "group_by"),
    "a person without a name": ("[[people]]\ndblp = '94/4810-19'\n", "name"),
    "two people of one name": ("[[people]]\nname='Bo'\n[[people]]\nname='Bo'\n", "'bo'"),
    "a dblp number that is none": ("[[people]]\nname='Bo'\ndblp='nonsense'\n", "nonsense"),
    "an ORCID with a slip": ("[[people]]\nname='Bo'\norcid='0000-0002-1825-0098'\n", "ORCID"),
    "eras that overlap": (
        "[[eras]]\nname='A'\nfrom='2010'\nto='2012'\n[[eras]]\nname='B'\nfrom='2011'\n",
        "overlap",
    ),
    "an era that ends first": (
        "[[eras]]\nname='A'\nfrom='2012'\nto='2010'\n",
        "ends (2010) before it starts (2012)",
    ),
    "an era from no date": ("[[eras]]\nname='A'\nfrom='soon'\n", "is not a date"),
    "a list without a name": ("[[lists]]\noutput='a.txt'\n", "name"),
    "two lists of one name": (
        "[[lists]]\nname='a'\noutput='a.txt'\n[[lists]]\nname='a'\noutput='b.txt'\n",
        "'a'",
    ),
    "a venue of no kind": ("[[venues]]\nname='A'\nkind='pub'\n", "pub"),
    "preprints neither way": ("preprints = 'maybe'\n", "maybe"),
}


@pytest.mark.parametrize("text, words", CONFIGURATIONS.values(), ids=CONFIGURATIONS)
def test_a_configuration_that_cannot_be_used_changes_nothing(shelf, text, words):
    path = shelf.folder / "pubman.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    before = contents(shelf.folder)
    for arguments in (["list"], ["hide", "tiling"]):
        outcome = shelf(*arguments, code=1)
        assert outcome.out == ""
        check_said(outcome.err, words)
        assert "pubman.toml" in outcome.err
    assert contents(shelf.folder) == before
    path.write_text(TOML)
    assert "tiling" in shelf("list").out


def test_a_configuration_that_is_a_folder(shelf):
    (shelf.folder / "pubman.toml").unlink()
    (shelf.folder / "pubman.toml").mkdir()
    check_said(shelf("list", code=1).err, "pubman.toml")


ENDLESS = "WITH RECURSIVE a(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM a) SELECT count(*) FROM a"
LISTS = {
    "an unknown format": ("format = 'wordperfect'\n", "wordperfect"),
    "SQL that ends the condition": ('where = "1); DROP TABLE records; --"\n', "where"),
    "SQL that ends the comment": ("where = '1 -- '\n", ""),
    "SQL that writes": ('where = "key IN (DELETE FROM records)"\n', "where"),
    "a column that is none": ("where = 'nosuch = 1'\n", "no such column: nosuch"),
    "no SQL": ("where = 'year is after 2020'\n", "where"),
    "SQL without end": (
        f"where = '({ENDLESS})'\n",
        "stopped",
    ),
    "an extension": ("where = \"load_extension('x')\"\n", "refused"),
}


@pytest.mark.parametrize("text, words", LISTS.values(), ids=LISTS)
def test_a_list_that_cannot_be_made_writes_nothing(shelf, text, words, monkeypatch):
    monkeypatch.setattr("pubman.store.query.ask.__kwdefaults__", {"seconds": 0.05})
    with (shelf.folder / "pubman.toml").open("a") as file:
        file.write(f"\n[[lists]]\nname = 'odd'\noutput = 'odd.txt'\n{text}")
    shelf("list", code=None)
    before = shelf.rows()
    outcome = shelf("export", "odd", code=None)
    if words:
        assert outcome.code in (1, 2)
        check_said(outcome.err, words)
        assert not (shelf.folder / "odd.txt").exists()
        assert shelf.rows() == before
    assert shelf.ask("SELECT count(*) FROM records") == [(9,)]


# -------------------------------------------------------------------------------------- hostile SQL

STATEMENTS = [
    "DROP TABLE records",
    "DELETE FROM records",
    "UPDATE records SET title = 'x'",
    "INSERT INTO tags VALUES (1, 'x', 1)",
    "CREATE TABLE t (a)",
    "CREATE TEMP TABLE t (a)",
    "ALTER TABLE records ADD COLUMN a",
    "PRAGMA user_version = 3",
    "PRAGMA writable_schema = ON",
    "ATTACH 'other.db' AS other",
    "ATTACH ':memory:' AS other",
    "DETACH main",
    "VACUUM",
    "VACUUM INTO 'copy.db'",
    "REINDEX",
    "ANALYZE",
    "BEGIN",
    "COMMIT",
    "SELECT 1; DROP TABLE records",
    "WITH x AS (SELECT 1) DELETE FROM records",
    "SELECT load_extension('x')",
    "SELECT writefile('x', 'y')",
    "SELECT * FROM nosuch",
    "SELECT nosuch FROM bibliography",
    "selec",
    "",
    ";",
    "-- nothing",
    "SELECT ?",
    "SELECT 'unbalanced",
    "SELECT zeroblob(3000000000)",
    "EXPLAIN",
]


@every_row("sql", STATEMENTS)
def test_a_query_can_only_read(shelf, sql):
    before = contents(shelf.folder)
    rows = shelf.rows()
    outcome = shelf("query", sql, code=2)
    assert outcome.out == ""
    check_said(outcome.err)
    assert shelf.rows() == rows
    assert contents(shelf.folder) == before


def test_a_query_without_end_is_stopped(shelf, monkeypatch):
    monkeypatch.setattr("pubman.store.query.ask.__kwdefaults__", {"seconds": 0.05})
    check_said(shelf("query", ENDLESS, code=2).err, "The query was stopped after 0.05 seconds.")


# ------------------------------------------------------------------------------------ hostile words

WORDS = [
    '" OR 1',
    '"',
    '""',
    "'",
    "' OR 1=1 --",
    "NEAR(",
    "NEAR(event stream, 3)",
    "title:",
    "title:*",
    'title:"unbalanced',
    "{title authors}: event",
    "*",
    ":",
    "::",
    "a AND",
    "AND",
    "NOT event",
    "event OR",
    "^event",
    "-event",
    "+event",
    "(event",
    "event)",
    "event*",
    "publications_fts MATCH 'x'",
    "",
    " ",
    "\t\n",
    "\\",
    "%",
    "_",
    "rank:1",
    "rowid:1",
    "https://example.org/a:b",
    "10.1145/3694715.3695975",
    "\N{ZERO WIDTH SPACE}",
    "\N{COMBINING ACUTE ACCENT}",
    "论文",
    "\N{PILE OF POO}",
    "x" * 10_000,
    "event " * 2_000,
    '"' * 10_000,
]


@every_row("words", WORDS, ids=lambda words: ascii(words[:20]))
def test_words_are_never_syntax(shelf, words):
    for command in ("search", "list"):
        outcome = shelf(command, "--", words, code=None)
        if outcome.code:
            assert outcome.code == 2
            check_said(outcome.err, "contains no word to search for")
            assert outcome.out == ""
        else:
            assert outcome.out or outcome.err
        assert all(len(line) <= 80 for line in outcome.err.splitlines())


@pytest.mark.parametrize(
    "word, words",
    [
        ("year:never", "'never' is not a valid year"),
        ("year:2021...", "is not a valid year"),
        ("year:99999999999999999999", "is not a valid year"),
        ("kind:essay", "'essay' is not a valid kind"),
        ("is:nice", "'nice' is not a value of is:"),
    ],
)
def test_a_condition_that_means_nothing_is_said(shelf, word, words):
    for command in ("search", "list", "review", "export --format text"):
        outcome = shelf(*command.split(), word, code=2)
        assert outcome.out == ""
        check_said(outcome.err, words)


# ------------------------------------------------------------------------------------ hostile keys

KEYS = ["", " ", "%", "_", "*", "'", '"', "r", "r-1", "r0", "r99999999999999999999", "dblp:", ":",
        "10.", "10.1145/", "nothing2020", "x" * 10_000, "\0", "../pubs.db", "https://"]  # fmt: skip


@every_row("key", KEYS, ids=lambda key: ascii(key[:20]))
def test_an_unknown_key_is_said(shelf, key):
    before = shelf.rows()
    for arguments in (["show", key], ["hide", key]):
        outcome = shelf(*arguments, code=2)
        assert outcome.out == ""
        check_said(outcome.err, "No publication matches" if key.strip() else "matches")
    assert shelf.rows() == before


def test_an_ambiguous_key_names_the_candidates(shelf):
    outcome = shelf("show", "s", code=2)
    assert outcome.err == ("error: 's' matches 3 publications.\n  scalpel\n  shedding\n  slags\n")


# ------------------------------------------------------------------------------------------ streams


@pytest.mark.parametrize("closed", ["stdin", "stdout"])
def test_a_closed_stream_is_no_fault(shelf, closed):
    program = (
        "import os, sys\n"
        f"os.close({0 if closed == 'stdin' else 1})\n"
        "os.execv(sys.executable, [sys.executable, '-m', 'pubman', *sys.argv[1:]])\n"
    )
    arguments = ["hide", "-"] if closed == "stdin" else ["hide", "tiling"]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=shelf.folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    err = done.stderr.decode()
    check_said(err)
    assert done.returncode == (2 if closed == "stdin" else 0)


def test_a_second_writer_waits_for_the_first(shelf):
    connection = sqlite3.connect(shelf.folder / "pubs.db", isolation_level=None)
    with closing(connection):
        connection.execute("BEGIN IMMEDIATE")
        program = [sys.executable, "-m", "pubman", "hide", "tiling"]
        second = subprocess.Popen(program, cwd=shelf.folder, stderr=subprocess.PIPE)
        with suppress(subprocess.TimeoutExpired):
            second.wait(0.5)
            pytest.fail("it did not wait")
        connection.execute("ROLLBACK")
        assert second.wait(60) == 0
        assert second.stderr is not None
        second.stderr.close()
    assert shelf.ask("SELECT hidden FROM bibliography WHERE key = 'tiling'") == [(1,)]


def test_a_store_and_its_configuration_may_move_together(shelf):
    moved = shelf.folder / "elsewhere"
    moved.mkdir()
    for name in ("pubs.db", "pubman.toml"):
        shutil.move(shelf.folder / name, moved / name)
    shelf.folder = moved
    assert "tiling" in shelf("list").out
