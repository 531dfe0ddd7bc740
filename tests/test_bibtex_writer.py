"""BibTeX: given entries are written unchanged; generated ones read back as intended."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st
from pages.samples import GOLDENS, HOMEPAGE, PARTS, publication
from rows import every_row

from pubman.fields import KINDS
from pubman.formats import read
from pubman.formats.bibtex import writer
from pubman.formats.bibtex.biblatex_writer import entry as biblatex_entry
from pubman.formats.bibtex.writer import entry, entry_type, made, shown, title
from pubman.listing import Options, Section
from pubman.pages import render
from pubman.pages.arrangement import arrange
from pubman.record import Authorship, Date, Name, Publication, Record

RAW = "@Article{ Zhao-24 ,\n\tauthor= {Zhao, Bo} ,\r\n  title = {{A} 50\\% {\\'e}},\n}"


def read_one(pub: Publication) -> Record:
    """The one record that a reader makes of the entry of ``pub``."""
    records = [each for each in read("bibtex", made(pub).encode()) if isinstance(each, Record)]
    assert len(records) == 1
    return records[0]


def test_an_entry_as_its_source_wrote_it_goes_out_byte_for_byte() -> None:
    pub = replace(publication(99, "B Z", "another title", "2024", key="other"), raw=RAW)
    text = render("bibtex", [Section(publications=(pub, HOMEPAGE[0]))], Options())
    assert text.startswith(RAW + "\n\n@inproceedings{")


def test_each_publication_is_written_once_in_the_lists_order() -> None:
    sections = arrange(HOMEPAGE, sections=[("Selected", [3, 1]), ("All", range(1, 17))])
    text = render("bibtex", sections, Options())
    keys = [line.split("{")[1].rstrip(",") for line in text.splitlines() if line[:1] == "@"]
    assert keys == [HOMEPAGE[n].key for n in (0, 2, 1, *range(3, 16))]


def test_the_homepage_as_bibtex() -> None:
    text = render("bibtex", arrange(HOMEPAGE, sections=PARTS), Options())
    assert text == (GOLDENS / "homepage.bib").read_text(encoding="utf-8")


def test_no_publications_give_an_empty_file() -> None:
    assert render("bibtex", (), Options()) == "\n"


TITLES = {
    "TENPLEX: Changing Resources": "{{TENPLEX}: Changing Resources}",
    "A Semi-Automatic Approach": "{A Semi-Automatic Approach}",
    "MySQL and vLLM on GPUs in C": "{{MySQL} and {vLLM} on {GPUs} in {C}}",
    "Plan A": "{Plan {A}}",
    "Müller's IoT": "{M{\\\"{u}}ller's {IoT}}",
    "50 % of R&D": "{50 \\% of {R}\\&{D}}",
}


@every_row("plain, value", TITLES.items())
def test_acronyms_keep_their_capitals(plain: str, value: str) -> None:
    assert title(publication(1, "A B", plain, "2024")) == value


def test_markup_becomes_commands_and_maths_stays() -> None:
    pub = publication(
        1, "A B", "t", "2024", title_markup="<i>E. coli</i> in $O(n^2)$ &amp; H<sub>2</sub>O"
    )
    assert title(pub) == "{\\emph{{E}. coli} in $O(n^2)$ \\& {H}\\textsubscript{2}{O}}"


def test_markup_that_could_harm_is_written_as_text() -> None:
    for markup in ("<i>x", "$a{$", "$\\input{x}$", "$\\write18{ls}$", "$^^5c$"):
        pub = publication(1, "A B", "plain", "2024", title_markup=markup)
        assert title(pub) == "{plain}"


@every_row("kind", KINDS)
def test_every_kind_is_read_back_as_it_is(kind: str) -> None:
    pub = publication(1, "Ann Bee, Han van der Aa", "T", "2024-03", kind=kind, venue="Venue V")
    if kind in ("workshop", "demo"):  # BibTeX has no type for them: the venue decides
        return
    if kind == "preprint":
        pub = replace(pub, venue="CoRR", arxiv_id="2401.00001")
    assert read_one(pub).kind == kind


def test_a_masters_thesis_is_one() -> None:
    pub = publication(1, "A B", "t", "2024", kind="thesis", extra={"type": "Master's thesis"})
    assert entry_type(pub) == "mastersthesis"
    assert entry_type(replace(pub, extra={})) == "phdthesis"


NAMES = [
    Name(given="Han", particle="van der", family="Aa"),
    Name(given="John", family="Smith", suffix="Jr."),
    Name(given="Ferdinand and", family="Sons"),
    Name(literal="Barnes and Noble, Inc."),
    Name(given="Łukasz", family="Wójcik-Ørsted"),
    Name(family="王", given="小明"),
    Name(family="Aristotle"),
]


@every_row("name", NAMES, ids=lambda name: name.full)
def test_names_are_read_back_whole(name: Name) -> None:
    pub = replace(publication(1, "A B", "t", "2024"), authors=(name, Name(family="B", given="A")))
    assert [each.full for each in read_one(pub).authors] == [name.full, "A B"]


def test_fields_are_read_back() -> None:
    pub = Publication(
        id=1,
        key="k",
        kind="article",
        title="Größe & Maß: 50 % of 100 #1",
        authors=(Name(given="A", family="B"),),
        authors_cut=True,
        date=Date(year=2024, month=11),
        venue="J & K",
        volume="4",
        number="2",
        pages="138:1-138:28",
        doi="10.1002/(sici)1_a",
        arxiv_id="2401.00001",
        url="https://x.org/a_b?c=d%20e#f",
        status="to appear",
    )
    found = read_one(pub)
    for name in ("kind", "title", "authors", "authors_cut", "date", "venue", "volume", "number",
                 "pages", "doi", "arxiv_id", "url", "status"):  # fmt: skip
        assert getattr(found, name) == getattr(pub, name), name


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=40))
def test_any_title_makes_one_entry(text: str) -> None:
    pub = publication(1, "A B", text, "2024", kind="article", venue=text, note=text)
    assert read_one(pub).source_key == "b2024n1"
    assert entry(pub) == made(pub)


def test_a_page_shows_an_entry_of_dblp_made_anew() -> None:
    raw = (
        "@article{DBLP:x,\n  title        = {T},\n"
        "  bibsource    = {dblp computer science bibliography, https://dblp.org}\n}"
    )
    pub = replace(publication(1, "A B", "T", "2024"), raw=raw)
    assert entry(pub) == raw
    assert shown(pub) == re.sub(r"(?m)^(  \w+) += ", r"\1 = ", made(pub)), "without its columns"
    assert shown(replace(pub, raw=RAW)) == RAW


def test_a_volume_stands_behind_the_entries_that_name_it() -> None:
    raws = ("@proceedings{Vol, title={V}}", '@inproceedings{a, crossref = "vol"}', "@misc{b}")
    pubs = [replace(publication(n, "A B", "t", "2024"), raw=raw) for n, raw in enumerate(raws, 1)]
    text = render("bibtex", [Section(publications=tuple(pubs))], Options())
    assert text == "\n\n".join([raws[1], raws[2], raws[0]]) + "\n"


# ---------------------------------------------------------------------------------- biblatex


def test_former_keys_are_the_ids_of_a_biblatex_entry():
    pub = Publication(kind="article", title="T", key="new", former_keys=("old one", "older"))
    assert "ids       = {oldone, older}" in biblatex_entry(pub)


def test_roles_are_annotations_of_a_biblatex_entry():
    names = (Name(family="Roe", given="Mia"), Name(family="Poe", given="Ed"))
    authorships = (
        Authorship(name=names[0], roles=("equal", "*")),
        Authorship(name=names[1]),
    )
    pub = Publication(kind="article", title="T", key="k", authors=names, authorships=authorships)
    assert "author+an = {1=equal}" in biblatex_entry(pub)


@every_row(
    "language, name", [("en", "english"), ("German", "german"), ("fr-FR", "french"), ("xx", "xx")]
)
def test_languages_are_those_of_babel(language, name):
    assert f"langid    = {{{name}}}" in biblatex_entry(
        Publication(kind="article", title="T", key="k", language=language)
    )


def test_a_list_in_biblatex_keeps_a_season_unless_the_date_was_set() -> None:
    pub = Publication(
        kind="article", title="Reeds", key="k", date=Date(year=2015), extra={"date": "2015-14"}
    )
    assert "date      = {2015-22}" in biblatex_entry(pub)
    assert "date      = {2016-05}" in biblatex_entry(replace(pub, date=Date(year=2016, month=5)))


_WORDS = st.lists(
    st.sampled_from(
        "And AND and A An Andy B. J.K X.. von De d'X O'B X--Y É A-B A- Jr. B, {x} a&b 王".split()
    ),
    max_size=3,
).map(" ".join)


@example("Jr.", "And")
@given(_WORDS.filter(bool), _WORDS)
def test_a_plain_name_is_written_as_any_other_name(family: str, given_name: str) -> None:
    name = Name(family=family, given=given_name)
    marked = replace(name, suffix="III")  # goes the long way
    assert writer._name(name) == writer._name(marked).replace(", III", "", 1)


HOUSEKEEPING = {
    "@article{k,\n  bibsource = {dblp computer science bibliography, https://dblp.org}\n}": True,
    "bibsource={dblp x}": True,
    "@article{k,\n \t\n bibsource\n=\n{dblp x}}": True,
    "@article{k, bibsource = {dblp x}}": False,
    "@article{k,\n  note = {bibsource = {dblp x}}\n}": False,
    "@article{k,\n  bibsource = {DBLP}\n}": False,
    "": False,
}


@every_row(("raw", "expected"), HOUSEKEEPING.items())
def test_an_entry_of_dblp_is_known_by_a_line_of_its_own(raw: str, expected: bool) -> None:
    assert writer.is_of_dblp(raw) is expected
