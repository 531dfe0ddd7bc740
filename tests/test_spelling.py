"""Two words: one word in two spellings, or two words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import every_row

from pubman.match import profile
from pubman.match.differences import find_difference, side_of
from pubman.match.opposites import CONTRARIES, are_opposed
from pubman.match.pages import compare_pages, read_pages
from pubman.match.rarity import frequencies, information, is_known
from pubman.match.spelling import compare_spelling, find_spellings
from pubman.match.titles import read_title
from pubman.match.wording import compare_titles
from pubman.record import Record

SAME = [
    ("harbour", "harbor"), ("generalise", "generalize"), ("metre", "meter"),
    ("haemoglobin", "hemoglobin"), ("organisational", "organizational"),
    ("dialogue", "dialog"), ("sulphate", "sulfate"), ("γ", "gamma"),
    ("three", "3"), ("iii", "3"),
]  # fmt: skip
PLURAL = [("theory", "theories"), ("matrix", "matrices"), ("bus", "buses"), ("lattice", "lattices")]
SLIP = [
    ("recieve", "receive"), ("algoritm", "algorithm"), ("mesurement", "measurement"),
    ("ecient", "efficient"), ("reected", "reflected"), ("systerns", "systems"), ("teh", "the"),
    ("heterogenous", "heterogeneous"), ("gastroscpy", "gastroscopy"),
]  # fmt: skip
OTHER = [
    ("eastern", "western"), ("hypotension", "hypertension"), ("linear", "nonlinear"),
    ("intracellular", "extracellular"), ("monohydrate", "dihydrate"), ("nitrate", "nitrite"),
    ("ethane", "ethene"), ("male", "female"), ("c", "d"), ("β", "γ"), ("fe2o3", "fe3o4"),
    ("with", "without"), ("boys", "girls"), ("absorption", "adsorption"), ("wheat", "maize"),
    ("osteopetrosis", "osteoporosis"), ("estriol", "estradiol"),
    ("abduction", "adduction"), ("macrocytic", "microcytic"), ("afferently", "efferently"),
    ("tachycardic", "bradycardic"), ("mourning", "morning"), ("vinblastine", "vincristine"),
]  # fmt: skip
UNSURE = [
    ("learned", "learning"), ("dept", "department"), ("larus", "lagus"),
    ("ferrimagnetic", "ferromagnetic"), ("contractive", "contrastive"),
]  # fmt: skip


@every_row(
    ("a", "b", "found"),
    [
        (*pair, found)
        for found, pairs in (
            ("same", SAME), ("plural", PLURAL), ("slip", SLIP), ("other", OTHER),
            ("unsure", UNSURE),
        )
        for pair in pairs
    ],
)  # fmt: skip
def test_two_words(a: str, b: str, found: str) -> None:
    assert compare_spelling(a, b) == found
    assert compare_spelling(b, a) == found


@given(st.text("abcdefghilmnoprstuαβ0123", min_size=1, max_size=12))
def test_a_word_is_itself(word: str) -> None:
    assert compare_spelling(word, word) == "same"


@given(
    st.text("aeioumnrst12", min_size=1, max_size=9), st.text("aeioumnrst12", min_size=1, max_size=9)
)
def test_spelling_is_symmetric(a: str, b: str) -> None:
    assert compare_spelling(a, b) == compare_spelling(b, a)


# ------------------------------------------------------------------------------------------ titles


@every_row(
    ("a", "b", "kind"),
    [
        pytest.param("Joins on trees", "Joins on Trees.", "none", id="case and a full stop"),
        pytest.param("Data base joins", "Database joins", "none", id="a space"),
        pytest.param("Mesurement of wind", "Measurement of wind", "spelling", id="a slip"),
        pytest.param("The theory of a knot", "Theory of knots", "filler", id="articles, a plural"),
        pytest.param(
            "Seasonal growth of larch needles: a model", "Seasonal growth of larch needles",
            "subtitle", id="a subtitle",
        ),
        pytest.param(
            "Seasonal growth of larch needles in", "Seasonal growth of larch needles in Norway",
            "cut", id="no title ends in a small word",
        ),
        pytest.param(
            "Seasonal growth of larch needles", "Seasonal growth of larch needles under snow",
            "longer", id="a title that goes on",
        ),
        pytest.param("Norms and games", "Games and norms", "order", id="another order"),
        pytest.param("Growth of larch", "Slow growth of larch", "added", id="a word more"),
        pytest.param("Growth of larch", "Growth of pine", "replaced", id="another word"),
        pytest.param("Mass of the B⁺ meson", "Mass of the B⁻ meson", "replaced", id="a charge"),
        pytest.param("Programming in C", "Programming in C++", "replaced", id="a language"),
        pytest.param("Role of vitamin A", "Role of vitamin E", "replaced", id="letters"),
    ],
)  # fmt: skip
def test_what_tells_titles_apart(a: str, b: str, kind: str) -> None:
    sides = [
        profile(Record(title=title), venue=None, source="file", own_duplicates=True)
        for title in (a, b)
    ]
    assert compare_titles(*sides)[2].kind == kind
    assert compare_titles(*sides[::-1])[2].kind == kind


TITLES = st.lists(
    st.sampled_from("growth of larch pine needles slow a the model : under snow".split()),
    min_size=1, max_size=9,
).map(" ".join)  # fmt: skip


@given(TITLES, TITLES)
def test_differences_are_symmetric(a: str, b: str) -> None:
    one, other = side_of(read_title(a)), side_of(read_title(b))
    found, mirrored = find_difference(one, other), find_difference(other, one)
    assert (found.kind == "none") == (mirrored.kind == "none")
    assert find_difference(one, one).kind == "none"


# ------------------------------------------------------------------------------------------- pages


@every_row(
    ("a", "b", "found"),
    [
        pytest.param("663-674", "663--674", "range", id="both pages"),
        pytest.param("221-8", "221-228", "range", id="an abbreviated last page"),
        pytest.param("195-197", "195-197", "range", id="three pages are long"),
        pytest.param("195-196", "195-196", "first", id="two pages may be shared"),
        pytest.param("195-210", "195", "first", id="a first page alone"),
        pytest.param("688", "688", "page", id="one page"),
        pytest.param("e0198859", "198859", "range", id="an article number"),
        pytest.param("1-5", "1-5", "unknown", id="page 1 is no page"),
        pytest.param("1-5", "77-81", "unknown", id="page 1 against another"),
        pytest.param("S12-S20", "12-20", "first", id="a supplement's page"),
        pytest.param("Suppl-29", "S417-S429", "unknown", id="a lost first page"),
        pytest.param("101-110", "111-120", "differ", id="other pages"),
        pytest.param("", "5", "unknown", id="no page"),
    ],
)
def test_pages(a: str, b: str, found: str) -> None:
    assert compare_pages(read_pages(a), read_pages(b)) == found
    assert compare_pages(read_pages(b), read_pages(a)) == found


# ------------------------------------------------------------------------------------------ tables


def test_the_table_of_words_holds_several_fields() -> None:
    table = frequencies()
    for word in ("tev", "hypotension", "maternal", "inflation", "eigenvalue", "compiler"):
        assert word in table, word
    assert 25_000 < len(table) < 40_000
    assert information("of") < 2 < information("database") < information("hypotension")
    assert not is_known("measurment")


@every_row("pair", sorted(map(sorted, CONTRARIES)), ids="/".join)
def test_contrary_prefixes_make_two_words(pair: list[str]) -> None:
    # No table has these words, and some differ in one letter only.
    one, other = (prefix + "volvular" for prefix in pair)
    assert compare_spelling(one, other) == "other"
    assert are_opposed(one, other)


NEAR = st.sampled_from(
    [word for pairs in (SAME, PLURAL, SLIP, OTHER, UNSURE) for pair in pairs for word in pair]
)


@given(NEAR, st.lists(NEAR | st.text("aeinorst3α", min_size=1, max_size=9), max_size=6))
def test_the_spellings_of_a_word_among_others(word: str, others: list[str]) -> None:
    found = [each for each in others if compare_spelling(word, each) != "other"]
    assert find_spellings(word, others) == found
