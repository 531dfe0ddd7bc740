"""dump and load: facts as text that merges, and back to the same store up to numbers."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pubman.store import dump, dump_text

CONCLUSIONS = (
    "SELECT * FROM bibliography ORDER BY key",
    "SELECT key, field, source, source_key, by_hand FROM provenance ORDER BY 1, 2",
    # The numbers decide which of the two is a.
    (
        "SELECT min(source_a || title_a, source_b || title_b) AS a, "
        "max(source_a || title_a, source_b || title_b) AS b, verdict, rule, round(score, 6), "
        "evidence, said FROM verdicts ORDER BY a, b"
    ),
    (
        "SELECT kind, min(key_a, coalesce(key_b, key_a)) AS a, "
        "max(key_a, coalesce(key_b, '')) AS b, round(score, 6), reason "
        "FROM review ORDER BY kind, a, b"
    ),
    "SELECT * FROM extensions ORDER BY 1, 2, 3",
    "SELECT * FROM publication_eras ORDER BY 1, 2",
    "SELECT * FROM publication_people ORDER BY 1, 2",
    (
        "SELECT p.key, a.position, a.name, a.person, a.roles FROM authorships a "
        "JOIN publications p ON p.id = a.publication_id ORDER BY 1, 2"
    ),
    (
        "SELECT p.key, l.label, l.url FROM publication_links l "
        "JOIN publications p ON p.id = l.publication_id ORDER BY 1, 2"
    ),
)


def conclusions(runner):
    return [runner.ask(sql) for sql in CONCLUSIONS]


def elsewhere(runner):
    """The same runner in an empty folder with no store in it or above it."""
    folder = runner.folder.with_name(f"{runner.folder.name}-elsewhere")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return type(runner)(folder, runner._capsys)


ACTS = [
    "tag selected eires", "tag talk tiling", "untag selected eires", "hide shedding",
    "mine slags", "set eires title Other", "set scalpel venue TC", "set tiling key song15",
    "set eires era Later", "mark eires equal 1", "mark tenplex corresponding 2",
    "link eires pdf https://example.org/a.pdf", "same tenplex wagenlander",
    "apart tenplex wagenlander", "extends scalpel tiling", "apart eires21", "undo", "undo",
    "redo", "import more.bib", "add --title Further --author Zhao --year 2026",
]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.lists(st.sampled_from(ACTS), max_size=6))
def test_loading_what_was_dumped_gives_the_same_facts_and_conclusions(shelf, acts):
    pristine = shelf.folder / "pristine"
    if not pristine.exists():
        shutil.copytree(shelf.folder, pristine)
    shutil.copytree(pristine, shelf.folder, dirs_exist_ok=True)
    for act in acts:
        shelf(*act.split(), code=None)
    other = elsewhere(shelf)
    shutil.rmtree(shelf.folder / "text", ignore_errors=True)
    shelf("dump", "text")
    other("load", shelf.folder / "text")
    assert conclusions(other) == conclusions(shelf)
    assert dump.facts_of(other.folder / "pubs.db") == dump.facts_of(shelf.folder / "pubs.db")


def lines(folder: Path) -> dict[str, list[str]]:
    return {p.name: p.read_text("utf-8").splitlines() for p in sorted(folder.glob("*.jsonl"))}


def test_a_dump_is_sorted_and_says_nothing_by_number(shelf):
    shelf("same", "tenplex", "wagenlander")
    shelf("dump", "text")
    text = lines(shelf.folder / "text")
    assert [name for name in text if text[name] != sorted(text[name])] in (
        [],
        ["decisions.jsonl"],
    )
    (decision,) = map(json.loads, text["decisions.jsonl"])
    assert decision["record_a"] == ["more", "wagenlander"]
    assert decision["record_b"] == ["own", "tenplex"]
    assert "operations.jsonl" not in text


def test_a_second_dump_writes_the_same_bytes(shelf):
    shelf("dump", "text")
    before = {p.name: p.read_bytes() for p in (shelf.folder / "text").iterdir()}
    shelf("rebuild")
    shelf("dump", "text")
    assert {p.name: p.read_bytes() for p in (shelf.folder / "text").iterdir()} == before


def test_one_change_is_one_line(shelf):
    shelf("dump", "before")
    shelf("set", "eires", "pages", "1--2")
    shelf("dump", "after")
    before, after = lines(shelf.folder / "before"), lines(shelf.folder / "after")
    assert {name for name in after if after[name] != before[name]} == {"overrides.jsonl"}
    assert len(after["overrides.jsonl"]) == len(before["overrides.jsonl"]) + 1


def git(folder, *args):
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    return subprocess.run(
        ["git", *who, *args], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_the_dumps_of_two_people_merge_in_git(shelf):
    text = shelf.folder / "text"
    shelf("dump", text)
    git(text, "init", "-q", "-b", "main")
    git(text, "add", ".")
    git(text, "commit", "-qm", "one")
    other = elsewhere(shelf)
    other("load", text)
    # Neighbouring lines, and the same field: the later answer wins.
    shelf("tag", "ours", "eires")
    shelf("set", "tiling", "note", "first")
    other("tag", "theirs", "eires")
    other("set", "tiling", "note", "second")
    git(text, "checkout", "-qb", "theirs")
    other("dump", text)
    git(text, "commit", "-qam", "theirs")
    git(text, "checkout", "-q", "main")
    shelf("dump", text)
    git(text, "commit", "-qam", "ours")
    git(text, "merge", "-q", "theirs")
    shelf("load", text)
    assert shelf.ask("SELECT tags FROM bibliography WHERE key = 'eires'") == [("ours, theirs",)]
    assert shelf.ask("SELECT note FROM publications WHERE key = 'tiling'") == [("second",)]
    assert shelf("doctor", "--exit-code").code == 0


def test_load_replaces_what_is_here_and_prints_the_way_back(shelf):
    shelf("dump", "text")
    shelf("tag", "later", "eires")
    shelf("backup")
    said = shelf("load", "text").err
    assert shelf.ask("SELECT count(*) FROM tags") == [(0,)]
    shelf(*said.strip().splitlines()[-1].split()[1:])
    assert shelf.ask("SELECT tag FROM tags") == [("later",)]


def test_load_is_not_taken_back_by_undo_but_by_restore(shelf):
    shelf("dump", "text")
    shelf("load", "text")
    assert "restore --list" in shelf("undo", code=1).err


def test_undo_and_redo_go_on_after_a_load(shelf):
    shelf("dump", "text")
    shelf("load", "text")
    before = shelf.ask("SELECT * FROM bibliography ORDER BY key")
    shelf("hide", "eires")
    shelf("undo")
    assert shelf.ask("SELECT * FROM bibliography ORDER BY key") == before


def test_a_source_imported_again_after_a_load_is_known(shelf):
    shelf("dump", "text")
    other = elsewhere(shelf)
    other("load", shelf.folder / "text")
    shutil.copy(shelf.folder / "own.bib", other.folder)
    before = conclusions(other)
    other("import", "own.bib")
    assert conclusions(other) == before


def spoil(folder, name, text):
    (folder / name).write_text(text, "utf-8")


SPOILT = {
    "an unfinished merge": ("tags.jsonl", "<<<<<<< HEAD\n", "tags.jsonl:1"),
    "no JSON": ("tags.jsonl", "{\n", "tags.jsonl:1"),
    "no object": ("tags.jsonl", "3\n", "tags.jsonl:1"),
    "an unknown column": ("tags.jsonl", '{"colour": "red"}\n', "colour"),
    "a record of the wrong form": ("tags.jsonl", '{"record_id": 3, "tag": "a"}\n', "tags.jsonl:1"),
    "a record that is not there": (
        "tags.jsonl", '{"record_id": ["own", "zzz"], "tag": "a", "present": 1}\n', "own:zzz"),
    "a missing column": ("tags.jsonl", '{"record_id": ["own", "eires"]}\n', "tags.jsonl"),
    "a value that may not be": (
        "ownership.jsonl", '{"record_id": ["own", "eires"], "state": "blue"}\n', "ownership.jsonl"),
    "a list for a value": (
        "tags.jsonl", '{"record_id": ["own", "eires"], "tag": ["a"]}\n', "tags.jsonl"),
    "two answers without a time": (
        "tags.jsonl",
        ('{"record_id": ["own", "eires"], "tag": "a", "present": 1}\n'
        '{"record_id": ["own", "eires"], "tag": "a", "present": 0}\n'),
        "tags.jsonl:1 and line 2"),
    "bytes that are no UTF-8": ("dump.json", "\x00", "dump.json"),
    "a later form": ("dump.json", '{"pubman dump": 99}', "newer"),
    "no name for a record": ("records.jsonl", '{"source": "own"}\n', "records.jsonl"),
}  # fmt: skip


@pytest.mark.parametrize("name, text, word", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_dump_is_refused_with_its_place(shelf, name, text, word):
    shelf("dump", "text")
    spoil(shelf.folder / "text", name, text)
    rows = shelf.rows()
    said = shelf("load", "text", code=1).err
    assert word in said
    assert "Nothing was changed" in " ".join(said.split())
    assert shelf.rows() == rows
    other = elsewhere(shelf)
    other("load", shelf.folder / "text", code=1)
    assert not (other.folder / "pubs.db").exists()


def test_load_of_what_is_no_dump_says_so(shelf):
    (shelf.folder / "empty").mkdir()
    assert "does not hold a dump" in shelf("load", "empty", code=1).err
    assert "There is no" in shelf("load", "nowhere", code=1).err
    assert "not a SQLite file" in shelf("load", "own.bib", code=1).err


def test_dump_does_not_write_among_other_files(shelf):
    assert "holds other files" in shelf("dump", ".", code=1).err
    assert "not a folder" in shelf("dump", "own.bib", code=2).err


def test_cite_keys_that_two_stores_gave_are_settled_by_origin_then_time():
    sheet = next(each for each in dump.SHEETS if each.table == "cite_keys")
    old = {"key": "a", "record_id": ["x", "1"], "origin": "generated", "given_at": "2020"}
    new = {"key": "a", "record_id": ["x", "2"], "origin": "generated", "given_at": "2021"}
    own = {"key": "a", "record_id": ["x", "3"], "origin": "own", "given_at": "2022"}
    for one, other, best in ((old, new, old), (new, old, old), (old, own, own), (own, old, own)):
        assert dump_text.prefer(sheet, one, other, lambda row: row) is best
