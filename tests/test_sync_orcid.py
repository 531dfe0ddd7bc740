"""An ORCID iD that was replaced by another one of the same person."""

from __future__ import annotations

import json

import pytest
from loopback_dblp import Reply
from loopback_sources import ORCID, Paper, as_json
from sources_stand import BRIDGES, SENSORS, TOML, WEIRS, facts

PRIMARY = "0000-0001-5109-3700"
TEXT = (
    "301 Moved Permanently: This account is deprecated. Please refer to account: "
    f"https://orcid.org/{PRIMARY}. ORCID {ORCID}"
)
SAID = {"response-code": 301, "error-code": 9007, "developer-message": TEXT}
REPLIES = {
    "a redirect": Reply(301, headers={"Location": f"/v3.0/{PRIMARY}/works"}),
    "a text that names it": as_json(SAID, 301),
    "a conflict that names it": as_json(SAID | {"response-code": 409}, 409),
}


@pytest.fixture(params=REPLIES.values(), ids=REPLIES)
def replaced(request, ada, sources):
    """ORCID has replaced Ada's iD; her works are under the primary one."""
    ada("sync")
    sources.orcid[PRIMARY] = sources.orcid.pop(ORCID)
    sources.fault = lambda path: request.param if ORCID in path else None
    return ada


def test_the_primary_id_is_followed_and_named(replaced):
    err = " ".join(replaced("sync").err.split())
    assert f"ORCID has replaced {ORCID} by {PRIMARY}, which I read instead." in err
    assert f'orcid = "{PRIMARY}"' in err


def test_every_paper_stays_what_it_was(replaced, sources):
    sql = "SELECT key, title, authors FROM bibliography WHERE mine ORDER BY key"
    before = replaced.ask(sql)
    sources.orcid[PRIMARY] = [SENSORS, BRIDGES, WEIRS, Paper(title="Ice on Canals", year=2020)]
    replaced("sync")
    assert [row for row in replaced.ask(sql) if row[1] != "Ice on Canals"] == before
    assert replaced.ask("SELECT count(*) FROM bibliography") == [(4,)]
    assert replaced.ask("SELECT count(*) FROM review") == [(0,)]
    authors = "SELECT authors FROM bibliography WHERE title = 'Ice on Canals'"
    assert replaced.ask(authors) == [("Ada Li, Bo Zhao",)]


def test_after_pubman_toml_has_the_new_id_nothing_is_said(replaced):
    replaced("sync")
    (replaced.folder / "pubman.toml").write_text(TOML.replace(ORCID, PRIMARY))
    assert "replaced" not in replaced("sync").err
    assert replaced.ask("SELECT count(*) FROM bibliography WHERE mine") == [(3,)]
    before = facts(replaced)
    replaced("sync")
    assert facts(replaced) == before


def test_the_report_in_json_names_it(replaced):
    said = json.loads(replaced("sync", "--json").out)["people"][0]
    assert PRIMARY in said["said"][0]


def test_init_takes_the_primary_id(pubman, sources):
    sources.orcid[PRIMARY] = sources.orcid.pop(ORCID)
    sources.fault = lambda path: (
        Reply(301, headers={"Location": f"/v3.0/{PRIMARY}/person"}) if ORCID in path else None
    )
    assert f"replaced the iD {ORCID} by {PRIMARY}" in pubman("init", "--orcid", ORCID).err
    assert PRIMARY in (pubman.folder / "pubman.toml").read_text()
