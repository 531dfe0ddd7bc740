"""PMIDs and PMCIDs: read from every shape and field, matched as claims, shown and exported."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import every_row

from pubman.formats import read
from pubman.record import Record
from pubman.text.pubmed_ids import find_pmcid, find_pmid, pmcid, pmid

PMIDS = {
    "bare": ("28123999", "28123999"),
    "with zeros in front": ("00012345", "12345"),
    "with a label": ("PMID: 28123999", "28123999"),
    "as a urn": ("info:pmid/28123999", "28123999"),
    "the other label": ("PubMed ID 28123999", "28123999"),
    "an address": ("https://pubmed.ncbi.nlm.nih.gov/28123999/?dopt=Abstract", "28123999"),
    "an older address": ("http://www.ncbi.nlm.nih.gov/pubmed/28123999", "28123999"),
    "an address of Europe PMC": ("https://europepmc.org/article/MED/28123999", "28123999"),
    "a number that a table made a fraction": ("28123999.0", "28123999"),
    "with its kind": ("28123999 [pmid]", "28123999"),
    "of PubMed Central": ("PMC5123999", ""),
    "too long": ("123456789", ""),
    "zero": ("0", ""),
    "a DOI": ("10.1000/182", ""),
    "words": ("not in PubMed", ""),
}  # fmt: skip
PMCIDS = {
    "bare": ("PMC5123999", "PMC5123999"),
    "digits alone": ("5123999", "PMC5123999"),
    "in small letters": ("pmc5123999", "PMC5123999"),
    "with a version": ("PMC5123999.2", "PMC5123999"),
    "with a label": ("PMCID: PMC5123999", "PMC5123999"),
    "an address": ("https://pmc.ncbi.nlm.nih.gov/articles/PMC5123999/pdf/nihms1.pdf", "PMC5123999"),
    "an older address": ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC5123999/", "PMC5123999"),
    "an address of Europe PMC": ("https://europepmc.org/articles/PMC5123999", "PMC5123999"),
    "a manuscript number": ("NIHMS812345", ""),
    "too long": ("PMC123456789", ""),
}  # fmt: skip


@every_row("text, number", PMIDS.values(), ids=PMIDS)
def test_pmid(text: str, number: str) -> None:
    assert pmid(text) == number
    assert pmid(number) == number


@every_row("text, number", PMCIDS.values(), ids=PMCIDS)
def test_pmcid(text: str, number: str) -> None:
    assert pmcid(text) == number
    assert pmcid(number) == number


@given(st.text())
def test_no_text_raises(text: str) -> None:
    for read_number in (pmid, pmcid, find_pmid, find_pmcid):
        found = read_number(text)
        assert found == "" or found.removeprefix("PMC").isdigit()


def test_numbers_are_found_in_a_sentence() -> None:
    text = "Epub 2017 Jan 3. PMID: 28123999; PMCID: PMC5123999. Erratum follows."
    assert (find_pmid(text), find_pmcid(text)) == ("28123999", "PMC5123999")
    assert find_pmid("rpm 28123999, see 28123999") == find_pmcid("PMC 12 and 34") == ""


def _bib(*lines: str) -> bytes:
    fields = ",\n".join(["title = {Knees of runners}", "year = 2017", *lines])
    return f"@article{{k, {fields}}}".encode()


def _ris(*lines: str) -> bytes:
    return "\n".join(["TY  - JOUR", "TI  - Knees of runners", *lines, "ER  - ", ""]).encode()


def _enw(*lines: str) -> bytes:
    return "\n".join(["%0 Journal Article", "%T Knees of runners", *lines, ""]).encode()


BOTH = ("28123999", "PMC5123999")
WRITTEN = {
    "BibTeX": ("bibtex", _bib("pmid = {28123999}", "pmcid = {PMC5123999}"), BOTH),
    "BibTeX, other names": ("bibtex", _bib("pubmed = 28123999", "pmc = {5123999}"), BOTH),
    "biblatex's eprint": (
        "bibtex", _bib("eprint = {28123999}", "eprinttype = {pubmed}"), (BOTH[0], "")),
    "biblatex's eprint of PMC": (
        "bibtex", _bib("eprint = {PMC5123999}", "eprinttype = {pmcid}"), ("", BOTH[1])),
    "an arXiv number is none": ("bibtex", _bib("eprint = {2812.39990}"), ("", "")),
    "a note": ("bibtex", _bib("note = {PMID: 28123999; PMCID: PMC5123999}"), BOTH),
    "a note with other words": (
        "bibtex", _bib("note = {Reprinted twice. PMID 28123999}"), (BOTH[0], "")),
    "an address": (
        "bibtex", _bib("url = {https://pubmed.ncbi.nlm.nih.gov/28123999/}"), (BOTH[0], "")),
    "RIS of EndNote": (
        "ris", _ris("AN  - 28123999", "DP  - NLM", "C2  - PMC5123999"), BOTH),
    "RIS of another database": ("ris", _ris("AN  - 28123999", "DB  - Agris"), ("", "")),
    "RIS, a remark": ("ris", _ris("N1  - PMID: 28123999"), (BOTH[0], "")),
    "RIS, an address": (
        "ris", _ris("UR  - https://www.ncbi.nlm.nih.gov/pubmed/28123999"), (BOTH[0], "")),
    "EndNote": ("enw", _enw("%M 28123999", "%~ PubMed", "%2 PMC5123999"), BOTH),
    "CSL": ("csl-json", json.dumps([{
        "id": "k", "type": "article-journal", "title": "Knees of runners", "PMID": "28123999",
        "PMCID": "PMC5123999"}]).encode(), BOTH),
    "CSL, the field Extra": ("csl-json", json.dumps([{
        "id": "k", "type": "article-journal", "title": "Knees of runners",
        "note": "PMID: 28123999\nPMCID: PMC5123999"}]).encode(), BOTH),
    "a table": ("csv", (b"title,author,year,pmid,pmcid\nKnees of runners,Ann Oak,2017,"
                        b"28123999,PMC5123999\n"), BOTH),
    "PubMed": ("nbib", b"PMID- 28123999\nTI  - Knees of runners.\nPMC - PMC5123999\n", BOTH),
}  # fmt: skip


@every_row("name, data, numbers", WRITTEN.values(), ids=WRITTEN)
def test_readers_find_the_numbers(name: str, data: bytes, numbers: tuple[str, str]) -> None:
    record = next(item for item in read(name, data) if isinstance(item, Record))
    assert (record.pmid, record.pmcid) == numbers
    assert not any(number in text for text in record.extra.values() for number in numbers if number)


PAPER = "@article{knees, title={Knees of runners}, author={Oak, Ann}, year=2017, {NUMBERS}}"


@pytest.fixture
def knees(pubman):
    pubman("init", "--name", "Ann Oak")
    entry = PAPER.replace("{NUMBERS}", "note={PMID: 28123999; PMCID: PMC5123999}")
    (pubman.folder / "own.bib").write_text(entry)
    pubman("import", "own.bib")
    return pubman


def test_the_numbers_find_a_publication(knees):
    for key in ("pmid:28123999", "PMC5123999", "https://pubmed.ncbi.nlm.nih.gov/28123999"):
        assert "28123999" in knees("show", key).out
    for word in ("pmid:28123999", "PMC5123999", "pmcid:5123999"):
        assert "Knees of runners" in knees("search", word).out
    assert "Knees of runners" not in knees("search", "pmid:28123998").out
    assert knees.ask("SELECT pmid, pmcid FROM bibliography") == [("28123999", "PMC5123999")]


def test_a_wrong_number_is_refused(knees):
    answer = knees("set", "knees", "pmid", "PMC12", code=None)
    assert answer.code
    assert "number of PubMed" in answer.said
    knees("set", "knees", "pmid", "https://pubmed.ncbi.nlm.nih.gov/28123111/")
    assert knees.ask("SELECT pmid FROM publications") == [("28123111",)]


EXPORTS = {
    "biblatex": ("eprint    = {28123999}", "eprinttype = {pubmed}", "pmcid     = {PMC5123999}"),
    "ris": ("AN  - 28123999", "DB  - PubMed", "C2  - PMC5123999"),
    "enw": ("%M 28123999", "%~ PubMed", "%2 PMC5123999"),
    "csl-json": ('"PMID": "28123999"', '"PMCID": "PMC5123999"'),
    "json": ('"pmid": "28123999"', '"pmcid": "PMC5123999"'),
    "jsonl": ('"pmid": "28123999"', '"pmcid": "PMC5123999"'),
    "csv": ("pmid,pmcid", "28123999,PMC5123999"),
    "cff": ("PMID:28123999",),
    "html": ("pubmed.ncbi.nlm.nih.gov/28123999", "pmc.ncbi.nlm.nih.gov/articles/PMC5123999"),
}


@every_row("form", EXPORTS)
def test_every_format_has_the_numbers(knees, form):
    text = knees("export", "--format", form).out
    assert [each for each in EXPORTS[form] if each not in text] == []


def test_what_is_written_is_read_back(knees):
    for form in ("biblatex", "ris", "enw", "csl-json", "csv", "jsonl", "hayagriva"):
        text = knees("export", "--format", form).out.encode()
        records = [
            each
            for each in read("bibtex" if form == "biblatex" else form, text)
            if isinstance(each, Record)
        ]
        assert [(each.pmid, each.pmcid) for each in records] == [BOTH], form
