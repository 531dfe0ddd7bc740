"""Sync against a real server on this machine: who, how, what changed, and every fault."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import urllib.request
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
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
from rows import every_row

from pubman.config import load
from pubman.errors import (
    SourceError,
)
from pubman.formats.dblp import reader as dblp_xml
from pubman.library.session import open_library
from pubman.library.sync import run
from pubman.library.sync.accounts import accounts_of
from pubman.library.sync.comparison import came_out_of
from pubman.library.sync.dblp.page import read_page
from pubman.library.sync.source import Wish
from pubman.record import Record
from pubman.store.snapshots import COMPARED, Snapshot
from pubman.web import Session

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
    tables = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    ]
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
    rehearsed = pubman("sync", "--dry-run").err.splitlines()
    err = pubman("sync").err
    lines = err.splitlines()
    assert re.fullmatch(r"dblp 94/4810-19: Bo Zhao 0019, last synced \d{4}-\d\d-\d\d", lines[0])
    assert lines[1:] == [
        "  ~ zhao2023distributional  now AISTATS 2025, merged with your preprint (one",
        "                            author, same title); key and link stay",
        '  ~ zhao2026hybrid          now SC 2026, no longer "submitted" (merged with your',
        "                            typed record; title and authors from dblp)",
        "  ~ zhao2024scalpel         volume -> 74, number -> 3, pages -> 851-864",
        '                            status "to appear" is yours and stays; to drop it:',
        "                            pubman unset zhao2024scalpel status",
        "  - zhao2023study           no longer listed by dblp; it stays on your list",
        "  ? 1 question: pubman review",
        "4 publications before, 5 now. Nothing you set by hand was touched.",
        "Next: pubman review",
    ]
    assert rehearsed == [*lines[:9], "Dry run: nothing was written."]


def test_an_entry_with_the_same_text_is_not_read_again():
    before = [each for each in dblp_xml.read(BEFORE.encode()) if isinstance(each, Record)]
    known = {each.raw: each for each in before}
    again = [*dblp_xml.read(AFTER.encode(), known)]
    assert [each.source_key for each in again if any(each is same for same in before)] == [
        "conf/sosp/WagenlanderLZMP24",
        "journals/corr/abs-2301-01234",
    ]
    read = [*dblp_xml.read(AFTER.encode())]
    assert [replace(each, line=0) for each in again] == [replace(each, line=0) for each in read]


def test_a_record_that_got_another_key_is_read_again():
    before = [each for each in dblp_xml.read(BEFORE.encode()) if isinstance(each, Record)]
    known = {each.raw: replace(each, source_key="conf/x/Other") for each in before}
    assert [*dblp_xml.read(BEFORE.encode(), known)] == before


def test_entries_that_are_not_read_again_leave_the_same_store(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    dblp.person("94/4810-19", AFTER)
    first = (tmp_path / "pubs.db").read_bytes()
    found = []
    for statement in ("SELECT 1", "DELETE FROM settings WHERE key = 'reader_version'"):
        (tmp_path / "pubs.db").write_bytes(first)
        with closing(sqlite3.connect(tmp_path / "pubs.db")) as connection, connection:
            connection.execute(statement)
        said = pubman("sync").err
        tables = ("records", "publications", "publication_records", "authorships", "matches")
        rows = repr([shown(tmp_path, f"SELECT * FROM {each}") for each in tables])
        found.append((said, re.sub(r"\d{4}-\d\d-\d\dT[\d:.+]+", "now", rows)))
    assert found[0] == found[1]


def test_a_preprint_that_came_out_says_on_what_grounds_they_are_one(pubman, tmp_path, dblp):
    four = (*BO, ("Tom You", "1/2"), ("Ann Ost", "1/3"), ("Kai Brunn", "1/4"))
    draft = preprint("2301.01234", "Distributional Graphs for Everyone and All", authors=four)
    paper = record("conf/aistats/Zhao25", "Distributional Graph for Everyone and All", year=2025,
                   booktitle="AISTATS", pages="11-20", authors=four)  # fmt: skip
    configure(tmp_path, dblp)
    pubman("init")
    dblp.person("94/4810-19", page(TENPLEX, draft))
    pubman("sync")
    dblp.person("94/4810-19", page(TENPLEX, draft, paper))
    err = " ".join(pubman("sync").err.split())
    assert "now AISTATS 2025, merged with your preprint (four authors, title 99 %); key and" in err


def test_the_command_that_is_offered_works(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    pubman("set", "zhao2024scalpel", "status", "to appear")
    dblp.person("94/4810-19", AFTER)
    offered = next(line for line in pubman("sync").err.splitlines() if "pubman unset" in line)
    pubman(*offered.split()[1:])
    assert shown(tmp_path, "SELECT status FROM publications WHERE key = 'zhao2024scalpel'") == [
        (None,)
    ]


def test_a_dry_run_writes_nothing(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    dblp.person("94/4810-19", AFTER)
    before = facts(tmp_path, fetches=True)
    pubman("sync", "-n")
    assert facts(tmp_path, fetches=True) == before


def test_a_dry_run_of_a_first_sync_leaves_the_folder_empty(pubman, tmp_path, dblp, monkeypatch):
    monkeypatch.setenv("PUBMAN_DBLP_URL", dblp.url)
    err = pubman("sync", "--dblp", "94/4810-19", "-n").err
    assert "+ 4 records: 4 publications" in err
    assert err.endswith("Dry run: nothing was written.\n")
    assert list(tmp_path.iterdir()) == []


def test_a_change_of_details_that_no_list_shows_is_counted(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    dblp.person("94/4810-19", BEFORE.replace('mdate="2024-12-01"', 'mdate="2025-12-01"'))
    assert "~ 4 records changed in details that lists do not show" in pubman("sync").err


def test_the_report_as_json(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    dblp.person("94/4810-19", AFTER)
    said = json.loads(pubman("sync", "--json").out)
    changes = {each["key"]: each for each in said["people"][0]["changes"]}
    assert changes["zhao2024scalpel"]["fields"]["volume"] == ["", "74"]
    assert changes["zhao2023distributional"]["what"] == "published"
    assert changes["zhao2023study"]["what"] == "gone"
    assert said["publications"] == 5


def test_what_comes_back_is_unmarked(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    dblp.person("94/4810-19", AFTER)
    pubman("sync")
    assert "zhao2023study" in pubman("review").out + pubman("review").err
    dblp.person("94/4810-19", page(TENPLEX, LEGACY, SCALPEL_OUT, YOU_PREPRINT, YOU_OUT, SHI))
    assert "  + zhao2023study  listed by dblp again\n" in pubman("sync").err
    assert shown(tmp_path, "SELECT count(*) FROM listings WHERE gone_since IS NOT NULL") == [(0,)]


def test_what_is_gone_is_named_until_somebody_answers(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    assert "Gone" not in pubman("status").out
    dblp.person("94/4810-19", AFTER)
    pubman("sync")
    said = "zhao2023study: no source lists it any more. It stays on your list. (pubman review)"
    assert f"Gone {said}" in " ".join(pubman("status").out.split())
    assert json.loads(pubman("status", "--json").out)["gone"] == ["zhao2023study"]
    again = " ".join(pubman("sync").err.split())
    assert again == f"dblp 94/4810-19: nothing new. Nothing written. - {said}"
    assert again in " ".join(pubman("sync").err.split())
    assert "zhao2023study" in pubman("list").out
    pubman("keep", "zhao2023study")
    assert "Gone" not in pubman("status").out
    assert pubman("sync").err == "dblp 94/4810-19: nothing new. Nothing written.\n"


def test_of_many_that_are_gone_five_are_named(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    words = "amber basalt cobalt dolomite emerald feldspar garnet".split()
    lost = [record(f"conf/x/{word}", f"On {word} mining", booktitle="X", authors=BO)
            for word in words]  # fmt: skip
    dblp.person("94/4810-19", page(TENPLEX, *lost))
    pubman("sync")
    dblp.person("94/4810-19", page(TENPLEX))
    pubman("sync", "--force")
    out = " ".join(pubman("status").out.split())
    assert re.search(
        r"Gone( zhao2024[a-z]+,){4} zhao2024[a-z]+ and 2 more: no source lists them", out
    )
    assert " and 2 more: no source lists them any more" in " ".join(pubman("sync").err.split())


def test_undo_takes_back_a_sync_and_the_next_one_asks_without_condition(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    pubman("undo")
    assert "+ 4 records" in pubman("sync").err
    assert "If-None-Match" not in dblp.log[-1].headers


# --------------------------------------------------------------------------------------------- who

PAGE = "https://dblp.org/pid/94/4810-19"
WHO = {
    "number": "94/4810-19",
    "key": "homepages/94/4810-19",
    "page": f"{PAGE}.html",
    "XML": f"{PAGE}.xml",
    "bare address": "dblp.org/pid/94/4810-19",
    "mirror": "https://dblp.uni-trier.de/pid/94/4810-19.html?view=bibtex",
    "other mirror": "https://dblp.dagstuhl.de/pid/94/4810-19",
}


@pytest.mark.parametrize("who", WHO.values(), ids=WHO)
def test_whoever_is_meant_by_a_number_is_asked_for_once(pubman, dblp, monkeypatch, who):
    monkeypatch.setenv("PUBMAN_DBLP_URL", dblp.url)
    pubman("sync", "--dblp", who)
    assert dblp.paths == ["/pid/94/4810-19.xml"]


LED = {
    "old name URL": ("https://dblp.org/pers/hd/z/Zhao_0019:Bo", "/pers/hd/z/Zhao_0019:Bo"),
    "older name URL": ("http://dblp.uni-trier.de/pers/hd/z/Zhao_0019:Bo.html",
                       "/pers/hd/z/Zhao_0019:Bo.html"),
    "ORCID": ("0000-0002-1825-0097", "/orcid/0000-0002-1825-0097"),
    "ORCID URL": ("https://orcid.org/0000-0002-1825-0097", "/orcid/0000-0002-1825-0097"),
}  # fmt: skip


@pytest.mark.parametrize("who, path", LED.values(), ids=LED)
def test_old_addresses_and_orcids_lead_to_the_number(pubman, dblp, monkeypatch, who, path):
    monkeypatch.setenv("PUBMAN_DBLP_URL", dblp.url)
    dblp.redirects[path] = "/pid/94/4810-19.html"
    configure_only_dblp(pubman.folder, dblp)
    pubman("sync", "--dblp", who)
    assert dblp.paths == [path, "/pid/94/4810-19.xml"]


def configure_only_dblp(folder, dblp):
    (folder / "pubman.toml").write_text(f'[dblp]\nurl = "{dblp.url}"\nspacing = 0\n')


def hit(pid, name, affiliation="", alias=""):
    info = {"author": name, "url": f"https://dblp.org/pid/{pid}"}
    if alias:
        info["aliases"] = {"alias": alias}
    if affiliation:
        info["notes"] = {"note": {"@type": "affiliation", "text": affiliation}}
    return info


def publication(title):
    author = {"@pid": "1/1", "text": "Bo Zhao"}
    return {"title": f"{title}.", "key": f"conf/x/{title}", "year": "2024",
            "type": "Conference and Workshop Papers", "authors": {"author": author}}  # fmt: skip


def test_a_name_that_only_one_bears_is_that_one(pubman, tmp_path, dblp):
    configure_only_dblp(tmp_path, dblp)
    dblp.search["author Bo Zhao"] = [
        hit("94/4810-19", "Bo Zhao 0019"), hit("1/2", "Bowen Zhao"), hit("1/3", "Zhaobo Li")
    ]  # fmt: skip
    assert "+ 4 records" in pubman("sync", "--dblp", "Bo Zhao").err


def test_a_name_in_two_words_without_quotes_is_a_name(pubman, tmp_path, dblp):
    configure_only_dblp(tmp_path, dblp)
    dblp.search["author Bo Zhao"] = [hit("94/4810-19", "Bo Zhao 0019")]
    pubman("sync", "--dblp", "Bo", "Zhao")


def test_an_alias_counts_as_a_name(pubman, tmp_path, dblp):
    configure_only_dblp(tmp_path, dblp)
    dblp.search["author Bob Zhao"] = [hit("94/4810-19", "Bo Zhao 0019", alias="Bob Zhao")]
    pubman("sync", "--dblp", "Bob Zhao")


def test_of_several_none_is_picked_without_a_terminal(pubman, tmp_path, dblp):
    configure_only_dblp(tmp_path, dblp)
    dblp.search["author Bo Zhao"] = [
        hit("94/4810-19", "Bo Zhao 0019", "Aalto University, Finland"),
        hit("94/4810-2", "Bo Zhao 0002"),
    ]
    wrote = [publication(title) for title in ("Tenplex", "Scabbard", "Third")]
    dblp.search["publ author:Bo_Zhao_0019:"] = wrote
    err = pubman("sync", "--dblp", "Bo Zhao", code=2).err
    assert err == (
        "2 people have that name; asking dblp what they wrote\n"
        "error: dblp has 2 people called Bo Zhao. Nothing was changed.\n"
        "  Bo Zhao 0019, Aalto University, Finland; 3 publications\n"
        "    Tenplex\n"
        "    Scabbard\n"
        "    pubman sync --dblp 94/4810-19\n"
        "  Bo Zhao 0002, no affiliation known\n"
        "    pubman sync --dblp 94/4810-2\n"
    )
    assert facts(tmp_path) == "no store"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_on_a_terminal_one_of_several_is_chosen(tmp_path, dblp):
    configure_only_dblp(tmp_path, dblp)
    dblp.search["author Bo Zhao"] = [hit("94/4810-2", "Bo Zhao 0002"),
                                     hit("94/4810-19", "Bo Zhao 0019")]  # fmt: skip
    ours, theirs = os.openpty()
    os.write(ours, b"2\n")
    done = subprocess.run(
        [sys.executable, "-m", "pubman", "sync", "--dblp", "Bo Zhao"],
        cwd=tmp_path, stdin=theirs, stderr=theirs, timeout=60, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )  # fmt: skip
    said = os.read(ours, 10_000).decode()
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 0, said
    assert "Bo Zhao 0019, no affiliation known" in said
    assert dblp.paths[-1] == "/pid/94/4810-19.xml"


def test_a_number_behind_the_name_says_which_one(pubman, tmp_path, dblp):
    configure_only_dblp(tmp_path, dblp)
    dblp.search["author Bo Zhao"] = [hit("94/4810-19", "Bo Zhao 0019"),
                                     hit("94/4810-2", "Bo Zhao 0002")]  # fmt: skip
    pubman("sync", "--dblp", "Bo Zhao 0019")


def test_the_only_one_of_a_name_may_be_a_bucket(pubman, tmp_path, dblp):
    configure_only_dblp(tmp_path, dblp)
    dblp.search["author Bo Zhao"] = [hit("94/4810", "Bo Zhao")]
    dblp.person("94/4810", disambiguation("94/4810", "Bo Zhao", ("94/4810-19", "Bo Zhao 0019")))
    err = pubman("sync", "--dblp", "Bo Zhao", code=1).err
    assert "a page for everybody called Bo Zhao" in err
    assert "  pubman sync --dblp 94/4810-19     # Bo Zhao 0019\n" in err
    assert facts(tmp_path) == "no store"


NOBODY = {
    "unknown number": (
        "99/9999", 1,
        ("error: dblp has nobody with the number 99/9999. Nothing was changed. look at "
        "https://dblp.org/pid/99/9999.html in a browser: is there a typing error? pubman sync "
        '--dblp "Your Name" to search by name'),
    ),
    "unknown name": (
        "Nobody Atall", 1,
        ("error: dblp's search finds nobody called Nobody Atall. Nothing was changed. pubman sync "
        "--dblp ADDRESS with the address of the page in your browser"),
    ),
    "unknown ORCID": (
        "0000-0002-1825-0097", 1,
        ("error: dblp knows nobody at 0000-0002-1825-0097. Nothing was changed. pubman sync --dblp "
        "'Your Name' to search by name"),
    ),
    "another site": ("https://example.org/pid/1/2.html", 2, "is not a dblp address"),
    "nothing": ("...", 2, "is not a dblp number, address, ORCID or name"),
}  # fmt: skip


@pytest.mark.parametrize("who, code, said", NOBODY.values(), ids=NOBODY)
def test_nobody_is_one_sentence(pubman, tmp_path, dblp, who, code, said):
    configure_only_dblp(tmp_path, dblp)
    err = " ".join(pubman("sync", "--dblp", who, code=code).err.split())
    assert said in err
    assert "Nothing was changed." in err
    assert facts(tmp_path) == "no store"


def test_nothing_new_before_anything_was_asked_is_a_fault(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    dblp.fault = lambda _: Reply(304)
    before = facts(tmp_path)
    said = pubman("sync", code=1).said
    assert "dblp says that nothing has changed, but it was never asked before." in said
    assert "try again later" in said
    assert facts(tmp_path) == before


def test_nobody_configured_says_how_to_begin(pubman, tmp_path, dblp):
    configure(tmp_path, dblp, people='[[people]]\nname = "Bo Zhao"\n')
    pubman("init")
    assert 'pubman sync --dblp "Bo Zhao"' in pubman("sync", code=2).err


def test_a_search_behind_a_robot_check_says_how_to_find_the_number(pubman, tmp_path, dblp):
    configure_only_dblp(tmp_path, dblp)
    dblp.fault = lambda _: Reply(500, BOT_CHECK, "text/html")
    err = pubman("sync", "--dblp", "Bo Zhao", code=1).err
    assert "1. open   https://dblp.org/search/author?q=Bo+Zhao   in your browser" in err
    assert "3. run\n  pubman sync --dblp ADDRESS" in err
    assert len(dblp.log) == 1


def test_person_is_for_one_page(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    args = ("sync", "--dblp", "94/4810-19", "1/1", "--person", "Bo Zhao")
    assert "--person says whose page it is" in pubman(*args, code=2).err
    assert dblp.log == []


# ------------------------------------------------------------------------------------- whose page

BO_ZHAO = '[[people]]\nname = "Bo Zhao"\n'
NAMES_THAT_FIT = ["Bo Zhao", "B. Zhao", "Zhao Bo", "bo zhao"]


@pytest.mark.parametrize("name", NAMES_THAT_FIT)
def test_a_first_sync_forgives_what_names_go_through(pubman, tmp_path, dblp, name):
    configure(tmp_path, dblp, people=f'[[people]]\nname = "{name}"\ndblp = "94/4810-19"\n')
    pubman("init")
    pubman("sync")


@pytest.mark.parametrize(
    "theirs, aliases",
    [("Bruno Magalhaes", ()), ("B. R. C. Magalhães", ()), ("X. Y.", ("Bruno Magalhães 0003",))],
    ids=["diacritics", "initials", "an alias"],
)
def test_names_are_compared_without_diacritics_and_with_aliases(
    pubman, tmp_path, dblp, theirs, aliases
):
    dblp.person("5/5", page(name=theirs, pid="5/5", aliases=aliases))
    configure(tmp_path, dblp, people='[[people]]\nname = "Bruno Magalhães"\ndblp = "5/5"\n')
    pubman("init")
    pubman("sync")


def test_a_page_under_another_name_needs_a_word(pubman, tmp_path, dblp):
    dblp.person("94/4810-19", page(TENPLEX, name="Di Xu 0001"))
    configure(tmp_path, dblp)
    pubman("init")
    before = facts(tmp_path)
    err = pubman("sync", code=2).err
    assert 'pubman sync --dblp 94/4810-19 --person "Bo Zhao"' in err
    assert facts(tmp_path) == before
    said = pubman("sync", "--dblp", "94/4810-19", "--person", "Bo Zhao").err
    assert '"Di Xu" is now a spelling of Bo Zhao' in said
    assert [each.full for each in load(tmp_path / "pubman.toml").people[0].spellings] == ["Di Xu"]


def test_a_name_changed_since_is_reported_and_offered(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    dblp.person("94/4810-19", BEFORE.replace("Bo Zhao 0019", "Robert Smith"))
    err = pubman("sync").err
    assert 'dblp calls this person "Robert Smith" now.' in err
    assert '\npubman sync --dblp 94/4810-19 --person "Bo Zhao"\n' in err
    assert "is now a spelling" in pubman(
        "sync", "--dblp", "94/4810-19", "--person", "Bo Zhao").err  # fmt: skip


def test_a_number_is_added_to_the_one_who_had_none(pubman, tmp_path, dblp):
    configure(tmp_path, dblp, people="# who\n" + BO_ZHAO)
    pubman("init")
    assert "Bo Zhao is dblp 94/4810-19" in pubman("sync", "--dblp", "94/4810-19").err
    assert load(tmp_path / "pubman.toml").people[0].pids == ("94/4810-19",)
    assert (tmp_path / "pubman.toml").read_text().startswith("# who\n")


def test_a_second_person_joins_the_first(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    dblp.person("58/9811", page(TENPLEX, name="Luo Mai", pid="58/9811"))
    assert "Luo Mai is now one of the people" in pubman("sync", "--dblp", "58/9811").err
    assert [each.name.full for each in load(tmp_path / "pubman.toml").people] == [
        "Bo Zhao", "Luo Mai"]  # fmt: skip
    people = "SELECT person, count(*) FROM person_publications GROUP BY person ORDER BY person"
    assert shown(tmp_path, people) == [("bo-zhao", 4), ("luo-mai", 1)]


def test_a_strangers_number_is_not_taken_for_somebody_without_one(pubman, tmp_path, dblp):
    configure(tmp_path, dblp, people=BO_ZHAO)
    pubman("init")
    dblp.person("1/1", page(name="Di Xu", pid="1/1"))
    err = pubman("sync", "--dblp", "1/1", code=2).err
    assert '--person "Bo Zhao"' in err
    assert '--person "Di Xu"' in err
    assert "Di Xu is now one of the people" in pubman(
        "sync", "--dblp", "1/1", "--person", "Di Xu").err  # fmt: skip


def test_a_homonym_is_not_added_silently(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    dblp.person("94/4810-2", page(name="Bo Zhao 0002", pid="94/4810-2"))
    err = pubman("sync", "--dblp", "94/4810-2", code=2).err
    assert "with another number (94/4810-19)" in " ".join(err.split())


# ------------------------------------------------------------------------------- moved and merged


def merged_by_redirect(dblp):
    dblp.redirects["/pid/94/4810-19.xml"] = "/pid/77/1.xml"
    dblp.person("77/1", BEFORE.replace("94/4810-19", "77/1"))


def merged_by_page(dblp):
    dblp.person("94/4810-19", merged("94/4810-19", "77/1"))
    dblp.person("77/1", BEFORE.replace("94/4810-19", "77/1"))


def merged_by_html(dblp):
    merged_by_redirect(dblp)
    dblp.redirects["/pid/94/4810-19.xml"] = "/pid/77/1.html"


@pytest.mark.parametrize("merge", [merged_by_redirect, merged_by_page, merged_by_html])
@pytest.mark.parametrize("synced", [True, False], ids=["synced before", "first sync"])
def test_a_merged_number_is_followed_and_recorded(pubman, tmp_path, dblp, merge, synced):
    configure(tmp_path, dblp)
    pubman("init")
    if synced:
        pubman("sync")
    merge(dblp)
    assert "dblp has merged 94/4810-19 into 77/1" in " ".join(pubman("sync").err.split())
    assert load(tmp_path / "pubman.toml").people[0].pids == ("77/1",)
    live = "SELECT account, count(*) FROM listings WHERE gone_since IS NULL GROUP BY account"
    assert shown(tmp_path, live) == [("dblp:77/1", 4)]
    assert shown(tmp_path, "SELECT count(*) FROM questions WHERE kind = 'gone'") == [(0,)]
    assert shown(tmp_path, "SELECT account FROM fetches") == [("dblp:77/1",)]
    dblp.log.clear()
    assert "77/1: nothing new. Nothing written." in pubman("sync").err
    assert dblp.paths == ["/pid/77/1.xml"]


def test_a_merge_that_takes_much_away_is_refused(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    toml = (tmp_path / "pubman.toml").read_text()
    merged_by_redirect(dblp)
    dblp.person("77/1", page(TENPLEX, pid="77/1"))
    before = facts(tmp_path)
    assert "lacks 3 of the 4 records" in pubman("sync", code=1).err
    assert facts(tmp_path) == before
    assert (tmp_path / "pubman.toml").read_text() == toml


def test_numbers_that_lead_in_a_circle(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    dblp.person("94/4810-19", merged("94/4810-19", "77/1"))
    dblp.person("77/1", merged("77/1", "94/4810-19"))
    assert "merged again and again" in pubman("sync", code=1).err


# ---------------------------------------------------------------------------------------- vanished


def test_a_page_that_lacks_much_is_refused_unless_forced(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    dblp.person("94/4810-19", page(TENPLEX))
    before = facts(tmp_path, fetches=True)
    err = " ".join(pubman("sync", code=1).err.split())
    assert "lacks 3 of the 4 records it had. Nothing was changed." in err
    assert facts(tmp_path, fetches=True) == before
    err = pubman("sync", "--force").err
    assert err.count("no longer listed by dblp; it stays on your list") == 3
    assert "4 publications before, 4 now" in err
    assert "zhao2024scalpel" in pubman("list").out


def pages_that_lack(known, lost):
    """A page with ``known`` papers, and the same without the last ``lost`` of them."""
    words = "amber basalt cobalt dolomite emerald feldspar garnet hematite ilmenite jasper".split()
    words += [f"{word}-{word}" for word in words]
    papers = [record(f"conf/x/{word}", f"On {word} mining", booktitle="X", authors=BO)
              for word in words[:known]]  # fmt: skip
    return page(*papers), page(*papers[: known - lost])


LOST = {
    "two of four are few": (4, 2, True),
    "three of four are too many": (4, 3, False),
    "three of fifteen are a fifth": (15, 3, True),
    "three of fourteen are more than a fifth": (14, 3, False),
}


@pytest.mark.parametrize("known, lost, taken", LOST.values(), ids=LOST)
def test_a_list_may_lack_two_records_or_a_fifth_of_them(pubman, tmp_path, dblp, known, lost, taken):
    configure(tmp_path, dblp)
    pubman("init")
    whole, lacking = pages_that_lack(known, lost)
    dblp.person("94/4810-19", whole)
    pubman("sync")
    dblp.person("94/4810-19", lacking)
    pubman("sync", code=0 if taken else 1)
    gone = "SELECT count(*) FROM listings WHERE gone_since IS NOT NULL"
    assert shown(tmp_path, gone) == [(lost if taken else 0,)]


def line(kind, status=""):
    values = dict.fromkeys(COMPARED, "") | {"status": status}
    return Snapshot(id=1, key="k", kind=kind, records=frozenset({1}), values=values)


CAME_OUT = {
    "a preprint that became a paper": (line("preprint"), line("conference"), False, "preprint"),
    "a preprint that became a report": (line("preprint"), line("report"), False, ""),
    "a preprint that stays one": (line("preprint"), line("preprint"), False, ""),
    "a report that became a paper": (line("report"), line("article"), False, ""),
    "a typed entry that was submitted": (line("article", "submitted"), line("article"), True,
                                         "submitted"),
    "a typed entry that became a report": (line("article", "submitted"), line("report"), True, ""),
    "a submitted entry of another source": (line("article", "submitted"), line("article"), False,
                                            ""),
    "a typed entry without a status": (line("article"), line("article"), True, ""),
}  # fmt: skip


@every_row("old, new, typed, was", CAME_OUT.values(), ids=CAME_OUT)
def test_only_what_is_published_now_has_come_out(old, new, typed, was):
    assert came_out_of(old, new, typed=typed) == was


# ---------------------------------------------------------------------------------- many people

LAB = ("Bo Zhao", "Luo Mai", "Ada Lovelace", "Charles Babbage", "Grace Hopper")


def in_line(text, head, state):
    """True where a line of ``text`` begins with ``head`` and ends, behind dots, in ``state``."""
    pattern = rf"^{re.escape(head)} \.{{2,}} {re.escape(state)}$"
    return bool(re.search(pattern, text, re.MULTILINE))


@pytest.fixture
def lab(pubman, tmp_path, dblp):
    people = ""
    for number, name in enumerate(LAB, 1):
        people += f'[[people]]\nname = "{name}"\ndblp = "7/{number}"\n'
        own = record(f"conf/sosp/P{number}", f"Paper Number {number} of the Laboratory",
                     authors=((name, f"7/{number}"),), booktitle="SOSP")  # fmt: skip
        dblp.person(f"7/{number}", page(own, name=name, pid=f"7/{number}", affiliation=""))
    configure(tmp_path, dblp, people=people)
    pubman("init")
    return dblp


def test_a_lab_in_one_command(pubman, tmp_path, lab):
    err = pubman("sync").err
    assert in_line(err, "[1/5] Bo Zhao", "+1")
    assert in_line(err, "[5/5] Grace Hopper", "+1")
    assert len(lab.log) == 5
    assert pubman("sync").err.count(" unchanged\n") == 5


def test_one_persons_failure_does_not_stop_the_others(pubman, tmp_path, lab):
    del lab.pages["7/2"]
    err = pubman("sync", code=4).err
    assert in_line(err, "[2/5] Luo Mai", "failed")
    assert "dblp has nobody with the number 7/2" in err
    assert shown(tmp_path, "SELECT count(*) FROM publications") == [(4,)]


def test_an_interrupted_run_resumes_without_asking_again(pubman, tmp_path, lab):
    lab.fault = lambda path: Reply(429, headers={"Retry-After": "9999"}) if "7/3" in path else None
    err = pubman("sync", code=4).err
    assert "left alone until" in err
    assert len(lab.log) == 3
    lab.fault = None
    lab.log.clear()
    err = pubman("sync", "--max-age", "1d").err
    assert lab.paths == ["/pid/7/3.xml", "/pid/7/4.xml", "/pid/7/5.xml"]
    assert err.count("synced recently") == 2


def test_whoever_was_done_before_an_interruption_stays_done(lab, tmp_path, clock):
    with open_library(tmp_path / "pubs.db") as library, session_on(clock) as session:
        people = accounts_of(library.config)
        synced = run.sync_accounts(library, session, people, Wish())
        assert [next(synced).state, next(synced).state] == ["changed", "changed"]
        synced.close()
    assert shown(tmp_path, "SELECT count(*) FROM publications") == [(2,)]
    lab.log.clear()
    with open_library(tmp_path / "pubs.db") as library, session_on(clock) as session:
        wish = Wish(max_age=timedelta(days=1))
        states = [each.state for each in run.sync_accounts(library, session, people, wish)]
    assert states == ["fresh", "fresh", "changed", "changed", "changed"]
    assert len(lab.log) == 3


def test_a_robot_check_ends_the_asking_and_lists_what_to_fetch(pubman, tmp_path, lab):
    check = Reply(200, BOT_CHECK, "text/html")
    lab.fault = lambda path: None if "7/1" in path else check
    err = pubman("sync", code=4).err
    assert in_line(err, "[2/5] Luo Mai", "robot check")
    assert len(lab.log) == 2
    said = " ".join(err.split())
    assert (
        "dblp started asking for a human at person 2. 1 person is up to date, 4 are left. I wrote "
        "to-fetch.html with their 4 links. Open and save them, then:" in said
    )
    assert "pubman sync --dblp --from-file ~/Downloads/*.xml" in err
    links = re.findall(r'href="([^"]+)"', (tmp_path / "to-fetch.html").read_text())
    assert links == [f"https://dblp.org/pid/7/{number}.xml" for number in (2, 3, 4, 5)]


def test_the_files_fetched_by_hand_finish_it(pubman, tmp_path, lab):
    lab.fault = lambda path: None if "7/1" in path else Reply(500, BOT_CHECK, "text/html")
    pubman("sync", code=4)
    names = []
    for number in (2, 3, 4, 5):
        (tmp_path / f"7_{number}.xml").write_bytes(lab.pages[f"7/{number}"])
        names.append(f"7_{number}.xml")
    err = pubman("sync", "--dblp", "--from-file", *names).err
    assert err.count(" +1\n") == 4
    assert shown(tmp_path, "SELECT count(*) FROM person_publications WHERE by = 'list'") == [(5,)]


def test_requests_of_a_lab_are_four_seconds_apart(lab, tmp_path, clock):
    with open_library(tmp_path / "pubs.db") as library, session_on(clock) as session:
        outcomes = list(run.sync_accounts(library, session, accounts_of(library.config), Wish()))
    assert [each.state for each in outcomes] == ["changed"] * 5
    times = [asked.at for asked in lab.log]
    assert [b - a for a, b in pairwise(times)] == [4.0] * 4
    assert all(asked.headers["User-Agent"].startswith("pubman/") for asked in lab.log)


def test_one_robot_check_says_what_to_do_by_hand(pubman, tmp_path, dblp, mirror):
    configure(tmp_path, dblp, mirror)
    pubman("init")
    pubman("sync")
    dblp.fault = mirror.fault = lambda _: Reply(200, BOT_CHECK, "text/html")
    err = pubman("sync", code=1).err
    today = shown(tmp_path, "SELECT substr(checked_at, 1, 10) FROM fetches")[0][0]
    assert "dblp asks for a human: " in err
    said = " ".join(err.split())
    assert "and its mirror sent a robot check instead of your page." in said
    assert f"Your list is from {today}." in said
    assert err.endswith(
        "By hand, in a minute:\n"
        "  1. open   https://dblp.org/pid/94/4810-19.xml   in your browser\n"
        "  2. save it in this folder as   94_4810-19.xml\n"
        "  3. run\n"
        "  pubman sync --dblp --from-file 94_4810-19.xml\n"
    )
    (tmp_path / "94_4810-19.xml").write_text(AFTER)
    assert "now AISTATS 2025" in pubman(
        "sync", "--dblp", "--from-file", "94_4810-19.xml").err  # fmt: skip


def test_a_first_sync_that_meets_a_robot_check_can_be_finished_by_hand(pubman, tmp_path, dblp):
    configure_only_dblp(tmp_path, dblp)
    dblp.fault = lambda _: Reply(200, BOT_CHECK, "text/html")
    assert "By hand, in a minute:" in pubman("sync", "--dblp", "94/4810-19", code=1).err
    assert facts(tmp_path) == "no store"
    (tmp_path / "94_4810-19.xml").write_text(BEFORE)
    err = pubman("sync", "--dblp", "--from-file", "94_4810-19.xml").err
    assert "+ 4 records: 4 publications" in err


# -------------------------------------------------------------------------------------------- files

BIB = """@inproceedings{DBLP:conf/sosp/WagenlanderLZMP24,
  author    = {Bo Zhao and Luo Mai},
  title     = {Tenplex: Dynamic Parallelism for Deep Learning},
  booktitle = {SOSP},
  year      = {2024},
  biburl    = {https://dblp.org/rec/conf/sosp/WagenlanderLZMP24.bib},
  bibsource = {dblp computer science bibliography, https://dblp.org}
}
@inproceedings{DBLP:conf/sc/ShiZ26,
  author    = {Bo Zhao},
  title     = {Hybrid Parallel Everything at Scale},
  booktitle = {SC},
  year      = {2026},
  biburl    = {https://dblp.org/rec/conf/sc/ShiZ26.bib},
  bibsource = {dblp computer science bibliography, https://dblp.org}
}
"""
CONDENSED = re.sub(r"  bib\w+ += .*\n", "", BIB)
WITH_CROSSREF = BIB.replace("booktitle = {SC},", "crossref  = {DBLP:conf/sc/2026},")
CROSSREF = (
    WITH_CROSSREF
    + """@proceedings{DBLP:conf/sc/2026,
  title     = {Proceedings of SC 2026},
  booktitle = {SC},
  year      = {2026},
  biburl    = {https://dblp.org/rec/conf/sc/2026.bib},
  bibsource = {dblp computer science bibliography, https://dblp.org}
}
"""
)
SEARCH = json.dumps({"result": {
    "query": "author:Bo_Zhao_0019:", "status": {"@code": "200"},
    "hits": {"@total": "1", "hit": [{"@score": "1", "@id": "1", "info": {
        "authors": {"author": {"@pid": "94/4810-19", "text": "Bo Zhao 0019"}},
        "title": "Hybrid Parallel Everything at Scale.", "venue": "SC", "year": "2026",
        "type": "Conference and Workshop Papers", "key": "conf/sc/ShiZ26"}}]}}})  # fmt: skip
PARTIAL = {
    "bib, standard": ("94_4810-19.bib", BIB),
    "bib, condensed": ("94_4810-19.bib", CONDENSED),
    "bib, crossref": ("94_4810-19.bib", CROSSREF),
    "search JSON": ("search.json", SEARCH),
}


@pytest.mark.parametrize("name, text", PARTIAL.values(), ids=PARTIAL)
def test_a_bib_or_a_search_adds_but_never_takes_away(pubman, tmp_path, dblp, name, text):
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    before = shown(tmp_path, "SELECT * FROM records ORDER BY id")
    (tmp_path / name).write_text(text)
    pubman("sync", "--dblp", "--from-file", name)
    after = shown(tmp_path, "SELECT * FROM records ORDER BY id")
    assert after[: len(before)] == before  # what the page said in more detail stays as it was
    assert "Hybrid Parallel Everything at Scale" in pubman("list").out
    assert shown(tmp_path, "SELECT count(*) FROM listings WHERE gone_since IS NOT NULL") == [(0,)]
    assert "nothing new" in pubman("sync").err


STYLES = {"condensed": 0, "standard": 1, "with crossref": 2}


@pytest.mark.parametrize("param", STYLES.values(), ids=STYLES)
def test_an_export_of_dblps_is_synced_in_all_three_styles(pubman, tmp_path, dblp, param):
    """The file lacks three of the four known records; none of them counts as gone."""
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    volume = record("conf/sc/2026", "Proceedings of SC", tag="proceedings", year=2026,
                    booktitle="SC", authors=())  # fmt: skip
    dblp.records["conf/sc/2026"] = f"<dblp>{volume}</dblp>".encode()
    shi = SHI.replace("</booktitle>", "</booktitle>\n<crossref>conf/sc/2026</crossref>")
    dblp.person("94/4810-19", page(TENPLEX, shi))
    address = f"{dblp.url}/pid/94/4810-19.bib?param={param}"
    with urllib.request.urlopen(address) as answer:
        (tmp_path / "94_4810-19.bib").write_bytes(answer.read())
    err = pubman("sync", "--dblp", "--from-file", "94_4810-19.bib").err
    aside = "; 1 volume of proceedings kept as text" if param == 2 else ""
    assert err.startswith(f"94_4810-19.bib: BibTeX, 2 entries{aside}\n")
    assert "  + 1 record: 1 publication\n" in err
    assert re.search(r"\n  = 1 record", err)
    assert shown(tmp_path, "SELECT count(*) FROM listings WHERE gone_since IS NOT NULL") == [(0,)]
    found = pubman("list").out
    assert [found.count(title) for title in ("Tenplex:", "Load Shed", "Hybrid")] == [1, 1, 1]
    assert "Proceedings" not in found
    before = facts(tmp_path)
    assert "nothing new" in pubman("sync", "--from-file", "94_4810-19.bib").err
    assert facts(tmp_path) == before


def test_a_page_from_a_file_counts_as_asked_for(pubman, tmp_path, dblp):
    """``status`` has the day of the file, and ``--max-age`` does not ask again."""
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    old = "2025-03-02T10:00:00.000000+00:00"
    connection = sqlite3.connect(tmp_path / "pubs.db")
    connection.execute("UPDATE fetches SET checked_at = ?", (old,))
    connection.commit()
    connection.close()
    assert "(2025-03-02)" in pubman("status").out
    etag = shown(tmp_path, "SELECT url, etag FROM fetches")
    before = facts(tmp_path)
    (tmp_path / "94_4810-19.xml").write_text(BEFORE)
    assert "nothing new" in pubman("sync", "--from-file", "94_4810-19.xml").err
    assert facts(tmp_path) == before
    assert "synced today" in pubman("status").out
    assert shown(tmp_path, "SELECT url, etag FROM fetches") == etag
    asked = len(dblp.log)
    assert "so not asked again" in pubman("sync", "--max-age", "1d").err
    (tmp_path / "94_4810-19.xml").write_text(AFTER)
    pubman("sync", "--from-file", "94_4810-19.xml")
    assert shown(tmp_path, "SELECT url, etag FROM fetches") == [("file:94_4810-19.xml", None)]
    assert "so not asked again" in pubman("sync", "--max-age", "1d").err
    assert len(dblp.log) == asked


def test_a_page_from_a_file_needs_no_network(tmp_path):
    (tmp_path / "94_4810-19.xml").write_text(BEFORE)
    watched = (
        "import sys\nfrom pubman.cli import main\n"
        "code = main(['sync', '--from-file', '94_4810-19.xml'])\n"
        "sys.exit(code or ('requests' in sys.modules) * 9)"
    )
    done = subprocess.run([sys.executable, "-c", watched], cwd=tmp_path, capture_output=True,
                          text=True, check=False)  # fmt: skip
    assert (done.returncode, "+ 4 records" in done.stderr) == (0, True), done.stderr


def test_the_log_says_what_a_sync_took_away_too(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    dblp.person("94/4810-19", AFTER)
    pubman("sync")
    dblp.person("94/4810-19", page(TENPLEX, LEGACY, SCALPEL_OUT, YOU_PREPRINT, YOU_OUT, SHI))
    pubman("sync")
    assert shown(tmp_path, "SELECT summary FROM operations ORDER BY id") == [
        ("dblp 94/4810-19: 4 new",),
        ("dblp 94/4810-19: 2 new, 1 changed, 1 gone",),
        ("dblp 94/4810-19: 1 back",),
    ]


def test_keys_stand_in_one_column_and_failures_are_summed_up(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    dblp.person("94/4810-19", AFTER)
    told = [line[4:] for line in pubman("sync", "-n").err.splitlines() if line[2:3] in "+~-"]
    assert {len(line) - len(line[23:].lstrip()) for line in told} == {24}, told
    (tmp_path / "page.xml").write_text(AFTER)
    err = pubman("sync", "--from-file", "page.xml", "nothing.xml", code=4).err
    assert "1 of 2 are up to date, 1 failed." in err


@pytest.mark.parametrize("words", [(), ("--from-file", "94_4810-19.xml")], ids=["asked", "a file"])
def test_a_backup_is_not_synced_and_nobody_is_asked(pubman, tmp_path, dblp, words):
    """A store that cannot be written: reported before dblp is asked."""
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    pubman("backup")
    (tmp_path / "94_4810-19.xml").write_text(AFTER)
    (made,) = (tmp_path / "pubs.backups").glob("*.db")
    asked = len(dblp.log)
    (made.parent / "pubman.toml").write_text((tmp_path / "pubman.toml").read_text())
    err = pubman("--db", made, "sync", *words, code=1).err
    assert "cannot be written" in err
    assert len(dblp.log) == asked


def test_importing_a_bib_of_dblp_does_not_spoil_what_a_page_said(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    before = shown(tmp_path, "SELECT * FROM records ORDER BY id")
    (tmp_path / "94_4810-19.bib").write_text(BIB)
    pubman("import", "94_4810-19.bib")
    assert shown(tmp_path, "SELECT * FROM records ORDER BY id")[: len(before)] == before
    assert "nothing new" in pubman("sync").err


def test_an_import_sets_the_volumes_aside_and_exports_them(pubman, tmp_path, dblp):
    """dblp's export with crossref: its papers are publications, and their volumes are text."""
    configure(tmp_path, dblp)
    pubman("init")
    volume = record("conf/sc/2026", "Proceedings of SC", tag="proceedings", year=2026,
                    booktitle="SC", authors=())  # fmt: skip
    dblp.records["conf/sc/2026"] = f"<dblp>{volume}</dblp>".encode()
    shi = SHI.replace("</booktitle>", "</booktitle>\n<crossref>conf/sc/2026</crossref>")
    dblp.person("94/4810-19", page(TENPLEX, shi))
    with urllib.request.urlopen(f"{dblp.url}/pid/94/4810-19.bib?param=2") as answer:
        (tmp_path / "bo.bib").write_bytes(answer.read())
    err = pubman("import", "bo.bib").err
    assert "bo.bib: BibTeX, UTF-8, 2 entries, 1 volume of proceedings aside\n" in err
    assert "2 new publications" in err
    assert shown(tmp_path, "SELECT count(*) FROM bibliography") == [(2,)]
    assert "Nothing new" in pubman("import", "bo.bib").err
    text = pubman("export", "--format", "bibtex", "-o", "-").out
    assert text.count("crossref     = {DBLP:conf/sc/2026}") == 1
    assert text.count("@proceedings{DBLP:conf/sc/2026,") == 1
    assert text.index("@proceedings") > text.index("crossref")


def test_the_condensed_style_takes_nothing_away_from_the_standard_one(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    for param in (1, 0):
        with urllib.request.urlopen(f"{dblp.url}/pid/94/4810-19.bib?param={param}") as answer:
            (tmp_path / f"style{param}.bib").write_bytes(answer.read())
    pubman("sync", "--from-file", "style0.bib")
    assert shown(tmp_path, "SELECT count(doi) FROM bibliography") == [(0,)]
    assert "~ 4 records with other details" in pubman("sync", "--from-file", "style1.bib").err
    before = shown(tmp_path, "SELECT * FROM bibliography ORDER BY key")
    assert shown(tmp_path, "SELECT count(doi) > 0 FROM bibliography") == [(1,)]
    assert "nothing new" in pubman("sync", "--from-file", "style0.bib").err
    assert shown(tmp_path, "SELECT * FROM bibliography ORDER BY key") == before


def test_a_volume_that_is_ones_own_work_is_a_publication(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    editor = '<editor pid="94/4810-19">Bo Zhao 0019</editor>\n<title>'
    volume = record("conf/sc/2026", "Proceedings of SC", tag="proceedings", year=2026,
                    booktitle="SC", authors=()).replace("<title>", editor)  # fmt: skip
    dblp.records["conf/sc/2026"] = f"<dblp>{volume}</dblp>".encode()
    shi = SHI.replace("</booktitle>", "</booktitle>\n<crossref>conf/sc/2026</crossref>")
    dblp.person("94/4810-19", page(shi))
    with urllib.request.urlopen(f"{dblp.url}/pid/94/4810-19.bib?param=2") as answer:
        (tmp_path / "bo.bib").write_bytes(answer.read())
    pubman("import", "bo.bib")
    assert shown(tmp_path, "SELECT count(*) FROM bibliography WHERE mine") == [(2,)]


VIEW = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><body><div id="webkit-xml-viewer-source-xml">'
    '<dblpperson name="Bo"/></div></body></html>'
)
NOT_PAGES = {
    "browser's view": ("a.xml", VIEW,
                       "your browser's view of dblp's XML"),
    "robot check": ("a.xml", BOT_CHECK.decode(), "dblp's robot check, not your page"),
    "web page": ("a.html", "<!doctype html><html><title>dblp: Bo Zhao</title></html>",
                 "dblp's web page, not its data"),
    "one record": ("a.xml", f"<dblp>{TENPLEX}</dblp>", "not a person's page"),
    "cut off": ("a.xml", BEFORE[: len(BEFORE) // 2], "is cut off (2 of 4 records)"),
    "empty": ("a.xml", "", "is empty"),
    "own bib": ("a.bib", "@article{a, title={B}, author={Bo Zhao}}", "is not a list from dblp"),
    "merged": ("a.xml", merged("94/4810-19", "77/1"), "merged 94/4810-19 into 77/1"),
    "bucket": ("a.xml", disambiguation("94/4810", "Bo Zhao", ("94/4810-19", "Bo Zhao 0019")),
               "a page for everybody called Bo Zhao"),
}  # fmt: skip


@pytest.mark.parametrize("name, text, said", NOT_PAGES.values(), ids=NOT_PAGES)
@pytest.mark.parametrize("synced", [True, False], ids=["synced before", "first sync"])
def test_a_file_that_is_no_page_changes_nothing(pubman, tmp_path, dblp, name, text, said, synced):
    configure(tmp_path, dblp)
    pubman("init")
    if synced:
        pubman("sync")
    before = facts(tmp_path, fetches=True)
    (tmp_path / name).write_text(text)
    err = " ".join(pubman("sync", "--dblp", "--from-file", name, code=None).err.split())
    assert said in err
    assert "Nothing was changed." in err
    assert facts(tmp_path, fetches=True) == before


def test_one_bad_file_does_not_stop_the_others(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    (tmp_path / "bad.xml").write_text(BEFORE[:900])
    (tmp_path / "good.xml").write_text(BEFORE)
    err = pubman("sync", "--from-file", "bad.xml", "good.xml", code=4).err
    assert in_line(err, "[1/2] bad.xml", "failed")
    assert in_line(err, "[2/2] Bo Zhao", "+4")


# ------------------------------------------------------------------------------------------- faults


def session_on(clock, **limits):
    return Session(limits=replace(FAST, **limits), clock=clock, jitter=lambda: 0.5)


def test_a_first_page_that_is_refused_leaves_no_store(pubman, tmp_path, dblp):
    path = configure(tmp_path, dblp, people='[[people]]\nname = "Di Xu"\n')
    said = path.read_text()
    assert '--person "Di Xu"' in pubman("sync", "--dblp", "94/4810-19", code=2).err
    assert [each.name for each in tmp_path.iterdir()] == ["pubman.toml"]
    assert path.read_text() == said


def test_a_rest_after_429_twice_gets_the_page(tmp_path, pubman, dblp, clock):
    configure(tmp_path, dblp)
    pubman("init")
    dblp.faults = [Reply(429, TOO_MANY, headers={"Retry-After": "20"})] * 2
    with open_library(tmp_path / "pubs.db") as library, session_on(clock) as session:
        done = list(run.sync_accounts(library, session, accounts_of(library.config), Wish()))
    assert done[0].state == "changed"
    assert clock.slept == [20.0, 20.0]


@pytest.mark.parametrize("status", [200, 500])
def test_a_mirror_gives_the_page_where_the_host_wants_a_human(
    pubman, tmp_path, dblp, mirror, status
):
    configure(tmp_path, mirror, dblp)
    pubman("init")
    mirror.fault = lambda _: Reply(status, BOT_CHECK, "text/html")
    assert "+ 4 records" in pubman("sync").err
    assert (len(mirror.log), len(dblp.log)) == (1, 1)


def test_a_failure_while_writing_changes_nothing(pubman, tmp_path, dblp, clock):
    """A trigger fails in the middle of the transaction, as a full disk would."""
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    dblp.person("94/4810-19", AFTER)
    before = facts(tmp_path, fetches=True)
    with open_library(tmp_path / "pubs.db") as library, session_on(clock) as session:
        library.store.connection.execute(
            "CREATE TEMP TRIGGER full BEFORE INSERT ON main.publication_fields BEGIN "
            "SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
        with pytest.raises(sqlite3.IntegrityError):
            list(run.sync_accounts(library, session, accounts_of(library.config), Wish()))
    assert facts(tmp_path, fetches=True) == before


def test_the_scheduled_job_of_the_recipe(pubman, tmp_path, dblp):
    """docs/how-to/automatic.md: the facts travel as text, and a later sync brings the news."""
    path = configure(tmp_path, dblp)
    path.write_text(path.read_text() + '[[lists]]\nname = "page"\noutput = "page.md"\n')
    pubman("init")
    pubman("sync")
    pubman("export")
    pubman("dump", "facts")
    for left in tmp_path.glob("pubs.db*"):
        left.unlink()
    dblp.person("94/4810-19", AFTER)
    pubman("load", "facts")
    assert "now AISTATS 2025" in pubman("sync").err
    assert "AISTATS" not in (tmp_path / "page.md").read_text()
    pubman("export", "--force")
    assert "AISTATS" in (tmp_path / "page.md").read_text()
    before = {path.name: path.read_bytes() for path in (tmp_path / "facts").iterdir()}
    pubman("dump", "facts")
    after = {path.name: path.read_bytes() for path in (tmp_path / "facts").iterdir()}
    assert before != after
    assert "nothing new" in pubman("sync").err


# --------------------------------------------------------------------------------------------- fuzz

BASE = page(TENPLEX, LEGACY, YOU_PREPRINT).encode()
piece = st.one_of(
    st.binary(max_size=12),
    st.sampled_from([
        b"<", b">", b"</r>", b"<r>", b"&", b"&uuml;", b"&#0;", b"&#xD800;", b"]]>", b"<!--", b"-->",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"</dblpperson>", b"<crossref>homepages/1/1</crossref>",
        b'n="99"', b"\x00", b"\xff\xfe", b"<article", b'pid=""', b"<person>", b"<homonyms>",
        b'publtype="disambiguation"',
    ]),
)  # fmt: skip
edit = st.tuples(st.floats(0, 1), st.integers(0, 60), piece)


@settings(max_examples=300)
@given(st.lists(edit, min_size=1, max_size=6))
@example([(0.0, 10_000, b"")])
@example([(0.02, 3, b'n="\xd9\xa3"')])
def test_a_damaged_page_is_read_or_refused_with_a_sentence(edits):
    data = BASE
    for place, removed, added in edits:
        at = int(place * len(data))
        data = data[:at] + added + data[at + removed :]
    reading, error = read_or_error(data)
    if error is not None:
        assert error.message.endswith(".")
        assert "\n" not in error.message
        return
    entries = len(reading.records) + len(reading.left_out)
    assert reading.owner.successor or entries == reading.owner.found


def read_or_error(data):
    try:
        return read_page(data, location="dblp's page"), None
    except SourceError as error:  # any other error fails the test
        return None, error


@settings(max_examples=100)
@given(st.binary(max_size=400))
def test_random_bytes_are_refused_with_a_sentence(data):
    with pytest.raises(SourceError):
        read_page(data, location="dblp's page")


def test_a_record_that_cannot_be_read_is_not_taken_for_gone(pubman, tmp_path, dblp):
    configure(tmp_path, dblp)
    pubman("init")
    pubman("sync")
    dblp.person("94/4810-19", BEFORE)
    damaged = BEFORE.replace("A Study of Load Shedding", "A Study of &nonsense; Shedding")
    dblp.pages["94/4810-19"] = damaged.encode()
    err = pubman("sync").err
    assert "no longer" not in err
    assert shown(tmp_path, "SELECT count(*) FROM listings WHERE gone_since IS NOT NULL") == [(0,)]


def test_a_saved_page_given_as_a_name_is_not_asked_for(pubman):
    (pubman.folder / "page.xml").write_text("<dblpperson/>", "utf-8")
    outcome = pubman("sync", "--dblp", "page.xml", code=2)
    assert "page.xml is a file, not a person. Nothing was changed." in outcome.err
    assert "pubman sync --dblp --from-file page.xml" in outcome.err
    assert not (pubman.folder / "pubs.db").exists()
