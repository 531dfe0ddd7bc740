"""Sync against a real server on this machine: who, how, what changed, and every fault."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from loopback_dblp import (
    BOT_CHECK,
    FAST,
    TOO_MANY,
    Reply,
    TestClock,
    disambiguation,
    merged,
    page,
    preprint,
    record,
    running,
)

from pubman.config import load
from pubman.errors import (
    BadInput,
    BotCheck,
    Disambiguation,
    Malformed,
    NotFound,
    PubmanError,
    RateLimited,
    Refused,
    SourceError,
    TooLarge,
    Truncated,
    Unreachable,
    UsageError,
)
from pubman.library.opened import open_library
from pubman.library.sync import online
from pubman.library.sync.pages import read_page
from pubman.library.sync.taking import Wish, take_page
from pubman.sources.dblp_fetch import Host
from pubman.web import Limits, Session

BO = (("Bo Zhao 0019", "94/4810-19"),)
TENPLEX = record(
    "conf/sosp/WagenlanderLZMP24", "Tenplex: Dynamic Parallelism for Deep Learning",
    pages="195-210", booktitle="SOSP", ee="https://doi.org/10.1145/3694715.3695975",
)  # fmt: skip
LEGACY = record(
    "conf/asplos/Zhao23", "A Study of Load Shedding in Stream Processing", year=2023,
    pages="1-14", booktitle="ASPLOS", authors=BO,
)  # fmt: skip
SCALPEL = record("journals/jcst/LiuZ24", "Scalpel: Cutting Loops Apart", tag="article",
                 journal="J. Comput. Sci. Technol.", authors=BO)  # fmt: skip
SCALPEL_OUT = record(
    "journals/jcst/LiuZ24", "Scalpel: Cutting Loops Apart", tag="article", volume="74", number="3",
    pages="851-864", journal="J. Comput. Sci. Technol.", authors=BO, mdate="2025-01-01",
)  # fmt: skip
YOU_PREPRINT = preprint("2301.01234", "Distributional Graphs for Everyone", authors=BO)
YOU_OUT = record("conf/aistats/Zhao25", "Distributional Graphs for Everyone", year=2025,
                 booktitle="AISTATS", pages="11-20", authors=BO)  # fmt: skip
SHI = record("conf/sc/ShiZ26", "Hybrid Parallel Everything at Scale", year=2026, booktitle="SC",
             pages="77:1-77:13", authors=BO)  # fmt: skip

BEFORE = page(TENPLEX, LEGACY, SCALPEL, YOU_PREPRINT)
AFTER = page(TENPLEX, SCALPEL_OUT, YOU_PREPRINT, YOU_OUT, SHI)


@pytest.fixture
def clock():
    return TestClock()


@pytest.fixture
def dblp(clock):
    with running(clock) as server:
        server.person("94/4810-19", BEFORE)
        yield server


@pytest.fixture
def mirror(clock):
    with running(clock) as server:
        yield server


def configure(folder: Path, *servers, people: str = "", **more) -> Path:
    """A pubman.toml that asks ``servers`` (a host and its mirrors), without any spacing."""
    said = people or '[[people]]\nname = "Bo Zhao"\ndblp = "94/4810-19"\n'
    mirrors = json.dumps([server.url for server in servers[1:]])
    path = folder / "pubman.toml"
    path.write_text(
        f'{said}\n[dblp]\nurl = "{servers[0].url}"\nmirrors = {mirrors}\nspacing = 0\n', "utf-8"
    )
    return path


def facts(folder: Path, *, fetches: bool = False) -> str:
    """Every row of every table of the store (without ``fetches``, unless asked for)."""
    path = folder / "pubs.db"
    if not path.exists():
        return "no store"
    connection = sqlite3.connect(path)
    tables = [row[0] for row in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
    left_out = {"publications_fts_data", "publications_fts_idx", "publications_fts_docsize"}
    if not fetches:
        left_out.add("fetches")
    rows = [
        (table, sorted(map(repr, connection.execute(f"SELECT * FROM {table}"))))
        for table in sorted(tables) if table not in left_out
    ]  # fmt: skip
    connection.close()
    return repr(rows)


def shown(folder: Path, sql: str) -> list[tuple]:
    connection = sqlite3.connect(folder / "pubs.db")
    rows = connection.execute(sql).fetchall()
    connection.close()
    return rows


# ---------------------------------------------------------------------------------------- ordinary


def test_a_first_sync_makes_the_store_and_adds_the_person(pubman, tmp_path, dblp, monkeypatch):
    monkeypatch.setenv("PUBMAN_DBLP_URL", dblp.url)
    err = pubman("sync", "--dblp", "94/4810-19").err
    assert "dblp 94/4810-19: Bo Zhao 0019, Aalto University" in err
    assert "  + 4 records: 4 publications\n" in err
    person = load(tmp_path / "pubman.toml").people[0]
    assert (person.name.full, person.pids) == ("Bo Zhao", ("94/4810-19",))
    assert dblp.paths == ["/pid/94/4810-19.xml"]


def test_a_second_sync_asks_conditionally_and_writes_nothing(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    before = facts(tmp_path)
    checked = shown(tmp_path, "SELECT checked_at FROM fetches")
    assert pubman("sync").err == "dblp 94/4810-19: nothing new. Nothing written.\n"
    assert facts(tmp_path) == before
    assert shown(tmp_path, "SELECT checked_at FROM fetches") > checked
    assert "If-None-Match" in dblp.log[-1].headers


def test_without_a_validator_the_body_says_that_nothing_changed(pubman, tmp_path, dblp):
    dblp.validators = False
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    before = facts(tmp_path)
    assert "nothing new. Nothing written." in pubman("sync").err
    assert facts(tmp_path) == before


def test_what_changed_is_told_publication_by_publication(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    pubman("set", "zhao2024scalpel", "status", "to appear")
    pubman("add", "--title", "Hybrid Parallel Everything at Scale", "--author", "Bo Zhao",
           "--year", "2026", "--status", "submitted")  # fmt: skip
    dblp.person("94/4810-19", AFTER)
    err = pubman("sync").err
    assert err == ""


def test_undo_takes_back_a_sync_and_the_next_one_asks_without_condition(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    pubman("undo")
    assert "+ 4 records" in pubman("sync").err
    assert "If-None-Match" not in dblp.log[-1].headers
