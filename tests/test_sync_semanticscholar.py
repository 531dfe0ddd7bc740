"""Semantic Scholar, which may only propose: its questions, its key, and its faults."""

from __future__ import annotations

import pytest
from loopback_dblp import Reply
from loopback_sources import Paper, as_json, changed
from sources_stand import BRIDGES, HTML, SENSORS, TOML, facts

NUMBER = "1723755"
FILM = Paper(title="HDCAM and the End of Tape", venue="Film Monthly")
HARBOURS = Paper(title="Harbours in Winter", doi="10.5555/harbours", year=2018)
FERRIES = Paper(title="Ferries at Night", arxiv="1901.00001", year=2019)
PROPOSE = f'semanticscholar = "{NUMBER}"\n[sync]\npropose = ["semanticscholar"]\n'


@pytest.fixture
def proposed(ada, sources):
    sources.semanticscholar[NUMBER] = [SENSORS, FILM, BRIDGES, HARBOURS, FERRIES]
    (ada.folder / "pubman.toml").write_text(TOML + PROPOSE)
    return ada


def test_what_nobody_else_lists_is_one_question(proposed, sources):
    err = proposed("sync").err
    assert "? 3 more papers that only semanticscholar lists as yours." in err
    assert proposed.ask("SELECT count(*) FROM bibliography WHERE mine") == [(3,)]
    assert "Harbours" not in proposed("list").out
    assert len([each for each in sources.paths if "/graph/" in each]) == 3  # pages of two


def test_answered_in_bulk_and_never_asked_again(proposed, sources):
    proposed("sync")
    film = proposed.ask("SELECT key FROM bibliography WHERE title = ?", FILM.title)[0][0]
    proposed("hide", film)
    proposed("review", "--cause", "semanticscholar", "--answer", "mine")
    assert proposed.ask("SELECT count(*) FROM bibliography WHERE mine AND NOT hidden") == [(5,)]
    proposed("sync")
    assert proposed.ask("SELECT count(*) FROM review") == [(0,)]
    sources.semanticscholar[NUMBER] = [FILM, HARBOURS, changed(FERRIES, venue="Night Letters")]
    proposed("sync")
    assert proposed.ask("SELECT count(*) FROM review") == [(0,)]


def test_a_paper_that_both_proposers_give_is_one_question(proposed, sources):
    sources.openalex["0000-0002-1825-0097"] = [HARBOURS, FILM]
    (proposed.folder / "pubman.toml").write_text(
        TOML + PROPOSE.replace('["semantic', '["openalex", "semantic')
    )
    proposed("sync")
    assert proposed.ask("SELECT reason, count(*) FROM review GROUP BY 1 ORDER BY 1") == [
        ("openalex", 2), ("semanticscholar", 1),
    ]  # fmt: skip


def test_a_paper_that_pubmed_lists_under_its_number_is_not_proposed(proposed, sources):
    swam = Paper(title="Cells That Swim", pmid="30000009", doi="")
    sources.pubmed["0000-0002-1825-0097"] = [swam]
    proposed("sync", "--pubmed")
    sources.semanticscholar[NUMBER] = [changed(swam, title="Swimming: Supplementary Text")]
    assert "more paper" not in proposed("sync").err
    assert proposed.ask("SELECT count(*) FROM review") == [(0,)]


def test_the_address_of_the_page_is_as_good_as_the_number(proposed):
    page = f"https://www.semanticscholar.org/author/Ada-Li/{NUMBER}"
    (proposed.folder / "pubman.toml").write_text(TOML + PROPOSE.replace(NUMBER, page))
    assert "3 more papers" in proposed("sync").err


def test_without_its_number_it_is_not_asked(ada, sources):
    (ada.folder / "pubman.toml").write_text(TOML + '[sync]\npropose = ["semanticscholar"]\n')
    ada("sync")
    assert not [each for each in sources.paths if "/graph/" in each]


def test_a_key_is_sent_as_a_header_and_kept_nowhere(proposed, sources, monkeypatch):
    monkeypatch.setenv("S2_API_KEY", "a-secret-of-mine")
    said = proposed("sync").said
    asked = [each for each in sources.log if "/graph/" in each.path]
    assert {each.headers.get("x-api-key") for each in asked} == {"a-secret-of-mine"}
    assert "a-secret" not in said + "".join(sources.paths)
    assert b"a-secret" not in (proposed.folder / "pubs.db").read_bytes()


def test_a_key_that_is_no_longer_accepted_is_left_out(proposed, sources, monkeypatch):
    monkeypatch.setenv("S2_API_KEY", "idle")
    assert "3 more papers" in proposed("sync").err
    asked = [each.headers.get("x-api-key") for each in sources.log if "/graph/" in each.path]
    assert asked == ["idle", None] * 3


TOO_MANY = {"message": "Too Many Requests. Please wait and try again.", "code": "429"}
FAULTS = {
    "nobody of that number": (as_json({"error": "Author with id 7 not found"}, 404),
                              "Semantic Scholar has no author"),
    "everybody asks at once": (as_json(TOO_MANY, 429, **{"Retry-After": "9999"}),
                               "asks to be left alone until"),
    "too large, says the service": (
        as_json({"error": "Response would exceed maximum size"}, 400), "answered 400"),
    "the same page again and again": (
        as_json({"offset": 0, "next": 2, "data": [{"title": "x"}]}), "sent the same page twice"),
    "a page without papers that goes on": (
        as_json({"offset": 0, "next": 2, "data": []}), "sent the same page twice"),
    "a message with status 200": (as_json({"message": "Forbidden"}), "did not send the list"),
    "a web page": (Reply(200, HTML, "text/html"), "did not send the JSON"),
    "cut off": (Reply(200, b'{"offset": 0, "data": [{"paperId"'), "is cut off"),
    "an empty answer": (Reply(200, b""), "sent an empty answer"),
}  # fmt: skip


@pytest.mark.parametrize("reply, said", FAULTS.values(), ids=FAULTS)
def test_a_fault_changes_nothing_and_heals(proposed, sources, reply, said):
    proposed("sync")
    before = facts(proposed)
    sources.fault = lambda path: reply if "/graph/" in path else None
    assert said in proposed("sync", code=4).said
    assert facts(proposed) == before
    sources.fault = None
    assert proposed("sync").err.count(" unchanged\n") == 2
