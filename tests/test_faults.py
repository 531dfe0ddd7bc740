"""The short form of scripts/faults.py: the whole table is run by hand."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="limits and signals of POSIX")

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "faults.py"


@pytest.fixture(scope="module")
def faults():
    spec = importlib.util.spec_from_file_location("faults", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules["faults"] = module
    spec.loader.exec_module(module)
    module.ENTRIES = 30
    yield module
    del sys.modules["faults"]


def test_kills_leave_the_old_state_or_the_new_one(faults, monkeypatch):
    kept = ("import", "undo", "migrate", "load")
    monkeypatch.setattr(faults, "KILLED", {name: faults.KILLED[name] for name in kept})
    assert faults.kills(8, random.Random(1)).failures == []


def test_a_crowd_of_writers_loses_nothing(faults):
    assert faults.crowd(1, writers=3, writes=2).failures == []


def test_damage_is_a_sentence_and_the_way_back(faults, monkeypatch):
    kept = ("cut in half", "an empty file", "a newer schema")
    monkeypatch.setattr(faults, "DAMAGE", {name: faults.DAMAGE[name] for name in kept})
    assert faults.damage().failures == []


def test_hostile_text_touches_nothing(faults, monkeypatch):
    monkeypatch.setattr(faults, "HOSTILE_SQL", faults.HOSTILE_SQL[:33])
    monkeypatch.setattr(faults, "HOSTILE_WORDS", faults.HOSTILE_WORDS[::2])
    assert faults.hostile(0.05).failures == []


def test_stores_that_another_program_changed_are_repaired(faults, monkeypatch):
    kept = ("a derived table dropped", "a trigger that deletes", "a date of letters",
            "names of publications that are not JSON")  # fmt: skip
    known = faults.faults_stores.ALTERED
    monkeypatch.setattr(faults.faults_stores, "ALTERED", {name: known[name] for name in kept})
    assert faults.altered().failures == []


def test_a_crash_leaves_a_sound_state(faults):
    assert faults.crash_states(6, random.Random(2)).failures == []


@pytest.mark.parametrize("limit", [0, 100, 3_000, 5_000, 20_000, 100_000, 250_000])
def test_a_store_that_cannot_be_begun_leaves_nothing(faults, tmp_path, limit):
    (tmp_path / "notes.txt").write_text("mine")
    done = faults.run(
        tmp_path, "init", "--name", "Bo Zhao", preexec_fn=lambda: faults._limit(limit)
    )
    assert "Traceback" not in done.stderr
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == (["notes.txt"] if done.returncode else ["notes.txt", "pubman.toml", "pubs.db"])
