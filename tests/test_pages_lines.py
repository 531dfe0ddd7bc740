"""Lines that are complete and true: nothing is missing, nothing is said twice."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from pages.samples import name, publication
from rows import every_row

from pubman.listing import Options, Section
from pubman.pages import render
from pubman.record import Authorship, Publication


def lines(pub: Publication, form: str = "text", **options: Any) -> list[str]:
    text = render(form, [Section(publications=(pub,))], Options(**options))
    return text.strip().split("\n")


def venue_line(**fields: Any) -> str:
    return lines(publication(1, "Ann Boo", "A title", "2019", **fields))[-1]


EDITORS = (name("Cy Doo"), name("Eve Foo"))
VENUE_LINES = {
    "an issue without a volume": (
        {"kind": "article", "venue": "Archives", "number": "112", "pages": "4-9"},
        "Archives, no. 112: 4–9, 2019",
    ),
    "an issue with a volume": (
        {"kind": "article", "venue": "Archives", "volume": "7", "number": "2"},
        "Archives 7(2), 2019",
    ),
    "editors and place of a collected volume": (
        {"kind": "chapter", "venue": "Moss and us", "editors": EDITORS, "pages": "3-20",
         "publisher": "Fern Press", "place": "Ghent"},
        "In Moss and us, Cy Doo, Eve Foo (eds.), pp. 3–20, Fern Press, Ghent, 2019",
    ),
    "one editor": (
        {"kind": "chapter", "venue": "Moss and us", "editors": EDITORS[:1]},
        "In Moss and us, Cy Doo (ed.), 2019",
    ),
    "series, edition and place of a book": (
        {"kind": "book", "series": "Studies in Moss", "volume": "7", "edition": "2nd",
         "publisher": "Fern Press", "place": "Ghent"},
        "2nd edition, Studies in Moss, vol. 7, Fern Press, Ghent, 2019",
    ),
    "a number of an edition": (
        {"kind": "book", "edition": "3", "publisher": "Fern"}, "3rd edition, Fern, 2019",
    ),
    "the eleventh edition": (
        {"kind": "book", "edition": "11", "publisher": "Fern Press"},
        "11th edition, Fern Press, 2019",
    ),
    "an edition with the word for it": (
        {"kind": "book", "edition": "Second ed.", "publisher": "Fern Press"},
        "Second edition, Fern Press, 2019",
    ),
    "a workshop paper with volume and pages": (
        {"kind": "workshop", "venue": "Moss Workshop", "volume": "31", "pages": "4-9"},
        "Moss Workshop, vol. 31, pp. 4–9, 2019",
    ),
    "a series of proceedings": (
        {"kind": "conference", "venue": "Moss Conference", "series": "LNMC", "volume": "88"},
        "Moss Conference, LNMC, vol. 88, 2019",
    ),
    "type and number of a report": (
        {"kind": "report", "school": "Ghent University", "number": "31",
         "extra": {"type": "Moss Working Paper"}},
        "Moss Working Paper 31, Ghent University, 2019",
    ),
    "the number of a report under its other name": (
        {"kind": "report", "school": "CERN", "extra": {"reportnumber": "CERN-EP-2019-4"}},
        "Report CERN-EP-2019-4, CERN, 2019",
    ),
    "a type of biblatex in words": (
        {"kind": "thesis", "school": "Ghent University", "extra": {"type": "mathesis"}},
        "Master's thesis, Ghent University, 2019",
    ),
    "an addendum": (
        {"kind": "article", "venue": "Archives", "extra": {"addendum": "With a map"}},
        "Archives, 2019 (With a map)",
    ),
    "an event": (
        {"kind": "other", "place": "Ghent", "extra": {"eventtitle": "Moss Days"}},
        "Moss Days, Ghent, 2019",
    ),
    "howpublished": (
        {"kind": "other", "extra": {"howpublished": "Leaflet"}},
        "Leaflet, 2019",
    ),
    "an award that is the note too": (
        {"kind": "article", "venue": "Archives", "award": "Best Paper", "note": "best paper"},
        "Archives, 2019 (Best Paper)",
    ),
    "an award inside the note": (
        {"kind": "article", "venue": "Archives", "award": "Best Paper",
         "note": "Best Paper of the year"},
        "Archives, 2019 (Best Paper of the year)",
    ),
    "a note that says the status with a date": (
        {"kind": "article", "venue": "Archives", "status": "accepted",
         "note": "Accepted, 3 May 2019"},
        "Archives, 2019 (Accepted, 3 May 2019)",
    ),
    "a status and another note": (
        {"kind": "article", "venue": "Archives", "status": "to appear", "note": "Book review"},
        "Archives, 2019 (to appear) (Book review)",
    ),
}  # fmt: skip


@every_row("fields, expected", VENUE_LINES.values(), ids=VENUE_LINES)
def test_the_line_is_complete_and_says_nothing_twice(fields: Any, expected: str) -> None:
    assert venue_line(**fields) == expected


# ----------------------------------------------------------------------- authors, groups, editors

COLLABORATIONS = {
    "a bare name": ("MOSS", "MOSS Collaboration (Ann Boo)"),
    "a name in small letters": ("MOSS collaboration", "MOSS Collaboration (Ann Boo)"),
    "two": ("MOSS and FERN", "MOSS and FERN Collaborations (Ann Boo)"),
    "another kind of group": ("Moss Working Group", "Moss Working Group (Ann Boo)"),
}


@every_row("said, expected", COLLABORATIONS.values(), ids=COLLABORATIONS)
@every_row("form", ["text", "markdown"])
def test_a_collaboration_comes_before_its_authors(form: str, said: str, expected: str) -> None:
    pub = publication(
        1, "Ann Boo", "A title", "2019", kind="article", extra={"collaboration": said}
    )
    assert any(expected in line for line in lines(pub, form))


def test_a_collaboration_without_authors_stands_alone_and_never_twice() -> None:
    pub = publication(1, "", "A title", "2019", extra={"collaboration": "MOSS"})
    assert lines(pub)[0] == "MOSS Collaboration"
    both = replace(pub, authorships=(), authors=(name("MOSS Collaboration"),))
    assert lines(both)[0] == "MOSS Collaboration"


def test_an_edited_volume_shows_its_editors_and_marks_you_among_them() -> None:
    pub = publication(1, "", "Moss and us", "2019", kind="book", editors=EDITORS)
    assert lines(pub)[0] == "Cy Doo, Eve Foo (eds.)"
    text = "\n".join(lines(pub, "markdown", people=(("doo", "Cy Doo"),)))
    assert "**Cy Doo**, Eve Foo (eds.)" in text


def signed(*signs: str) -> Publication:
    names = [name(each) for each in ("Ann Boo", "Cy Doo", "Eve Foo")]
    authors = tuple(
        Authorship(name=each, roles=tuple(sign)) for each, sign in zip(names, signs, strict=True)
    )
    return replace(publication(1, "", "A title", "2019"), authorships=authors, authors=tuple(names))


def test_signs_of_an_entry_stay_as_written_and_are_not_explained() -> None:
    text = "\n".join(lines(signed("*", "*+", "+"), "markdown"))
    assert r"Ann Boo\*, Cy Doo\*\+, Eve Foo\+" in text
    assert "equal" not in text
    page = "\n".join(lines(signed("*", "", ""), "html"))
    assert "Ann Boo<sup>*</sup>" in page
    assert "equal contribution" not in page


@pytest.mark.parametrize(
    "options",
    [{"roles": {"*": "equal contribution"}}, {"marks": {"equal contribution": "*"}}],
    ids=["words for the sign", "the sign of a role"],
)
def test_a_sign_is_explained_if_the_list_says_what_it_means(options: Any) -> None:
    assert "\\* equal contribution" in lines(signed("*", "*", ""), "markdown", **options)


def test_a_role_that_a_person_set_is_explained() -> None:
    pub = publication(1, "Ann Boo*, Cy Doo*", "A title", "2019")
    assert "\\* equal contribution" in lines(pub, "markdown")


# -------------------------------------------------------------------------- links and superscripts


def links(form: str = "html", **fields: Any) -> str:
    return "\n".join(lines(publication(1, "Ann Boo", "A title", "2019", **fields), form))


def test_numbers_of_pubmed_are_links() -> None:
    text = links(pmid="31234567", pmcid="PMC7654321")
    assert 'href="https://pubmed.ncbi.nlm.nih.gov/31234567/"' in text
    assert 'href="https://pmc.ncbi.nlm.nih.gov/articles/PMC7654321/"' in text


def test_an_address_that_is_not_the_doi_again_stays_beside_it() -> None:
    other = links(doi="10.1234/ab.c", url="https://moss.example.org/project")
    assert 'class="website" href="https://moss.example.org/project"' in other
    again = links(doi="10.1234/ab.c", url="https://fern.example.org/doi/full/10.1234%2Fab.c")
    assert "fern.example.org" not in again.split("<details")[0]


MATHS = {
    "a raised sign": (r"$D^{\pm}$ decays", "D<sup>±</sup>"),
    "raised and lowered": (r"$D^0_s$", "D<sup>0</sup><sub>s</sub>"),
    "a raised star in brackets": (r"$D^{(*)}$", "D<sup>(*)</sup>"),
    "an arrow has room": (r"$D\to\pi$", "D → π"),
    "a negative power": (r"$10^{-6}$", "10<sup>−6</sup>"),
    "a script inside a script": (r"$x_{a_b}$", "x<sub>a<sub>b</sub></sub>"),
    "degrees": (r"$45^\circ$", "45°"),
    "a lone sign": (r"$^$", "^"),
}


@every_row("markup, expected", MATHS.values(), ids=MATHS)
@every_row("form", ["html", "markdown"])
def test_maths_has_real_superscripts(form: str, markup: str, expected: str) -> None:
    pub = publication(1, "Ann Boo", "t", "2019", title_markup=markup)
    text = "\n".join(lines(pub, form)).replace("\\", "")
    assert expected in text


def test_typst_has_real_superscripts() -> None:
    pub = publication(1, "Ann Boo", "t", "2019", title_markup=r"$D^0_s$")
    assert "D#super[0];#sub[s];" in "\n".join(lines(pub, "typst"))


PLAIN = {
    "a power": ("10<sup>6</sup> stars", "10⁶ stars"),
    "an isotope": ("<sup>13</sup>C and <sup>40</sup>K", "¹³C and ⁴⁰K"),
    "a formula": ("CO<sub>2</sub> in soil", "CO₂ in soil"),
    "letters stay letters": ("the 4<sup>th</sup> <i>day</i>", "the 4th day"),
}


@every_row("markup, plain", PLAIN.values(), ids=PLAIN)
def test_plain_text_keeps_powers_and_indices(markup: str, plain: str) -> None:
    bare = re.sub("<[^>]*>", "", markup)
    pub = publication(1, "Ann Boo", bare, "2019", title_markup=markup)
    assert plain in "\n".join(lines(pub, "text"))
