"""The next command that writes deletes leftovers of killed ones; private folders stay private."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from pubman.store.backup import copy

posix = pytest.mark.skipif(sys.platform == "win32", reason="files there have no such modes")


@pytest.fixture
def dead():
    """The number of a process that no longer runs."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@posix
@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
@pytest.mark.parametrize("place", ["pubs.backups/.2026.db.partial", ".pubs.db.new"])
def test_leftovers_are_swept_by_the_next_command_that_writes(shelf, dead, place, ending):
    shelf("backup")
    left = shelf.folder / f"{place}-{dead}{ending}"
    left.write_bytes(b"x")
    shelf("list")
    assert left.exists()
    shelf("tag", "talk", "eires")
    assert not left.exists()


@posix
def test_the_folder_of_a_killed_dump_is_swept(shelf, dead):
    left = shelf.folder / f".text.partial-{dead}"
    left.mkdir()
    (left / "tags.jsonl").write_bytes(b"x")
    shelf("tag", "talk", "eires")
    assert not left.exists()


def test_files_of_a_command_that_still_runs_stay(shelf):
    shelf("backup")
    running = shelf.folder / "pubs.backups" / f".2026.db.partial-{os.getpid()}"
    running.write_bytes(b"x")
    shelf("tag", "talk", "eires")
    assert running.exists()


@posix
def test_a_dry_run_sweeps_nothing(shelf, dead):
    left = shelf.folder / f".pubs.db.new-{dead}"
    left.write_bytes(b"x")
    shelf("import", "--dry-run", "more.bib")
    assert left.exists()


def test_an_old_file_of_an_unknown_process_is_swept(shelf):
    shelf("backup")
    left = shelf.folder / "pubs.backups" / ".2026.db.partial"
    left.write_bytes(b"x")
    shelf("tag", "talk", "eires")
    assert left.exists()
    os.utime(left, (0, 0))
    shelf("tag", "talk", "tenplex")
    assert not left.exists()


# --------------------------------------------------------------------------------------- rights


def mode(path):
    return path.stat().st_mode & 0o777


@posix
def test_in_a_private_folder_the_store_and_its_backups_are_private(pubman):
    pubman.folder.chmod(0o700)
    pubman("init", "--name", "Bo Zhao")
    pubman("add", "--title", "Gears", "--author", "Bo Zhao")
    pubman("backup")
    made = next(pubman.folder.glob("pubs.backups/*.db"))
    assert mode(pubman.folder / "pubs.db") == 0o600
    assert mode(made) == 0o600
    assert mode(made.parent) == 0o700


@posix
def test_in_a_shared_folder_the_umask_decides(pubman):
    pubman.folder.chmod(0o755)
    before = os.umask(0o022)
    try:
        pubman("init", "--name", "Bo Zhao")
        pubman("backup", code=None)
    finally:
        os.umask(before)
    assert mode(pubman.folder / "pubs.db") == 0o644


@posix
def test_a_copy_of_a_private_store_is_private_wherever_it_goes(shelf):
    shelf.folder.chmod(0o755)
    (shelf.folder / "pubs.db").chmod(0o600)
    copy(shelf.folder / "pubs.db", shelf.folder / "copy.db")
    assert mode(shelf.folder / "copy.db") == 0o600


@posix
def test_exports_keep_the_umask(shelf):
    shelf.folder.chmod(0o700)
    before = os.umask(0o022)
    try:
        shelf("export", "page")
    finally:
        os.umask(before)
    assert mode(shelf.folder / "page.txt") == 0o644
