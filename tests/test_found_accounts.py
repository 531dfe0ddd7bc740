"""Accounts that a sync meets in passing: offered once with a command, never added by themselves."""

from __future__ import annotations

import json

import pytest
from loopback_dblp import page, record
from loopback_sources import ORCID, Paper, Reply
from rows import every_row
from sources_stand import TOML, ada, sources  # noqa: F401 - fixtures

from pubman.config import load
from pubman.text.author_pages import account_in

OTHER = "0000-0001-5109-3700"
ABOUT = {
    "identifiers": [
        ("Scopus Author ID", "57200000001",
         "http://www.scopus.com/inward/authorDetails.url?authorID=57200000001&partnerID=MN8TOARS"),
        ("ResearcherID", "A-1234-2020", ""),
        ("Loop profile", "1", "http://loop.example.org/people/1"),
    ],
    "urls": [
        ("Google Scholar", "https://scholar.google.com/citations?hl=en&user=AbCdEfGhIjKl"),
        ("Personal website", "https://li.example.org/~ada"),
        ("GitHub", "https://github.com/ada"),
    ],
}  # fmt: skip


@every_row(
    ("address", "expected"),
    [
        ("https://orcid.org/0000-0002-1825-0097", ("orcid", "0000-0002-1825-0097")),
        ("https://orcid.org/0000-0002-1825-0098", ("", "")),
        ("https://dblp.org/pid/94/4810-19.html", ("dblp", "94/4810-19")),
        ("https://scholar.google.de/citations?user=AbCdEfGhIjKl", ("scholar", "AbCdEfGhIjKl")),
        ("https://scholar.google.com/scholar?q=user", ("", "")),
        ("https://zbmath.org/authors/?q=ai:muro.fernando", ("zbmath", "muro.fernando")),
        ("https://zbmath.org/authors/muro.fernando", ("zbmath", "muro.fernando")),
        ("https://zbmath.org/?q=an:1234.56789", ("", "")),
        ("https://inspirehep.net/author/profile/F.Muro.1", ("inspire", "F.Muro.1")),
        ("https://inspirehep.net/authors/1012345", ("", "")),
        ("https://cv.hal.science/fernando-muro", ("hal", "fernando-muro")),
        ("https://www.semanticscholar.org/author/A.-Li/1723755", ("semanticscholar", "1723755")),
        ("https://openalex.org/A5015527081", ("openalex", "A5015527081")),
        ("https://openalex.org/W5015527081", ("", "")),
        ("https://arxiv.org/a/warner_s_1", ("arxiv", "warner_s_1")),
        ("https://arxiv.org/abs/2401.00001", ("", "")),
        ("https://example.org/?next=https://arxiv.example/a/warner_s_1", ("", "")),
        ("javascript:alert(1)//dblp", ("", "")),
    ],
)  # fmt: skip
def test_the_account_in_the_address_of_a_page(address, expected):
    assert account_in(address) == expected


def found(shelf, *arguments):
    said = json.loads(shelf("sync", *arguments, "--json").out)
    return [each for outcome in said["people"] for each in outcome["accounts_found"]]


def test_accounts_that_orcid_names_are_offered_and_not_added(ada, sources):  # noqa: F811
    sources.about[ORCID] = ABOUT
    before = (ada.folder / "pubman.toml").read_bytes()
    err = " ".join(ada("sync").err.split())
    assert "ORCID names the Google Scholar profile AbCdEfGhIjKl of Ada Li." in err
    assert "pubman config --account scholar AbCdEfGhIjKl" in err
    assert "pubman config --account url 'https://li.example.org/~ada'" in err
    assert "ORCID names the Scopus author id 57200000001 of Ada Li. pubman does not use it." in err
    assert "ResearcherID A-1234-2020" in err
    assert "Loop" not in err
    assert "github" not in err
    assert (ada.folder / "pubman.toml").read_bytes() == before


def test_an_offer_is_made_once(ada, sources):  # noqa: F811
    sources.about[ORCID] = ABOUT
    assert len(found(ada, "--dry-run")) == 4
    assert len(found(ada)) == 4
    sources.orcid[ORCID].append(Paper(title="Ice on Slow Rivers", year=2020))
    assert found(ada) == []
    ada("undo")
    assert found(ada) == []


def test_what_pubman_toml_has_is_not_offered(ada, sources):  # noqa: F811
    sources.about[ORCID] = ABOUT
    (ada.folder / "pubman.toml").write_text(
        TOML + 'scholar = "AbCdEfGhIjKl"\nurl = "https://ada.example.org"\n'
    )
    assert [each["service"] for each in found(ada)] == ["scopus", "researcherid"]


@pytest.mark.parametrize(
    "fault",
    [
        Reply(500, headers={"Retry-After": "9999"}),  # which is not waited for
        Reply(404),
        Reply(body=b"<html>"),
        Reply(body=b"[]"),
        Reply(body=b'{"name": 1}'),
        Reply(body=b'{"external-identifiers": {"external-identifier": [1]}, "researcher-urls": 2}'),
    ],
    ids=["500", "404", "HTML", "a list", "no identifiers", "other shapes"],
)
def test_a_sync_does_without_what_orcid_says_of_the_person(ada, sources, fault):  # noqa: F811
    sources.fault = lambda path: fault if path.endswith("/person") else None
    assert found(ada) == []
    assert ada.ask("SELECT count(*) FROM bibliography WHERE mine") == [(3,)]


@pytest.mark.parametrize(
    "address",
    ["https://x.example.org/;rm -rf ~", "javascript:alert(1)", "https://x.example.org/$(ls)", "x"],
)
def test_an_address_that_a_shell_could_misread_is_not_offered(ada, sources, address):  # noqa: F811
    sources.about[ORCID] = {"urls": [("Homepage", address)]}
    assert found(ada) == []


# ------------------------------------------------------------------------------------- dblp


def dblp_page(*urls):
    papers = [record(f"conf/sosp/Li{n}", f"Rivers and their Sensors {n}", year=2010 + n,
                     authors=(("Ada Li", "94/1"),)) for n in range(3)]  # fmt: skip
    return page(*papers, name="Ada Li", pid="94/1", urls=urls)


def test_dblp_names_the_orcid_of_a_known_person(pubman):
    (pubman.folder / "pubman.toml").write_text('[[people]]\nname = "Ada Li"\ndblp = "94/1"\n')
    pubman("init")
    urls = [f"https://orcid.org/{ORCID}", "https://zbmath.org/authors/?q=ai:li.ada"]
    (pubman.folder / "page.xml").write_text(dblp_page(*urls), "utf-8")
    offers = found(pubman, "--dblp", "--from-file", "page.xml")
    assert [(each["service"], each["account"], each["by"]) for each in offers] == [
        ("orcid", ORCID, "dblp"), ("zbmath", "li.ada", "dblp"),
    ]  # fmt: skip
    assert offers[0]["command"] == f"pubman config --account orcid {ORCID}"


@pytest.mark.parametrize("service", ["orcid", "zbmath"])
def test_dblp_names_an_account_that_pubman_toml_has(pubman, service):
    known = {"orcid": ORCID, "zbmath": "li.ada"}
    (pubman.folder / "pubman.toml").write_text(
        f'[[people]]\nname = "Ada Li"\ndblp = "94/1"\n{service} = "{known[service]}"\n'
    )
    pubman("init")
    urls = [f"https://orcid.org/{ORCID}", "https://zbmath.org/authors/?q=ai:li.ada"]
    (pubman.folder / "page.xml").write_text(dblp_page(*urls), "utf-8")
    offers = found(pubman, "--dblp", "--from-file", "page.xml")
    assert [each["service"] for each in offers] == [each for each in known if each != service]


# ------------------------------------------------------------------------------ authors of papers


def by_ada(number, orcid):
    author = [{"given": "Ada", "family": "Li", "ORCID": f"http://orcid.org/{orcid}"}]
    return Paper(title=f"Rivers, Volume of the {number}", doi=f"10.5555/r{number}",
                 year=2000 + number, more={"author": author})  # fmt: skip


@pytest.mark.parametrize(
    ("orcids", "offered"),
    [([OTHER, OTHER], [OTHER]), ([OTHER], []), ([OTHER, ORCID, OTHER], [])],
    ids=["two papers", "one paper", "two iDs"],
)
def test_the_orcid_on_several_papers_is_offered(ada, sources, orcids, offered):  # noqa: F811
    papers = [by_ada(number, orcid) for number, orcid in enumerate(orcids, 1)]
    sources.knows(*papers)
    sources.zbmath["li.ada"] = papers
    (ada.folder / "pubman.toml").write_text('[[people]]\nname = "Ada Li"\nzbmath = "li.ada"\n')
    offers = found(ada)
    assert [each["account"] for each in offers] == offered
    assert all(each["papers"] == 2 and each["by"] == "crossref" for each in offers)


# ------------------------------------------------------------------------------ adding an account


@pytest.mark.parametrize(
    ("arguments", "key", "value"),
    [
        (["orcid", OTHER], "orcid", OTHER),
        (["orcid", f"https://orcid.org/{OTHER}"], "orcid", OTHER),
        (["scholar", "AbCdEfGhIjKl"], "scholar", "AbCdEfGhIjKl"),
        (["url", "https://ada.example.org"], "url", "https://ada.example.org"),
    ],
)
def test_an_account_is_added_by_the_command(pubman, arguments, key, value):
    path = pubman.folder / "pubman.toml"
    path.write_text('# mine\n[[people]]\nname = "Ada Li" # me\n')
    pubman("init")
    pubman("config", "--account", *arguments)
    assert getattr(load(path).people[0], key) == value
    assert path.read_text().startswith('# mine\n[[people]]\nname = "Ada Li" # me\n')
    again = path.read_bytes()
    pubman("config", "--account", *arguments)
    assert path.read_bytes() == again


def test_an_orcid_with_a_wrong_digit_is_not_added(pubman):
    path = pubman.folder / "pubman.toml"
    path.write_text('[[people]]\nname = "Ada Li"\n')
    pubman("init")
    said = pubman("config", "--account", "orcid", "0000-0002-1825-0098", code=None).err
    assert "not a valid ORCID" in said
    assert path.read_text() == '[[people]]\nname = "Ada Li"\n'


def test_an_account_of_one_of_several_people(pubman):
    path = pubman.folder / "pubman.toml"
    path.write_text('[[people]]\nname = "Ada Li"\n[[people]]\nname = "Bo Zhao"\ndblp = "1/1"\n')
    pubman("init")
    assert "several people" in pubman("config", "--account", "dblp", "1/2", code=2).err
    pubman("config", "--account", "dblp", "1/2", "--person", "Bo Zhao")
    assert load(path).people[1].pids == ("1/1", "1/2")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["scopus", "57200000001"], "is not a service"),
        (["orcid", OTHER], "already"),
        (["dblp", "no number"], "not a dblp person number"),
        (["scholar", " "], "empty"),
    ],
)
def test_an_account_that_cannot_be_added_changes_nothing(ada, arguments, said):  # noqa: F811
    before = (ada.folder / "pubman.toml").read_bytes()
    assert said in " ".join(ada("config", "--account", *arguments, code=None).err.split())
    assert (ada.folder / "pubman.toml").read_bytes() == before
