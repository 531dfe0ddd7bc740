"""Titles in sentence case: which are changed, and which of their words."""

from __future__ import annotations

from dataclasses import replace

from pages.samples import publication
from rows import every_row

from pubman.pages.csl_items import for_style
from pubman.pages.sentence_case import sentence_case

_PAIRS = """\
Tenplex: Changing Resources of Deep Learning Jobs
Tenplex: Changing resources of deep learning jobs
How Will VR Enter Classrooms? A Study of Schools
How will VR enter classrooms? A study of schools
Large-Scale Bayesian Inference with Hamiltonian Monte Carlo Methods
Large-scale Bayesian inference with Hamiltonian Monte Carlo methods
X-Ray Imaging and B-Tree Indexes in New York
X-ray imaging and B-tree indexes in New York
Gauss's Law and Alzheimer’s Disease in the Netherlands
Gauss's law and Alzheimer’s disease in the Netherlands
"Way Back Then": A View of 25+ Years of Web Evolution
"Way back then": A view of 25+ years of web evolution
Growth of <i>Moss</i> on H<sub>2</sub>O Ice
Growth of <i>moss</i> on H<sub>2</sub>O ice
Japanese Encephalitis in the South of Russia
Japanese encephalitis in the south of Russia
BERT and WebAssembly for Everybody
BERT and WebAssembly for everybody
Information Retrieval
Information retrieval
""".splitlines()
CHANGED = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
KEPT = [
    "The effect of X on Y in mice",
    "Learning from Shannon",
    "Maschinelles Lernen in Großen Netzen",
    "Zur Theorie der Gaserwärmung",
    "Aprendizaje Profundo para Redes",
    "Apprentissage Profond pour les Réseaux",
    "Reti Neurali Profonde",
    "面向流处理系统",
    "FULLY CAPITAL TITLE OF THE PAST",
    "",
]


@every_row("title", CHANGED)
def test_headline_case_becomes_sentence_case(title: str) -> None:
    assert sentence_case(title) == CHANGED[title]
    assert sentence_case(CHANGED[title]) == CHANGED[title]


@every_row("title", KEPT)
def test_other_titles_stay_as_they_are(title: str) -> None:
    assert sentence_case(title) == title


def test_words_that_the_author_protected_keep_their_capital() -> None:
    raw = "@article{x, title = {The {Tufa} Caves and Their Use}}"
    pub = publication(1, "Ann Boo", "The Tufa Caves and Their Use", "2020", raw=raw)
    item = {"title": pub.title}
    assert for_style(item, pub, "apa")["title"] == "The Tufa caves and their use"
    whole = replace(pub, raw="@article{x, title = {{The {Tufa} Caves and Their Use}}}")
    assert for_style(item, whole, "apa")["title"] == "The Tufa caves and their use"


@every_row(
    ("style", "language", "changed"),
    [
        ("apa", "", True),
        ("apa-6th-edition", "en-GB", True),
        ("american-medical-association", "en", True),
        ("nlm-citation-sequence", "", True),
        ("apa", "de", False),
        ("ieee", "", False),
        ("apartheid", "", False),
    ],
)
def test_the_style_and_the_language_decide(style: str, language: str, *, changed: bool) -> None:
    pub = publication(1, "Ann Boo", "The Use of Moss", "2020", language=language)
    found = for_style({"title": pub.title}, pub, style)["title"]
    assert found == ("The use of moss" if changed else pub.title)


@every_row(
    ("kind", "genre", "expected"),
    [
        ("thesis", "PhD thesis", "Doctoral dissertation"),
        ("thesis", "Dissertation", "Doctoral dissertation"),
        ("thesis", "Master thesis", "Master’s thesis"),
        ("thesis", "M.Sc. thesis", "Master’s thesis"),
        ("thesis", "Habilitation", "Habilitation"),
        ("dataset", "", "Data set"),
        ("talk", "", "Conference presentation"),
        ("talk", "Keynote", "Keynote"),
        ("article", "", None),
    ],
)
def test_apa_has_its_own_words_in_brackets(kind: str, genre: str, expected: str | None) -> None:
    pub = publication(1, "Ann Boo", "Moss", "2020", kind=kind)
    item = {"title": "Moss", "genre": genre}
    assert for_style(item, pub, "apa").get("genre") == expected
    assert for_style(item, pub, "ieee").get("genre") == (genre or None)
