"""Every source must finish its answer within one deadline, however slowly it arrives."""

from __future__ import annotations

from dataclasses import replace

import pytest
from loopback_dblp import FAST, Reply, TestClock
from loopback_faults import HEAD, drips
from loopback_sources import ORCID, Paper, Sources
from rows import every_row
from sources_stand import SENSORS, TOML

from pubman.config import load
from pubman.errors import Unreachable
from pubman.library import init
from pubman.library.identifier_sources import fetch_record, service_of
from pubman.library.session import open_library
from pubman.library.sync import enrich, run
from pubman.library.sync.accounts import SOURCES, accounts_of
from pubman.library.sync.preprints import watch_preprints
from pubman.library.sync.source import Wish
from pubman.online import doi
from pubman.online.services import SERVICES
from pubman.web import Session

SECONDS = 20.0
"""The deadline of these tests, by a clock that goes on each time it is read."""
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
DRIPS = {
    "a status line that drips": drips(b"HT", b"T"),
    "a head that drips": drips(b"HTTP/1.1 200 OK\r\nX: ", b"a"),
    "headers without end": drips(b"HTTP/1.1 200 OK\r\n", b"X: a\r\n"),
    "100 Continue without end": drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "a chunk size that drips": drips(CHUNKED, b"0"),
    "chunks of one byte": drips(CHUNKED, b"1\r\na\r\n"),
    "a body that drips": drips(HEAD + b"Content-Length: 1000000\r\n\r\n", b" "),
    "a body without a length that drips": drips(HEAD + b"Connection: close\r\n\r\n", b" "),
}
LINES = (
    'dblp = "94/1"\narxiv = "li_a_1"\npubmed = "x[auid]"\ninspire = "A.Li.1"\nhal = "ada-li"\n'
    f'zbmath = "li.ada"\nads = "orcid:{ORCID}"\nsemanticscholar = "17"\n'
)
IDENTIFIERS = {
    "PubMed": "30000001", "PubMed Central": "PMC7000001", "HAL": "hal-01234567",
    "INSPIRE": "inspire:1234567", "zbMATH": "zbmath:1234.56789", "ADS": "2015ASPC..492..150T",
    "ORCID": f"{ORCID}/123", "Open Library": "978-3-16-148410-0",
}  # fmt: skip


@pytest.fixture(scope="module")
def _running():
    """A server whose clock goes on by half a second each time it is read."""
    sources = Sources(TestClock(tick=0.5))
    yield sources
    sources.close()


@pytest.fixture
def slow(_running, monkeypatch):
    """All sources on this machine, and slow."""
    for name in (*SERVICES, "dblp"):
        monkeypatch.setenv(f"PUBMAN_{name.upper().replace('-', '_')}_URL", _running.url)
    return _running


@pytest.fixture
def store(tmp_path):
    """A store of a person with an account everywhere, two papers and a preprint."""
    (tmp_path / "pubman.toml").write_text(TOML + LINES + '[sync]\npropose = ["openalex"]\n')
    (tmp_path / "own.bib").write_text(
        f"@article{{a, title={{{SENSORS.title}}}, author={{Ada Li}}, doi={{{SENSORS.doi}}}}}\n"
        "@article{b, title={Mud and its Uses}, author={Ada Li}, pmid={30000009}}\n"
        "@misc{c, title={Silt}, author={Ada Li}, eprint={2401.00001}, archiveprefix={arXiv}}\n"
    )
    init.begin(tmp_path)
    with open_library(tmp_path / "pubs.db") as library:
        from pubman.library.imports import read_file, take_in

        take_in(library, [read_file(library, tmp_path / "own.bib", mine=True)])
    return tmp_path / "pubs.db"


def session(slow):
    limits = replace(FAST, spacing=0, whole=SECONDS, tries=3)
    return Session(clock=slow.clock, limits=limits, jitter=lambda: 0.5)


@pytest.fixture(params=DRIPS)
def dripping(request, slow, monkeypatch):
    """The server, whose every answer drips."""
    monkeypatch.setenv("ADS_API_TOKEN", "token")
    slow.fault = lambda _: Reply(script=DRIPS[request.param])
    slow.log.clear()
    return slow


def spent(slow, ask):
    """How much time requests took, without the waits between them."""
    began, slept = slow.clock.time, sum(slow.clock.slept)
    ask()
    return slow.clock.time - began - (sum(slow.clock.slept) - slept)


@pytest.mark.parametrize("source", SOURCES)
def test_every_list_has_a_deadline(dripping, store, source):
    with open_library(store) as library, session(dripping) as asking:
        account = next(each for each in accounts_of(library.config, [source]))
        outcomes = []
        took = spent(
            dripping,
            lambda: outcomes.extend(run.sync_accounts(library, asking, [account], Wish())),
        )
        assert [each.state for each in outcomes] == ["failed"]
        assert isinstance(outcomes[0].error, Unreachable)
        assert f"within {SECONDS:.0f} seconds" in outcomes[0].error.message
        assert took < 3 * SECONDS


def test_every_service_that_completes_has_a_deadline(dripping, store):
    with open_library(store) as library, session(dripping) as asking:
        outcomes = []
        scope = enrich.CompletionScope(everything=True)
        took = spent(
            dripping, lambda: outcomes.extend(enrich.complete(library, asking, Wish(), scope))
        )
        assert {each.account.source for each in outcomes} == {
            "crossref", "datacite", "pubmed", "openalex",
        }  # fmt: skip
        assert all(isinstance(each.error, Unreachable) for each in outcomes)
        assert took < 3 * SECONDS * len(outcomes)


def test_the_watch_over_preprints_has_a_deadline(dripping, store):
    with open_library(store) as library, session(dripping) as asking:
        outcomes = list(watch_preprints(library, asking, Wish()))
        assert outcomes
        assert all(isinstance(each.error, Unreachable) for each in outcomes)


@every_row("text", IDENTIFIERS.values(), ids=IDENTIFIERS)
def test_every_service_that_knows_an_identifier_has_a_deadline(dripping, text):
    known = service_of(text)
    assert known is not None
    with session(dripping) as asking, pytest.raises(Unreachable, match="within 20 seconds"):
        fetch_record(asking, *known)


def test_the_resolver_of_dois_has_a_deadline(dripping):
    with session(dripping) as asking, pytest.raises(Unreachable, match="within 20 seconds"):
        doi.fetch_doi(asking, dripping.url, "10.5555/sensors")


def test_a_slow_answer_within_the_deadline_is_taken(slow, store):
    """A deadline is no limit for a slow source that finishes."""
    slow.orcid[ORCID] = [Paper(title="Ice on Canals", year=2020)]
    slow.fault = None
    with open_library(store) as library, session(slow) as asking:
        account = next(iter(accounts_of(library.config, ["orcid"])))
        (outcome,) = run.sync_accounts(library, asking, [account], Wish())
        assert outcome.state == "changed"
        assert load(store.parent / "pubman.toml").people
