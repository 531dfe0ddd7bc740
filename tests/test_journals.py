"""One spelling for each journal of a store, and the kind that the publisher prints."""

from __future__ import annotations

import pytest
from rows import every_row

from pubman.formats.bibtex.writer import made
from pubman.formats.journal_proceedings import as_printed
from pubman.record import Date, Name, Publication
from pubman.venues.journals import JournalNames, full_name, journal_key, tidy

ONE_JOURNAL = {
    "capitals": ("PROTEIN SCIENCE", "Protein Science"),
    "small letters": ("Journal of molecular biology", "Journal of Molecular Biology"),
    "the article": ("The Journal of Cell Science", "Journal of cell science"),
    "the place": ("Cytometry (Hoboken, N.J.)", "Cytometry"),
    "the place with a year": ("Cytometry (Oxford, England : 1990)", "Cytometry"),
    "a subtitle": ("Hepatology : official journal of the society", "Hepatology"),
    "an acronym behind a colon": ("Journal of Applied Things : JAT", "Journal of Applied Things"),
    "an ampersand": ("Cells & Tissues", "Cells and Tissues"),
    "an abbreviation of chemistry": ("Adv. Funct. Mater.", "Advanced Functional Materials"),
    "an abbreviation of a section": ("Eur. Phys. J. C", "The European Physical Journal C"),
    "the subtitle of a section": (
        "European Physical Journal C: Particles and Fields", "Eur. Phys. J. C"),
    "an acronym": ("JHEP", "J. High Energy Phys."),
    "an abbreviation of physics": ("Phys. Rev. Lett.", "Physical Review Letters"),
    "an abbreviation of biology": ("J Biol Chem", "The Journal of biological chemistry"),
}  # fmt: skip


@every_row("one, other", ONE_JOURNAL.values(), ids=ONE_JOURNAL)
def test_spellings_of_one_journal(one: str, other: str) -> None:
    assert journal_key(one) == journal_key(other)


@pytest.mark.parametrize(
    "one, other",
    [("Physical Review A", "Physical Review B"), ("Cell", "Cells"), ("Annals (A)", "Annals (B)")],
)
def test_other_journals_stay_others(one: str, other: str) -> None:
    assert journal_key(one) != journal_key(other)


TIDY = {
    "acronyms keep their capitals": ("PLOS ONE", "PLOS ONE"),
    "a letter at the end keeps its full stop": ("Eur. Phys. J.", "Eur. Phys. J."),
    "a section keeps its letter": ("PHYSICAL REVIEW A", "Physical Review A"),
    "another language keeps its letters": ("Revista de biología", "Revista de biología"),
    "German stays German": ("Zeitschrift für physikalische Chemie",) * 2,
    "Chinese stays Chinese": ("软件学报", "软件学报"),
    "a section in brackets stays": ("Annals of Mathematics (2)", "Annals of Mathematics (2)"),
}


@every_row("written, expected", TIDY.values(), ids=TIDY)
def test_a_tidy_name(written: str, expected: str) -> None:
    assert tidy(written) == expected


def test_the_commonest_full_name_is_chosen_for_all() -> None:
    names = JournalNames(
        [("Cell cycle (Georgetown, Tex.)", 1), ("CELL CYCLE", 1), ("Cell Cycle", 3)]
    )
    assert {names.name(each) for each in ("CELL CYCLE", "Cell cycle", "Cell Cycle")} == {
        "Cell Cycle"
    }


def test_a_name_set_by_hand_is_chosen() -> None:
    names = JournalNames([("Cell Cycle", 3), ("Cell cycle", 1)], by_hand=["Cell cycle"])
    assert names.name("Cell Cycle") == "Cell cycle"


def test_an_unknown_abbreviation_has_no_full_name() -> None:
    assert full_name("Zzz. Yyy. Xxx.") == ""


VLDB = Publication(
    kind="conference", title="Sorting", authors=(Name(given="Bo", family="Zhao"),),
    date=Date(year=2024), venue="Proc. VLDB Endow.", venue_key="journals/pvldb", volume="17",
    number="3", pages="1-12", key="k",
)  # fmt: skip


def test_a_paper_of_pvldb_is_printed_as_an_article() -> None:
    entry = made(VLDB)
    assert entry.startswith("@article{k,")
    assert "journal   = {Proceedings of the VLDB Endowment}" in entry
    assert "volume    = {17}" in entry


def test_a_paper_of_a_conference_stays_one() -> None:
    pub = Publication(kind="conference", title="Sorting", venue="VLDB", venue_key="conf/vldb")
    assert as_printed(pub) is pub


def test_sql_has_one_spelling_for_each_journal(pubman):
    pubman("init", "--name", "Ann Oak")
    names = ("J. Biol. Chem.", "The Journal of biological chemistry", "JHEP", "Moss Letters")
    entry = "@article{{k{0}, author={{Oak, Ann}}, title={{Paper number {0}}}, journal={{{1}}}}}"
    text = "\n".join(entry.format(number, name) for number, name in enumerate(names))
    (pubman.folder / "own.bib").write_text(text)
    pubman("import", "own.bib")
    found = dict(pubman.ask("SELECT key, venue FROM bibliography"))
    assert found["k0"] == found["k1"] == "Journal of Biological Chemistry"
    assert (found["k2"], found["k3"]) == ("Journal of High Energy Physics", "Moss Letters")
    before = pubman.rows()
    pubman("rebuild")
    assert pubman.rows()["journal_names"] == before["journal_names"]
    pubman("set", "k3", "venue", "Moss and Fern Letters")
    assert pubman.ask("SELECT venue FROM bibliography WHERE key = 'k3'") == [
        ("Moss and Fern Letters",)
    ]
