"""Backups: whole copies, rotating, restored without losing later changes."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from rows import every_row

from pubman.errors import StoreError
from pubman.store import backup
from pubman.store.backup import BY_HAND, KEPT, back_up, backups_of, folder_of

ROOT = Path(__file__).resolve().parent.parent
BIG_BIB = "".join(
    f"@article{{k{n}, author = {{Ada Number{n}}}, title = {{Studies of the number {n}}}, "
    f"year = {1900 + n}}}\n"
    for n in range(60)
)


def bibliography(store):
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute("SELECT * FROM bibliography ORDER BY key").fetchall()


def test_looking_into_a_backup_leaves_it_as_it_is(shelf):
    made = back_up(shelf.folder / "pubs.db")
    content = made.path.read_bytes()
    assert "eires" in shelf("--db", made.path, "list").out
    shelf("--db", made.path, "hide", "eires", code=1)
    assert made.path.read_bytes() == content
    assert not list(made.path.parent.glob("*-wal"))


def names(store):
    return [each.reason for each in backups_of(store)]


def test_a_backup_is_a_whole_store_of_one_file(shelf):
    said = shelf("backup")
    (made,) = backups_of(shelf.folder / "pubs.db")
    assert made.shown in said.err.replace("\n", "")
    with closing(sqlite3.connect(made.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert bibliography(made.path) == bibliography(shelf.folder / "pubs.db")
    assert not list(folder_of(shelf.folder / "pubs.db").glob(".*partial*"))


def test_a_backup_takes_in_what_another_connection_has_not_checkpointed(shelf):
    with closing(sqlite3.connect(shelf.folder / "pubs.db")) as other:
        other.execute("INSERT INTO settings VALUES ('x', 'y')")
        other.commit()
        made = back_up(shelf.folder / "pubs.db")
    with closing(sqlite3.connect(made.path)) as connection:
        assert connection.execute("SELECT value FROM settings WHERE key = 'x'").fetchone() == ("y",)


def test_automatic_backups_rotate_and_those_by_hand_stay(shelf):
    store = shelf.folder / "pubs.db"
    back_up(store)
    for _ in range(KEPT + 2):
        back_up(store, "before-import")
    assert names(store) == ["before-import"] * KEPT + [BY_HAND]


def test_the_folder_of_backups_stays_out_of_git(shelf):
    shelf("backup")
    assert (shelf.folder / "pubs.backups" / ".gitignore").read_text() == "*\n"


def test_a_big_import_backs_up_and_a_small_one_does_not(shelf):
    shelf("tag", "selected", "eires")
    assert not names(shelf.folder / "pubs.db")
    before = bibliography(shelf.folder / "pubs.db")
    (shelf.folder / "big.bib").write_text(BIG_BIB)
    shelf("import", "big.bib")
    (made,) = backups_of(shelf.folder / "pubs.db")
    assert made.reason == "before-import"
    assert bibliography(made.path) == before


@pytest.mark.parametrize("words", [["undo"], ["undo", "{n}", "--with-later"]], ids=" ".join)
def test_a_big_undo_backs_up_and_so_does_its_redo(shelf, words):
    (shelf.folder / "big.bib").write_text(BIG_BIB)
    shelf("import", "big.bib")
    number = shelf.ask("SELECT max(id) FROM operations")[0][0]
    before = bibliography(shelf.folder / "pubs.db")
    shelf(*(word.replace("{n}", str(number)) for word in words))
    assert names(shelf.folder / "pubs.db") == ["before-undo", "before-import"]
    assert bibliography(backups_of(shelf.folder / "pubs.db")[0].path) == before
    shelf("redo")
    assert names(shelf.folder / "pubs.db")[0] == "before-redo"


def test_a_small_undo_and_one_that_is_refused_back_up_nothing(shelf):
    shelf("tag", "selected", "eires")
    shelf("undo")
    shelf("redo")
    (shelf.folder / "big.bib").write_text(BIG_BIB)
    shelf("import", "big.bib")
    number = shelf.ask("SELECT max(id) FROM operations")[0][0]
    key = shelf.ask("SELECT key FROM bibliography WHERE title LIKE '%number 7'")[0][0]
    shelf("tag", "selected", key)
    shelf("undo", number, code=1)
    shelf("undo", 99, code=2)
    assert names(shelf.folder / "pubs.db") == ["before-import"]


def test_a_dry_run_backs_up_nothing(shelf):
    (shelf.folder / "big.bib").write_text(BIG_BIB)
    shelf("import", "--dry-run", "big.bib")
    assert not names(shelf.folder / "pubs.db")


def test_the_first_import_has_nothing_to_back_up(pubman):
    pubman("init", "--name", "Ada Lovelace")
    (pubman.folder / "big.bib").write_text(BIG_BIB)
    pubman("import", "big.bib")
    assert not names(pubman.folder / "pubs.db")


def test_restore_brings_back_and_is_taken_back_by_what_it_prints(shelf):
    shelf("backup")
    then = shelf("list", "--all").out
    shelf("hide", "eires")
    now = shelf("list", "--all").out
    said = shelf("restore", "--force").err
    assert shelf("list", "--all").out == then
    printed = said.strip().splitlines()[-1].split()
    assert printed[:3] == ["pubman", "restore", "--force"]
    shelf(*printed[1:])
    assert shelf("list", "--all").out == now


def test_restore_is_refused_over_later_work_that_it_names(shelf):
    shelf("backup")
    shelf("hide", "eires")
    rows = shelf.rows()
    said = shelf("restore", code=1).err
    assert "1 later change" in said
    assert "hide" in said
    assert shelf.rows() == rows


def test_restore_over_nothing_newer_needs_no_force(shelf):
    shelf("backup")
    assert "Restored pubs.db from" in shelf("restore").err


def test_an_undo_since_the_backup_counts_as_later_work(shelf):
    shelf("hide", "eires")
    shelf("backup")
    shelf("undo")
    assert "later change" in shelf("restore", code=1).err


@pytest.mark.parametrize(
    "harm",
    [
        lambda p: p.unlink(),
        lambda p: p.write_bytes(b""),
        lambda p: p.write_bytes(b"nonsense " * 99),
    ],
    ids=["gone", "empty", "overwritten"],
)
def test_a_store_that_is_gone_comes_back_from_its_newest_backup(shelf, harm):
    shelf("backup")
    then = shelf("list").out
    harm(shelf.folder / "pubs.db")
    assert "pubman restore" in shelf("--db", "pubs.db", "list", code=1).err
    shelf("restore")
    assert shelf("list").out == then


def test_a_damaged_store_is_kept_aside(shelf):
    shelf("backup")
    (shelf.folder / "pubs.db").write_bytes(b"nonsense")
    said = shelf("restore").err
    (aside,) = shelf.folder.glob("pubs.damaged-*.db")
    assert aside.read_bytes() == b"nonsense"
    assert aside.name in said
    assert "pubman restore" not in said  # nothing that could be brought back


OTHERS = {"a newer pubman's": "PRAGMA user_version = 99", "another's": "PRAGMA application_id = 7"}


@pytest.mark.parametrize("sql", OTHERS.values(), ids=OTHERS)
def test_a_whole_file_that_is_not_for_us_is_only_replaced_with_force(shelf, sql):
    shelf("backup")
    then = shelf("list").out
    with closing(sqlite3.connect(shelf.folder / "pubs.db")) as connection:
        connection.execute(sql)
    content = (shelf.folder / "pubs.db").read_bytes()
    assert "--force" in shelf("restore", code=1).err
    assert (shelf.folder / "pubs.db").read_bytes() == content
    shelf("restore", "--force")
    assert shelf("list").out == then
    (aside,) = shelf.folder.glob("pubs.damaged-*.db")
    with closing(sqlite3.connect(aside)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_undo_does_not_reach_over_a_restore(shelf):
    shelf("hide", "eires")
    shelf("backup")
    shelf("restore")
    assert "restore --list" in shelf("undo", code=1).err


def test_restore_without_a_backup_says_so(shelf):
    assert "There is no backup" in shelf("restore", code=1).err


@pytest.mark.parametrize(
    "content, word",
    [(b"", "empty"), (b"SQLite format 3\0" + b"\0" * 200, "another program")],
    ids=["an empty file", "another program's"],
)
def test_restore_refuses_what_is_no_backup(shelf, content, word):
    (shelf.folder / "strange.db").write_bytes(content)
    rows = shelf.rows()
    assert word in shelf("restore", "--force", "strange.db", code=1).err
    assert shelf.rows() == rows


def test_backup_to_a_file_of_ones_own_replaces_nothing(shelf):
    shelf("backup", "-o", "mine.db")
    assert shelf("--db", "mine.db", "list").out == shelf("list").out
    assert "already exists" in shelf("backup", "-o", "mine.db", code=2).err


def test_a_copy_that_fails_leaves_nothing(tmp_path):
    (tmp_path / "pubs.db").write_bytes(b"SQLite format 3\0 and then nonsense" * 40)
    with pytest.raises(StoreError, match="No backup could be made"):
        backup.copy(tmp_path / "pubs.db", tmp_path / "copy.db")
    assert [each.name for each in tmp_path.iterdir()] == ["pubs.db"]


def test_status_names_the_last_backup_and_the_way_back(shelf):
    assert "Backup" not in shelf("status").out
    shelf("backup")
    shelf("restore")
    out = shelf("status").out
    assert "(pubman restore)" in out
    assert "(pubman restore --list)" in out


COMPLETIONS = [
    ("show ei", "plain,eires"),
    ("apart eires she", "plain,shedding"),
    ("set eires ven", "plain,venue"),
    ("tag sel", "plain,selected"),
    ("export pa", "plain,page"),
    ("res", "plain,restore"),
    ("export --format htm", "plain,html"),
    ("convert --to ri", "plain,ris"),
    ("import --from dblp-x", "plain,dblp-xml"),
    ("schema bib", "plain,bibliography"),
    ("sync --person B", "plain,Bo Zhao"),
]


@every_row("words, found", COMPLETIONS, ids=[words for words, _ in COMPLETIONS])
def test_the_shell_completes(shelf, monkeypatch, words, found):
    shelf("tag", "selected", "eires")
    monkeypatch.setenv("_PUBMAN_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", f"pubman {words}")
    monkeypatch.setenv("COMP_CWORD", str(len(words.split())))
    assert found in shelf(code=None).out.splitlines()


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_bash_completes_a_key_with_a_colon(shelf, tmp_path):
    """bash reads ``Zhao:2020`` as three words, and replaces only the last one."""
    (shelf.folder / "colons.bib").write_text(
        "@article{Zhao:2020a, author={Bo Zhao}, title={On Colons}, year=2020}\n"
        "@article{Zhao:2020b, author={Bo Zhao}, title={Of Semicolons}, year=2021}\n"
    )
    shelf("import", "colons.bib")
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "pubman"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pubman "$@"\n')
    program.chmod(0o755)
    script = shelf("completion", "bash").out + (
        "ask() { COMP_LINE=$1 COMP_POINT=${#1} COMPREPLY=(); _pubman_completion pubman;"
        ' echo "${COMPREPLY[*]}"; }\n'
        "ask 'pubman show Zhao:20'; ask 'pubman show Zh'; ask 'pubman show eir'; ask 'pubman sho'\n"
        "ask 'pubman set eires venu'; ask 'pubman tag zzz'\n"
    )
    done = subprocess.run(
        ["bash", "-c", script], cwd=shelf.folder, capture_output=True, text=True, check=True,
        env=os.environ | {"PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
                          "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stdout.splitlines() == [
        "2020a 2020b", "Zhao:2020a Zhao:2020b", "eires", "show", "venue venue_key", "",
    ]  # fmt: skip


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_what_the_shell_takes(pubman, shell):
    assert "_PUBMAN_COMPLETE" in pubman("completion", shell).out
