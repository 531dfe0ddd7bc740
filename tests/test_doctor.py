"""doctor: find damage in a store without changing it, and repair it with --fix."""

from __future__ import annotations

import multiprocessing
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pubman.derive.verification import FROM, MOST, differing_rows, useful_workers
from pubman.library.session import open_library
from pubman.store import folders, unreadable


def alter(folder, *statements, name="pubs.db"):
    with closing(sqlite3.connect(folder / name)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_sound_store_is_sound_and_stays_as_it_is(shelf):
    shelf("backup")
    rows = shelf.rows()
    said = shelf("doctor", "--exit-code")
    assert (said.out, said.code) == ("", 0)
    assert "in order" in said.err
    assert shelf.rows() == rows


def test_no_sound_row_is_suspicious(shelf):
    """Each suspicious row is examined value by value."""
    with closing(sqlite3.connect(shelf.folder / "pubs.db")) as connection:
        for table in sorted(set(unreadable.KEYS) - {"overrides"}):
            assert [*unreadable.suspicious_rows(connection, table)] == [], table


FAULTS = {
    "a title changed by another program": "UPDATE publications SET title = 'x' WHERE key = 'eires'",
    "a lost author": "DELETE FROM authorships WHERE position = 1",
    "a lost match": "DELETE FROM matches",
    "an invented question": "INSERT INTO questions VALUES ('mine', 1, 0, 0.5, 'so')",
    "a publication of nothing": (
        "INSERT INTO publications (id, key, kind) VALUES (9999, 'z', 'book')"
    ),
    "another text in the index": "UPDATE publications_fts SET title = 'x' WHERE rowid = 1",
}


@pytest.mark.parametrize("statement", FAULTS.values(), ids=FAULTS)
def test_conclusions_that_a_rebuild_would_change_are_found_and_mended(shelf, statement):
    before = shelf.rows()
    alter(shelf.folder, statement)
    said = shelf("doctor", "--exit-code", code=3)
    assert "fault" in said.out
    mended = shelf("doctor", "--fix", "--exit-code")
    assert "Backup: pubs.backups/" in mended.err
    after = shelf.rows()
    assert {name for name in before if before[name] != after[name]} <= {"cite_keys"}


LOST_KEYS = {
    "no key is known any more": "DELETE FROM cite_keys",
    "a key is not known any more": (
        "DELETE FROM cite_keys WHERE key = (SELECT key FROM publications ORDER BY id LIMIT 1)"
    ),
    "nothing": "SELECT 1",
}


@pytest.mark.parametrize("statement", (FAULTS | LOST_KEYS).values(), ids=FAULTS | LOST_KEYS)
def test_several_processes_find_what_one_finds(shelf, statement):
    alter(shelf.folder, statement)
    with open_library(shelf.folder / "pubs.db") as library:
        alone = differing_rows(library)
        assert differing_rows(library, workers=2, at_once=5) == alone


def test_small_stores_are_compared_by_one_process():
    assert useful_workers(FROM - 1, processors=8) == 1
    assert useful_workers(FROM, processors=8) == MOST
    assert useful_workers(FROM, processors=2) == 2
    assert useful_workers(FROM, processors=1) == 1


def test_no_process_is_left_after_an_interrupt(shelf):
    def interrupt(step, done, total):
        if step == "Comparing":
            raise KeyboardInterrupt

    with open_library(shelf.folder / "pubs.db") as library:
        library.watch = interrupt
        with pytest.raises(KeyboardInterrupt):
            differing_rows(library, workers=2, at_once=2)
    assert multiprocessing.active_children() == []


def test_what_another_program_writes_meanwhile_is_no_fault(shelf):
    (shelf.folder / "more.bib").write_text("@misc{more, title = {One more paper}, year = {2020}}")
    shelf("import", "more.bib")
    undone = []

    def undo(step, done, total):
        if step == "Comparing" and not undone:
            undone.append(shelf("undo"))

    with open_library(shelf.folder / "pubs.db") as library:
        library.watch = undo
        assert differing_rows(library) == {}
    assert undone


def test_a_search_index_that_lost_its_way_is_made_anew(shelf):
    alter(
        shelf.folder,
        "DELETE FROM publications_fts_idx",
        "DELETE FROM publications_fts_data WHERE id > 10",
    )
    assert "search index" in shelf("doctor").out
    shelf("doctor", "--fix")
    assert shelf("doctor", "--exit-code").code == 0
    assert "eires" in shelf("search", "remote data").out


def test_facts_that_hang_in_the_air_are_named(shelf):
    alter(
        shelf.folder,
        "INSERT INTO overrides VALUES (1, 'colour', '', 'red', '2026-01-01')",
        "UPDATE accounts SET person = 'nobody' WHERE person IS NOT NULL",
    )
    said = shelf("doctor").out
    assert "colour" in said
    assert "nobody pubman.toml names: own:own.bib" in said


def test_a_row_that_speaks_of_a_record_that_is_not_there_is_found(shelf):
    alter(shelf.folder, "INSERT INTO tags VALUES (4711, 'selected', 1)")
    assert "tags refer to records" in " ".join(shelf("doctor", code=None).out.split())


def test_a_record_deleted_in_another_program_leaves_nothing_in_the_air(shelf):
    """``sqlite3`` does not check references unless it is told to."""
    shelf("tag", "selected", "eires")
    shelf("set", "eires", "note", "kept")
    alter(shelf.folder, "DELETE FROM records WHERE id = 1")
    said = shelf("doctor", "--exit-code", code=3).out
    assert "listings refer to records" in said
    assert "pubman doctor --fix" in said
    err = shelf("doctor", "--fix", "--exit-code").err
    assert "Backup: pubs.backups/" in err
    assert re.search(r"Deleted: \d+ rows about missing records", err)
    assert "in order" in err
    assert shelf.ask("SELECT count(*) FROM listings WHERE record_id = 1") == [(0,)]
    shelf("tag", "other", shelf.ask("SELECT key FROM bibliography")[0][0])


def test_conclusions_of_another_version_are_no_fault(shelf):
    alter(shelf.folder, "UPDATE settings SET value = '0' WHERE key = 'matcher_version'")
    said = shelf("doctor", "--exit-code")
    assert "Another version of pubman" in " ".join(said.out.split())
    assert said.code == 0


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for page in range(5, len(content) // 4096, 2):
        content[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    path.write_bytes(content)


def test_damaged_pages_are_one_sentence_that_leads_to_the_backup(shelf):
    shelf("backup")
    damage(shelf.folder / "pubs.db")
    for command in ("doctor", "list", "tag selected eires", "rebuild", "export"):
        said = shelf(*command.split(), code=None)
        assert "Traceback" not in said.err
        if command == "doctor":
            assert "pubman restore" in said.out + said.err
            assert said.code == 1


def test_damage_found_while_writing_changes_nothing(shelf):
    shelf("backup")
    damage(shelf.folder / "pubs.db")
    before = (shelf.folder / "pubs.db").read_bytes()
    shelf("rebuild", code=1)
    assert (shelf.folder / "pubs.db").read_bytes() == before


def test_unfinished_files_of_a_killed_command_are_swept(shelf):
    shelf("backup")
    (shelf.folder / ".pubs.db.new-99").write_bytes(b"x")
    (shelf.folder / "pubs.backups" / ".2026-x.db.partial").write_bytes(b"x")
    assert "2 unfinished" in shelf("doctor").out
    shelf("doctor", "--fix")
    assert "unfinished" not in shelf("doctor").out


def test_so_are_those_of_an_export_a_dump_and_pubman_toml_but_nobody_elses(shelf):
    shelf("export", "--format", "html", "-o", "list.html")
    left = [".list.html.a_9zq0k1", ".pubman.toml.trial", ".pubman.toml.new"]
    theirs = [".list.html.swp", ".other.html.abcdefgh", ".env"]
    for name in (*left, *theirs):
        (shelf.folder / name).write_bytes(b"x")
    (shelf.folder / ".text.partial-17").mkdir()
    (shelf.folder / ".text.partial-17" / "tags.jsonl").write_bytes(b"x")
    assert "4 unfinished" in shelf("doctor").out
    shelf("doctor", "--fix")
    assert "unfinished" not in shelf("doctor").out
    assert sorted(p.name for p in shelf.folder.glob(".*") if p.suffix) == sorted(theirs[:2])
    assert (shelf.folder / ".env").exists()


CONFLICTS = [
    "pubs (Ada's conflicted copy 2026-01-02).db",
    "pubs.sync-conflict-20260102-101010-ABCDEF7.db",
    "pubs (1).db",
    "pubs_conflict-20260102-101010.db",
    "pubs (conflicted copy).db",
]


@pytest.mark.parametrize("name", CONFLICTS)
def test_the_second_version_of_a_synchronised_folder_is_named_and_can_be_taken_in(shelf, name):
    shutil.copy(shelf.folder / "pubs.db", shelf.folder / name)
    shelf("tag", "here", "eires")
    shelf("--db", name, "tag", "there", "shedding")
    assert f'pubman load "{name}"' in shelf("doctor").out
    shelf("load", name)
    assert shelf.ask("SELECT key, tags FROM bibliography WHERE tags IS NOT NULL ORDER BY 1") == [
        ("eires", "here"),
        ("shedding", "there"),
    ]


@pytest.mark.parametrize(
    "name", ["pubs.damaged-2026.db", "other.db", "pubs2.db", "publications.db"]
)
def test_other_files_are_no_second_versions(tmp_path, name):
    (tmp_path / name).touch()
    assert folders.conflict_copies(tmp_path / "pubs.db") == []


def test_one_drive_puts_the_name_of_the_machine_behind(tmp_path):
    folder = tmp_path / "OneDrive - University"
    folder.mkdir()
    (folder / "pubs-LAPTOP-7.db").touch()
    assert [each.name for each in folders.conflict_copies(folder / "pubs.db")] == [
        "pubs-LAPTOP-7.db"
    ]


def test_a_store_in_a_synchronised_folder_is_one_file(pubman):
    pubman.folder = pubman.folder / "Dropbox"
    pubman.folder.mkdir()
    pubman("init", "--name", "Ada Lovelace")
    assert pubman.ask("PRAGMA journal_mode") == [("delete",)]
    assert "synchronises" in pubman("doctor").out


def test_a_store_moved_into_a_synchronised_folder_is_made_one_file(shelf):
    moved = shelf.folder / "Nextcloud"
    moved.mkdir()
    for file in shelf.folder.glob("pub*"):
        shutil.copy(file, moved)
    shelf.folder = moved
    shelf("doctor", "--fix")
    assert shelf.ask("PRAGMA journal_mode") == [("delete",)]


def test_doctor_as_json(shelf):
    alter(shelf.folder, "DELETE FROM matches")
    assert '"level": "fault"' in shelf("doctor", "--json").out


def test_what_another_program_deleted_does_not_hinder_undo(shelf):
    shelf("set", "tiling", "award", "Best paper")
    ((records,),) = shelf.ask("SELECT count(*) FROM records WHERE withdrawn = 0")
    alter(shelf.folder, "DELETE FROM records WHERE source_key = 'eires'",
          "DELETE FROM overrides WHERE field = 'award'")  # fmt: skip
    shelf("doctor", "--fix", code=None)
    while shelf.ask("SELECT 1 FROM operations WHERE undone_at IS NULL"):
        shelf("undo")
    while shelf.ask("SELECT 1 FROM operations WHERE undone_at IS NOT NULL"):
        shelf("redo")
    assert shelf.ask("SELECT count(*) FROM records WHERE withdrawn = 0") == [(records - 1,)]
    assert "fault" not in shelf("doctor").out


# ------------------------------------------------------------------- conclusions, in a stream

CHANGED = {
    "a title": "UPDATE publications SET title = 'x' WHERE key = 'eires'",
    "an era": "UPDATE publications SET era = 'x' WHERE key = 'eires'",
    "whose it is": "UPDATE publications SET mine = 0 WHERE key = 'eires'",
    "an author's person": "UPDATE authorships SET person = NULL",
    "an author": "DELETE FROM authorships WHERE position = 2",
    "a field's giver": "UPDATE publication_fields SET by_hand = 1 WHERE field = 'title'",
    "a tag too many": "INSERT INTO publication_tags SELECT id, 'x' FROM publications LIMIT 1",
    "a tie too many": "INSERT INTO ties VALUES ('extends', 1, 2, 'x')",
    "a question too few": "DELETE FROM questions",
    "the text to search": "UPDATE publications_fts SET title = 'x' WHERE rowid = 1",
    "a publication too few": "DELETE FROM person_publications",
    "a key": "UPDATE publications SET key = 'x' WHERE key = 'eires'",
}


@pytest.mark.parametrize("sql", CHANGED.values(), ids=CHANGED)
@pytest.mark.parametrize("full", [(), ("--full",)], ids=["in a stream", "by a rebuild"])
def test_a_changed_conclusion_is_found_and_put_right(shelf, sql, full):
    with closing(sqlite3.connect(shelf.folder / "pubs.db")) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(sql)
        connection.commit()
    before = shelf.rows()
    assert "rebuild would make other rows" in " ".join(shelf("doctor", *full).out.split())
    assert shelf.rows() == before
    shelf("doctor", "--fix", *full)
    assert shelf("doctor", "--exit-code", *full).code == 0


def test_a_changed_verdict_is_found_by_comparing_all_records(shelf):
    with closing(sqlite3.connect(shelf.folder / "pubs.db")) as connection:
        connection.execute("UPDATE matches SET score = 0.123")
        connection.commit()
    assert "matches" in shelf("doctor", "--full").out
