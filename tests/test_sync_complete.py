"""Entries completed by their DOI or PubMed number: what is filled in, by whom, and what stays."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from loopback_dblp import Reply
from loopback_sources import Paper
from sources_stand import BRIDGES, SENSORS, facts

FISH = Paper(title="Fish That Climb", pmid="31000001", venue="Annals of Fish", volume="3")
FULL = replace(FISH, authors=(("Ada", "Li"), ("Chidi", "Okoro")), pages="101-9")
OPEN = replace(
    SENSORS, pmid="32000001", more={"pdf": "https://example.org/sensors.pdf"}, venue="Elsewhere"
)
BIB = """\
@article{fish, title = {Fish That Climb}, author = {Ada Li and Chidi Okoro}, year = 2024,
  pmid = {31000001}}
@article{sensors, title = {Slow Sensors in Fast Rivers}, author = {Ada Li and Bo Zhao},
  year = 2024, doi = {10.5555/sensors}}
"""


@pytest.fixture
def shelf(ada, sources):
    """A store with two short entries of a .bib; each is known to the services."""
    sources.pubmed["x"] = [FULL]
    sources.open[SENSORS.doi] = OPEN
    (ada.folder / "own.bib").write_text(BIB)
    ada("import", "--mine", "own.bib")
    return ada


def field(shelf, name, key="sensors"):
    column = f"(SELECT {name} FROM publications WHERE key = ?)"
    return shelf.ask(f"SELECT {column}", key)[0][0]


def givers(shelf, key):
    return dict(shelf.ask("SELECT field, source FROM provenance WHERE key = ?", key))


def test_a_doi_brings_what_is_missing_and_each_field_keeps_its_source(shelf):
    shelf("complete")
    assert field(shelf, "venue") == "Journal of Rivers"
    assert field(shelf, "pages") == "11-20"
    assert field(shelf, "issn") == "1234-5679"
    assert field(shelf, "date") == "2024-05"
    assert {givers(shelf, "sensors")[each] for each in ("venue", "pages", "issn", "date")} == {
        "crossref"
    }


def test_openalex_brings_an_open_copy_and_the_pubmed_number_and_nothing_else(shelf):
    err = shelf("complete").err
    assert "OpenAlex knows 1 of 1 DOI; 1 entry completed.\n" in err
    links = (
        "SELECT l.label, l.url FROM publication_links l "
        "JOIN publications p ON p.id = publication_id WHERE key = 'sensors'"
    )
    assert shelf.ask(links) == [("pdf", "https://example.org/sensors.pdf")]
    assert field(shelf, "venue") == "Journal of Rivers"
    assert pmid_of(shelf, "sensors") == "32000001"
    assert shelf.ask("SELECT count(*) FROM review") == [(0,)]


def pmid_of(shelf, key):
    said = json.loads(shelf("show", key, "--json").out)["publications"][0]
    return said.get("pmid") or said.get("extra", {}).get("pmid")


def test_a_link_of_ones_own_is_not_replaced(shelf):
    shelf("link", "sensors", "pdf", "https://example.org/mine.pdf")
    shelf("complete")
    assert shelf.ask("SELECT url FROM publication_links") == [("https://example.org/mine.pdf",)]


def test_a_pubmed_number_completes_an_entry_without_a_doi(shelf):
    err = shelf("complete").err
    assert "PubMed knows 1 of 1 PubMed number; 1 entry completed.\n" in err
    assert field(shelf, "venue", "fish") == "Annals of Fish"
    assert field(shelf, "pages", "fish") == "101-109"
    assert givers(shelf, "fish")["pages"] == "pubmed"
    assert shelf.ask("SELECT count(*) FROM bibliography") == [(2,)]


def test_a_number_that_pubmed_does_not_know_is_counted(shelf, sources):
    sources.pubmed["x"] = []
    assert "PubMed knows 0 of 1 PubMed number.\n" in shelf("complete").err


def test_a_persons_word_stays(shelf):
    shelf("set", "sensors", "venue", "My Journal")
    shelf("complete")
    assert field(shelf, "venue") == "My Journal"
    assert field(shelf, "pages") == "11-20"


def test_one_key_asks_for_one_entry(shelf, sources):
    sources.log.clear()
    shelf("complete", "fish")
    assert len(sources.log) == 1
    assert "efetch" in sources.paths[0]


def test_abstracts_come_only_if_asked_for_and_stay(shelf, sources):
    sources.crossref[SENSORS.doi] = replace(SENSORS, more={"abstract": "<p>We measure.</p>"})
    shelf("complete")
    assert not field(shelf, "abstract")
    shelf("complete", "--abstracts")
    assert field(shelf, "abstract") == "We measure."
    shelf("complete")
    assert field(shelf, "abstract") == "We measure."


def test_a_sync_takes_abstracts_only_if_pubman_toml_says_so(shelf, sources):
    sources.hal["ada"] = [replace(BRIDGES, more={"abstract_s": ["We build."]})]
    toml = shelf.folder / "pubman.toml"
    toml.write_text(toml.read_text() + 'hal = "ada"\n')
    shelf("sync", "--hal")
    asked = "SELECT abstract FROM publications WHERE doi = ?"
    assert shelf.ask(asked, BRIDGES.doi) == [(None,)]
    toml.write_text(toml.read_text() + '[sync]\ninclude = ["abstract"]\n')
    sources.hal["ada"] = [replace(BRIDGES, volume="9", more={"abstract_s": ["We build."]})]
    shelf("sync", "--hal")
    assert shelf.ask(asked, BRIDGES.doi) == [("We build.",)]


def test_again_changes_nothing(shelf):
    shelf("complete")
    before = facts(shelf)
    shelf("complete")
    assert facts(shelf) == before


@pytest.mark.parametrize("path", ["/works?filter=doi:10.5555/sensors&per_page", "/efetch"])
def test_a_service_that_fails_leaves_the_others_done(shelf, sources, path):
    sources.fault = lambda asked: Reply(403) if asked.startswith(path) else None
    shelf("complete", code=4)
    assert field(shelf, "pages") == "11-20"
    sources.fault = None
    shelf("complete")
    assert field(shelf, "pages", "fish") == "101-109"


def test_services_are_chosen_in_pubman_toml(shelf, sources):
    toml = shelf.folder / "pubman.toml"
    toml.write_text(toml.read_text() + '[sync]\nenrich = ["crossref"]\n')
    sources.log.clear()
    shelf("complete")
    assert len(sources.log) == 1


def test_the_report_as_json(shelf):
    said = json.loads(shelf("complete", "--json").out)
    assert [each["source"] for each in said["people"]] == ["crossref", "pubmed", "openalex"]


def test_why_says_if_the_rank_of_a_source_did_not_decide(shelf, sources):
    sources.zbmath["li.ada"] = [replace(SENSORS, pages="1-2")]
    toml = shelf.folder / "pubman.toml"
    toml.write_text(toml.read_text() + 'zbmath = "li.ada"\n')
    shelf("sync", "--zbmath")
    shelf("complete")
    assert field(shelf, "pages") == "11-20"
    out = shelf("why", "sensors", "pages").out
    assert "from     crossref r" in out
    assert "because  crossref is the best source of this field, so ranks do not count\n" in out
    assert (
        "pages: crossref is the best source of this field, so ranks do not count."
        in shelf("why", "sensors").out
    )
    assert json.loads(shelf("why", "sensors", "pages", "--json").out)["exception"] == "crossref"
    assert givers(shelf, "sensors")["pages"] == "crossref"
    toml.write_text(toml.read_text() + '[[sources]]\nname = "zbmath"\nrank = 90\n')
    shelf("rebuild")
    assert field(shelf, "pages") == "1-2"
