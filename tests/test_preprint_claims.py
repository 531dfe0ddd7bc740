"""A preprint whose author gave it the DOI of a paper with another title: a question, asked once."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from loopback_sources import ORCID, Paper
from sources_stand import TOML, ada, sources  # noqa: F401 - fixtures

from pubman.library.review import questions
from pubman.library.session import open_library
from pubman.library.sync.preprint_claims import _news

DRAFT = Paper(title="Counting Eels by Ear", arxiv="2402.05678")
PAPER = Paper(
    title="Acoustic Census of Migrating Fish", doi="10.5555/census", venue="Fish", year=2025
)
OTHER = Paper(
    title="Silt in Estuaries", doi="10.5555/silt", venue="Mud", authors=(("Per", "Holm"),)
)


@pytest.fixture
def eels(ada, sources):  # noqa: F811
    """A list with one preprint, whose page at arXiv names the DOI of a paper with another title."""
    sources.orcid[ORCID] = []
    sources.arxiv["li_a_1"] = [replace(DRAFT, more={"claims": PAPER.doi})]
    sources.knows(PAPER, OTHER)
    (ada.folder / "pubman.toml").write_text(TOML + 'arxiv = "li_a_1"\n')
    ada("sync", "--arxiv")
    ada("sync", "--preprints")
    return ada


def asked(shelf):
    return json.loads(shelf("review", "--json").out)


def listed(shelf):
    found = json.loads(shelf("list", "--json").out)["publications"]
    return [(each["title"], each.get("doi") or "") for each in found]


def everything(shelf):
    return [
        shelf.ask(f"SELECT * FROM {table} ORDER BY 1, 2, 3")
        for table in ("questions", "publication_records", "ties", "publications", "matches")
    ]


def test_the_question_has_both_titles_who_claims_it_and_the_likeness(eels):
    (question,) = asked(eels)
    assert (question["kind"], question["cause"]) == ("same", "claim")
    assert (question["title_a"], question["title_b"]) == (DRAFT.title, PAPER.title)
    assert question["evidence"]["claim"] == "arxiv"
    assert 0 < question["evidence"]["title"] < 0.7
    out = " ".join(eels("review").out.split())
    assert f'"{DRAFT.title}"' in out
    assert f'"{PAPER.title}"' in out
    assert "arXiv says that these are one work; the titles are" in out


def test_nothing_is_listed_before_the_answer(eels):
    assert listed(eels) == [(DRAFT.title, "")]
    assert "1 publication" in eels("status").out


@pytest.mark.parametrize("word", ["yes", "same"])
def test_yes_publishes_the_preprint(eels, word):
    eels("review", "--cause", "claim", "--answer", word)
    assert listed(eels) == [(PAPER.title, PAPER.doi)]
    assert eels.ask("SELECT kind, arxiv_id FROM publications WHERE mine") == [
        ("article", DRAFT.arxiv)
    ]
    assert asked(eels) == []


@pytest.mark.parametrize("word", ["no", "different"])
def test_no_is_never_asked_again(eels, sources, word):  # noqa: F811
    eels("review", "--cause", "claim", "--answer", word)
    assert asked(eels) == []
    sources.arxiv["li_a_1"] = [replace(DRAFT, more={"claims": PAPER.doi, "version": 2})]
    for command in (["sync"], ["sync", "--preprints"], ["complete"], ["rebuild"]):
        eels(*command)
        assert asked(eels) == []
    assert listed(eels) == [(DRAFT.title, "")]


def test_an_answer_and_the_sync_can_be_undone_and_redone(eels):
    before = everything(eels)
    eels("review", "--answer", "yes")
    after = everything(eels)
    eels("undo")
    assert everything(eels) == before
    eels("redo")
    assert everything(eels) == after
    eels("undo")
    eels("undo")
    assert asked(eels) == []
    assert listed(eels) == [(DRAFT.title, "")]
    eels("redo")
    assert [each["cause"] for each in asked(eels)] == ["claim"]


@pytest.mark.parametrize("answer", ["", "yes", "no"])
def test_a_rebuild_changes_nothing(eels, answer):
    if answer:
        eels("review", "--answer", answer)
    before = everything(eels)
    eels("rebuild")
    assert everything(eels) == before


@pytest.mark.parametrize("answer", ["", "no"])
def test_a_dump_keeps_the_question_and_the_answer(eels, answer):
    if answer:
        eels("review", "--answer", answer)
    before = asked(eels), listed(eels)
    eels("dump", "all")
    eels("load", "all")
    assert (asked(eels), listed(eels)) == before


def test_a_second_round_asks_nobody_about_the_same_paper(eels, sources):  # noqa: F811
    sources.log.clear()
    said = json.loads(eels("sync", "--preprints", "--json").out)
    assert not [each for each in sources.paths if "works" in each]
    assert [each["preprints"] for each in said["people"]] == [[]]


def test_the_report_says_it_once(ada, sources):  # noqa: F811
    sources.orcid[ORCID] = []
    sources.arxiv["li_a_1"] = [replace(DRAFT, more={"claims": PAPER.doi})]
    sources.knows(PAPER)
    (ada.folder / "pubman.toml").write_text(TOML + 'arxiv = "li_a_1"\n')
    said = json.loads(ada("sync", "--json", "--force").out)
    (news,) = [news for each in said["people"] for news in each["preprints"]]
    assert (news["what"], news["value"]) == ("claims", PAPER.doi)
    assert (news["title"], news["by"]) == (PAPER.title, "arxiv")
    assert 0 < news["likeness"] < 0.7
    new = [change["title"] for each in said["people"] for change in each["changes"]]
    assert new == [DRAFT.title]


def test_the_report_names_the_preprint_whichever_record_is_older(eels):
    with open_library(eels.folder / "pubs.db") as library:
        (question,) = questions(library)
        turned = replace(
            question,
            key_a=question.key_b,
            key_b=question.key_a,
            record_a=question.record_b,
            record_b=question.record_a,
        )
        one, other = (_news(library, each) for each in (question, turned))
    assert one == other
    assert (one.what, one.value, one.title, one.by) == ("claims", PAPER.doi, PAPER.title, "arxiv")
    assert 0 < one.likeness < 0.7
    assert eels.ask("SELECT key FROM bibliography WHERE title = ?", DRAFT.title) == [(one.key,)]


def test_a_paper_that_a_list_brings_later_is_on_the_list(eels, sources):  # noqa: F811
    sources.orcid[ORCID] = [PAPER]
    eels("sync", "--orcid")
    assert sorted(listed(eels)) == [(PAPER.title, PAPER.doi), (DRAFT.title, "")]
    assert [each["cause"] for each in asked(eels)] == ["claim"]


def test_a_claim_by_somebody_else_is_asked_about_with_a_low_score(eels, sources):  # noqa: F811
    sources.arxiv["li_a_1"].append(
        replace(
            DRAFT, title="Tides of the Wadden Sea", arxiv="2403.00001", more={"claims": OTHER.doi}
        )
    )
    eels("sync", "--arxiv")
    eels("sync", "--preprints")
    assert [(each["title_b"], each["score"]) for each in asked(eels)] == [
        (PAPER.title, 0.6), (OTHER.title, 0.4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "cause"), [("preprint", "claim"), ("journal-article", "identifier")]
)
def test_a_doi_at_orcid_with_another_title_is_asked_about(ada, sources, kind, cause):  # noqa: F811
    """ORCID's lists have no authors, so only the titles can contradict."""
    sources.orcid[ORCID] = [replace(DRAFT, doi=PAPER.doi, type=kind)]
    sources.knows(PAPER)
    ada("sync", "--orcid")
    assert [each["cause"] for each in asked(ada)] == [cause]
    assert [title for title, _ in listed(ada)] == [DRAFT.title]
    ada("review", "--answer", "yes")
    assert [title for title, _ in listed(ada)] == [PAPER.title]


def test_the_browser_asks_with_both_titles_and_takes_the_answer(eels):
    serve = pytest.importorskip("test_serve")
    site = serve.Site(serve.Desk(path=eels.folder / "pubs.db", keys=serve.Keys()))
    try:
        browser = serve.Browser(site).enter()
        page = browser.get("/review")
        assert "Was this preprint published as this paper?" in page
        for words in ("Counting", "Acoustic", "DOI of the paper at arXiv", "% alike"):
            assert words in page
        name = re.search(r'name="question" value="([^"]+)"', page)
        browser.post("/do/answer", "/review", question=name[1], word="same")
    finally:
        site.stop()
    assert listed(eels) == [(PAPER.title, PAPER.doi)]
