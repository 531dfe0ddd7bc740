"""Sync from saved answers: the same list as from the source itself."""

from __future__ import annotations

import json
import urllib.request
from dataclasses import replace

import pytest
from loopback_sources import ORCID, Paper
from rows import every_row
from sources_stand import BRIDGES, SENSORS, TOML, WEIRS, facts

from pubman.library.session import open_library
from pubman.library.sync.saved_lists import _is_whole, sync_saved
from pubman.library.sync.source import Wish

PAPERS = [SENSORS, BRIDGES, replace(WEIRS, doi="10.5555/weirs", pmid="30000003")]
ACCOUNTS = {
    "orcid": ("", ORCID, "/works"),
    "arxiv": ('arxiv = "li_a_1"', "li_a_1", ".atom"),
    "pubmed": (f'pubmed = "{ORCID}"', ORCID, "/efetch"),
    "inspire": ('inspire = "A.Li.1"', "A.Li.1", "/api/literature"),
    "hal": ('hal = "ada-li"', "ada-li", "/search"),
    "zbmath": ('zbmath = "li.ada"', "li.ada", "/v1/document"),
    "ads": (f'ads = "orcid:{ORCID}"', ORCID, "/v1/search"),
    "openalex": ("", ORCID, "/works?filter"),
    "semanticscholar": ('semanticscholar = "17"', "17", "/graph"),
}


def numbered(paper, number):
    return replace(paper, pmid=f"3000000{number}", arxiv=f"2401.0000{number}")


@pytest.fixture(params=ACCOUNTS)
def saved(request, ada, sources, monkeypatch):
    """The answers of one source as files, as a browser saves them; nothing was synced."""
    name = request.param
    line, account, part = ACCOUNTS[name]
    papers = [numbered(each, n) for n, each in enumerate(PAPERS)]
    getattr(sources, name)[account] = papers
    (ada.folder / "pubman.toml").write_text(f"{TOML}{line}\n")
    monkeypatch.setenv("ADS_API_TOKEN", "token")
    ada("sync", f"--{name}", "--dry-run")
    files = []
    asked_before = [each for each in sources.log if part in each.path]
    for number, asked in enumerate(asked_before):
        request = urllib.request.Request(sources.url + asked.path)
        request.add_header("Authorization", asked.headers.get("Authorization", ""))
        with urllib.request.urlopen(request) as answer:
            files.append(f"{name}-{number}.txt")
            (ada.folder / files[-1]).write_bytes(answer.read())
    sources.log.clear()
    sources.fault = lambda _: pytest.fail("nobody is asked")
    return ada, name, files


def test_a_saved_answer_is_the_list_of_its_source(saved):
    ada, name, files = saved
    ada("sync", f"--{name}", "--from-file", *files)
    assert ada.ask("SELECT DISTINCT source FROM records") == [(name,)]
    assert ada.ask("SELECT title FROM bibliography ORDER BY title") == sorted(
        (each.title,) for each in PAPERS
    )
    account = ACCOUNTS[name][1]
    assert ada.ask("SELECT DISTINCT account FROM listings")[0][0].endswith(account)


def test_several_files_are_named_as_one_list(saved):
    ada, name, files = saved
    with open_library(ada.folder / "pubs.db") as library:
        outcome = sync_saved(library, name, [ada.folder / each for each in files], Wish())
    assert (outcome.location, outcome.state) == (", ".join(files), "changed")
    assert outcome.account.source == name
    assert outcome.account.id.endswith(ACCOUNTS[name][1])
    (summary,) = ada.ask("SELECT summary FROM operations WHERE command = 'sync'")
    assert summary[0].startswith(f"{', '.join(files)}: ")


def test_the_source_is_recognised_without_its_option(saved):
    ada, name, files = saved
    ada("sync", "--from-file", *files)
    assert ada.ask("SELECT DISTINCT source FROM records") == [(name,)]


def test_the_same_files_again_change_nothing(saved):
    ada, name, files = saved
    ada("sync", f"--{name}", "--from-file", *files)
    before = facts(ada)
    assert "nothing new" in ada("sync", f"--{name}", "--from-file", *files).err
    assert facts(ada) == before


@pytest.fixture
def works(ada, sources):
    """A saved list of ORCID's, to be changed."""
    ada("sync")
    with urllib.request.urlopen(f"{sources.url}/v3.0/{ORCID}/works") as answer:
        value = json.loads(answer.read())

    def write(**changes):
        path = ada.folder / "works.json"
        path.write_text(json.dumps(value | changes))
        return "works.json"

    return write, value


def test_what_a_saved_list_of_orcid_lacks_is_gone(ada, works):
    write, value = works
    file = write(group=value["group"][:2])
    assert "no longer listed by orcid" in ada("sync", "--orcid", "--from-file", file).err


def test_a_list_of_somebody_else_is_refused(ada, works):
    write, _ = works
    before = facts(ada)
    file = write(path="/0000-0001-5109-3700/works")
    said = ada("sync", "--orcid", "--from-file", file, code=1).said
    assert "The file has the works of 0000-0001-5109-3700" in said
    assert facts(ada) == before


def test_a_saved_list_that_became_empty_is_refused(ada, works):
    write, _ = works
    before = facts(ada)
    said = ada("sync", "--orcid", "--from-file", write(group=[]), code=1).said
    assert "lists nothing, and it listed 3 before" in said
    assert facts(ada) == before


WRONG = {
    "an answer of another source": ("hal", "is ORCID JSON, not an answer of HAL"),
    "two sources at once": ("hal --orcid", "Saved files are of one source."),
}


@pytest.mark.parametrize("flags, said", WRONG.values(), ids=WRONG)
def test_a_wrong_request(ada, works, flags, said):
    write, _ = works
    toml = ada.folder / "pubman.toml"
    toml.write_text(TOML + 'hal = "ada-li"\n')
    flag = f"--{flags}".split()
    assert said in ada("sync", *flag, "--from-file", write(), code=2).said


def test_files_of_a_source_in_two_forms_are_refused(ada, works):
    write, _ = works
    record = b"<w:works xmlns:w='http://www.orcid.org/ns/work'><w:work-summary /></w:works>"
    (ada.folder / "record.xml").write_bytes(record)
    before = facts(ada)
    said = ada("sync", "--orcid", "--from-file", write(), "record.xml", code=2).said
    assert said == (
        "error: The files are in several formats. Nothing was changed. pubman import works.json"
    )
    assert facts(ada) == before


def test_an_empty_file_is_refused(ada, works):
    (ada.folder / "empty.json").write_text(" ")
    said = ada("sync", "--orcid", "--from-file", "empty.json", code=1).said
    assert said == "error: empty.json is empty. Nothing was changed. save the page again"


MINE = f"/{ORCID}/works"
WHOLE = {
    "a list": ({"group": [], "path": MINE}, True),
    "a list without its owner": ({"group": []}, False),
    "a list of an owner without a number": ({"group": [], "path": "/me/works"}, False),
    "one work": ({"title": {}, "path": MINE}, False),
    "groups of another kind": ({"group": {}, "path": MINE}, False),
    "several lists": ([{"group": [], "path": MINE}], False),
}


@every_row("value, whole", WHOLE.values(), ids=WHOLE)
def test_only_a_list_with_its_owner_is_whole(value, whole):
    assert _is_whole(json.dumps(value).encode(), ORCID) == whole
    assert not _is_whole(b"<works/>", ORCID)


def test_of_two_people_it_has_to_be_said_whose_list_it_is(ada, works):
    write, _ = works
    toml = ada.folder / "pubman.toml"
    toml.write_text(TOML + '[[people]]\nname = "Bo Zhao"\norcid = "0000-0001-5109-3700"\n')
    said = ada("sync", "--orcid", "--from-file", write(), code=2).said
    assert '--orcid --from-file FILE --person "Bo Zhao"' in said
    ada("sync", "--orcid", "--from-file", write(), "--person", "Ada Li")


def test_a_paper_of_a_proposer_stays_a_question(ada, sources):
    film = Paper(title="HDCAM and the End of Tape", doi="10.5555/film")
    ada("sync")
    sources.openalex[ORCID] = [film]
    address = f"{sources.url}/works?filter=authorships.author.orcid:{ORCID}&per_page=100&cursor=*&s"
    with urllib.request.urlopen(address) as answer:
        (ada.folder / "page.json").write_bytes(answer.read())
    assert "1 more paper" in ada("sync", "--openalex", "--from-file", "page.json").err
    assert ada.ask("SELECT reason FROM review") == [("openalex",)]
