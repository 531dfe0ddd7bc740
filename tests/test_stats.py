"""stats: what is counted, and how it is shown."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import pytest

SVG = "{http://www.w3.org/2000/svg}"


def counts(shelf, by: str, *words: str) -> dict[str, int]:
    found = json.loads(shelf("stats", "--json", "--by", by, *words).out)
    return {row[by]: row["publications"] for row in found["counts"]}


COUNTED = {
    "year": {"2015": 1, "2016": 0, "2017": 0, "2018": 0, "2019": 0, "2020": 1, "2021": 1,
             "2022": 0, "2023": 0, "2024": 2},
    "kind": {"conference": 3, "article": 2},
    "venue": {"ICDE": 1, "JCRD": 1, "SIGMOD": 1, "SOSP": 1, "TC": 1},
    "coauthor": {"Matthias Weidlich": 2, "Song Liu": 2, "Weiguo Wu": 2, "Guo Li": 1,
                 "Han van der Aa": 1, "Luo Mai": 1, "Marcel Wagenländer": 1,
                 "Nguyen Quoc Viet Hung": 1, "Peter Pietzuch": 1},
    "person": {"Bo Zhao": 5},
}  # fmt: skip


@pytest.mark.parametrize("by, expected", COUNTED.items(), ids=COUNTED.keys())
def test_what_is_counted(shelf, by, expected):
    assert list(counts(shelf, by).items()) == list(expected.items())


def test_words_narrow(shelf):
    assert counts(shelf, "year", "kind:article") == {str(y): int(y in {2015, 2024})
                                                     for y in range(2015, 2025)}  # fmt: skip


def test_bars_in_the_terminal(shelf):
    outcome = shelf("stats", "--by", "kind")
    assert outcome.out == "conference  3  ###\narticle     2  ##\n"
    assert outcome.err == "5 publications by kind.\n"


def test_bars_stay_within_80_columns(pubman):
    pubman("init", "--name", "Bo Zhao")
    entries = "".join(
        f"@misc{{k{n}, author={{Bo Zhao}}, title={{T{n} word{n}}}, year={2000 + n % 3}}}\n"
        for n in range(300)
    )
    (pubman.folder / "many.bib").write_text(entries, "utf-8")
    pubman("import", "many.bib")
    lines = pubman("stats").out.splitlines()
    assert max(map(len, lines)) <= 80
    assert {line.split()[1] for line in lines} == {"100"}


@pytest.mark.parametrize("by, first", [("coauthor", "Matthias Weidlich"), ("year", "2023")])
def test_the_first_so_many_and_of_years_the_last(shelf, by, first):
    outcome = shelf("stats", "--by", by, "--limit", "2")
    assert len(outcome.out.splitlines()) == 2
    assert outcome.out.startswith(first)
    assert "more not shown" in outcome.err


def test_initials_count_with_the_name_written_out(pubman):
    pubman("init", "--name", "Bo Zhao")
    (pubman.folder / "own.bib").write_text(
        "@misc{a, author={Bo Zhao and M. Weidlich}, title={One thing}, year=2020}\n"
        "@misc{b, author={Bo Zhao and Matthias Weidlich}, title={Other matter}, year=2021}\n"
        "@misc{c, author={Bo Zhao and J. Li}, title={Third case}, year=2021}\n"
        "@misc{d, author={Bo Zhao and Jun Li}, title={Fourth of all}, year=2021}\n"
        "@misc{e, author={Bo Zhao and Jing Li}, title={Fifth and last}, year=2021}\n",
        "utf-8",
    )
    pubman("import", "--mine", "own.bib")
    assert counts(pubman, "coauthor") == {
        "Matthias Weidlich": 2, "J. Li": 1, "Jing Li": 1, "Jun Li": 1}  # fmt: skip


def test_an_empty_list(pubman):
    pubman("init", "--name", "Bo Zhao")
    outcome = pubman("stats")
    assert (outcome.out, outcome.err) == ("", "0 publications by year.\n")
    assert ET.fromstring(pubman("stats", "--format", "svg").out).tag == f"{SVG}svg"


@pytest.mark.parametrize("by", COUNTED)
def test_the_chart_says_its_numbers(shelf, by):
    shelf("stats", "--by", by, "--format", "svg", "-o", "chart.svg")
    root = ET.parse(shelf.folder / "chart.svg").getroot()
    assert root.get("role") == "img"
    named = root.get("aria-labelledby").split()
    texts = {each.get("id"): each.text for each in root if each.get("id")}
    said = " ".join(texts[each] for each in named)
    for label, count in COUNTED[by].items():
        assert (f"{label}: {count}" in said) == (count > 0)


def test_hostile_names_in_a_chart(shelf):
    shelf("set", "eires", "authors", "Zhao, Bo and <script>alert(1)</script> and {A & B}")
    text = shelf("stats", "--by", "coauthor", "--format", "svg").out
    ET.fromstring(text)
    assert "<script" not in text


def test_a_file_pubman_did_not_write_is_left_alone(shelf):
    (shelf.folder / "chart.svg").write_text("mine")
    assert "was not written by pubman" in shelf("stats", "-o", "chart.svg", code=1).err
    assert (shelf.folder / "chart.svg").read_text() == "mine"


def test_stats_changes_nothing(shelf):
    before = shelf.rows()
    shelf("stats", "--by", "venue")
    assert shelf.rows() == before
