"""Sync from ORCID and the other sources, against servers on this machine."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from loopback_dblp import TOO_MANY, Reply
from loopback_sources import ORCID, Paper, as_json, changed
from sources_stand import (
    BRIDGES,
    DATA,
    HTML,
    SENSORS,
    TOML,
    WEIRS,
    facts,
    listed,
    unlike_papers,
)


def test_an_orcid_alone_gives_a_list_with_authors_venues_and_pages(ada, sources):
    err = ada("sync").err
    assert f"orcid {ORCID}: Ada Li\n  + 3 records: 3 publications\n" in err
    assert "Crossref knows 2 of 2 DOIs; 2 entries completed.\n" in err
    assert listed(ada) == [
        ("A Word on Weirs", "Ada Li, Bo Zhao", "Notes on Water", None),
        ("Bridges over Deep Rivers", "Ada Li, Bo Zhao", "Journal of Rivers", "11-20"),
        ("Slow Sensors in Fast Rivers", "Ada Li, Bo Zhao", "Journal of Rivers", "11-20"),
    ]
    assert len(sources.log) == 4  # works, the one without a DOI in full, the person, Crossref


def test_nothing_new_takes_one_request(ada, sources):
    ada("sync")
    before = facts(ada)
    sources.log.clear()
    assert f"orcid {ORCID}: nothing new. Nothing written.\n" in ada("sync").err
    assert len(sources.log) == 1
    assert facts(ada) == before


def test_a_few_requests_for_a_hundred_papers(ada, sources):
    papers = unlike_papers(100)
    sources.orcid[ORCID] = papers
    sources.knows(*papers)
    ada("sync")
    assert len(sources.log) == 4  # the works, the person, and two lists of fifty DOIs
    named = "SELECT count(*) FROM bibliography WHERE mine AND authors IS NOT NULL"
    assert ada.ask(named) == [(100,)]


def test_each_group_is_one_publication_with_all_its_put_codes(ada, sources):
    ada("sync")
    assert ada.ask("SELECT count(*) FROM records WHERE source = 'orcid'") == [(3,)]
    extra = json.loads(
        ada.ask("SELECT extra FROM records WHERE source = 'orcid' AND doi = ?", SENSORS.doi)[0][0]
    )
    assert extra["put_codes"] == f"{SENSORS.number}; {SENSORS.number + 1}"


def test_what_changed_is_told(ada, sources):
    ada("sync")
    sources.orcid[ORCID] = [
        changed(SENSORS, title="Slow Sensors in Very Fast Rivers"), BRIDGES,
        Paper(title="Floods and What They Leave", doi="10.5555/floods", year=2025),
    ]  # fmt: skip
    err = ada("sync").err
    assert "Floods and What They Leave, Journal of Rivers 2025" in " ".join(err.split())
    assert "no longer listed by orcid; it stays on your list" in " ".join(err.split())
    assert "A Word on Weirs" in ada("list").out


def test_a_key_made_without_authors_gives_way_to_one_with_a_name(ada, sources):
    sources.fault = lambda path: Reply(403) if path.startswith("/works") else None
    ada("sync", code=4)
    assert ada.ask("SELECT key FROM bibliography WHERE doi = ?", SENSORS.doi) == [("2024slow",)]
    sources.fault = None
    ada("sync")
    assert ada.ask("SELECT key FROM bibliography WHERE doi = ?", SENSORS.doi) == [("li2024slow",)]
    assert "Slow Sensors" in ada("show", "2024slow").out
    ada("rebuild")
    assert ada.ask("SELECT key FROM bibliography WHERE doi = ?", SENSORS.doi) == [("li2024slow",)]


def test_why_names_the_source_of_each_field(ada):
    ada("sync")
    key = ada.ask("SELECT key FROM bibliography WHERE doi = ?", SENSORS.doi)[0][0]
    given = dict(
        ada.ask(
            "SELECT field, source FROM provenance WHERE key = ? AND field IN ('pages', 'venue')",
            key,
        )
    )
    assert given["pages"] == "crossref"


def test_a_persons_word_stays(ada, sources):
    ada("sync")
    key = ada.ask("SELECT key FROM bibliography WHERE doi = ?", SENSORS.doi)[0][0]
    ada("set", key, "pages", "1-2")
    sources.crossref[SENSORS.doi] = replace(SENSORS, pages="99-100")
    ada("complete", key)
    assert ada.ask("SELECT pages FROM publications WHERE key = ?", key) == [("1-2",)]


def test_data_sets_are_left_out_unless_asked_for(ada, sources):
    sources.orcid[ORCID] = [SENSORS, DATA]
    sources.datacite[DATA.doi] = DATA
    err = ada("sync").err
    assert "1 data set or program left out" in err
    assert ada.ask("SELECT count(*) FROM bibliography") == [(1,)]
    path = ada.folder / "pubman.toml"
    path.write_text(TOML + '[sync]\ninclude = ["dataset"]\n')
    sources.orcid[ORCID] = [SENSORS, changed(DATA)]
    ada("sync")
    assert ada.ask("SELECT authors FROM bibliography WHERE kind = 'dataset'") == [
        ("Ada Li, Bo Zhao",)
    ]


def test_datacite_is_asked_for_what_crossref_does_not_know(ada, sources):
    thesis = Paper(title="Rivers: a Thesis", doi="10.5075/thesis", type="dissertation", year=2019)
    sources.orcid[ORCID] = [SENSORS, thesis]
    sources.datacite[thesis.doi] = thesis
    err = ada("sync").err
    assert "Crossref knows 1 of 2 DOIs" in err
    assert "DataCite knows 1 of 1 DOI;" in err


def test_a_service_that_fails_leaves_the_others_done(ada, sources):
    sources.fault = lambda path: Reply(403) if path.startswith("/works") else None
    outcome = ada("sync", code=4)
    assert "answered 403" in outcome.said
    assert ada.ask("SELECT count(*) FROM bibliography WHERE mine") == [(3,)]
    sources.fault = None
    ada("sync")  # and the next sync asks again
    assert ada.ask("SELECT count(*) FROM records WHERE source = 'crossref'") == [(2,)]


def test_a_rehearsal_writes_nothing(ada, sources):
    before = facts(ada)
    assert "Dry run: nothing was written." in ada("sync", "-n").err
    assert facts(ada) == before


def test_one_source_may_be_asked(ada, sources):
    sources.arxiv[ORCID] = [Paper(title="Slow Sensors in Fast Rivers", arxiv="2401.01234")]
    ada("sync", "--arxiv")
    assert [path.split("?")[0] for path in sources.paths] == [f"/a/{ORCID}.atom"]
    assert ada.ask("SELECT kind, arxiv_id FROM bibliography") == [("preprint", "2401.01234")]


def test_a_preprint_joins_its_paper_across_sources(ada, sources):
    sources.arxiv["li_a_1"] = [Paper(title="Slow Sensors in Fast Rivers", arxiv="2401.01234",
                                     more={"claims": SENSORS.doi})]  # fmt: skip
    path = ada.folder / "pubman.toml"
    path.write_text(TOML + 'arxiv = "li_a_1"\n')
    err = ada("sync").err
    assert "(arxiv)" in err
    assert ada.ask("SELECT arxiv_id, kind FROM bibliography WHERE doi = ?", SENSORS.doi) == [
        ("2401.01234", "article")
    ]


def test_swapped_dois_typed_into_arxiv_join_nothing(ada, sources):
    sources.arxiv["li_a_1"] = [
        Paper(title="Slow Sensors in Fast Rivers", arxiv="2401.01234", year=2023,
              more={"claims": BRIDGES.doi}),
        Paper(title="Bridges over Deep Rivers", arxiv="2201.04321", year=2021,
              more={"claims": SENSORS.doi}),
    ]  # fmt: skip
    (ada.folder / "pubman.toml").write_text(TOML + 'arxiv = "li_a_1"\n')
    ada("sync")
    assert ada.ask("SELECT doi, arxiv_id FROM bibliography WHERE doi <> '' ORDER BY doi") == [
        (BRIDGES.doi, "2201.04321"), (SENSORS.doi, "2401.01234"),
    ]  # fmt: skip


def test_an_orcid_that_nobody_has_says_how_to_begin(ada):
    err = ada("sync", "--orcid", "0000-0001-5109-3700", code=2).err
    assert "Nobody in pubman.toml is called 0000-0001-5109-3700" in err


def test_the_report_as_json_names_source_and_account(ada):
    said = json.loads(ada("sync", "--json").out)
    assert [(each["source"], each["state"]) for each in said["people"]] == [
        ("orcid", "changed"), ("crossref", "changed"),
    ]  # fmt: skip


def test_what_orcid_no_longer_lists_is_asked_about_even_if_crossref_knows_it(ada, sources):
    ada("sync")
    sources.orcid[ORCID] = [SENSORS, WEIRS]
    assert "no longer listed by orcid" in ada("sync").err
    assert ada.ask("SELECT kind, title_a FROM review") == [("gone", BRIDGES.title)]


def test_the_report_as_markdown(ada, sources):
    ada("sync")
    sources.orcid[ORCID] = [
        changed(SENSORS, title="Slow Sensors in *Very* Fast Rivers", volume="8"), WEIRS,
        Paper(title="Floods and What They Leave", doi="10.5555/floods", year=2025),
    ]  # fmt: skip
    out = ada("sync", "--report", "md").out
    assert out.startswith("1 new publication; 3 before, 4 now.\n")
    assert "## New\n\n- **Floods and What They Leave**, Journal of Rivers 2025 (`" in out
    assert "## No longer listed (kept)\n\n- **Bridges over Deep Rivers**" in out


def test_the_report_names_what_failed(ada, sources):
    sources.fault = lambda path: Reply(403) if path.startswith("/works") else None
    out = ada("sync", "--report", "md", code=4).out
    assert "## Failed\n\n- Crossref: " in out


# ---------------------------------------------------------------------------------------- preprints

DRAFT = Paper(title="Slow Sensors in Fast Rivers", arxiv="2401.01234")
POSTED = Paper(title="Cells that Swim", doi="10.1101/2024.01.01.573001", type="preprint",
               venue="bioRxiv", volume="", pages="")  # fmt: skip
SWAM = Paper(title="Swimming Cells: a Review of Motion", doi="10.5555/cells")


@pytest.fixture
def drafts(ada, sources):
    """A list with one preprint at arXiv, which has a page there, and one at bioRxiv."""
    sources.orcid[ORCID] = [POSTED]
    sources.knows(POSTED)
    sources.arxiv["li_a_1"] = [DRAFT]
    (ada.folder / "pubman.toml").write_text(TOML + 'arxiv = "li_a_1"\n')
    ada("sync")
    return ada


def arxiv_says(sources, **more):
    sources.arxiv["li_a_1"] = [replace(DRAFT, more=more)]


def test_a_preprint_whose_authors_name_the_paper_has_appeared(drafts, sources):
    arxiv_says(sources, claims=SENSORS.doi)
    sources.knows(SENSORS)
    err = " ".join(drafts("sync", "--preprints").err.split())
    assert "now Journal of Rivers 2024, merged with your preprint" in err
    assert drafts.ask("SELECT kind, arxiv_id FROM bibliography WHERE doi = ?", SENSORS.doi) == [
        ("article", "2401.01234")
    ]


def test_a_claim_with_another_title_is_a_question(drafts, sources):
    arxiv_says(sources, claims=BRIDGES.doi)
    sources.knows(BRIDGES)
    err = " ".join(drafts("sync", "--preprints").err.split())
    assert f"may be published as {BRIDGES.doi}: arXiv names this DOI" in err
    assert "pubman review --cause claim" in err
    assert drafts.ask("SELECT mine FROM bibliography WHERE doi = ?", BRIDGES.doi) == [(0,)]
    assert [row[0] for row in drafts.ask("SELECT reason FROM review")] == ["claim"]


def test_what_the_server_of_the_preprint_says_needs_no_equal_title(drafts, sources):
    tie = {"is-preprint-of": [{"id-type": "doi", "id": SWAM.doi, "asserted-by": "subject"}]}
    sources.crossref[POSTED.doi] = replace(POSTED, more={"relation": tie})
    sources.knows(SWAM)
    drafts("sync", "--preprints")
    assert drafts.ask("SELECT count(*) FROM bibliography WHERE doi = ?", SWAM.doi) == [(1,)]


def test_a_new_version_and_a_withdrawal_are_told(drafts, sources):
    arxiv_says(sources, version=3, comment="This paper has been withdrawn by the author")
    err = drafts("sync", "--preprints").err
    assert "version 3 is on arXiv" in err
    assert "withdrawn by its authors" in err
    assert "version" not in drafts("sync", "--preprints").err


def merged(paper, *others):
    """OpenAlex's data about a work that it found in several places."""
    places = [{"id": f"doi:{other}", "landing_page_url": f"https://doi.org/{other}"}
              for other in others]  # fmt: skip
    return replace(paper, more={"locations": places})


ARXIV_DOI = f"10.48550/arxiv.{DRAFT.arxiv}"


def test_a_paper_that_openalex_found_has_appeared_if_the_titles_are_alike(drafts, sources):
    sources.open[ARXIV_DOI] = merged(replace(DRAFT, doi=ARXIV_DOI), SENSORS.doi)
    sources.knows(SENSORS)
    err = " ".join(drafts("sync", "--preprints").err.split())
    assert "now Journal of Rivers 2024, merged with your preprint" in err
    assert drafts.ask("SELECT count(*) FROM records WHERE source = 'openalex'") == [(0,)]


def test_a_paper_that_openalex_merged_by_mistake_is_a_question(drafts, sources):
    sources.open[ARXIV_DOI] = merged(replace(DRAFT, doi=ARXIV_DOI), BRIDGES.doi)
    sources.knows(BRIDGES)
    err = " ".join(drafts("sync", "--preprints").err.split())
    assert f"may be published as {BRIDGES.doi}: OpenAlex names this DOI" in err
    assert drafts.ask("SELECT mine FROM bibliography WHERE doi = ?", BRIDGES.doi) == [(0,)]
    assert [row[0] for row in drafts.ask("SELECT reason FROM review")] == ["claim"]


def test_openalex_is_not_asked_if_pubman_toml_leaves_it_out(drafts, sources):
    path = drafts.folder / "pubman.toml"
    path.write_text(path.read_text() + '[sync]\nenrich = ["crossref"]\n')
    sources.log.clear()
    drafts("sync", "--preprints")
    assert not [each for each in sources.paths if "per_page" in each]


def test_a_sync_of_everything_ends_with_the_preprints_once_a_week(drafts, sources):
    assert len([each for each in sources.paths if "id_list" in each]) == 1
    sources.log.clear()
    arxiv_says(sources, claims=SENSORS.doi, version=2)
    sources.knows(SENSORS)
    drafts("sync")
    assert len(sources.log) == 2  # ORCID and the author's page: the preprint was asked for lately
    long_ago = "UPDATE fetches SET checked_at = '2020-01-01T00:00:00' WHERE account LIKE 'pre%'"
    with closing(sqlite3.connect(drafts.folder / "pubs.db")) as store, store:
        store.execute(long_ago)
    arxiv_says(sources, claims=SENSORS.doi, version=3)
    err = " ".join(drafts("sync").err.split())
    assert "version 3 is on arXiv" in err
    assert "now Journal of Rivers 2024, merged with your preprint" in err


def test_one_source_alone_does_not_ask_about_preprints(drafts, sources):
    sources.log.clear()
    drafts("sync", "--orcid")
    assert len(sources.log) == 1


def test_a_source_that_fails_does_not_stop_the_preprints_of_the_others(drafts, sources):
    tie = {"is-preprint-of": [{"id-type": "doi", "id": SWAM.doi, "asserted-by": "subject"}]}
    sources.crossref[POSTED.doi] = replace(POSTED, more={"relation": tie})
    sources.knows(SWAM)
    sources.fault = lambda path: Reply(403) if "id_list" in path or "per_page" in path else None
    drafts("sync", "--preprints", code=4)
    assert drafts.ask("SELECT count(*) FROM bibliography WHERE doi = ?", SWAM.doi) == [(1,)]


def test_without_preprints_nobody_is_asked(ada, sources):
    ada("sync")
    sources.log.clear()
    assert "No preprint on your lists waits" in ada("sync", "--preprints").err
    assert sources.log == []


# ------------------------------------------------------------------------ retractions, corrections

NOTICE = {"DOI": "10.5555/notice", "type": "retraction", "source": "retraction-watch"}
ERRATUM = {"DOI": "10.5555/erratum", "type": "erratum", "source": "publisher"}


def noticed(ada, sources, **more):
    """A list on which Crossref has learned something about the first paper."""
    ada("sync")
    sources.crossref[SENSORS.doi] = replace(SENSORS, more=more)
    ada("complete")
    return ada.ask("SELECT key FROM bibliography WHERE doi = ?", SENSORS.doi)[0][0]


def test_a_retraction_is_found_by_check_and_printed_on_the_list(ada, sources):
    key = noticed(ada, sources, **{"updated-by": [NOTICE]})
    out = " ".join(ada("check", code=None).out.split())
    assert "retracted or withdrawn: crossref says retraction 10.5555/notice" in out
    assert key in out
    assert "(retracted)" in ada("export", "--format", "text", "-o", "-").out


def test_a_sync_says_that_a_paper_was_retracted(ada, sources):
    sources.crossref[SENSORS.doi] = replace(SENSORS, more={"updated-by": [NOTICE]})
    err = " ".join(ada("sync").err.split())
    assert "retraction -> retraction 10.5555/notice retraction-watch" in err


def test_the_report_names_what_was_retracted(ada, sources):
    sources.crossref[SENSORS.doi] = replace(SENSORS, more={"updated-by": [NOTICE]})
    out = ada("sync", "--report", "md").out
    assert "## Retracted or corrected\n\n- **Slow Sensors in Fast Rivers** (`" in out
    assert "by Crossref" in out.partition("## Retracted")[2]


def test_a_correction_is_found_by_check_and_printed_on_the_list(ada, sources):
    noticed(ada, sources, **{"updated-by": [ERRATUM]})
    assert "corrected: crossref says erratum" in " ".join(ada("check", code=None).out.split())
    assert "(corrected)" in ada("export", "--format", "text", "-o", "-").out


def test_a_list_may_switch_notices_off(ada, sources):
    noticed(ada, sources, **{"updated-by": [NOTICE]})
    path = ada.folder / "pubman.toml"
    path.write_text(path.read_text() + '[[lists]]\nname = "p"\noutput = "p.txt"\nformat = "text"\n'
                    "notices = false\n")  # fmt: skip
    ada("export")
    assert "retracted" not in (ada.folder / "p.txt").read_text()


def test_a_withdrawn_preprint_says_nothing_about_its_paper(ada, sources):
    sources.arxiv["li_a_1"] = [
        Paper(title=SENSORS.title, arxiv="2401.01234",
              more={"comment": "This paper has been withdrawn by the author"}),
        Paper(title="Mills without Wheels", arxiv="2402.01234",
              more={"comment": "This paper has been withdrawn by the author"}),
    ]  # fmt: skip
    (ada.folder / "pubman.toml").write_text(TOML + 'arxiv = "li_a_1"\n')
    ada("sync")
    out = ada("export", "--format", "text", "-o", "-").out
    assert out.count("(withdrawn)") == 1
    assert "withdrawn" in out[out.index("Mills without Wheels") :].split("\n\n")[0]


# ---------------------------------------------------------------------------------------- proposals

FILM = Paper(title="HDCAM and the End of Tape", doi="10.5555/film", venue="Film Monthly")
HARBOURS = Paper(title="Harbours in Winter", doi="10.5555/harbours", year=2018)
LOCKS = Paper(title="Locks and Their Keepers", year=2017)


@pytest.fixture
def proposed(ada, sources):
    sources.openalex[ORCID] = [SENSORS, BRIDGES, FILM, HARBOURS, LOCKS]
    (ada.folder / "pubman.toml").write_text(TOML + '[sync]\npropose = ["openalex"]\n')
    return ada


def test_openalex_proposes_what_nobody_else_lists(proposed):
    err = proposed("sync").err
    assert "? 3 more papers that only openalex lists as yours." in err
    assert proposed.ask("SELECT count(*) FROM bibliography WHERE mine") == [(3,)]
    assert "Film" not in proposed("list").out
    said = proposed("review", code=None)
    assert "pubman review --cause openalex --answer mine" in said.out + said.err


def test_proposals_are_answered_in_bulk_and_never_asked_for_again(proposed, sources):
    proposed("sync")
    film = proposed.ask("SELECT key FROM bibliography WHERE title = ?", FILM.title)[0][0]
    proposed("hide", film)
    proposed("review", "--cause", "openalex", "--answer", "mine")
    assert proposed.ask("SELECT count(*) FROM bibliography WHERE mine AND NOT hidden") == [(5,)]
    assert proposed("sync").err.count(" unchanged\n") == 2
    sources.openalex[ORCID] = [*sources.openalex[ORCID], changed(WEIRS, title="Ice on Canals")]
    assert "? 1 more paper that only openalex lists" in proposed("sync").err
    assert proposed.ask("SELECT count(*) FROM review WHERE kind = 'mine'") == [(1,)]
    assert proposed.ask("SELECT hidden FROM bibliography WHERE title = ?", FILM.title) == [(1,)]


def test_a_proposal_that_orcid_lists_later_is_on_the_list(proposed, sources):
    proposed("sync")
    sources.orcid[ORCID] = [SENSORS, BRIDGES, WEIRS, HARBOURS]
    sources.knows(HARBOURS)
    proposed("sync")
    assert proposed.ask("SELECT mine FROM bibliography WHERE title = ?", HARBOURS.title) == [(1,)]
    assert proposed.ask("SELECT count(*) FROM review WHERE kind = 'mine'") == [(2,)]


def test_rebuilding_changes_no_proposal(proposed):
    proposed("sync")
    before = proposed.ask("SELECT key, mine FROM bibliography ORDER BY key")
    proposed("rebuild")
    assert proposed.ask("SELECT key, mine FROM bibliography ORDER BY key") == before


# ---------------------------------------------------------------------------------- other sources

CELLS = Paper(title="Cells in Running Water", pmid="30000001", doi="10.5555/cells")


def test_pubmed_by_orcid(ada, sources):
    sources.pubmed[ORCID] = [CELLS]
    ada("sync", "--pubmed")
    assert ada.ask("SELECT title, authors, venue, mine FROM bibliography") == [
        (CELLS.title, "Ada Li, Bo Zhao", CELLS.venue, 1)
    ]


CURATED = {
    "INSPIRE": ("inspire", "A.Li.1", ("--inspire",)),
    "HAL": ("hal", "ada-li", ("--hal",)),
    "zbMATH": ("zbmath", "li.ada", ("--zbmath",)),
    "ADS": ("ads", f"orcid:{ORCID}", ("--ads",)),
}


@pytest.fixture
def curated(ada, sources, monkeypatch):
    """Each source by its own account; ADS with a token."""
    monkeypatch.setenv("ADS_API_TOKEN", "token")
    lines = "".join(f'{name} = "{account}"\n' for name, account, _ in CURATED.values())
    (ada.folder / "pubman.toml").write_text(TOML + lines)
    for name, account, _ in CURATED.values():
        papers = [SENSORS, BRIDGES, replace(WEIRS, doi="10.5555/weirs")]
        getattr(sources, name)[account.removeprefix("orcid:")] = papers
    return ada


@pytest.mark.parametrize("name, account, flags", CURATED.values(), ids=CURATED)
def test_a_source_of_one_field(curated, sources, name, account, flags):
    curated("sync", *flags)
    assert curated.ask("SELECT title, authors, venue, mine FROM bibliography ORDER BY year") == [
        (each.title, "Ada Li, Bo Zhao", each.venue, 1) for each in (WEIRS, BRIDGES, SENSORS)
    ]
    assert "nothing new" in curated("sync", *flags).err


def test_all_sources_together_give_each_paper_once(curated):
    curated("sync")
    assert curated.ask("SELECT count(*) FROM bibliography WHERE mine") == [(3,)]
    assert curated.ask("SELECT count(DISTINCT source) FROM records") == [(6,)]


def test_ads_without_a_token_says_how_to_get_one(curated, monkeypatch, sources):
    monkeypatch.delenv("ADS_API_TOKEN")
    said = curated("sync", "--ads", code=1).said
    assert "ADS answers only with a token." in said
    assert "ADS_API_TOKEN" in said
    assert sources.log == []


def test_a_token_is_never_stored_or_said(curated):
    said = curated("sync", "--ads").err
    text = (curated.folder / "pubs.db").read_bytes()
    assert b"Bearer" not in text
    assert "token" not in said


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o666])
def test_a_file_of_keys_that_others_can_use_is_refused(curated, monkeypatch, home, mode):
    monkeypatch.delenv("ADS_API_TOKEN")
    path = home / ".config" / "pubman" / "keys.toml"
    path.parent.mkdir(parents=True)
    path.write_text('ADS_API_TOKEN = "token"\n')
    path.chmod(mode)
    before = facts(curated)
    said = curated("sync", "--ads", code=1).said
    assert "other users of this machine can read it" in said
    assert f"chmod 600 {path}" in said
    assert facts(curated) == before


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
def test_a_file_of_keys_that_only_its_owner_can_use_is_read(curated, monkeypatch, home, mode):
    monkeypatch.delenv("ADS_API_TOKEN")
    path = home / ".config" / "pubman" / "keys.toml"
    path.parent.mkdir(parents=True)
    path.write_text('ADS_API_TOKEN = "token"\n')
    path.chmod(mode)
    curated("sync", "--ads")


SOLR_ERROR = as_json({"error": {"msg": "undefined field", "code": 400}})
CURATED_FAULTS = {
    "INSPIRE: fewer than promised": ("inspire", as_json({"hits": {"hits": [], "total": 3}}),
                                     "promised 3 papers"),
    "INSPIRE: another answer": ("inspire", as_json({"status": 200}), "did not send the list"),
    "HAL: an error with status 200": ("hal", SOLR_ERROR, "could not run the search"),
    "HAL: nobody of that name": ("hal", as_json({"response": {"numFound": 0, "docs": []}}),
                                 "lists nothing, and it listed 3 before"),
    "zbMATH: a web page": ("zbmath", Reply(200, HTML, "text/html"), "did not send the JSON"),
    "zbMATH: fewer than promised": (
        "zbmath", as_json({"result": [], "status": {"nr_total_results": 3}}), "promised 3 papers"),
    "ADS: a token that does not hold": ("ads", as_json({"error": "Unauthorized"}, 401),
                                        "does not accept the token"),
    "ADS: over the limit of the day": (
        "ads", Reply(429, b"", headers={"X-RateLimit-Remaining": "0",
                                        "X-RateLimit-Reset": "80000"}), "left alone until"),
}  # fmt: skip


@pytest.mark.parametrize("name, reply, said", CURATED_FAULTS.values(), ids=CURATED_FAULTS)
def test_a_fault_of_a_curated_source(curated, sources, name, reply, said):
    curated("sync", f"--{name}")
    before = facts(curated)
    sources.fault = lambda _: reply
    assert said in curated("sync", f"--{name}", code=1).said
    assert facts(curated) == before
    sources.fault = None
    assert "nothing new" in curated("sync", f"--{name}").err


# -------------------------------------------------------------------------------------------- add

IDS = {
    "a PubMed number": ("30000001", "pubmed"),
    "a PubMed number with its name": ("PMID:30000001", "pubmed"),
    "a PubMed address": ("https://pubmed.ncbi.nlm.nih.gov/30000001/", "pubmed"),
    "a PubMed Central number": ("PMC7000001", "pubmed"),
    "a PubMed Central address": ("https://pmc.ncbi.nlm.nih.gov/articles/PMC7000001/", "pubmed"),
    "a HAL id": (f"hal-{CELLS.number:08}", "hal"),
    "a HAL id with a version": (f"hal-{CELLS.number:08}v2", "hal"),
    "a HAL address": (f"https://hal.science/hal-{CELLS.number:08}", "hal"),
    "an INSPIRE number": (f"inspire:{CELLS.number}", "inspire"),
    "an INSPIRE address": (f"https://inspirehep.net/literature/{CELLS.number}", "inspire"),
    "a zbMATH number": (f"zbmath:{CELLS.number}", "zbmath"),
    "a bibcode": (f"2024JRiv....7...{CELLS.number % 100:02}L", "ads"),
    "a work of ORCID": (f"{ORCID}/{CELLS.number}", "orcid"),
    "an ISBN": ("978-0-306-40615-7", "openlibrary"),
}


@pytest.fixture
def knowing(ada, sources, monkeypatch):
    """Every service knows one paper."""
    monkeypatch.setenv("ADS_API_TOKEN", "token")
    paper = replace(CELLS, more={"pmcid": "PMC7000001"})
    for papers in (sources.pubmed, sources.hal, sources.inspire, sources.zbmath, sources.ads):
        papers["x"] = [paper]
    sources.orcid[ORCID] = [paper]
    sources.books["9780306406157"] = paper
    return ada


@pytest.mark.parametrize("text, source", IDS.values(), ids=IDS)
def test_add_by_any_identifier(knowing, text, source):
    err = knowing("add", text).err
    assert "Cells in Running Water" in err
    assert knowing.ask("SELECT source, title FROM records") == [(source, CELLS.title)]
    assert knowing.ask("SELECT authors, mine FROM bibliography") == [("Ada Li, Bo Zhao", 1)]


def test_several_identifiers_of_one_paper_are_one_publication(knowing):
    knowing("add", "-", stdin=f"30000001\nhal-{CELLS.number:08}\n")
    assert knowing.ask("SELECT count(*) FROM bibliography") == [(1,)]


@pytest.mark.parametrize("text", ["39999999", "PMC9999999", "hal-99999999", "978-3-16-148410-0"])
def test_an_identifier_that_the_service_does_not_know(knowing, text):
    before = facts(knowing)
    assert "Nothing was changed." in knowing("add", text, code=1).said
    assert facts(knowing) == before


# ------------------------------------------------------------------------------------------- init


def test_init_with_an_orcid_asks_for_the_name(pubman, sources):
    err = pubman("init", "--orcid", ORCID).err
    assert "Next: pubman sync\n" in err
    pubman("sync")
    assert pubman.ask("SELECT count(*) FROM bibliography WHERE mine") == [(3,)]


def test_init_with_a_name_lists_the_people_of_orcid(pubman, sources):
    err = pubman("init", "--orcid", "Ada Li", code=2).err
    assert "Ada Li, University of Rivers" in err
    assert f"pubman init --orcid {ORCID}" in err
    assert list(pubman.folder.iterdir()) == []


PUBMED_FAULTS = {
    "no paper any more": (as_json({"esearchresult": {"idlist": []}}), "PubMed finds no paper"),
    "an error in the search": (as_json({"esearchresult": {"ERROR": "x"}}), "could not run"),
    "another answer": (as_json({"error": "API rate limit exceeded"}), "did not send the list"),
    "a web page": (Reply(200, HTML, "text/html"), "did not send the JSON"),
}  # fmt: skip
PUBMED_PAPER_FAULTS = {
    "fewer papers than asked for": (Reply(200, b"<PubmedArticleSet></PubmedArticleSet>"),
                                    "PubMed left out 30000001"),
    "an error with status 200": (Reply(200, b"<eFetchResult><ERROR>no</ERROR></eFetchResult>"),
                                 "answered with an error"),
    "cut off": (Reply(200, b"<PubmedArticleSet><PubmedArticle>"), "is cut off"),
}  # fmt: skip


@pytest.mark.parametrize("reply, said", PUBMED_FAULTS.values(), ids=PUBMED_FAULTS)
def test_a_fault_of_pubmeds_search(ada, sources, reply, said):
    check_fault(ada, sources, "esearch", reply, said)


@pytest.mark.parametrize("reply, said", PUBMED_PAPER_FAULTS.values(), ids=PUBMED_PAPER_FAULTS)
def test_a_fault_of_pubmeds_papers(ada, sources, reply, said):
    check_fault(ada, sources, "efetch", reply, said)


def check_fault(ada, sources, part, reply, said):
    sources.pubmed[ORCID] = [CELLS]
    ada("sync", "--pubmed")
    before = facts(ada)
    sources.fault = lambda path: reply if part in path else None
    assert said in ada("sync", "--pubmed", code=1).said
    assert facts(ada) == before
    sources.fault = None
    assert "nothing new" in ada("sync", "--pubmed").err


OPENALEX_FAULTS = {
    "fewer works than promised": (
        as_json({"meta": {"count": 9, "next_cursor": None}, "results": []}), "promised more works"),
    "the same page again and again": (
        as_json({"meta": {"count": 9, "next_cursor": "*"}, "results": [{"id": "W1"}]}),
        "sent the same page twice"),
    "the budget used up": (
        Reply(429, b"", headers={"x-ratelimit-remaining": "0", "x-ratelimit-reset": "40000"}),
        "left alone until"),
    "the budget used up, with the way to more": (
        Reply(429, b"", headers={"x-ratelimit-remaining": "0", "x-ratelimit-reset": "40000"}),
        "a free key gives ten times as much a day"),
    "the budget used up by this page": (
        as_json({"meta": {"count": 9, "next_cursor": "x"}, "results": [{"id": "W1"}]},
                **{"x-ratelimit-remaining": "0", "x-ratelimit-reset": "40000"}),
        "OpenAlex's free budget of today is used up; it is renewed in 12 hours."),
    "a web page": (Reply(200, HTML, "text/html"), "did not send the JSON"),
}  # fmt: skip


@pytest.mark.parametrize("reply, said", OPENALEX_FAULTS.values(), ids=OPENALEX_FAULTS)
def test_a_fault_of_openalex_changes_nothing(proposed, sources, reply, said):
    proposed("sync")
    before = facts(proposed)
    sources.fault = lambda path: reply if "author" in path else None
    assert said in proposed("sync", code=4).said
    assert facts(proposed) == before


# ------------------------------------------------------------------------------------------ faults

EMPTY = {"group": [], "last-modified-date": None, "path": f"/{ORCID}/works"}
ORCID_FAULTS = {
    "unknown": (as_json({"error-code": 9016}, 404), 1, "ORCID has nobody with the iD"),
    "locked": (as_json({"error-code": 9018}, 409), 1, "ORCID has locked the record"),
    "closed": (as_json({"error-code": 9044}, 409), 1, "has closed their ORCID record"),
    "replaced by an iD that is replaced too": (
        Reply(301, headers={"Location": "/v3.0/0000-0001-5109-3700/works"}), 1,
        "redirects without end"),
    "deprecated, without the name of another": (as_json({"error-code": 9007}, 409), 1,
                                                "ORCID has locked the record"),
    "the quota of the day": (Reply(429, b"You have exceeded the daily quota for anonymous usage"),
                             1, "left alone until"),
    "the quota of the day, with the way to more": (
        Reply(429, b"You have exceeded the daily quota for anonymous usage"), 1,
        "a free public API client may ask more often"),
    "a web page": (Reply(200, HTML, "text/html"), 1, "ORCID did not send the JSON"),
    "cut off": (Reply(200, b'{"group": [{"work-summary"'), 1, "is cut off or damaged"),
    "an empty answer": (Reply(200, b""), 1, "ORCID sent an empty answer"),
    "another answer": (as_json({"num-found": 0}), 1, "ORCID did not send the list of works"),
    "nothing public any more": (as_json(EMPTY), 1, "lists nothing, and it listed 3 before"),
    "somebody else's works": (as_json(EMPTY | {"path": "/0000-0001-5109-3700/works"}), 1,
                              "ORCID sent the works of"),
    "too busy for hours": (Reply(429, TOO_MANY, headers={"Retry-After": "9999"}), 1,
                           "left alone until"),
    "forbidden": (Reply(403), 1, "answered 403"),
}  # fmt: skip


@pytest.mark.parametrize("reply, code, said", ORCID_FAULTS.values(), ids=ORCID_FAULTS)
def test_a_fault_of_orcid_changes_nothing_and_heals(ada, sources, reply, code, said):
    ada("sync")
    before = facts(ada)
    sources.fault = lambda path: reply if path.startswith("/v3.0") else None
    outcome = ada("sync", code=code)
    assert said in outcome.said
    assert "Nothing was changed." in outcome.said
    assert facts(ada) == before
    sources.fault = None
    assert "nothing new" in ada("sync").err


CROSSREF_FAULTS = {
    "a web page": Reply(200, HTML, "text/html"),
    "too busy, as a web page": Reply(429, HTML, "text/html", headers={"Retry-After": "9999"}),
    "a text": Reply(404, b"Resource not found.", "text/plain"),
    "a wrong request": as_json({"status": "failed", "message": [{"message": "no"}]}, 400),
    "another answer": as_json({"status": "ok", "message": {"DOI": "10.1/1"}}),
    "cut off": Reply(200, b'{"status": "ok", "message": {"items": [{"DOI"'),
}


@pytest.mark.parametrize("reply", CROSSREF_FAULTS.values(), ids=CROSSREF_FAULTS)
def test_a_fault_of_crossref_leaves_the_list_of_orcid(ada, sources, reply):
    sources.fault = lambda path: reply if path.startswith("/works") else None
    ada("sync", code=4)
    assert ada.ask("SELECT count(*) FROM bibliography WHERE mine") == [(3,)]
    sources.fault = None
    ada("sync")
    assert ("Slow Sensors in Fast Rivers", "Ada Li, Bo Zhao", "Journal of Rivers", "11-20") in (
        listed(ada)
    )


ARXIV_FAULTS = {
    "an author without a page": (Reply(404), "arXiv has no public author page"),
    "an error as a feed": (
        Reply(200, b"<feed><entry><id>http://arxiv.org/api/errors#x</id><title>Error</title>"
              b"</entry></feed>"), "arXiv answered with an error"),
    "an empty page that promised papers": (
        Reply(200, b"<feed><opensearch:totalResults>7</opensearch:totalResults></feed>"),
        "promised papers and sent an empty page"),
    "a web page": (Reply(200, HTML, "text/html"), "did not send the XML"),
    "cut off": (Reply(200, b"<feed><entry><id>http://arxiv.org/abs/2401.01234v1</id>"),
                "is cut off"),
    "nothing any more": (Reply(200, b"<feed><title>none</title></feed>"),
                         "lists nothing, and it listed 1 before"),
}  # fmt: skip


@pytest.mark.parametrize("reply, said", ARXIV_FAULTS.values(), ids=ARXIV_FAULTS)
def test_a_fault_of_arxiv_changes_nothing_and_heals(ada, sources, reply, said):
    sources.arxiv[ORCID] = [Paper(title="Slow Sensors in Fast Rivers", arxiv="2401.01234")]
    ada("sync", "--arxiv")
    before = facts(ada)
    sources.fault = lambda _: reply
    assert said in ada("sync", "--arxiv", code=1).said
    assert facts(ada) == before
    sources.fault = None
    assert "nothing new" in ada("sync", "--arxiv").err
