"""What a sync promises whatever the source: few requests, secret keys, and records that stay."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from loopback_sources import ORCID, Paper
from sources_stand import BRIDGES, DATA, SENSORS, TOML, WEIRS, unlike_papers


def test_a_dozen_requests_for_three_hundred_papers_and_one_for_nothing_new(ada, sources):
    papers = unlike_papers(300)
    sources.orcid[ORCID] = [*papers, WEIRS, Paper(title="Ice on Canals", arxiv="2401.01234")]
    sources.arxiv["x"] = sources.orcid[ORCID][-1:]
    sources.knows(*papers)
    ada("sync")
    assert len(sources.log) <= 12
    named = "SELECT count(*) FROM bibliography WHERE mine AND authors IS NOT NULL"
    assert ada.ask(named) == [(302,)]
    sources.log.clear()
    ada("sync")
    assert len(sources.log) == 1


# ---------------------------------------------------------------------------------- keys and tokens

SECRET = "a-secret-of-mine"
KEYS = {
    "ads": ("ADS_API_TOKEN", f'ads = "orcid:{ORCID}"', ORCID),
    "openalex": ("OPENALEX_API_KEY", "", ORCID),
    "pubmed": ("NCBI_API_KEY", f'pubmed = "{ORCID}"', ORCID),
    "semanticscholar": ("S2_API_KEY", 'semanticscholar = "17"', "17"),
    "orcid": ("ORCID_TOKEN", "", ORCID),
}


@pytest.fixture(params=KEYS)
def keyed(request, ada, sources):
    """A source that is asked with a key."""
    name = request.param
    variable, line, account = KEYS[name]
    (ada.folder / "pubman.toml").write_text(f"{TOML}{line}\n")
    sources.token = SECRET
    getattr(sources, name)[account] = [replace(SENSORS, pmid="30000001")]
    return ada, name, variable


def sent(sources):
    """Everything that was sent: the addresses and the headers."""
    return [f"{each.path} {sorted(each.headers.items())}" for each in sources.log]


def everything_written(ada):
    """All files in the folder, and every text that the store has."""
    texts = [path.read_bytes() for path in ada.folder.rglob("*") if path.is_file()]
    with closing(sqlite3.connect(ada.folder / "pubs.db")) as store:
        texts += ["\n".join(store.iterdump()).encode()]
    return b"".join(texts)


def test_a_key_is_sent_and_never_stored_or_said(keyed, sources, monkeypatch):
    ada, name, variable = keyed
    monkeypatch.setenv(variable, SECRET)
    said = ada("sync", f"--{name}").said
    said += ada("sync", f"--{name}", "--json").said + ada("log").said + ada("status").said
    assert any(SECRET in each for each in sent(sources))
    assert SECRET not in said
    assert SECRET.encode() not in everything_written(ada)


def test_a_key_is_not_said_in_an_error(keyed, sources, monkeypatch):
    from loopback_dblp import Reply

    ada, name, variable = keyed
    monkeypatch.setenv(variable, SECRET)
    for reply in (Reply(451), Reply(404), Reply(429, headers={"Retry-After": "9999"})):
        sources.fault = lambda _, reply=reply: reply
        outcome = ada("sync", f"--{name}", code=1)
        assert SECRET not in outcome.said


def test_a_key_comes_from_a_file_that_only_its_owner_can_read(keyed, sources, home):
    ada, name, variable = keyed
    path = home / ".config" / "pubman" / "keys.toml"
    path.parent.mkdir(parents=True)
    path.write_text(f'{variable} = "{SECRET}"\n')
    path.chmod(0o640)
    said = ada("sync", f"--{name}", code=1).said
    assert "other users of this machine can read it" in said
    assert "chmod 600" in said
    assert SECRET not in said
    path.chmod(0o600)
    ada("sync", f"--{name}")
    assert any(SECRET in each for each in sent(sources))


def test_a_key_in_pubman_toml_is_refused(ada):
    path = ada.folder / "pubman.toml"
    path.write_text(f'{TOML}[sync]\napi_key = "{SECRET}"\n')
    said = ada("sync", code=1).said
    assert "api_key" in said
    assert SECRET not in said


# ------------------------------------------------------------------------- accounts that change


@pytest.fixture
def two(ada, sources):
    """A list from ORCID and from zbMATH, which has one more paper."""
    sources.zbmath["li.ada"] = [
        SENSORS,
        Paper(title="Knots and Their Keepers", year=2019, pages="3"),
    ]
    (ada.folder / "pubman.toml").write_text(TOML + 'zbmath = "li.ada"\n')
    ada("sync")
    return ada


def on_the_list(shelf):
    return shelf.ask("SELECT key, title FROM bibliography WHERE mine ORDER BY key")


@pytest.mark.parametrize("line", ["", 'zbmath = "li.ada.2"\n'], ids=["removed", "renamed"])
def test_an_account_that_is_removed_or_renamed_takes_no_paper_away(two, sources, line):
    before = on_the_list(two)
    number = two.ask("SELECT source_key FROM records WHERE title LIKE 'Knots%'")[0][0]
    sources.zbmath["li.ada.2"] = sources.zbmath["li.ada"]
    (two.folder / "pubman.toml").write_text(TOML + line)
    two("sync")
    two("rebuild")
    assert on_the_list(two) == before
    assert two.ask("SELECT kind, reason, title_a, title_b FROM review") == []
    assert "Knots and Their Keepers" in two("show", f"zbmath:{number}").out
    assert "zbmath" in two("why", f"zbmath:{number}").out


def test_a_source_without_its_rank_in_pubman_toml_keeps_its_records(two):
    path = two.folder / "pubman.toml"
    path.write_text(path.read_text() + '[[sources]]\nname = "zbmath"\nrank = 90\n')
    two("rebuild")
    before = on_the_list(two)
    path.write_text(TOML)
    two("rebuild")
    assert on_the_list(two) == before


def test_what_is_left_out_is_said_for_one_of_many_accounts_too(two, sources):
    sources.orcid[ORCID] = [SENSORS, BRIDGES, WEIRS, DATA, Paper(title="Ice", year=2020)]
    assert "1 data set or program left out" in two("sync").err
