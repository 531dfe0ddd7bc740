"""The faults that every source can have: one sentence, the store unchanged, and then healed."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import unquote

import pytest
from loopback_dblp import BOT_CHECK, Reply
from loopback_sources import ORCID, as_json
from sources_stand import BRIDGES, HTML, SENSORS, TOML, WEIRS, facts

PAPERS = [SENSORS, BRIDGES, replace(WEIRS, doi="10.5555/weirs")]
SOURCES = {
    "orcid": ("", ORCID),
    "arxiv": ('arxiv = "li_a_1"', "li_a_1"),
    "pubmed": (f'pubmed = "{ORCID}"', ORCID),
    "inspire": ('inspire = "A.Li.1"', "A.Li.1"),
    "hal": ('hal = "ada-li"', "ada-li"),
    "zbmath": ('zbmath = "li.ada"', "li.ada"),
    "ads": (f'ads = "orcid:{ORCID}"', ORCID),
    "openalex": ("", ORCID),
    "semanticscholar": ('semanticscholar = "17"', "17"),
}
LATER = {"Retry-After": "9999"}
FAULTS = {
    "a page for maintenance": (Reply(200, HTML, "text/html"), "did not send the"),
    "a page for maintenance, as an error": (
        Reply(503, HTML, "text/html", headers=LATER), "answered 503"),
    "a robot check": (Reply(200, BOT_CHECK, "text/html"), "sent a robot check"),
    "a robot check, as an error": (Reply(500, BOT_CHECK, "text/html"), "sent a robot check"),
    "an empty answer": (Reply(200, b""), "sent an empty answer"),
    "another format": (Reply(200, b"0 works", "text/plain"), "did not send the"),
    "another answer": (as_json({"status": "ok"}), "did not send the"),
    "a list of nothing": (as_json([]), "did not send the"),
    "too busy": (Reply(429, b"Rate exceeded.", headers=LATER), "asks to be left alone until"),
    "too busy, as JSON": (as_json({"error": "slow down"}, 429, **LATER), "left alone until"),
    "forbidden": (Reply(451), "answered 451"),
    "a redirect to another host": (
        Reply(302, headers={"Location": "https://example.org/works"}), "leads to example.org"),
    "a redirect without encryption": (
        Reply(302, headers={"Location": "http://example.org/works"}), "not an https address"),
}  # fmt: skip
PAGED = {"inspire": ("hits.hits", "hits.total"), "hal": ("response.docs", "response.numFound"),
         "zbmath": ("result", "status.nr_total_results"),
         "ads": ("response.docs", "response.numFound")}  # fmt: skip


@pytest.fixture(params=SOURCES)
def synced(request, ada, sources, monkeypatch):
    """A list from one source, synced once."""
    name = request.param
    line, account = SOURCES[name]
    monkeypatch.setenv("ADS_API_TOKEN", "token")
    (ada.folder / "pubman.toml").write_text(f"{TOML}{line}\n")
    numbered = [replace(each, arxiv=f"2401.0000{n}", pmid=f"3000000{n}")
                for n, each in enumerate(PAPERS)]  # fmt: skip
    getattr(sources, name)[account] = numbered
    ada("sync", f"--{name}")
    return ada, name


def test_no_fault_of_a_source_changes_the_store_and_each_heals(synced, sources):
    ada, name = synced
    before = facts(ada)
    for what, (reply, sentence) in FAULTS.items():
        sources.fault = lambda _, reply=reply: reply
        said = ada("sync", f"--{name}", code=1).said
        assert sentence in said, what
        assert "Traceback" not in said, what
        assert facts(ada) == before, what
    sources.fault = None
    assert "nothing new" in ada("sync", f"--{name}").err
    assert facts(ada) == before


def test_a_time_to_wait_on_a_good_answer_is_ignored(synced, sources):
    ada, name = synced

    def slow(path):
        reply = sources.answer(unquote(path), sources.log[-1])
        return replace(reply, headers={"Retry-After": "59"})

    sources.fault = slow
    assert "nothing new" in ada("sync", f"--{name}").err


def test_a_page_that_comes_twice_is_not_a_list(synced, sources):
    ada, name = synced
    if name not in PAGED:
        pytest.skip("one page, or pages by a cursor: see the other tests")
    before = facts(ada)
    items, total = PAGED[name]
    first: list[Reply] = []

    def twice(path):
        if not first:
            value = json.loads(sources.answer(unquote(path), sources.log[-1]).body)
            page: dict = {}
            put(page, items.split("."), at(value, items))
            put(page, total.split("."), 99)
            first.append(as_json(page))
        return first[0]

    sources.fault = twice
    said = ada("sync", f"--{name}", code=1).said
    assert "sent the same page twice" in said
    assert facts(ada) == before


def at(value, place):
    for name in place.split("."):
        value = value[name]
    return value


def put(value, names, what):
    for name in names[:-1]:
        value = value.setdefault(name, {})
    value[names[-1]] = what


def test_arxiv_is_asked_again_for_a_page_that_promised_papers(ada, sources):
    """The preprints by number: twice an empty page, then the paper."""
    sources.arxiv["li_a_1"] = [replace(SENSORS, arxiv="2401.01234")]
    (ada.folder / "pubman.toml").write_text(TOML + 'arxiv = "li_a_1"\n')
    ada("sync", "--arxiv")
    empty = Reply(200, b"<feed><opensearch:totalResults>1</opensearch:totalResults></feed>")
    replies = [empty, empty]
    sources.fault = lambda path: replies.pop() if "id_list" in path and replies else None
    assert "arXiv knows 1 of 1 preprint." in ada("sync", "--preprints").err
    assert replies == []


SERVICES = {
    "crossref": "/works?filter=doi:10.5555/weirs&rows",
    "datacite": "/dois?ids",
}
COMPLETING = {
    "a page for maintenance": Reply(200, HTML, "text/html"),
    "a robot check": Reply(500, BOT_CHECK, "text/html"),
    "a gateway that waits in vain": Reply(504, HTML, "text/html", headers=LATER),
    "a fault of its program": as_json({"status": "error", "message": "Stack"}, 500, **LATER),
    "a wrong request": as_json({"status": "failed"}, 400),
    "an expired cursor": Reply(404, b"Resource not found.", "text/plain"),
    "an empty answer": Reply(200, b""),
    "another answer": as_json({"status": "ok"}),
}


@pytest.mark.parametrize("part", SERVICES.values(), ids=SERVICES)
def test_no_fault_of_a_service_that_completes_stops_the_sync(ada, sources, part):
    thesis = replace(WEIRS, doi="10.5555/weirs", type="dissertation")
    sources.orcid[ORCID] = [thesis]
    sources.datacite[thesis.doi] = thesis
    for what, reply in COMPLETING.items():
        sources.fault = lambda path, reply=reply: reply if path.startswith(part) else None
        ada("sync", code=4)
        assert ada.ask("SELECT count(*) FROM bibliography WHERE mine") == [(1,)], what
        assert ada.ask("SELECT count(*) FROM records WHERE source <> 'orcid'") <= [(1,)], what
    sources.fault = None
    ada("sync")
    assert ada.ask("SELECT authors FROM bibliography") == [("Ada Li, Bo Zhao",)]
