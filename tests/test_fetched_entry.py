"""``pubman add ID``: a paper by its dblp key, arXiv id or DOI, from servers on this machine."""

from __future__ import annotations

import json

import pytest
from loopback_dblp import BOT_CHECK, Reply, record, running

KEY = "conf/sosp/WagenlanderLZMP24"
TENPLEX = record(
    KEY, "Tenplex: Dynamic Parallelism for Deep Learning", pages="195-210", booktitle="SOSP",
    ee="https://doi.org/10.1145/3694715.3695975",
)  # fmt: skip
REC = f'<?xml version="1.0" encoding="US-ASCII"?>\n<dblp>\n{TENPLEX}\n</dblp>\n'.encode()
CSL = "application/vnd.citationstyles.csl+json"
DOI = "10.1016/j.apenergy.2022.119767"
ENERGY = {
    "type": "article-journal", "DOI": DOI, "title": "Adaptive incentive-based demand response",
    "container-title": "Applied Energy", "volume": "325", "page": "119767",
    "issued": {"date-parts": [[2022, 11]]},
    "author": [{"given": "Gururaghav", "family": "Raman"}, {"given": "Bo", "family": "Zhao"}],
}  # fmt: skip
ARXIV = {
    "type": "article", "DOI": "10.48550/ARXIV.2312.05181", "publisher": "arXiv",
    "title": "Tenplex: Dynamic Parallelism for Deep Learning",
    "author": [{"given": "Marcel", "family": "Wagenländer"}, {"given": "Bo", "family": "Zhao"}],
    "issued": {"date-parts": [[2023]]},
}  # fmt: skip


@pytest.fixture
def dblp(tmp_path, monkeypatch):
    with running() as server:
        server.records[KEY] = REC
        server.redirects[f"/{DOI}"] = f"/works/{DOI}"
        server.other[f"/works/{DOI}"] = Reply(body=json.dumps(ENERGY).encode(), media_type=CSL)
        server.other["/10.48550/arXiv.2312.05181"] = Reply(
            body=json.dumps(ARXIV).encode(), media_type=CSL
        )
        monkeypatch.setenv("PUBMAN_DOI_URL", server.url)
        (tmp_path / "pubman.toml").write_text(
            '[[people]]\nname = "Bo Zhao"\ndblp = "94/4810-19"\n'
            f'[dblp]\nurl = "{server.url}"\nspacing = 0\n'
        )
        yield server


@pytest.fixture
def begun(pubman, dblp):
    pubman("init")
    return pubman


@pytest.mark.parametrize(
    "text", [KEY, f"DBLP:{KEY}", f"https://dblp.org/rec/{KEY}.html"], ids=["key", "DBLP:", "URL"]
)
def test_a_dblp_key(begun, dblp, text):
    err = begun("add", text).err
    assert err == (
        "  + zhao2024tenplex  Tenplex: Dynamic Parallelism for Deep Learning, SOSP 2024\n"
    )
    assert dblp.paths == [f"/rec/{KEY}.xml"]


def test_the_resolver_of_pubman_toml(begun, dblp, tmp_path, monkeypatch):
    monkeypatch.delenv("PUBMAN_DOI_URL")
    path = tmp_path / "pubman.toml"
    path.write_text(path.read_text() + f'doi_url = "{dblp.url}/"\n')
    assert "raman2022adaptive" in begun("add", DOI).err
    assert dblp.paths == [f"/{DOI}", f"/works/{DOI}"]


@pytest.mark.parametrize("text", [DOI, f"https://doi.org/{DOI}", f"doi:{DOI.upper()}"])
def test_a_doi_by_content_negotiation(begun, dblp, text):
    err = " ".join(begun("add", text).err.split())
    assert err.startswith("+ raman2022adaptive Adaptive incentive-based demand response, ")
    assert err.endswith("Energy 2022")
    assert dblp.log[0].headers["Accept"] == CSL
    shown = json.loads(begun("show", "raman2022adaptive", "--json").out)
    text = json.dumps(shown)
    assert DOI in text
    assert "325" in text


@pytest.mark.parametrize(
    "text", ["2312.05181", "arXiv:2312.05181v2", "https://arxiv.org/abs/2312.05181"]
)
def test_an_arxiv_id_is_a_preprint(begun, dblp, text):
    begun("add", text)
    out = begun("query", "select kind, arxiv_id from publications").out
    assert "preprint" in out
    assert "2312.05181" in out


def test_what_is_there_already_is_not_there_twice(begun, dblp):
    begun("add", KEY)
    err = begun("add", "2312.05181").err
    assert "= zhao2024tenplex  already known" in err
    assert "1\n" in begun("query", "select count(*) from publications").out


def test_adding_again_changes_nothing(begun, dblp):
    begun("add", KEY)
    before = begun("log").out
    assert "already known" in begun("add", KEY).err
    assert begun("log").out == before


def test_ids_from_stdin_one_bad_among_them(begun, dblp):
    outcome = begun("add", "-", stdin=f"{KEY}\n10.1000/nothing\n\n{DOI}\n", code=4)
    assert outcome.err.count("  + ") == 2
    assert "Nobody has registered the DOI 10.1000/nothing. It was left out." in outcome.err


def test_dry_run_writes_nothing(begun, dblp):
    err = begun("add", "-n", KEY).err
    assert "+ zhao2024tenplex" in err
    assert err.endswith("Dry run: nothing was written.\n")
    assert begun("query", "select count(*) from records").out.split()[-1] == "0"


def test_a_strangers_paper_is_kept_but_not_ones_own(begun, dblp):
    other = {**ENERGY, "author": [{"given": "Ada", "family": "Lovelace"}]}
    dblp.other[f"/works/{DOI}"] = Reply(body=json.dumps(other).encode(), media_type=CSL)
    assert "pubman mine lovelace2022adaptive" in begun("add", DOI).err


FAULTS = {
    "not found": (Reply(404), "Nobody has registered"),
    "a web page": (Reply(body=b"<html><body>Elsevier</body></html>", media_type="text/html"),
                   "is not a record of a paper"),
    "empty": (Reply(body=b""), "is not a record of a paper"),
    "cut off": (Reply(body=json.dumps(ENERGY).encode()[:80]), "is not a record of a paper"),
    "another paper": (Reply(body=json.dumps({**ENERGY, "DOI": "10.1234/x"}).encode()),
                      f"but {DOI} was asked for"),
    "not a list of papers": (Reply(body=b"[1, 2, [[]], null]"), "is not a record of a paper"),
    "refused": (Reply(403), "answered 403"),
    "robot check": (Reply(200, BOT_CHECK, "text/html"), "robot check"),
    "off https": (Reply(302, headers={"Location": "http://example.org/"}), "not an https address"),
    "too long a wait": (Reply(429, headers={"Retry-After": "9999"}), "left alone until"),
}  # fmt: skip


@pytest.mark.parametrize("fault, said", FAULTS.values(), ids=FAULTS)
def test_faults_change_nothing(begun, dblp, fault, said):
    dblp.fault = lambda _: fault
    err = " ".join(begun("add", DOI, code=1).err.split())
    assert said in err
    assert "Nothing was changed." in err
    assert begun("query", "select count(*) from records").out.split()[-1] == "0"


@pytest.mark.parametrize(
    "body",
    [b"", REC[:200], b"<dblp></dblp>", REC.replace(KEY.encode(), b"conf/x/Y24"),
     b"<html>dblp</html>"],
    ids=["empty", "cut off", "no record", "another record", "a web page"],
)  # fmt: skip
def test_a_faulty_dblp_record_changes_nothing(begun, dblp, body):
    dblp.records[KEY] = body or b" "
    err = " ".join(begun("add", KEY, code=1).err.split())
    assert "Nothing was changed." in err
    assert begun("query", "select count(*) from records").out.split()[-1] == "0"


@pytest.mark.parametrize(
    "args, said",
    [
        (["nonsense"], "is not an identifier that I know"),
        ([], "Missing an ID"),
        ([KEY, "--title", "T", "--author", "A"], "Give either an ID"),
    ],
)
def test_what_cannot_be_meant_exits_2(begun, dblp, args, said):
    assert said in begun("add", *args, code=2).err
    assert dblp.log == []
