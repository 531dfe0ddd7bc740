"""What portals and managers write into .bib files, one rule at a time, at its edges."""

from __future__ import annotations

from rows import every_row

from pubman.formats.bibtex.annotations import take_annotations
from pubman.formats.bibtex.groups import find_groups
from pubman.formats.bibtex.journal_macros import journal_of_macro
from pubman.formats.bibtex.places import is_publishers_town
from pubman.formats.labelled_notes import split_note
from pubman.record import Name
from pubman.text.latex import addresses
from pubman.text.mojibake import repair
from pubman.text.preprints import preprint_server
from pubman.text.urls import without_proxy

NOTES = {
    "a label of Zotero": ("Publisher: IEEE", "", {"publisher": "IEEE"}),
    "two labels on two lines": ("Number: 7\nISSN: 1", "", {"number": "7", "issn": "1"}),
    "a label and a person's words": ("ZSCC: 3\nBest paper", "Best paper", {"zscc": "3"}),
    "a count and a remark of Scopus": (
        "Cited by: 3; All Open Access",
        "",
        {"cited-by": "3", "open-access": "All Open Access"},
    ),
    "a count of a plugin": (
        "3 citations (Crossref) [2023-01-01]",
        "",
        {"citations": "3 citations (Crossref) [2023-01-01]"},
    ),
    "a label behind a person's words": (
        "Best paper. Publisher: X",
        "Best paper.",
        {"publisher": "X"},
    ),
    "a comment of arXiv": ("Comment: 9 pages", "", {"comment": "9 pages"}),
    "a label inside a sentence": ("Editor: me. Place: here", "Editor: me. Place: here", {}),
    "a person's words with a colon": ("Awarded: the gold medal", "Awarded: the gold medal", {}),
    "a person's words with a semicolon": ("Oral; best paper", "Oral; best paper", {}),
    "a person's words": ("Invited", "Invited", {}),
}


@every_row("note, text, labelled", NOTES.values(), ids=NOTES)
def test_labels_of_programs_are_not_printed(note, text, labelled):
    found = split_note(note)
    assert (found.text, found.labelled) == (text, labelled)


def test_the_arxiv_number_of_the_entry_is_not_a_note():
    assert split_note("arXiv:2203.00001 [cs]", arxiv_id="2203.00001").text == ""
    assert split_note("arXiv:2203.00001 [cs]", arxiv_id="2203.00002").text != ""


@every_row(
    "doi, server",
    [
        ("10.1101/2021.01.02.345678", "bioRxiv"),
        ("10.1101/345678", "bioRxiv"),
        ("10.1101/gr.123456.107", ""),
        ("10.2139/ssrn.3456789", "SSRN"),
        ("10.5281/zenodo.1234567", ""),
        ("10.6084/m9.figshare.1234567", ""),
        ("10.1000/182", ""),
    ],
)
def test_a_preprint_server_is_known_by_its_dois(doi, server):
    assert preprint_server(doi) == server


def test_the_address_tells_medrxiv_from_biorxiv():
    address = "https://www.medrxiv.org/content/10.1101/2021.01.02.345678v1"
    assert preprint_server("10.1101/2021.01.02.345678", address=address) == "medRxiv"


@every_row(
    "damaged, text",
    [
        ("Å koda", "Å koda"),
        ("MÃ¼ller", "Müller"),
        ("Ã‰tude", "Étude"),
        ("donâ€™t", "don’t"),
        ("10â€“12", "10–12"),
        ("São Paulo", "São Paulo"),
        ("Ã la carte", "Ã la carte"),
        ("naïve café", "naïve café"),
        ("数据库", "数据库"),
    ],
)
def test_only_damaged_text_is_repaired(damaged, text):
    assert repair(damaged) == text


@every_row(
    "value, found",
    [
        ("https://a.org/b", ["https://a.org/b"]),
        ("https://a.org/b; https://c.org/d", ["https://a.org/b", "https://c.org/d"]),
        ("https://a.org/b\n   c", ["https://a.org/bc"]),
        ("https://a.org/b c", ["https://a.org/b%20c"]),
        (r"\url{https://a.org/b\_c}", ["https://a.org/b_c"]),
        ("", []),
    ],
)
def test_addresses_of_a_field(value, found):
    assert addresses(value) == found


@every_row(
    "url, behind",
    [
        ("https://doi-org.ezproxy.uni.edu/10.1000/1", "https://doi.org/10.1000/1"),
        ("https://www-a--b-com.proxy.uni.edu/c", "https://www.a-b.com/c"),
        ("https://www.a.com.ezproxy.uni.edu/c", "https://www.a.com/c"),
        ("https://ezproxy.uni.edu/login?url=https://a.org/b", "https://a.org/b"),
        ("https://www.proxy-journal.org/a", "https://www.proxy-journal.org/a"),
        ("https://a.org/proxy", "https://a.org/proxy"),
    ],
)
def test_an_address_behind_a_proxy(url, behind):
    assert without_proxy(url) == behind


@every_row(
    "place, publisher, expected",
    [
        ("New York, NY, USA", "ACM", True),
        ("New York, NY, USA", "Association for Computing Machinery", True),
        ("Montreal, Canada", "ACM", False),
        ("Cham", "Springer International Publishing", True),
        ("Piscataway, NJ", "IEEE", True),
        ("New York, NY, USA", "PMLR", False),
        ("", "ACM", False),
    ],
)
def test_the_town_of_a_publisher(place, publisher, expected):
    assert is_publishers_town(place, publisher) is expected


@every_row(
    "value, journal",
    [(r"\solphys", "Solar Physics"), (r"{\prd}", "Physical Review D"),
     (r"\apj,", "The Astrophysical Journal"), (r"\unknown", ""), ("apj", "")],
)  # fmt: skip
def test_macros_of_journals(value, journal):
    assert journal_of_macro(value) == journal


def test_explicit_groups_of_old_jabref_are_read():
    text = (
        "@comment{jabref-meta: groupstree:\n0 AllEntriesGroup:;\n"
        "1 ExplicitGroup:Thesis\\;0\\;haas1\\;olsen2\\;;\n}"
    )
    assert find_groups([text]) == {"haas1": ("Thesis",), "olsen2": ("Thesis",)}


def test_annotations_that_are_no_roles_stay():
    left = {"author+an": "1=equal,highlight"}
    (name,) = take_annotations(left, [Name(family="Haas")])
    assert name.marks == ("equal",)
    assert left == {"author+an": "1=equal,highlight"}


def test_an_annotation_of_nobody_stays():
    left = {"author+an": "7=equal"}
    assert take_annotations(left, [Name(family="Haas")])[0].marks == ()
    assert left
